"""What may stand between braces, and what is said about the rest."""

from datetime import date

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.conditions import check_written, vocabulary
from packetpress.load.markdown import parse
from packetpress.load.source import load_source
from packetpress.model import Project
from tests.load.markdown.dump import Files

VOCABULARY = {
    "audience": {"front-line": "Front-line", "managers": "Managers"},
    "setting": {"home": "Home"},
    "edition": {"participant": "Participant", "facilitator": "Facilitator"},
}


def findings(markdown: str) -> list[str]:
    diagnostics = Diagnostics()
    body = parse(markdown, "a.md", diagnostics, files=Files(**{"a.png": ""}))
    check_written(body.written, VOCABULARY, diagnostics)
    return [str(finding) for finding in diagnostics.sorted]


WRONG = 'audience="manager"'
MESSAGE = "error: “manager” is not a value of “audience”.\n    Did you mean “managers”?"


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        (f"::: {{{WRONG}}}\nx\n:::", "1:5"),
        (f":::: group\n::: {{{WRONG}}}\nx\n:::\n::::", "2:5"),
        (f"::: {{.tip {WRONG}}}\nx\n:::", "1:5"),
        (f"::: {{.sheet rows=1 {WRONG}}}\n| a |\n|---|\n:::", "1:5"),
        (f"## x {{{WRONG}}}", "1:6"),
        (f"a [x]{{{WRONG}}}", "1:6"),
        (f"a [x](https://example.org){{{WRONG}}}", "1:27"),
        (f"- x {{{WRONG}}}", "1:5"),
        (f"| a | b |\n|---|---|\n| x | y | {{{WRONG}}}", "3:11"),
        (f"| a | b |\n|---|---|\n| x | y |\n\nTable: t {{{WRONG}}}", "5:10"),
        (f"x\n{{: {WRONG}}}", "2:1"),
        (f"![x](a.png){{{WRONG}}}", "1:12"),
        (f"![x](a.png)\n{{: {WRONG}}}", "2:1"),
        (f"a ![x](a.png){{{WRONG}}}", "1:14"),
        (f"x[^1]\n\n[^1]: [y]{{{WRONG}}}", "3:10"),
        (f"x\n:   [y]{{{WRONG}}}", "2:8"),
        (f"[[x]{{.smallcaps}} y]{{{WRONG}}}", "1:20"),
    ],
)
def test_conditions_are_checked_wherever_they_may_stand(markdown: str, place: str) -> None:
    assert findings(markdown) == [f"a.md:{place}: {MESSAGE}"]


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        (f"# T [x]{{{WRONG}}}", "1:8"),
        (f"# T {{{WRONG}}}", "1:5"),
        (f"---\ntitle: T [x]{{{WRONG}}}\n---\n", "2:13"),
        (f"---\ntitle: T\nobjectives:\n  - y\n  - '[x]{{{WRONG}}}'\n---\n", "5:9"),
    ],
)
def test_conditions_in_titles_and_objectives_are_checked(markdown: str, place: str) -> None:
    diagnostics = Diagnostics()
    load_source("a.md", markdown, diagnostics, Files(), VOCABULARY)
    assert [str(finding) for finding in diagnostics.sorted] == [f"a.md:{place}: {MESSAGE}"]


def test_groups_are_names_that_may_stand_in_a_condition() -> None:
    project = Project(
        title="T",
        organisation="",
        language="en",
        version="1",
        date=date(2026, 1, 2),
        conditions={"audience": {"front-line": "F", "managers": "M"}, "setting": {"home": "H"}},
        variables={},
        groups={"audience": {"staff": ("front-line", "managers")}},
    )
    assert vocabulary(project) == {"audience": ("front-line", "managers", "staff"), "setting": ("home",)}


