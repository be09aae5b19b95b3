"""What a text is made of: headings, paragraphs, tables, exercises, and what ``compose`` puts beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from packetpress.model.positions import NO_ATTRIBUTES, NOWHERE

if TYPE_CHECKING:
    from packetpress.model.inlines import Inlines
    from packetpress.model.positions import Attributes, Position
    from packetpress.model.tasks import Branching, Cards, Choice, Item, Match, Ordering, Quiz, Sort, TrueFalse


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    """1 is a section's title; 2 to 6 divide it."""
    children: Inlines
    attributes: Attributes = NO_ATTRIBUTES
    """``attributes.id`` is never empty after ``compose``."""
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: Inlines
    pos: Position = NOWHERE
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class ListItem:
    children: Blocks
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE
    checkbox: bool | None = None
    """None: an ordinary item; False and True: ``[ ]`` and ``[x]``."""


@dataclass(frozen=True, slots=True)
class List:
    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True
    """No blank line between items in the source: set without space between them."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Definition:
    terms: tuple[Inlines, ...]
    definitions: tuple[Blocks, ...]
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class DefinitionList:
    items: tuple[Definition, ...]
    pos: Position = NOWHERE


Align: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Column:
    align: Align = "left"
    width: float = 0.0
    """Share of the table's width, 0 to 1; 0 lets the typesetter choose from the content."""


@dataclass(frozen=True, slots=True)
class Cell:
    children: Blocks
    header: bool = False
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE
    per_person: bool = False
    """Stands for a row for each participant, and a few more. Only before ``compose``, which puts them in."""


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: Inlines = ()
    attributes: Attributes = NO_ATTRIBUTES
    number: str = ""
    """"2.1", set by ``compose`` where the table has a caption."""
    pos: Position = NOWHERE
    lines: int = 0
    """Lines of handwriting that its empty cells have room for; 0: it isn't made to write in."""
    complete: bool = False
    """Nothing is missing in its empty cells: they are no fields on screen."""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    value: str
    language: str = ""
    pos: Position = NOWHERE
    """Of the first line of the code itself, so that a glyph can be traced to its place."""


@dataclass(frozen=True, slots=True)
class BlockQuote:
    children: Blocks
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Figure:
    """An image alone in its paragraph, with a caption if it has a title or attributes ask for one."""

    asset: str
    """Key into ``assets``."""
    alt: str
    caption: Inlines = ()
    decorative: bool = False
    attributes: Attributes = NO_ATTRIBUTES
    """``width`` as a percentage of the measure ("60%") or a length ("8cm")."""
    number: str = ""
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class PageBreak:
    pos: Position = NOWHERE
    overleaf: bool = False
    """What follows can't be seen from the page before: it begins on the back of a leaf."""


@dataclass(frozen=True, slots=True)
class Div:
    """A fenced div with no look of its own: a group, to carry an id or conditions."""

    children: Blocks
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE
    together: bool = False
    """Stays on one page where it fits on one."""


@dataclass(frozen=True, slots=True)
class Callout:
    """A div with a look: ``key-message``, ``evidence``, ``tip``, … (see ``CALLOUTS``)."""

    kind: str
    title: Inlines
    """The author's title, or empty for the kind's own label."""
    children: Blocks
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Exercise:
    """Something to do. Kept on one page where it fits."""

    title: Inlines
    children: Blocks
    minutes: int = 0
    """0: not said."""
    group: str = ""
    """How people work: "alone", "pairs", "table", "whole room"; printed as written."""
    materials: str = ""
    number: str = ""
    """"2A": section number and letter, set by ``compose``."""
    notes: Blocks = ()
    """Running notes for who leads it, to stand beside it; gathered by ``compose``."""
    objectives: tuple[int, ...] = ()
    """Which of its section's objectives it serves, counted from 1."""
    other_page: str = ""
    """The number of its page in the edition that participants hold; set by ``compose``."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class WriteOn:
    """Room to write by hand."""

    lines: int = 0
    """Ruled lines; 0 for an empty box."""
    height: float = 0.0
    """Height of the box; 0 where ``lines`` says it."""
    label: str = ""
    """What goes there, for a screen field's name; empty takes the heading or text before it."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE
    fills: bool = False
    """The box takes what its page has left; ``height`` is the least."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A self-rating grid: one row a statement, ``points`` circles a row."""

    statements: tuple[Inlines, ...]
    points: int
    """At least 2."""
    labels: tuple[tuple[int, str], ...] = ()
    """Point (from 1) and the word above it."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE
    retrospective: Literal["", "together", "split"] = ""
    """Marked twice, for before and for now: on one sheet, or one below the other."""
    role: bool = False
    """A last column asks which statements matter for the reader's own work."""


