"""What keeps a section and its parts in or out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from packetpress.diagnostics import UsageError
from packetpress.model import Position
from packetpress.reports.why import KeptOut, Listing, PlaceVerdict, Who, why
from tests.reports.project import PACKETS, TEXTS, reading

FILE = "sources/text/1-first.md"
FRONT = Who("front", "participant")
TRAINER = Who("front", "facilitator")
MANAGERS = Who("managers", "participant")


def at(line: int, column: int) -> Position:
    return Position(FILE, line, column)


def test_a_section_and_its_parts(tmp_path: Path) -> None:
    report = why(reading(tmp_path), "first things")
    assert (report.path, report.id, report.title, report.condition) == (FILE, "sec-first", "First things", "")
    assert report.listings == (
        Listing(FRONT, Position("sources/packets/front.yaml", 5, 12), ""),
        Listing(TRAINER, Position("sources/packets/front.yaml", 5, 12), ""),
        Listing(MANAGERS, Position("sources/packets/managers.yaml", 6, 16), ""),
    )
    assert (report.kept_in, report.kept_out) == ((FRONT, TRAINER, MANAGERS), ())

    def out(line: int, column: int, condition: str, *names: Who) -> tuple[KeptOut, ...]:
        return tuple(KeptOut(who, "condition", condition, at(line, column)) for who in names)

    babies, managers = 'audience="babies"', 'audience="managers"'
    assert report.places == (
        PlaceVerdict(at(5, 18), "words", "babies", babies, 0, (FRONT, TRAINER), out(5, 18, babies, MANAGERS)),
        PlaceVerdict(
            at(5, 42), "words", "staff", managers, 0, (MANAGERS,), out(5, 42, managers, FRONT, TRAINER)
        ),
        PlaceVerdict(
            at(10, 13), "heading", "Together", managers, 0, (MANAGERS,), out(10, 13, managers, FRONT, TRAINER)
        ),
        PlaceVerdict(
            at(16, 5), "callout", "Watch first.", babies, 0, (FRONT, TRAINER), out(16, 5, babies, MANAGERS)
        ),
        PlaceVerdict(
            at(20, 5),
            "callout",
            "It depends.",
            ".instructor",
            0,
            (TRAINER,),
            out(20, 5, ".instructor", FRONT, MANAGERS),
        ),
        PlaceVerdict(
            at(25, 7), "list item", "two", babies, 0, (FRONT, TRAINER), out(25, 7, babies, MANAGERS)
        ),
    )


def test_one_packet_alone(tmp_path: Path) -> None:
    report = why(reading(tmp_path), "sec-first", "managers")
    assert report.kept_in == (MANAGERS,)
    assert {who for place in report.places for who in place.kept_in} == {MANAGERS}
    with pytest.raises(UsageError, match=re.escape("Did you mean “managers”?")):
        why(reading(tmp_path / "again"), "sec-first", "manager")


def test_not_listed_and_nothing_left(tmp_path: Path) -> None:
    only = "# Second things\n\n::: {audience=nobody}\nUnread.\n:::\n"
    report = why(reading(tmp_path, {**TEXTS, "2-second.md": only}), "2-second")
    assert report.kept_in == ()
    assert report.kept_out == (
        KeptOut(FRONT, "empty"),
        KeptOut(TRAINER, "empty"),
        KeptOut(MANAGERS, "not listed", pos=Position("sources/packets/managers.yaml")),
    )
    (place,) = report.places
    assert {cause.reason for cause in place.kept_out} == {"around"}


def test_a_condition_of_the_whole_section(tmp_path: Path) -> None:
    text = "---\ntitle: Whole\naudience: managers\n---\n\nText.\n"
    report = why(reading(tmp_path, {"1-first.md": text}), "whole")
    assert report.condition == 'audience="managers"'
    place = Position(FILE, 3, 11)
    assert report.kept_in == (MANAGERS,)
    assert report.kept_out == tuple(
        KeptOut(who, "condition", 'audience="managers"', place) for who in (FRONT, TRAINER)
    )


def test_what_was_emptied_is_told(tmp_path: Path) -> None:
    text = "# One\n\nText.\n\n## Over nothing\n\n- [x y]{audience=managers}\n"
    report = why(reading(tmp_path, {"1-first.md": text}), "one")
    heading, span = report.places
    assert (heading.kind, heading.words, heading.condition, heading.pos) == (
        "heading",
        "Over nothing",
        "",
        at(5, 1),
    )
    assert heading.kept_in == (MANAGERS,)
    assert heading.kept_out == (KeptOut(FRONT, "empty"), KeptOut(TRAINER, "empty"))
    assert (span.kind, span.depth, span.condition) == ("words", 1, 'audience="managers"')
    assert span.kept_out == (KeptOut(FRONT, "around"), KeptOut(TRAINER, "around"))


def test_a_condition_of_an_entry_of_the_contents(tmp_path: Path) -> None:
    front = PACKETS["front"].replace("[text/*.md]", "[{sections: text/*.md, edition: facilitator}]")
    report = why(reading(tmp_path, packets={**PACKETS, "front": front}), "sec-first", "front")
    assert report.kept_in == (TRAINER,)
    (cause,) = report.kept_out
    assert (cause.who, cause.reason, cause.condition) == (FRONT, "condition", 'edition="facilitator"')
    assert cause.pos is not None
    assert (cause.pos.file, cause.pos.line) == ("sources/packets/front.yaml", 5)
    assert {listing.condition for listing in report.listings} == {'edition="facilitator"'}


def test_a_file_that_no_packet_lists(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "draft.md").write_text("# Draft\n", encoding="utf-8")
    report = why(reading(tmp_path), "draft.md")
    assert (report.path, report.title, report.places, report.kept_in) == ("sources/draft.md", "", (), ())
    assert {cause.reason for cause in report.kept_out} == {"not listed"}
