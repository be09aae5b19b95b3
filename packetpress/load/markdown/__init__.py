"""Markdown text of one source file -> the model's blocks and inlines, with true positions.

In come a file's text and its project path; out go blocks, the images they use and the files they
include. ``lines`` keeps the file's columns, ``blocks`` finds the structure line by line, ``build``
makes the model's values of it and calls ``inlines`` for what is text. Findings are collected; a
file with errors still gives everything that could be read. Nothing is run or fetched.
"""

from __future__ import annotations

from dataclasses import dataclass

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown.access import FileAccess
from packetpress.load.markdown.alike import HIDING, hiding, meant
from packetpress.load.markdown.attributes import Written
from packetpress.load.markdown.blocks import parse_blocks
from packetpress.load.markdown.build import Builder
from packetpress.load.markdown.divs import DIVS
from packetpress.load.markdown.inlines import parse_run
from packetpress.load.markdown.lines import run_of, split_lines
from packetpress.load.markdown.scan import Context
from packetpress.model import Blocks, Inlines, Position


@dataclass(frozen=True, slots=True)
class Body:
    """What a file's Markdown says."""

    blocks: Blocks
    images: tuple[tuple[str, Position], ...]
    """Project-relative path of every image used, and where it is used first."""
    depends: tuple[str, ...]
    """Project-relative paths of the included files, theirs too."""
    written: tuple[Written, ...] = ()
    """Every attribute list, theirs too; ``load.conditions`` says what is wrong with them."""


def parse(text: str, path: str, diagnostics: Diagnostics, *, files: FileAccess, first_line: int = 1) -> Body:
    """Parses ``text``, which stands in ``path`` from ``first_line`` on (after any front matter)."""
    parsed = parse_blocks(split_lines(text, path, diagnostics, first_line), path, diagnostics, files)
    builder = Builder(parsed, diagnostics, files)
    blocks = builder.build()
    context = builder.context
    return Body(blocks, tuple(context.images.items()), tuple(parsed.depends), tuple(context.written))


def parse_inline(
    text: str, pos: Position, diagnostics: Diagnostics, written: list[Written] | None = None
) -> Inlines:
    """Parses the Markdown of a title or objective, whose first character stands at ``pos``.

    Its attribute lists are added to ``written``.
    """
    context = Context(diagnostics)
    inlines = parse_run(context, run_of(text, pos))
    if written is not None:
        written += context.written
    return inlines


__all__ = ["DIVS", "HIDING", "Body", "FileAccess", "Written", "hiding", "meant", "parse", "parse_inline"]
