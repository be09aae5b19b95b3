"""Setters of running text: headings, paragraphs, lists, definitions, quotations, rules, breaks."""

from __future__ import annotations

from dataclasses import replace

from packetpress import model
from packetpress.model import FieldArea, Inlines, TextStyle
from packetpress.typeset.compositor import Column, Compositor, Labelled, PlannedBookmark
from packetpress.typeset.galley import ALWAYS, LIST, NEVER, Box, Slug
from packetpress.typeset.lines import TextLine, width_of
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node
from packetpress.walk import plain_text

_TITLE = 2
"""A paragraph of so many lines that is all bold is a title: it stays with what follows it."""


def heading(compositor: Compositor, block: model.Heading, column: Column) -> None:
    level = min(max(block.level, 2), 6)
    node = Node(f"H{level}", column.node)
    style = compositor.style(f"h{level}")
    compositor.prompt = compositor.heading = plain_text(block.children)
    lines = compositor.paragraph(block.children, style, column, node, balance=True)
    for line in lines:
        line.break_after = NEVER
    compositor.bookmarks.append(PlannedBookmark(level, plain_text(block.children), block.attributes.id))


def paragraph(compositor: Compositor, block: model.Paragraph, column: Column) -> None:
    name = "reference" if "reference" in block.attributes.classes else column.style
    style = compositor.style(name)
    if name == "reference":
        # A hanging indent sets the author's name off (APA 7, 2.12 reference list format).
        _hanging(compositor, block.children, style, column)
        return
    compositor.prompt = plain_text(block.children)
    lines = compositor.paragraph(block.children, style, column, Node("P", column.node))
    if len(lines) <= _TITLE and all(isinstance(child, model.Strong) for child in block.children):
        for line in lines:
            line.break_after = NEVER


def _hanging(compositor: Compositor, content: Inlines, style: TextStyle, column: Column) -> None:
    hang = 18.0
    entry = Node("BibEntry", Node("P", column.node))
    lines = compositor.paragraph(content, style, column.inset(hang), entry)
    if lines and isinstance(lines[0], TextLine):
        lines[0].indent -= hang


def bullet_or_numbered(compositor: Compositor, block: model.List, column: Column) -> None:
    node = Node("L", column.node, ListNumbering="Decimal" if block.ordered else "Disc")
    style = compositor.style(column.style)
    marker = replace(style, color="coral" if not block.ordered else "deep")
    numbers = [f"{block.start + i}." for i in range(len(block.items))] if block.ordered else []
    hang = 1.27 * style.size
    if numbers:
        widest = max(width_of(compositor.setter.plain(n, marker, None)) for n in numbers[-2:])
        hang = max(1.64 * style.size, widest + 0.64 * style.size)
    start = len(compositor.slugs)
    # A tight list is set tight inside its items too: no paragraph space before a nested list.
    item_style = "list" if block.tight and column.style == "body" else column.style
    for index, item in enumerate(block.items):
        first = len(compositor.slugs)
        element = Node("LI", node)
        label, body = Node("Lbl", element), Node("LBody", element)
        inner = column.inset(hang, node=body, style=item_style)
        for number, child in enumerate(item.children):
            if number == 1:
                # An item's first words aren't left alone at the foot of a page.
                compositor.follow(inner)
            compositor.blocks((child,), inner)
        if len(compositor.slugs) == first:
            compositor.add(Slug(style.leading), column)
        slug = compositor.slugs[first]
        if item.attributes.id:
            slug.anchors = (item.attributes.id, *slug.anchors)
        baseline = slug.baseline if isinstance(slug, TextLine) else compositor.setter.baseline(style)
        if item.checkbox is not None:
            box = _Checkbox(slug, column.left, baseline, style.size, item.checkbox, label)
            if compositor.layout.fields:
                box.ask(compositor.field_name(), compositor.prompt)
            compositor.slugs[first] = box
        else:
            text = numbers[index] if numbers else "•"
            fragments = compositor.setter.plain(text, marker, label)
            width = width_of(fragments)
            left = column.left + (hang - 0.55 * style.size - width if numbers else 0.36 * style.size)
            compositor.slugs[first] = Labelled(slug, left, baseline, fragments)
        last = compositor.slugs[-1]
        compositor.slugs[first].space_before = 0.0
        last.space_after = 3.0 if block.tight else style.space_after * 0.75
    for slug in compositor.slugs[start:-1]:
        slug.goes_on = slug.goes_on or LIST
    compositor.spaced(start, 0.0, style.space_after)


