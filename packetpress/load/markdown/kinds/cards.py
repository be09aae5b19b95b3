"""Cards to cut out: ``::: cards``, one heading or list item a card."""

from __future__ import annotations

from collections.abc import Iterator

from packetpress.load.markdown.divline import Opening
from packetpress.load.markdown.kinds.items import refuse, too_few
from packetpress.model import Block, Blocks, Heading, List, ThematicBreak
from packetpress.model.tasks import Card, Cards

_FORM = (
    "Write each card as a list item, or as a heading and its text; "
    "what is on its back follows a line of dashes (---)."
)


def cards(opening: Opening, children: Blocks) -> Block:
    columns = (opening.whole_number("columns", 1, 4, "2") if opening.has("columns") else 0) or 2
    rows = (opening.whole_number("rows", 1, 8, "4") if opening.has("rows") else 0) or 4
    found = tuple(_cards(opening, children))
    too_few(opening, len(found), 1, "a card", _FORM)
    return Cards(found, columns, rows, opening.attributes, opening.pos)


def _cards(opening: Opening, children: Blocks) -> Iterator[Card]:
    titled: list[Block] = []
    for child in (*children, None):
        if titled and (child is None or isinstance(child, Heading | List)):
            yield _card(tuple(titled), titled[0])
            titled = []
        if isinstance(child, List) and not titled:
            for item in child.items:
                front, back = _sides(item.children)
                yield Card(front, back, item.attributes, item.pos)
        elif isinstance(child, Heading) or (child is not None and titled):
            titled.append(child)
        elif child is not None:
            refuse(opening, child.pos, _FORM)


def _card(blocks: Blocks, first: Block) -> Card:
    front, back = _sides(blocks)
    return Card(front, back, pos=first.pos)


def _sides(blocks: Blocks) -> tuple[Blocks, Blocks]:
    for index, block in enumerate(blocks):
        if isinstance(block, ThematicBreak):
            return blocks[:index], blocks[index + 1 :]
    return blocks, ()
