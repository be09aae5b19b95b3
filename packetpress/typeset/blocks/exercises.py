"""Setters of what people do with a pen: exercises and room to write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from packetpress import model
from packetpress.model import FieldArea
from packetpress.typeset.blocks.running_notes import outer_room, running_notes
from packetpress.typeset.compositor import LEFT_BEHIND, Column, Compositor, PlannedBookmark, stacked_height
from packetpress.typeset.galley import NEVER, Box, Slug
from packetpress.typeset.lines import TextLine, width_of
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import TRANSPARENT, Node
from packetpress.walk import plain_text


class _Tag(Slug):
    """The pill above an exercise's title; two lines where the column is narrow."""

    __slots__ = ("_left", "_lines", "_width")

    SIDE = 8.0
    _ABOVE = 3.0

    def __init__(self, lines: Sequence[TextLine], left: float) -> None:
        super().__init__(stacked_height(lines) + 2 * self._ABOVE)
        self._lines = lines
        self._width = max(width_of(line.fragments) for line in lines) + 2 * self.SIDE
        self._left = left

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = x + self._left
        pen.rounded(left, top - self.height, self._width, self.height, 8.0, "coral")
        top -= self._ABOVE
        for line in self._lines:
            line.draw(pen, left + self.SIDE, top)
            top -= line.height


def exercise(compositor: Compositor, block: model.Exercise, column: Column) -> None:
    outer = outer_room(compositor, block, column)
    box = Box(column.left, column.width - outer)
    box.keep = True
    box.outer = outer
    node = Node("Sect", column.node)
    inner = column.inset(0.0, outer, node=node, boxes=(*column.boxes, box))
    start = len(compositor.slugs)
    style = compositor.style("tag")
    lines = compositor.setter.lines(
        tag(compositor, block), style, inner.width - 2 * _Tag.SIDE, Node("P", node), balance=True
    )
    pill = _Tag(lines, column.left)
    pill.break_after = NEVER
    compositor.add(pill, inner)
    pill.space_after = 6.0
    title_style = replace(compositor.style("h2"), space_before=0.0)
    for line in compositor.paragraph(block.title, title_style, inner, Node("H2", node), balance=True):
        line.break_after = NEVER
    if block.other_page:
        label = compositor.layout.labels["participant-page"]
        words = f"{label[:1].upper()}{label[1:]} {block.other_page}"
        muted = replace(compositor.style("caption"), space_before=0.0, space_after=8.0)
        for line in compositor.paragraph((model.Text(words),), muted, inner, Node("P", node)):
            line.break_after = NEVER
    label = f"{compositor.layout.labels['exercise']} {block.number} "
    compositor.bookmarks.append(PlannedBookmark(2, label + plain_text(block.title), block.attributes.id))
    if block.materials and not block.notes:
        words = f"{compositor.layout.labels['materials']}: {block.materials}"
        caption = compositor.style("caption")
        for line in compositor.paragraph((model.Text(words),), caption, inner, Node("P", node)):
            line.break_after = NEVER
    outside, compositor.scope = compositor.scope, block.attributes.id or compositor.scope
    compositor.prompt = compositor.heading = plain_text(block.title)
    compositor.blocks(block.children, inner)
    compositor.scope = outside
    compositor.spaced(start, 20.0, 16.0)
    running_notes(compositor, block, box, column)


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


_FEW = 6
"""Lines to write on that aren't parted by a page break without need."""


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


def _too_high(compositor: Compositor, block: model.WriteOn) -> None:
    cm = 2.54 / 72
    compositor.diagnostics.warning(
        block.pos,
        f"This box is to be {block.height * cm:.1f} cm high; it is made {compositor.page_height * cm:.1f} cm"
        f" high, as the text of a page is ({compositor.layout.name}).",
        "Make it lower, or write height=rest: then it takes what its page has left.",
    )


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
        # A few lines belong to their question; of many, some may stand on the next page.
        if block.lines <= _FEW:
            for slug in compositor.slugs[start:-1]:
                slug.break_after = LEFT_BEHIND
        # The lead-in stays with at least two lines, and no line is left alone at a page's top.
        for slug in (compositor.slugs[start], compositor.slugs[-2 if block.lines > 1 else -1]):
            slug.break_after = NEVER if block.lines > 1 else 0.0
    else:
        height = min(block.height, compositor.page_height)
        if block.height > compositor.page_height + 0.01:
            _too_high(compositor, block)
        box = _WritingBox(height, column.left, column.width, ask)
        box.grows = block.fills
        compositor.add(box, column)
    if start:
        compositor.slugs[start - 1].break_after = NEVER
    compositor.spaced(start, 0.0, 12.0)
