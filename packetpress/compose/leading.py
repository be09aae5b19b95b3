"""What helps to lead an exercise: numbered content in, the same with running notes beside the exercises out.

``::: notes`` inside an exercise is gathered into ``Exercise.notes``, below the time at which it comes and the
materials; the number of the participants' page goes to ``Exercise.other_page``. Content without running notes
gets neither time nor materials there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from packetpress.model import (
    Attributes,
    Block,
    Blocks,
    Callout,
    Exercise,
    Inlines,
    LineBreak,
    Paragraph,
    Span,
    Strong,
    Text,
)
from packetpress.walk import Node, Rewriter, plain_text

RUNNING_NOTES = "notes"
_TIME = Attributes(classes=("time",))


class Leading(Rewriter):
    """Rewrites exercises.

    ``slots``: id -> when it comes, as printed; ``folios``: id -> the number of the participants' page.
    """

    def __init__(
        self, slots: Mapping[str, str], folios: Mapping[str, str], labels: Mapping[str, str]
    ) -> None:
        super().__init__({Exercise: self._exercise})
        self._slots = slots
        self._folios = folios
        self._labels = labels

    def _exercise(self, node: Exercise) -> Node:
        new = self.inside(node)
        page = self._folios.get(node.attributes.id, "")
        notes = tuple(block for block in new.children if _is_notes(block))
        if not notes:
            return replace(new, other_page=page) if page else new
        children = tuple(block for block in new.children if not _is_notes(block))
        gathered = (*self._head(new), *(each for block in notes for each in self._blocks(block)))
        return replace(new, children=children, notes=gathered, other_page=page)

    def _head(self, node: Exercise) -> Blocks:
        """When it comes, and what it needs."""
        found: list[Block] = []
        slot = self._slots.get(node.attributes.id, "")
        if slot:
            found.append(Paragraph((Span((Strong((Text(slot),)),), _TIME),), node.pos))
        if node.materials:
            found.append(_labelled(self._labels["materials"], (Text(node.materials, node.pos),), node))
        return tuple(found)

    def _blocks(self, notes: Node) -> Blocks:
        title = (Paragraph((Strong(notes.title),), notes.pos),) if notes.title else ()
        return (*title, *(_set_off(block) for block in notes.children))


def _is_notes(block: Block) -> bool:
    return isinstance(block, Callout) and block.kind == RUNNING_NOTES


def _labelled(label: str, words: Inlines, node: Exercise) -> Paragraph:
    return Paragraph((Strong((Text(label, node.pos),)), LineBreak(), *words), node.pos)


def _set_off(block: Block) -> Block:
    """``**Say.** "…"`` with its label in a line of its own, where a full stop says nothing."""
    if not isinstance(block, Paragraph) or len(block.children) < 2:
        return block
    first, *others = block.children
    if not isinstance(first, Strong) or not plain_text((first,)).endswith((".", ":")):
        return block
    last = first.children[-1]
    if isinstance(last, Text):
        first = Strong((*first.children[:-1], replace(last, value=last.value[:-1])))
    rest = list(others)
    if isinstance(rest[0], Text):
        rest[0] = replace(rest[0], value=rest[0].value.lstrip())
    return replace(block, children=(first, LineBreak(), *rest))
