"""Setter of the engine's own drawings: shapes in palette colours, their titles below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from packetpress import model
from packetpress.model import Diagram, Disc, Line, Oblong
from packetpress.typeset.compositor import Column, Compositor, stacked_height
from packetpress.typeset.galley import Slug
from packetpress.typeset.lines import Fragment, TextLine, width_of
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node

_GAP = 20.0
"""Between two drawings side by side."""
_ALONE = 0.74
"""Share of the measure that a drawing alone takes."""
_LEAST = 20.0
"""Width of a drawing that others stand beside or below, in em of its words."""
_BETWEEN = 10.0
"""Above and below a row."""
_TITLE = 6.0
"""From a drawing to its title."""


class _Drawn:
    """One drawing with its words set."""

    __slots__ = ("_diagram", "_node", "_scale", "_words", "height", "title", "width")

    def __init__(self, compositor: Compositor, diagram: Diagram, width: float, node: Node) -> None:
        """``node``: what holds the drawing and its title."""
        setter = compositor.setter
        self.width = width
        self._scale = width / diagram.width
        self._diagram = diagram
        self.height = diagram.height * self._scale
        self._node = Node("Figure", node, Alt=diagram.alt, Placement="Block")
        style = replace(compositor.style("note"), color="ink")
        self._words: dict[int, list[Fragment]] = {
            index: setter.plain(shape.text, style, self._node)
            for index, shape in enumerate(diagram.shapes)
            if isinstance(shape, model.Words) and shape.text
        }
        title = (model.Text(diagram.title),)
        self.title: list[TextLine] = setter.lines(
            title, compositor.style("caption"), width, Node("Caption", node)
        )

    def draw(self, pen: Pen, x: float, top: float) -> None:
        y, node = top - self.height, self._node
        node.box((x, y, x + self.width, top))

        def at(point: tuple[float, float]) -> tuple[float, float]:
            return x + point[0] * self._scale, y + point[1] * self._scale

        for index, shape in enumerate(self._diagram.shapes):
            if isinstance(shape, Line):
                (x0, y0), (x1, y1) = at(shape.start), at(shape.end)
                pen.rule(x0, y0, x1, y1, shape.color, shape.width * self._scale, node)
            elif isinstance(shape, Oblong):
                self._oblong(pen, shape, *at(shape.corner))
            elif isinstance(shape, Disc):
                pen.circle(
                    *at(shape.centre),
                    shape.radius * self._scale,
                    fill=shape.fill,
                    stroke=shape.stroke,
                    line_width=shape.width * self._scale,
                    node=node,
                )
            elif index in self._words:
                middle, baseline = at(shape.at)
                pen.line(middle - width_of(self._words[index]) / 2, baseline, self._words[index])
        at_line = y - _TITLE
        for line in self.title:
            line.draw(pen, x, at_line)
            at_line -= line.height

    def _oblong(self, pen: Pen, shape: Oblong, x: float, y: float) -> None:
        width, height = (each * self._scale for each in shape.size)
        if shape.fill:
            pen.rect(x, y, width, height, shape.fill, self._node)
        if shape.stroke:
            pen.outline(x, y, width, height, shape.stroke, shape.width * self._scale, self._node)


class _Row(Slug):
    """Drawings side by side."""

    __slots__ = ("_drawn", "_left")

    def __init__(self, drawn: Sequence[_Drawn], left: float) -> None:
        super().__init__(max(each.height + _TITLE + stacked_height(each.title) for each in drawn))
        self._drawn = drawn
        self._left = left

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = x + self._left
        for each in self._drawn:
            each.draw(pen, left, top)
            left += each.width + _GAP


def diagrams(compositor: Compositor, block: model.Diagrams, column: Column) -> None:
    """In two columns where their words have room, else as many as can stand below each other on a page; one
    alone in the middle of the measure."""
    half = (column.width - _GAP) / 2
    beside = 2 if len(block.items) > 1 and half >= _LEAST * compositor.style("note").size else 1
    if len(block.items) == 1:
        width = column.width * _ALONE
    else:
        width = half if beside == 2 else _stacked_width(compositor, block.items, column)
    start = len(compositor.slugs)
    compositor.follow(column)
    for first in range(0, len(block.items), beside):
        drawn = [
            _Drawn(compositor, each, width, Node("Sect", column.node))
            for each in block.items[first : first + beside]
        ]
        spare = column.width - width if beside == 1 else 0.0
        row = _Row(drawn, column.left + spare / 2)
        row.space_before = row.space_after = _BETWEEN
        compositor.add(row, column)
    compositor.spaced(start, 8.0, 12.0)


def _stacked_width(compositor: Compositor, items: Sequence[Diagram], column: Column) -> float:
    """The largest width at which so many are on a page as there can be at the least width."""
    below = _TITLE + compositor.style("caption").leading + _BETWEEN
    steepest = max(item.height / item.width for item in items)
    least = min(_LEAST * compositor.style("note").size, column.width)
    count = max(1, int((compositor.page_height + _BETWEEN) / (least * steepest + below)))
    return min(((compositor.page_height + _BETWEEN) / count - below) / steepest, column.width)
