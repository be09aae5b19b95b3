"""A packet's ``sessions`` in; the ways to cut it into meetings that this reader gets, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from packetpress.audience.reader import Reader
from packetpress.diagnostics import did_you_mean
from packetpress.model import (
    Break,
    ContentsEntry,
    Exercise,
    Library,
    Meeting,
    Packet,
    Plan,
    Position,
    Source,
)
from packetpress.walk import descendants

SESSION = "session"
"""The condition whose values name ways to cut a packet into meetings."""


def plans(packet: Packet, library: Library, reader: Reader) -> tuple[Plan, ...]:
    """The packet's plans with their printed titles; those of its ``session``, if it is for some only.

    Sections are named by their paths. Reports names of sections and exercises that the packet doesn't list.
    """
    if not packet.plans:
        return ()
    words = library.project.conditions.get(SESSION, {})
    mine = reader.bindings.get(SESSION, ())
    chosen = tuple(plan for plan in packet.plans if plan.name in mine) or packet.plans
    listed = tuple(_listed(packet.contents, library))
    sections = {source.path: source.path for source in listed}
    sections |= {source.attributes.id: source.path for source in listed if source.attributes.id}
    exercises = {name for source in listed for name in _exercises(source)}
    return tuple(
        replace(
            plan,
            title=words.get(plan.name) or plan.name.replace("-", " ").capitalize(),
            meetings=tuple(_meeting(meeting, sections, exercises, reader) for meeting in plan.meetings),
        )
        for plan in chosen
    )


def _meeting(meeting: Meeting, sections: Mapping[str, str], exercises: set[str], reader: Reader) -> Meeting:
    def named(name: str, pos: Position, known: Mapping[str, str]) -> str:
        if name and name not in known:
            reader.diagnostics.error(
                pos,
                f"This packet has nothing of the name “{name}”.",
                did_you_mean(name, [each for each in known if not each.startswith("packetpress:")]),
            )
        return known.get(name, "")

    either = {**sections, **{name: name for name in exercises}}
    breaks = tuple(
        Break(
            named(each.after, each.pos, either), each.minutes, reader.expand(each.title, each.pos), each.pos
        )
        for each in meeting.breaks
    )
    return replace(
        meeting,
        title=reader.expand(meeting.title, meeting.pos),
        sections=tuple((named(name, pos, sections), pos) for name, pos in meeting.sections),
        breaks=breaks,
    )


def _listed(entries: tuple[ContentsEntry, ...], library: Library) -> Iterator[Source]:
    for entry in entries:
        yield from _listed(entry.entries, library)
        if entry.kind == "section":
            yield from (library.sources[path] for path in entry.sources if path in library.sources)


def _exercises(source: Source) -> Iterator[str]:
    for node in descendants(source.blocks):
        if isinstance(node, Exercise) and node.attributes.id:
            yield node.attributes.id
