"""Terms of the glossary and their meanings to match: ``::: glossary-quiz``."""

from __future__ import annotations

from packetpress.load.markdown.divline import Opening
from packetpress.load.markdown.kinds.items import items_of, only
from packetpress.model import NO_ATTRIBUTES, Block, Blocks, List
from packetpress.model.tasks import Quiz
from packetpress.walk import descendants, plain_text

_FORM = "Write the terms as a list, or nothing and number=6 for some of all there are."


def quiz(opening: Opening, children: Blocks) -> Block:
    number = (opening.whole_number("number", 2, 26, "6") if opening.has("number") else 0) or 6
    lists = tuple(only(opening, children, List, _FORM))
    for node in descendants(lists):
        attributes = getattr(node, "attributes", NO_ATTRIBUTES)
        if attributes.pairs or attributes.classes:
            opening.context.diagnostics.error(
                attributes.pos,
                "A term of a quiz can't be for some readers only.",
                "Put the braces on the ::: line, and write a quiz for each.",
            )
    terms = tuple(
        (plain_text(item.children), item.pos)
        for block in lists
        if isinstance(block, List)
        for item in items_of(opening, block, _FORM)
    )
    return Quiz(terms, number, opening.attributes, opening.pos)
