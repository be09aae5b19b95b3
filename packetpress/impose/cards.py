"""Cards to cut out: the sides that hold them in, sheets of nothing else out, for card stock."""

from __future__ import annotations

from collections.abc import Iterator

from packetpress.impose.grid import Grid, lay_grid
from packetpress.impose.plan import Line, Original, Placement, Plan, Side, grown, ticks
from packetpress.model import CardGrid

_LINE = 0.5
"""Half of a line to cut along is drawn outside the cards."""
_TICK_GAP = 6.0
_TICK = 12.0


def cards(original: Original) -> Plan:
    """Each side's cards in the middle of the sheet's width, so that fronts and backs meet.

    They keep their height on the page, so that full and half-full sheets can be cut in one pile. If any cards
    have backs, those without get an empty one, or the next fronts would be printed there.
    """
    grid = lay_grid(original, [(1, 1)])
    duplex = any(each.is_back for each in original.cards)
    sides = tuple(_sides(original, grid, duplex=duplex))
    return Plan(grid.size, grid.bleed, sides, duplex=duplex, scale=grid.scale)


def _sides(original: Original, grid: Grid, *, duplex: bool) -> Iterator[Side]:
    followers = (*original.cards[1:], None)
    for each, following in zip(original.cards, followers, strict=True):
        yield _side(original, grid, each)
        if duplex and not each.is_back and (following is None or not following.is_back):
            yield Side(grid.box if original.for_press else grid.sheet(), ())


def _side(original: Original, grid: Grid, each: CardGrid) -> Side:
    scale = grid.scale
    x0, y0, x1, y1 = (scale * value for value in each.rect)
    x, y = (grid.size[0] - x1 - x0) / 2, grid.box[1]
    box = x + x0, y + y0, x + x1, y + y1
    placement = Placement(each.page, x, y, scale, grown(box, _LINE))
    xs = [box[0] + index * (box[2] - box[0]) / each.columns for index in range(each.columns + 1)]
    ys = [box[1] + index * (box[3] - box[1]) / each.rows for index in range(each.rows + 1)]
    lines: list[Line]
    if original.for_press:
        # The shop perforates, so that the cards hang together until somebody tears them apart.
        lines = [*grid.cuts(grid.box), *ticks("perforation", xs, ys, *grid.mark_boxes(grid.box))]
        return Side(grid.box, (placement,), tuple(lines))
    lines = ticks("cut", xs, ys, grown(box, _TICK_GAP), grown(box, _TICK_GAP + _TICK))
    return Side(grid.sheet(), (placement,), tuple(lines))
