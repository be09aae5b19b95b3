"""Places and packets in; the conditions that stand there, and those among them that do nothing, out.

Whether a condition is met is asked of ``audience.Reader``, here as in a build: there is one meaning of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from packetpress.audience.reader import Reader
from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    EDITIONS,
    FACILITATOR_ONLY,
    NOWHERE,
    Attributes,
    Callout,
    ContentsEntry,
    Library,
    Packet,
    Position,
    Project,
)
from packetpress.reports.places import Place

EDITION = "edition"
NOT = "not-"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a place."""

    name: str
    """Of the vocabulary: "audience"."""
    text: str
    """As written: ``not-audience="a b"``, or ``.answer`` for a kind that only facilitators get."""
    attributes: Attributes
    """This condition alone."""

    @property
    def negated(self) -> bool:
        return self.text.startswith(NOT)

    def words(self) -> Iterator[tuple[str, Attributes]]:
        """Each value it names (or the kind), and the condition with that value alone."""
        for key, value in self.attributes.pairs:
            for word in value.split():
                yield word, Attributes("", (), ((key, word),))
        for kind in self.attributes.classes:
            yield f".{kind}", self.attributes


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A condition that names values which nobody who could get this place has."""

    pos: Position
    kind: str
    """Of the place: "callout", "list item", …"""
    words: str
    condition: str
    values: tuple[str, ...]
    whole: bool
    """All its values are without effect: the place is for nobody or, with ``not-``, kept from nobody."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A condition that can't be met where it stands, whatever packets there are."""

    pos: Position
    kind: str
    words: str
    condition: str
    outer: Position
    """Of what it contradicts; the same place if its own conditions do."""
    outer_condition: str


def conditions_of(
    attributes: Attributes, project: Project, kinds: Sequence[str] = ()
) -> tuple[Condition, ...]:
    """The conditions in ``attributes`` and its kinds for facilitators only, ``kinds`` among them."""
    known = {EDITION, *project.conditions}
    found = [
        Condition(key.removeprefix(NOT), f'{key}="{value}"', Attributes("", (), ((key, value),)))
        for key, value in attributes.pairs
        if key.removeprefix(NOT) in known
    ]
    for kind in (*kinds, *attributes.classes):
        if kind in FACILITATOR_ONLY:
            found.append(Condition(EDITION, f".{kind}", Attributes("", (kind,), ())))
    return tuple(dict.fromkeys(found))


def place_conditions(place: Place, project: Project) -> tuple[Condition, ...]:
    node = place.node
    return conditions_of(place.attributes, project, (node.kind,) if isinstance(node, Callout) else ())


def place_position(place: Place) -> Position:
    """Where a reader of a report should look: at the conditions if there are any, else at the place."""
    return place.attributes.pos if place.attributes.pos.line else place.pos


def readers(library: Library) -> tuple[Reader, ...]:
    """Everybody who reads: each packet in each of its editions."""
    quiet = Diagnostics()
    return tuple(
        Reader.of(library.project, packet, edition, quiet)
        for packet in library.packets
        for edition in packet.editions
    )


def listed(packet: Packet) -> Iterator[tuple[str, tuple[ContentsEntry, ...]]]:
    """Every file that ``packet`` lists, with the entries that list it from the outermost on."""

    def below(
        entries: Iterable[ContentsEntry], around: tuple[ContentsEntry, ...]
    ) -> Iterator[tuple[str, tuple[ContentsEntry, ...]]]:
        for entry in entries:
            chain = (*around, entry)
            for path in entry.sources:
                yield path, chain
            yield from below(entry.entries, chain)

    yield from below(packet.contents, ())


def met(reader: Reader, conditions: Iterable[Condition]) -> bool:
    return all(reader.allows(condition.attributes, NOWHERE) for condition in conditions)


# ------------------------------------------------------------------------------------------- without effect


def unmatched(library: Library, trees: Mapping[str, Place]) -> tuple[Unmatched, ...]:
    """Values in conditions that have no effect in any packet, after everything around them was applied.

    ``trees`` are the sources' places by path. Of nested places that nobody gets, the outermost is given.
    """
    project = library.project
    everybody = readers(library)
    reached: dict[str, list[Reader]] = {path: [] for path in trees}
    found: dict[Unmatched, None] = {}
    for packet in library.packets:
        own = [reader for reader in everybody if reader.packet is packet]
        for path, chain in listed(packet):
            around = own
            for entry in chain:
                conditions = conditions_of(entry.attributes, project)
                pos = entry.attributes.pos if entry.attributes.pos.line else entry.pos
                what = entry.title or ", ".join(entry.sources)
                found |= dict.fromkeys(
                    _without_effect(conditions, around, pos, "entry of the contents", what)
                )
                around = [reader for reader in around if met(reader, conditions)]
            if path in reached:
                reached[path] += around
    contradicted = {each.pos for tree in trees.values() for each in contradictions(library, tree)}
    for path, tree in trees.items():
        found |= dict.fromkeys(_unmatched_below(tree, reached[path], project, contradicted))
    return tuple(
        sorted(found, key=lambda each: (each.pos.file, each.pos.line, each.pos.column, each.condition))
    )


