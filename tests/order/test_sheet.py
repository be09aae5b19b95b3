"""Counts, thickness, costs and hints of an order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from packetpress.copies import copies, leaves
from packetpress.model import MarkedContent, StructureElement
from packetpress.order import FinishedFile, Laying, last_text_page
from packetpress.order.cost import Cost
from packetpress.order.hints import Hint
from packetpress.order.sheet import ranges
from tests.order.samples import CARD, MM, PRICES, file, layout, packet, sheet
from tests.typeset.samples import document, paragraph, section, set_pages

BOTH = ("participant", "facilitator")


@pytest.mark.parametrize(("pages", "expected"), [(0, 0), (1, 1), (2, 1), (33, 17), (34, 17)])
def test_leaves(pages: int, expected: int) -> None:
    assert leaves(pages) == expected


@pytest.mark.parametrize(
    ("edition", "editions", "expected"),
    [
        ("participant", BOTH, 25),
        ("facilitator", BOTH, 2),
        ("participant", BOTH[:1], 27),
        ("facilitator", BOTH[1:], 3),
    ],
)
def test_one_copy_for_each_person_and_a_spare(edition: str, editions: tuple[str, ...], expected: int) -> None:
    assert copies(edition, editions, 24, 2) == expected
    assert copies(edition, editions, 0, 2) == 0


def test_ranges() -> None:
    assert ranges([]) == ()
    assert ranges([1, 2, 3, 7, 9, 10]) == ((1, 3), (7, 7), (9, 10))


def test_counts() -> None:
    order = sheet(
        file(34, color=(1, 2, 3, 31)),
        file(40, edition="facilitator", color=(1,)),
        ordered=packet(facilitators=2),
    )
    ours, theirs = order.files
    assert (ours.pages, ours.leaves, ours.copies) == (34, 17, 25)
    assert ours.color_pages == ((1, 3), (31, 31))
    assert ours.black_pages == ((4, 30), (32, 34))
    assert (ours.color_clicks, ours.black_clicks) == (100, 750)
    assert (theirs.copies, theirs.color_clicks, theirs.black_clicks) == (2, 2, 78)
    assert (order.vendor, order.binding, order.grey, order.currency) == ("Office copier", "", False, "")
    assert (order.costs, order.total) == ((), Decimal("0.00"))


def test_thickness_is_that_of_all_leaves() -> None:
    assert sheet(file(34)).files[0].spine == pytest.approx(1.7 * MM)
    assert sheet(file(33)).files[0].spine == pytest.approx(1.7 * MM)
    with_card = layout(cover_paper=CARD)
    assert sheet(file(34), look=with_card).files[0].spine == pytest.approx((0.25 + 1.6) * MM)
    assert sheet(file(34), look=layout(paper=None)).files[0].spine == 0


def test_the_bill_adds_up() -> None:
    order = sheet(
        file(34, color=(1, 2, 3, 31)),
        file(41, edition="facilitator", color=(1,)),
        look=layout(binding="coil", cover_paper=CARD, prices=PRICES),
    )
    assert order.costs == (
        Cost("color-click", 101, Decimal("0.085"), Decimal("8.59")),  # 8.585: halves go up
        Cost("black-click", 790, Decimal("0.015"), Decimal("11.85")),
        Cost("sheet", 420, Decimal("0.0125"), Decimal("5.25")),
        Cost("cover-sheet", 26, Decimal("0.2"), Decimal("5.20")),
        Cost("binding", 26, Decimal("1.75"), Decimal("45.50")),
        Cost("setup", 2, Decimal(5), Decimal("10.00")),
    )
    assert order.total == Decimal("86.39") == sum(cost.amount for cost in order.costs)


BOOKLET = Laying("booklet", 792.0, 612.0, pages=4, leaves=2, binding="staple")
CARDS = Laying("cards", 612.0, 792.0, pages=0, leaves=0)


def folded(pages: int, text: int = 0) -> FinishedFile:
    """A booklet of so many pages, the outside of its first sheet in colour."""
    sheets = pages // 4
    color = (True,) + (False,) * (2 * sheets - 1)
    return replace(file(pages, text=text), color=color, sheets=sheets, turned="short-edge", folded=(sheets,))


def test_sheets_are_counted_as_sheets() -> None:
    look = layout(cover_paper=CARD, prices=PRICES)
    order = sheet(folded(32), look=look, laying=BOOKLET, ordered=packet(editions=BOTH[:1], facilitators=1))
    (only,) = order.files
    assert (only.pages, only.sides, only.sheets, only.leaves, only.copies) == (32, 16, 8, 16, 26)
    assert (only.color_pages, only.black_pages) == (((1, 1),), ((2, 16),))
    assert (only.color_clicks, only.black_clicks) == (26, 26 * 15)
    assert only.spine == pytest.approx(2 * (0.25 + 7 * 0.1) * MM)
    assert (order.binding, order.room_for_holes) == ("staple", False)
    assert [(cost.what, cost.count) for cost in order.costs] == [
        ("color-click", 26),
        ("black-click", 26 * 15),
        ("sheet", 26 * 7),
        ("cover-sheet", 26),
        ("setup", 1),
    ]


def test_only_what_is_outside_has_paper_of_its_own() -> None:
    two_up = Laying("2-up", 792.0, 612.0, pages=4)
    order = sheet(folded(32), look=layout(cover_paper=CARD), laying=two_up)
    assert (order.cover_paper, order.files[0].leaves) == (None, 8)
    assert order.files[0].spine == pytest.approx(0.8 * MM)


def test_cards_are_on_card_that_nobody_has_named() -> None:
    cards = replace(file(3), color=(True, True, True), sheets=3, turned="")
    order = sheet(cards, look=layout(cover_paper=CARD), laying=CARDS)
    (only,) = order.files
    assert (order.paper, order.cover_paper) == (None, None)
    assert (only.sheets, only.leaves, only.spine) == (3, 0, 0)
    assert [hint.kind for hint in order.hints] == ["most-in-color"]


@pytest.mark.parametrize(("text", "expected"), [(32, 0), (31, 0), (30, 0), (29, 1)])
def test_a_page_less_saves_a_sheet_of_four(text: int, expected: int) -> None:
    order = sheet(folded(32, text), laying=BOOKLET)
    assert order.hints == (Hint("sheet", "participant", 29, 1, 7, 8),) * expected


def test_the_margin_tells_of_holes_where_nobody_does() -> None:
    assert sheet(file(4)).room_for_holes
    assert not sheet(file(4), look=layout(binding="coil")).room_for_holes
    assert not sheet(file(4), look=layout("half-letter")).room_for_holes
    even = layout()
    even = replace(even, page=replace(even.page, inner=even.page.outer))
    assert not sheet(file(4), look=even).room_for_holes


def test_what_has_no_price_is_not_on_the_bill() -> None:
    order = sheet(file(2, color=(1, 2)), look=layout(binding="staple", prices=PRICES))
    assert [(cost.what, cost.count) for cost in order.costs] == [
        ("color-click", 52),
        ("sheet", 26),
        ("setup", 1),
    ]


def test_the_bill_is_for_one_copy_where_nobody_said_how_many() -> None:
    order = sheet(file(4, color=(1,)), look=layout(prices=PRICES), ordered=packet(participants=0))
    assert order.files[0].copies == order.files[0].color_clicks == 0
    assert [(cost.what, cost.count) for cost in order.costs][:3] == [
        ("color-click", 1),
        ("black-click", 3),
        ("sheet", 2),
    ]


@pytest.mark.parametrize("pages", [1, 2, 32, 36, 66])
def test_nothing_to_save(pages: int) -> None:
    assert sheet(file(pages)).hints == ()


def test_one_page_more_than_the_sheets_hold() -> None:
    assert sheet(file(35)).hints == (Hint("sheet", "participant", 35, 1, 17, 18),)
    # The last page is only there to fill its leaf.
    assert sheet(file(36, text=35)).hints == (Hint("sheet", "participant", 35, 1, 17, 18),)


def test_one_page_more_than_a_booklet_holds() -> None:
    assert sheet(file(33)).hints == (
        Hint("sheet", "participant", 33, 1, 16, 17),
        Hint("booklet", "participant", 33, 1, 8, 9),
    )
    # So thick a booklet doesn't fold.
    assert [hint.kind for hint in sheet(file(69)).hints] == ["sheet"]


def test_a_page_or_two_more_than_the_shop_prints_together() -> None:
    def shop(pages: int) -> list[Hint]:
        return [
            hint
            for hint in sheet(file(pages), look=layout(page_multiple=16)).hints
            if hint.cut and hint.of == 16
        ]

    assert shop(34) == [Hint("multiple", "participant", 34, 2, of=16)]
    assert shop(32) == shop(35) == shop(2) == []


def test_the_only_page_in_colour() -> None:
    order = sheet(file(36, color=(31,)), look=layout(prices=PRICES))
    saves = Decimal("1.82")  # 26 copies at 0.07
    assert order.hints == (Hint("few-in-color", "participant", 36, listed=((31, 31),), saves=saves),)
    assert sheet(file(36, color=(1, 2, 3, 4))).hints == ()
    assert sheet(file(1, color=(1,))).hints == (Hint("most-in-color", ""),)


def test_colour_on_nearly_every_page() -> None:
    most = tuple(range(1, 34))
    order = sheet(
        file(36, color=most), file(36, edition="facilitator", color=most), look=layout(prices=PRICES)
    )
    assert order.hints == (Hint("most-in-color", "", saves=Decimal("60.06")),)
    one = sheet(file(36, color=most), file(36, edition="facilitator"))
    assert one.hints == ()


def test_the_last_page_with_text() -> None:
    made = document(section(paragraph("Babies are born ready to meet people.")))
    pages = set_pages(made)
    assert (pages.count, last_text_page(pages)) == (4, 3)
    nested = StructureElement("Document", (StructureElement("P", (MarkedContent(4, 0),)),))
    assert last_text_page(type(pages)(b"", 9, nested, (), (), {}, ())) == 5
