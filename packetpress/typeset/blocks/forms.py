"""Setters of forms: lines to fill in, and name tents."""

from __future__ import annotations

from collections.abc import Sequence

from packetpress import model
from packetpress.typeset.blocks.grid import Room, ask
from packetpress.typeset.compositor import Column, Compositor, stacked_height
from packetpress.typeset.galley import NEVER, Slug
from packetpress.typeset.lines import TextLine, width_of, with_space
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node
from packetpress.walk import plain_text

_LEAST = 30.0
"""Height of a line to fill in."""
_WIDEST_LABEL = 0.42
"""Share of the measure that labels may take."""
_GAP = 10.0
_ROUND = 5.0
"""Above and below a line's words."""
_TENT = 0.36
"""Height of a card, both of its sides, as a share of the page's column: two stand on a page with a title."""
_DASH = 5.0


class _Line(Slug):
    """A label at the left, its line at the right; or what is known in place of it."""

    __slots__ = ("_deep", "_known", "_label", "_left", "_room", "_width")

    def __init__(
        self,
        edges: tuple[float, float],
        label: list[TextLine],
        known: list[TextLine],
        room: Room | None,
    ) -> None:
        self._deep = max(_below(label), _below(known))
        super().__init__(max(_LEAST, max(map(_baseline, (label, known))) + self._deep + 2 * _ROUND))
        self._left, self._width = edges
        self._label = label
        self._known = known
        self._room = room

    def draw(self, pen: Pen, x: float, top: float) -> None:
        bottom = top - self.height
        # The first lines of what is asked and what is known stand side by side.
        baseline = bottom + _ROUND + self._deep
        for lines, left in ((self._label, x), (self._known, x + self._left)):
            at = baseline + _baseline(lines)
            for line in lines:
                line.draw(pen, left, at)
                at -= line.height
        if not self._known:
            left = x + self._left
            pen.rule(left, bottom + 3.0, left + self._width, bottom + 3.0, "write", 0.7)
        if self._room:
            self._room.draw(pen, x, top, self.height)


def _baseline(lines: Sequence[TextLine]) -> float:
    """Of the first line, from its top."""
    return lines[0].baseline if lines else 0.0


def _below(lines: Sequence[TextLine]) -> float:
    """From that baseline to the last line's end."""
    return stacked_height(lines) - _baseline(lines)


def form(compositor: Compositor, block: model.Form, column: Column) -> None:
    setter, style = compositor.setter, compositor.style("table")
    bold = compositor.style("definition-term")
    widest = max(width_of(setter.plain(plain_text(field.children), bold, None)) for field in block.fields)
    label = min(widest + _GAP, _WIDEST_LABEL * column.width)
    start = len(compositor.slugs)
    for field in block.fields:
        node = Node("P", column.node)
        words = setter.lines(field.children, bold, label - _GAP, node, indent=column.left)
        width = column.width - label
        if words and field.beside:
            # A space between the two that is heard and copied, where the eye has a gap.
            words[-1].fragments[-1:] = map(with_space, words[-1].fragments[-1:])
        known = setter.lines(field.beside, style, width, node) if field.beside else []
        area = None if known else ask(compositor, "text", plain_text(field.children))
        room = Room(column.left + label, width, node, area) if area else None
        compositor.add(_Line((column.left + label, width), words, known, room), column)
    for slug in compositor.slugs[start:-1]:
        slug.break_after = NEVER if len(block.fields) < 12 else 0.0
    compositor.spaced(start, 6.0, 14.0)


class _Card(Slug):
    """A frame to cut along, a dashed line to fold at, a line for the name on either side.

    Of the words beside the fold nothing is read aloud: who can't see the line needn't fold it.
    """

    __slots__ = ("_fold", "_left", "_rooms", "_width")

    def __init__(
        self, height: float, edges: tuple[float, float], fold: list[TextLine], rooms: list[Room]
    ) -> None:
        super().__init__(height)
        self._left, self._width = edges
        self._fold = fold
        self._rooms = rooms

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left, right, middle = x + self._left, x + self._left + self._width, top - self.height / 2
        pen.outline(left, top - self.height, self._width, self.height, "write", 0.7)
        words = sum(width_of(line.fragments) for line in self._fold) + 12.0
        at = left
        while at < right - words - _DASH:
            pen.rule(at, middle, at + _DASH, middle, "write", 0.7)
            at += 2 * _DASH
        for line in self._fold:
            line.draw(pen, right - words + 6.0, middle + line.height / 2)
        inset = 0.09 * self._width
        # The upper side is written on upside down, so its line stands as far from the fold.
        for y in (middle + 0.33 * self.height, middle - 0.33 * self.height):
            pen.rule(left + inset, y, right - inset, y, "mid", 1.2)
        for room in self._rooms:
            room.draw(pen, left, middle - 0.1 * self.height, 0.25 * self.height)


def tent(compositor: Compositor, _block: model.Tent, column: Column) -> None:
    label = compositor.layout.labels["fold"]
    node = Node("P", column.node)
    fold = compositor.setter.lines((model.Text(label),), compositor.style("note"), column.width, None)
    area = ask(compositor, "text", compositor.layout.labels["name"])
    inset = 0.09 * column.width
    rooms = [Room(inset, column.width - 2 * inset, node, area)] if area else []
    start = len(compositor.slugs)
    card = _Card(_TENT * compositor.page_height, (column.left, column.width), fold, rooms)
    # Never on the back of another one: both are cut out.
    card.side = "recto"
    compositor.add(card, column)
    compositor.spaced(start, 10.0, 14.0)
