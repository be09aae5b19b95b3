"""Rows to fill in: words, marks to make and room to write, side by side. Most tasks are set in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from packetpress import model
from packetpress.model import FieldArea, TextStyle
from packetpress.typeset.compositor import Column, Compositor, stacked_height
from packetpress.typeset.galley import NEVER, Box, Slug
from packetpress.typeset.lines import TextLine
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node

SIDE = 7.0
"""Padding at the sides of a cell."""
ABOVE = 6.0
"""Padding above and below its words."""
LEAST = 24.0
"""Height of a row to mark."""
_NO_RECT = (0.0, 0.0, 0.0, 0.0)
_RADIUS = 5.0
_USUAL = 11.0
"""Size of the type that these measures are made for."""


class Piece(Protocol):
    """What stands in a cell."""

    def draw(self, pen: Pen, left: float, top: float, height: float) -> None:
        """Draws in a row whose left top corner is given."""


class Words:
    """Lines of type; in the middle of the row's height, or at its top."""

    __slots__ = ("_lines", "_x", "height", "top")

    def __init__(self, lines: Sequence[Slug], x: float, *, top: float = 0.0) -> None:
        """``top``: distance from the row's top; 0 for the middle of the row."""
        self._lines = lines
        self._x = x
        self.top = top
        self.height = stacked_height(lines)

    @property
    def notes(self) -> tuple[list[Slug], ...]:
        return tuple(note for line in self._lines for note in line.notes)

    def draw(self, pen: Pen, left: float, top: float, height: float) -> None:
        at = top - (self.top or (height - self.height) / 2)
        for line in self._lines:
            line.draw(pen, left + self._x, at)
            at -= line.height


class Mark:
    """A circle (one of several) or a box (any number) to mark; a right one is filled and ticked."""

    __slots__ = ("_centre", "_field", "_label", "_node", "_radius", "_right", "_square")

    def __init__(
        self,
        centre: float,
        node: Node,
        label: str,
        *,
        square: bool = False,
        right: bool = False,
        field: FieldArea | None = None,
        unit: float = 1.0,
    ) -> None:
        self._centre = centre
        self._radius = _RADIUS * unit
        self._node = node
        self._label = label
        self._square = square
        self._right = right
        self._field = field

    def draw(self, pen: Pen, left: float, top: float, height: float) -> None:
        self.draw_at(pen, left + self._centre, top - height / 2)

    def draw_at(self, pen: Pen, x: float, y: float) -> None:
        r = self._radius
        rect = (x - r, y - r, x + r, y + r)
        if self._field:
            self._outline(pen, x, y, None)
            pen.field(replace(self._field, page=pen.page, rect=rect), self._node)
            return
        figure = Node("Figure", self._node, Alt=self._label)
        figure.box(rect)
        self._outline(pen, x, y, figure)
        if self._right:
            points = ((x - 0.5 * r, y), (x - 0.12 * r, y - 0.4 * r), (x + 0.52 * r, y + 0.42 * r))
            pen.polyline(points, "paper", 1.4, figure)

    def _outline(self, pen: Pen, x: float, y: float, node: Node | None) -> None:
        r = self._radius
        if self._square and self._right:
            pen.rect(x - r, y - r, 2 * r, 2 * r, "deep", node)
        elif self._square:
            pen.outline(x - r, y - r, 2 * r, 2 * r, "mid", 1.0, node)
        else:
            pen.circle(x, y, r, fill="deep" if self._right else "", stroke="mid", line_width=1.0, node=node)


class Room:
    """Room to write in: the whole cell, with or without lines, or a box of its own in it."""

    __slots__ = ("_boxed", "_field", "_node", "_pitch", "_width", "_x")

    def __init__(
        self,
        x: float,
        width: float,
        node: Node,
        field: FieldArea | None = None,
        *,
        boxed: bool = False,
        pitch: float = 0.0,
    ) -> None:
        """``pitch`` of its lines; 0: none."""
        self._pitch = pitch
        self._x = x
        self._width = width
        self._node = node
        self._field = field
        self._boxed = boxed

    def draw(self, pen: Pen, left: float, top: float, height: float) -> None:
        x0, x1 = left + self._x, left + self._x + self._width
        rect = (x0, top - height + 2, x1, top - 2)
        if self._boxed:
            pen.outline(x0, rect[1], self._width, rect[3] - rect[1], "write", 0.8)
        if self._pitch:
            for number in range(1, int((height + 1.0) / self._pitch)):
                y = top - number * self._pitch
                pen.rule(x0 + SIDE, y, x1 - SIDE, y, "write", 0.6)
        if self._field:
            inside = (rect[0] + 1, rect[1] + 1, rect[2] - 1, rect[3] - 1)
            pen.field(replace(self._field, page=pen.page, rect=inside), self._node)


