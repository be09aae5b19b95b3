"""What two packets hold differently."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from packetpress.diagnostics import UsageError
from packetpress.model import Position
from packetpress.reports.diff import Difference, SectionName, diff
from packetpress.reports.why import Who
from tests.reports.project import PACKETS, TEXTS, reading

FILE = "sources/text/1-first.md"


def at(line: int, column: int) -> Position:
    return Position(FILE, line, column)


def test_two_packets(tmp_path: Path) -> None:
    report = diff(reading(tmp_path), "front", "managers")
    assert (report.first, report.second) == (Who("front", "participant"), Who("managers", "participant"))
    assert report.only_first == (SectionName("section", "sources/text/2-second.md", "Second things"),)
    assert report.only_second == ()
    (section,) = report.shared
    babies, managers = 'audience="babies"', 'audience="managers"'
    assert (section.path, section.title) == (FILE, "First things")
    assert section.differences == (
        Difference(at(5, 18), "words", "first", babies, "babies", ""),
        Difference(at(5, 42), "words", "second", managers, "", "staff"),
        Difference(at(10, 13), "heading", "second", managers, "", "Together"),
        Difference(at(16, 5), "callout", "first", babies, "Watch first.", ""),
        Difference(at(25, 7), "list item", "first", babies, "two", ""),
        Difference(at(27, 1), "paragraph", "", "", "house.", "office."),
    )


def test_the_other_way_round_is_its_mirror(tmp_path: Path) -> None:
    project = reading(tmp_path)
    one, two = diff(project, "front", "managers"), diff(project, "managers", "front")
    assert (one.only_first, one.only_second) == (two.only_second, two.only_first)
    turned = {"first": "second", "second": "first", "": ""}
    for a, b in zip(one.shared[0].differences, two.shared[0].differences, strict=True):
        assert (a.pos, a.only, a.first, a.second) == (b.pos, turned[b.only], b.second, b.first)


def test_a_packet_and_itself_hold_the_same(tmp_path: Path) -> None:
    report = diff(reading(tmp_path), "front", "front", "facilitator")
    assert (report.only_first, report.only_second) == ((), ())
    assert [section.differences for section in report.shared] == [(), ()]
    assert report.first.edition == "facilitator"


def test_a_title_in_other_words(tmp_path: Path) -> None:
    text = "# At {{ place }}\n\nText.\n"
    (section,) = diff(reading(tmp_path, {"1-first.md": text}), "front", "managers").shared
    assert section.differences == (Difference(at(1, 1), "section", "", "", "house", "office"),)


def test_references_in_one_of_them(tmp_path: Path) -> None:
    front = PACKETS["front"].replace("[text/*.md]", "[text/*.md, references]")
    report = diff(reading(tmp_path, TEXTS, {**PACKETS, "front": front}), "front", "managers")
    assert report.only_first[-1] == SectionName("references", "", "References")


def test_an_edition_that_one_of_them_has_not(tmp_path: Path) -> None:
    project = reading(tmp_path)
    with pytest.raises(
        UsageError, match=re.escape("The packet “managers” has no edition “facilitator”. Known here")
    ):
        diff(project, "front", "managers", "facilitator")
    with pytest.raises(UsageError, match=re.escape("There is no packet “mangers”. Did you mean “managers”?")):
        diff(project, "front", "mangers")