def _unmatched_below(
    place: Place, around: Sequence[Reader], project: Project, contradicted: set[Position]
) -> Iterator[Unmatched]:
    pos = place_position(place)
    if not around or pos in contradicted:
        return
    conditions = place_conditions(place, project)
    if conditions:
        yield from _without_effect(conditions, around, pos, place.kind, place.words)
        around = [reader for reader in around if met(reader, conditions)]
    for child in place.children:
        yield from _unmatched_below(child, around, project, contradicted)


def _without_effect(
    conditions: Sequence[Condition], around: Sequence[Reader], pos: Position, kind: str, words: str
) -> Iterator[Unmatched]:
    for condition in conditions:
        named = tuple(condition.words())
        idle = tuple(
            word
            for word, alone in named
            if not any(reader.allows(alone, NOWHERE) is not condition.negated for reader in around)
        )
        if idle:
            yield Unmatched(pos, kind, words, condition.text, idle, len(idle) == len(named))


# ------------------------------------------------------------------------------------------- contradictions


@dataclass(frozen=True, slots=True)
class _Outer:
    pos: Position
    conditions: tuple[Condition, ...]


def contradictions(library: Library, tree: Place) -> tuple[Contradiction, ...]:
    """Conditions in a source that can't be met together with those around them, the outermost of each.

    A condition for which some packet has several values at once may be met by several names; one for which
    every packet has a single value, by one.
    """
    return tuple(_contradictions(tree, (), _Possible(library)))


def _contradictions(place: Place, outer: tuple[_Outer, ...], possible: _Possible) -> Iterator[Contradiction]:
    conditions = place_conditions(place, possible.project)
    if conditions:
        pos = place_position(place)
        chain = (*outer, _Outer(pos, conditions))
        for name in dict.fromkeys(condition.name for condition in conditions):
            together = [c for each in chain for c in each.conditions if c.name == name]
            if not possible.together(name, together):
                own = [condition for condition in conditions if condition.name == name]
                against, what = _against(name, own, chain, possible)
                text = " ".join(condition.text for condition in own)
                yield Contradiction(pos, place.kind, place.words, text, against, what)
                return
        outer = chain
    for child in place.children:
        yield from _contradictions(child, outer, possible)


def _against(
    name: str, own: Sequence[Condition], chain: Sequence[_Outer], possible: _Possible
) -> tuple[Position, str]:
    """The nearest place whose conditions alone rule ``own`` out, else the outermost that has a part in it."""
    around = [
        (each.pos, [condition for condition in each.conditions if condition.name == name]) for each in chain
    ]
    around = [(pos, theirs) for pos, theirs in around if theirs]
    for pos, theirs in reversed(around):
        if not possible.together(name, [*theirs, *own]):
            return pos, " ".join(condition.text for condition in theirs)
    return around[0][0], " ".join(condition.text for condition in around[0][1])


class _Possible:
    """Answers whether some packet could meet conditions together."""

    def __init__(self, library: Library) -> None:
        self.project = library.project
        self._packets = library.packets
        self._readers: dict[tuple[str, tuple[str, ...]], Reader] = {}
        self._answers: dict[tuple[str, tuple[str, ...]], bool] = {}

    def together(self, name: str, conditions: Sequence[Condition]) -> bool:
        """Whether the conditions, all on ``name``, can be met by one reader."""
        question = (name, tuple(condition.text for condition in conditions))
        if question not in self._answers:
            self._answers[question] = self._together(name, conditions)
        return self._answers[question]

    def _together(self, name: str, conditions: Sequence[Condition]) -> bool:
        values = EDITIONS if name == EDITION else tuple(self.project.conditions[name])
        if name == EDITION or all(len(packet.bindings.get(name, ())) < 2 for packet in self._packets):
            return any(met(self._reader(name, (value,)), conditions) for value in values)
        # What is excluded goes; the more of the rest a reader has, the more is met.
        excluding = [condition for condition in conditions if condition.negated]
        rest = tuple(value for value in values if met(self._reader(name, (value,)), excluding))
        return bool(rest) and met(self._reader(name, rest), conditions)

    def _reader(self, name: str, values: tuple[str, ...]) -> Reader:
        key = (name, values)
        if key not in self._readers:
            edition = values[0] if name == EDITION else EDITION
            packet = replace(self._packets[0], bindings={name: values})
            self._readers[key] = Reader.of(self.project, packet, edition, Diagnostics())
        return self._readers[key]
