"""The project folder in; the names of all files under ``sources/`` out, whether a packet uses them or not."""

from __future__ import annotations

from pathlib import Path

from packetpress.diagnostics import Diagnostics
from packetpress.load.files import SOURCES, ProjectFiles
from packetpress.model import Position


def source_files(project_root: Path) -> tuple[str, ...]:
    """Paths relative to the project, sorted folder by folder; without hidden files and links that lead out.

    Nothing is read. Folders are entered as deep as ``**`` in a packet's contents goes.
    """
    return ProjectFiles(project_root, Diagnostics()).glob("**/*", Position(SOURCES))
