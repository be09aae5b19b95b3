"""The collector: order, repetition, source lines, bounds."""

from __future__ import annotations

import pytest

from packetpress import diagnostics as module
from packetpress.diagnostics import Diagnostic, Diagnostics, SourceError, did_you_mean
from packetpress.model import NOWHERE, Position


def test_errors_first_then_by_place_and_each_once() -> None:
    found = Diagnostics()
    found.warning(Position("a.md", 1, 1), "w")
    found.error(Position("b.md", 2, 1), "e")
    found.error(Position("a.md", 10, 1), "e")
    found.error(Position("a.md", 9, 1), "e")
    found.error(Position("a.md", 9, 1), "e", width=4)
    found.error(Position("a.md"), "e")
    assert [(each.severity, each.pos.file, each.pos.line) for each in found.sorted] == [
        ("error", "a.md", 0),
        ("error", "a.md", 9),
        ("error", "a.md", 10),
        ("error", "b.md", 2),
        ("warning", "a.md", 1),
    ]


def test_findings_carry_their_line() -> None:
    found = Diagnostics()
    found.error(Position("a.md", 2, 1), "e")
    found.error(Position("a.md", 4, 1), "beyond the end")
    found.error(Position("b.md", 1, 1), "not read")
    found.error(NOWHERE, "nowhere")
    found.keep_text("a.md", "one\ntwo\nthree")
    assert {each.message: each.source for each in found.sorted} == {
        "e": "two",
        "beyond the end": "",
        "not read": "",
        "nowhere": "",
    }
    assert found.lines("a.md") == ["one", "two", "three"]
    assert (found.lines("b.md"), found.line(Position("a.md"))) == ((), "")


def test_a_part_knows_the_lines_and_nothing_else() -> None:
    found = Diagnostics()
    found.keep_text("a.md", "one")
    found.error(Position("a.md", 1, 1), "e")
    part = found.part()
    assert list(part.sorted) == []
    part.warning(Position("a.md", 1, 1), "w")
    assert part.sorted[0].source == "one"
    found.extend(part.warnings)
    assert [each.message for each in found.sorted] == ["e", "w"]


def test_the_line_and_the_width_make_no_other_finding() -> None:
    assert Diagnostic("error", NOWHERE, "e", "", 3, "line") == Diagnostic("error", NOWHERE, "e")


def test_findings_are_bounded_and_warnings_leave_room_for_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FINDINGS", 3)
    found = Diagnostics()
    for number in range(9):
        found.warning(Position("a.md", number), "w")
    found.raise_errors()
    found.error(Position("a.md", 1), "e")
    assert (len(found.warnings), len(found.errors)) == (3, 1)
    with pytest.raises(SourceError) as raised:
        found.raise_errors()
    assert len(raised.value.diagnostics) == 4


def test_the_nearest_name() -> None:
    assert did_you_mean("feding", ["feeding", "sleeping"]) == "Did you mean “feeding”?"
    assert did_you_mean("zzz", ["b", "a"]) == "Known here: a, b."
    assert did_you_mean("zzz", []) == ""
