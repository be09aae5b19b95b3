"""Setters of what people do with a pen: exercises, room to write, rating scales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from packetpress import model
from packetpress.model import FieldArea
from packetpress.typeset.compositor import Column, Compositor, PlannedBookmark, stacked_height
from packetpress.typeset.galley import NEVER, Box, Slug
from packetpress.typeset.lines import Fragment, TextLine, width_of
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import TRANSPARENT, Node
from packetpress.walk import plain_text

_POINT_WIDTH = 37.5
"""Width of a scale's point: a circle with room for its label, 0.52 in."""
_CELL = 7.0
"""Padding at the sides of a scale's cells."""


class _Tag(Slug):
    """The pill above an exercise's title."""

    __slots__ = ("_baseline", "_fragments", "_left", "_width")

    _SIDE = 8.0

    def __init__(
        self, height: float, fragments: list[Fragment], width: float, left: float, baseline: float
    ) -> None:
        super().__init__(height)
        self._fragments = fragments
        self._width = width + 2 * self._SIDE
        self._left = left
        self._baseline = baseline

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = x + self._left
        pen.rounded(left, top - self.height, self._width, self.height, 8.0, "coral")
        pen.line(left + self._SIDE, top - self._baseline, self._fragments)


def exercise(compositor: Compositor, block: model.Exercise, column: Column) -> None:
    box = Box(column.left, column.width)
    box.keep = True
    node = Node("Sect", column.node)
    inner = replace(column, node=node, boxes=(*column.boxes, box))
    start = len(compositor.slugs)
    style = compositor.style("tag")
    words = plain_text(tag(compositor, block))
    fragments = compositor.setter.plain(words, style, Node("P", node))
    height = style.leading + 6.0
    baseline = 3.0 + compositor.setter.baseline(style)
    pill = _Tag(height, fragments, width_of(fragments), column.left, baseline)
    pill.break_after = NEVER
    compositor.add(pill, inner)
    pill.space_after = 6.0
    title_style = replace(compositor.style("h2"), space_before=0.0)
    for line in compositor.paragraph(block.title, title_style, inner, Node("H2", node), balance=True):
        line.break_after = NEVER
    label = f"{compositor.layout.labels['exercise']} {block.number} "
    compositor.bookmarks.append(PlannedBookmark(2, label + plain_text(block.title), block.attributes.id))
    if block.materials:
        words = f"{compositor.layout.labels['materials']}: {block.materials}"
        caption = compositor.style("caption")
        for line in compositor.paragraph((model.Text(words),), caption, inner, Node("P", node)):
            line.break_after = NEVER
    outside, compositor.scope = compositor.scope, block.attributes.id or compositor.scope
    compositor.prompt = plain_text(block.title)
    compositor.blocks(block.children, inner)
    compositor.scope = outside
    compositor.spaced(start, 20.0, 16.0)


def tag(compositor: Compositor, block: model.Exercise) -> model.Inlines:
    """ "Exercise 2A · 15 min · in pairs"."""
    labels = compositor.layout.labels
    parts = [f"{labels['exercise']} {block.number}"]
    if block.minutes:
        parts.append(f"{block.minutes} {labels['minutes']}")
    if block.group:
        parts.append(block.group)
    return (model.Text(" · ".join(parts)),)


@dataclass(frozen=True, slots=True)
class _Ask:
    """What a field on screen needs to know; the paper shows the same thing as lines."""

    name: str
    tooltip: str
    node: Node

    def draw(self, pen: Pen, rect: tuple[float, float, float, float]) -> None:
        pen.field(FieldArea(pen.page, rect, "lines", self.name, self.tooltip), self.node)


class _WritingLine(Slug):
    __slots__ = ("_ask", "_left", "_width")

    def __init__(self, height: float, left: float, width: float, ask: _Ask | None) -> None:
        super().__init__(height)
        self._left = left
        self._width = width
        self._ask = ask

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left, right, y = x + self._left, x + self._left + self._width, top - self.height
        pen.rule(left, y, right, y, "write", 0.7)
        if self._ask:
            self._ask.draw(pen, (left, y, right, top))


class _WritingBox(Slug):
    __slots__ = ("_ask", "_left", "_width")

    def __init__(self, height: float, left: float, width: float, ask: _Ask | None) -> None:
        super().__init__(height)
        self._left = left
        self._width = width
        self._ask = ask

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left, y = x + self._left, top - self.height
        pen.outline(left, y, self._width, self.height, "write", 0.7)
        if self._ask:
            self._ask.draw(pen, (left + 1, y + 1, left + self._width - 1, top - 1))


def write_on(compositor: Compositor, block: model.WriteOn, column: Column) -> None:
    start = len(compositor.slugs)
    pitch = compositor.layout.writing_pitch
    ask = None
    if compositor.layout.fields:
        tooltip = block.label or compositor.prompt
        ask = _Ask(compositor.field_name(), tooltip, Node(TRANSPARENT, column.node))
    if block.lines:
        for _ in range(block.lines):
            compositor.add(_WritingLine(pitch, column.left, column.width, ask), column)
        # The lead-in stays with at least two lines, and no line is left alone at a page's top.
        for slug in (compositor.slugs[start], compositor.slugs[-2 if block.lines > 1 else -1]):
            slug.break_after = NEVER if block.lines > 1 else 0.0
    else:
        height = min(block.height, compositor.page_height)
        compositor.add(_WritingBox(height, column.left, column.width, ask), column)
    if start:
        compositor.slugs[start - 1].break_after = NEVER
    compositor.spaced(start, 0.0, 12.0)


