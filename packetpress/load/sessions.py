"""``sessions`` of a packet's file in: one or more ways to cut the packet into meetings out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from packetpress.diagnostics import Diagnostics
from packetpress.load.files import ProjectFiles
from packetpress.load.validate import Settings, salvaged, validated
from packetpress.load.yaml_values import YamlValue
from packetpress.model import Break, Meeting, Plan, Position

MAX_MINUTES = 10_000
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_FILE = re.compile(r"\.md$|[*?]")


class BreakSettings(Settings):
    """A pause in a meeting."""

    after: str
    """The section or exercise it follows: a section's file, or an id."""
    minutes: Annotated[int, Field(ge=1, le=MAX_MINUTES)]
    """How long it is."""
    title: str = ""
    """What it is called: Lunch."""


class MeetingSettings(Settings):
    """One time that people come together."""

    title: str = ""
    """What it is called: First morning."""
    start: str = ""
    """When it begins, as 9:00 or 13:30; without it, times count from 0:00."""
    length: Annotated[int, Field(ge=1, le=MAX_MINUTES)] | None = None
    """How many minutes there are, breaks included; more is a warning."""
    sections: tuple[str, ...] = ()
    """The sections' files or ids, in order; without it, those that no other meeting has."""
    breaks: tuple[BreakSettings, ...] = ()
    """Its pauses."""


def load_plans(value: YamlValue, files: ProjectFiles, diagnostics: Diagnostics) -> tuple[Plan, ...]:
    """A list of meetings, or several such lists by name. What is wrong is reported and left out."""
    if value.value is None:
        return ()
    if value.items:
        return (Plan("", tuple(_meetings(value, files, diagnostics))),)
    if not value.entries:
        diagnostics.error(
            value.pos,
            f"“sessions” has to list meetings, and this is {value.kind}.",
            'Write one “- start: "9:00"” for each meeting, with its “length” and “breaks” below it.',
        )
    return tuple(
        Plan(name, tuple(_meetings(item, files, diagnostics))) for name, item in value.entries.items()
    )


def _meetings(value: YamlValue, files: ProjectFiles, diagnostics: Diagnostics) -> Iterator[Meeting]:
    if not value.items:
        diagnostics.error(
            value.pos,
            f"A list of meetings is expected here, and this is {value.kind}.",
            'Write one “- start: "9:00"” for each meeting.',
        )
    open_ended: Position | None = None
    for item in value.items:
        start = _minutes(item.get("start"), item.get("start").text, diagnostics)
        breaks = tuple(_breaks(item.get("breaks"), files, diagnostics))
        rest = {key: each for key, each in item.entries.items() if key != "breaks" or not each.items}
        alone = replace(item, value=rest) if item.entries else item
        settings = salvaged(MeetingSettings, alone, {}, diagnostics)
        if settings is None:
            continue
        if not settings.sections:
            if open_ended:
                diagnostics.error(
                    item.pos,
                    "Two meetings don't say which sections they have.",
                    f"Give this one or the one in line {open_ended.line} a list of “sections”.",
                )
            open_ended = item.pos
        yield Meeting(
            title=settings.title,
            start=start,
            length=settings.length or 0,
            sections=tuple(_sections(item.get("sections"), files)),
            breaks=breaks,
            pos=item.pos,
            length_pos=item.get("length").pos,
        )


def _breaks(value: YamlValue, files: ProjectFiles, diagnostics: Diagnostics) -> Iterator[Break]:
    """Each is read by itself, so that what is wrong in one hides nothing in another."""
    for item in value.items:
        settings = validated(BreakSettings, item, diagnostics)
        after = item.get("after")
        name = _name(after.text, after.pos, files) if after.text else ""
        if settings is not None:
            yield Break(name, settings.minutes, settings.title, after.pos)


def _sections(value: YamlValue, files: ProjectFiles) -> Iterator[tuple[str, Position]]:
    for item in value.items:
        if _FILE.search(item.text):
            yield from ((path, item.pos) for path in files.glob(item.text, item.pos))
        else:
            yield item.text.removeprefix("@"), item.pos


def _name(text: str, pos: Position, files: ProjectFiles) -> str:
    """A section's path, or an id."""
    if not _FILE.search(text):
        return text.removeprefix("@")
    return next(reversed(files.glob(text, pos)), "")


def _minutes(value: YamlValue, text: str, diagnostics: Diagnostics) -> int:
    """ "9:30" as minutes after midnight; -1 if nothing is given."""
    if not text:
        return -1
    match = _CLOCK.fullmatch(text)
    if match is None:
        diagnostics.error(value.pos, f"“{text}” is not a time of day.", "Write it as 9:00 or 13:30.")
        return -1
    return int(match[1]) * 60 + int(match[2])
