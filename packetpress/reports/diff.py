"""Two packets in; what their readers get differently, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from packetpress.diagnostics import UsageError, did_you_mean
from packetpress.model import Library, Manuscript, Packet, Position, Source
from packetpress.pipeline import Reading
from packetpress.reports.find import find_packet
from packetpress.reports.kept import Kept
from packetpress.reports.places import Place, front_places, places
from packetpress.reports.rules import place_conditions, place_position
from packetpress.reports.why import Who
from packetpress.reports.words import own_text
from packetpress.walk import Node, descendants, plain_text

SHOWN = 8
"""Words of a text that are shown from where it begins to differ."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place that one of the two doesn't get, or that says something else to each."""

    pos: Position
    kind: str
    """"callout", "list item", …"""
    only: Literal["first", "second", ""]
    """Who alone gets it; empty if both do, in other words."""
    condition: str
    """Its own conditions, as written."""
    first: str
    """The first words that the first packet gets; of a text that differs, from where it does."""
    second: str


@dataclass(frozen=True, slots=True)
class SectionName:
    kind: str
    """"section", "references" or "glossary"."""
    path: str
    title: str


@dataclass(frozen=True, slots=True)
class SectionDifferences:
    path: str
    title: str
    differences: tuple[Difference, ...]
    """In reading order; empty if both get the same."""


@dataclass(frozen=True, slots=True)
class Diff:
    first: Who
    second: Who
    only_first: tuple[SectionName, ...]
    only_second: tuple[SectionName, ...]
    shared: tuple[SectionDifferences, ...]
    """Sections that both get, in the first packet's order."""


def diff(reading: Reading, first: str, second: str, edition: str = "") -> Diff:
    """What the packets ``first`` and ``second`` hold differently, in ``edition`` if both have it.

    Without an edition, in the first that both have, or else each in its own first. Raises UsageError for a
    packet that doesn't exist, or hasn't that edition.
    """
    library = reading.library
    packets = find_packet(library, first), find_packet(library, second)
    one, two = (_manuscript(reading, packet, packets, edition) for packet in packets)
    ones, twos = _sources(one), _sources(two)
    shared = tuple(
        SectionDifferences(
            path, _title(library, path), tuple(_differences(library, path, ones[path], twos[path]))
        )
        for path in ones
        if path in twos
    )
    return Diff(
        first=Who(one.packet, one.edition),
        second=Who(two.packet, two.edition),
        only_first=tuple(_only(library, one, two)),
        only_second=tuple(_only(library, two, one)),
        shared=shared,
    )


def _manuscript(reading: Reading, packet: Packet, packets: tuple[Packet, Packet], edition: str) -> Manuscript:
    if edition and edition not in packet.editions:
        hint = did_you_mean(edition, packet.editions)
        raise UsageError(f"The packet “{packet.name}” has no edition “{edition}”. {hint}".rstrip())
    common = [each for each in packets[0].editions if each in packets[1].editions]
    wanted = edition or (common or packet.editions)[0]
    return next(m for m in reading.manuscripts if m.packet == packet.name and m.edition == wanted)


def _sources(manuscript: Manuscript) -> dict[str, Source]:
    return {part.source.path: part.source for part in manuscript.sections if part.source}


def _title(library: Library, path: str) -> str:
    return plain_text(library.sources[path].title)


def _only(library: Library, one: Manuscript, two: Manuscript) -> Iterator[SectionName]:
    theirs = {(part.kind, part.source.path if part.source else "") for part in two.sections}
    for part in one.sections:
        path = part.source.path if part.source else ""
        if (part.kind, path) not in theirs:
            yield SectionName(part.kind, path, _title(library, path) if path else part.kind.capitalize())


def _differences(library: Library, path: str, one: Source, two: Source) -> Iterator[Difference]:
    source = library.sources[path]
    tree, front = places(source), front_places(source)
    sides = _Side.of(one), _Side.of(two)
    before = [each for place in front for each in _compare(place, library, *sides)]
    words = _front_words(one), _front_words(two)
    if not before and words[0] != words[1]:
        yield _reworded(tree, library, *words)
    yield from before
    for child in tree.children[len(front) :]:
        yield from _compare(child, library, *sides)


def _compare(place: Place, library: Library, one: _Side, two: _Side) -> Iterator[Difference]:
    has_one, has_two = one.kept.has(place), two.kept.has(place)
    if not has_one and not has_two:
        return
    if has_one is not has_two:
        yield Difference(
            pos=place_position(place),
            kind=place.kind,
            only="first" if has_one else "second",
            condition=_condition(place, library),
            first=place.words if has_one else "",
            second=place.words if has_two else "",
        )
        return
    below = [each for child in place.children for each in _compare(child, library, one, two)]
    key = (type(place.node), place.pos)
    if not below and one.texts.get(key) != two.texts.get(key):
        words = [" ".join(side.texts.get(key, ())).split() for side in (one, two)]
        yield _reworded(place, library, *words)
    yield from below


def _reworded(place: Place, library: Library, one: list[str], two: list[str]) -> Difference:
    start = next(
        (index for index, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(two)),
    )
    first, second = (" ".join(words[start : start + SHOWN]) for words in (one, two))
    return Difference(place_position(place), place.kind, "", _condition(place, library), first, second)


def _condition(place: Place, library: Library) -> str:
    return " ".join(condition.text for condition in place_conditions(place, library.project))


def _front_words(source: Source) -> list[str]:
    return [word for inlines in (source.title, *source.objectives) for word in plain_text(inlines).split()]


@dataclass(frozen=True, slots=True)
class _Side:
    """A section as one of the two gets it."""

    kept: Kept
    texts: Mapping[tuple[type, Position], tuple[str, ...]]
    """The text of each place itself; several where it is included more than once."""

    @classmethod
    def of(cls, source: Source) -> _Side:
        texts: dict[tuple[type, Position], tuple[str, ...]] = {}
        for nodes in (source.title, *source.objectives, source.blocks):
            for node in descendants(nodes):
                text = own_text(node)
                if text:
                    key = (type(node), _position(node))
                    texts[key] = (*texts.get(key, ()), text)
        return cls(Kept.of((source,)), texts)


def _position(node: Node) -> Position:
    pos: Position = node.pos
    return pos
