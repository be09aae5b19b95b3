"""Forms around a training: ``::: form`` and ``::: tent``."""

from __future__ import annotations

from collections.abc import Iterator

from packetpress.load.markdown.divline import Opening
from packetpress.load.markdown.kinds.items import only, refuse, too_few
from packetpress.model import Block, Blocks, Form, Inlines, List, Paragraph, Tent, Text
from packetpress.model.tasks import Item

_FIELDS = "Write each line to fill in as an item of a list: - Name, or with what is known: - Place: Lakeside."


def form(opening: Opening, children: Blocks) -> Block:
    lists = only(opening, children, List, _FIELDS)
    fields = tuple(field for block in lists if isinstance(block, List) for field in _fields(opening, block))
    too_few(opening, len(fields), 1, "a line to fill in", _FIELDS)
    return Form(fields, opening.attributes, opening.pos)


def _fields(opening: Opening, block: List) -> Iterator[Item]:
    for item in block.items:
        match item.children:
            case (Paragraph(children=words),):
                label, known = _parted(words)
                yield Item(label, beside=known, attributes=item.attributes, pos=item.pos)
            case _:
                opening.context.diagnostics.error(item.pos, "This is no line of a form.", _FIELDS)


def _parted(words: Inlines) -> tuple[Inlines, Inlines]:
    """What stands before the first colon, and what after it."""
    for index, node in enumerate(words):
        if isinstance(node, Text) and ":" in node.value:
            before, _, after = node.value.partition(":")
            rest: Inlines = (Text(after.lstrip(), node.pos),) if after.strip() else ()
            return (*words[:index], Text(before, node.pos)), (*rest, *words[index + 1 :])
    return words, ()


def tent(opening: Opening, children: Blocks) -> Block:
    for child in children:
        refuse(opening, child.pos, "The card is empty.")
    return Tent(opening.attributes, opening.pos)