# ------------------------------------------------------------------------------------ scales


_NO_RECT = (0.0, 0.0, 0.0, 0.0)
_RADIUS = 5.0


class _Point:
    """A circle to mark."""

    __slots__ = ("_centre", "_node", "field", "label")

    def __init__(self, centre: float, cell: Node, label: str) -> None:
        self._centre = centre
        self._node = cell
        self.label = label
        self.field: FieldArea | None = None

    def draw(self, pen: Pen, left: float, y: float) -> None:
        x, r = left + self._centre, _RADIUS
        rect = (x - r, y - r, x + r, y + r)
        if self.field:
            pen.circle(x, y, r, stroke="mid", line_width=1.0)
            pen.field(replace(self.field, page=pen.page, rect=rect), self._node)
            return
        figure = Node("Figure", self._node, Alt=self.label)
        figure.box(rect)
        pen.circle(x, y, r, stroke="mid", line_width=1.0, node=figure)


class _ScaleRow(Slug):
    """A statement and its circles, or the head with the points' words."""

    __slots__ = ("_cells", "_circles", "_head", "_left", "_texts", "_width")

    def __init__(
        self,
        height: float,
        left: float,
        width: float,
        texts: list[tuple[float, float, list[TextLine]]],
        circles: Sequence[_Point],
        head: bool,
    ) -> None:
        super().__init__(height)
        self._left = left
        self._width = width
        self._texts = texts
        """x, distance from the row's top, lines."""
        self._circles = circles
        self._head = head

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = x + self._left
        if self._head:
            pen.rect(left, top - self.height, self._width, self.height, "deep")
        else:
            pen.rule(left, top - self.height, left + self._width, top - self.height, "rule", 0.6)
        for offset, down, lines in self._texts:
            at = top - down
            for line in lines:
                line.draw(pen, left + offset, at)
                at -= line.height
        for point in self._circles:
            point.draw(pen, left, top - self.height / 2)


def scale(compositor: Compositor, block: model.Scale, column: Column) -> None:
    points = block.points
    point_width = min(_POINT_WIDTH, column.width * 0.55 / points)
    first = column.width - points * point_width
    box = Box(column.left, column.width)
    box.keep = True
    boxed = replace(column, boxes=(*column.boxes, box))
    table = Node("Table", column.node)
    compositor.follow()
    start = len(compositor.slugs)
    head = _scale_head(compositor, block, column, first, point_width, Node("TR", Node("THead", table)))
    compositor.add(head, boxed)
    head.break_after = NEVER
    box.header = (head,)
    body = Node("TBody", table)
    style = compositor.style("table")
    words = dict(block.labels)
    for statement in block.statements:
        row = Node("TR", body)
        cell = Node("TH", row, Scope="Row")
        lines = compositor.setter.lines(statement, style, first - 2 * _CELL, cell)
        circles = [
            _Point(first + (i + 0.5) * point_width, Node("TD", row), words.get(i + 1, f"{i + 1}"))
            for i in range(points)
        ]
        if compositor.layout.fields:
            name, asked = compositor.field_name(), plain_text(statement)
            for number, point in enumerate(circles, 1):
                tooltip = f"{asked} {point.label}"
                point.field = FieldArea(0, _NO_RECT, "radio", name, tooltip, f"p{number}", asked)
        height = max(24.0, stacked_height(lines) + 12.0)
        slug = _ScaleRow(
            height,
            column.left,
            column.width,
            [(_CELL, (height - stacked_height(lines)) / 2, lines)],
            circles,
            False,
        )
        compositor.add(slug, boxed)
    compositor.spaced(start, 8.0, 12.0)


def _scale_head(
    compositor: Compositor,
    block: model.Scale,
    column: Column,
    first: float,
    point_width: float,
    row: Node,
) -> Slug:
    """Words stand over their points; the outer ones may reach over their neighbours' room."""
    style = compositor.style("table-head")
    Node("TH", row, Scope="Column")
    words = dict(block.labels)
    texts: list[tuple[float, float, list[TextLine]]] = []
    height = 24.0
    for point in range(1, block.points + 1):
        node = Node("TH", row, Scope="Column")
        if point not in words:
            continue
        room = _label_room(point, words, block.points) * point_width
        lines = compositor.setter.lines((model.Text(words[point]),), style, room, node)
        widest = max(width_of(line.fragments) for line in lines)
        centre = first + (point - 0.5) * point_width
        left = min(max(centre - widest / 2, 0.0), column.width - widest - 4.0)
        texts.append((left, 5.0, lines))
        height = max(height, stacked_height(lines) + 10.0)
    return _ScaleRow(height, column.left, column.width, texts, [], True)


def _label_room(point: int, words: dict[int, str], points: int) -> float:
    """Widths of a point that a word may take before it meets the next word."""
    others = [abs(point - other) for other in words if other != point]
    return max(1.0, min(others, default=points) - 0.15)
