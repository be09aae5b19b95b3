"""Setter of cards to cut out: whole sheets, the backs on the other side of the paper, in mirrored order."""

from __future__ import annotations

from collections.abc import Sequence

from packetpress.model import Blocks, CardGrid, Position
from packetpress.model.tasks import Card, Cards
from packetpress.typeset.compositor import Column, Compositor, stacked_height
from packetpress.typeset.galley import ALWAYS, Slug, lead
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node

_PAD = 14.0
"""From the line to cut along to the words."""


class _Sheet(Slug):
    """One side of a sheet of cards; as high as the page's column."""

    __slots__ = ("_columns", "_is_back", "_rows", "_sides", "_width")

    def __init__(
        self,
        height: float,
        width: float,
        columns: int,
        rows: int,
        sides: Sequence[tuple[int, Sequence[Slug]]],
        *,
        is_back: bool,
    ) -> None:
        """``sides``: place and content of each card, in the order in which they are read; places count
        row by row."""
        super().__init__(height)
        self._width = width
        self._columns = columns
        self._rows = rows
        self._sides = sides
        self._is_back = is_back

    def draw(self, pen: Pen, x: float, top: float) -> None:
        width, height = self._width / self._columns, self.height / self._rows
        rows = -(-len(self._sides) // self._columns)
        grid = (x, top - rows * height, x + self._width, top)
        pen.cards.append(CardGrid(pen.page, grid, self._columns, rows, self._is_back))
        for column in range(self._columns + 1):
            at = x + column * width
            pen.dashed(at, top, at, top - rows * height, "write", 0.6)
        for row in range(rows + 1):
            at = top - row * height
            pen.dashed(x, at, x + self._width, at, "write", 0.6)
        for place, slugs in self._sides:
            row, column = divmod(place, self._columns)
            down = top - row * height - (height - stacked_height(slugs)) / 2
            previous: Slug | None = None
            for slug in slugs:
                down -= lead(previous, slug)
                slug.draw(pen, x + column * width + _PAD, down)
                down -= slug.height
                previous = slug


def cards(compositor: Compositor, block: Cards, column: Column) -> None:
    """Sheets begin on right-hand pages, so that their backs are on the other side of the same paper.

    They take the page's whole measure, beside running notes, too: cards are alike in all editions.
    Read aloud, each card is one item: what is on its front, then what is on its own back.
    """
    number = block.columns * block.rows
    column = Column(0.0, compositor.measure, column.node, column.style)
    if compositor.slugs:
        compositor.slugs[-1].break_after = ALWAYS
    for first in range(0, len(block.cards), number):
        shown = block.cards[first : first + number]
        duplex = any(card.back for card in shown)
        items = Node("L", column.node, ListNumbering="None")
        bodies = [Node("LBody", Node("LI", items)) for _ in shown]
        _sheet(compositor, block, [(card, card.children) for card in shown], bodies, column)
        compositor.slugs[-1].side = "recto" if duplex else ""
        if duplex:
            _sheet(compositor, block, [(card, card.back) for card in shown], bodies, column, is_back=True)


def _mirrored(index: int, columns: int) -> int:
    """Each row from right to left: a sheet is turned over along its long edge."""
    row, column = divmod(index, columns)
    return row * columns + columns - 1 - column


def _sheet(
    compositor: Compositor,
    block: Cards,
    sides: Sequence[tuple[Card, Blocks]],
    bodies: Sequence[Node],
    column: Column,
    *,
    is_back: bool = False,
) -> None:
    """``bodies``: the element of each card."""
    height = compositor.page_height - 1.0
    width = column.width / block.columns - 2 * _PAD
    room = height / block.rows - 2 * _PAD
    placed: list[tuple[int, list[Slug]]] = []
    for index, ((card, blocks), body) in enumerate(zip(sides, bodies, strict=True)):
        slugs = compositor.inner(blocks, width, Node("Div", body), "list")
        if stacked_height(slugs) > room:
            _too_full(compositor, card.pos, stacked_height(slugs) / room)
        placed.append((_mirrored(index, block.columns) if is_back else index, slugs))
    sheet = _Sheet(height, column.width, block.columns, block.rows, placed, is_back=is_back)
    sheet.break_after = ALWAYS
    compositor.add(sheet, column)


def _too_full(compositor: Compositor, pos: Position, times: float) -> None:
    compositor.diagnostics.error(
        pos,
        f"This card holds {times:.1f} times as much as it has room for.",
        "Shorten it, or write fewer rows or columns: ::: {.cards columns=2 rows=3}.",
    )
