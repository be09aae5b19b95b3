"""Conditions that match nothing, and conditions that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from packetpress.model import Position
from packetpress.reports.places import places
from packetpress.reports.rules import Contradiction, Unmatched, contradictions, unmatched
from tests.reports.project import PACKETS, reading

FILE = "sources/text/1-first.md"


def idle(folder: Path, text: str, packets: Mapping[str, str] = PACKETS) -> list[Unmatched]:
    library = reading(folder, {"1-first.md": f"# One\n\nText.\n\n{text}\n"}, packets).library
    return list(unmatched(library, {path: places(source) for path, source in library.sources.items()}))


def against(folder: Path, text: str, packets: Mapping[str, str] = PACKETS) -> list[Contradiction]:
    library = reading(folder, {"1-first.md": f"# One\n\nText.\n\n{text}\n"}, packets).library
    return [each for source in library.sources.values() for each in contradictions(library, places(source))]


def test_conditions_that_match(tmp_path: Path) -> None:
    text = (
        "[a]{audience=babies} [b]{not-audience=babies} [c]{setting=home} [d]{.instructor edition=facilitator}"
    )
    assert idle(tmp_path, text) == []


def test_a_value_that_nobody_has(tmp_path: Path) -> None:
    assert idle(tmp_path, '::: {.tip audience="nobody babies"}\nx y\n:::') == [
        Unmatched(Position(FILE, 5, 5), "callout", "x y", 'audience="nobody babies"', ("nobody",), False)
    ]


def test_a_condition_that_nobody_meets(tmp_path: Path) -> None:
    (found,) = idle(tmp_path, "- a\n- b {audience=nobody}")
    assert (found.kind, found.words, found.values, found.whole) == ("list item", "b", ("nobody",), True)
    assert (found.pos.line, found.condition) == (6, 'audience="nobody"')


def test_an_exclusion_of_nobody(tmp_path: Path) -> None:
    (found,) = idle(tmp_path, "[a]{not-audience=nobody}")
    assert (found.condition, found.values, found.whole) == ('not-audience="nobody"', ("nobody",), True)


def test_what_is_around_counts(tmp_path: Path) -> None:
    inside = "::: {audience=managers}\nA [b]{setting=home} [c]{setting=clinic}\n:::"
    (found,) = idle(tmp_path, inside)
    assert (found.condition, found.pos.line) == ('setting="home"', 6)


def test_only_packets_that_list_the_section_count(tmp_path: Path) -> None:
    packets = {**PACKETS, "managers": PACKETS["managers"].replace("1-first", "2-second")}
    texts = {"1-first.md": "# One\n\nA [b]{audience=managers}\n", "2-second.md": "# Two\n\nText.\n"}
    library = reading(tmp_path, texts, packets).library
    trees = {path: places(source) for path, source in library.sources.items()}
    assert [each.condition for each in unmatched(library, trees)] == ['audience="managers"']


def test_inside_of_what_nobody_gets_nothing_more_is_said(tmp_path: Path) -> None:
    text = "::: {audience=nobody}\nA [b]{setting=home}\n:::"
    assert [each.condition for each in idle(tmp_path, text)] == ['audience="nobody"']


def test_an_answer_where_no_packet_has_a_facilitator_edition(tmp_path: Path) -> None:
    packets = {"managers": PACKETS["managers"]}
    assert [each.condition for each in idle(tmp_path, "::: instructor\nx\n:::", packets)] == [".instructor"]


def test_an_entry_of_the_contents(tmp_path: Path) -> None:
    front = PACKETS["front"].replace("[text/*.md]", "[{sections: text/*.md, audience: managers}]")
    found = idle(tmp_path, "x", {**PACKETS, "front": front})
    assert [(each.kind, each.words, each.condition, each.pos.file) for each in found] == [
        ("entry of the contents", FILE, 'audience="managers"', "sources/packets/front.yaml")
    ]


@pytest.mark.parametrize(
    ("text", "condition", "line", "outer", "outer_line"),
    [
        (
            "::: {audience=babies}\n[a]{audience=managers} b\n:::",
            'audience="managers"',
            6,
            'audience="babies"',
            5,
        ),
        (
            "::: {audience=babies}\n[a]{not-audience=babies} b\n:::",
            'not-audience="babies"',
            6,
            'audience="babies"',
            5,
        ),
        ("::: {.instructor edition=participant}\nx\n:::", 'edition="participant" .instructor', 5, "", 5),
        (
            "::: {edition=participant}\n::: instructor\nx\n:::\n:::",
            ".instructor",
            6,
            'edition="participant"',
            5,
        ),
        ("## A {audience=babies}\n\n### B\n\n[a]{audience=managers} b", 'audience="managers"', 9, "", 5),
        ('[a]{audience="babies" not-audience="babies"}', "", 5, "", 5),
        (
            '## A {audience="babies managers"}\n\n::: {not-audience=babies}\n[a]{not-audience=managers}\n:::',
            'not-audience="managers"',
            8,
            'audience="babies managers"',
            5,
        ),
        ("[a]{setting=home not-setting=home}", "", 5, "", 5),
    ],
)
def test_contradictions(
    tmp_path: Path, text: str, condition: str, line: int, outer: str, outer_line: int
) -> None:
    (found,) = against(tmp_path, text)
    assert found.pos.line == line
    assert found.outer.line == outer_line
    if condition:
        assert found.condition == condition
    if outer:
        assert found.outer_condition == outer


@pytest.mark.parametrize(
    "text",
    [
        '::: {audience="babies managers"}\n[a]{audience=managers} b\n:::',
        "::: {audience=babies}\n[a]{setting=home} b\n:::",
        # A packet here is for both settings.
        "::: {setting=clinic}\n[a]{setting=home} b\n:::",
        "## A {audience=babies}\n\nx\n\n## B\n\n[a]{audience=managers} b",
        "::: {edition=facilitator}\n::: instructor\nx\n:::\n:::",
    ],
)
def test_no_contradiction(tmp_path: Path, text: str) -> None:
    assert against(tmp_path, text) == []


def test_where_every_packet_has_one_value_two_are_a_contradiction(tmp_path: Path) -> None:
    packets = {**PACKETS, "front": PACKETS["front"].replace("[clinic, home]", "home")}
    (found,) = against(tmp_path, "::: {setting=clinic}\n[a]{setting=home} b\n:::", packets)
    assert (found.condition, found.outer_condition) == ('setting="home"', 'setting="clinic"')


def test_what_is_inside_a_contradiction_is_not_told_again(tmp_path: Path) -> None:
    text = "::: {audience=babies}\n::: {audience=managers}\n[a]{audience=nobody} b\n:::\n:::"
    assert [each.pos.line for each in against(tmp_path, text)] == [6]
    assert idle(tmp_path / "again", text) == []
