"""The values of an order, and how they are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from packetpress.copies import copies
from packetpress.model import Document, Layout, MarkedContent, Packet, Pages, Paper, StructureElement
from packetpress.order.cost import Cost, bill
from packetpress.order.hints import Hint, hints

Ranges = tuple[tuple[int, int], ...]
"""First and last page of each run, counted from 1."""
_HOLES = 18.0
"""Points that a margin with room for holes is wider than the other, as for ``binding: 3-hole``."""


Turned: TypeAlias = Literal["long-edge", "short-edge", ""]


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A file to be printed, as the build made it."""

    edition: str
    label: str
    """As printed: "Participant packet"."""
    name: str
    """Of the file."""
    sha256: str
    color: tuple[bool, ...]
    """For each page of the file whether it holds colour."""
    pages: int
    """Of the packet; a file of sheets has another number, one for each side."""
    text_pages: int
    """Number of the last page with text: what follows is only ruled for notes, to fill the leaf."""
    source_hash: str
    sheets: int
    """Of paper."""
    turned: Turned = "long-edge"
    """For the back; empty: there is none."""
    folded: tuple[int, ...] = ()
    """Of each part of a booklet, how many sheets are folded into each other."""


@dataclass(frozen=True, slots=True)
class Laying:
    """How the pages of an order's files lie on paper; as it stands here, one on each side of a leaf."""

    scheme: str = ""
    """How the sheets were made, as their file's name says: "booklet"; empty: the pages are as they were."""
    width: float = 0.0
    """Of a sheet; 0: of the page."""
    height: float = 0.0
    pages: int = 2
    """So many a sheet holds; 0: not pages of the packet, but parts of them."""
    leaves: int = 1
    """Of a copy that a sheet becomes; 0: no copy."""
    binding: str = ""
    """What the sheets need, whatever the layout says."""

    @property
    def has_outside(self) -> bool:
        """The first sheet is the outside of a copy, and may be of other paper."""
        return self.scheme in ("", "booklet")


PAGES = Laying()


@dataclass(frozen=True, slots=True)
class OrderedFile:
    """A file and how much of it to print."""

    file: FinishedFile
    leaves: int
    """Of a copy."""
    color_pages: Ranges
    """Of the file."""
    black_pages: Ranges
    copies: int
    """0: not said."""
    spine: float
    """Thickness of one copy in points, without its binding; 0: not known."""

    @property
    def pages(self) -> int:
        """Of the packet."""
        return self.file.pages

    @property
    def sheets(self) -> int:
        """Of paper, for a copy."""
        return self.file.sheets

    @property
    def sides(self) -> int:
        """Pages of the file, each a side of a leaf or sheet."""
        return len(self.file.color)

    @property
    def in_color(self) -> int:
        """Pages of the file that hold colour."""
        return sum(self.file.color)

    @property
    def color_clicks(self) -> int:
        """Sides in colour of all copies; 0 also where it isn't said how many there are."""
        return self.copies * self.in_color

    @property
    def black_clicks(self) -> int:
        """As ``color_clicks``; blank sides are among them."""
        return self.copies * (self.sides - self.in_color)


@dataclass(frozen=True, slots=True)
class OrderSheet:
    """Everything that who prints has to know."""

    packet: str
    title: str
    audience: str
    layout: str
    version: str
    date: date
    source_hash: str
    vendor: str
    """As people call it; empty: not said."""
    width: float
    """Of the trimmed page."""
    height: float
    grey: bool
    """Black ink or toner alone."""
    laying: Laying
    binding: str
    """As in ``Layout.binding``."""
    room_for_holes: bool
    """How it is bound isn't said, but the margin at the binding is wide enough for holes."""
    paper: Paper | None
    cover_paper: Paper | None
    participants: int
    facilitators: int
    files: tuple[OrderedFile, ...]
    currency: str
    """Empty where there are no prices."""
    costs: tuple[Cost, ...]
    """For all copies; for one of each file where their number isn't known."""
    total: Decimal
    hints: tuple[Hint, ...]


def order_sheet(
    packet: Packet,
    layout: Layout,
    document: Document,
    files: Sequence[FinishedFile],
    laying: Laying = PAGES,
) -> OrderSheet:
    """``files``: one for each of the packet's editions, in that order; ``document``: any of them."""
    vendor = layout.vendor
    prices = vendor.prices if vendor else None
    paper = vendor.paper if vendor and laying.leaves else None
    cover = vendor.cover_paper if vendor and laying.has_outside else None
    ordered = tuple(_ordered(file, packet, laying, paper, cover) for file in files)
    binding = laying.binding or layout.binding
    costs = () if prices is None else bill(ordered, prices, binding, cover=cover is not None)
    return OrderSheet(
        packet=packet.name,
        title=document.title,
        audience=document.audience,
        layout=layout.name,
        version=document.version,
        date=document.date,
        source_hash=files[0].source_hash,
        vendor=vendor.title if vendor else "",
        width=layout.page.width,
        height=layout.page.height,
        grey=layout.color == "gray",
        laying=laying,
        binding=binding,
        room_for_holes=not binding and layout.page.inner - layout.page.outer > _HOLES - 0.01,
        paper=paper,
        cover_paper=cover,
        participants=packet.participants,
        facilitators=packet.facilitators,
        files=ordered,
        currency=prices.currency if prices else "",
        costs=costs,
        total=sum((cost.amount for cost in costs), Decimal("0.00")),
        hints=hints(ordered, laying, vendor, prices),
    )


def _ordered(
    file: FinishedFile, packet: Packet, laying: Laying, paper: Paper | None, cover: Paper | None
) -> OrderedFile:
    return OrderedFile(
        file=file,
        leaves=laying.leaves * file.sheets,
        color_pages=ranges([number for number, color in enumerate(file.color, 1) if color]),
        black_pages=ranges([number for number, color in enumerate(file.color, 1) if not color]),
        copies=copies(file.edition, packet.editions, packet.participants, packet.facilitators),
        spine=laying.leaves * _thickness(file.sheets, paper, cover),
    )


def _thickness(sheets: int, paper: Paper | None, cover: Paper | None) -> float:
    """Sheets lie flat on each other: their thicknesses add up, the first one's being its own paper's."""
    if paper is None or not sheets:
        return 0.0
    return (cover or paper).thickness + (sheets - 1) * paper.thickness


def ranges(numbers: Sequence[int]) -> Ranges:
    """1, 2, 3, 7 -> 1 to 3, 7 to 7; ``numbers`` rise."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return tuple(found)


def last_text_page(pages: Pages) -> int:
    """Number of the last page that holds more than what stands on every page; 0: none does."""
    return _last(pages.structure)


def _last(element: StructureElement) -> int:
    found = 0
    for child in element.children:
        if isinstance(child, StructureElement):
            found = max(found, _last(child))
        elif isinstance(child, MarkedContent):
            found = max(found, child.page + 1)
    return found
