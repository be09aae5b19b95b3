"""A section's Markdown in; what the checks say about it out."""

from __future__ import annotations

from pathlib import Path

from packetpress.checks import check_sources
from packetpress.diagnostics import Diagnostic, Diagnostics
from packetpress.load import load
from tests.projects import write_project


def warnings(folder: Path, text: str, snippet: str = "") -> tuple[Diagnostic, ...]:
    """The findings in a project with one section and ``snippet.md`` beside it, which must have no errors."""
    diagnostics = Diagnostics()
    write_project(folder, {"a.md": text})
    (folder / "sources" / "snippet.md").write_text(snippet, encoding="utf-8")
    library = load(folder, diagnostics)
    assert diagnostics.errors == ()
    check_sources(library, diagnostics)
    return diagnostics.sorted


def placed(found: tuple[Diagnostic, ...]) -> list[tuple[int, int, str]]:
    """Line, column, and the characters that each finding is about."""
    return [
        (each.pos.line, each.pos.column, each.source[each.pos.column - 1 :][: each.width]) for each in found
    ]
