"""Setter of tables: column widths from the content, rows as slugs, the head set again on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from packetpress import model
from packetpress.model import FieldArea
from packetpress.typeset.blocks.figures import caption
from packetpress.typeset.compositor import Column, Compositor, stacked_height
from packetpress.typeset.galley import NEVER, Box, Slug, lead
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node
from packetpress.walk import plain_text

_SIDE = 7.0
"""Padding at a cell's sides, and above and below it."""
_ABOVE = 5.0
_TALL = 0.3
"""A row higher than this share of the page may be divided between its lines."""
_SHORT = 0.4
"""A table lower than this share of the page is kept whole."""
_SLICE = 40.0
"""Height of the parts that a tall row is divided into, about three lines."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What one cell shows in one slice of its row: slugs with their distance from the slice's top."""

    left: float
    slugs: tuple[tuple[float, Slug], ...]
    field: FieldArea | None = None
    """An empty cell is room to write: its field on screen, without page and place."""
    width: float = 0.0
    node: Node | None = None
    pitch: float = 0.0
    """Between the lines to write on; 0: none are drawn."""


class _RowSlice(Slug):
    """A table row, or part of a tall one."""

    __slots__ = ("_ground", "_left", "_parts", "_ruled", "_width")

    def __init__(
        self, height: float, left: float, width: float, parts: Sequence[_Part], ground: str, ruled: bool
    ) -> None:
        super().__init__(height)
        self._left = left
        self._width = width
        self._parts = tuple(parts)
        self._ground = ground
        self._ruled = ruled
        self.notes = tuple(note for part in parts for _, slug in part.slugs for note in slug.notes)
        self.anchors = tuple(anchor for part in parts for _, slug in part.slugs for anchor in slug.anchors)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = x + self._left
        if self._ground:
            pen.rect(left, top - self.height, self._width, self.height, self._ground)
        elif self._ruled:
            pen.rule(left, top - self.height, left + self._width, top - self.height, "rule", 0.6)
        for part in self._parts:
            for down, slug in part.slugs:
                slug.draw(pen, left + part.left, top - down)
            edge = left + part.left - _SIDE
            if part.pitch:
                self._draw_lines(pen, edge, top, part)
            if part.field and part.node:
                rect = (edge + 2, top - self.height + 2, edge + part.width - 2, top - 2)
                pen.field(replace(part.field, page=pen.page, rect=rect), part.node)

    def _draw_lines(self, pen: Pen, edge: float, top: float, part: _Part) -> None:
        """The lines of a cell to write in, the lowest of them the row's own, and the cell's left edge."""
        if part.left > _SIDE:
            pen.rule(edge, top, edge, top - self.height, "rule", 0.6)
        for number in range(1, round((self.height - _ABOVE) / part.pitch)):
            y = top - self.height + number * part.pitch
            pen.rule(edge + _SIDE, y, edge + part.width - _SIDE, y, "write", 0.5)


def table(compositor: Compositor, block: model.Table, column: Column) -> None:
    least, most = _needs(compositor, block)
    if sum(least) > column.width + 0.01 and compositor.layout.wide_tables == "list":
        compositor.blocks(_as_list(block), column)
        return
    compositor.follow()
    start = len(compositor.slugs)
    node = Node("Table", column.node)
    if block.caption or block.number:
        caption(compositor, block.number, "table", block.caption, replace(column, node=node))
        for slug in compositor.slugs[start:]:
            slug.break_after = NEVER
        compositor.slugs[-1].space_after = 4.0
    widths = _column_widths(compositor, block, column, least, most)
    box = Box(column.left, column.width)
    boxed = replace(column, boxes=(*column.boxes, box))
    head = Node("THead", node) if block.head else None
    header: list[Slug] = []
    for row in block.head:
        header += _row(compositor, block, row, widths, boxed, Node("TR", head), is_head=True)
    for slug in header:
        slug.break_after = NEVER
        compositor.add(slug, boxed)
    if stacked_height(header) < compositor.page_height / 3:
        box.header = tuple(header)
    body = Node("TBody", node)
    first_body = len(compositor.slugs)
    for row in block.body:
        for slug in _row(compositor, block, row, widths, boxed, Node("TR", body), is_head=False):
            compositor.add(slug, boxed)
    height = sum(slug.height for slug in compositor.slugs[first_body:])
    # What is to be filled in is not divided where it fits on one page.
    box.keep = bool(block.lines) or height < _SHORT * compositor.page_height
    # Two rows at least before and after a page break.
    if len(compositor.slugs) - first_body > 3:
        compositor.slugs[first_body].break_after = max(compositor.slugs[first_body].break_after, 400.0)
        compositor.slugs[-2].break_after = max(compositor.slugs[-2].break_after, 400.0)
    elif len(compositor.slugs) > first_body:
        for slug in compositor.slugs[first_body:-1]:
            slug.break_after = max(slug.break_after, 300.0)
    compositor.spaced(start, 8.0, 12.0)


