"""The values of an order, and how they are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from packetpress.copies import copies, leaves
from packetpress.model import Document, Layout, MarkedContent, Packet, Pages, Paper, StructureElement, Vendor
from packetpress.order.cost import Cost, bill
from packetpress.order.hints import Hint, hints

Ranges = tuple[tuple[int, int], ...]
"""First and last page of each run, counted from 1."""


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
    """For each page whether it holds colour."""
    text_pages: int
    """Number of the last page with text: what follows is only ruled for notes, to fill the leaf."""
    source_hash: str


@dataclass(frozen=True, slots=True)
class OrderedFile:
    """A file and how much of it to print."""

    file: FinishedFile
    pages: int
    leaves: int
    """Printed on both sides."""
    color_pages: Ranges
    black_pages: Ranges
    copies: int
    """0: not said."""
    spine: float
    """Thickness of one copy in points, without its binding; 0: not known."""

    @property
    def in_color(self) -> int:
        """Pages that hold colour."""
        return sum(self.file.color)

    @property
    def color_clicks(self) -> int:
        """Sides in colour of all copies; 0 also where it isn't said how many there are."""
        return self.copies * self.in_color

    @property
    def black_clicks(self) -> int:
        """As ``color_clicks``; blank sides are among them."""
        return self.copies * (self.pages - self.in_color)


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
    binding: str
    """As in ``Layout.binding``."""
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
    packet: Packet, layout: Layout, document: Document, files: Sequence[FinishedFile]
) -> OrderSheet:
    """``files``: one for each of the packet's editions, in that order; ``document``: any of them."""
    vendor = layout.vendor
    prices = vendor.prices if vendor else None
    ordered = tuple(_ordered(file, packet, vendor) for file in files)
    costs = () if prices is None else bill(ordered, prices, layout.binding, cover=_has_cover_paper(vendor))
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
        binding=layout.binding,
        paper=vendor.paper if vendor else None,
        cover_paper=vendor.cover_paper if vendor else None,
        participants=packet.participants,
        facilitators=packet.facilitators,
        files=ordered,
        currency=prices.currency if prices else "",
        costs=costs,
        total=sum((cost.amount for cost in costs), Decimal("0.00")),
        hints=hints(ordered, vendor, prices),
    )


def _ordered(file: FinishedFile, packet: Packet, vendor: Vendor | None) -> OrderedFile:
    pages = len(file.color)
    return OrderedFile(
        file=file,
        pages=pages,
        leaves=leaves(pages),
        color_pages=ranges([number for number, color in enumerate(file.color, 1) if color]),
        black_pages=ranges([number for number, color in enumerate(file.color, 1) if not color]),
        copies=copies(file.edition, packet.editions, packet.participants, packet.facilitators),
        spine=_spine(leaves(pages), vendor),
    )


def _spine(count: int, vendor: Vendor | None) -> float:
    """Leaves lie flat on each other: their thicknesses add up, the first leaf's being its own paper's."""
    if vendor is None or vendor.paper is None or not count:
        return 0.0
    first = vendor.cover_paper or vendor.paper
    return first.thickness + (count - 1) * vendor.paper.thickness


def _has_cover_paper(vendor: Vendor | None) -> bool:
    return vendor is not None and vendor.cover_paper is not None


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
