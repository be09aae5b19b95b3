"""Setters of what is to be put in its place: matching, ordering steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from packetpress import model
from packetpress.model.tasks import Match, Ordering, letter
from packetpress.typeset.blocks.grid import (
    ABOVE,
    SIDE,
    Grid,
    GridRow,
    Piece,
    Room,
    Words,
    answer_style,
    ask,
    cell_lines,
    unit,
)
from packetpress.typeset.blocks.widths import fitted
from packetpress.typeset.compositor import Column, Compositor
from packetpress.typeset.galley import Box
from packetpress.typeset.structure import TRANSPARENT, Node
from packetpress.walk import plain_text

_BOX = 30.0
"""Width of a box for a letter or a number, room around it included."""
_TALL = 30.0
"""Height of a row with such a box."""
_APART = 4.0
"""From such a box to the words at its right, apart from the cell's padding."""


def _answer_box(
    compositor: Compositor, left: float, node: Node, answer: str, tooltip: str
) -> tuple[Piece, ...]:
    """A box to write a letter or a number in, or the box with it."""
    width = _BOX * unit(compositor)
    if not answer:
        return (Room(left + 3.0, width - 6.0, node, ask(compositor, "text", tooltip), boxed=True),)
    style = replace(answer_style(compositor, "list"), align="center")
    lines = cell_lines(compositor, (model.Text(answer),), width, node, style)
    return (Room(left + 3.0, width - 6.0, node, boxed=True), Words(lines, left))


def match(compositor: Compositor, block: Match, column: Column) -> None:
    """What has a number at the left, what has a letter at the right, each as wide as it needs."""
    box_width = _BOX * unit(compositor)
    grid = Grid(compositor, column)
    labels = compositor.layout.labels
    told = [
        (_numbered(f"{index + 1}.", item.children), _numbered(f"{letter(index)}.", item.beside))
        for index, item in enumerate(block.items)
    ]
    left, right = _sides(compositor, block, told, column.width - box_width)
    if block.heads:
        empty: model.Inlines = ()
        first, second = block.heads
        grid.heads(((0.0, left, first), (left, box_width, empty), (left + box_width, right, second)))
    for item, (words, beside) in zip(block.items, told, strict=True):
        row = grid.body_row()
        said = grid.words(words, 0.0, left, Node("TH", row, Scope="Row"))
        cell = Node("TD", row)
        answer = "" if item.answer is None else letter(item.answer)
        tooltip = f"{plain_text(item.children)}: {labels['letter']}"
        box = _answer_box(compositor, left, cell, answer, tooltip)
        other = grid.words(beside, left + box_width + _APART, right - _APART, Node("TD", row))
        height = max(_TALL * unit(compositor), said.height + 2 * ABOVE, other.height + 2 * ABOVE)
        grid.row(height, [said, *box, other], item.attributes.id)
    grid.close()


def _numbered(label: str, words: model.Inlines) -> model.Inlines:
    return (model.Strong((model.Text(f"{label} "),)), *words)


def _sides(
    compositor: Compositor, block: Match, told: Sequence[tuple[model.Inlines, model.Inlines]], room: float
) -> list[float]:
    """Widths of the two columns of words, by what they hold."""
    words, head = compositor.style("table"), compositor.style("table-head")
    least, most = [], []
    for side, gap in enumerate((0.0, _APART)):
        extents = [compositor.setter.extent(row[side], words) for row in told]
        extents += [compositor.setter.extent(heads[side], head) for heads in (block.heads,) if heads]
        padding = 2 * SIDE + gap + 0.1
        least.append(max((narrow for narrow, _ in extents), default=0.0) + padding)
        most.append(max((wide for _, wide in extents), default=0.0) + padding)
    # A word wider than there is room is divided where it is set.
    return fitted(least if sum(least) <= room else [0.0, 0.0], most, room)


def ordering(compositor: Compositor, block: Ordering, column: Column) -> None:
    node = Node("L", column.node, ListNumbering="None")
    start = len(compositor.slugs)
    compositor.follow(column)
    box = Box(column.left, column.width)
    box.keep = True
    column = column.inset(0.0, boxes=(*column.boxes, box))
    labels = compositor.layout.labels
    box_width = _BOX * unit(compositor)
    for item in block.items:
        element = Node("LI", node)
        label = Node("Lbl", element)
        answer = "" if item.answer is None else str(item.answer + 1)
        tooltip = f"{plain_text(item.children)}: {labels['number']}"
        pieces = _answer_box(compositor, 0.0, Node(TRANSPARENT, label), answer, tooltip)
        body = Node("LBody", element)
        lines = cell_lines(
            compositor, item.children, column.width - box_width - 2 * SIDE, body, compositor.style("list")
        )
        said = Words(lines, box_width + SIDE)
        height = max(_TALL * unit(compositor), said.height + 2 * ABOVE)
        compositor.add(
            GridRow(height, column, [*pieces, said], ruled=False, anchor=item.attributes.id), column
        )
    compositor.spaced(start, 4.0, 12.0)
