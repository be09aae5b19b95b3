"""The galley: one long column of type that pages are made up from.

A *slug* is the smallest piece that is never split: a line of type, a table row, a picture. Slugs know
their height, what space and which page breaks they want around them, which boxes enclose them and
which notes go to the foot of their page. ``paginate`` reads a galley and makes pages.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from packetpress.typeset.pen import Pen

NEVER = 10_000.0
"""Cost of a page break that is never taken unless nothing else is possible."""
ALWAYS = -NEVER
"""Cost of a page break that is always taken."""


Side: TypeAlias = Literal["", "recto", "verso"]

SENTENCE = 400.0
"""Cost of a page break in a sentence, where the page has room left; in a list, between its items."""
LIST = 60.0

ASIDE_GAP = 34.0
"""From text to the column beside it, with the rule between them."""
ASIDE_RULE = 10.0
"""From that rule to the column."""


class Slug:
    """The smallest piece of a galley. Lengths in points."""

    __slots__ = (
        "anchors",
        "boxes",
        "break_after",
        "goes_on",
        "grows",
        "height",
        "notes",
        "side",
        "space_after",
        "space_before",
    )

    def __init__(self, height: float) -> None:
        self.height = height
        self.space_before = 0.0
        """The larger of two neighbours' spaces is used; none at the top of a page."""
        self.space_after = 0.0
        self.break_after = 0.0
        """Cost of a page break after this slug: 0 welcome, NEVER forbidden, ALWAYS forced."""
        self.goes_on = 0.0
        """What that costs in addition where the page has room left, because a sentence or a list goes on;
        0: the text pauses here."""
        self.grows = False
        """It takes what its page has left; ``height`` is the least."""
        self.boxes: tuple[Box, ...] = ()
        """What encloses it, outermost first."""
        self.notes: tuple[list[Slug], ...] = ()
        """Footnotes called in it, each a small galley."""
        self.anchors: tuple[str, ...] = ()
        """Ids whose place is the top of this slug."""
        self.side: Side = ""
        """Where it begins a page, that is a right-hand one (recto) or a left-hand one (verso)."""

    def grown(self, by: float) -> Slug:
        """The slug, so much higher."""
        taller = copy(self)
        taller.height += by
        return taller

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws at the column's left edge ``x``, its top edge at ``top``."""


class Box:
    """Something around a stretch of slugs that may run over pages: a callout, a table, an exercise."""

    complete = False
    """What it holds is understood by itself: it leads to nothing that comes after it."""

    __slots__ = ("aside", "header", "keep", "left", "outer", "pad_bottom", "pad_top", "width")

    def __init__(self, left: float, width: float, pad_top: float = 0.0, pad_bottom: float = 0.0) -> None:
        self.left = left
        self.width = width
        self.pad_top = pad_top
        self.pad_bottom = pad_bottom
        self.keep = False
        """Keep on one page where it fits on one."""
        self.header: tuple[Slug, ...] = ()
        """Slugs set again on each page that the box continues on (a table's head)."""
        self.aside: tuple[Slug, ...] = ()
        """A galley of its own in the column beside the box, from its top down; only of an outermost box."""
        self.outer = 0.0
        """Room for that column and the gap, taken from the measure at the page's outer edge."""

    def draw(self, pen: Pen, x: float, top: float, bottom: float) -> None:
        """Paints the ground of the part that stands on one page."""


def lead(previous: Slug | None, slug: Slug, squeeze: float = 1.0) -> float:
    """Space between two neighbours on a page; ``previous`` is None at the top of a page.

    ``squeeze`` below 1 takes that share of the space between blocks.
    """
    if previous is None:
        return sum(box.pad_top + header_height(box, slug) for box in slug.boxes)
    space = max(previous.space_after, slug.space_before) * squeeze
    if previous.boxes is slug.boxes:
        return space
    shared = 0
    for before, after in zip(previous.boxes, slug.boxes, strict=False):
        if before is not after:
            break
        shared += 1
    closing = sum(box.pad_bottom for box in previous.boxes[shared:])
    opening = sum(box.pad_top for box in slug.boxes[shared:])
    return space + closing + opening


def header_height(box: Box, slug: Slug) -> float:
    """Height of the head that is set again above ``slug`` when it starts a page."""
    if not box.header or slug in box.header:
        return 0.0
    return sum(line.height for line in box.header)


def tail(slug: Slug) -> float:
    """Space below the last slug of a page: its boxes close there."""
    return sum(box.pad_bottom for box in slug.boxes)
