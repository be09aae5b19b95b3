"""Booklets: pages in, sheets out that are printed on both sides, folded together and stapled in the fold."""

from __future__ import annotations

from dataclasses import replace

from packetpress.impose.grid import Grid, lay_grid
from packetpress.impose.plan import Box, Line, Original, Placement, Plan, Side, ticks


def creep(sheet: int, thickness: float) -> float:
    """How far the leaves of a sheet stick out at the fore edge, in the unit of ``thickness``.

    ``sheet`` counts from 0, the outermost. Each sheet is folded around those inside it, so that every fold
    lies one thickness further from the spine than the one around it: ``sheet x thickness``, for the innermost
    of n sheets ``(n - 1) x thickness``. That is the trade's rule for saddle stitching, as given in
    https://www.impozycjoner.com/markers/reduction-of-creeping-pages (its factor is 1 for a fold that is
    pressed well). Pages are moved by as much towards the spine, and have equal outer margins when the fore
    edge is cut.
    """
    return sheet * thickness


def booklet(original: Original) -> Plan:
    """Two pages a side. A number of pages that isn't a multiple of four leaves places at the end empty.

    Where all sheets together are more than ``original.signature``, they are folded in several signatures, one
    after the other.
    """
    grid = lay_grid(original, [(2, 1)], joined=True)
    sizes = signatures(-(-original.count // 4), original.signature)
    sides: list[Side] = []
    begin = 0
    for sheets in sizes:
        end = begin + 4 * sheets - 1
        for sheet in range(sheets):
            first, last = begin + 2 * sheet, end - 2 * sheet
            shift = creep(sheet, original.thickness)
            sides.append(_side(original, grid, (last, first), shift, outside=True))
            sides.append(_side(original, grid, (first + 1, last - 1), shift, outside=False))
        begin = end + 1
    plan = Plan(grid.size, grid.bleed, tuple(sides), duplex=True, scale=grid.scale)
    return replace(plan, folded=tuple(sizes))


def signatures(sheets: int, most: int) -> list[int]:
    """The sheets of each signature: as few signatures as ``most`` allows (0: one), as equal as can be."""
    number = -(-sheets // most) if most else 1
    return [sheets // number + (index < sheets % number) for index in range(number)]


def _side(original: Original, grid: Grid, pages: tuple[int, int], shift: float, *, outside: bool) -> Side:
    """``shift``: towards the fold. ``outside``: the side that is outside when the sheet is folded."""
    width, height = grid.size
    fold, low = width / 2, grid.box[1]
    corners = (fold - grid.cell[0] + shift, fold - shift)
    halves: tuple[Box, Box] = (0.0, 0.0, fold, height), (fold, 0.0, width, height)
    placements = tuple(
        Placement(page, x, low, grid.scale, half)
        for page, x, half in zip(pages, corners, halves, strict=True)
        if page < original.count
    )
    if not original.for_press:
        # Seen by who folds, and in the booklet only in the fold itself.
        marks = [] if outside else ticks("fold", [fold], [], *grid.edge_boxes())
        return Side(grid.sheet(), placements, tuple(marks))
    # Cut together with the sheets around it, an inner sheet loses what sticks out.
    left, _, right, top = grid.box
    trim = left + shift, low, right - shift, top
    lines: list[Line] = [*grid.cuts(trim), *ticks("fold", [fold], [], *grid.mark_boxes(trim))]
    return Side(trim, placements, tuple(lines))
