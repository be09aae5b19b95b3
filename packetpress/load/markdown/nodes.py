"""What the block parser makes of the lines: containers with blocks in them, and leaves with lines in them.

Inline content is still text here; ``build`` turns these nodes into the model's values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from packetpress.load.markdown.attributes import AttributeList
from packetpress.load.markdown.lines import Fragment, Line
from packetpress.load.markdown.snippets import Parameters
from packetpress.model import NO_ATTRIBUTES, Attributes, Position

ContainerKind: TypeAlias = Literal[
    "document", "quote", "list", "item", "div", "terms", "definition", "note", "snippet"
]
LeafKind: TypeAlias = Literal["paragraph", "heading", "code", "table", "rule", "pagebreak"]


@dataclass(slots=True)
class Container:
    """A block that holds blocks. ``list`` holds items; ``terms`` (a definition list) definitions; ``snippet``
    the blocks of an included file, which stand in its place."""

    kind: ContainerKind
    pos: Position
    column: int = 0
    """Of an item's, definition's or note's marker, counted in the enclosing container from 0."""
    content: int = 0
    """Column at which its content starts; lines indented less (by 2 at least) belong to it too."""
    children: list[Node] = field(default_factory=list)
    attributes: Attributes = NO_ATTRIBUTES
    ordered: bool = False
    """Of a list and of its items."""
    start: int = 1
    loose: bool = False
    checkbox: bool | None = None
    terms: list[Fragment] = field(default_factory=list)
    """The terms that a definition is of; empty for a second definition of the same ones."""
    listed: AttributeList | None = None
    """What a div's opening line says, with the place of each value on ``line``."""
    line: Line | None = None
    closed: bool = False
    """Whether a div's closing line came."""
    parameters: Parameters | None = None
    """The values that a snippet's blocks, or a note's, are read with."""


@dataclass(slots=True)
class Leaf:
    """A block that holds lines."""

    kind: LeafKind
    pos: Position
    fragments: list[Fragment] = field(default_factory=list)
    level: int = 0
    """Of a heading."""
    language: str = ""
    """Of code."""
    attributes: Attributes = NO_ATTRIBUTES


Node: TypeAlias = "Container | Leaf"


@dataclass(slots=True)
class Parsed:
    """A file, its inclusions in place."""

    root: Container
    notes: dict[str, Container] = field(default_factory=dict)
    """Footnotes by label."""
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Normal label -> target and title."""
    abbreviations: dict[str, str] = field(default_factory=dict)
    depends: list[str] = field(default_factory=list)
    """Included files, in the order of first use."""
    inclusions: list[tuple[str, Parameters]] = field(default_factory=list)
    """Path and values of each inclusion."""
