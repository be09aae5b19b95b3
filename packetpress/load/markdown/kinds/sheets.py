"""Tables to fill in by hand: observation grids, action plans, formulations, checklists with columns."""

from __future__ import annotations

from dataclasses import replace

from packetpress.load.markdown.divline import Opening
from packetpress.load.markdown.kinds.items import only
from packetpress.model import (
    Block,
    Blocks,
    Cell,
    Column,
    Div,
    Inlines,
    List,
    Paragraph,
    Row,
    Table,
)

MAX_ROWS = 60
MAX_LINES = 20
_USUAL = {"sheet": (8, 1), "observation": (8, 1), "action-plan": (3, 2), "formulation": (0, 3)}
"""Kind -> rows to fill in and lines of handwriting in each, where the author doesn't say."""
_PER_PERSON = "participants"
"""Written for the number of rows: as many as there are people."""
_FORM = "Write a table: its first row names the columns, and empty cells are room to write."
_LISTED = (0.56, 0.22, 0.22)
"""Shares of a checklist's columns."""


def sheet(opening: Opening, children: Blocks) -> Block:
    """The table in the div, its empty cells made to write in, with ``rows`` empty rows below its own."""
    rows, lines = _USUAL[opening.kind]
    per_person = opening.text("rows") == _PER_PERSON
    if per_person:
        rows = 1
    elif opening.has("rows"):
        rows = opening.whole_number("rows", 0, MAX_ROWS, "6")
    lines = (opening.whole_number("lines", 1, MAX_LINES, "2") if opening.has("lines") else 0) or lines
    tables = tuple(
        _with_rows(child, rows, lines, per_person=per_person)
        for child in only(opening, children, Table, _FORM)
        if isinstance(child, Table)
    )
    if len(tables) != 1:
        opening.error("", f"“{opening.kind}” holds one table.", _FORM)
    elif not tables[0].body:
        opening.error("rows", f"“{opening.kind}” has no rows.", "Write rows=6, or rows of the table.")
    if len(tables) == 1 and not (opening.attributes.pairs or opening.attributes.id):
        return tables[0]
    return Div(tables, opening.attributes, opening.pos)


def _with_rows(table: Table, rows: int, lines: int, *, per_person: bool) -> Table:
    cells = tuple(Cell((), pos=table.pos) for _ in table.columns)
    empty = Row(cells, pos=table.pos, per_person=per_person)
    return replace(table, body=(*table.body, *[empty] * rows), lines=lines)


def with_columns(opening: Opening, children: Blocks) -> Blocks:
    """A checklist's lists as tables, if its opening line names a column for the owner or the date."""
    owner, date = opening.inlines("owner"), opening.inlines("date")
    heads = tuple(filter(None, (owner, date)))
    if not heads:
        return children
    return tuple(_listed(child, heads) if isinstance(child, List) else child for child in children)


def _listed(block: List, heads: tuple[Inlines, ...]) -> Table:
    shares = (1 - sum(_LISTED[1 : len(heads) + 1]), *_LISTED[1 : len(heads) + 1])
    named = (Cell((Paragraph(words, block.pos),), True, block.pos) for words in heads)
    head = Row((Cell((), True, block.pos), *named), pos=block.pos)
    rows = tuple(
        Row(
            (
                Cell((replace(block, items=(replace(item, checkbox=bool(item.checkbox)),)),), pos=item.pos),
                *(Cell((), pos=item.pos) for _ in heads),
            ),
            item.attributes,
            item.pos,
        )
        for item in block.items
    )
    columns = tuple(Column("left", share) for share in shares)
    return Table(columns, (head,), rows, pos=block.pos, lines=1)
