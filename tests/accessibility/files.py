"""The files that are checked, and the Documents that they were made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from packetpress import pipeline
from packetpress.finish import finish
from packetpress.model import Document, Layout, Pages
from packetpress.pipeline import checking, setting

ROOT = Path(__file__).resolve().parent.parent.parent
TORTURE = ROOT / "tests" / "torture"


@dataclass(frozen=True, slots=True)
class BuiltFile:
    packet: str
    edition: str
    path: Path
    document: Document
    layout: Layout


def packets(project: Path) -> list[str]:
    return sorted(path.stem for path in (project / "sources" / "packets").glob("*.yaml"))


def build(project: Path, output: Path, layout: str) -> list[BuiltFile]:
    """Builds every packet and edition of a project in one layout."""
    made: dict[bytes, tuple[Document, Layout]] = {}

    def remember(pages: Pages, document: Document, layout: Layout) -> bytes:
        data = finish(pages, document, layout)
        made[data] = (document, layout)
        return data

    # The build's own check is off, so that what it would find is shown for each packet.
    with patch.object(setting, "finish", remember), patch.object(checking, "PREFLIGHT", {}):
        report = pipeline.build(project, output, layouts=[layout])
    return [
        BuiltFile(built.file.packet, built.file.edition, output / built.file.path, *made[built.file.data])
        for built in report.files
    ]