# ------------------------------------------------------------------------------------ rows


def _row(
    compositor: Compositor,
    block: model.Table,
    row: model.Row,
    widths: Sequence[float],
    column: Column,
    node: Node,
    *,
    is_head: bool,
) -> list[Slug]:
    cells: list[tuple[float, list[Slug]]] = []
    asked: dict[int, _Part] = {}
    left = 0.0
    for spec, width, cell in zip(block.columns, widths, row.cells, strict=False):
        header = is_head or cell.header
        owner = Node("TH", node, Scope="Column" if is_head else "Row") if header else Node("TD", node)
        style = "table-head" if is_head else "table"
        slugs = _cell(compositor, cell, spec.align, width - 2 * _SIDE, owner, style)
        if not slugs and not header and (compositor.layout.fields or block.lines):
            asked[len(cells)] = _ask(compositor, block, row, len(cells), width, owner)
        cells.append((left + _SIDE, slugs))
        left += width
    ground = "deep" if is_head else ""
    height = max((stacked_height(slugs) for _, slugs in cells), default=0.0) + 2 * _ABOVE
    pitch = compositor.layout.writing_pitch
    if block.lines and not is_head:
        height = max(height, block.lines * pitch + _ABOVE)
    place = (column.left, column.width)
    anchors = (row.attributes.id,) if row.attributes.id else ()
    if height <= _TALL * compositor.page_height or is_head:
        parts = [
            replace(asked[index], left=x) if index in asked else _Part(x, _stacked(slugs, _ABOVE))
            for index, (x, slugs) in enumerate(cells)
        ]
        slices: list[Slug] = [_RowSlice(height, *place, parts, ground, ruled=True)]
    else:
        slices = _slices(cells, place)
    slices[0].anchors = (*anchors, *slices[0].anchors)
    return slices


def _ask(
    compositor: Compositor, block: model.Table, row: model.Row, index: int, width: float, node: Node
) -> _Part:
    """A field named after its row and column."""
    heads = [head.cells[index] for head in block.head if index < len(head.cells)]
    about = [*row.cells[: 1 if index else 0], *heads]
    words = ", ".join(filter(None, (plain_text(_words(cell)) for cell in about)))
    tooltip = words or compositor.prompt
    field = None
    if compositor.layout.fields:
        field = FieldArea(0, (0.0, 0.0, 0.0, 0.0), "lines", compositor.field_name(), tooltip)
    return _Part(0.0, (), field, width, node, compositor.layout.writing_pitch if block.lines else 0.0)


def _words(cell: model.Cell) -> model.Inlines:
    return tuple(_words_in(cell.children))


def _words_in(blocks: model.Blocks) -> Iterator[model.Inline]:
    for block in blocks:
        if isinstance(block, model.Paragraph):
            yield from block.children
        elif isinstance(block, model.List):
            for item in block.items:
                yield from _words_in(item.children)


def _cell(
    compositor: Compositor, cell: model.Cell, align: model.Align, width: float, node: Node, style: str
) -> list[Slug]:
    """Lines of one cell; paragraphs are the cell's own text (a TD needs no P)."""
    slugs: list[Slug] = []
    text_style = replace(compositor.style(style), align=align)
    paragraphs = [child for child in cell.children if isinstance(child, model.Paragraph)]
    if len(paragraphs) == len(cell.children):
        for paragraph in paragraphs:
            lines = compositor.setter.lines(
                paragraph.children,
                text_style,
                width,
                node,
                notes=compositor.note,
            )
            if slugs and lines:
                lines[0].space_before = 4.0
            slugs += lines
        return slugs
    return compositor.inner(cell.children, width, node, style)


def _stacked(slugs: Sequence[Slug], top: float) -> tuple[tuple[float, Slug], ...]:
    placed = []
    previous: Slug | None = None
    for slug in slugs:
        top += lead(previous, slug)
        placed.append((top, slug))
        top += slug.height
        previous = slug
    return tuple(placed)


