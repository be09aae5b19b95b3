"""What stands on which side of a leaf, and what is done with the room that a page has left."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    Attributes,
    Block,
    Callout,
    Cell,
    Column,
    Div,
    Document,
    Exercise,
    FieldArea,
    Footnote,
    Heading,
    List,
    ListItem,
    PageBreak,
    Pages,
    Paragraph,
    Position,
    Row,
    Scale,
    Table,
    Tent,
    Text,
    WriteOn,
)
from packetpress.model.tasks import Branch, Branching, Card, Cards, Step
from tests.pdf import PAINTING, operations, page_texts
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages, text, words

LAYOUTS = ("office", "half-letter", "large-print", "screen")


def page_of(pages: Pages, word: str) -> int:
    """The first page, from 1, on which it stands."""
    return next(number for number, found in enumerate(page_texts(pages.pdf), 1) if word in found)


def page_of_lines(pages: Pages) -> list[int]:
    """Pages, from 1, that are ruled for notes."""
    return [number for number, found in enumerate(page_texts(pages.pdf), 1) if "Notes" in found.split()]


def exercise(*blocks: Block, notes: bool = False) -> Exercise:
    told = (Callout("notes", (), (paragraph("Say little."),)),) if notes else ()
    return Exercise(text("Title"), blocks, number="1A", notes=told, attributes=Attributes("ex-one"))


# ------------------------------------------------------------------------------------ leaves


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("before", [20, 300])
def test_the_back_of_a_card_is_on_the_back_of_its_leaf(name: str, before: int) -> None:
    cards = Cards((Card((paragraph("front1"),), (paragraph("back1"),)),))
    pages = set_pages(document(section(paragraph(words(before)), cards)), layout=house_layout(name))
    front, back = page_of(pages, "front1"), page_of(pages, "back1")
    assert (front % 2, back) == (1, front + 1)


def test_cards_are_alike_in_both_editions() -> None:
    """Running notes in the margin take no room from them, and stand once."""
    cards = Cards((Card((paragraph("front1"),), (paragraph("back1"),)),))
    made = {
        notes: set_pages(
            document(section(exercise(paragraph("Deal."), cards, paragraph("After."), notes=notes)))
        )
        for notes in (False, True)
    }
    for notes, pages in made.items():
        assert "".join(page_texts(pages.pdf)).count("Say little.") == notes
        assert page_of(pages, "Deal.") < page_of(pages, "front1") < page_of(pages, "After.")
    geometry = house_layout().page
    measure = geometry.width - geometry.inner - geometry.outer
    for plain, noted in zip(made[False].cards, made[True].cards, strict=True):
        assert plain.rect == noted.rect
        assert plain.rect[2] - plain.rect[0] == pytest.approx(measure)


@pytest.mark.parametrize("name", LAYOUTS)
def test_two_tents_stand_on_a_page_with_a_title(name: str) -> None:
    made = section(
        paragraph("Cut along the frame, fold, and write your name."), Tent(), Tent(), kind="kit", leaf=True
    )
    pages = set_pages(document(made), layout=house_layout(name))
    assert [found.count("fold here") for found in page_texts(pages.pdf)].count(2) == 1


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_leaf_to_tear_out_begins_a_right_hand_page_and_has_an_empty_back(name: str) -> None:
    form = section(paragraph("Fill in."), id="sec-form", kind="kit", leaf=True)
    after = section(paragraph("Afterwards."), id="sec-after", kind="kit")
    for before in (20, 600):
        made = document(section(paragraph(words(before))), form, after)
        pages = set_pages(made, layout=house_layout(name))
        page = page_of(pages, "Fill in.")
        assert (page % 2, page_of(pages, "Afterwards.")) == (1, page + 2)
        assert not any(found.operator in PAINTING for found in operations(pages.pdf, page))


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_tent_is_on_the_back_of_another(name: str) -> None:
    made = section(paragraph(words(90)), Tent(), Tent(), Tent(), kind="kit", leaf=True)
    texts = page_texts(set_pages(document(made), layout=house_layout(name)).pdf)
    with_tents = [number for number, found in enumerate(texts, 1) if "fold here" in found]
    assert len(with_tents) > 1
    assert {number % 2 for number in with_tents} == {1}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("first", [20, 500])
def test_a_stage_cannot_be_seen_from_the_one_before(name: str, first: int) -> None:
    stages = Div(
        (
            Callout("stage", text("1"), (paragraph(words(first)),)),
            PageBreak(overleaf=True),
            Callout("stage", text("2"), (paragraph("second"),)),
            PageBreak(overleaf=True),
            Callout("stage", text("3"), (paragraph("third"),)),
        )
    )
    pages = set_pages(document(section(exercise(stages))), layout=house_layout(name))
    assert [page_of(pages, word) % 2 for word in ("second", "third")] == [0, 0]
    assert page_of(pages, f"word{first - 1}") < page_of(pages, "second") == page_of(pages, "third") - 2


def test_what_can_be_torn_out_takes_its_title_along() -> None:
    """Sections have dividers, but a form's title stands above it."""
    layout = house_layout()
    layout = replace(layout, page=replace(layout.page, dividers="sections"))
    form = section(
        paragraph("Fill in."), id="sec-form", title=text("A form"), running_title="A form", leaf=True
    )
    pages = set_pages(document(section(paragraph("Text.")), form), layout=layout)
    assert page_of(pages, "Fill in.") == page_of(pages, "A form")
    assert page_of(pages, "Text.") == page_of(pages, "A section") + 2
    assert page_of(pages, "A form") % 2 == 1
    back = page_of(pages, "A form")
    assert not any(found.operator in PAINTING for found in operations(pages.pdf, back))


