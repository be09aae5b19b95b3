"""Setters of what is to be put in its place: matching, sorting into columns, ordering steps."""

from __future__ import annotations

from dataclasses import replace

from packetpress import model
from packetpress.model.tasks import Item, Match, Ordering, Sort, letter
from packetpress.typeset.blocks.grid import (
    ABOVE,
    SIDE,
    Grid,
    GridRow,
    Piece,
    Room,
    Upright,
    Words,
    answer_style,
    ask,
    cell_lines,
    unit,
)
from packetpress.typeset.blocks.text import trim
from packetpress.typeset.compositor import Column, Compositor
from packetpress.typeset.galley import NEVER, Box
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import TRANSPARENT, Node
from packetpress.walk import plain_text

_BOX = 30.0
"""Width of a box for a letter or a number, room around it included."""
_TALL = 30.0
"""Height of a row with such a box."""


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
    box_width = _BOX * unit(compositor)
    half = (column.width - box_width) / 2
    grid = Grid(compositor, column)
    labels = compositor.layout.labels
    if block.heads:
        empty: model.Inlines = ()
        left, right = block.heads
        grid.heads(((0.0, half, left), (half, box_width, empty), (half + box_width, half, right)))
    for index, item in enumerate(block.items):
        row = grid.body_row()
        words = (model.Strong((model.Text(f"{index + 1}. "),)), *item.children)
        said = grid.words(words, 0.0, half, Node("TH", row, Scope="Row"))
        cell = Node("TD", row)
        answer = "" if item.answer is None else letter(item.answer)
        tooltip = f"{plain_text(item.children)}: {labels['letter']}"
        box = _answer_box(compositor, half, cell, answer, tooltip)
        beside = (model.Strong((model.Text(f"{letter(index)}. "),)), *item.beside)
        other = grid.words(beside, half + box_width + 4.0, half - 4.0, Node("TD", row))
        height = max(_TALL * unit(compositor), said.height + 2 * ABOVE, other.height + 2 * ABOVE)
        grid.row(height, [said, *box, other], item.attributes.id)
    grid.close()


class _Bank(Box):
    """The ground under what is to be sorted."""

    __slots__ = ()

    def draw(self, pen: Pen, x: float, top: float, bottom: float) -> None:
        pen.rect(x + self.left, bottom, self.width, top - bottom, "sand")


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
            words = _listed([item for item in block.items if item.answer == index])
            lines = cell_lines(compositor, words, width - 2 * SIDE, cell, answer_style(compositor))
            piece = Words(lines, index * width + SIDE, top=ABOVE)
            pieces.append(piece)
            height = max(height, piece.height + 2 * ABOVE)
    grid.row(height, pieces)
    grid.close()
    compositor.spaced(start, 4.0, 12.0)


def _listed(items: list[Item]) -> model.Inlines:
    """The words of items, one below the other; what is a note in the bank is none here."""
    words: list[model.Inline] = []
    for item in items:
        if words:
            words.append(model.LineBreak())
        words.append(model.Text(plain_text(item.children), item.pos))
    return tuple(words)


def _bank(compositor: Compositor, items: tuple[Item, ...], column: Column) -> None:
    box = _Bank(column.left, column.width, 8.0, 8.0)
    box.keep = True
    inner = column.inset(12.0, 12.0, boxes=(*column.boxes, box))
    words: list[model.Inline] = []
    for item in items:
        if words:
            words.append(model.Text(" · "))
        words += item.children
    start = len(compositor.slugs)
    lines = compositor.paragraph(tuple(words), compositor.style("list"), inner, Node("P", column.node))
    trim(compositor, start)
    for line in lines:
        line.break_after = NEVER


def ordering(compositor: Compositor, block: Ordering, column: Column) -> None:
    node = Node("L", column.node, ListNumbering="None")
    start = len(compositor.slugs)
    compositor.follow()
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
