"""Tasks on paper and on screen: what is printed, where, as which element, and which fields there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from packetpress.audience.answers import arranged
from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    Attributes,
    Blank,
    Block,
    Cell,
    Column,
    Exercise,
    FieldArea,
    Pages,
    Paragraph,
    Row,
    Scale,
    Table,
    Text,
)
from packetpress.model.tasks import (
    Branch,
    Branching,
    Card,
    Cards,
    Choice,
    Group,
    Item,
    Match,
    Ordering,
    Question,
    Sort,
    Step,
    TrueFalse,
)
from tests.pdf import PAINTING, operations, page_texts, words_of
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages, text
from tests.typeset.test_typeset import find, leaves


def exercise(*blocks: Block, answers: bool = False) -> Exercise:
    made = Exercise(text("Title"), blocks, number="1A", attributes=Attributes("ex-one"))
    return arranged(made, answers=answers)


def sheet(rows: int) -> Table:
    head = Row(tuple(Cell((paragraph(word),), True) for word in ("When", "What")))
    body = tuple(Row((Cell((paragraph(f"r{number}"),)), Cell(()))) for number in range(rows))
    return Table((Column(), Column()), (head,), body, lines=2)


TASKS: tuple[Block, ...] = (
    Choice(
        (
            Question((paragraph("Which?"),), (Item(text("this"), 0), Item(text("that"), 1))),
            Question((paragraph("What?"),), (Item(text("one"), 1), Item(text("two"), 1)), multiple=True),
        )
    ),
    TrueFalse((Item(text("earth"), 1), Item(text("moon"), 0))),
    Paragraph((Text("A "), Blank(text("secret")), Text(", then "), Blank(text("hidden")), Text("."))),
    Match(tuple(Item(text(f"left{i}"), beside=text(f"right{i}")) for i in range(3)), (text("L"), text("R"))),
    Sort((Group(text("G"), (Item(text("gg")),)), Group(text("H"), (Item(text("hh")), Item(text("hi")))))),
    Ordering(tuple(Item(text(f"step{i}")) for i in range(3))),
    Scale((text("I can"),), 3, ((1, "No"), (3, "Yes")), retrospective="together", role=True),
    sheet(2),
    Branching(
        (
            Step(
                text("Start"), (paragraph("Begin."),), (Branch(text("Go"), "ex-end"),), Attributes("ex-start")
            ),
            Step(text("End"), (paragraph("Done."),), (), Attributes("ex-end")),
        ),
        apart=True,
    ),
    Cards((Card((paragraph("front1"),), (paragraph("back1"),)), Card((paragraph("front2"),)))),
)


@cache
def made(layout: str = "office", answers: bool = False) -> Pages:
    body = section(exercise(*TASKS, answers=answers))
    return set_pages(document(body), layout=house_layout(layout))


def printed(pages: Pages) -> str:
    return " ".join(words_of(pages.pdf))


@pytest.mark.parametrize("layout", ["office", "screen", "large-print"])
@pytest.mark.parametrize("answers", [False, True])
def test_everything_drawn_is_marked_and_belongs_to_one_element(layout: str, answers: bool) -> None:
    pages = made(layout, answers)
    marked = Counter((leaf.page, leaf.mcid) for leaf in leaves(pages.structure))
    assert set(marked.values()) == {1}
    drawn = set()
    for page in range(pages.count):
        for operation in operations(pages.pdf, page):
            if operation.operator in PAINTING:
                assert operation.mark
                if operation.mark != "Artifact":
                    drawn.add((page, operation.mcid))
    assert drawn == set(marked)


def test_participants_see_no_answer() -> None:
    words = printed(made())
    assert "secret" not in words
    assert "hidden" not in words
    alts = [dict(figure.attributes)["Alt"] for figure in find(made().structure, "Figure")]
    assert "right" not in alts
    assert alts.count("to tick") == 4


def test_facilitators_see_the_answers_in_their_places() -> None:
    pages = made(answers=True)
    words = printed(pages)
    assert "1 secret, then 2 hidden." in words
    alts = [dict(figure.attributes)["Alt"] for figure in find(pages.structure, "Figure")]
    assert alts.count("right") == 3
    match, order = (
        task for task in exercise(*TASKS, answers=True).children if isinstance(task, Match | Ordering)
    )
    assert isinstance(match, Match)
    assert isinstance(order, Ordering)
    for number, item in enumerate(match.items, 1):
        assert item.answer is not None
        assert f"{number}. left{number - 1} {'ABC'[item.answer]} {'ABC'[number - 1]}. right" in words
    for item in order.items:
        (value,) = item.children
        assert isinstance(value, Text)
        assert item.answer is not None
        assert f"{item.answer + 1} {value.value}" in words


def test_fields_are_named_after_the_exercise_and_say_what_they_ask() -> None:
    areas = [area for area in made("screen").annotations if isinstance(area, FieldArea)]
    named = {area.name: (area.kind, area.row or area.tooltip) for area in areas}
    assert list(named.items()) == [
        ("ex-one-1", ("radio", "1. Which?")),
        ("ex-one-3", ("check", "2. What? one")),
        ("ex-one-4", ("check", "2. What? two")),
        ("ex-one-5", ("radio", "earth")),
        ("ex-one-6", ("radio", "moon")),
        ("ex-one-blank-1", ("text", "Blank 1")),
        ("ex-one-blank-2", ("text", "Blank 2")),
        ("ex-one-7", ("text", "left0: letter")),
        ("ex-one-8", ("text", "left1: letter")),
        ("ex-one-9", ("text", "left2: letter")),
        ("ex-one-10", ("lines", "G")),
        ("ex-one-11", ("lines", "H")),
        *((f"ex-one-{12 + i}", ("text", f"step{n}: number")) for i, n in enumerate(_printed_steps())),
        ("ex-one-15", ("radio", "I can, Before")),
        ("ex-one-16", ("radio", "I can, Now")),
        ("ex-one-17", ("check", "I can For my role")),
        ("ex-one-18", ("lines", "r0, What")),
        ("ex-one-19", ("lines", "r1, What")),
    ]
    for name in {area.name for area in areas if area.kind == "radio"}:
        values = [area.value for area in areas if area.name == name]
        assert len(values) == len(set(values)) > 1


def _printed_steps() -> list[int]:
    (order,) = (task for task in exercise(*TASKS, answers=True).children if isinstance(task, Ordering))
    return [item.answer for item in order.items if item.answer is not None]


def test_where_answers_are_printed_there_is_nothing_to_fill_in() -> None:
    areas = [area for area in made("screen", answers=True).annotations if isinstance(area, FieldArea)]
    assert {area.tooltip.split(",")[0].split(" No")[0] for area in areas} >= {"I can"}
    assert not [
        area for area in areas if "blank" in area.name or area.tooltip.startswith(("left", "1. Which"))
    ]


def test_a_story_says_the_pages_to_turn_to() -> None:
    pages = made()
    texts = page_texts(pages.pdf)
    (end,) = [number for number, words in enumerate(texts, 1) if "Done." in words]
    (start,) = [number for number, words in enumerate(texts, 1) if "Begin." in words]
    assert end == start + 1
    assert f"Go Turn to page {end}" in printed(pages)
    assert pages.destinations["ex-end"][0] == end - 1


def test_backs_of_cards_are_on_the_other_side_of_the_paper_and_mirrored() -> None:
    pages = made()
    texts = page_texts(pages.pdf)
    (front,) = [number for number, words in enumerate(texts, 1) if "front1" in words]
    (back,) = [number for number, words in enumerate(texts, 1) if "back1" in words]
    assert front % 2 == 1
    assert back == front + 1
    assert _left(pages, front - 1) < 306 < _left(pages, back - 1)


def test_cards_at_the_beginning_of_a_section_leave_its_opener() -> None:
    cards = Cards((Card((paragraph("front1"),)),), 2, 4)
    pages = set_pages(document(section(cards)))
    (grid,) = pages.cards
    opener = next(number for number, words in enumerate(page_texts(pages.pdf)) if "A section" in words)
    assert grid.page == opener + 1
    assert (grid.columns, grid.rows, grid.is_back) == (2, 1, False)
    column = house_layout().page
    assert grid.rect == pytest.approx(
        # A row is a quarter of the column, which ends a point early.
        (column.outer, 718.56 - 652.76 / 4, 612 - column.inner, 718.56),
        abs=0.01,
    )


@pytest.mark.parametrize(("multiple", "count"), [(1, 4), (4, 4), (6, 6), (5, 10)])
def test_pages_for_notes_make_a_multiple(multiple: int, count: int) -> None:
    layout = house_layout()
    layout = replace(layout, page=replace(layout.page, multiple=multiple))
    packet = document(section(paragraph("words")))
    pages = set_pages(packet, layout=layout)
    plain = page_texts(set_pages(packet).pdf)
    texts = page_texts(pages.pdf)
    assert (pages.count, len(pages.folios), len(texts)) == (count, count, count)
    assert texts[: len(plain)] == plain
    for number, words in enumerate(texts[len(plain) :], len(plain) + 1):
        assert "Notes" in words
        assert str(number) in words.split()


def _left(pages: Pages, page: int) -> float:
    """Where the first words of a page's cards begin, below its head and above its foot."""
    for operation in operations(pages.pdf, page):
        if operation.operator == "Tm" and 72 < float(operation.operands[5]) < 720:  # type: ignore[arg-type]
            return float(operation.operands[4])  # type: ignore[arg-type]
    raise AssertionError("no words")


