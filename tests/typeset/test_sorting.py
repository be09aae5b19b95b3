"""What is to be sorted: each thing in a frame of its own; answers told apart in their columns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packetpress.audience.answers import arranged
from packetpress.model import Attributes, Block, Exercise, Pages
from packetpress.model.tasks import Group, Item, Sort
from tests.pdf import operations, page_texts, place_of
from tests.typeset.samples import document, house_layout, section, set_pages, text
from tests.typeset.test_typeset import find

GROUPS = ("Watch", "Talk")


def sort(*items: str, answers: bool = False) -> Block:
    """The items by turns in either group."""
    groups = tuple(
        Group(text(name), tuple(Item(text(item)) for item in items[index::2]))
        for index, name in enumerate(GROUPS)
    )
    made = Exercise(text("Title"), (Sort(groups),), number="1A", attributes=Attributes("ex-one"))
    return arranged(made, answers=answers)


def frames(pages: Pages, page: int) -> list[tuple[float, float, float, float]]:
    """Left, lower edge, width and height of the frames on a page, in the order in which they are drawn."""
    found = []
    for operation in operations(pages.pdf, page):
        if operation.operator == "re":
            left, bottom, width, height = (float(value) for value in operation.operands)  # type: ignore[arg-type]
            found.append((left, bottom, width, height))
    # A frame is a ground of paper and, half a line inside it, its outline.
    return [
        ground
        for ground, outline in pairwise(found)
        if outline
        == pytest.approx((ground[0] + 0.35, ground[1] + 0.35, ground[2] - 0.7, ground[3] - 0.7), abs=0.011)
    ]


def test_each_thing_has_a_frame() -> None:
    items = ("cries a lot", "looks away", "arches back", "leans in", "sleeps", "stares")
    pages = set_pages(document(section(sort(*items))))
    page, *_ = place_of(pages.pdf, "cries a lot")
    found = frames(pages, page)
    assert len(found) == len(items)
    assert len({width for _, _, width, _ in found}) == 1
    for item in items:
        _, left, bottom = place_of(pages.pdf, item)
        around = [
            each
            for each in found
            if each[0] < left < each[0] + each[2] and each[1] < bottom < each[1] + each[3]
        ]
        assert len(around) == 1
    assert "·" not in page_texts(pages.pdf)[page].split("Watch")[0].split("Title")[1]


def test_short_things_stand_beside_each_other_and_long_ones_below() -> None:
    trees = ("alder", "birch", "cedar", "maple")
    short = set_pages(document(section(sort(*trees))))
    assert len({place_of(short.pdf, tree)[2] for tree in trees}) == 1
    long = tuple(
        f"item{n} " + "of very many words that nobody can say in one breath at all " * 2 for n in range(3)
    )
    pages = set_pages(document(section(sort(*long))))
    assert len({place_of(pages.pdf, f"item{n}")[1] for n in range(3)}) == 1
    assert len({place_of(pages.pdf, f"item{n}")[2] for n in range(3)}) == 3


def test_they_are_a_list_in_which_no_words_run_together() -> None:
    pages = set_pages(document(section(sort("one", "two", "three"))), layout=house_layout("screen"))
    (listed,) = find(pages.structure, "L")
    assert [child.role for child in find(listed, "LI")] == ["LI"] * 3
    said = page_texts(pages.pdf)[place_of(pages.pdf, "two")[0]].split()
    assert {"one", "two", "three"} <= set(said)


words = st.lists(st.sampled_from(["a", "baby", "who", "cries", "disorganisation"]), min_size=1, max_size=8)


@settings(max_examples=20, deadline=None)
@given(st.lists(words, min_size=2, max_size=14))
def test_things_of_any_length_stay_in_their_frames(items: list[list[str]]) -> None:
    said = tuple(f"x{number} {' '.join(item)}" for number, item in enumerate(items))
    pages = set_pages(document(section(sort(*said))))
    measure = house_layout().page.width - 36
    for number in range(len(said)):
        page, left, bottom = place_of(pages.pdf, f"x{number} ")
        found = frames(pages, page)
        assert len(found) == len(said)
        assert any(x < left < x + w and y < bottom < y + h for x, y, w, h in found)
        assert all(x + w < measure for x, _, w, _ in found)


def test_answers_are_told_apart() -> None:
    items = ("cries a lot", "looks away", "arches back", "leans in")
    pages = set_pages(document(section(sort(*items, answers=True))))
    style = house_layout().styles["table"]
    for column in (items[::2], items[1::2]):
        (_, left, first), (_, below, second) = (place_of(pages.pdf, item, 2) for item in column)
        assert left == pytest.approx(below, abs=0.01)
        assert abs(first - second) == pytest.approx(style.leading + 5, abs=0.01)
    bullets = [place_of(pages.pdf, "•", number + 1) for number in range(4)]
    assert {place_of(pages.pdf, item, 2)[2] for item in items} == {bottom for _, _, bottom in bullets}
    assert [len(find(cell, "LI")) for cell in find(pages.structure, "TD")] == [2, 2]
