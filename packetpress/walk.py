"""Trees of blocks and inlines in, rewritten trees out, copying only what changes.

``Rewriter`` is the one place that knows which fields of which model value hold further content. A stage
gives handlers for the types it cares about and gets everything else for nothing; a value in which nothing
changed is returned as the same object, so a pass over a long document costs little more than looking at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import Any, TypeAlias

from packetpress.model import (
    Abbreviation,
    Blank,
    BlockQuote,
    Blocks,
    Callout,
    Cell,
    Citation,
    Code,
    CodeBlock,
    CrossReference,
    Definition,
    DefinitionList,
    Diagrams,
    Div,
    Emphasis,
    Exercise,
    Figure,
    Footnote,
    Form,
    Gathered,
    Heading,
    InlineImage,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    List,
    ListItem,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Reckoned,
    Row,
    Scale,
    SoftBreak,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Tent,
    Text,
    ThematicBreak,
    Variable,
    WriteOn,
)
from packetpress.model.tasks import (
    Branch,
    Branching,
    Card,
    Cards,
    Choice,
    Group,
    Item,
    Match,
    Ordering,
    Question,
    Quiz,
    Sort,
    Step,
    TrueFalse,
)

Node: TypeAlias = Any
"""A block, an inline, or a part of a block (ListItem, Definition, Row, Cell, Item, …)."""

Handler: TypeAlias = Callable[[Node], Node | tuple[Node, ...]]
"""Gives back the node itself (nothing changed), another node, or a tuple of nodes to put in its place."""

CONTENT: Mapping[type, tuple[tuple[str, str], ...]] = {
    Text: (),
    SoftBreak: (),
    LineBreak: (),
    Code: (),
    InlineImage: (),
    Citation: (),
    CrossReference: (),
    PageNumber: (),
    PageCount: (),
    Reckoned: (),
    Variable: (),
    Emphasis: (("children", "inlines"),),
    Strong: (("children", "inlines"),),
    Superscript: (("children", "inlines"),),
    Subscript: (("children", "inlines"),),
    Keyboard: (("children", "inlines"),),
    Abbreviation: (("children", "inlines"),),
    Link: (("children", "inlines"),),
    Span: (("children", "inlines"),),
    Blank: (("children", "inlines"),),
    Footnote: (("children", "blocks"),),
    Heading: (("children", "inlines"),),
    Paragraph: (("children", "inlines"),),
    List: (("items", "parts"),),
    ListItem: (("children", "blocks"),),
    DefinitionList: (("items", "parts"),),
    Definition: (("terms", "many_inlines"), ("definitions", "many_blocks")),
    Table: (("caption", "inlines"), ("head", "parts"), ("body", "parts")),
    Row: (("cells", "parts"),),
    Cell: (("children", "blocks"),),
    CodeBlock: (),
    BlockQuote: (("children", "blocks"),),
    Figure: (("caption", "inlines"),),
    ThematicBreak: (),
    PageBreak: (),
    Div: (("children", "blocks"),),
    Callout: (("title", "inlines"), ("children", "blocks")),
    Exercise: (("title", "inlines"), ("children", "blocks"), ("notes", "blocks")),
    WriteOn: (),
    Scale: (("statements", "many_inlines"),),
    Gathered: (),
    Form: (("fields", "parts"),),
    Tent: (),
    Diagrams: (),
    Item: (("children", "inlines"), ("beside", "inlines")),
    Question: (("children", "blocks"), ("options", "parts")),
    Group: (("children", "inlines"), ("items", "parts")),
    Choice: (("questions", "parts"),),
    TrueFalse: (("items", "parts"),),
    Match: (("heads", "many_inlines"), ("items", "parts")),
    Sort: (("groups", "parts"), ("items", "parts")),
    Ordering: (("items", "parts"),),
    Quiz: (),
    Branch: (("children", "inlines"),),
    Step: (("title", "inlines"), ("children", "blocks"), ("branches", "parts")),
    Branching: (("steps", "parts"),),
    Card: (("children", "blocks"), ("back", "blocks")),
    Cards: (("cards", "parts"),),
}
"""Type -> its fields that hold content, in reading order, with the ``Rewriter`` method for each."""

WITH_ATTRIBUTES = frozenset(cls for cls in CONTENT if hasattr(cls, "attributes"))
"""Types that an author can give an id, classes and conditions."""


class Rewriter:
    """Rewrites content from the top down, in reading order.

    A handler that wants the content of its node rewritten too calls ``inside``. Types without a handler are
    gone through (or, where they hold nothing, left alone).
    """

    def __init__(self, handlers: Mapping[type, Handler]) -> None:
        self._fields = {
            cls: tuple((name, getattr(self, kind)) for name, kind in fields)
            for cls, fields in CONTENT.items()
        }
        self._handlers: dict[type, Handler | None] = {
            cls: self.inside if fields else None for cls, fields in CONTENT.items()
        }
        self._handlers.update(handlers)

    def inlines(self, nodes: Inlines) -> Inlines:
        return self.parts(nodes)

    def blocks(self, nodes: Blocks) -> Blocks:
        return self.parts(nodes)

    def parts(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """Rewrites a sequence; the same tuple if nothing in it changed."""
        handlers = self._handlers
        changed: list[Node] | None = None
        for index, node in enumerate(nodes):
            handle = handlers[type(node)]
            new = node if handle is None else handle(node)
            if changed is None:
                if new is node:
                    continue
                changed = list(nodes[:index])
            if type(new) is tuple:
                changed.extend(new)
            else:
                changed.append(new)
        return nodes if changed is None else tuple(changed)

    def many_inlines(self, sequences: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
        new = tuple([self.inlines(nodes) for nodes in sequences])
        return sequences if all(a is b for a, b in zip(new, sequences, strict=True)) else new

    def many_blocks(self, sequences: tuple[Blocks, ...]) -> tuple[Blocks, ...]:
        new = tuple([self.blocks(nodes) for nodes in sequences])
        return sequences if all(a is b for a, b in zip(new, sequences, strict=True)) else new

    def inside(self, node: Node) -> Node:
        """``node`` with its content rewritten; the same object if nothing in it changed."""
        changes: dict[str, Any] = {}
        for name, rewrite in self._fields[type(node)]:
            old = getattr(node, name)
            if old:
                new = rewrite(old)
                if new is not old:
                    changes[name] = new
        return replace(node, **changes) if changes else node


def descendants(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every block, part and inline below and among ``nodes``, in reading order; any depth of nesting."""
    content_of = _CONTENT_OF
    stack: list[Iterator[Node]] = [iter(nodes)]
    while stack:
        for node in stack[-1]:
            yield node
            content = content_of[type(node)]
            if content:
                stack.append(iter(content(node)))
                break
        else:
            stack.pop()


