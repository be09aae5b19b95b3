"""Setters of questions to tick: options below a question, statements that are true or false."""

from __future__ import annotations

from dataclasses import replace

from packetpress import model
from packetpress.model.tasks import Choice, Item, Question, TrueFalse, letter
from packetpress.typeset.blocks.grid import ABOVE, LEAST, Grid, Mark, ask, unit
from packetpress.typeset.compositor import Column, Compositor, Labelled
from packetpress.typeset.galley import NEVER, Box, Slug
from packetpress.typeset.lines import Fragment
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node
from packetpress.walk import plain_text

_MARK = 8.0
"""From the column's edge to the middle of a mark."""
_LETTER = 22.0
"""To an option's letter, and from there to its words."""
_GAP = 16.0
_JUDGED = 48.0
"""Width of the columns under True and False."""


class _Option(Labelled):
    """An option's first line with its mark and letter."""

    __slots__ = ("_mark", "_x", "_y")

    def __init__(
        self, inner: Slug, left: float, baseline: float, fragments: list[Fragment], mark: Mark, size: float
    ) -> None:
        super().__init__(inner, left + _LETTER * size, baseline, fragments)
        self._mark = mark
        self._x = left + _MARK * size
        self._y = baseline - 3.8 * size

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self._mark.draw_at(pen, x + self._x, top - self._y)
        super().draw(pen, x, top)


def choice(compositor: Compositor, block: Choice, column: Column) -> None:
    start = len(compositor.slugs)
    for number, question in enumerate(block.questions, 1):
        _question(compositor, question, number if len(block.questions) > 1 else 0, column)
    compositor.spaced(start, 0.0, 12.0)


def _question(compositor: Compositor, question: Question, number: int, column: Column) -> None:
    box = Box(column.left, column.width)
    box.keep = True
    column = replace(column, boxes=(*column.boxes, box))
    start = len(compositor.slugs)
    compositor.blocks(numbered(question.children, number), column)
    labels = compositor.layout.labels
    how = labels["choose-all" if question.multiple else "choose-one"]
    for line in compositor.paragraph(
        (model.Text(how),),
        replace(compositor.style("caption"), space_before=0.0, space_after=4.0),
        column,
        Node("P", column.node),
    ):
        line.break_after = NEVER
    asked = compositor.prompt or how
    name = compositor.field_name() if compositor.layout.fields else ""
    node = Node("L", column.node, ListNumbering="UpperAlpha")
    for index, option in enumerate(question.options):
        _option(compositor, question, option, index, asked, name, column, node)
    compositor.spaced(start, 0.0, 12.0)


def numbered(children: model.Blocks, number: int) -> model.Blocks:
    """What is asked, its first paragraph after the question's number (0: none)."""
    if number and children and isinstance(children[0], model.Paragraph):
        first = children[0]
        words = (model.Strong((model.Text(f"{number}. "),)), *first.children)
        return (replace(first, children=words), *children[1:])
    return children


def _option(
    compositor: Compositor,
    question: Question,
    option: Item,
    index: int,
    asked: str,
    name: str,
    column: Column,
    node: Node,
) -> None:
    element = Node("LI", node)
    label = Node("Lbl", element)
    style = compositor.style("list")
    right = option.answer == 1
    words = plain_text(option.children)
    field = None
    if option.answer is None and question.multiple:
        field = ask(compositor, "check", f"{asked} {words}")
    elif option.answer is None:
        field = ask(compositor, "radio", words, name, value=f"p{index + 1}", row=asked)
    labels = compositor.layout.labels
    mark = Mark(
        0.0,
        label,
        labels["right"] if right else labels["to-tick"],
        square=question.multiple,
        right=right,
        field=field,
        unit=unit(compositor),
    )
    place = Node("", label)
    inner = column.inset((_LETTER + _GAP) * unit(compositor))
    weight = replace(style, weight="bold" if right else style.weight, space_after=5.0)
    start = len(compositor.slugs)
    compositor.paragraph(option.children, weight, inner, Node("LBody", element))
    marker = replace(style, weight="bold", color="deep")
    fragments = compositor.setter.plain(letter(index), marker, place)
    first = compositor.slugs[start]
    first.anchors = (option.attributes.id, *first.anchors) if option.attributes.id else first.anchors
    compositor.slugs[start] = _Option(
        first, column.left, compositor.setter.baseline(style), fragments, mark, unit(compositor)
    )


def true_false(compositor: Compositor, block: TrueFalse, column: Column) -> None:
    labels = compositor.layout.labels
    words = (labels["true"], labels["false"])
    size = unit(compositor)
    judged = _JUDGED * size
    width = column.width - 2 * judged
    grid = Grid(compositor, column)
    grid.heads(
        (
            (0.0, width, (model.Text(labels["statement"]),)),
            *((width + i * judged, judged, (model.Text(word),)) for i, word in enumerate(words)),
        ),
        centred=2,
    )
    for item in block.items:
        row = grid.body_row()
        said = grid.words(item.children, 0.0, width, Node("TH", row, Scope="Row"))
        asked = plain_text(item.children)
        name = compositor.field_name() if compositor.layout.fields else ""
        marks = [
            Mark(
                width + (index + 0.5) * judged,
                Node("TD", row),
                f"{word}: {labels['right']}" if item.answer == 1 - index else word,
                right=item.answer == 1 - index,
                field=None
                if item.answer is not None
                else ask(compositor, "radio", f"{asked} {word}", name, value=f"p{index + 1}", row=asked),
                unit=size,
            )
            for index, word in enumerate(words)
        ]
        grid.row(max(LEAST * size, said.height + 2 * ABOVE), [said, *marks], item.attributes.id)
    grid.close()
