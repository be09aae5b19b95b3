"""What goes where, and what comes first: ``::: sort`` and ``::: ordering``."""

from __future__ import annotations

from collections.abc import Iterator

from packetpress.load.markdown.divline import Opening
from packetpress.load.markdown.kinds.items import items_of, only, refuse, too_few, words_of
from packetpress.model import Block, Blocks, DefinitionList, List
from packetpress.model.tasks import Group, Item, Ordering, Sort

_SORT = "Write each column as a term, and what belongs in it as its definitions (:   …)."
_ORDER = "Write the steps as a numbered list, in the right order."
MAX_GROUPS = 5
"""Columns that a page has room for."""


def sort(opening: Opening, children: Blocks) -> Block:
    groups = tuple(
        group
        for block in only(opening, children, DefinitionList, _SORT)
        if isinstance(block, DefinitionList)
        for group in _groups(opening, block)
    )
    too_few(opening, len(groups), 2, "two columns at least", _SORT)
    if len(groups) > MAX_GROUPS:
        opening.error("", f"“sort” has {len(groups)} columns; a page has room for {MAX_GROUPS}.", _SORT)
    return Sort(groups, (), opening.attributes, opening.pos)


def _groups(opening: Opening, block: DefinitionList) -> Iterator[Group]:
    for definition in block.items:
        if len(definition.terms) != 1:
            opening.context.diagnostics.error(definition.pos, "This column has no items.", _SORT)
            continue
        items: list[Item] = []
        for blocks in definition.definitions:
            words = words_of(blocks)
            if words is None:
                refuse(opening, definition.pos, _SORT)
            elif words:
                items.append(Item(words, pos=blocks[0].pos))
        yield Group(definition.terms[0], tuple(items), definition.pos)


def ordering(opening: Opening, children: Blocks) -> Block:
    items = tuple(
        item
        for block in only(opening, children, List, _ORDER)
        if isinstance(block, List)
        for item in items_of(opening, block, _ORDER)
    )
    too_few(opening, len(items), 2, "two steps at least", _ORDER)
    return Ordering(items, opening.attributes, opening.pos)