def _content(fields: tuple[tuple[str, str], ...]) -> Callable[[Node], Iterable[Node]] | None:
    """What gives all that a type's ``fields`` hold, one after the other; None if they hold nothing."""
    if not fields:
        return None
    if len(fields) == 1 and not fields[0][1].startswith("many_"):
        return attrgetter(fields[0][0])

    def content(node: Node) -> Iterator[Node]:
        for name, kind in fields:
            value = getattr(node, name)
            yield from chain.from_iterable(value) if kind.startswith("many_") else value

    return content


_CONTENT_OF = {cls: _content(fields) for cls, fields in CONTENT.items()}


def plain_text(nodes: tuple[Node, ...]) -> str:
    """The words of some inlines as they stand, without notes, citations and references, on one line.

    A variable that has no value yet stands as it is written.
    """
    words: list[str] = []
    _plain_text(nodes, words)
    return " ".join("".join(words).split())


def _plain_text(nodes: tuple[Node, ...], words: list[str]) -> None:
    for node in nodes:
        cls = type(node)
        if cls is Text or cls is Code:
            words.append(node.value)
        elif cls is SoftBreak or cls is LineBreak:
            words.append(" ")
        elif cls is Variable:
            words.append(f"{{{{ {node.name} }}}}")
        elif cls is not Footnote:
            for name, kind in CONTENT[cls]:
                value = getattr(node, name)
                for sequence in value if kind.startswith("many_") else (value,):
                    _plain_text(sequence, words)
