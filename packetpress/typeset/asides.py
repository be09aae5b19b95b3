"""Asides: galleys of their own in a column beside a box of the text, page by page.

In: a box with an aside, where it begins on the page, and how far down the page may be used. Out: the slugs
that stand on this page, and from which one on the next page goes on. What doesn't fit beside its box goes on
below it; the text after the box waits until the aside has ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from packetpress.typeset.galley import NEVER, Box, Slug, lead, tail

BELOW = 16.0
"""From the end of an aside that began on an earlier page to the text below it."""


@dataclass(slots=True)
class Placed:
    """A slug at its place; ``top`` is the distance down from the top of the column."""

    slug: Slug
    top: float
    repeated: bool = False
    """Set again: a table's head on a continuation page."""


class Rest(NamedTuple):
    """An aside that is not at its end."""

    box: Box
    at: int
    """Index of the first slug that has no place yet."""


@dataclass(slots=True)
class PlacedAside:
    """What of an aside stands on one page; distances down from the top of the column."""

    top: float
    bottom: float = 0.0
    slugs: list[Placed] = field(default_factory=list)
    boxes: list[tuple[Box, float, float]] = field(default_factory=list)


def height(galley: Sequence[Slug], squeeze: float = 1.0) -> float:
    """Of a galley that is not divided."""
    total = 0.0
    previous: Slug | None = None
    for slug in galley:
        total += lead(previous, slug, squeeze) + slug.height
        previous = slug
    return total + (tail(previous) if previous else 0.0)


def place(rest: Rest, top: float, limit: float, squeeze: float) -> tuple[PlacedAside, Rest | None]:
    """As much of ``rest`` as fits between ``top`` and ``limit``; at least one slug from the top of a page."""
    galley = rest.box.aside
    end = _end(galley, rest.at, limit - top, squeeze, force=top <= 0.0)
    part = PlacedAside(top, top)
    open_boxes: dict[Box, float] = {}
    previous: Slug | None = None
    at = top
    for slug in galley[rest.at : end]:
        if previous is not None:
            for box in previous.boxes:
                if box not in slug.boxes:
                    part.boxes.append((box, open_boxes.pop(box), at + box.pad_bottom))
        at += lead(previous, slug, squeeze)
        for box in slug.boxes:
            open_boxes.setdefault(box, at - box.pad_top)
        part.slugs.append(Placed(slug, at))
        at += slug.height
        previous = slug
    if previous is not None:
        part.boxes += [(box, open_boxes[box], at + box.pad_bottom) for box in previous.boxes]
        part.bottom = at + tail(previous)
    return part, (Rest(rest.box, end) if end < len(galley) else None)


def _end(galley: Sequence[Slug], start: int, room: float, squeeze: float, *, force: bool) -> int:
    """Index after the last slug that fits, moved back to where a column may end."""
    used = 0.0
    previous: Slug | None = None
    end = allowed = start
    for index in range(start, len(galley)):
        slug = galley[index]
        used += lead(previous, slug, squeeze) + slug.height
        if used + tail(slug) > room + 0.01:
            break
        end = index + 1
        if slug.break_after < NEVER or end == len(galley):
            allowed = end
        previous = slug
    if allowed > start or not force:
        return allowed
    return max(end, start + 1)