# ------------------------------------------------------------------------------------ room left


def table(rows: int) -> Table:
    body = tuple(
        Row((Cell((paragraph(f"row{number}"),)), Cell((paragraph("what"),)))) for number in range(rows)
    )
    return Table((Column(), Column()), (), body, lines=1)


def about(sentences: int) -> Paragraph:
    return paragraph(" ".join(f"begin{number} {words(30)} end{number}." for number in range(sentences)))


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("rows", [4, 8, 12])
@pytest.mark.parametrize("blocks", [1, 2, 3])
def test_no_lines_for_notes_in_the_middle_of_a_sentence(name: str, rows: int, blocks: int) -> None:
    lead_ins: list[Block] = []
    for number in range(blocks):
        lead_ins += [Heading(2, text("On"), Attributes(f"on{number}")), about(2), table(rows)]
    pages = set_pages(document(section(*lead_ins)), layout=house_layout(name))
    for found in page_texts(pages.pdf):
        shown = re.findall(r"\b(?:begin|word|end|row|what)\d*", found)
        if shown and "Notes" in found.split():
            assert shown[-1] in ("end1", "what")


def test_no_lines_for_notes_in_a_list_or_an_exercise() -> None:
    items = tuple(ListItem((paragraph(f"item{number}"), table(12))) for number in range(2))
    task = exercise(paragraph("item0"), table(12), paragraph("item1"), table(12))
    for block in (List(items), task):
        pages = set_pages(document(section(block, objectives=(text("Know it."),))))
        first, second = (page_of(pages, f"item{number}") for number in range(2))
        assert first < second
        assert not set(range(first, second)) & set(page_of_lines(pages))


def test_footnotes_at_the_end_of_a_section_are_not_called_as_the_lines_are() -> None:
    noted = Paragraph((Text("Text"), Footnote((paragraph("A note."),), 1), Text(".")))
    pages = set_pages(document(section(noted)), layout=house_layout("large-print"))
    (shown,) = [found for found in page_texts(pages.pdf) if "A note." in found]
    assert shown.split().count("Footnotes") == 1
    assert shown.index("Footnotes") < shown.index("A note.")


def test_a_long_answer_is_divided_and_a_short_one_is_not() -> None:
    def answers(count: int) -> Document:
        long = tuple(paragraph(words(60)) for _ in range(count))
        return document(
            section(*(Callout("answer", text(f"key{each}"), long) for each in range(4)), kind="kit")
        )

    short, long = (set_pages(answers(count)) for count in (1, 5))
    starts = [page_of(long, f"key{each}") for each in range(4)]
    assert starts == [3, 3, 4, 5]
    assert [page_of(short, f"key{each}") for each in range(4)] == [3, 3, 3, 3]


def test_a_callout_leads_to_nothing() -> None:
    """What follows it may be on the next page."""
    for kind, page in (("tip", 3), ("", 4)):
        said = paragraph("Said first.")
        block: Block = Callout(kind, text("T"), (said,)) if kind else said
        filler = WriteOn(height=400.0)
        pages = set_pages(document(section(filler, block, Scale((text("I can"),) * 8, 3), kind="kit")))
        assert page_of(pages, "Said first.") == page
        assert page_of(pages, "I can") == 4


# ------------------------------------------------------------------------------------ tasks


def test_a_way_on_names_the_step_and_its_page() -> None:
    steps = (
        Step(text("Start"), (paragraph("Begin."),), (Branch(text("Go."), "ex-b"),), Attributes("ex-a")),
        Step(text("You wait"), (paragraph("Done."),), (), Attributes("ex-b")),
    )
    for apart in (False, True):
        pages = set_pages(document(section(exercise(Branching(steps, apart)))))
        page = page_of(pages, "Done.")
        assert (page == page_of(pages, "Begin.")) is not apart
        assert f"Go. Turn to page {page}: You wait" in " ".join(" ".join(page_texts(pages.pdf)).split())


def test_a_box_that_is_higher_than_the_page_is_reported() -> None:
    diagnostics = Diagnostics()
    at = Position("sources/a.md", 7, 1)
    set_pages(document(section(WriteOn(height=60 / 2.54 * 72, pos=at))), diagnostics)
    (found,) = diagnostics.sorted
    assert (found.severity, found.pos) == ("warning", at)
    assert found.message == (
        "This box is to be 60.0 cm high; it is made 23.1 cm high, as the text of a page is (office)."
    )
    assert found.hint == "Make it lower, or write height=rest: then it takes what its page has left."


def test_cells_of_a_complete_table_are_no_fields() -> None:
    rows = (Row((Cell((paragraph("9:50"),)), Cell(()))),)
    for complete, count in ((False, 1), (True, 0)):
        made = Table((Column(), Column()), (), rows, complete=complete)
        pages = set_pages(document(section(made)), layout=house_layout("screen"))
        assert sum(isinstance(area, FieldArea) for area in pages.annotations) == count


def test_a_field_that_nothing_leads_to_is_called_after_its_section() -> None:
    pages = set_pages(document(section(WriteOn(lines=2))), layout=house_layout("screen"))
    assert [area.tooltip for area in pages.annotations if isinstance(area, FieldArea)] == ["A section"]
