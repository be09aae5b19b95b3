"""The values between the schemes and the writer: what is to be laid out, and where everything goes.

Lengths are points; places on a sheet are measured from its lower left corner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from packetpress.model import CardGrid

Box: TypeAlias = tuple[float, float, float, float]
"""Left, lower, right, upper."""
Size: TypeAlias = tuple[float, float]
"""Width and height."""
LineKind: TypeAlias = Literal["cut", "fold", "perforation", "frame"]


@dataclass(frozen=True, slots=True)
class Original:
    """The finished pages, as far as their places on sheets depend on them."""

    count: int
    width: float
    """Of the trimmed page."""
    height: float
    bleed: float
    """What is printed beyond the trim and may be used; 0 on a copier."""
    for_press: bool
    """Sheets are then as large as full-size pages, bleed and marks need, and trimmed."""
    thickness: float
    """Of a sheet of the paper."""
    cards: tuple[CardGrid, ...] = ()
    paper: Size | None = None
    """Of the copier's sheets, upright; None: the smallest that suits."""
    signature: int = 0
    """So many sheets at most are folded into each other; 0: all."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A page on one side of a sheet."""

    page: int
    """Index from 0."""
    x: float
    """Of the lower left corner of the trimmed page."""
    y: float
    scale: float
    clip: Box
    """Nothing of it is seen outside."""


@dataclass(frozen=True, slots=True)
class Line:
    """A mark for whoever folds or cuts."""

    kind: LineKind
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of one sheet."""

    trim: Box
    """What is left of the sheet when it has been trimmed."""
    placements: tuple[Placement, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All sides of all sheets, in the order in which they are printed.

    Where there are backs, each follows its front, and meets it when the sheet is turned over like the page
    of a book: along the long edge of an upright sheet, the short edge of one that lies.
    """

    size: Size
    bleed: float
    """Around the trim of each side."""
    sides: tuple[Side, ...]
    duplex: bool
    scale: float
    folded: tuple[int, ...] = ()
    """Of each part of a booklet, how many sheets are folded into each other; empty where none are."""

    @property
    def sheets(self) -> int:
        return len(self.sides) // 2 if self.duplex else len(self.sides)


def grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def ticks(kind: LineKind, xs: Iterable[float], ys: Iterable[float], inner: Box, outer: Box) -> list[Line]:
    """Short lines at the edges of a sheet, from the box ``inner`` to the box ``outer``."""
    lines = []
    for x in xs:
        lines.append(Line(kind, (x, outer[1]), (x, inner[1])))
        lines.append(Line(kind, (x, inner[3]), (x, outer[3])))
    for y in ys:
        lines.append(Line(kind, (outer[0], y), (inner[0], y)))
        lines.append(Line(kind, (inner[2], y), (outer[2], y)))
    return lines