class Upright:
    """A thin rule between two cells."""

    __slots__ = ("_x",)

    def __init__(self, x: float) -> None:
        self._x = x

    def draw(self, pen: Pen, left: float, top: float, height: float) -> None:
        pen.rule(left + self._x, top, left + self._x, top - height, "rule", 0.6)


class GridRow(Slug):
    """A row of cells, a rule under it; or a head on its ground."""

    __slots__ = ("_head", "_left", "_pieces", "_ruled", "_width")

    def __init__(
        self,
        height: float,
        column: Column,
        pieces: Sequence[Piece],
        *,
        head: bool = False,
        ruled: bool = True,
        anchor: str = "",
    ) -> None:
        super().__init__(height)
        self._left = column.left
        self._width = column.width
        self._pieces = tuple(pieces)
        self._head = head
        self._ruled = ruled
        self.notes = tuple(note for piece in pieces if isinstance(piece, Words) for note in piece.notes)
        self.anchors = (anchor,) if anchor else ()

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = x + self._left
        if self._head:
            pen.rect(left, top - self.height, self._width, self.height, "deep")
        elif self._ruled:
            pen.rule(left, top - self.height, left + self._width, top - self.height, "rule", 0.6)
        for piece in self._pieces:
            piece.draw(pen, left, top, self.height)


class Grid:
    """A table of such rows in the galley, kept on one page where it fits on one."""

    def __init__(self, compositor: Compositor, column: Column) -> None:
        self.compositor = compositor
        self._start = len(compositor.slugs)
        compositor.follow(column)
        self._box = Box(column.left, column.width)
        self._box.keep = True
        self.column = replace(column, boxes=(*column.boxes, self._box))
        self._table = Node("Table", column.node)
        self._body: Node | None = None

    def head_row(self) -> Node:
        return Node("TR", Node("THead", self._table))

    def body_row(self) -> Node:
        if self._body is None:
            self._body = Node("TBody", self._table)
        return Node("TR", self._body)

    def head(self, height: float, pieces: Sequence[Piece]) -> None:
        """The row that is set again on each page."""
        slug = GridRow(height, self.column, pieces, head=True)
        slug.break_after = NEVER
        self.compositor.add(slug, self.column)
        self._box.header = (slug,)

    def heads(self, columns: Sequence[tuple[float, float, model.Inlines]], centred: int = 0) -> None:
        """A head of words, each over its column: left edge, width, words. The last ``centred`` stand over
        marks, in the middle of their columns."""
        row = self.head_row()
        plain = self.compositor.style("table-head")
        pieces = []
        for index, (left, width, words) in enumerate(columns):
            narrow = index >= len(columns) - centred
            style = replace(plain, align="center") if narrow else plain
            side = 1.0 if narrow else SIDE
            cell = Node("TH", row, Scope="Column")
            lines = self.compositor.setter.lines(words, style, width - 2 * side, cell)
            pieces.append(Words(lines, left + side))
        self.head(max(LEAST * unit(self.compositor), *(piece.height + 10.0 for piece in pieces)), pieces)

    def row(self, height: float, pieces: Sequence[Piece], anchor: str = "") -> None:
        self.compositor.add(GridRow(height, self.column, pieces, anchor=anchor), self.column)

    def words(
        self, content: model.Inlines, x: float, width: float, node: Node, style: TextStyle | None = None
    ) -> Words:
        """The words of a cell that begins at ``x``."""
        return Words(cell_lines(self.compositor, content, width - 2 * SIDE, node, style), x + SIDE)

    def close(self) -> None:
        self.compositor.spaced(self._start, 8.0, 12.0)


def unit(compositor: Compositor) -> float:
    """How much larger than usual the layout's type is; boxes and marks grow with it."""
    return compositor.style("list").size / _USUAL


def cell_lines(
    compositor: Compositor, content: model.Inlines, width: float, node: Node, style: TextStyle | None = None
) -> list[TextLine]:
    return compositor.setter.lines(
        content, style or compositor.style("table"), width, node, notes=compositor.note
    )


def answer_style(compositor: Compositor, name: str = "table") -> TextStyle:
    """How an answer looks where it is printed: bold, and in a colour."""
    return replace(compositor.style(name), weight="bold", color="coral")


def ask(compositor: Compositor, kind: str, tooltip: str, name: str = "", **changes: str) -> FieldArea | None:
    """A field without page and place; None where the layout has no fields."""
    if not compositor.layout.fields:
        return None
    name = name or compositor.field_name()
    return FieldArea(0, _NO_RECT, kind, name, tooltip, **changes)  # type: ignore[arg-type]
