from __future__ import annotations

from pathlib import Path

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load import load
from packetpress.model import Break, Plan, Position
from tests.projects import PACKET, write_project

FILE = "sources/packets/one.yaml"


def plans(folder: Path, yaml: str) -> tuple[tuple[Plan, ...], list[str]]:
    """The plans of a packet with ``yaml`` below its usual lines, from line 6 on; what was found."""
    diagnostics = Diagnostics()
    texts = {"1.md": "# One {#sec-one}\n\nText.\n", "2.md": "# Two\n\nText.\n"}
    library = load(write_project(folder, texts, PACKET + yaml), diagnostics)
    return library.packets[0].plans, [f"{d.pos.line}:{d.pos.column} {d.message}" for d in diagnostics.sorted]


def test_a_list_of_meetings(tmp_path: Path) -> None:
    (plan,), found = plans(
        tmp_path,
        """\
sessions:
  - title: Morning
    start: 9:05
    length: 180
    breaks: [{after: text/1.md, minutes: 15, title: Tea}, {after: "@sec-one", minutes: 5}]
""",
    )
    assert found == []
    (meeting,) = plan.meetings
    assert (plan.name, meeting.title, meeting.start, meeting.length) == ("", "Morning", 545, 180)
    assert meeting.length_pos == Position(FILE, 9, 13)
    assert meeting.breaks == (
        Break("sources/text/1.md", 15, "Tea", Position(FILE, 10, 22)),
        Break("sec-one", 5, "", Position(FILE, 10, 68)),
    )


def test_several_ways_by_name(tmp_path: Path) -> None:
    found_plans, found = plans(
        tmp_path,
        """\
sessions:
  one-day:
    - start: 9:00
  two-half-days:
    - sections: [text/*.md]
    - title: Afternoon
""",
    )
    assert found == []
    assert [(plan.name, len(plan.meetings)) for plan in found_plans] == [("one-day", 1), ("two-half-days", 2)]
    sections = [name for name, _ in found_plans[1].meetings[0].sections]
    assert sections == ["sources/text/1.md", "sources/text/2.md"]


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("sessions: soon\n", "6:11 “sessions” has to list meetings, and this is text."),
        ("sessions:\n  - {start: nine}\n", "7:13 “nine” is not a time of day."),
        ("sessions:\n  - {start: 25:00}\n", "7:13 “25:00” is not a time of day."),
        ("sessions:\n  - {length: long}\n", "7:14 “length”: “long” is not a number."),
        ("sessions:\n  - {begin: 9:00}\n", "7:6 “begin” is not a key that can stand here."),
        (
            "sessions:\n  - {title: A}\n  - {title: B}\n",
            "8:5 Two meetings don't say which sections they have.",
        ),
        ("sessions:\n  - {length: 3 hours}\n", "7:14 “length”: “3 hours” is not a number."),
        ("sessions:\n  day: 9:00\n", "7:8 A list of meetings is expected here, and this is text."),
        ("kit: [agend]\n", "6:7 There is no page of the kit “agend”."),
    ],
)
def test_what_is_wrong(tmp_path: Path, yaml: str, message: str) -> None:
    assert plans(tmp_path, yaml)[1] == [message]


def test_one_mistake_hides_no_other(tmp_path: Path) -> None:
    _, found = plans(
        tmp_path,
        """\
sessions:
  - start: 9am
    length: 3 hours
    breaks:
      - {after: text/1.md, minutes: tea}
      - {after: text/9.md, minutes: 5}
      - {minutes: 5}
""",
    )
    assert found == [
        "7:12 “9am” is not a time of day.",
        "8:13 “length”: “3 hours” is not a number.",
        "10:37 “minutes”: “tea” is not a number.",
        "11:17 There is no file “text/9.md” (looked for sources/text/9.md).",
        "12:9 “after” is missing.",
    ]


def test_a_length_is_in_minutes(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    load(write_project(tmp_path, {"1.md": "# One\n"}, PACKET + "sessions: [{length: 3.5h}]\n"), diagnostics)
    (finding,) = diagnostics.errors
    assert finding.hint == "“length” counts minutes; write digits only: length: 210"
