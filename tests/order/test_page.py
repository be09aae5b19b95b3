"""The order as a page: what stands on it, in any language, and nothing of a book around it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.model import Layout, StructureElement
from packetpress.order import Laying, OrderSheet, order_document, order_layout
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
        "Facilitator packet: 41 pages with text. Cut one, and a copy takes 20 sheets instead of 21.",
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


def test_what_the_sheet_of_a_booklet_says() -> None:
    look = layout("half-letter", prices=PRICES)
    booklet = replace(file(84, text=81), color=(True,) * 42, sheets=21, turned="short-edge", folded=(11, 10))
    laying = Laying("booklet", 792.0, 612.0, pages=4, leaves=2, binding="staple")
    said = " ".join(lines(sheet(booklet, look=look, laying=laying), look))
    for words in (
        "Pages 84, 81 of them with text Sheets 21 Sheets folded together 11 + 10 Copies 26 Sheets in all 546",
        "Sides in colour 1–42 Sides in colour, in all 1092 Thickness of a copy 4.2 mm",
        "Size of the sheets 11 × 8.5 in",
        "Printing both sides of the paper, turned on the short edge, at actual size",
        "Then fold the sheets together at the short broken lines, and staple them in the fold",
        "Participant packet: 81 pages with text. Cut one, and a copy takes 20 sheets instead of 21.",
    ):
        assert words in said, words
    assert "Sides in black" not in said
    assert "Size of the pages" not in said


def test_cards_with_backs_and_without_are_printed_in_two_ways() -> None:
    look = layout()
    laying = Laying("cards", 612.0, 792.0, pages=0, leaves=0)
    files = (replace(file(2), turned=""), file(2, edition="facilitator"))
    said = " ".join(lines(sheet(*files, look=look, laying=laying), look))
    assert (
        "Printing Participant packet: one side of the paper, at actual size; Facilitator packet: both sides "
        "of the paper, turned on the long edge, at actual size Then cut along the lines Paper to be agreed"
    ) in said
    assert "Binding" not in said


def test_pages_for_notes_are_told_apart() -> None:
    look = layout()
    said = " ".join(lines(sheet(file(52, text=51), look=look), look))
    assert "Pages 52, 51 of them with text Sheets 26" in said
    assert "51 pages with text. Cut one, and a copy takes 25 sheets instead of 26." in said
    assert "Binding to be agreed; the margin has room for three holes" in said


def test_the_only_edition_has_a_name_here() -> None:
    look = layout(prices=PRICES)
    said = lines(sheet(replace(file(2), label=""), look=look), look)
    assert "File Participant packet" in said
    assert "Participant packet: one-participant-office.pdf" in said
    assert "For Number Price Amount, CAD" in said


@pytest.mark.parametrize(
    ("name", "size"), [("half-letter", (612.0, 792.0)), ("office", (612.0, 792.0)), ("a5", (595.28, 841.89))]
)
def test_an_order_is_on_paper_of_full_size(name: str, size: tuple[float, float]) -> None:
    look = house_layout("half-letter" if name == "a5" else name)
    if name == "a5":
        look = replace(look, page=replace(look.page, width=419.53, height=595.28))
    page = order_layout(look).page
    assert (page.width, page.height) == pytest.approx(size, abs=0.01)
    assert min(page.inner, page.outer) > 50


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
