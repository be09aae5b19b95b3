"""An exercise as its author wrote it in; as its reader gets it out: shuffled, with answers or without any.

The order comes from the exercise's id and nothing else, so that it is the same in every build, edition and
layout, and a key always fits. Where the reader is to find the answers, no trace of them is left in the value.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import chain, count

from packetpress.model import Blank, Exercise
from packetpress.model.tasks import Choice, Item, Match, Ordering, Question, Sort, TrueFalse
from packetpress.walk import Node, Rewriter

_TRIES = 16
"""Shuffles that are tried before one that changes nothing is taken; two items need 1 or 2."""


def arranged(exercise: Exercise, *, answers: bool) -> Exercise:
    """``exercise``, its tasks shuffled and its blanks numbered; without answers unless there are to be."""
    return replace(exercise, children=_Arranger(exercise.attributes.id, answers).blocks(exercise.children))


def shuffle(number: int, seed: str) -> tuple[int, ...]:
    """``range(number)`` in an order that ``seed`` alone decides, and another one if there is another.

    Fisher and Yates's shuffle, its numbers taken from SHA-256.
    """
    order = tuple(range(number))
    for attempt in range(_TRIES):
        shuffled = list(order)
        for last in range(number - 1, 0, -1):
            digest = hashlib.sha256(f"{seed}\0{attempt}\0{last}".encode()).digest()
            other = int.from_bytes(digest[:8], "big") % (last + 1)
            shuffled[last], shuffled[other] = shuffled[other], shuffled[last]
        if tuple(shuffled) != order:
            return tuple(shuffled)
    return (*order[1:], *order[:1])


class _Arranger(Rewriter):
    """Goes through one exercise."""

    def __init__(self, exercise: str, answers: bool) -> None:
        super().__init__(
            {
                # One exercise in another has been arranged by itself.
                Exercise: lambda node: node,
                Blank: self._blank,
                Choice: self.inside,
                Question: self.inside,
                TrueFalse: self.inside,
                Item: self._item,
                Match: self._match,
                Sort: self._sort,
                Ordering: self._ordering,
            }
        )
        self._exercise = exercise
        self._answers = answers
        self._blanks = count(1)
        self._shuffles = count(1)

    def _order(self, number: int) -> tuple[int, ...]:
        return shuffle(number, f"{self._exercise}\0{next(self._shuffles)}")

    def _blank(self, node: Blank) -> Node:
        number = next(self._blanks)
        children = node.children if self._answers else ()
        return replace(node, children=children, number=number, name=f"{self._exercise}-blank-{number}")

    def _item(self, node: Item) -> Node:
        new = self.inside(node)
        return new if self._answers or new.answer is None else replace(new, answer=None)

    def _match(self, node: Match) -> Node:
        order = self._order(len(node.items))
        items = (
            replace(item, beside=node.items[order[index]].beside, answer=order.index(index))
            for index, item in enumerate(node.items)
        )
        return self.inside(replace(node, items=tuple(items)))

    def _sort(self, node: Sort) -> Node:
        every = tuple(
            chain.from_iterable(
                (replace(item, answer=index) for item in group.items)
                for index, group in enumerate(node.groups)
            )
        )
        groups = tuple(replace(group, items=()) for group in node.groups)
        items = tuple(every[index] for index in self._order(len(every)))
        return self.inside(replace(node, groups=groups, items=items))

    def _ordering(self, node: Ordering) -> Node:
        order = self._order(len(node.items))
        return self.inside(
            replace(node, items=tuple(replace(node.items[place], answer=place) for place in order))
        )
