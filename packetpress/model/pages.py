"""Stages 4 and 6: pages with their structure, and the sheets that they are laid out on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from packetpress.model.positions import Position


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked-content sequence: what ``/P <</MCID 3>> BDC … EMC`` encloses (ISO 32000-1, 14.6)."""

    page: int
    """Index from 0."""
    mcid: int


@dataclass(frozen=True, slots=True)
class StructureElement:
    """A node of the structure tree (ISO 32000-1, 14.7.2), in reading order."""

    role: str
    """A standard structure type: P, H1, L, LI, …"""
    children: tuple[StructureElement | MarkedContent | ObjectReference, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    """Alt, ActualText, Lang, E, ID, Scope, ListNumbering, …"""


@dataclass(frozen=True, slots=True)
class ObjectReference:
    """A link or a field that belongs to a structure element (OBJR; ISO 32000-1, 14.7.4.3)."""

    page: int
    annotation: int
    """Index into the page's annotations."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    level: int
    title: str
    page: int
    """Index from 0."""
    top: float
    """Distance from the page's bottom edge."""


@dataclass(frozen=True, slots=True)
class LinkArea:
    page: int
    rect: tuple[float, float, float, float]
    """x0, y0, x1, y1 from the page's bottom left corner."""
    target: str
    """URL or ``#id``."""
    contents: str
    """What the link says, for assistive technology."""


@dataclass(frozen=True, slots=True)
class FieldArea:
    """Something to fill in on screen."""

    page: int
    rect: tuple[float, float, float, float]
    """As in ``LinkArea``."""
    kind: Literal["text", "lines", "check", "radio"]
    """One line of text, several, a box to tick, one of a row of points."""
    name: str
    """Unique in the file; the points of one row share it."""
    tooltip: str
    """What goes there, for assistive technology."""
    value: str = ""
    """Of a radio point: what choosing it means, unique in its row."""
    row: str = ""
    """Of a radio point: the tooltip of its row."""


Annotation: TypeAlias = "LinkArea | FieldArea"


@dataclass(frozen=True, slots=True)
class CardGrid:
    """Cards in columns and rows on a page, with broken lines between and around them."""

    page: int
    """Index from 0."""
    rect: tuple[float, float, float, float]
    """As in ``LinkArea``."""
    columns: int
    rows: int
    is_back: bool
    """The other side of the cards on the page before; its columns run from right to left."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A drawn packet: the file as ReportLab wrote it, and what the finisher needs to know of it."""

    pdf: bytes
    count: int
    structure: StructureElement
    bookmarks: tuple[Bookmark, ...]
    annotations: tuple[Annotation, ...]
    """In reading order; an ``ObjectReference`` counts those of its page from 0."""
    destinations: Mapping[str, tuple[int, float]]
    """Id -> page index and distance from the page's bottom edge."""
    folios: tuple[str, ...]
    """The number printed on (or counted for) each page."""
    places: Mapping[tuple[int, int], Position] = field(default_factory=dict)
    """Page index and marked-content id -> where that content stands in the sources."""
    cards: tuple[CardGrid, ...] = ()
    """Sides of paper that hold cards to cut out, in the order of the pages."""


@dataclass(frozen=True, slots=True)
class ImposedSheets:
    """Pages laid out on sheets that are then folded, cut or handed out: a PDF with a page for each side."""

    pdf: bytes
    scheme: str
    """A key of ``impose.SCHEMES``."""
    sides: int
    sheets: int
    """Pieces of paper."""
    scale: float
    """Of the pages on them; 1 is full size."""
    folded: tuple[int, ...] = ()
    """Of each part of a booklet, how many sheets are folded into each other; empty where none are."""
    size: tuple[float, float] = (0.0, 0.0)
    """Of a sheet."""
    duplex: bool = True
    """Printed on both sides."""

    @property
    def nested(self) -> int:
        """So many at most are folded into each other."""
        return max(self.folded, default=0)
