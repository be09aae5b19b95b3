"""The kinds of tasks: what an author writes, what is read from it, and what is said about mistakes."""

from __future__ import annotations

import pytest

from packetpress import model as m
from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import parse
from packetpress.model.tasks import Branching, Cards, Choice, Item, Match, Ordering, Quiz, Sort, TrueFalse
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


def cells(block: m.Block) -> list[list[str]]:
    assert isinstance(block, m.Table)
    return [[_words(cell.children) for cell in row.cells] for row in (*block.head, *block.body)]


def _words(blocks: m.Blocks) -> str:
    return " ".join(node.value for node in descendants(blocks) if isinstance(node, m.Text))


@pytest.mark.parametrize(
    ("kind", "rows", "lines"), [("observation", 8, 1), ("action-plan", 3, 2), ("formulation", 0, 3)]
)
def test_tables_to_fill_in(kind: str, rows: int, lines: int) -> None:
    table = "| What | When |\n|---|---|\n| a | |"
    block = task(f"::: {kind}\n{table}\n:::")
    assert isinstance(block, m.Table)
    assert block.lines == lines
    assert cells(block) == [["What", "When"], ["a", ""], *[["", ""]] * rows]
    block = task(f"::: {{.{kind} rows=1 lines=4}}\n{table}\n:::")
    assert isinstance(block, m.Table)
    assert (block.lines, len(block.body)) == (4, 2)


def test_a_sheet_may_have_a_row_for_each_participant() -> None:
    block = task("::: {.sheet rows=participants}\n| Name | Role |\n|---|---|\n| a | |\n:::")
    assert isinstance(block, m.Table)
    assert cells(block) == [["Name", "Role"], ["a", ""], ["", ""]]
    assert [row.per_person for row in block.body] == [False, True]


def test_a_checklist_with_columns() -> None:
    block = task('::: {.checklist owner="Who" date="By when"}\n- [ ] Call\n- [x] Read\n:::')
    assert isinstance(block, m.Callout)
    (table,) = block.children
    assert cells(table) == [["", "Who", "By when"], ["Call", "", ""], ["Read", "", ""]]
    boxes = [node.checkbox for node in descendants((table,)) if isinstance(node, m.ListItem)]
    assert boxes == [False, True]


def test_a_checklist_without_columns_is_a_callout() -> None:
    block = task("::: checklist\n- [ ] Call\n:::")
    assert isinstance(block, m.Callout)
    assert isinstance(block.children[0], m.List)


def test_scale_for_two_moments_and_a_role() -> None:
    block = task("::: {.scale points=4 retrospective=split role=yes}\n- I can\n:::")
    assert isinstance(block, m.Scale)
    assert (block.points, block.retrospective, block.role) == (4, "split", True)


def test_room_to_draw() -> None:
    block = task('::: {.draw label="A face"}\n:::')
    assert isinstance(block, m.WriteOn)
    assert (round(block.height, 1), block.lines, block.label) == (226.8, 0, "A face")


@pytest.mark.parametrize("kind", ["draw", "box"])
def test_a_box_may_take_the_rest_of_its_page(kind: str) -> None:
    block = task(f"::: {{.{kind} height=rest}}\n:::")
    assert isinstance(block, m.WriteOn)
    assert (round(block.height, 1), block.fills) == (226.8, True)


def test_journal() -> None:
    block = task("::: {.journal lines=3 page=yes}\n- What stayed?\n- What went?\n:::")
    assert isinstance(block, m.Div)
    assert [type(child) for child in block.children] == [
        m.PageBreak,
        *(m.Paragraph, m.WriteOn) * 2,
    ]
    asked = [child for child in block.children if isinstance(child, m.WriteOn)]
    assert [(child.lines, child.label) for child in asked] == [(3, "What stayed?"), (3, "What went?")]


def test_transcript() -> None:
    block = task('::: {.transcript notes="I notice"}\n- **Mother:** Tired?\n- *(a pause)*\n:::')
    assert isinstance(block, m.Div)
    assert cells(block.children[0]) == [
        ["", "", "I notice"],
        ["Mother:", " Tired?", ""],
        ["", "(a pause)", ""],
    ]


