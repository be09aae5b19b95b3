"""Content in; its words as an author would count them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from packetpress.model import (
    Callout,
    CodeBlock,
    Definition,
    Exercise,
    Figure,
    Heading,
    InlineImage,
    Paragraph,
    Scale,
    Table,
    WriteOn,
)
from packetpress.model.tasks import Branch, Group, Item, Step
from packetpress.walk import Node, descendants, plain_text

_INLINES: Mapping[type, str] = {
    Heading: "children",
    Paragraph: "children",
    Table: "caption",
    Figure: "caption",
    Callout: "title",
    Exercise: "title",
    Item: "children",
    Group: "children",
    Branch: "children",
    Step: "title",
}
"""Block or part -> its field of inlines."""
_MANY_INLINES: Mapping[type, str] = {Definition: "terms", Scale: "statements"}
_UNSEEN: Mapping[type, str] = {Figure: "alt", InlineImage: "alt", WriteOn: "label"}
"""What tells a thing apart that has no words of its own."""

_PLAIN: Mapping[type, tuple[str, ...]] = {
    Figure: ("alt",),
    WriteOn: ("label",),
    Exercise: ("group", "materials"),
}
"""Block -> its plain strings."""

FIRST_WORDS = 8


def words(nodes: tuple[Node, ...]) -> Iterator[str]:
    """The words of blocks in reading order: text, headings, titles, captions, tables, notes and code.

    Without those that the engine adds: citations, cross-references, labels, numbers.
    """
    for node in descendants(nodes):
        yield from _own_words(node)


def count_words(found: Iterable[str]) -> int:
    """How many of ``found`` have a letter or digit: a dash, or the full stop after a citation, is no word."""
    return sum(1 for word in found if any(map(str.isalnum, word)))


def own_text(node: Node) -> str:
    """Everything that a block says itself, not by the blocks in it, alt text and the like included."""
    cls = type(node)
    unseen = (getattr(node, name) for name in _PLAIN.get(cls, ()))
    return " ".join(filter(None, (*_own_words(node), *unseen)))


def _own_words(node: Node) -> Iterator[str]:
    cls = type(node)
    if cls is CodeBlock:
        yield from node.value.split()
    elif cls in _INLINES:
        yield from plain_text(getattr(node, _INLINES[cls])).split()
    elif cls in _MANY_INLINES:
        for inlines in getattr(node, _MANY_INLINES[cls]):
            yield from plain_text(inlines).split()


def first_words(node: Node) -> str:
    """What a block, a part of one or an inline begins with, to know it again: its title, its first words, or,
    without words, its alt text or label."""
    titled = plain_text(getattr(node, "title", ()))
    found = titled.split() or list(words((node,))) or plain_text((node,)).split()
    if not found:
        unseen = (
            getattr(each, _UNSEEN[type(each)]) for each in descendants((node,)) if type(each) in _UNSEEN
        )
        found = next((text.split() for text in unseen if text), [])
    return " ".join(found[:FIRST_WORDS]) + (" …" if len(found) > FIRST_WORDS else "")