@pytest.mark.parametrize(
    "markdown",
    [
        '::: {audience="front-line managers" not-setting="home" edition="facilitator"}\nx\n:::',
        '::: {.ward setting="home"}\nx\n:::',
        '::: {.home setting="home"}\nx\n:::',
        "![x](a.png){.decorative width=60% #fig-a}",
        '[x]{lang="fr" .aside}',
        "## Left out of the count {-}",
        '::: {.write lines=2 label="a"}\n:::',
        "- x {.solution}\n\n[y](https://example.org){.look-for}",
        "::: handout\nx\n:::\n\n::: wide\nx\n:::\n\n::: father\nx\n:::\n\n::: watch\nx\n:::",
    ],
)
def test_known_names_and_values_pass(markdown: str) -> None:
    assert findings(markdown) == []


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        (
            "not-audience=clerks",
            "“clerks” is not a value of “audience”.\n    Known here: front-line, managers.",
        ),
        ('audience=""', "“audience” names no value.\n    Known here: front-line, managers."),
        (
            "not-audiense=managers",
            "“not-audiense” excludes by “audiense”, which is not a condition of this project.\n"
            "    Did you mean “audience”?",
        ),
        ("audiance=x", "“audiance” is not a condition of this project.\n    Did you mean “audience”?"),
        ("Audience=x", "“Audience” is not a condition of this project.\n    Did you mean “audience”?"),
        ("AUDIENCE=x", "“AUDIENCE” is not a condition of this project.\n    Did you mean “audience”?"),
        (
            "for=managers",
            "“for” is not a condition of this project, and “managers” is said by “audience”.\n"
            '    Write audience="managers".',
        ),
        (
            "audience=managers,front-line",
            "“managers,front-line” is not a value of “audience”.\n"
            '    A space separates values: audience="managers front-line".',
        ),
        (
            ".managers",
            "“managers” is a value of “audience”; as a name it keeps nothing from anybody.\n"
            '    Write audience="managers" between the braces.',
        ),
        (
            ".facilitator",
            "“facilitator” is a value of “edition”; as a name it keeps nothing from anybody.\n"
            '    Write edition="facilitator" between the braces.',
        ),
    ],
)
def test_names_and_values_outside_the_vocabulary(attribute: str, expected: str) -> None:
    assert findings(f"::: {{{attribute}}}\nx\n:::") == [f"a.md:1:5: error: {expected}"]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("soluton", "solution"),
        ("Solution", "solution"),
        ("SOLUTIONS", "solution"),
        ("instuctor", "instructor"),
        ("facilitator-note", "instructor"),
        ("note", "notes"),
        ("running-notes", "notes"),
        ("lookfor", "look-for"),
        ("look_for", "look-for"),
        ("anwsers", "answer"),
        ("tipp", "tip"),
        ("Tip", "tip"),
        ("excercise", "exercise"),
        ("keymessage", "key-message"),
    ],
)
def test_a_name_like_a_known_one_is_a_mistake(written: str, wanted: str) -> None:
    said = (
        f"error: “{written}” is not a name that packetpress knows, and close to one.\n"
        f"    Did you mean “{wanted}”? A name of your own should look less like it."
    )
    assert findings(f"::: {written}\nx\n:::") == [f"a.md:1:5: {said}"]
    assert findings(f"::: {{.{written}}}\nx\n:::") == [f"a.md:1:5: {said}"]
    assert findings(f"The [x]{{.{written}}}.") == [f"a.md:1:8: {said}"]
    assert findings(f"- x {{.{written}}}") == [f"a.md:1:5: {said}"]


@pytest.mark.parametrize("name", ["answer", "blank", "look-for", "anwser", "Answer"])
@pytest.mark.parametrize(
    ("markdown", "column"),
    [("The [x]{%s}.", 9), ("The [x]{ %s }.", 10), ("The x {%s}.", 8), ("- x {%s}", 6), ("## x {%s}", 7)],
)
def test_a_name_without_its_dot_would_be_printed_with_what_it_hides(
    name: str, markdown: str, column: int
) -> None:
    wanted = "answer" if name.lower().startswith("an") else name
    assert findings(markdown % name) == [
        f"a.md:1:{column}: error: “{name}” stands between braces without its dot.\n    Write {{.{wanted}}}."
    ]