def test_vignette() -> None:
    block = task(
        "::::: {.vignette pages=yes}\n::: {.stage title=One}\na\n:::\nWhat?\n::: stage\nb\n:::\n:::::"
    )
    assert isinstance(block, m.Div)
    assert [type(child) for child in block.children] == [m.Callout, m.Paragraph, m.PageBreak, m.Callout]
    assert [child.overleaf for child in block.children if isinstance(child, m.PageBreak)] == [True]
    titles = [plain_text(child.title) for child in block.children if isinstance(child, m.Callout)]
    assert titles == ["1 · One", "2"]


STORY = "### Start {#ex-a}\nText.\n\n- [Wait.](#ex-b)\n- [Go.](#ex-c)\n\n### End {#ex-b}\nDone."


def test_branching() -> None:
    block = task(f"::: branching\n{STORY.replace('ex-c', 'ex-b')}\n:::")
    assert isinstance(block, Branching)
    assert [(plain_text(s.title), s.attributes.id) for s in block.steps] == [
        ("Start", "ex-a"),
        ("End", "ex-b"),
    ]
    assert [(plain_text(b.children), b.target) for b in block.steps[0].branches] == [
        ("Wait.", "ex-b"),
        ("Go.", "ex-b"),
    ]
    assert block.steps[1].branches == ()
    assert not block.apart


def test_cards() -> None:
    block = task("::: {.cards columns=3}\n### A\nfront\n\n---\n\nback\n\n### B\n:::")
    assert isinstance(block, Cards)
    assert (block.columns, block.rows) == (3, 4)
    assert [(_words(card.children), _words(card.back)) for card in block.cards] == [
        ("A front", "back"),
        ("B", ""),
    ]
    block = task("::: cards\n- one\n- two\n:::")
    assert isinstance(block, Cards)
    assert [_words(card.children) for card in block.cards] == ["one", "two"]


def test_quiz() -> None:
    block = task("::: {.glossary-quiz number=4}\n- serve\n:::")
    assert isinstance(block, Quiz)
    assert (block.terms, block.number) == ((("serve", m.Position("a.md", 3, 1)),), 4)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A []{.blank}.", "2:3 This blank has no answer."),
        ("A [ ]{.blank}.", "2:3 This blank has no answer."),
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
        ("::: {.scale points=1}\n- a\n:::", "2:20 “points” is a whole number from 2 to 11, not “1”."),
        ("::: {.scale retrospective=later}\n- a\n:::", "2:27 “retrospective” can't be “later”."),
        (f"::: branching\n{STORY}\n:::", "7:3 This leads to a step that doesn't exist: “#ex-c”."),
        ("::: branching\n### A\nText.\n:::", "3:1 This step has no id, so that nothing can lead to it."),
        ("::: branching\nText.\n:::", "3:1 This can't stand in “branching”."),
        ("::: vignette\n::: stage\na\n:::\n:::", "2:1 “vignette” needs two stages at least."),
        ("::: observation\nText.\n:::", "2:1 “observation” holds one table."),
        ("::: {.action-plan rows=0}\n| a |\n|---|\n:::", "2:24 “action-plan” has no rows."),
        ("::: transcript\n- **A:** b\n:::", "2:1 The transcript's margin has no name."),
        ("::: journal\nText.\n:::", "2:1 “journal” needs a question."),
        ("::: cards\nText.\n:::", "3:1 This can't stand in “cards”."),
    ],
)
def test_mistakes(markdown: str, expected: str) -> None:
    assert expected in read(markdown)[1]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A [word]{.blank}.", "1:3 This blank stands outside an exercise."),
        ("::: answer\nYes.\n:::", "1:1 This answer stands outside an exercise."),
        ("::: tip\n::: answer\nYes.\n:::\n:::", "2:1 This answer stands outside an exercise."),
        ("::: ordering\n1. a\n2. b\n:::", "1:1 This task stands outside an exercise."),
    ],
)
def test_an_answer_outside_an_exercise(markdown: str, expected: str) -> None:
    diagnostics = Diagnostics()
    parse(markdown, "a.md", diagnostics, files=Files())
    assert [f"{f.pos.line}:{f.pos.column} {f.message}" for f in diagnostics.sorted] == [expected]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("::: choice\nx?\n\n- [ ] a\n- b\n- [x] c\n:::", "6:1 This item has no box."),
        ("::: choice\n1. x?\n    - [x] a\n    - b\n:::", "5:5 This item has no box."),
        ("::: true-false\n- [x] a\n- b\n:::", "4:1 This item has no box."),
        (
            "::: choice\nx?\n\n- [ ] a\n-[x] b\n- [x] c\n:::",
            "6:1 This looks like an item with a box, and is read as text.",
        ),
    ],
)
def test_an_option_without_a_box_would_be_wrong_unseen(markdown: str, expected: str) -> None:
    assert read(markdown)[1] == [expected]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("{.exercise #feed}", ["1:5 The exercise's id “feed” does not begin with ex-."]),
        ("{.exercise #sec-feed}", ["1:5 The exercise's id “sec-feed” does not begin with ex-."]),
        ("{.exercise #ex-feed}", []),
    ],
)
def test_an_exercises_id_begins_with_ex(opening: str, expected: list[str]) -> None:
    diagnostics = Diagnostics()
    parse(f"::: {opening}\nx\n:::", "a.md", diagnostics, files=Files())
    assert [f"{f.pos.line}:{f.pos.column} {f.message}" for f in diagnostics.sorted] == expected