def test_a_card_that_is_too_full_is_reported() -> None:
    diagnostics = Diagnostics()
    cards = Cards((Card((paragraph("word " * 400),)),), 2, 4)
    set_pages(document(section(cards)), diagnostics)
    (found,) = diagnostics.sorted
    assert "times as much as it has room for" in found.message


def test_there_is_room_for_handwriting() -> None:
    """Lines 8 mm apart at least: 22.7 points."""
    layout = house_layout()
    assert layout.writing_pitch >= 22.7
    pages = set_pages(document(section(exercise(Paragraph(_many_blanks())))))
    rules = _rules(pages)
    assert len(rules) > 3
    assert min(upper - lower for lower, upper in pairwise(rules)) >= 22.7


def _many_blanks() -> tuple[Text | Blank, ...]:
    return tuple(
        part for i in range(12) for part in (Text(f"some words {i} "), Blank(text("answer")), Text(" "))
    )


def _rules(pages: Pages) -> list[float]:
    """Heights of the rules of blanks, from the lowest up."""
    (page,) = (number for number, words in enumerate(page_texts(pages.pdf)) if "some words" in words)
    found: set[float] = set()
    start = (0.0, 0.0)
    for operation in operations(pages.pdf, page):
        if operation.operator in ("m", "l"):
            x, y = (float(value) for value in operation.operands)  # type: ignore[arg-type]
            if operation.operator == "l" and 60 < x - start[0] < 100:
                found.add(y)
            start = (x, y)
    return sorted(found)