@pytest.mark.parametrize(
    ("markdown", "place", "what"),
    [
        ("::: blank\nx\n:::", "1:5", "a group without a look"),
        ("- x {.blank}", "1:5", "an item"),
        ("## x {.blank}", "1:6", "a heading"),
        ("x\n{: .blank}", "2:1", "a paragraph"),
        ("[x](https://example.org){.blank}", "1:25", "a link"),
    ],
)
def test_a_blank_is_for_words_in_a_line(markdown: str, place: str, what: str) -> None:
    assert findings(markdown) == [
        f"a.md:{place}: error: “blank” hides nothing on {what}.\n"
        "    It is for words in a line: [the answer]{.blank}."
    ]


def test_a_groups_name_on_words_does_nothing() -> None:
    assert findings("A [word]{.tip}.") == [
        "a.md:1:9: warning: “tip” does nothing on words in brackets; it is the name of a group.\n"
        "    Write a line “::: tip” before the text, and a line “:::” after it."
    ]


@pytest.mark.parametrize(
    ("markdown", "place", "key", "what", "wanted"),
    [
        ("::: {.exercise #ex-a minute=10}\nx\n:::", "1:5", "minute", "“exercise”", "minutes"),
        ("::: {.exercise #ex-a groups=pairs}\nx\n:::", "1:5", "groups", "“exercise”", "group"),
        ("::: {.exercise #ex-a material=x}\nx\n:::", "1:5", "material", "“exercise”", "materials"),
        ("::: {.exercise #ex-a titel=x}\nx\n:::", "1:5", "titel", "“exercise”", "title"),
        ("::: {.write line=4 lines=3}\n:::", "1:5", "line", "“write”", "lines"),
        ("![x](a.png){widht=10%}", "1:12", "widht", "a picture", "width"),
        ("[x]{langs=fr}", "1:4", "langs", "words in brackets", "lang"),
    ],
)
def test_a_key_like_one_that_is_known_there(
    markdown: str, place: str, key: str, what: str, wanted: str
) -> None:
    assert findings(markdown) == [
        f"a.md:{place}: error: “{key}” does nothing on {what}.\n    Did you mean “{wanted}”?"
    ]


def test_both_ends_of_a_scale_are_known_by_their_keys() -> None:
    assert findings("::::: {.exercise #ex-a}\n::: {.scale form=Never too=Often}\n- x\n:::\n:::::") == [
        "a.md:2:5: error: “form” does nothing on “scale”.\n    Did you mean “from”?",
        "a.md:2:5: error: “too” does nothing on “scale”.\n    Did you mean “to”?",
    ]


@pytest.mark.parametrize(
    ("markdown", "place", "said"),
    [
        (
            "![x](a.png){height=5cm}",
            "1:12",
            "“height” does nothing on a picture.\n    It knows width, and conditions; take “height” out.",
        ),
        (
            '::: {.tip color="red"}\nx\n:::',
            "1:5",
            "“color” does nothing on “tip”.\n    It knows title, and conditions; take “color” out.",
        ),
        (
            '## x {data-id="7"}',
            "1:6",
            "“data-id” does nothing on a heading.\n    It knows conditions; take “data-id” out.",
        ),
    ],
)
def test_a_key_that_does_nothing(markdown: str, place: str, said: str) -> None:
    assert findings(markdown) == [f"a.md:{place}: warning: {said}"]


def test_a_key_stands_once_between_braces() -> None:
    assert findings("The [x]{not-audience=managers not-audience=front-line}.") == [
        "a.md:1:31: error: “not-audience” stands twice between these braces.\n"
        '    Write all its values in one: not-audience="NAME NAME".'
    ]
