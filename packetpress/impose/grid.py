"""Equal places for pages on a sheet: pages and paper in, the size of the sheet and of the places out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from packetpress.impose.plan import Box, Line, Original, Placement, Size, grown, ticks

_MM = 72 / 25.4
PAPERS: Mapping[str, Size] = {
    "letter": (612.0, 792.0),
    "tabloid": (792.0, 1224.0),
    "a4": (210 * _MM, 297 * _MM),
    "a3": (297 * _MM, 420 * _MM),
}
"""Sheets that copiers hold, upright (ANSI/ASME Y14.1; ISO 216)."""

MARKS_ROOM = 27.0
"""On a press, beyond the bleed: for marks."""
_MARK_GAP = 3.0
"""Between the bleed and a mark, and between a mark and the sheet's edge."""
EDGE_TICK = 18.0
"""Marks on a copier's sheet reach this far from its edge; few print the outermost five millimetres."""
_SLACK = 0.5
"""Of full size: A4 twice is half a point off A3."""
_ISO_RATIO = 2**0.5


@dataclass(frozen=True, slots=True)
class Grid:
    """Places in columns and rows, in the middle of a sheet."""

    size: Size
    """Of the sheet."""
    columns: int
    rows: int
    scale: float
    cell: Size
    """Of a place: the trimmed page, scaled."""
    gap: float
    """Between places."""
    bleed: float

    @property
    def box(self) -> Box:
        """Around all places."""
        width = self.columns * self.cell[0] + (self.columns - 1) * self.gap
        height = self.rows * self.cell[1] + (self.rows - 1) * self.gap
        left, low = (self.size[0] - width) / 2, (self.size[1] - height) / 2
        return left, low, left + width, low + height

    def place(self, column: int, row: int) -> Box:
        """``row`` counts from the top."""
        left, _, _, top = self.box
        x = left + column * (self.cell[0] + self.gap)
        y = top - row * (self.cell[1] + self.gap) - self.cell[1]
        return x, y, x + self.cell[0], y + self.cell[1]

    def put(self, page: int, column: int, row: int) -> Placement:
        box = self.place(column, row)
        return Placement(page, box[0], box[1], self.scale, grown(box, self.bleed))

    def sheet(self) -> Box:
        return 0.0, 0.0, *self.size

    def cuts(self, trim: Box) -> list[Line]:
        """Where to cut a press's sheet: in line with the edges of all places, and of ``trim``."""
        places = [self.place(column, row) for column in range(self.columns) for row in range(self.rows)]
        xs = sorted({round(x, 4) for box in places for x in (box[0], box[2]) if trim[0] < x < trim[2]})
        ys = sorted({round(y, 4) for box in places for y in (box[1], box[3]) if trim[1] < y < trim[3]})
        return ticks("cut", (trim[0], *xs, trim[2]), (trim[1], *ys, trim[3]), *self.mark_boxes(trim))

    def mark_boxes(self, trim: Box) -> tuple[Box, Box]:
        """Between which marks stand on a press's sheet that is trimmed to ``trim``."""
        return grown(trim, self.bleed + _MARK_GAP), grown(self.sheet(), -_MARK_GAP)

    def edge_boxes(self) -> tuple[Box, Box]:
        """Between which marks stand on a copier's sheet."""
        return grown(self.sheet(), -EDGE_TICK), self.sheet()


def lay_grid(
    original: Original,
    shapes: Sequence[tuple[int, int]],
    *,
    wanted: float = 1.0,
    margin: float = 0.0,
    gap: float = 0.0,
    joined: bool = False,
) -> Grid:
    """The places for pages on one side, of the ``shapes`` (columns, rows) the one that suits best.

    On a press pages are full size, with twice the bleed between them unless they are ``joined`` by a fold. On
    a copier they are never enlarged; they keep ``margin`` from the sheet's edge and ``gap`` from each other.
    Without a paper in ``original`` it is the smallest on which their scale is ``wanted``, or the largest.
    """
    if original.for_press:
        columns, rows = shapes[0]
        gap = 0.0 if joined else 2 * original.bleed
        border = 2 * (original.bleed + MARKS_ROOM)
        size = (
            columns * original.width + (columns - 1) * gap + border,
            rows * original.height + (rows - 1) * gap + border,
        )
        return Grid(size, columns, rows, 1.0, (original.width, original.height), gap, original.bleed)
    papers = (original.paper,) if original.paper is not None else _papers(original)
    fitted = [_fitted(original, shapes, paper, margin, gap) for paper in papers]
    return next((grid for grid in fitted if grid.scale >= wanted), fitted[-1])


def _fitted(
    original: Original, shapes: Sequence[tuple[int, int]], paper: Size, margin: float, gap: float
) -> Grid:
    """On this paper, upright or lying, whichever lets the pages be larger."""
    found: list[tuple[float, Grid]] = []
    for columns, rows in shapes:
        for size in (paper, paper[::-1]):
            room = (
                size[0] - 2 * margin - (columns - 1) * gap,
                size[1] - 2 * margin - (rows - 1) * gap,
            )
            fit = min(room[0] / (columns * original.width), room[1] / (rows * original.height))
            near = _SLACK / max(columns * original.width, rows * original.height)
            scale = 1.0 if fit > 1 - near else fit
            cell = original.width * scale, original.height * scale
            found.append((fit, Grid(size, columns, rows, scale, cell, gap, 0.0)))
    return max(found, key=lambda each: each[0])[1]


def _papers(original: Original) -> tuple[Size, Size]:
    """Those of the page's own family, small and large: North American, or ISO 216."""
    ratio = max(original.width, original.height) / min(original.width, original.height)
    names = ("a4", "a3") if abs(ratio - _ISO_RATIO) < 0.02 else ("letter", "tabloid")
    return PAPERS[names[0]], PAPERS[names[1]]
