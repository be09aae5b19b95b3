"""A finding in; the line of the sources that it is about, as it can be shown, out.

Columns count characters, a terminal counts cells: tabs, wide characters and accents that are characters of
their own make the two differ. What can't be shown, or would steer a terminal, is replaced.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from packetpress.diagnostics import Diagnostic

TAB = 4
"""Cells between tab stops."""
ROOM = 100
"""Cells of a line that are shown at most."""
BEFORE = 50
"""Cells before the place that are shown at most, where the line is longer than ``ROOM``."""

_QUOTED = re.compile(r"“([^”]+)”")
_TOKEN = re.compile(
    r"\{[^{}]{1,300}\}|!?\[[^\[\]]{0,300}\](?:\([^()]{0,600}\))?|<[^<>\s]+>|#{1,6}|@?\w+(?:['’-]\w+)*"
)
"""What can be told by its first characters: an attribute list, a link or image, a heading's mark, a word."""
_UNSEEN = "\N{REPLACEMENT CHARACTER}"
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    number: int
    """Of the line, from 1."""
    line: str
    """The line or a piece of it, with spaces for tabs and without anything that steers a terminal."""
    indent: int
    """Cells before the place."""
    width: int
    """Cells of what the finding is about; at least 1."""

    @property
    def marks(self) -> str:
        """What goes in the line below: spaces, and a caret for each cell."""
        return " " * self.indent + "^" * self.width


def token_width(diagnostic: Diagnostic) -> int:
    """Characters that the finding is about, at least 1 and never beyond the end of the line.

    What the finding says itself; else what it quotes, if that stands there; else the token that begins there.
    """
    source, start = diagnostic.source, max(diagnostic.pos.column, 1) - 1
    width = diagnostic.width
    if not width:
        quoted = (name for name in _QUOTED.findall(diagnostic.message) if source.startswith(name, start))
        width = max(map(len, quoted), default=0)
    if not width:
        token = _TOKEN.match(source, start)
        width = len(token[0]) if token else 1
    return max(1, min(width, len(source) - start))


def excerpt(diagnostic: Diagnostic) -> Excerpt | None:
    """The finding's line with its place; None where the line isn't known or is empty."""
    source = diagnostic.source.rstrip()
    start = max(diagnostic.pos.column, 1) - 1
    if not source:
        return None
    # Of a line without end only what may be shown is looked at.
    first = max(0, min(start, len(source)) - ROOM) if len(source) > ROOM else 0
    cells = _cells(source[first : start + ROOM + 1])
    place = min(start - first, len(cells))
    before, after = cells[:place], cells[place:]
    cut_before = first > 0
    if sum(map(len_in_cells, cells)) > ROOM or cut_before:
        while before and sum(map(len_in_cells, before)) > BEFORE:
            before.pop(0)
            cut_before = True
    indent = sum(map(len_in_cells, before)) + cut_before
    shown: list[str] = []
    room = ROOM - indent
    for cell in after:
        room -= len_in_cells(cell)
        if room < 0:
            break
        shown.append(cell)
    cut_after = len(shown) < len(source) - start
    width = sum(map(len_in_cells, shown[: token_width(diagnostic)]))
    line = (_CUT if cut_before else "") + "".join((*before, *shown)) + (_CUT if cut_after else "")
    return Excerpt(diagnostic.pos.line, line, indent, max(width, 1))


def visible(text: str) -> str:
    """``text`` without characters that a terminal or an editor would obey instead of showing."""
    return "".join(character if character in "\n\t" or _shows(character) else _UNSEEN for character in text)


def len_in_cells(text: str) -> int:
    """Cells that a terminal with fixed-width letters takes for ``text``."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cells(text: str) -> list[str]:
    """For each character what is shown for it."""
    cells: list[str] = []
    column = 0
    for character in text:
        shown = " " * (TAB - column % TAB) if character == "\t" else visible(character)
        column += len_in_cells(shown)
        cells.append(shown)
    return cells


def _shows(character: str) -> bool:
    category = unicodedata.category(character)
    # Zero-width joiners shape writing; the other formatting characters reorder or hide it.
    return category not in ("Cc", "Cf", "Cs", "Zl", "Zp") or character in "\u200c\u200d\u00ad"
