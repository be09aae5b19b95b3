"""Pipe tables: which lines make one, where their cells are, and how wide the columns are to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from packetpress.load.markdown.codespans import CodeSpans
from packetpress.load.markdown.lines import Fragment
from packetpress.model import Align, Column

WIDE = 72
"""A longer source line makes columns as wide as their dashes say, relative to each other (Pandoc's rule)."""

_MARK = re.compile(r"\\.|`+|\|")
_RULE_CELL = re.compile(r"(:?)(-+)(:?)")


@dataclass(frozen=True, slots=True)
class RowText:
    """A row's cells: where each starts and ends in its text, spaces around it not included."""

    cells: tuple[tuple[int, int], ...]
    end: int
    """After the last pipe, where an attribute list of the row may stand; else the text's length."""


def _pipes(text: str) -> list[int]:
    """Offsets of the pipes that part cells: not escaped and not in code."""
    found: list[int] = []
    code = CodeSpans(text)
    at = 0
    while match := _MARK.search(text, at):
        at = match.end()
        if match[0] == "|":
            found.append(match.start())
        elif match[0][0] == "`":
            close = code.close(at, len(match[0]))
            at = at if close < 0 else close + len(match[0])
    return found


def has_pipe(text: str) -> bool:
    return "|" in text and bool(_pipes(text))


def split_row(text: str) -> RowText:
    pipes = _pipes(text)
    if not pipes:
        return RowText((_trim(text, 0, len(text)),), len(text))
    last = pipes[-1]
    tail = text[last + 1 :].strip()
    closed = not tail or (tail[0] == "{" and tail[-1] == "}" and not tail.startswith("{{"))
    bounds = [-1, *pipes] if text[: pipes[0]].strip() else list(pipes)
    if not closed:
        bounds.append(len(text))
    cells = tuple(_trim(text, start + 1, end) for start, end in pairwise(bounds))
    return RowText(cells, last + 1 if closed else len(text))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    cell = text[start:end]
    stripped = cell.lstrip(" ")
    start += len(cell) - len(stripped)
    return start, start + len(stripped.rstrip(" "))


def begins_table(header: Fragment, rule: str) -> bool:
    """Whether ``rule``, a line of dashes, makes the line before it a table's header.

    It does if both have pipes; one that has too many or too few cells is reported when it is built.
    """
    return has_pipe(header[0]) and ("|" in rule or len(split_row(header[0]).cells) == 1)


def columns(rule: str, lines: list[str]) -> tuple[Column, ...]:
    """Alignment and relative width of the columns, from the line of dashes and the table's source lines."""
    aligns: list[Align] = []
    dashes: list[int] = []
    for start, end in split_row(rule).cells:
        match = _RULE_CELL.fullmatch(rule[start:end])
        left, width, right = match.groups() if match else ("", "-", "")
        aligns.append("center" if left and right else "right" if right else "left")
        dashes.append(len(left) + len(width) + len(right))
    relative = len(set(dashes)) > 1 or any(len(line.rstrip()) > WIDE for line in lines)
    total = sum(dashes)
    return tuple(
        Column(align, width / total if relative else 0.0) for align, width in zip(aligns, dashes, strict=True)
    )
