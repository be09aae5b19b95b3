"""Packets, files and prices to order with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from packetpress.copies import leaves
from packetpress.model import Layout, Packet, Paper, Prices, Vendor
from packetpress.order import PAGES, FinishedFile, Laying, OrderSheet, order_sheet
from tests.typeset.samples import document, house_layout, paragraph, section

MM = 72 / 25.4
BOND = Paper("Bond", 75, 0.1 * MM)
CARD = Paper("Card", 250, 0.25 * MM)
PRICES = Prices(
    currency="CAD",
    color_click=Decimal("0.085"),
    black_click=Decimal("0.015"),
    sheet=Decimal("0.0125"),
    cover_sheet=Decimal("0.2"),
    binding={"3-hole": Decimal(), "coil": Decimal("1.75"), "staple": Decimal()},
    setup=Decimal(5),
)


def packet(**changes: object) -> Packet:
    values: dict[str, object] = {
        "name": "one",
        "title": "A packet",
        "subtitle": "",
        "audience": "",
        "editions": ("participant", "facilitator"),
        "layouts": ("office",),
        "contents": (),
        "participants": 24,
    }
    return Packet(**(values | changes))  # type: ignore[arg-type]


def layout(name: str = "office", binding: str = "", **vendor: object) -> Layout:
    """A house layout, its print shop changed."""
    found = house_layout(name)
    assert isinstance(found.vendor, Vendor)
    values: dict[str, object] = {"paper": BOND, "cover_paper": None, "prices": None}
    return replace(found, binding=binding, vendor=replace(found.vendor, **(values | vendor)))  # type: ignore[arg-type]


def file(
    pages: int, *, color: tuple[int, ...] = (), edition: str = "participant", text: int = 0
) -> FinishedFile:
    """``color``: the pages in colour; ``text``: the last page with text."""
    labels: Mapping[str, str] = {"participant": "Participant packet", "facilitator": "Facilitator packet"}
    return FinishedFile(
        edition=edition,
        label=labels[edition],
        name=f"one-{edition}-office.pdf",
        sha256="ab" * 32,
        color=tuple(number in color for number in range(1, pages + 1)),
        pages=pages,
        text_pages=text or pages,
        source_hash="cd" * 32,
        sheets=leaves(pages),
    )


def sheet(
    *files: FinishedFile,
    look: Layout | None = None,
    ordered: Packet | None = None,
    laying: Laying = PAGES,
) -> OrderSheet:
    editions = tuple(each.edition for each in files)
    made = document(section(paragraph("Babies are born ready to meet people.")))
    return order_sheet(ordered or packet(editions=editions), look or layout(), made, files, laying)
