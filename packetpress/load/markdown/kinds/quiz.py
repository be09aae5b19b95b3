"""Terms of the glossary and their meanings to match: ``::: glossary-quiz``."""

from __future__ import annotations

from packetpress.load.markdown.divline import Opening
from packetpress.load.markdown.kinds.items import items_of, only
from packetpress.model import Block, Blocks, List
from packetpress.model.tasks import Quiz
from packetpress.walk import plain_text

_FORM = "Write the terms as a list, or nothing and number=6 for some of all there are."


def quiz(opening: Opening, children: Blocks) -> Block:
    number = (opening.whole_number("number", 2, 26, "6") if opening.has("number") else 0) or 6
    terms = tuple(
        (plain_text(item.children), item.pos)
        for block in only(opening, children, List, _FORM)
        if isinstance(block, List)
        for item in items_of(opening, block, _FORM)
    )
    return Quiz(terms, number, opening.attributes, opening.pos)
