"""What people do in an exercise, as values with their answers inside.

``load`` makes them as their author wrote them, in the right order and with every answer. ``audience``
shuffles what is to be shuffled, by the exercise's id, and takes the answers out for readers who are to find
them. A page, its fields on screen, the facilitator's page and the answer key are readings of the same value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from packetpress.model.positions import NO_ATTRIBUTES, NOWHERE, Attributes, Position

if TYPE_CHECKING:
    from packetpress.model.blocks import Blocks
    from packetpress.model.inlines import Inlines


# --------------------------------------------------------------------------------------------
# Parts of tasks


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide about: an option, a statement, a step, something to match or to sort."""

    children: Inlines
    answer: int | None = None
    """What is right, counted as its task says; None where the reader is to find it."""
    beside: Inlines = ()
    """What is printed across from it (of a ``Match``)."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the options to choose from."""

    children: Blocks
    options: tuple[Item, ...]
    """``answer`` is 1 for a right one and 0 for a wrong one."""
    multiple: bool = False
    """Any number of options may be chosen, not one alone."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Group:
    """A column to sort into; it holds its items until they are shuffled."""

    children: Inlines
    """Its name."""
    items: tuple[Item, ...] = ()
    pos: Position = NOWHERE


# --------------------------------------------------------------------------------------------
# Tasks with answers


@dataclass(frozen=True, slots=True)
class Choice:
    """Questions with options to tick."""

    questions: tuple[Question, ...]
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """Statements to judge."""

    items: tuple[Item, ...]
    """``answer`` is 1 for a true one and 0 for a false one."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Match:
    """Two columns; what belongs together is to be found."""

    items: tuple[Item, ...]
    """``answer`` is the index of the item beside which its match is printed."""
    heads: tuple[Inlines, ...] = ()
    """What stands over the two columns, or nothing."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Sort:
    """Items to sort into columns."""

    groups: tuple[Group, ...]
    items: tuple[Item, ...] = ()
    """Those of all groups, shuffled, once they are; ``answer`` is the index of a group."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Ordering:
    """Steps to put in order."""

    items: tuple[Item, ...]
    """``answer`` is the place of a step in the right order, from 0."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Quiz:
    """Terms of the glossary to match with their meanings; ``audience`` makes a ``Match`` of it."""

    terms: tuple[tuple[str, Position], ...]
    """As written in the glossary; none: ``number`` of all there are."""
    number: int = 6
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


# --------------------------------------------------------------------------------------------
# Tasks without answers


@dataclass(frozen=True, slots=True)
class Branch:
    """A way to go on from a step."""

    children: Inlines
    target: str
    """Id of the step that it leads to."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Step:
    """A page of a branching story."""

    title: Inlines
    children: Blocks
    branches: tuple[Branch, ...]
    """None: the story ends here."""
    attributes: Attributes = NO_ATTRIBUTES
    """``id`` is what branches lead to."""
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Branching:
    """A story that goes on as its reader decides: "turn to page 12"."""

    steps: tuple[Step, ...]
    apart: bool = False
    """Each step begins a page, so that nobody reads on."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Card:
    """A card to cut out."""

    children: Blocks
    back: Blocks = ()
    """Printed on its other side."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Cards:
    """Sheets of cards, with lines to cut along."""

    cards: tuple[Card, ...]
    columns: int = 2
    rows: int = 4
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


ANSWERED = (Choice, TrueFalse, Match, Sort, Ordering, Quiz)
"""They hold answers, and stand in exercises only."""
TASKS: tuple[type, ...] = (*ANSWERED, Branching, Cards)
PARTS: tuple[type, ...] = (Item, Question, Group, Branch, Step, Card)


def letter(index: int) -> str:
    """0, 1, 2 … as A, B, C …: how options and matches are named, on the page and in the key."""
    return chr(ord("A") + index % 26)