class _Checkbox(Labelled):
    """An item with a box to tick."""

    __slots__ = ("_box_left", "_checked", "_field", "_node", "_rise", "_size")

    def __init__(
        self, inner: Slug, left: float, baseline: float, size: float, checked: bool, node: Node
    ) -> None:
        super().__init__(inner, left, baseline, [])
        self._box_left = left
        self._rise = baseline
        self._size = size * 0.8
        self._checked = checked
        self._node = node
        self._field: tuple[str, str] | None = None

    def ask(self, name: str, tooltip: str) -> None:
        """Makes the box a field."""
        self._field = (name, tooltip)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        bottom = top - self._rise - 0.06 * self._size
        left = x + self._box_left
        s = self._size
        if self._field:
            pen.outline(left, bottom, s, s, "mid", 0.9)
            rect = (left, bottom, left + s, bottom + s)
            value = "yes" if self._checked else ""
            pen.field(FieldArea(pen.page, rect, "check", *self._field, value=value), self._node)
        else:
            pen.outline(left, bottom, s, s, "mid", 0.9, self._node)
        if self._checked and not self._field:
            points = ((left + 0.2 * s, bottom + 0.5 * s), (left + 0.42 * s, bottom + 0.25 * s))
            pen.polyline((*points, (left + 0.82 * s, bottom + 0.8 * s)), "deep", 1.4, self._node)
        self.inner.draw(pen, x, top)


def definition_list(compositor: Compositor, block: model.DefinitionList, column: Column) -> None:
    node = Node("L", column.node, ListNumbering="None")
    term_style = compositor.style("definition-term")
    body_style = compositor.style(column.style)
    start = len(compositor.slugs)
    for item in block.items:
        element = Node("LI", node)
        for term in item.terms:
            for line in compositor.paragraph(term, term_style, column, Node("Lbl", element)):
                line.break_after = NEVER
        for definition in item.definitions:
            compositor.blocks(definition, column.inset(14.0, node=Node("LBody", element)))
    compositor.spaced(start, 0.0, body_style.space_after)


class _Bar(Box):
    """A block quotation: a bar at its left."""

    __slots__ = ()

    def draw(self, pen: Pen, x: float, top: float, bottom: float) -> None:
        pen.rect(x + self.left, bottom, 2.0, top - bottom, "mid")


def quote(compositor: Compositor, block: model.BlockQuote, column: Column) -> None:
    box = _Bar(column.left, column.width, 2.0, 2.0)
    start = len(compositor.slugs)
    node = Node("BlockQuote", column.node)
    compositor.blocks(
        block.children, column.inset(14.0, 14.0, node=node, style="quote", boxes=(*column.boxes, box))
    )
    trim(compositor, start)
    compositor.spaced(start, 4.0, compositor.style("body").space_after + 2)


def trim(compositor: Compositor, start: int) -> None:
    """Inside a box the padding is the space: none from the first and last line's style."""
    if len(compositor.slugs) > start:
        compositor.slugs[start].space_before = 0.0
        compositor.slugs[-1].space_after = 0.0


class _Rule(Slug):
    __slots__ = ("_left", "_width")

    def __init__(self, left: float, width: float) -> None:
        super().__init__(1.0)
        self._left = left
        self._width = width

    def draw(self, pen: Pen, x: float, top: float) -> None:
        middle = x + self._left + self._width / 2
        pen.rule(middle - 40, top, middle + 40, top, "coral", 1.0)


def thematic_break(compositor: Compositor, _block: model.ThematicBreak, column: Column) -> None:
    rule = _Rule(column.left, column.width)
    rule.space_before = rule.space_after = 14.0
    compositor.add(rule, column)


def page_break(compositor: Compositor, block: model.PageBreak, _column: Column) -> None:
    if compositor.slugs:
        compositor.slugs[-1].break_after = ALWAYS
        compositor.side = "verso" if block.overleaf else ""


def div(compositor: Compositor, block: model.Div, column: Column) -> None:
    if not block.together:
        compositor.blocks(block.children, column)
        return
    box = Box(column.left, column.width)
    box.keep = True
    column = replace(column, boxes=(*column.boxes, box))
    for number, child in enumerate(block.children):
        if number:
            # Where it is too high for a page, what ends it isn't alone on the next one.
            compositor.follow(column)
        compositor.blocks((child,), column)
