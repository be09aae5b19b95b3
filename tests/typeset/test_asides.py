from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pypdfium2
from hypothesis import given
from hypothesis import strategies as st

from packetpress.model import Block, Exercise, PageGeometry, Paragraph, Strong, StructureElement, Text
from packetpress.typeset.galley import ALWAYS, Box, Slug
from packetpress.typeset.paginate import MadeUpPage, paginate
from tests.pdf import page_texts
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages, text, words
from tests.typeset.test_typeset import find


def boxed(*heights: float, aside: tuple[float, ...]) -> list[Slug]:
    box = Box(0, 100)
    box.keep = True
    box.outer = 50
    box.aside = tuple(Slug(height) for height in aside)
    galley = [Slug(height) for height in heights]
    for slug in galley:
        slug.boxes = (box,)
    return galley


def text_tops(pages: list[MadeUpPage]) -> list[list[float]]:
    return [[placed.top for placed in page.slugs] for page in pages]


def aside_tops(pages: list[MadeUpPage]) -> list[list[float]]:
    return [[placed.top for _, part in page.asides for placed in part.slugs] for page in pages]


def test_an_aside_begins_with_its_box() -> None:
    pages = paginate([Slug(20), *boxed(30, 30, aside=(10, 10)), Slug(20)], 200)
    assert text_tops(pages) == [[0, 20, 50, 80]]
    assert aside_tops(pages) == [[20, 30]]


def test_an_aside_does_not_begin_again_where_its_box_goes_on() -> None:
    """After cards, which stand in no box."""
    first, second = boxed(30, 30, aside=(10, 10))
    sheet = Slug(100)
    first.break_after = sheet.break_after = ALWAYS
    pages = paginate([first, sheet, second], 100)
    assert text_tops(pages) == [[0], [0], [0]]
    assert aside_tops(pages) == [[0, 10], [], []]


def test_the_text_after_the_box_waits_for_the_end_of_the_aside() -> None:
    pages = paginate([*boxed(30, aside=(20, 20, 20)), Slug(20)], 200)
    assert text_tops(pages) == [[0, 60]]
    assert pages[0].height == 80


def test_a_box_moves_to_the_page_on_which_it_fits_with_its_aside() -> None:
    pages = paginate([Slug(60), *boxed(30, aside=(30, 30)), Slug(20)], 100)
    assert text_tops(pages) == [[0], [0, 60]]
    assert aside_tops(pages) == [[], [0, 30]]


def test_at_the_end_of_the_text_too() -> None:
    pages = paginate([Slug(60), *boxed(30, aside=(30, 30))], 100)
    assert text_tops(pages) == [[0], [0]]


def test_an_aside_longer_than_a_page_goes_on_over_it_and_the_text_stands_below() -> None:
    pages = paginate([*boxed(30, aside=(40, 40, 40, 40)), Slug(20)], 100)
    assert aside_tops(pages) == [[0, 40], [0, 40], []]
    assert text_tops(pages) == [[0], [], [0]]


def test_what_is_left_of_an_aside_stands_above_the_text() -> None:
    pages = paginate([*boxed(30, aside=(40, 40, 40)), Slug(20)], 100)
    assert aside_tops(pages) == [[0, 40], [0]]
    assert text_tops(pages) == [[0], [56]]


def test_an_aside_goes_on_beside_its_box_on_the_next_page() -> None:
    pages = paginate([*boxed(60, 60, aside=(50, 40, 30)), Slug(10)], 100)
    assert text_tops(pages) == [[0], [0, 60]]
    assert aside_tops(pages) == [[0, 50], [0]]


heights = st.lists(st.floats(5, 80), min_size=1, max_size=12).map(tuple)


@given(st.lists(st.tuples(heights, heights, heights), min_size=1, max_size=5), st.sampled_from([1.0, 0.7]))
def test_nothing_is_lost_and_nothing_overlaps(
    parts: list[tuple[tuple[float, ...], ...]], squeeze: float
) -> None:
    galley: list[Slug] = []
    asides: list[Slug] = []
    for before, inside, aside in parts:
        galley += [Slug(height) for height in before]
        galley += boxed(*inside, aside=aside)
        asides += galley[-1].boxes[0].aside
    for slug in galley:
        slug.space_before = 7
    pages = paginate(galley, 100, squeeze=squeeze)
    assert [placed.slug for page in pages for placed in page.slugs] == galley
    assert [placed.slug for page in pages for _, part in page.asides for placed in part.slugs] == asides
    for page in pages:
        beside = [placed for _, part in page.asides for placed in part.slugs]
        for column in (page.slugs, beside):
            for upper, lower in pairwise(column):
                assert upper.top + upper.slug.height <= lower.top + 0.01
            for placed in column:
                assert placed.top + placed.slug.height <= 100.01
        for box, part in page.asides:
            for placed in page.slugs:
                if box not in placed.slug.boxes:
                    apart = placed.top + placed.slug.height <= part.top + 0.01
                    assert apart or placed.top >= part.bottom - 0.01


