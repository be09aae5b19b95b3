"""Lists in, items of tasks out; with what all kinds say about content that they can't hold."""

from __future__ import annotations

from collections.abc import Iterator

from packetpress.load.markdown.divline import Opening
from packetpress.model import Block, Blocks, Inlines, List, ListItem, Paragraph, Position
from packetpress.model.tasks import Item


def items_of(opening: Opening, block: List, form: str) -> Iterator[Item]:
    """The items of a list; ``form`` says, for an error, what the kind's list looks like."""
    for item in block.items:
        words = words_of(item.children)
        if words is None:
            refuse(opening, item.children[0].pos if len(item.children) == 1 else item.pos, form)
        elif words:
            yield Item(words, ticked(item), attributes=item.attributes, pos=item.pos)


def boxed_items(opening: Opening, block: List, form: str) -> Iterator[Item]:
    """The items of a list in which a box says what is right; one without a box would be wrong unseen."""
    for item in block.items:
        if item.checkbox is None:
            opening.context.diagnostics.error(item.pos, "This item has no box.", form)
    yield from items_of(opening, block, form)


def ticked(item: ListItem) -> int:
    """1 for ``[x]``, 0 for ``[ ]`` and for an item without a box."""
    return int(item.checkbox or False)


def words_of(blocks: Blocks) -> Inlines | None:
    """The words of one paragraph (or of none); None if there is more."""
    match blocks:
        case ():
            return ()
        case (Paragraph(children=children),):
            return children
    return None


def only(opening: Opening, children: Blocks, kinds: type | tuple[type, ...], form: str) -> Iterator[Block]:
    """The children that are of ``kinds``; anything else is an error."""
    for child in children:
        if isinstance(child, kinds):
            yield child
        else:
            refuse(opening, child.pos, form)


def refuse(opening: Opening, pos: Position, form: str) -> None:
    opening.context.diagnostics.error(
        pos,
        f"This can't stand in “{opening.kind}”.",
        f"{form} Put anything else before or after the ::: lines.",
    )


def too_few(opening: Opening, number: int, least: int, what: str, form: str) -> None:
    """Reports a task that has fewer than ``least`` items."""
    if number < least:
        opening.error("", f"“{opening.kind}” needs {what}.", form)