def test_a_question_of_a_journal_goes_with_its_lines() -> None:
    block = task('::: journal\n- One?\n- Two? {edition="facilitator"}\n:::')
    assert isinstance(block, m.Div)
    one, lines, both = block.children
    assert isinstance(one, m.Paragraph)
    assert isinstance(lines, m.WriteOn)
    assert isinstance(both, m.Div)
    assert both.attributes.pairs == (("edition", "facilitator"),)
    assert [type(child) for child in both.children] == [m.Paragraph, m.WriteOn]


@pytest.mark.parametrize("term", ['Serve {edition="facilitator"}', "[Serve]{.answer}"])
def test_a_term_of_a_quiz_is_for_all(term: str) -> None:
    column = term.index("{") + 3
    assert read(f"::: glossary-quiz\n- {term}\n:::")[1] == [
        f"3:{column} A term of a quiz can't be for some readers only."
    ]


def test_code_may_be_for_some_readers() -> None:
    block = task('```{.text edition="facilitator"}\nx\n```')
    assert isinstance(block, m.Div)
    assert block.attributes.pairs == (("edition", "facilitator"),)
    assert isinstance(block.children[0], m.CodeBlock)
    assert block.children[0].language == "text"
    hidden = task("```{.answer}\nx\n```")
    assert isinstance(hidden, m.Div)
    assert hidden.attributes.classes == ("answer",)


def test_a_line_of_braces_below_a_picture_is_the_pictures() -> None:
    diagnostics = Diagnostics()
    text = '![x](a.png){width=60%}\n{: edition="facilitator"}'
    (figure,) = parse(text, "a.md", diagnostics, files=Files(**{"a.png": ""})).blocks
    assert isinstance(figure, m.Figure)
    assert figure.attributes.pairs == (("width", "60%"), ("edition", "facilitator"))
    assert diagnostics.sorted == ()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("::: tip\n:::", ["2:1 Nothing stands in this “tip”."]),
        ('::: {.tip title=""}\nx\n:::', ["2:18 “title” has no words."]),
        ("::: tip\n<!-- later -->\n:::", ["2:1 Nothing stands in this “tip”."]),
        ("::: {.tip title=A}\nx\n:::", []),
        ("::: {.write lines=2}\n:::", []),
    ],
)
def test_a_group_with_nothing_in_it(markdown: str, expected: list[str]) -> None:
    assert read(markdown)[1] == expected


def test_an_exercise_with_nothing_in_it() -> None:
    diagnostics = Diagnostics()
    parse("::: {.exercise #ex-a title=A}\n:::\n", "a.md", diagnostics, files=Files())
    assert [f"{f.severity} {f.pos.line}:{f.pos.column} {f.message}" for f in diagnostics.sorted] == [
        "warning 1:1 Nothing stands in this “exercise”."
    ]
