"""A section and what everybody reads in; for each packet and edition what keeps it in or out, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from packetpress.audience.reader import Reader
from packetpress.model import NOWHERE, ContentsEntry, Library, Manuscript, Position, Source
from packetpress.pipeline import Reading
from packetpress.reports.find import find_packet, find_section
from packetpress.reports.kept import Kept
from packetpress.reports.places import Place, places
from packetpress.reports.rules import (
    Condition,
    conditions_of,
    listed,
    place_conditions,
    place_position,
    readers,
)
from packetpress.walk import plain_text


@dataclass(frozen=True, slots=True)
class Who:
    packet: str
    edition: str


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Why somebody doesn't get something."""

    who: Who
    reason: Literal["not listed", "condition", "around", "empty"]
    """Its packet doesn't list it; its own condition isn't met; that of something around it isn't; nothing in
    it is left."""
    condition: str = ""
    """The condition that isn't met, as written."""
    pos: Position | None = None
    """Where that condition stands."""


@dataclass(frozen=True, slots=True)
class PlaceVerdict:
    """A place that not everybody gets, or that has a condition."""

    pos: Position
    kind: str
    """"callout", "list item", …"""
    words: str
    condition: str
    """Its own conditions, as written; empty if it has none."""
    depth: int
    """How many of the places in this report it stands in."""
    kept_in: tuple[Who, ...]
    kept_out: tuple[KeptOut, ...]
    """Only for packets that list the section."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Where a packet lists the section, and under which conditions."""

    who: Who
    pos: Position
    condition: str


@dataclass(frozen=True, slots=True)
class Why:
    path: str
    id: str
    title: str
    """Empty for a file that no packet lists: it isn't read."""
    listings: tuple[Listing, ...]
    condition: str
    """Conditions of the whole section, as written."""
    kept_in: tuple[Who, ...]
    kept_out: tuple[KeptOut, ...]
    places: tuple[PlaceVerdict, ...]
    """In reading order."""


def why(reading: Reading, section: str, packet: str = "") -> Why:
    """The report on ``section`` (title, id or file), for one packet or, without a name, for all.

    Raises UsageError for a section or packet that doesn't exist.
    """
    library = reading.library
    path = find_section(library, reading.files, section)
    only = find_packet(library, packet) if packet else None
    everybody = [reader for reader in readers(library) if only is None or reader.packet is only]
    manuscripts = {(each.packet, each.edition): each for each in reading.manuscripts}
    source = library.sources.get(path)
    chains = {
        reader.packet.name: next((chain for file, chain in listed(reader.packet) if file == path), ())
        for reader in everybody
    }
    walk = _Walk(library, everybody)
    kept_out: dict[Who, KeptOut] = {}
    for reader in everybody:
        cause = _entry_cause(reader, chains[reader.packet.name], library)
        if cause:
            kept_out[cause.who] = cause
    listening = [reader for reader in everybody if chains[reader.packet.name]]
    if source:
        walk.kept = {_who(reader): _kept(manuscripts[_key(reader)], path) for reader in listening}
        walk.readers = listening
        kept_out |= walk.look(places(source), kept_out)
    out = tuple(kept_out[_who(reader)] for reader in everybody if _who(reader) in kept_out)
    return Why(
        path=path,
        id=source.attributes.id if source else "",
        title=plain_text(source.title) if source else "",
        listings=tuple(_listings(listening, chains, library)),
        condition=_text(conditions_of(source.attributes, library.project)) if source else "",
        kept_in=tuple(_who(reader) for reader in everybody if _who(reader) not in kept_out),
        kept_out=out,
        places=tuple(walk.verdicts),
    )


class _Walk:
    """Goes through the places of a source and notes who gets them."""

    def __init__(self, library: Library, everybody: Sequence[Reader]) -> None:
        self._library = library
        self.readers = everybody
        self.kept: Mapping[Who, Kept] = {}
        self.verdicts: list[PlaceVerdict] = []

    def look(self, tree: Place, outside: Mapping[Who, KeptOut]) -> dict[Who, KeptOut]:
        """Who doesn't get the section itself; its places are noted in ``verdicts``."""
        out = self._kept_out(tree, place_conditions(tree, self._library.project), outside)
        for child in tree.children:
            self._below(child, out, 0)
        return {who: outside.get(who, cause) for who, cause in out.items()}

    def _below(self, place: Place, around: Mapping[Who, KeptOut], depth: int) -> None:
        conditions = place_conditions(place, self._library.project)
        out = self._kept_out(place, conditions, around)
        emptied = any(cause.reason == "empty" and who not in around for who, cause in out.items())
        if conditions or emptied:
            self.verdicts.append(
                PlaceVerdict(
                    pos=place_position(place),
                    kind=place.kind,
                    words=place.words,
                    condition=_text(conditions),
                    depth=depth,
                    kept_in=tuple(who for who in map(_who, self.readers) if who not in out),
                    kept_out=tuple(out[who] for who in map(_who, self.readers) if who in out),
                )
            )
            depth += 1
        for child in place.children:
            self._below(child, out, depth)

    def _kept_out(
        self, place: Place, conditions: Sequence[Condition], around: Mapping[Who, KeptOut]
    ) -> dict[Who, KeptOut]:
        out: dict[Who, KeptOut] = {}
        for reader in self.readers:
            who = _who(reader)
            failed = next((c.text for c in conditions if not reader.allows(c.attributes, NOWHERE)), "")
            if who in around:
                cause = around[who]
                out[who] = KeptOut(who, "around", cause.condition, cause.pos)
            elif failed:
                out[who] = KeptOut(who, "condition", failed, place_position(place))
            elif not self.kept[who].has(place):
                out[who] = KeptOut(who, "empty")
        return out


def _who(reader: Reader) -> Who:
    return Who(reader.packet.name, reader.edition)


def _key(reader: Reader) -> tuple[str, str]:
    return reader.packet.name, reader.edition


def _kept(manuscript: Manuscript, path: str) -> Kept:
    sources: list[Source] = [part.source for part in manuscript.sections if part.source]
    return Kept.of(source for source in sources if source.path == path)


def _entry_cause(reader: Reader, chain: Sequence[ContentsEntry], library: Library) -> KeptOut | None:
    """What in the packet's own file keeps the section out."""
    if not chain:
        return KeptOut(_who(reader), "not listed", pos=Position(reader.packet.path))
    for entry in chain:
        for condition in conditions_of(entry.attributes, library.project):
            if not reader.allows(condition.attributes, NOWHERE):
                return KeptOut(_who(reader), "condition", condition.text, _entry_position(entry))
    return None


def _entry_position(entry: ContentsEntry) -> Position:
    return entry.attributes.pos if entry.attributes.pos.line else entry.pos


def _listings(
    listening: Sequence[Reader], chains: Mapping[str, Sequence[ContentsEntry]], library: Library
) -> list[Listing]:
    found = []
    for reader in listening:
        chain = chains[reader.packet.name]
        conditions = [c for entry in chain for c in conditions_of(entry.attributes, library.project)]
        found.append(Listing(_who(reader), chain[-1].pos, _text(conditions)))
    return found


def _text(conditions: Sequence[Condition]) -> str:
    return " ".join(condition.text for condition in conditions)


__all__ = ["KeptOut", "Listing", "PlaceVerdict", "Who", "Why", "why"]