def _slices(cells: Sequence[tuple[float, list[Slug]]], place: tuple[float, float]) -> list[Slug]:
    """A tall row divided between lines, so that it can run over a page."""
    rest = [(x, list(slugs)) for x, slugs in cells]
    slices: list[Slug] = []
    while any(slugs for _, slugs in rest):
        above = _ABOVE if not slices else 0.0
        parts = []
        deepest = 0.0
        for x, slugs in rest:
            taken: list[Slug] = []
            while slugs and (not taken or stacked_height([*taken, slugs[0]]) <= _SLICE):
                taken.append(slugs.pop(0))
            parts.append(_Part(x, _stacked(taken, above)))
            deepest = max(deepest, above + stacked_height(taken))
        final = not any(slugs for _, slugs in rest)
        slices.append(_RowSlice(deepest + (_ABOVE if final else 0.0), *place, parts, "", ruled=final))
    for slug in slices[:-1]:
        slug.break_after = 60.0
    return slices


# ------------------------------------------------------------------------------------ columns


def _as_list(block: model.Table) -> model.Blocks:
    """The table as a list: an item a row, each cell after the words at the head of its column."""
    heads = [_words(cell) for cell in block.head[0].cells] if block.head else []
    items = []
    for row in block.body:
        lines: list[model.Inline] = []
        for index, cell in enumerate(row.cells):
            if lines:
                lines.append(model.LineBreak())
            if index < len(heads) and heads[index]:
                lines += [model.Strong(heads[index]), model.Text(": ")]
            lines += _words(cell)
        items.append(model.ListItem((model.Paragraph(tuple(lines)),), row.attributes, row.pos))
    caption_block: model.Blocks = ()
    if block.caption:
        caption_block = (model.Paragraph((model.Strong(block.caption),)),)
    return (*caption_block, model.List(tuple(items), tight=False, attributes=block.attributes, pos=block.pos))


def _column_widths(
    compositor: Compositor,
    block: model.Table,
    column: Column,
    least: Sequence[float],
    most: Sequence[float],
) -> list[float]:
    """Given shares where the source has them, else between what each column needs and would like."""
    available = column.width
    if sum(least) > available + 0.01:
        widest = max(range(len(least)), key=lambda i: least[i])
        compositor.diagnostics.error(
            block.pos,
            f"This table is too wide for the page: its {len(least)} columns need {sum(least) / 72:.1f} in"
            f" and the text is {available / 72:.1f} in wide.",
            f"Column {widest + 1} has the longest word. Shorten it, drop a column, or swap rows and columns.",
        )
        return [available * width / sum(least) for width in least]
    shares = [spec.width for spec in block.columns]
    if all(shares):
        wanted = [available * share / sum(shares) for share in shares]
    elif sum(most) <= available:
        spare = (available - sum(most)) / len(most)
        return [width + spare for width in most]
    else:
        # In proportion to the text, damped so that a long column doesn't starve the short ones.
        weights = [width**0.7 for width in most]
        wanted = [available * weight / sum(weights) for weight in weights]
    return _at_least(wanted, least, available)


def _at_least(wanted: list[float], least: Sequence[float], available: float) -> list[float]:
    """``wanted``, with columns that would be too narrow widened at the others' cost."""
    widths = list(wanted)
    fixed: set[int] = set()
    while True:
        narrow = {i for i, width in enumerate(widths) if i not in fixed and width < least[i]}
        if not narrow:
            return widths
        fixed |= narrow
        free = [i for i in range(len(widths)) if i not in fixed]
        rest = available - sum(least[i] for i in fixed)
        total = sum(wanted[i] for i in free)
        widths = [least[i] if i in fixed else wanted[i] * rest / total for i in range(len(widths))]


def _needs(compositor: Compositor, block: model.Table) -> tuple[list[float], list[float]]:
    """Each column's narrowest width (its longest word) and its width on one line."""
    count = len(block.columns)
    least, most = [2 * _SIDE] * count, [2 * _SIDE] * count
    for rows, name in ((block.head, "table-head"), (block.body, "table")):
        style = compositor.style(name)
        for row in rows:
            for index, cell in enumerate(row.cells[:count]):
                for child in cell.children:
                    if not isinstance(child, model.Paragraph):
                        continue
                    units = compositor.setter.units(child.children, style, None)
                    if units.widths:
                        least[index] = max(least[index], max(units.widths) + 2 * _SIDE + 0.1)
                        line = sum(units.widths) + sum(units.spaces[1:])
                        most[index] = max(most[index], line + 2 * _SIDE + 0.1)
    return least, most
