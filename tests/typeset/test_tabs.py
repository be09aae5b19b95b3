"""Thumb tabs: where they stand, what they say, on which pages, and that nobody hears them."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image

from packetpress.finish import finish
from packetpress.model import Dividers, Layout, Pages, Section, Tabs
from packetpress.typeset.tabs import Tab, plan_tabs, tab_places
from tests.pdf import operations, page_texts
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages, text, words

DEEP = (11, 79, 89)


def asked(tabs: Tabs | None, dividers: Dividers = "sections", name: str = "office") -> Layout:
    layout = house_layout(name)
    return replace(layout, tabs=tabs, page=replace(layout.page, dividers=dividers))


def sections(*parts: str) -> list[Section]:
    return [
        section(
            paragraph(words(700)),
            id=f"sec-{number}",
            number=str(number),
            title=text(f"Title {number}"),
            running_title=f"Title {number}",
            part=part,
        )
        for number, part in enumerate(parts, start=1)
    ]


def pixels(pages: Pages, page: int) -> Image.Image:
    """A page at 72 dots to the inch, so that a pixel is a point."""
    pdf = pypdfium2.PdfDocument(io.BytesIO(pages.pdf))
    try:
        image: Image.Image = pdf[page].render(scale=1).to_pil()
        return image.convert("RGB")
    finally:
        pdf.close()


def colored(image: Image.Image, x: float, y: float) -> bool:
    """``y`` counts from the lower edge."""
    found = image.getpixel((int(x), image.height - 1 - int(y)))
    assert isinstance(found, tuple)
    return all(abs(one - other) < 6 for one, other in zip(found, DEEP, strict=True))


def test_tabs_go_down_the_page_in_equal_steps() -> None:
    assert tab_places(0, 6, 792) == []
    assert tab_places(3, 6, 792) == [(756, 180), (516, 180), (276, 180)]
    assert tab_places(6, 6, 792) == [(756 - 120 * step, 114) for step in range(6)]


def test_more_tabs_than_steps_go_down_the_page_again() -> None:
    first = [(756 - 180 * step, 174) for step in range(4)]
    assert tab_places(7, 6, 792) == [*first, *first[:3]]


@pytest.mark.parametrize("count", range(1, 40))
def test_tabs_stay_on_the_page_and_do_not_touch(count: int) -> None:
    places = tab_places(count, 6, 792)
    assert len(places) == count
    assert all(36 <= top - height < top <= 756 for top, height in places)
    for (one, height), (other, _) in pairwise(places):
        assert other < one - height or other == 756


def test_what_they_say() -> None:
    many = sections("", "One", "One", "", "Two")
    assert [tab.words for tab in plan_tabs(many, asked(Tabs(label="number"))).values()] == [*"12345"]
    titles = plan_tabs(many, asked(Tabs()))
    assert [tab.words for tab in titles.values()] == [f"{n} Title {n}" for n in range(1, 6)]
    by_part = plan_tabs(many, asked(Tabs(label="number"), "parts"))
    assert {key: tab.words for key, tab in by_part.items()} == {"sec-2": "2–3", "sec-3": "2–3", "sec-5": "5"}
    assert by_part["sec-2"] == by_part["sec-3"] == Tab("2–3", 756, 180)
    assert [tab.words for tab in plan_tabs(many, asked(Tabs(), "parts")).values()] == ["One", "One", "Two"]


def test_without_dividers_only_the_text_has_them() -> None:
    assert plan_tabs(sections(""), asked(None)) == {}
    assert plan_tabs(sections(""), asked(Tabs(), "none")) == {}
    assert list(plan_tabs(sections(""), asked(Tabs(pages="recto"), "none"))) == ["sec-1"]


def test_a_glossary_has_none() -> None:
    glossary = section(id="glossary", number="", kind="glossary")
    assert list(plan_tabs([*sections(""), glossary], asked(Tabs()))) == ["sec-1"]


def test_they_reach_the_edge_and_step_down() -> None:
    pages = set_pages(document(*sections("", "")), layout=asked(Tabs()))
    first, second = pixels(pages, 2), pixels(pages, 6)
    width = 18 + 12 + 4
    for image, middle in ((first, 756 - 90), (second, 396 - 90)):
        for y in (middle - 85, middle, middle + 85):
            assert colored(image, 611, y)
            assert colored(image, 612 - width + 1, y)
            assert not colored(image, 612 - width - 2, y)
        assert not colored(image, 611, middle - 95)
        assert not colored(image, 611, middle + 95)
    assert not colored(second, 611, 756 - 90)


def test_in_a_press_file_they_reach_the_bleed() -> None:
    press = asked(Tabs(), name="press")
    made = document(*sections(""))
    pages = set_pages(made, layout=press)
    image = pixels(replace(pages, pdf=finish(pages, made, press)), 2)
    assert image.width == pytest.approx(629, abs=1)
    edge = image.crop((540, image.height // 4, image.width, image.height // 4 + 1)).convert("L")
    dark = [value < 100 for value in edge.tobytes()]
    assert dark.index(True) == pytest.approx(8.5 + 612 - 34 - 540, abs=1.5)
    assert all(dark[dark.index(True) :])


@pytest.mark.parametrize(
    ("on", "expected"),
    [("none", {2}), ("recto", {2, 4, 6}), ("all", {2, 4, 5, 6})],
)
def test_on_which_pages(on: str, expected: set[int]) -> None:
    tabs = Tabs(pages=on)  # type: ignore[arg-type]
    long = section(*(paragraph(words(300)) for _ in range(4)))
    pages = set_pages(document(long), layout=asked(tabs))
    assert pages.count == 8
    drawn = {page: pixels(pages, page) for page in range(2, pages.count)}
    assert {page for page, image in drawn.items() if colored(image, 611, 666)} == expected - {5}
    assert {page for page, image in drawn.items() if colored(image, 1, 666)} == expected & {5}


def test_titles_are_turned_and_shortened_at_a_word() -> None:
    long = section(
        paragraph("Text."), running_title="A title that goes on and on, further than any tab is high"
    )
    pages = set_pages(document(long), layout=asked(Tabs()))
    shown = page_texts(pages.pdf)[2].replace("\r\n", "\n")
    assert "1 A title that goes on and on, …" in shown
    turns = [found.operands for found in operations(pages.pdf, 2) if found.operator == "cm"]
    assert [tuple(map(float, turn[:4])) for turn in turns] == [(1, 0, 0, 1), (0, -1, 1, 0)]  # type: ignore[arg-type]


def test_numbers_stand_upright_within_the_safe_area() -> None:
    pages = set_pages(document(*sections("")), layout=asked(Tabs(label="number")))
    pdf = pypdfium2.PdfDocument(io.BytesIO(pages.pdf))
    page = pdf[2].get_textpage()
    boxes = [
        page.get_charbox(index) for index in range(page.count_chars()) if page.get_text_range(index, 1) == "1"
    ]
    right = max(boxes)
    assert 612 - 34 < right[0] < right[2] < 612 - 18
    assert (right[1] + right[3]) / 2 == pytest.approx(756 - 90, abs=2)


def test_nobody_hears_a_tab() -> None:
    pages = set_pages(document(*sections("")), layout=asked(Tabs(pages="all")))
    for page in (2, 4, 5):
        turned: list[tuple[str, int]] = []
        inside = False
        for found in operations(pages.pdf, page):
            if found.operator in ("cm", "Q"):
                inside = found.operator == "cm" and str(found.operands[0]) == "0"
            elif inside and found.operator == "TJ":
                turned.append((found.mark, found.mcid))
        assert turned == [("Artifact", -1)]
