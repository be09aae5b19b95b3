"""An exercise and the glossary in; the exercise out, its quizzes made into terms and meanings to match."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from packetpress.audience.answers import shuffle
from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.model import Definition, Exercise, Inlines, Paragraph
from packetpress.model.tasks import Item, Match, Quiz
from packetpress.walk import Node, Rewriter, plain_text


def with_quizzes(exercise: Exercise, glossary: tuple[Definition, ...], diagnostics: Diagnostics) -> Exercise:
    """Terms that the glossary doesn't have are reported where they stand."""
    known = {plain_text(term).casefold(): definition for definition in glossary for term in definition.terms}
    numbers = count(1)

    def quiz(node: Quiz) -> Node:
        if node.terms:
            chosen = _named(node, known, diagnostics)
        else:
            order = shuffle(len(glossary), f"{exercise.attributes.id}\0quiz\0{next(numbers)}")
            chosen = [glossary[index] for index in sorted(order[: node.number])]
        items = tuple(
            Item(definition.terms[0], beside=_meaning(definition), pos=node.pos) for definition in chosen
        )
        if len(items) < 2 and len(items) == len(node.terms or items):
            diagnostics.error(
                node.pos,
                "This quiz finds fewer than two terms in the glossary.",
                "Write the terms in sources/glossary.md, each with what it means.",
            )
        return Match(items, attributes=node.attributes, pos=node.pos)

    changed: Exercise = Rewriter({Quiz: quiz}).inside(exercise)
    return changed


def _named(node: Quiz, known: Mapping[str, Definition], diagnostics: Diagnostics) -> list[Definition]:
    chosen: list[Definition] = []
    for term, pos in node.terms:
        definition = known.get(term.casefold())
        if definition is None:
            diagnostics.error(
                pos, f"The glossary has no term “{term}”.", did_you_mean(term.casefold(), known)
            )
        else:
            chosen.append(definition)
    return chosen


def _meaning(definition: Definition) -> Inlines:
    """The first paragraph of what it means."""
    for blocks in definition.definitions:
        for block in blocks:
            if isinstance(block, Paragraph):
                return block.children
    return ()
