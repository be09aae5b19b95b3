"""A source in; the tree of its places out: what can be kept or left out, each with where it stands.

A heading holds what stands under it, as it takes that with it when it goes. Cells and inlines that can't
have conditions are looked through. What isn't read by itself (rules, page breaks) is no place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from packetpress.model import (
    NO_ATTRIBUTES,
    NOWHERE,
    Attributes,
    BlockQuote,
    Callout,
    Citation,
    Code,
    CodeBlock,
    CrossReference,
    Definition,
    DefinitionList,
    Div,
    Exercise,
    Figure,
    Footnote,
    Form,
    Gathered,
    Heading,
    InlineImage,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Position,
    Row,
    Scale,
    Source,
    Span,
    Table,
    Tent,
    Text,
    ThematicBreak,
    Variable,
    WriteOn,
)
from packetpress.model.tasks import PARTS, TASKS
from packetpress.reports.words import first_words
from packetpress.walk import CONTENT, Node, plain_text

Leaf: TypeAlias = "tuple[type, Position, int]"
"""Something that is printed: its type, its place, and how many columns it takes."""

KINDS: Mapping[type, str] = {
    Source: "section",
    Heading: "heading",
    Paragraph: "paragraph",
    List: "list",
    ListItem: "list item",
    DefinitionList: "definition list",
    Definition: "definition",
    Table: "table",
    Row: "table row",
    CodeBlock: "code",
    BlockQuote: "quotation",
    Figure: "figure",
    Div: "passage",
    Callout: "callout",
    Exercise: "exercise",
    WriteOn: "room to write",
    Scale: "scale",
    Form: "form",
    Tent: "name card",
    Gathered: "gathered list",
    Footnote: "note",
    Span: "words",
    **dict.fromkeys(TASKS, "task"),
    **dict.fromkeys(PARTS, "part of a task"),
}
"""Type of a place -> what a trainer calls it."""

_WRAPPERS = frozenset((Div, Span))
"""They may leave their content behind and go: they are there if something in them is."""
_LEAVES = frozenset((Text, Variable, Code, InlineImage, Citation, CrossReference))


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a source that one reader may get and another not."""

    node: Node
    pos: Position
    attributes: Attributes
    """Conditions among them."""
    children: tuple[Place, ...]
    leaves: tuple[Leaf, ...]
    """What is printed of this place itself, not of ``children``; empty where it only holds these."""

    @property
    def kind(self) -> str:
        return KINDS[type(self.node)]

    @property
    def words(self) -> str:
        """A section's title, or the first words of anything else."""
        return plain_text(self.node.title) if isinstance(self.node, Source) else first_words(self.node)


def places(source: Source) -> Place:
    """The whole source as a place that holds all others."""
    own = ((Source, source.pos, 1),)
    return Place(source, source.pos, source.attributes, (*front_places(source), *_blocks(source.blocks)), own)


def front_places(source: Source) -> tuple[Place, ...]:
    """The places in the title and the objectives, which stand before the text."""
    return tuple(place for inlines in (source.title, *source.objectives) for place in _inside(inlines, []))


def definition_place(definition: Definition) -> Place:
    """A term of the glossary."""
    return _place(definition)


def _blocks(nodes: Iterable[Node]) -> tuple[Place, ...]:
    """Places of blocks side by side, those under a heading inside it."""
    held: list[list[Place]] = [[]]
    open_headings: list[Place] = []

    def close(level: int) -> None:
        while open_headings and open_headings[-1].node.level >= level:
            heading = open_headings.pop()
            inside = held.pop()
            held[-1].append(replace(heading, children=(*heading.children, *inside)))

    for node in nodes:
        if isinstance(node, Heading):
            close(node.level)
            open_headings.append(_place(node))
            held.append([])
        elif not isinstance(node, ThematicBreak | PageBreak):
            held[-1].extend(_filled(_place(node)))
    close(0)
    return tuple(held[0])


def _filled(place: Place) -> tuple[Place, ...]:
    """Nothing for a div or span without content: it can't be missed."""
    return (place,) if place.leaves or place.children else ()


def _place(node: Node) -> Place:
    cls = type(node)
    leaves: list[Leaf] = []
    children = tuple(
        place
        for name, kind in CONTENT[cls]
        for place in _HOLDS[kind](getattr(node, name), leaves if cls in _WRAPPERS else [])
    )
    if cls not in _WRAPPERS:
        leaves = [(cls, node.pos, 1)]
    attributes = getattr(node, "attributes", NO_ATTRIBUTES)
    return Place(node, _position(node, attributes, leaves), attributes, children, tuple(leaves))


def _position(node: Node, attributes: Attributes, leaves: list[Leaf]) -> Position:
    """Where the node begins; for a span, which has no place of its own, where its words or braces do."""
    pos: Position = getattr(node, "pos", NOWHERE)
    if pos.line:
        return pos
    return leaves[0][1] if leaves else attributes.pos


def _inside(nodes: Iterable[Node], leaves: list[Leaf]) -> Iterator[Place]:
    """Places among inlines and parts; what is printed outside of these goes to ``leaves``."""
    for node in nodes:
        cls = type(node)
        if cls in _LEAVES:
            value = node.value if cls is Text else ""
            if cls is not Text or value.strip():
                leaves.append((cls, node.pos, max(len(value), 1)))
        elif cls in _PLACES or (cls is Span and (node.attributes.pairs or node.attributes.classes)):
            yield from _filled(_place(node))
        else:
            for name, kind in CONTENT[cls]:
                yield from _HOLDS[kind](getattr(node, name), leaves)


_PLACES = frozenset((Footnote, ListItem, Definition, Row, *PARTS))
"""Parts and inlines that are places of their own, whatever their attributes."""


def _inside_blocks(nodes: Iterable[Node], _leaves: list[Leaf]) -> Iterable[Place]:
    return _blocks(nodes)


def _inside_each(many: Iterable[Iterable[Node]], leaves: list[Leaf]) -> Iterable[Place]:
    for nodes in many:
        yield from _inside(nodes, leaves)


def _inside_each_blocks(many: Iterable[Iterable[Node]], _leaves: list[Leaf]) -> Iterable[Place]:
    for nodes in many:
        yield from _blocks(nodes)


_HOLDS: Mapping[str, Callable[[Iterable[Node], list[Leaf]], Iterable[Place]]] = {
    "inlines": _inside,
    "parts": _inside,
    "blocks": _inside_blocks,
    "many_inlines": _inside_each,
    "many_blocks": _inside_each_blocks,
}
"""How a field holds content (see ``walk.CONTENT``) -> the places in it."""

__all__ = ["KINDS", "Leaf", "Place", "definition_place", "places"]
