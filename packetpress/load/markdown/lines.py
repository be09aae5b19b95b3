"""Text of one file -> its lines, tabs expanded, with the file's own columns kept.

Lines and pieces of lines are what block and inline parsing work on, so that every token can tell
its place: a ``Fragment`` is a piece of one line, a ``Run`` the fragments of one paragraph, cell or
title joined by line ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeAlias

from packetpress.diagnostics import Diagnostics
from packetpress.model import Position

TAB = 4
"""Columns between tab stops, as Python-Markdown and CommonMark count them."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Line:
    """One source line; ``columns[i]`` is the file's column of ``text[i]`` (None: ``i + 1``)."""

    __slots__ = ("columns", "file", "number", "text")

    def __init__(self, text: str, file: str, number: int, columns: Sequence[int] | None = None) -> None:
        self.text = text
        self.file = file
        self.number = number
        self.columns = columns

    def at(self, index: int) -> Position:
        columns = self.columns
        return Position(self.file, self.number, index + 1 if columns is None else columns[index])

    def cut(self, cuts: Sequence[tuple[int, int]]) -> Line:
        """The same line without the given pieces (start and end, in order)."""
        columns = range(1, len(self.text) + 2) if self.columns is None else self.columns
        texts: list[str] = []
        kept: list[int] = []
        done = 0
        for start, end in (*cuts, (len(self.text), len(self.text))):
            texts.append(self.text[done:start])
            kept.extend(columns[done:start])
            done = end
        kept.append(columns[-1])
        return Line("".join(texts), self.file, self.number, kept)


Fragment: TypeAlias = "tuple[str, Line, int]"
"""Text, the line it is a piece of, and the index in that line's text at which it starts."""


class Run:
    """Inline content as one string, lines joined by line feeds, that knows where each character stands."""

    __slots__ = ("_lines", "_offsets", "_starts", "text")

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self.text = "\n".join([fragment[0] for fragment in fragments])
        self._lines = [fragment[1] for fragment in fragments]
        self._starts = [fragment[2] for fragment in fragments]
        self._offsets: list[int] = []
        total = 0
        for fragment in fragments:
            self._offsets.append(total)
            total += len(fragment[0]) + 1

    def at(self, offset: int) -> Position:
        index = bisect_right(self._offsets, offset) - 1
        return self._lines[index].at(offset - self._offsets[index] + self._starts[index])

    def part(self, start: int, end: int) -> Run:
        """The characters from ``start`` to ``end`` as a run of their own."""
        fragments: list[Fragment] = []
        index = bisect_right(self._offsets, start) - 1
        for piece in self.text[start:end].split("\n"):
            first = start - self._offsets[index] + self._starts[index]
            fragments.append((piece, self._lines[index], first))
            start += len(piece) + 1
            index += 1
        return Run(fragments)


def run_of(text: str, pos: Position) -> Run:
    """A run for text from outside a Markdown file (a YAML value whose first character stands at ``pos``)."""
    fragments: list[Fragment] = []
    for index, piece in enumerate(text.split("\n")):
        indent = len(piece) - len(piece.lstrip())
        first = pos.column if index == 0 else 1
        columns = range(first, first + len(piece) + 1)
        fragments.append((piece.strip(), Line(piece, pos.file, pos.line + index, columns), indent))
    return Run(fragments)


def split_lines(text: str, path: str, diagnostics: Diagnostics, first_line: int = 1) -> list[Line]:
    """The lines of a file. CRLF and CR end lines too; a byte order mark is skipped; control characters
    are an error and leave the text."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text) is not None
    lines: list[Line] = []
    for number, raw in enumerate(text.split("\n"), first_line):
        if "\t" in raw or control:
            lines.append(_unusual_line(raw, path, number, diagnostics))
        else:
            lines.append(Line(raw, path, number))
    return lines


def _unusual_line(raw: str, path: str, number: int, diagnostics: Diagnostics) -> Line:
    kept: list[str] = []
    columns: list[int] = []
    for column, character in enumerate(raw, 1):
        if character == "\t":
            width = TAB - len(kept) % TAB
            kept.extend(" " * width)
            columns.extend([column] * width)
        elif _CONTROL.match(character):
            diagnostics.error(
                Position(path, number, column),
                f"There is an invisible control character (U+{ord(character):04X}) here.",
                "Delete it: place the cursor after it and press Backspace, or type the line anew.",
            )
        else:
            kept.append(character)
            columns.append(column)
    columns.append(len(raw) + 1)
    return Line("".join(kept), path, number, columns)