@dataclass(frozen=True, slots=True)
class Form:
    """Lines to fill in, each after what it asks for."""

    fields: tuple[Item, ...]
    """What is asked, and ``beside`` it what is known already."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Tent:
    """A card to cut out, to fold and to set up on a table, with room for a name on both sides."""

    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Line:
    """From one point to another."""

    start: tuple[float, float]
    end: tuple[float, float]
    color: str = "ink"
    """A key of ``Layout.palette``, as all colours of shapes are."""
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Oblong:
    """A rectangle with its sides upright; ``fill`` or ``stroke`` may be empty for none."""

    corner: tuple[float, float]
    """The lower left one."""
    size: tuple[float, float]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    """Of the stroke."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle; ``fill`` or ``stroke`` may be empty for none."""

    centre: tuple[float, float]
    radius: float
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    """Of the stroke."""


@dataclass(frozen=True, slots=True)
class Words:
    """A word or two on one line, in the layout's type; the middle of its baseline at ``at``."""

    text: str
    at: tuple[float, float]


Shape: TypeAlias = Line | Oblong | Disc | Words


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing that the engine makes; its measures are relative to ``width``, y upwards."""

    shapes: tuple[Shape, ...]
    width: float
    height: float
    title: str
    """Printed below it."""
    alt: str
    """What it shows, for people who can't see it."""


@dataclass(frozen=True, slots=True)
class Diagrams:
    """Drawings beside and below each other; one alone takes the whole measure. Made by ``compose``."""

    items: tuple[Diagram, ...]
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Gathered:
    """``::: {.gather what="agenda"}``: something that ``compose`` makes from the rest of the packet."""

    what: str
    """One of ``GATHERED``."""
    detail: str = ""
    """How much of it: one of the names that ``GATHERED`` gives."""
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


SEATING = ("circle", "horseshoe", "tables", "pairs", "rows")
"""Ways to set up chairs."""

GATHERED: Mapping[str, tuple[str, ...]] = {
    "agenda": ("sections", "exercises"),
    "objectives": ("list", "scale"),
    "exercises": (),
    "materials": (),
    "answers": (),
    "print-order": (),
    "seating": ("packet", *SEATING),
}
"""What can be gathered -> the details that can be asked for, the usual one first."""


Block: TypeAlias = (
    "Heading | Paragraph | List | DefinitionList | Table | CodeBlock | BlockQuote | Figure"
    " | ThematicBreak | PageBreak | Div | Callout | Exercise | WriteOn | Scale | Gathered"
    " | Form | Tent | Diagrams"
    " | Choice | TrueFalse | Match | Sort | Ordering | Quiz | Branching | Cards"
)
Blocks: TypeAlias = "tuple[Block, ...]"

CALLOUTS: Mapping[str, str] = {
    "callout": "Note",
    "key-message": "Key message",
    "tip": "Practice tip",
    "evidence": "Evidence check",
    "reflect": "Reflect",
    "objectives": "When you finish this section you will be able to",
    "challenge": "Challenge",
    "solution": "Solution",
    "instructor": "Facilitator note",
    "prereq": "Before you start",
    "questions": "Questions",
    "keypoints": "Key points",
    "discussion": "Discussion",
    "checklist": "Checklist",
    "stage": "What happens",
    "testimonial": "In their words",
    "spoiler": "More",
    "answer": "Answer",
    "look-for": "Look for",
    "notes": "Running notes",
}
"""Div names that have a look, with the label printed when the author gives no title."""

FACILITATOR_ONLY = frozenset({"instructor", "solution", "answer", "look-for", "notes"})
"""Div names that only the facilitator edition gets."""

EDITIONS = ("participant", "facilitator")
