"""BibTeX text in; the citation keys with the places of their entries out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from packetpress.diagnostics import Diagnostics
from packetpress.model import Position, Project

_COMMENT_OR_ENTRY = re.compile(r"%[^\n]*|@\s*(\w+)\s*(\{)\s*([^\s,{}]*)")
_BRACE = re.compile(r"[{}]")
_NO_KEY = frozenset({"comment", "string", "preamble"})
"""Entry types that hold no work."""


@dataclass(frozen=True, slots=True)
class Keys:
    places: Mapping[str, Position]
    """Citation key -> where its entry begins."""
    sound: bool
    """Whether nothing had to be reported."""


def bibliography_keys(project: Project, diagnostics: Diagnostics) -> Keys:
    """The keys of all entries in the project's BibTeX text.

    Reports entries without an end and keys given twice. Braces nest, and ``%`` outside an entry begins a
    comment, as Pandoc reads BibTeX. Keys are case-sensitive.
    """
    text = project.bibliography
    closing = _closing_braces(text)
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    places: dict[str, Position] = {}
    sound = True
    start = 0
    while match := _COMMENT_OR_ENTRY.search(text, start):
        start = match.end()
        kind, key = match[1], match[3]
        if kind is None:
            continue
        line = bisect_right(line_starts, match.start())
        pos = Position(project.bibliography_path, line, match.start() - line_starts[line - 1] + 1)
        end = closing.get(match.start(2))
        if end is None:
            sound = False
            diagnostics.error(
                pos,
                f"The entry “{key}” in the bibliography has no end.",
                "Add the closing “}”, or the one that is missing in a line of the entry.",
            )
        else:
            start = end
        if kind.lower() in _NO_KEY:
            continue
        if key in places:
            sound = False
            diagnostics.error(
                pos,
                f"Two entries have the citation key “{key}”; the other one is on line {places[key].line}.",
                "Delete one of them, or give it a key of its own and use that where you cite it.",
            )
        places.setdefault(key, pos)
    return Keys(places, sound)


def _closing_braces(text: str) -> Mapping[int, int]:
    """Place of each opening brace -> place after the one that closes it."""
    opened: list[int] = []
    closing: dict[int, int] = {}
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            closing[opened.pop()] = brace.end()
    return closing
