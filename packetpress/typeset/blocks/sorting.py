"""Setter of sorting: what is to be sorted in frames of its own, the columns that it goes into below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, inf

from packetpress import model
from packetpress.model.tasks import Item, Sort
from packetpress.typeset.blocks.grid import (
    ABOVE,
    SIDE,
    Grid,
    Piece,
    Room,
    Upright,
    Words,
    answer_style,
    ask,
    cell_lines,
)
from packetpress.typeset.compositor import Column, Compositor, stacked_height
from packetpress.typeset.galley import NEVER, Box, Slug
from packetpress.typeset.lines import TextLine, with_space
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node
from packetpress.walk import plain_text

_PAD = 8.0
"""From the ground's edge to the frames."""
_GUTTER = 5.0
"""Between one frame and the next."""
_INSIDE = (8.0, 3.5)
"""From a frame to its words, at the sides and above."""
_MOST = 4
"""Frames beside each other."""
_LINES = 3
"""In a frame that has others beside it."""
_FILLED = 0.85
"""Share of a measure that a line of a few words fills."""
_BULLET = 9.0
"""From an answer's bullet to its words."""
_BETWEEN = 5.0
"""From one answer to the next."""


def sort(compositor: Compositor, block: Sort, column: Column) -> None:
    start = len(compositor.slugs)
    _bank(compositor, block.items, column)
    count = len(block.groups)
    width = column.width / count
    grid = Grid(compositor, column)
    grid.heads([(i * width, width, group.children) for i, group in enumerate(block.groups)])
    row = grid.body_row()
    pieces: list[Piece] = [Upright(i * width) for i in range(1, count)]
    pitch = compositor.layout.writing_pitch
    height = 2 * ABOVE
    for index, group in enumerate(block.groups):
        cell = Node("TD", row)
        if all(item.answer is None for item in block.items):
            # As much room in every column, whatever belongs there: it must not tell.
            height = pitch * (min(len(block.items), -(-len(block.items) // count) + 2) + 0.3)
            field = ask(compositor, "lines", plain_text(group.children))
            pieces.append(Room(index * width, width, cell, field, pitch=pitch))
        else:
            items = [item for item in block.items if item.answer == index]
            found, bottom = _answers(compositor, items, index * width + SIDE, width - 2 * SIDE, cell)
            pieces += found
            height = max(height, bottom + ABOVE)
    grid.row(height, pieces)
    grid.close()
    compositor.spaced(start, 4.0, 12.0)


def _answers(
    compositor: Compositor, items: Sequence[Item], left: float, width: float, cell: Node
) -> tuple[list[Piece], float]:
    """What belongs into a column, one below the other, and where that ends.

    What is a note or an id in the bank is none here.
    """
    style = answer_style(compositor)
    bullet = model.Text("•")
    pieces: list[Piece] = []
    top = ABOVE
    listed = Node("L", cell, ListNumbering="Disc") if items else cell
    for item in items:
        element = Node("LI", listed)
        mark = cell_lines(compositor, (bullet,), _BULLET, Node("Lbl", element), style)
        # A space nobody sees, so that the bullet and the words aren't read as one.
        mark[-1].fragments[-1:] = map(with_space, mark[-1].fragments[-1:])
        words = (model.Text(plain_text(item.children), item.pos),)
        lines = cell_lines(compositor, words, width - _BULLET, Node("LBody", element), style)
        pieces += [Words(mark, left, top=top), Words(lines, left + _BULLET, top=top)]
        top += stacked_height(lines) + _BETWEEN
    return pieces, top - (_BETWEEN if items else 0.0)


# ------------------------------------------------------------------------------------ the bank


class _Ground(Box):
    """Under what is to be sorted."""

    __slots__ = ()

    def draw(self, pen: Pen, x: float, top: float, bottom: float) -> None:
        pen.rect(x + self.left, bottom, self.width, top - bottom, "sand")


class _Frames(Slug):
    """Frames beside each other, each with one thing to sort."""

    __slots__ = ("_frames", "_left", "_width")

    def __init__(self, frames: Sequence[list[TextLine]], left: float, width: float) -> None:
        super().__init__(max(map(stacked_height, frames)) + 2 * _INSIDE[1])
        self._frames = frames
        self._left = left
        self._width = width
        """Of one frame."""
        lines = [line for frame in frames for line in frame]
        self.notes = tuple(note for line in lines for note in line.notes)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = x + self._left
        for lines in self._frames:
            pen.rect(left, top - self.height, self._width, self.height, "paper")
            pen.outline(left, top - self.height, self._width, self.height, "mid", 0.7)
            at = top - (self.height - stacked_height(lines)) / 2
            for line in lines:
                line.draw(pen, left + _INSIDE[0], at)
                at -= line.height
            left += self._width + _GUTTER


def _bank(compositor: Compositor, items: Sequence[Item], column: Column) -> None:
    box = _Ground(column.left, column.width, _PAD, _PAD)
    box.keep = True
    inner = column.inset(_PAD, _PAD, boxes=(*column.boxes, box))
    style = replace(compositor.style("list"), space_before=0.0, space_after=0.0)
    across = _across(compositor, items, inner.width)
    width = _frame(inner.width, across)
    listed = Node("L", column.node, ListNumbering="None")
    for first in range(0, len(items), across):
        frames = []
        for item in items[first : first + across]:
            body = Node("LBody", Node("LI", listed))
            lines = cell_lines(compositor, item.children, width - 2 * _INSIDE[0], body, style)
            # A space nobody sees, so that neighbours aren't read as one word.
            for line in lines[-1:]:
                line.fragments[-1:] = map(with_space, line.fragments[-1:])
            frames.append(lines)
        slug = _Frames(frames, inner.left, width)
        slug.anchors = tuple(
            item.attributes.id for item in items[first : first + across] if item.attributes.id
        )
        slug.space_after = _GUTTER
        slug.break_after = NEVER
        compositor.add(slug, inner)
    if items:
        compositor.slugs[-1].space_after = 0.0


def _across(compositor: Compositor, items: Sequence[Item], room: float) -> int:
    """How many frames stand beside each other, so that all of them together are as low as can be."""
    style = compositor.style("list")
    extents = [compositor.setter.extent(item.children, style) for item in items]
    best, lowest = 1, inf
    for count in range(1, min(_MOST, len(items)) + 1):
        width = _frame(room, count) - 2 * _INSIDE[0]
        if count > 1 and any(narrow > width for narrow, _ in extents):
            break
        lines = [1 if wide <= width else ceil(wide / (_FILLED * width)) for _, wide in extents]
        if count > 1 and max(lines) > _LINES:
            break
        rows = [max(lines[first : first + count]) for first in range(0, len(lines), count)]
        height = sum(rows) * style.leading + len(rows) * (2 * _INSIDE[1] + _GUTTER)
        if height <= lowest:
            best, lowest = count, height
    return best


def _frame(room: float, count: int) -> float:
    """Width of one of ``count`` frames."""
    return (room - (count - 1) * _GUTTER) / count
