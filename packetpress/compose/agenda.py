"""Sections with their minutes and a packet's plans in; agendas with the time of everything in them out.

A section takes its own ``minutes``, or those of its exercises if these are more. Its exercises come at its
end, in their order, so what is shown and said comes first. A break follows what it names; one that exercises
of the same section follow lies within the section, which ends so much later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from packetpress.compose.numbering import Draft
from packetpress.diagnostics import Diagnostics
from packetpress.model import Exercise, Meeting, Plan
from packetpress.walk import descendants, plain_text


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that takes time."""

    kind: Literal["section", "exercise", "break"]
    start: int
    """Minutes, counted as ``Agenda.start`` is."""
    minutes: int
    """Without breaks within it."""
    label: str
    """ "1", "1A" or empty."""
    title: str
    """Plain text; empty for a break of no name."""
    target: str
    """Id; empty for a break."""
    pauses: int = 0
    """Minutes of breaks within a section."""
    resumed: bool = False
    """A later piece of a section that a break divides."""

    @property
    def end(self) -> int:
        return self.start + self.minutes + self.pauses


@dataclass(frozen=True, slots=True)
class Agenda:
    """One meeting."""

    plan: str
    """What its plan is called; empty where there is one only."""
    title: str
    start: int
    """Minutes after midnight, or 0."""
    slots: tuple[Slot, ...]
    minutes: int
    """In all."""
    pauses: int
    """Minutes of breaks among them."""


def clock(minutes: int) -> str:
    """Minutes after midnight as "9:05"."""
    return f"{minutes // 60 % 24}:{minutes % 60:02}"


def span(slot: Slot) -> str:
    """ "9:05 – 9:20"."""
    return f"{clock(slot.start)} – {clock(slot.end)}"


def duration(minutes: int, labels: Mapping[str, str]) -> str:
    """ "6 h 15 min"; what there is none of is left out."""
    hours, rest = divmod(minutes, 60)
    parts = (f"{hours} {labels['hours']}" if hours else "", f"{rest} {labels['minutes']}" if rest else "")
    return " ".join(filter(None, parts))


def hours(found: Sequence[Agenda], labels: Mapping[str, str]) -> tuple[str, ...]:
    """For each plan how long its meetings take, breaks left out: "One day: 6 h", or "6 h" of one alone.

    A plan that takes no time is left out.
    """
    plans: dict[str, int] = {}
    for agenda in found:
        plans[agenda.plan] = plans.get(agenda.plan, 0) + agenda.minutes - agenda.pauses
    times = ((plan, duration(minutes, labels)) for plan, minutes in plans.items())
    return tuple(f"{plan}: {time}" if plan else time for plan, time in times if time)


def agendas(plans: Sequence[Plan], drafts: Sequence[Draft], diagnostics: Diagnostics) -> tuple[Agenda, ...]:
    """Every meeting of every plan. Warns where one takes longer than it may."""
    sections = {draft.path: draft for draft in drafts if draft.kind == "section"}
    found: list[Agenda] = []
    for plan in plans:
        taken = {path for meeting in plan.meetings for path, _ in meeting.sections}
        rest = [path for path in sections if path not in taken]
        for meeting in plan.meetings:
            paths = [path for path, _ in meeting.sections] or rest
            agenda = _agenda(plan, meeting, [sections[path] for path in paths if path in sections])
            found.append(agenda)
            if meeting.length and agenda.minutes > meeting.length:
                over = agenda.minutes - meeting.length
                which = " ".join(filter(None, (plan.title, meeting.title)))
                diagnostics.warning(
                    meeting.length_pos,
                    f"This meeting{f' ({which})' if which else ''} takes {agenda.minutes} minutes, "
                    f"{over} more than its length of {meeting.length}.",
                    "Give it more time, or move or shorten sections, exercises or breaks.",
                )
    return tuple(found)


def slots(found: Sequence[Agenda]) -> Mapping[str, str]:
    """Id of an exercise -> when it comes, as printed; in the first plan that has it."""
    times: dict[str, str] = {}
    for agenda in found:
        for slot in agenda.slots:
            if slot.kind == "exercise":
                times.setdefault(slot.target, span(slot))
    return times


def sittings(agenda: Agenda) -> Iterator[Slot]:
    """An agenda without its exercises, one thing after the other: a break divides the section it lies in."""
    breaks = [slot for slot in agenda.slots if slot.kind == "break"]
    within: set[int] = set()
    for slot in agenda.slots:
        if slot.kind == "section":
            pauses = [pause for pause in breaks if slot.start <= pause.start < slot.end]
            within.update(pause.start for pause in pauses)
            yield from _divided(slot, pauses)
        elif slot.kind == "break" and slot.start not in within:
            yield slot


def _divided(section: Slot, pauses: Sequence[Slot]) -> Iterator[Slot]:
    """The pieces of a section, and the breaks between them."""
    piece = replace(section, pauses=0)
    for pause in pauses:
        if pause.start > piece.start:
            yield replace(piece, minutes=pause.start - piece.start)
            piece = replace(piece, resumed=True)
        yield pause
        piece = replace(piece, start=pause.end)
    yield replace(piece, minutes=section.end - piece.start)


def _agenda(plan: Plan, meeting: Meeting, sections: Sequence[Draft]) -> Agenda:
    begin = now = max(meeting.start, 0)
    found: list[Slot] = []
    pauses = 0
    for draft in sections:
        exercises = [node for node in descendants(draft.blocks) if isinstance(node, Exercise)]
        practice = sum(exercise.minutes for exercise in exercises)
        minutes = max(draft.minutes, practice)
        start, paused, resting = now, 0, 0
        inside: list[Slot] = []
        now += minutes - practice
        for exercise in exercises:
            name = exercise.attributes.id
            title = plain_text(exercise.title)
            inside.append(Slot("exercise", now, exercise.minutes, exercise.number, title, name))
            now += exercise.minutes
            if exercise.minutes:
                paused = resting
            for pause in _breaks(meeting, name, now):
                inside.append(pause)
                resting += pause.minutes
                now = pause.end
        for pause in _breaks(meeting, draft.path, now):
            inside.append(pause)
            resting += pause.minutes
            now = pause.end
        title = plain_text(draft.title)
        found += [Slot("section", start, minutes, draft.number, title, draft.id, paused), *inside]
        pauses += resting
    return Agenda(plan.title if plan.name else "", meeting.title, begin, tuple(found), now - begin, pauses)


def _breaks(meeting: Meeting, after: str, now: int) -> Iterator[Slot]:
    """The breaks that follow what is called ``after``, which ends ``now``."""
    for pause in meeting.breaks:
        if after and pause.after == after:
            yield Slot("break", now, pause.minutes, "", pause.title, "")
            now += pause.minutes
