"""Sections with their minutes and a packet's plans in; agendas with the time of everything in them out.

A section takes its own ``minutes``, or those of its exercises if these are more. Its exercises come at its
end, in their order, so what is shown and said comes first. A break follows what it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    label: str
    """ "1", "1A" or empty."""
    title: str
    """Plain text; empty for a break of no name."""
    target: str
    """Id; empty for a break."""


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
    return f"{clock(slot.start)} – {clock(slot.start + slot.minutes)}"


def duration(minutes: int, labels: Mapping[str, str]) -> str:
    """ "6 h 15 min"; what there is none of is left out."""
    hours, rest = divmod(minutes, 60)
    parts = (f"{hours} {labels['hours']}" if hours else "", f"{rest} {labels['minutes']}" if rest else "")
    return " ".join(filter(None, parts))


def worked(found: Sequence[Agenda]) -> Mapping[str, int]:
    """What a plan is called -> minutes of all of its meetings, breaks left out."""
    plans: dict[str, int] = {}
    for agenda in found:
        plans[agenda.plan] = plans.get(agenda.plan, 0) + agenda.minutes - agenda.pauses
    return plans


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


def _agenda(plan: Plan, meeting: Meeting, sections: Sequence[Draft]) -> Agenda:
    begin = now = max(meeting.start, 0)
    found: list[Slot] = []
    pauses = 0

    def rest(after: str) -> None:
        nonlocal now, pauses
        for pause in meeting.breaks:
            if after and pause.after == after:
                found.append(Slot("break", now, pause.minutes, "", pause.title, ""))
                now += pause.minutes
                pauses += pause.minutes

    for draft in sections:
        exercises = [node for node in descendants(draft.blocks) if isinstance(node, Exercise)]
        practice = sum(exercise.minutes for exercise in exercises)
        minutes = max(draft.minutes, practice)
        found.append(Slot("section", now, minutes, draft.number, plain_text(draft.title), draft.id))
        now += minutes - practice
        for exercise in exercises:
            name = exercise.attributes.id
            title = plain_text(exercise.title)
            found.append(Slot("exercise", now, exercise.minutes, exercise.number, title, name))
            now += exercise.minutes
            rest(name)
        rest(draft.path)
    return Agenda(plan.title if plan.name else "", meeting.title, begin, tuple(found), now - begin, pauses)
