"""The kinds of tasks: what an author writes, what is read from it, and what is said about mistakes."""

from __future__ import annotations

import pytest

from packetpress import model as m
from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import parse
from packetpress.tasks import Choice, Item, Match, Ordering, Sort, TrueFalse
from packetpress.walk import descendants, plain_text
from tests.load.markdown.dump import Files


def read(markdown: str) -> tuple[m.Exercise, list[str]]:
    """The exercise around ``markdown``, whose first line is line 2, and the findings."""
    diagnostics = Diagnostics()
    body = parse(
        f":::: {{.exercise #ex-one title=One}}\n{markdown}\n::::\n", "a.md", diagnostics, files=Files()
    )
    (block,) = body.blocks
    assert isinstance(block, m.Exercise)
    return block, [f"{f.pos.line}:{f.pos.column} {f.message}" for f in diagnostics.sorted]


def task(markdown: str) -> m.Block:
    block, findings = read(markdown)
    assert findings == []
    return block.children[0]


def said(items: tuple[Item, ...]) -> list[tuple[str, int | None]]:
    return [(plain_text(item.children), item.answer) for item in items]


def test_choice_with_text_before_its_options() -> None:
    block = task("::: choice\nWhich?\n\n- [ ] This\n- [x] *That*\n:::")
    assert isinstance(block, Choice)
    (question,) = block.questions
    assert said(question.options) == [("This", 0), ("That", 1)]
    assert not question.multiple
    assert question.options[1].pos == m.Position("a.md", 6, 1)
    assert isinstance(question.children[0], m.Paragraph)


def test_choice_of_numbered_questions() -> None:
    block = task("::: choice\n1. Which?\n    - [x] A\n    - [x] B\n2. When?\n    - [ ] D\n    - [x] E\n:::")
    assert isinstance(block, Choice)
    assert [(said(q.options), q.multiple) for q in block.questions] == [
        ([("A", 1), ("B", 1)], True),
        ([("D", 0), ("E", 1)], False),
    ]


def test_any_number_may_be_right_where_one_is() -> None:
    block = task("::: {.choice multiple=yes}\nWhich?\n\n- [ ] A\n- [x] B\n:::")
    assert isinstance(block, Choice)
    assert block.questions[0].multiple


def test_true_and_false() -> None:
    block = task('::: true-false\n- [x] Yes\n- [ ] No {audience="x"}\n:::')
    assert isinstance(block, TrueFalse)
    assert said(block.items) == [("Yes", 1), ("No", 0)]
    assert block.items[1].attributes.get("audience") == "x"


@pytest.mark.parametrize(
    "markdown",
    ["| You see | It says |\n|---|---|\n| a | b |\n| c | d |", "a\n:   b\n\nc\n:   d"],
    ids=["table", "definitions"],
)
def test_match(markdown: str) -> None:
    block = task(f"::: match\n{markdown}\n:::")
    assert isinstance(block, Match)
    assert [(plain_text(i.children), plain_text(i.beside)) for i in block.items] == [("a", "b"), ("c", "d")]
    assert [plain_text(head) for head in block.heads] in ([], ["You see", "It says"])


def test_sort() -> None:
    block = task("::: sort\nServe\n:   looks\n:   coos\n\nReturn\n:   smiles\n:::")
    assert isinstance(block, Sort)
    assert [(plain_text(g.children), [plain_text(i.children) for i in g.items]) for g in block.groups] == [
        ("Serve", ["looks", "coos"]),
        ("Return", ["smiles"]),
    ]


def test_ordering() -> None:
    block = task("::: ordering\n1. Look.\n2. Wait.\n:::")
    assert isinstance(block, Ordering)
    assert [plain_text(item.children) for item in block.items] == ["Look.", "Wait."]


def test_blank_keeps_what_else_its_braces_say() -> None:
    block, findings = read('A [word]{.blank} and [other]{.blank audience="x"}.')
    assert findings == []
    blanks = [node for node in descendants(block.children) if isinstance(node, m.Blank)]
    assert [plain_text(blank.children) for blank in blanks] == ["word", "other"]
    (span,) = [node for node in descendants(block.children) if isinstance(node, m.Span)]
    assert span.attributes.pairs == (("audience", "x"),)
    assert span.attributes.classes == ()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A []{.blank}.", "2:5 This blank has no answer."),
        ("A [ ]{.blank}.", "2:6 This blank has no answer."),
        ("::: choice\nWhich?\n\n- [ ] A\n- [ ] B\n:::", "5:1 None of these options is the right one."),
        ("::: choice\nWhich?\n\n- [x] A\n:::", "5:1 There is one option only."),
        ("::: choice\nWhich?\n:::", "3:1 No options follow this question."),
        ("::: choice\n- [x] A\n\n    - B\n- [ ] C\n:::", "3:1 This can't stand in “choice”."),
        (
            "::: {.choice multiple=maybe}\nW?\n\n- [x] A\n- [ ] B\n:::",
            "2:23 “multiple” is yes or no, not “maybe”.",
        ),
        ("::: true-false\nText.\n:::", "3:1 This can't stand in “true-false”."),
        (
            "::: match\n| a | b | c |\n|--|--|--|\n| 1 | 2 | 3 |\n:::",
            "3:1 A table to match has two columns, not 3.",
        ),
        (
            "::: match\n| a | b |\n|--|--|\n| 1 | 2 |\n| 3 | |\n:::",
            "6:1 The two sides of this match are unequal: one cell is empty.",
        ),
        (
            "::: match\na\n:   b\n:   c\n\nd\n:   e\n\nf\n:   g\n:::",
            "3:1 The two sides of this match are unequal: 1 on the left, 2 on the right.",
        ),
        ("::: ordering\n1. Look.\n:::", "2:1 “ordering” needs two steps at least."),
        ("::: sort\nServe\n:   a\n:::", "2:1 “sort” needs two columns at least."),
    ],
)
def test_mistakes(markdown: str, expected: str) -> None:
    assert expected in read(markdown)[1]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A [word]{.blank}.", "1:9 This blank stands outside an exercise."),
        ("::: answer\nYes.\n:::", "1:1 This answer stands outside an exercise."),
        ("::: tip\n::: answer\nYes.\n:::\n:::", "2:1 This answer stands outside an exercise."),
        ("::: ordering\n1. a\n2. b\n:::", "1:1 This task stands outside an exercise."),
    ],
)
def test_an_answer_outside_an_exercise(markdown: str, expected: str) -> None:
    diagnostics = Diagnostics()
    parse(markdown, "a.md", diagnostics, files=Files())
    assert [f"{f.pos.line}:{f.pos.column} {f.message}" for f in diagnostics.sorted] == [expected]
