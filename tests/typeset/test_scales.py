"""Scales: the words over their points, and what their fields are called."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from packetpress.load.text_size import for_text_size
from packetpress.model import FieldArea, Heading, Layout, Pages, Scale
from packetpress.model.positions import Attributes
from tests.pdf import page_texts
from tests.typeset.samples import document, house_layout, section, set_pages, text
from tests.typeset.words import Word, overlaps, words_on

HEAD = ((1, "Not yet"), (3, "Sometimes"), (5, "Every day"))
STATEMENTS = (text("I look before I move."), text("I can tell what I saw from what I guess."))


def scale(**changes: object) -> Scale:
    return replace(Scale(STATEMENTS, 5, HEAD), **changes)  # type: ignore[arg-type]


def layout(name: str, size: float = 0.0) -> Layout:
    return for_text_size(house_layout(name), size) if size else house_layout(name)


def words_over(made: Scale, look: Layout) -> list[Word]:
    """What stands in the head of the one scale, above its first statement."""
    pages = set_pages(document(section(made)), layout=look)
    (page,) = [number for number, found in enumerate(page_texts(pages.pdf), 1) if "look before" in found]
    found = words_on(pages.pdf, page)
    below = min(word.top for word in found if word.text == "look")
    known = {word for _, words in made.labels for word in words.split()}
    return [word for word in found if word.text in known and word.bottom < below + 1]


@pytest.mark.parametrize(
    ("name", "size"),
    [("office", 0.0), ("office", 20.0), ("half-letter", 0.0), ("half-letter", 12.0), ("large-print", 0.0)],
)
@pytest.mark.parametrize(
    "labels",
    [
        HEAD,
        ((1, "Strongly disagree"), (2, "Disagree"), (3, "Neither"), (4, "Agree"), (5, "Strongly agree")),
        ((1, "Überhaupt"), (2, "Gelegentlich"), (4, "Grundsätzlich"), (5, "Selbstverständlich")),
    ],
)
@pytest.mark.parametrize("role", [False, True])
def test_words_over_points_stand_apart_and_whole(
    name: str, size: float, labels: tuple[tuple[int, str], ...], role: bool
) -> None:
    look = layout(name, size)
    found = words_over(scale(labels=labels, role=role), look)
    assert sorted(word.text for word in found) == sorted(" ".join(words for _, words in labels).split())
    right = look.page.width - look.page.outer
    for word in found:
        assert word.right < right
    for one, other in combinations(found, 2):
        assert not overlaps(one, other, 1.5), (one, other)


@pytest.mark.parametrize("name", ["office", "half-letter", "large-print"])
def test_words_over_two_moments_stand_apart(name: str) -> None:
    found = words_over(
        scale(retrospective="together", points=4, labels=((1, "Never"), (4, "Always"))), layout(name)
    )
    assert sorted(word.text for word in found) == ["Always", "Always", "Never", "Never"]
    for one, other in combinations(found, 2):
        assert not overlaps(one, other, 1.5)


def test_where_there_is_room_they_stand_on_one_line() -> None:
    assert len({round(word.top, 1) for word in words_over(scale(), layout("office"))}) == 1


def test_points_leave_the_statements_more_than_half() -> None:
    """As long as the words over them need no more."""
    look = layout("half-letter", 12.0)
    measure = look.page.width - look.page.inner - look.page.outer
    first = {}
    for labels in (((1, "No"), (5, "Yes")), ((1, "Impossible"), (3, "Sometimes"), (5, "Certainly"))):
        pages = set_pages(document(section(scale(labels=labels))), layout=replace(look, fields=True))
        first[labels[0][1]] = min(
            area.rect[0] for area in pages.annotations if isinstance(area, FieldArea) and area.kind == "radio"
        )
    assert first["No"] - look.page.outer > 0.55 * measure > first["Impossible"] - look.page.outer


def fields(pages: Pages) -> list[str]:
    rows = [area.row for area in pages.annotations if isinstance(area, FieldArea) and area.kind == "radio"]
    return list(dict.fromkeys(rows))


def test_a_statement_that_comes_twice_is_called_after_its_heading_too() -> None:
    before = Heading(2, text("Before we start"), Attributes("before"))
    after = Heading(2, text("At the end"), Attributes("after"))
    once = scale(statements=(text("Only here"),))
    made = section(before, scale(), once, after, scale())
    pages = set_pages(document(made), layout=house_layout("screen"))
    assert fields(pages) == [
        "I look before I move., Before we start",
        "I can tell what I saw from what I guess., Before we start",
        "Only here",
        "I look before I move., At the end",
        "I can tell what I saw from what I guess., At the end",
    ]
