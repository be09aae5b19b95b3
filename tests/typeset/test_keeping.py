"""What stays with what over a page break; contents that save a page."""

from __future__ import annotations

import pytest

from packetpress.model import (
    Block,
    Callout,
    Entry,
    Exercise,
    List,
    ListItem,
    Pages,
    Paragraph,
    Strong,
    WriteOn,
)
from tests.pdf import operations, page_texts, place_of
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages, text, words
from tests.typeset.test_typeset import find


def together(pages: Pages, *phrases: str) -> bool:
    return len({place_of(pages.pdf, phrase)[0] for phrase in phrases}) == 1


def lines(count: int) -> list[Block]:
    return [paragraph(f"line{number}") for number in range(count)]


def test_a_bold_line_stays_with_what_follows_it_and_an_item_with_its_second_part() -> None:
    broken = 0
    for count in range(4, 24):
        items = tuple(
            ListItem((paragraph(f"Objective{number}"), paragraph(f"Served{number}"))) for number in range(6)
        )
        title = Paragraph((Strong(text("Sectiontitle")),))
        pages = set_pages(document(section(*lines(count), title, List(items, tight=False))))
        assert together(pages, "Sectiontitle", "Objective0", "Served0")
        for number in range(6):
            assert together(pages, f"Objective{number}", f"Served{number}")
        broken += not together(pages, "Served0", "Served5")
    assert broken


@pytest.mark.parametrize("kind", ["look-for", "answer", "solution"])
def test_what_answers_is_never_away_from_all_that_it_answers(kind: str) -> None:
    """Of an exercise that is too high for a page, the last question comes along."""
    found = 0
    for count in range(24, 40):
        asked = (paragraph("Lastquestion"), WriteOn(lines=2))
        answer = Callout(kind, text("Label"), (paragraph("Answerword " + words(60)),))
        exercise = Exercise(text("Title"), (*lines(count), *asked, answer), number="1A")
        pages = set_pages(document(section(exercise)))
        assert together(pages, "Lastquestion", "Answerword")
        found += not together(pages, "line0", "Answerword")
    assert found


def contents_pages(count: int) -> tuple[int, list[float]]:
    """Pages of contents with so many entries, and the heights between the entries' baselines."""
    entries = tuple(Entry(2, "", text(f"Entry{number}"), "sec-one", "heading") for number in range(count))
    pages = set_pages(document(section(paragraph("words")), contents=entries))
    numbers = [page for page, said in enumerate(page_texts(pages.pdf)) if "Entry" in said]
    first, second = (place_of(pages.pdf, f"Entry{number} ")[2] for number in (1, 2))
    assert [len(find(toc, "TOCI")) for toc in find(pages.structure, "TOC")] == [count]
    return len(numbers), [round(first - second, 2)]


def test_the_contents_are_set_closer_to_save_a_page_with_a_few_lines() -> None:
    leading = house_layout().styles["contents-entry"].leading
    full = next(count for count in range(30, 60) if contents_pages(count + 1)[1] != [leading])
    assert contents_pages(full) == (1, [leading])
    assert contents_pages(full + 1) == (1, [round(0.94 * leading, 2)])
    assert contents_pages(full + 4)[0] == 1
    assert contents_pages(full + 12) == (2, [leading])
    assert contents_pages(full + 30) == (2, [leading])


def test_a_box_that_takes_the_rest_ends_at_the_foot_of_its_page() -> None:
    layout = house_layout("screen")
    pages = set_pages(
        document(section(paragraph("Draw it."), WriteOn(height=200, fills=True))), layout=layout
    )
    (area,) = (each for each in pages.annotations if getattr(each, "kind", "") == "lines")
    page, _, bottom = place_of(pages.pdf, "Draw it.")
    assert area.page == page
    assert area.rect[1] == pytest.approx(layout.page.bottom + 1, abs=0.1)
    assert bottom - 20 < area.rect[3] < bottom
    # The first is the ground of the opener.
    _, drawn = (
        float(operation.operands[3])  # type: ignore[arg-type]
        for operation in operations(pages.pdf, page)
        if operation.operator == "re" and float(operation.operands[3]) > 200  # type: ignore[arg-type]
    )
    assert drawn == pytest.approx(area.rect[3] - area.rect[1] + 1.3)


def test_a_few_lines_to_write_on_arent_parted_from_their_question() -> None:
    layout = house_layout("screen")
    parted = 0
    for count in range(4, 24):
        few = section(*lines(count), paragraph("Fewlines?"), WriteOn(lines=5))
        pages = set_pages(document(few), layout=layout)
        (area,) = (each for each in pages.annotations if getattr(each, "kind", "") == "lines")
        assert area.page == place_of(pages.pdf, "Fewlines?")[0]
        many = section(*lines(count), paragraph("Manylines?"), WriteOn(lines=12))
        pages = set_pages(document(many), layout=layout)
        parted += len([each for each in pages.annotations if getattr(each, "kind", "") == "lines"]) > 1
    assert parted
