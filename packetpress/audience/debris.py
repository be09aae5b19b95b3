"""What is left where something went in; the same without what stood only for that out.

A list without items, a heading over nothing, two rules in a row, two spaces between words. What the author
left empty stays as the author left it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from packetpress.model import Blocks, Heading, Inline, LineBreak, PageBreak, SoftBreak, Text, ThematicBreak
from packetpress.walk import Node

_BREAKS = (ThematicBreak, PageBreak)
_CLOSING = tuple(".,;:!?)]}…”’")
"""No space goes before these; one that is there was in front of a hidden span."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Marks the place of a hidden block; ``level`` if it was a heading."""

    level: int = 0


def is_blank(nodes: tuple[Node, ...]) -> bool:
    """Whether nothing among these blocks or inlines would be read: only spaces, rules and breaks."""
    for node in nodes:
        if isinstance(node, Text):
            if node.value and not node.value.isspace():
                return False
        elif not isinstance(node, (SoftBreak, LineBreak, *_BREAKS)):
            return False
    return True


def without_emptied(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    """``new`` less the sequences that lost all they had; ``old`` itself if nothing changed."""
    pairs = tuple(zip(old, new, strict=True))
    if all(before is after for before, after in pairs):
        return old
    return tuple(after for before, after in pairs if before is after or not is_blank(after))


def without_headings(nodes: list[Node], tell: Callable[[Node], None]) -> list[Node]:
    """Takes out headings whose every block went; goes from the end, so that their parents are seen last."""
    filled = [False] * 8
    emptied = [False] * 8
    """By level: since the last heading of this level or a higher one, was there content, did something go."""
    kept: list[Node] = []
    for node in reversed(nodes):
        level = node.level if isinstance(node, (Heading, Gone)) else 0
        new = node
        if isinstance(node, Heading) and emptied[level] and not filled[level]:
            new = Gone(level)
            tell(node)
        if not isinstance(new, _BREAKS):
            seen = emptied if isinstance(new, Gone) else filled
            for upper in range(1, level or 8):
                seen[upper] = True
        if level:
            filled[level:] = emptied[level:] = [False] * (8 - level)
        kept.append(new)
    kept.reverse()
    return kept


def without_breaks(nodes: list[Node]) -> Blocks:
    """Takes out the marks, and rules and page breaks that now stand at an edge or beside their like."""
    kept: list[Node] = []
    gap = False
    for node in nodes:
        if isinstance(node, Gone):
            gap = True
        elif gap and isinstance(node, _BREAKS) and (not kept or type(kept[-1]) is type(node)):
            continue
        else:
            kept.append(node)
            gap = False
    while gap and kept and isinstance(kept[-1], _BREAKS):
        kept.pop()
    return tuple(kept)


def close_gap(before: list[Inline], after: list[Inline]) -> None:
    """Leaves one space at most between ``before`` and ``after``; none at an edge or before a full stop."""
    if not before:
        _strip_start(after)
        return
    head = after[0] if after else None
    at_edge = head is None or isinstance(head, LineBreak)
    spaced = isinstance(head, SoftBreak) or (isinstance(head, Text) and head.value[:1].isspace())
    closing = isinstance(head, Text) and head.value.startswith(_CLOSING)
    if at_edge or spaced or closing:
        _strip_end(before, hard=head is None)


def _strip_start(nodes: list[Inline]) -> None:
    while nodes:
        head = nodes[0]
        if isinstance(head, Text):
            value = head.value.lstrip()
            if value:
                moved = len(head.value) - len(value)
                nodes[0] = Text(value, replace(head.pos, column=head.pos.column + moved)) if moved else head
                return
        elif not isinstance(head, (SoftBreak, LineBreak)):
            return
        del nodes[0]


def _strip_end(nodes: list[Inline], *, hard: bool) -> None:
    """Takes spaces off the end; with ``hard``, line breaks too."""
    while nodes:
        tail = nodes[-1]
        if isinstance(tail, Text):
            value = tail.value.rstrip()
            if value:
                nodes[-1] = Text(value, tail.pos)
                return
        elif not (isinstance(tail, SoftBreak) or (hard and isinstance(tail, LineBreak))):
            return
        nodes.pop()
