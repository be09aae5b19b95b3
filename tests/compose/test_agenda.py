from __future__ import annotations

from packetpress.compose.agenda import Agenda, agendas, clock, sittings, slots, span
from packetpress.compose.numbering import Draft
from packetpress.diagnostics import Diagnostics
from packetpress.model import Break, Exercise, Meeting, Plan, Position
from tests.values import attrs, inlines

LENGTH = Position("sources/packets/one.yaml", 5, 13)


def exercise(name: str, minutes: int) -> Exercise:
    return Exercise(inlines(name), (), minutes, number="1A", attributes=attrs(id=f"ex-{name}"))


def draft(name: str, minutes: int, *exercises: Exercise) -> Draft:
    path = f"sources/{name}.md"
    return Draft("section", "", inlines(name), path=path, blocks=exercises, minutes=minutes, id=f"sec-{name}")


def rows(agenda: Agenda) -> list[tuple[str, int, str]]:
    return [(clock(slot.start), slot.minutes, slot.title) for slot in agenda.slots]


def planned(*meetings: Meeting, drafts: list[Draft]) -> tuple[Agenda, ...]:
    diagnostics = Diagnostics()
    found = agendas([Plan("", meetings)], drafts, diagnostics)
    assert diagnostics.sorted == ()
    return found


def test_exercises_come_at_the_end_of_their_section() -> None:
    (agenda,) = planned(Meeting(start=540), drafts=[draft("one", 40, exercise("feed", 15)), draft("two", 30)])
    assert rows(agenda) == [("9:00", 40, "one"), ("9:25", 15, "feed"), ("9:40", 30, "two")]
    assert (agenda.minutes, agenda.pauses) == (70, 0)


def test_a_section_takes_at_least_the_time_of_its_exercises() -> None:
    (agenda,) = planned(Meeting(), drafts=[draft("one", 10, exercise("a", 15), exercise("b", 5))])
    assert rows(agenda) == [("0:00", 20, "one"), ("0:00", 15, "a"), ("0:15", 5, "b")]


def test_a_break_follows_a_section_or_an_exercise() -> None:
    breaks = (Break("ex-a", 10), Break("sources/one.md", 45, "Lunch"))
    (agenda,) = planned(
        Meeting(start=600, breaks=breaks),
        drafts=[draft("one", 30, exercise("a", 10), exercise("b", 10)), draft("two", 5)],
    )
    assert rows(agenda) == [
        ("10:00", 30, "one"),
        ("10:10", 10, "a"),
        ("10:20", 10, ""),
        ("10:30", 10, "b"),
        ("10:40", 45, "Lunch"),
        ("11:25", 5, "two"),
    ]
    assert (agenda.minutes, agenda.pauses) == (90, 55)


def test_a_break_within_a_section_makes_it_end_later_and_divides_it_where_exercises_arent_shown() -> None:
    breaks = (Break("ex-a", 15), Break("sources/one.md", 45, "Lunch"))
    (agenda,) = planned(
        Meeting(start=840, breaks=breaks),
        drafts=[draft("one", 75, exercise("a", 20), exercise("b", 30)), draft("two", 20)],
    )
    assert [(span(slot), slot.minutes, slot.title) for slot in agenda.slots] == [
        ("14:00 – 15:30", 75, "one"),
        ("14:25 – 14:45", 20, "a"),
        ("14:45 – 15:00", 15, ""),
        ("15:00 – 15:30", 30, "b"),
        ("15:30 – 16:15", 45, "Lunch"),
        ("16:15 – 16:35", 20, "two"),
    ]
    assert [(span(slot), slot.title, slot.resumed) for slot in sittings(agenda)] == [
        ("14:00 – 14:45", "one", False),
        ("14:45 – 15:00", "", False),
        ("15:00 – 15:30", "one", True),
        ("15:30 – 16:15", "Lunch", False),
        ("16:15 – 16:35", "two", False),
    ]
    assert (agenda.minutes, agenda.pauses) == (155, 60)


def test_a_break_after_a_sections_last_exercise_comes_after_the_section() -> None:
    (agenda,) = planned(
        Meeting(start=840, breaks=(Break("ex-b", 15), Break("sources/one.md", 30, "Supper"))),
        drafts=[draft("one", 60, exercise("a", 20), exercise("b", 30)), draft("two", 20)],
    )
    assert [(span(slot), slot.title) for slot in sittings(agenda)] == [
        ("14:00 – 15:00", "one"),
        ("15:00 – 15:15", ""),
        ("15:15 – 15:45", "Supper"),
        ("15:45 – 16:05", "two"),
    ]


def test_more_than_one_break_within_a_section_and_two_at_once() -> None:
    breaks = (Break("ex-a", 5), Break("ex-a", 10, "Walk"), Break("ex-b", 15))
    (agenda,) = planned(
        Meeting(breaks=breaks),
        drafts=[draft("one", 0, exercise("a", 20), exercise("b", 20), exercise("c", 20))],
    )
    assert [(span(slot), slot.title, slot.resumed) for slot in sittings(agenda)] == [
        ("0:00 – 0:20", "one", False),
        ("0:20 – 0:25", "", False),
        ("0:25 – 0:35", "Walk", False),
        ("0:35 – 0:55", "one", True),
        ("0:55 – 1:10", "", False),
        ("1:10 – 1:30", "one", True),
    ]
    assert span(agenda.slots[0]) == "0:00 – 1:30"


def test_a_section_of_no_time_is_still_named() -> None:
    (agenda,) = planned(
        Meeting(start=600, breaks=(Break("sources/one.md", 15),)), drafts=[draft("one", 0), draft("two", 5)]
    )
    assert [(span(slot), slot.title) for slot in sittings(agenda)] == [
        ("10:00 – 10:00", "one"),
        ("10:00 – 10:15", ""),
        ("10:15 – 10:20", "two"),
    ]


def test_meetings_take_their_sections_and_one_the_rest() -> None:
    first = Meeting("First", sections=(("sources/two.md", LENGTH),))
    drafts = [draft("one", 10), draft("two", 20), draft("three", 30)]
    found = planned(first, Meeting("Second"), drafts=drafts)
    assert [[slot.title for slot in agenda.slots] for agenda in found] == [["two"], ["one", "three"]]


def test_an_over_run_is_a_warning_where_the_length_stands() -> None:
    diagnostics = Diagnostics()
    meeting = Meeting(length=60, length_pos=LENGTH, breaks=(Break("sources/one.md", 15),))
    agendas([Plan("one-day", (meeting,), "One day")], [draft("one", 50)], diagnostics)
    (warning,) = diagnostics.warnings
    assert warning.pos == LENGTH
    assert warning.message == "This meeting (One day) takes 65 minutes, 5 more than its length of 60."


def test_no_warning_where_it_just_fits() -> None:
    planned(Meeting(length=50, length_pos=LENGTH), drafts=[draft("one", 50)])


def test_the_slot_of_an_exercise_is_that_of_the_first_plan() -> None:
    drafts = [draft("one", 40, exercise("feed", 15))]
    plans = [Plan("a", (Meeting(start=540),)), Plan("b", (Meeting(start=780),))]
    assert slots(agendas(plans, drafts, Diagnostics())) == {"ex-feed": "9:25 – 9:40"}


def test_after_midnight_the_clock_begins_again() -> None:
    assert [clock(0), clock(605), clock(1445)] == ["0:00", "10:05", "0:05"]
