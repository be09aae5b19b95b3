"""Setter of cards to cut out: whole sheets, the backs on the other side of the paper, in mirrored order."""

from __future__ import annotations

from collections.abc import Sequence

from packetpress.model import Blocks, Position
from packetpress.tasks import Card, Cards
from packetpress.typeset.compositor import Column, Compositor, stacked_height
from packetpress.typeset.galley import ALWAYS, Slug, lead
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node

_PAD = 14.0
"""From the line to cut along to the words."""


class _Sheet(Slug):
    """One side of a sheet of cards; as high as the page's column."""

    __slots__ = ("_columns", "_rows", "_sides", "_width")

    def __init__(
        self, height: float, width: float, columns: int, rows: int, sides: Sequence[Sequence[Slug]]
    ) -> None:
        """``sides``: what stands on each card, row by row."""
        super().__init__(height)
        self._width = width
        self._columns = columns
        self._rows = rows
        self._sides = sides

    def draw(self, pen: Pen, x: float, top: float) -> None:
        width, height = self._width / self._columns, self.height / self._rows
        rows = -(-len(self._sides) // self._columns)
        for column in range(self._columns + 1):
            at = x + column * width
            pen.dashed(at, top, at, top - rows * height, "write", 0.6)
        for row in range(rows + 1):
            at = top - row * height
            pen.dashed(x, at, x + self._width, at, "write", 0.6)
        for index, slugs in enumerate(self._sides):
            row, column = divmod(index, self._columns)
            down = top - row * height - (height - stacked_height(slugs)) / 2
            previous: Slug | None = None
            for slug in slugs:
                down -= lead(previous, slug)
                slug.draw(pen, x + column * width + _PAD, down)
                down -= slug.height
                previous = slug


def cards(compositor: Compositor, block: Cards, column: Column) -> None:
    """Sheets begin on right-hand pages, so that their backs are on the other side of the same paper."""
    number = block.columns * block.rows
    if compositor.slugs:
        compositor.slugs[-1].break_after = ALWAYS
    for first in range(0, len(block.cards), number):
        shown = block.cards[first : first + number]
        duplex = any(card.back for card in shown)
        _sheet(compositor, block, [(card.children, card) for card in shown], column, recto=duplex)
        if duplex:
            backs: list[tuple[Blocks, Card]] = [(card.back, card) for card in shown]
            _sheet(compositor, block, _mirrored(backs, block.columns), column)


def _mirrored(sides: Sequence[tuple[Blocks, Card]], columns: int) -> list[tuple[Blocks, Card]]:
    """Each row from right to left: a sheet is turned over along its long edge."""
    found: list[tuple[Blocks, Card]] = []
    for first in range(0, len(sides), columns):
        row = list(sides[first : first + columns])
        row += [((), row[0][1])] * (columns - len(row))
        found += reversed(row)
    return found


def _sheet(
    compositor: Compositor,
    block: Cards,
    sides: Sequence[tuple[Blocks, Card]],
    column: Column,
    *,
    recto: bool = False,
) -> None:
    height = compositor.page_height - 1.0
    node = Node("L", column.node, ListNumbering="None")
    width = column.width / block.columns - 2 * _PAD
    room = height / block.rows - 2 * _PAD
    set_sides: list[list[Slug]] = []
    for blocks, card in sides:
        if not blocks:
            set_sides.append([])
            continue
        body = Node("LBody", Node("LI", node))
        slugs = compositor.inner(blocks, width, body, "list")
        if stacked_height(slugs) > room:
            _too_full(compositor, card.pos, stacked_height(slugs) / room)
        set_sides.append(slugs)
    sheet = _Sheet(height, column.width, block.columns, block.rows, set_sides)
    sheet.recto = recto
    sheet.break_after = ALWAYS
    compositor.add(sheet, column)


def _too_full(compositor: Compositor, pos: Position, times: float) -> None:
    compositor.diagnostics.error(
        pos,
        f"This card holds {times:.1f} times as much as it has room for.",
        "Shorten it, or write fewer rows or columns: ::: {.cards columns=2 rows=3}.",
    )
