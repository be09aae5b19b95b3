"""The order as a page: what stands on it, in any language, and nothing of a book around it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.model import Layout, StructureElement
from packetpress.order import OrderSheet, order_document, order_layout
from packetpress.typeset import Typefaces, typeset
from tests.order.samples import CARD, PRICES, file, layout, sheet
from tests.pdf import page_texts
from tests.typeset.samples import document, house_layout, paragraph, section

BOOK = document(section(paragraph("Babies are born ready to meet people.")))


def lines(order: OrderSheet, look: Layout) -> list[str]:
    """The text of the sheet, line by line."""
    diagnostics = Diagnostics()
    made = order_document(order, BOOK, look.labels)
    pages = typeset(made, order_layout(look), Typefaces(), diagnostics)
    assert not diagnostics.sorted
    return [line.strip() for text in page_texts(pages.pdf) for line in text.splitlines()]


def test_what_the_sheet_says() -> None:
    look = layout(binding="coil", cover_paper=CARD, prices=PRICES)
    order = sheet(file(34, color=(1, 2, 3, 31)), file(41, edition="facilitator", color=(1,)), look=look)
    said = " ".join(lines(order, look))
    for words in (
        "Participants: 24 · facilitators: 1 · spare copies: 1",
        "Pages 34 41 Sheets 17 21 Copies 25 1 Sheets in all 425 21",
        "Pages in colour 1–3, 31 1 Pages in black 4–30, 32–34 2–41",
        "Sides in colour, in all 100 1 Sides in black, in all 750 40",
        "Thickness of a copy 1.9 mm (0.07 in) 2.2 mm (0.09 in)",
        "Size of the pages 8.5 × 11 in",
        "Binding coil Paper Bond, 75 g/m², 0.1 mm Paper of the first leaf Card, 250 g/m², 0.25 mm",
        "Participant packet: one-participant-office.pdf",
        "Sides in colour, in all 101 0.085 8.59",
        "In all 86.39",
        "Facilitator packet: 41 pages. Cut one, and a copy takes 20 sheets instead of 21.",
    ):
        assert words in said, words


def test_sums_that_could_be_saved() -> None:
    look = layout(prices=replace(PRICES, color_click=Decimal("0.10")))
    said = " ".join(lines(sheet(file(36, color=(31,)), look=look), look))
    assert "colour is on page 31 only. In black, no page is billed as colour. That saves CAD 2.21." in said


def test_the_words_are_the_layouts() -> None:
    look = layout()
    french = replace(look, labels={**look.labels, "hint-sheet": "{of} → {sheets}", "pages": "Feuillets"})
    said = lines(sheet(file(35), look=french), french)
    assert "18 → 17" in " ".join(said)
    assert any(line.startswith("Feuillets") for line in said)


def test_a_metric_page_is_told_in_millimetres() -> None:
    look = house_layout("office-a4")
    assert "Size of the pages 210 × 297 mm" in " ".join(lines(sheet(file(2), look=look), look))


@pytest.mark.parametrize("name", ["office", "press", "office-grey"])
def test_it_is_a_sheet_and_not_a_book(name: str) -> None:
    look = layout(name)
    made = order_document(sheet(file(34), look=look), BOOK, look.labels)
    pages = typeset(made, order_layout(look), Typefaces(), Diagnostics())
    assert (pages.count, pages.folios) == (1, ("1",))
    roles = [each.role for each in pages.structure.children if isinstance(each, StructureElement)]
    assert roles == ["Sect"]
    assert (order_layout(look).page.border, order_layout(look).color) == (
        0.0,
        "gray" if name == "office-grey" else "rgb",
    )
