"""Manuscripts in; what of a source is in them, told by place, out.

A place is kept if it, or anything in it, is in a manuscript. Selecting rewrites content, but what stays
keeps its place, and its type unless ``_BECOMES`` says otherwise; only text may lose spaces at its ends, and
so begin a few columns later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from packetpress.model import Definition, Position, Reckoned, Source, Text, Variable
from packetpress.model.tasks import Match, Quiz
from packetpress.reports.places import Leaf, Place
from packetpress.walk import Node, descendants

_BECOMES: Mapping[type, type] = {Quiz: Match}
"""What selecting makes of a type."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The places of what is printed."""

    _things: frozenset[tuple[type, Position]]
    _texts: frozenset[Position]
    """Where text begins; a variable's value stands where the variable stood."""

    @classmethod
    def of(cls, sources: Iterable[Source], terms: Iterable[Definition] = ()) -> Kept:
        things: set[tuple[type, Position]] = set()
        texts: set[Position] = set()
        for source in sources:
            things.add((Source, source.pos))
            for nodes in (source.title, *source.objectives, source.blocks):
                _note(nodes, things, texts)
        _note(tuple(terms), things, texts)
        return cls(frozenset(things), frozenset(texts))

    def has(self, place: Place) -> bool:
        """Whether the place or something in it is kept."""
        return any(map(self._has_leaf, place.leaves)) or any(map(self.has, place.children))

    def lost(self, place: Place) -> tuple[Place, ...]:
        """The outermost places at and below ``place`` that are not kept, in reading order."""
        return self._lost(place)[1]

    def _lost(self, place: Place) -> tuple[bool, tuple[Place, ...]]:
        kept = any(map(self._has_leaf, place.leaves))
        lost: list[Place] = []
        for child in place.children:
            child_kept, child_lost = self._lost(child)
            kept = kept or child_kept
            lost.extend(child_lost)
        return kept, tuple(lost) if kept else (place,)

    def _has_leaf(self, leaf: Leaf) -> bool:
        cls, pos, width = leaf
        if cls is Text or cls is Variable:
            return any(
                Position(pos.file, pos.line, column) in self._texts
                for column in range(pos.column, pos.column + width)
            )
        return (_BECOMES.get(cls, cls), pos) in self._things


def _note(nodes: tuple[Node, ...], things: set[tuple[type, Position]], texts: set[Position]) -> None:
    for node in descendants(nodes):
        if isinstance(node, Text | Reckoned):
            texts.add(node.pos)
        elif hasattr(node, "pos"):
            things.add((type(node), node.pos))


__all__ = ["Kept"]
