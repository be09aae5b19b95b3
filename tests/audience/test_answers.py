"""One exercise, two readings: shuffled alike for all, with the answers or without a trace of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from packetpress.audience.answers import arranged, shuffle
from packetpress.compose.answers import answers
from packetpress.model import Attributes, Blank, Block, Exercise, Paragraph
from packetpress.model.tasks import Choice, Group, Item, Match, Ordering, Question, Sort, TrueFalse
from packetpress.walk import descendants, plain_text
from tests.values import inlines, para

LABELS = {"true": "True", "false": "False"}
NUMBERS = st.integers(2, 12)
IDS = st.from_regex(r"ex-[a-z]{1,8}", fullmatch=True)


def exercise(*children: Block, id: str = "ex-feed") -> Exercise:
    return Exercise(inlines("Title"), children, attributes=Attributes(id))


def items(count: int, prefix: str = "left") -> tuple[Item, ...]:
    return tuple(Item(inlines(f"{prefix}{i}"), beside=inlines(f"right{i}")) for i in range(count))


def words(nodes: tuple[object, ...]) -> list[str]:
    return [plain_text(node.children) for node in nodes if isinstance(node, Item)]


@given(st.integers(2, 200), st.text(max_size=20))
def test_a_shuffle_keeps_everything_and_changes_the_order(number: int, seed: str) -> None:
    order = shuffle(number, seed)
    assert sorted(order) == list(range(number))
    assert order != tuple(range(number))
    assert order == shuffle(number, seed)


def test_the_order_is_the_same_for_ever() -> None:
    assert shuffle(6, "ex-feed\0001") == (0, 3, 2, 5, 1, 4)
    assert shuffle(1, "x") == (0,)
    assert shuffle(0, "x") == ()


@given(NUMBERS, IDS)
def test_the_key_of_a_match_fits_what_is_printed(count: int, name: str) -> None:
    written = exercise(Match(items(count)), id=name)
    (match,) = arranged(written, answers=True).children
    assert isinstance(match, Match)
    for index, item in enumerate(match.items):
        assert plain_text(item.children) == f"left{index}"
        assert item.answer is not None
        assert plain_text(match.items[item.answer].beside) == f"right{index}"


@given(NUMBERS, IDS)
def test_the_key_of_steps_fits_what_is_printed(count: int, name: str) -> None:
    written = exercise(Ordering(items(count)), id=name)
    (steps,) = arranged(written, answers=True).children
    assert isinstance(steps, Ordering)
    assert [plain_text(item.children) for item in steps.items] == [f"left{i.answer}" for i in steps.items]
    (key,) = answers(arranged(written, answers=True), LABELS)
    assert isinstance(key, Paragraph)
    assert plain_text(key.children) == " · ".join(f"{i + 1} left{i}" for i in range(count))


@given(st.lists(st.integers(1, 5), min_size=2, max_size=4), IDS)
def test_the_key_of_sorting_fits_what_is_printed(sizes: list[int], name: str) -> None:
    groups = tuple(Group(inlines(f"group{i}"), items(size, f"g{i}-")) for i, size in enumerate(sizes))
    (task,) = arranged(exercise(Sort(groups), id=name), answers=True).children
    assert isinstance(task, Sort)
    assert sorted(words(task.items)) == sorted(
        f"g{i}-{n}" for i, size in enumerate(sizes) for n in range(size)
    )
    assert all(plain_text(item.children).startswith(f"g{item.answer}-") for item in task.items)


EVERY = (
    Choice((Question((para("Which?"),), (Item(inlines("a"), 0), Item(inlines("b"), 1))),)),
    TrueFalse((Item(inlines("yes"), 1), Item(inlines("no"), 0))),
    Match(items(3)),
    Sort((Group(inlines("g1"), items(2, "x")), Group(inlines("g2"), items(2, "y")))),
    Ordering(items(3)),
    para("A ", Blank(inlines("secret")), " and ", Blank(inlines("hidden")), "."),
)


def test_participants_get_the_same_order_and_no_answer() -> None:
    with_answers = arranged(exercise(*EVERY), answers=True)
    without = arranged(exercise(*EVERY), answers=False)
    assert "secret" not in repr(without)
    assert "hidden" not in repr(without)
    for node in descendants(without.children):
        if isinstance(node, Item):
            assert node.answer is None
    stripped = [
        replace(node, answer=None) for node in descendants(with_answers.children) if isinstance(node, Item)
    ]
    assert stripped == [node for node in descendants(without.children) if isinstance(node, Item)]


def test_the_key_says_every_answer_and_nothing_without_answers() -> None:
    key = answers(arranged(exercise(*EVERY), answers=True), LABELS)
    assert [plain_text(block.children) for block in key if isinstance(block, Paragraph)] == [
        "B",
        "1 True · 2 False",
        "1 B · 2 A · 3 C",
        "g1: x0 · x1",
        "g2: y0 · y1",
        "1 left0 · 2 left1 · 3 left2",
        "1 secret · 2 hidden",
    ]
    assert answers(arranged(exercise(*EVERY), answers=False), LABELS) == ()


def test_blanks_are_numbered_and_named_by_their_exercise() -> None:
    (paragraph,) = arranged(exercise(EVERY[-1]), answers=False).children
    blanks = [node for node in descendants((paragraph,)) if isinstance(node, Blank)]
    assert [(blank.number, blank.name) for blank in blanks] == [
        (1, "ex-feed-blank-1"),
        (2, "ex-feed-blank-2"),
    ]


def test_an_exercise_in_another_is_arranged_once() -> None:
    inner = arranged(exercise(Match(items(4))), answers=True)
    assert arranged(exercise(inner, id="ex-outer"), answers=True).children == (inner,)
