"""What the Markdown reader asks of the project's files; ``packetpress.load.files`` answers."""

from __future__ import annotations

from typing import Protocol

from packetpress.model import Position


class FileAccess(Protocol):
    """Finds and reads files inside the project; whatever goes wrong is reported by the implementation."""

    def resolve(self, reference: str, from_path: str, pos: Position) -> str | None:
        """Project-relative path of ``reference`` as ``from_path`` has it; None if there is no such file."""

    def read_text(self, path: str, pos: Position) -> str | None:
        """Text of a project-relative ``path``; None if it can't be read as UTF-8."""
