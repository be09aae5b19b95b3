"""Setter of tables: column widths from the content, rows as slugs, the head set again on each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from packetpress import model
from packetpress.model import FieldArea
from packetpress.typeset.blocks.figures import caption
from packetpress.typeset.blocks.widths import at_least, fitted
from packetpress.typeset.compositor import LEFT_BEHIND, Column, Compositor, stacked_height
from packetpress.typeset.galley import NEVER, Box, Slug, lead
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node
from packetpress.walk import plain_text

_SIDE = 7.0
"""Padding at a cell's sides, and above and below it."""
_ABOVE = 5.0
_TALL = 0.3
"""A row whose words are higher than this share of the page may be divided between its lines."""
_ROOMY = 0.75
"""So may a row with room to write that is higher than this share."""
_LONG = 8
"""Rows of a table that is long."""
_SHORT = 0.4
"""A table lower than this share of the page is kept whole."""
_SLICE = 40.0
"""Height of the parts that a tall row is divided into, about three lines."""
_NAMED = 0.25
"""Share of the width that a column of rows' names may take so that none of them is broken."""
_DIVIDED = 60.0
"""Cost of a page break inside a row."""


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
        # Where the row goes on below, no rule closes it: the lowest line is drawn with the others.
        for number in range(1 if self._ruled else 0, round((self.height - _ABOVE) / part.pitch)):
            y = top - self.height + number * part.pitch
            pen.rule(edge + _SIDE, y, edge + part.width - _SIDE, y, "write", 0.5)


def table(compositor: Compositor, block: model.Table, column: Column) -> None:
    least, most = _needs(compositor, block, column.width)
    if sum(least) > column.width + 0.01 and compositor.layout.wide_tables == "list":
        compositor.blocks(_as_list(block), column)
        return
    compositor.follow(column)
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
    rows = [
        _row(compositor, block, row, widths, boxed, Node("TR", body), is_head=False) for row in block.body
    ]
    slugs = [slug for row in rows for slug in row]
    for slug in slugs:
        compositor.add(slug, boxed)
    height = sum(slug.height for slug in slugs)
    # What is to be filled in is not divided where it fits on one page.
    box.keep = bool(block.lines) or height < _SHORT * compositor.page_height
    _keep_rows(rows)
    compositor.spaced(start, 8.0, 12.0)


# ------------------------------------------------------------------------------------ rows


def _keep_rows(rows: Sequence[Sequence[Slug]]) -> None:
    """Two rows at least before and after a page break, three of a long table; three stay whole."""
    count = len(rows)
    few = 3 if count >= _LONG else 2
    alone = {*range(few - 1), *range(count - few, count - 1)} if count > 3 else range(count - 1)
    for index in alone:
        last = rows[index][-1]
        last.break_after = max(last.break_after, LEFT_BEHIND)


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
        asks = compositor.layout.fields or block.lines
        if not slugs and not header and asks and not block.complete:
            asked[len(cells)] = _ask(compositor, block, row, len(cells), width, owner)
        cells.append((left + _SIDE, slugs))
        left += width
    ground = "deep" if is_head else ""
    words = max((stacked_height(slugs) for _, slugs in cells), default=0.0) + 2 * _ABOVE
    room = block.lines * compositor.layout.writing_pitch + _ABOVE if block.lines and not is_head else 0.0
    place = (column.left, column.width)
    anchors = (row.attributes.id,) if row.attributes.id else ()
    page = compositor.page_height
    if is_head or (words <= _TALL * page and room <= _ROOMY * page):
        parts = [
            replace(asked[index], left=x) if index in asked else _Part(x, _stacked(slugs, _ABOVE))
            for index, (x, slugs) in enumerate(cells)
        ]
        slices: list[Slug] = [_RowSlice(max(words, room), *place, parts, ground, ruled=True)]
    else:
        pitch = compositor.layout.writing_pitch if block.lines else 0.0
        slices = _slices(cells, asked, place, room, pitch)
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


def _slices(
    cells: Sequence[tuple[float, list[Slug]]],
    asked: Mapping[int, _Part],
    place: tuple[float, float],
    room: float,
    pitch: float,
) -> list[Slug]:
    """A tall row divided between lines, so that it can run over a page.

    ``room``: height of what is to be written in it, 0 for none. With a ``pitch`` every slice is as high as
    whole lines to write on.
    """
    rest = [(x, list(slugs)) for x, slugs in cells]
    slices: list[Slug] = []
    used = 0.0
    final = False
    while not final:
        above = _ABOVE if not slices else 0.0
        parts = []
        height = above
        for index, (x, slugs) in enumerate(rest):
            taken: list[Slug] = []
            while slugs and (not taken or stacked_height([*taken, slugs[0]]) <= _SLICE):
                taken.append(slugs.pop(0))
            empty = asked.get(index)
            parts.append(replace(empty, left=x) if empty else _Part(x, _stacked(taken, above)))
            height = max(height, above + stacked_height(taken))
        more = any(slugs for _, slugs in rest)
        if pitch:
            height = above + pitch * max(1, ceil((height - above + (0.0 if more else _ABOVE)) / pitch))
        elif not more:
            height += _ABOVE
        used += height
        final = not more and used >= room - 0.01
        slices.append(_RowSlice(height, *place, parts, "", ruled=final))
    for slug in slices[:-1]:
        slug.break_after = _DIVIDED
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
        return at_least([available * share / sum(shares) for share in shares], least, available)
    return fitted(least, most, available)


def _needs(compositor: Compositor, block: model.Table, available: float) -> tuple[list[float], list[float]]:
    """Each column's narrowest width (its longest word, or its rows' names) and its width on one line."""
    count = len(block.columns)
    least, most, named = ([2 * _SIDE] * count for _ in range(3))
    for rows, name in ((block.head, "table-head"), (block.body, "table")):
        style = compositor.style(name)
        for row in rows:
            for index, cell in enumerate(row.cells[:count]):
                for child in cell.children:
                    if not isinstance(child, model.Paragraph):
                        continue
                    narrow, wide = compositor.setter.extent(child.children, style)
                    if wide:
                        least[index] = max(least[index], narrow + 2 * _SIDE + 0.1)
                        most[index] = max(most[index], wide + 2 * _SIDE + 0.1)
                    if cell.header and rows is block.body:
                        named[index] = max(named[index], wide + 2 * _SIDE + 0.1)
    # Short names of rows, such as who speaks, aren't broken where there is room for them.
    whole = [
        max(narrow, name) if name <= _NAMED * available else narrow
        for narrow, name in zip(least, named, strict=True)
    ]
    return (whole if sum(whole) <= available else least), most
