from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from packetpress.diagnostics import Diagnostics
from packetpress.load.yaml_values import MAX_CHARACTERS, MAX_DEPTH, MAX_VALUES, YamlValue, parse_yaml
from packetpress.model import Position


def read(text: str, first_line: int = 1) -> tuple[YamlValue | None, list[str]]:
    diagnostics = Diagnostics()
    value = parse_yaml(text, "x.yaml", diagnostics, first_line)
    return value, [str(found) for found in diagnostics.sorted]


def plain(text: str) -> Any:
    value, found = read(text)
    assert found == []
    assert value is not None
    return value.plain()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("version: 2026.1", {"version": "2026.1"}),
        ("version: 2026.10", {"version": "2026.10"}),
        ("answer: no\nlamp: on", {"answer": "no", "lamp": "on"}),
        ("date: 2026-11-21", {"date": "2026-11-21"}),
        ("time: 12:30:00", {"time": "12:30:00"}),
        ("code: 007", {"code": "007"}),
        ("mask: 0x1F", {"mask": "0x1F"}),
        ("a:\nb: ~\nc: null", {"a": None, "b": None, "c": None}),
        ("a: ''\nb: 'null'", {"a": "", "b": "null"}),
        ("a: [x, y]\nb:\n  - c: d", {"a": ["x", "y"], "b": [{"c": "d"}]}),
        ("a: &n [x]\nb: *n", {"a": ["x"], "b": ["x"]}),
        ("a: |\n  one\n  two\nb: >\n  one\n  two\n", {"a": "one\ntwo\n", "b": "one two\n"}),
        ("", {}),
        ("# only a comment", {}),
        ("\ufeffa: b", {"a": "b"}),
    ],
)
def test_scalars_stay_what_the_author_typed(text: str, expected: object) -> None:
    assert plain(text) == expected


def test_every_key_and_value_knows_its_place() -> None:
    value, _ = read("title: A\nlist:\n  - one\n  - key: 'two'\n    body: |\n\n      three\n", first_line=2)
    assert value is not None
    assert value.entries["title"].pos == Position("x.yaml", 2, 8)
    assert value.entries["title"].key_pos == Position("x.yaml", 2, 1)
    assert value.at(("list", 0)).pos == Position("x.yaml", 4, 5)
    assert value.at(("list", 1, "key")).pos == Position("x.yaml", 5, 11)
    assert value.at(("list", 1, "body")).pos == Position("x.yaml", 8, 7)
    assert value.at(("list", 1, "body")).key_pos == Position("x.yaml", 6, 5)


def test_lines_are_counted_as_editors_do() -> None:
    value, _ = read("a: 'x\u2028y'\nb: z")
    assert value is not None
    assert value.entries["b"].pos == Position("x.yaml", 2, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b: c", "1:5: error: A colon followed by a space stands where it can't."),
        ("a:\n\t- b", "2:1: error: A tab is used to indent."),
        ("a: @x", "1:4: error: Text can't begin with “@” here."),
        ("a: 'x\nb: 2", "1:4: error: A quotation mark is opened here and never closed."),
        ("a: [1, 2\nb: 3", "1:4: error: A list or group is opened here and never closed."),
        ("a: [1,\n", "2:1: error: The text ends before the list or group is closed."),
        ("a:\n  - b\n c: d", "3:2: error: The indentation doesn't line up with the lines above."),
        ("a: {{ x }}", "1:4: error: A value that begins with “{{” is read as YAML's own braces."),
        ('a: "x" y', "1:8: error: There is more text after the value ended."),
        ("a: - b", "1:4: error: A hyphen stands where no list is."),
        ('a: "\\q"', "1:6: error: Inside double quotation marks “\\q” has no meaning."),
        ("a: x\x07", "1:5: error: The character U+0007 can't stand in YAML."),
        ("? [a]\n: b", "1:3: error: A key has to be plain text."),
        ("a: *x", "1:4: error: “*x” stands for something named “&x”, which isn't there."),
        ("x: &x [*x]", "1:8: error: “*x” stands for something named “&x”, which isn't there."),
        ("a: 1\n---\nb: 2", "2:1: error: A second YAML document begins here."),
        (
            "a: !!python/name:os.system",
            "1:4: error: YAML tags (words that begin with “!”) are not used here.",
        ),
    ],
)
def test_one_plain_message_for_a_mistake(text: str, expected: str) -> None:
    value, found = read(text)
    assert value is None
    assert [message.splitlines()[0] for message in found] == [f"x.yaml:{expected}"]
    assert len(found[0].splitlines()) == 2, "a way to mend it"


