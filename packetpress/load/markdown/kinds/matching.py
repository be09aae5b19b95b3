"""What belongs together: ``::: match``, with a table of two columns or a definition list in it."""

from __future__ import annotations

from collections.abc import Iterator

from packetpress.load.markdown.divline import Opening
from packetpress.load.markdown.kinds.items import only, refuse, too_few, words_of
from packetpress.model import Block, Blocks, DefinitionList, Inlines, Row, Table
from packetpress.model.tasks import Item, Match

_FORM = "Write a table of two columns, or terms with one definition each; what belongs together side by side."


def match(opening: Opening, children: Blocks) -> Block:
    items: list[Item] = []
    heads: tuple[Inlines, ...] = ()
    for child in only(opening, children, (Table, DefinitionList), _FORM):
        if isinstance(child, Table):
            if len(child.columns) != 2:
                opening.context.diagnostics.error(
                    child.pos, f"A table to match has two columns, not {len(child.columns)}.", _FORM
                )
                continue
            for row in child.head:
                heads = tuple(words_of(cell.children) or () for cell in row.cells)
            items += _rows(opening, child.body)
        elif isinstance(child, DefinitionList):
            items += _definitions(opening, child)
    too_few(opening, len(items), 2, "two pairs at least", _FORM)
    return Match(tuple(items), heads, opening.attributes, opening.pos)


def _rows(opening: Opening, rows: tuple[Row, ...]) -> Iterator[Item]:
    for row in rows:
        left, right = (words_of(cell.children) or () for cell in row.cells)
        if not left or not right:
            opening.context.diagnostics.error(
                row.pos,
                "The two sides of this match are unequal: one cell is empty.",
                "Fill it, or take the row out.",
            )
        yield Item(left, beside=right, attributes=row.attributes, pos=row.pos)


def _definitions(opening: Opening, block: DefinitionList) -> Iterator[Item]:
    for definition in block.items:
        if len(definition.terms) != 1 or len(definition.definitions) != 1:
            opening.context.diagnostics.error(
                definition.pos,
                f"The two sides of this match are unequal: {len(definition.terms)} on the left, "
                f"{len(definition.definitions)} on the right.",
                "Give each term a definition of its own.",
            )
        right = words_of(definition.definitions[0])
        if right is None:
            refuse(opening, definition.pos, _FORM)
        else:
            yield Item(definition.terms[0], beside=right, pos=definition.pos)
