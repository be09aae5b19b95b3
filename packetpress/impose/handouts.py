"""Several pages on a sheet: in reading order to hand out, or to be cut apart and stacked."""

from __future__ import annotations

from collections.abc import Sequence

from packetpress.impose.grid import Grid, lay_grid
from packetpress.impose.plan import Box, Line, Original, Plan, Side, ticks

_MARGIN = 18.0
_GAP = 18.0
_LEAST = 0.5
"""Smaller pages are looked at, not read."""
_STACKS = 2


def two_up(original: Original) -> Plan:
    return _in_reading_order(original, [(2, 1), (1, 2)])


def four_up(original: Original) -> Plan:
    return _in_reading_order(original, [(2, 2)])


def _in_reading_order(original: Original, shapes: Sequence[tuple[int, int]]) -> Plan:
    """From left to right and from top to bottom, fronts and backs alike."""
    grid = lay_grid(original, shapes, wanted=_LEAST, margin=_MARGIN, gap=_GAP)
    number = grid.columns * grid.rows
    sides = [
        _side(original, grid, [(first + place, place) for place in range(number)])
        for first in range(0, original.count, number)
    ]
    if len(sides) % 2:
        sides.append(_side(original, grid, []))
    return Plan(grid.size, grid.bleed, tuple(sides), duplex=True, scale=grid.scale)


def cut_stack(original: Original) -> Plan:
    """All sheets are cut at once, and the pile with the last pages put below the one with the first.

    A number of pages that isn't a multiple of four leaves places at the end empty.
    """
    grid = lay_grid(original, [(_STACKS, 1), (1, _STACKS)])
    leaves = -(-original.count // 2)
    sheets = -(-leaves // _STACKS)
    sides: list[Side] = []
    for sheet in range(sheets):
        stacked = [(2 * (stack * sheets + sheet), stack) for stack in range(_STACKS)]
        sides.append(_cut_side(original, grid, stacked))
        backs = [(page + 1, _behind(place, grid.columns)) for page, place in stacked]
        sides.append(_cut_side(original, grid, backs))
    return Plan(grid.size, grid.bleed, tuple(sides), duplex=True, scale=grid.scale)


def _behind(place: int, columns: int) -> int:
    """The place on the back of one: when a sheet is turned over, its columns run from right to left."""
    row, column = divmod(place, columns)
    return row * columns + columns - 1 - column


def _side(original: Original, grid: Grid, pages: Sequence[tuple[int, int]]) -> Side:
    """``pages`` with their places, counted as one reads; on a copier's sheet each in a thin frame."""
    there = [(page, *divmod(place, grid.columns)[::-1]) for page, place in pages if page < original.count]
    placements = tuple(grid.put(page, column, row) for page, column, row in there)
    if original.for_press:
        return Side(grid.box, placements, tuple(grid.cuts(grid.box)))
    frames = (line for _, column, row in there for line in _frame(grid.place(column, row)))
    return Side(grid.sheet(), placements, tuple(frames))


def _cut_side(original: Original, grid: Grid, pages: Sequence[tuple[int, int]]) -> Side:
    """On a copier's sheet with the one line to cut along."""
    side = _side(original, grid, pages)
    if original.for_press:
        return side
    width, height = grid.size
    xs, ys = ([width / 2], []) if grid.columns > 1 else ([], [height / 2])
    return Side(side.trim, side.placements, tuple(ticks("cut", xs, ys, *grid.edge_boxes())))


def _frame(box: Box) -> list[Line]:
    corners = ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]))
    return [Line("frame", start, end) for start, end in zip(corners, (*corners[1:], corners[0]), strict=True)]