def test_a_repeated_key_is_an_error_and_the_first_one_stays() -> None:
    value, found = read("a: 1\nb: 2\na: 3", first_line=5)
    assert value is not None
    assert value.plain() == {"a": "1", "b": "2"}
    assert found == [
        "x.yaml:7:1: error: “a” is given twice; the first one is in line 5.\n    Keep one of the two."
    ]


def test_aliases_cannot_multiply_without_bound() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    value, found = read("\n".join(lines))
    assert value is None
    assert f"more than {MAX_VALUES} values" in found[0]


def test_depth_and_length_are_bounded() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    _, found = read("[" * 100_000)
    assert f"nested more than {MAX_DEPTH} levels" in found[0]
    _, found = read("a: " + "x" * MAX_CHARACTERS)
    assert "longer than 256 kilobytes" in found[0]


KEYS = st.text("abcxyz-_é", min_size=1, max_size=6).filter(lambda key: not key.startswith("-"))
TREES = st.recursive(
    st.text("ab1.:#&*{}[]|>-'\"\\ \n\té\u2028💡", max_size=12),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, TREES))
def test_what_yaml_writes_is_read_back(tree: dict[str, object]) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_style='"')
    assert plain(text) == tree


@given(st.text("ab:-[]{}'\"&*!|>%@`#,? \n\t\\\u2028", max_size=40))
def test_any_text_gives_a_value_or_a_placed_message(text: str) -> None:
    value, found = read(text)
    assert (value is None) <= bool(found)
    assert all(message.startswith("x.yaml:") for message in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "palette:\n  deep: #3a2a5c\n",
            "a.yaml:2:3: error: “deep” has no value: what follows # is a comment.\n"
            '    Put it in quotation marks: "#3a2a5c".',
        ),
        (
            "- #fff\n",
            "a.yaml:1:3: error: This item is empty: what follows # is a comment.\n"
            '    Put it in quotation marks: "#fff".',
        ),
        (
            "title: Group #1\n",
            "a.yaml:1:14: warning: “#1” is left out: YAML takes what follows # for a comment.\n"
            "    Put the whole value in quotation marks, or a space after # where it is a comment.",
        ),
        (
            "title: “Watching”\n",
            "a.yaml:1:8: warning: The quotation marks around this are a word processor's, "
            "and would be printed.\n"
            '    Use straight ones: "Watching".',
        ),
        (
            "title: “Watching: a start”\n",
            "a.yaml:1:8: error: A word processor's quotation mark stands here: “\n"
            '    Use straight ones around the whole value: "…".',
        ),
    ],
)
def test_what_is_lost_or_printed_by_a_slip(text: str, expected: str) -> None:
    diagnostics = Diagnostics()
    parse_yaml(text, "a.yaml", diagnostics)
    assert [str(finding) for finding in diagnostics.sorted] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "a: b # x\nc: # y\nd: ## z\n",
        "a: x #\n",
        "a: http://example.org/#y\n",
        "a: |\n  x #1\n",
        'a: "x #1"\n',
        'a: "“Watching”"\n',
        "a: The “watch” word\n",
    ],
)
def test_comments_and_quotes_that_are_meant(text: str) -> None:
    diagnostics = Diagnostics()
    parse_yaml(text, "a.yaml", diagnostics)
    assert diagnostics.sorted == ()