def exercise(notes: int) -> Exercise:
    note = (Paragraph((Strong((Text("Say"),)), Text(" " + words(notes)))),)
    return Exercise(text("Watching"), (paragraph("Do this."),), notes=note, other_page="16", number="1A")


def elements(element: StructureElement) -> Iterator[StructureElement]:
    yield element
    for child in element.children:
        if isinstance(child, StructureElement):
            yield from elements(child)


def left_of(data: bytes, page: int, phrase: str) -> float:
    """Left edge of a phrase on its page."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        text_page = pdf[page].get_textpage()
        index, _ = text_page.search(phrase).get_next()
        left: float = text_page.get_charbox(index)[0]
        return left
    finally:
        pdf.close()


def test_the_notes_are_an_aside_after_their_exercise() -> None:
    pages = set_pages(document(section(paragraph("Before."), exercise(20), paragraph("After."))))
    (aside,) = find(pages.structure, "Aside")
    parents = [each for each in elements(pages.structure) if aside in each.children]
    at = parents[0].children.index(aside)
    assert [getattr(child, "role", "") for child in parents[0].children[at - 1 : at + 2]] == [
        "Sect",
        "Aside",
        "P",
    ]
    assert "Participant page 16" in " ".join(page_texts(pages.pdf))


def test_no_word_of_long_notes_is_lost() -> None:
    pages = set_pages(document(section(exercise(900), paragraph("After."))))
    found = " ".join(page_texts(pages.pdf)).split()
    assert [word for word in words(900).split() if word not in set(found)] == []


def test_the_column_stands_at_the_outer_edge() -> None:
    """Text of the exercise: from the measure's left edge on a recto, beside the notes on a verso."""
    layout = house_layout()
    geometry: PageGeometry = layout.page
    blocks: list[Block] = [*(paragraph(words(250)) for _ in range(2)), exercise(20)]
    lefts = set()
    for count in range(4):
        made = document(section(*(paragraph(words(400)) for _ in range(count)), *blocks))
        pages = set_pages(made, layout=layout)
        page = next(i for i, each in enumerate(page_texts(pages.pdf)) if "Do this" in each)
        inner = geometry.inner if page % 2 == 0 else geometry.outer
        left = left_of(pages.pdf, page, "Do this")
        lefts.add((page % 2, round((left - inner) / 5)))
    measure = geometry.width - geometry.inner - geometry.outer
    assert lefts == {(0, 0), (1, round(0.3 * measure / 5))}


def test_a_ground_ends_with_its_words_and_not_with_the_notes_beside_them() -> None:
    outer, ground = Box(0, 100), Box(0, 100, 5, 5)
    outer.outer = 50
    outer.aside = (Slug(90),)
    galley = [Slug(20), Slug(10)]
    galley[0].boxes = (outer, ground)
    (page,) = paginate(galley, 200)
    assert [(top, bottom) for box, top, bottom in page.boxes if box is ground] == [(0, 30)]
    assert text_tops([page]) == [[5, 100]]


def test_notes_go_on_over_a_page_between_two_of_them() -> None:
    notes = tuple(paragraph(" ".join(f"note{n}x{i}" for i in range(30))) for n in range(12))
    broken = 0
    for before in range(0, 260, 20):
        led = Exercise(text("Watching"), (paragraph("Do this."),), notes=notes, number="1A")
        pages = set_pages(document(section(paragraph(words(before + 1)), led)))
        for each in page_texts(pages.pdf):
            for n in range(12):
                assert each.count(f"note{n}x") in (0, 30)
            broken += "note0x" in each and "note11x" not in each
    assert broken


def test_below_the_exercise_where_a_layout_says_so() -> None:
    layout = replace(house_layout(), running_notes="below")
    pages = set_pages(document(section(exercise(20))), layout=layout)
    joined = " ".join(" ".join(page_texts(pages.pdf)).split())
    assert "Do this. Running notes Say" in joined
