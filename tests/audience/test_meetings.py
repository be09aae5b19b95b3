from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from packetpress.audience import select
from packetpress.diagnostics import Diagnostics
from packetpress.model import Break, ContentsEntry, Exercise, Library, Manuscript, Meeting, Plan, Position
from tests.values import attrs, inlines, library, para, project, source

AT = Position("sources/packets/front-line.yaml", 9, 5)
ONE = "sources/one.md"
TWO = "sources/two.md"


def made(*plans: Plan, bindings: Mapping[str, tuple[str, ...]] | None = None) -> Library:
    """Two sections; the second is not for the packet's reader."""
    exercise = Exercise(inlines("Feed"), (para("Do."),), attributes=attrs(id="ex-feed"))
    found = library(
        source(ONE, exercise, id="sec-one"),
        source(TWO, para("x"), audience="managers"),
        contents=[ContentsEntry("section", (ONE, TWO))],
    )
    sessions = {"one-day": "One-day workshop", "series": "Series"}
    packet = replace(
        found.packets[0], plans=plans, bindings={**found.packets[0].bindings, **(bindings or {})}
    )
    conditions = {**found.project.conditions, "session": sessions}
    return replace(found, project=project(conditions=conditions), packets=(packet,))


def selected(where: Library, diagnostics: Diagnostics | None = None) -> Manuscript:
    collector = diagnostics or Diagnostics()
    manuscript = select(where, where.packets[0], "participant", collector)
    assert diagnostics is not None or collector.sorted == ()
    return manuscript


def test_sections_are_named_by_path_or_id_and_breaks_by_exercise_too() -> None:
    meeting = Meeting(
        sections=(("sec-one", AT), (TWO, AT)), breaks=(Break("ex-feed", 5, "Tea"), Break("sec-one", 10))
    )
    (plan,) = selected(made(Plan("", (meeting,)))).plans
    assert plan.meetings[0].sections == ((ONE, AT), (TWO, AT))
    assert [(each.after, each.minutes, each.title) for each in plan.meetings[0].breaks] == [
        ("ex-feed", 5, "Tea"),
        (ONE, 10, ""),
    ]


def test_a_plan_has_the_words_of_its_session() -> None:
    plans = selected(made(Plan("one-day", ()), Plan("three-evenings", ()))).plans
    assert [plan.title for plan in plans] == ["One-day workshop", "Three evenings"]


def test_a_packet_for_one_session_has_its_plan_alone() -> None:
    plans = selected(made(Plan("one-day", ()), Plan("series", ()), bindings={"session": ("series",)})).plans
    assert [plan.name for plan in plans] == ["series"]


def test_an_unknown_name_is_reported_with_its_place() -> None:
    diagnostics = Diagnostics()
    meeting = Meeting(sections=(("sec-on", AT),), breaks=(Break("ex-fed", 5, pos=AT),))
    selected(made(Plan("", (meeting,))), diagnostics)
    assert [(d.pos, d.message, d.hint) for d in diagnostics.errors] == [
        (AT, "This packet has nothing of the name “ex-fed”.", "Did you mean “ex-feed”?"),
        (AT, "This packet has nothing of the name “sec-on”.", "Did you mean “sec-one”?"),
    ]


def test_participants_pages_are_named_to_others_only() -> None:
    where = made()
    assert selected(where).pages_of == ""
    manuscript = select(where, where.packets[0], "facilitator", Diagnostics())
    assert (manuscript.pages_of, manuscript.editions_named) == ("participant", ("participant",))
