"""The frozen values that the stages pass on; imports no stage.

Read from the top: positions and attributes, inline content, blocks, then the value each stage
hands to the next one (Library -> Manuscript -> Document -> Pages). Lengths are PDF points
(1/72 inch) unless a field says otherwise. Sequences are tuples, so a value can be shared between
packets, editions and layouts without being copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from packetpress.tasks import Branching, Cards, Choice, Item, Match, Ordering, Quiz, Sort, TrueFalse

# --------------------------------------------------------------------------------------------
# Positions and attributes


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands in the sources. Lines and columns count from 1; 0 means the whole file."""

    file: str
    """Path relative to the project folder, with forward slashes."""
    line: int = 0
    column: int = 0


NOWHERE = Position("")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands between the braces of ``{#id .class key="value"}`` (Pandoc's attribute syntax)."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    """Key and value in source order, conditions among them; a repeated key keeps its first value."""
    pos: Position = NOWHERE

    def get(self, key: str, default: str = "") -> str:
        for name, value in self.pairs:
            if name == key:
                return value
        return default


NO_ATTRIBUTES = Attributes()


# --------------------------------------------------------------------------------------------
# Inline content


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of one source line; ``pos`` is that of its first character."""

    value: str
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class SoftBreak:
    """A line end inside a paragraph of the source; read as one space."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard break (two trailing spaces, a backslash, or ``<br>``)."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    children: Inlines


@dataclass(frozen=True, slots=True)
class Superscript:
    children: Inlines


@dataclass(frozen=True, slots=True)
class Subscript:
    children: Inlines


@dataclass(frozen=True, slots=True)
class Code:
    """Verbatim text; nothing in it is expanded or interpreted."""

    value: str
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Keyboard:
    children: Inlines


@dataclass(frozen=True, slots=True)
class Abbreviation:
    children: Inlines
    expansion: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to ``target``: a URL, or ``#id`` for a place in the same packet."""

    children: Inlines
    target: str
    title: str = ""
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class InlineImage:
    """An image in running text, set on the baseline at the height of the line."""

    asset: str
    """Key into ``assets``."""
    alt: str
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Span:
    """``[children]{attributes}``: a condition, a language, a role such as ``.blank`` or ``.smallcaps``."""

    children: Inlines
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One work inside a citation: ``see @key, p. 12`` gives prefix, key, suffix."""

    key: str
    prefix: str = ""
    suffix: str = ""
    """Locator and anything after it, as written, e.g. ``p. 12``."""
    suppress_author: bool = False
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Blank:
    """``[answer]{.blank}``: a word that the reader fills in."""

    children: Inlines
    """The answer; empty where the reader is to find it."""
    number: int = 0
    """Counted from 1 within the exercise by ``audience``."""
    name: str = ""
    """Of its field on screen; set with the number."""
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Citation:
    """``[@a; @b]`` (``narrative=False``) or ``@a`` (``narrative=True``). Only before ``compose``."""

    works: tuple[CitedWork, ...]
    narrative: bool
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class CrossReference:
    """``@sec-x``, ``@ex-x``, ``@fig-x``, ``@tbl-x``. Only before ``compose``, which makes a Link of it."""

    target: str
    """The id as written after ``@``, prefix included."""
    fallback: str = ""
    """Text to print when this packet does not get the target (``@ex-feed{fallback="…"}``)."""
    pos: Position = NOWHERE
    see_packet: str = ""
    """Name of a packet to refer to when this one does not get the target (``{see-packet="front-line"}``)."""
    page_of: str = ""
    """Edition of this packet whose page is printed (``{page of participant}``); empty: this one's own."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page on which ``target`` stands; settled by ``typeset``."""

    target: str


@dataclass(frozen=True, slots=True)
class PageCount:
    """How many pages the whole file has, or what follows from it; settled by ``typeset``."""

    sides: int = 1
    """Pages to count as one: 1 counts pages, 2 sheets of paper."""
    copies: int = 1
    plus: int = 0
    """Added to the product."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Words that follow from the rest of the packet. Only before ``compose``, which puts them in."""

    what: str
    """One of ``RECKONED``."""
    pos: Position = NOWHERE


RECKONED = frozenset({"hours"})
"""Variables that ``compose`` reckons where nobody defines them."""


@dataclass(frozen=True, slots=True)
class Variable:
    """``{{ name }}``. Only before ``audience``, which puts the packet's value in its place."""

    name: str
    pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, at the place of its reference, as Pandoc's model has it."""

    children: Blocks
    number: int = 0
    """Counted from 1 within a section by ``compose``."""
    pos: Position = NOWHERE


Inline: TypeAlias = (
    "Text | SoftBreak | LineBreak | Emphasis | Strong | Superscript | Subscript | Code | Keyboard"
    " | Abbreviation | Link | InlineImage | Span | Blank | Citation | CrossReference | PageNumber"
    " | PageCount | Reckoned | Variable | Footnote"
)
Inlines: TypeAlias = "tuple[Inline, ...]"


# --------------------------------------------------------------------------------------------
# Blocks


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


@dataclass(frozen=True, slots=True)
class Div:
    """A fenced div with no look of its own: a group, to carry an id or conditions."""

    children: Blocks
    attributes: Attributes = NO_ATTRIBUTES
    pos: Position = NOWHERE


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


# --------------------------------------------------------------------------------------------
# 1  load -> Library, Layout


@dataclass(frozen=True, slots=True)
class Asset:
    """An image file, read and checked."""

    path: str
    """Relative to the project folder; the key other values use."""
    kind: Literal["png", "jpeg", "svg"]
    data: bytes
    width: float
    """Natural width in points, from the file's own resolution (72 dpi where it has none)."""
    height: float


@dataclass(frozen=True, slots=True)
class Source:
    """One Markdown file, parsed."""

    path: str
    title: Inlines
    """Of the front matter, else of the first H1 (which is then not in ``blocks``)."""
    short_title: str
    """For running heads; empty takes the title."""
    objectives: tuple[Inlines, ...]
    minutes: int
    blocks: Blocks
    depends: tuple[str, ...] = ()
    """Other project files it needs: included snippets, images."""
    attributes: Attributes = NO_ATTRIBUTES
    """``id`` (``sec-…`` from the front matter or the H1) and conditions of the whole section."""
    pos: Position = NOWHERE
    short_title_pos: Position = NOWHERE
    leaf: bool = False
    """To be torn out: it begins on a right-hand page, and nothing else stands on its leaves."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of a packet's ``contents``."""

    kind: Literal["section", "part", "kit", "references", "glossary"]
    sources: tuple[str, ...] = ()
    """For ``section``: paths of the files that the glob matched, in order; for ``kit``: one page's."""
    title: str = ""
    """For ``part``."""
    entries: tuple[ContentsEntry, ...] = ()
    """For ``part``."""
    pos: Position = NOWHERE
    attributes: Attributes = NO_ATTRIBUTES
    """Conditions under which the packet has it."""
    leaf: bool | None = None
    """Whether this packet wants it on leaves of its own; None leaves that to the source."""


@dataclass(frozen=True, slots=True)
class Break:
    """A pause in a meeting."""

    after: str
    """Path of a section's file, or the id of a section or an exercise."""
    minutes: int
    title: str = ""
    """Empty for the layout's own word."""
    pos: Position = NOWHERE
    """Of ``after``."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One time that people come together: a day, a morning, an evening."""

    title: str = ""
    start: int = -1
    """Minutes after midnight; -1: not said, and times count from 0:00."""
    length: int = 0
    """Minutes there are, breaks included; 0: not said."""
    sections: tuple[tuple[str, Position], ...] = ()
    """Paths or ids of its sections, in order; empty: those that no other meeting has."""
    breaks: tuple[Break, ...] = ()
    pos: Position = NOWHERE
    length_pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to cut a packet into meetings."""

    name: str
    """As in the packet's file; empty where there is one way only."""
    meetings: tuple[Meeting, ...]
    title: str = ""
    """As printed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a packet asks of itself; 0: nothing. Beyond them there is a warning."""

    reading_grade: float = 0.0
    """Flesch-Kincaid grade of a section."""
    sentence_words: int = 0
    max_pages: int = 0
    max_pages_pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Packet:
    name: str
    """The file's name without ``.yaml``."""
    title: str
    subtitle: str
    audience: str
    """A key of ``Project.conditions["audience"]``, or empty for any reader."""
    editions: tuple[str, ...]
    layouts: tuple[str, ...]
    contents: tuple[ContentsEntry, ...]
    bindings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Condition -> the values this packet has for it, ``audience`` included."""
    variables: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    pos: Position = NOWHERE
    """Of the title."""
    subtitle_pos: Position = NOWHERE
    limits: Limits = Limits()
    plans: tuple[Plan, ...] = ()
    """Ways to cut it into meetings (``sessions``)."""
    participants: int = 0
    """How many people it is printed for; 0: not said."""
    facilitators: int = 1
    """How many people lead them."""
    seating: tuple[str, ...] = ()
    """Ways in which the chairs stand, of ``SEATING``; empty: not said."""
    vendor: str = ""
    """The print shop that its press files are for; empty leaves it to the layout."""
    vendor_pos: Position = NOWHERE
    text_size: float = 0.0
    """Points that its readers need at least; 0 leaves it to the layout."""
    dividers: Dividers | None = None
    """What begins with a leaf of its own; None leaves it to the layout."""
    dividers_pos: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Project:
    title: str
    organisation: str
    language: str
    """BCP 47, e.g. ``en-CA``."""
    version: str
    date: date
    conditions: Mapping[str, Mapping[str, str]]
    """Condition -> value -> the words printed for it."""
    variables: Mapping[str, str]
    bibliography: str = ""
    """BibTeX text."""
    bibliography_path: str = ""
    citation_style: str = "apa"
    """A name that the engine ships, or the XML text of a CSL style (starts with ``<``)."""
    groups: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Condition -> group -> the values that its name stands for in a condition."""


@dataclass(frozen=True, slots=True)
class Library:
    project: Project
    packets: tuple[Packet, ...]
    sources: Mapping[str, Source]
    """By path; only files that some packet or the glossary uses."""
    assets: Mapping[str, Asset]
    glossary: tuple[Definition, ...]
    digests: Mapping[str, str]
    """Path -> SHA-256 (hex) of every project file that was read."""


@dataclass(frozen=True, slots=True)
class Paint:
    """One palette colour in the forms a layout may need; components 0 to 1."""

    rgb: tuple[float, float, float]
    cmyk: tuple[float, float, float, float]
    gray: float
    spot: str = ""
    """The ink of its own that a press prints it in, where it takes one; empty: the four inks."""
    tint: float = 1.0
    """How much of that ink."""


@dataclass(frozen=True, slots=True)
class FontFile:
    name: str
    """File name, used as the PDF font's name and in messages."""
    data: bytes


@dataclass(frozen=True, slots=True)
class FontFamily:
    regular: FontFile
    bold: FontFile
    italic: FontFile
    bold_italic: FontFile


@dataclass(frozen=True, slots=True)
class TextStyle:
    family: str
    """A key of ``Layout.families``."""
    size: float
    leading: float
    color: str = "ink"
    """A key of ``Layout.palette``."""
    weight: Literal["regular", "bold"] = "regular"
    align: Literal["left", "center", "right", "justify"] = "left"
    space_before: float = 0.0
    space_after: float = 0.0
    tracking: float = 0.0
    """Added after each character, in em."""
    uppercase: bool = False
    hyphenate: bool = False


Dividers: TypeAlias = Literal["none", "parts", "sections"]


@dataclass(frozen=True, slots=True)
class PageGeometry:
    width: float
    """Trim size."""
    height: float
    inner: float
    """Margin at the binding edge."""
    outer: float
    top: float
    bottom: float
    head: float
    """From the trim's top to the running head's baseline."""
    foot: float
    """From the trim's bottom to the folio's baseline."""
    bleed: float = 0.0
    mirrored: bool = True
    """Inner and outer change sides on versos."""
    recto_sections: bool = True
    """Sections start on a right-hand page."""
    dividers: Dividers = "none"
    """What begins with a leaf of its own: right-hand page, empty back."""
    slug: float = 0.0
    """Beyond the bleed: room for a press's marks."""
    multiple: int = 1
    """Pages for notes at the end make the number of pages a multiple of this."""

    @property
    def border(self) -> float:
        """From the sheet's edge (the MediaBox) to the trimmed page: slug and bleed."""
        return self.slug + self.bleed


TAB_EDGE = 18.0
"""Points at the outer edge that tabs keep their words out of: a copier leaves it white, a knife slips."""
TAB_MARGIN = 36.0
"""Points at the head and the foot of the page without tabs."""


@dataclass(frozen=True, slots=True)
class Tabs:
    """Thumb tabs printed at the outer edge, one for each part or section, each lower than the one before."""

    steps: int = 6
    """So many at most stand below each other; the next one is at the top again."""
    label: Literal["number", "title"] = "title"
    """What they say: numbers upright, titles turned."""
    pages: Literal["none", "recto", "all"] = "none"
    """Which pages of the text have the tab of their part or section, beside the one that it opens with."""


ColorMode: TypeAlias = Literal["rgb", "cmyk", "gray"]


@dataclass(frozen=True, slots=True)
class OutputProfile:
    """The printing condition that a file for a press is made for."""

    condition: str
    """Its name in the ICC's registry of characterizations: "FOGRA39"."""
    name: str
    """What people call it: "Coated FOGRA39 (ISO 12647-2:2004)"."""
    data: bytes
    """An ICC output profile (``prtr``) for CMYK."""


Mark: TypeAlias = Literal["crop", "registration", "color-bar"]


@dataclass(frozen=True, slots=True)
class Paper:
    """What leaves are made of."""

    name: str
    """As people call it: "Offset, uncoated"."""
    weight: float
    """Grams to the square metre."""
    thickness: float
    """Of one leaf."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What a print shop takes. Money is decimal, never binary: cents add up as they do on an invoice."""

    currency: str
    """ISO 4217: "CAD"."""
    color_click: Decimal
    """For a side of a leaf with colour."""
    black_click: Decimal
    """For a side of a leaf with black alone."""
    sheet: Decimal
    """For a sheet of paper."""
    cover_sheet: Decimal
    """For a sheet of the cover's paper."""
    binding: Mapping[str, Decimal]
    """For a copy, by ``Layout.binding``."""
    setup: Decimal
    """For a file, however many copies."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """What a print shop asks of a file."""

    name: str
    title: str
    """As people call it."""
    bleed: float
    safe: float
    """Nothing that must not be cut off stands nearer to the trim than this."""
    ink_limit: float
    """Sum of the four inks in one place; 2.4 is 240 %."""
    min_dpi: float
    """Pictures with fewer dots to the inch are refused."""
    good_dpi: float
    """Pictures with fewer get a warning."""
    min_line: float
    """Width of the thinnest line."""
    min_type: float
    """Size of the smallest type."""
    page_multiple: int
    """The number of pages is a multiple of this."""
    marks: tuple[Mark, ...] = ()
    paper: Paper | None = None
    """None: not said."""
    cover_paper: Paper | None = None
    """Of the first leaf, where that is another paper."""
    prices: Prices | None = None
    press: bool = True
    """A press that says what it asks of a file; else a copier, which takes any."""
    spot_colors: int = 0
    """How many inks it prints beside the four; 0: a spot colour is printed in the four."""


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    page: PageGeometry
    color: ColorMode
    palette: Mapping[str, Paint]
    """Tokens: ink, deep, mid, sand, coral, rule, paper, muted, accent, write."""
    families: Mapping[str, FontFamily]
    """``text``, ``display``, ``mono``."""
    fallback: tuple[FontFile, ...]
    """Tried in order for a character that a family's font lacks."""
    styles: Mapping[str, TextStyle]
    """By role; see ``layouts/brand.yaml`` for the list."""
    labels: Mapping[str, str]
    """The words the engine prints itself ("Contents", "Exercise", "page"), by key."""
    writing_pitch: float = 24.0
    """Distance between ruled lines."""
    finishing: str = "plain"
    """Standard that ``finish`` makes: a key of its registry."""
    emphasis: Literal["italic", "bold"] = "italic"
    """How emphasis is set; slanted letters are hard to read for many who ask for large print."""
    notes: Literal["foot", "section"] = "foot"
    """Where footnotes stand: at the foot of the page, or at the end of their section."""
    figures: Literal["given", "full"] = "given"
    """Width of figures: what their source says, or the whole measure."""
    wide_tables: Literal["error", "list"] = "error"
    """What becomes of a table that is wider than the page: an error, or a list with the heads as labels."""
    running_notes: Literal["margin", "below"] = "margin"
    """Where an exercise's running notes stand: in a column at the outer side, or below it."""
    fields: bool = False
    """Room to write, scales and boxes to tick are fields to fill in on screen."""
    digest: str = ""
    """SHA-256 over the files this layout was read from."""
    profile: OutputProfile | None = None
    """What CMYK means; None where the layout doesn't print in it."""
    cover: Literal["full", "light"] = "full"
    """A coloured ground, or white paper with lines: a copier's toner lies thin and uneven on a whole page."""
    tabs: Tabs | None = None
    vendor: Vendor | None = None
    """Who prints it."""
    binding: str = ""
    """How the leaves are held together: "3-hole", "coil", "staple"; empty: not said."""

    @property
    def shows_tabs(self) -> bool:
        """Tabs stand on dividers; without those, where the layout asks for them on pages of the text."""
        return self.tabs is not None and (self.page.dividers != "none" or self.tabs.pages != "none")

    @property
    def tab_width(self) -> float:
        """From the trimmed edge inwards: room for one line along the edge."""
        return TAB_EDGE + self.styles["tab"].leading + 4.0

    @property
    def separations(self) -> Mapping[str, tuple[float, float, float, float]]:
        """The spot colours that the file is printed in, each with what stands for it in the four inks."""
        if self.finishing != "press" or self.color != "cmyk" or not (self.vendor and self.vendor.spot_colors):
            return {}
        solid = [paint for paint in self.palette.values() if paint.spot and paint.tint == 1]
        return {paint.spot: paint.cmyk for paint in sorted(solid, key=lambda paint: paint.spot)}


# --------------------------------------------------------------------------------------------
# 2  audience -> Manuscript


@dataclass(frozen=True, slots=True)
class ManuscriptSection:
    kind: Literal["section", "kit", "references", "glossary"]
    part: str
    """Title of the part it stands in, or empty."""
    source: Source | None
    """With every condition and variable resolved; None for references and glossary."""
    leaf: bool = False
    """As in ``Source``, or as the packet wants it."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that a packet lists and its reader doesn't get. Says where it is, nothing of what it says."""

    kind: str
    """In an author's words: "section", "heading", "list item", …"""
    pos: Position
    condition: str = ""
    """The condition that isn't met, as in ``audience="managers"``, or the kind of div that only facilitators
    get (``.answer``); empty where all it held was dropped."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What one reader gets. After this stage nobody asks who the reader is."""

    packet: str
    title: str
    subtitle: str
    audience: str
    """As printed: "Front-line practitioners"."""
    edition: str
    edition_label: str
    """As printed; empty where there is nothing to tell apart."""
    sections: tuple[ManuscriptSection, ...]
    glossary: tuple[Definition, ...]
    """Every term; ``compose`` keeps those that the packet uses."""
    other_ids: Mapping[str, tuple[Position, ...]]
    """Ids that exist in the project but not in this manuscript, for a helpful message."""
    source_hash: str
    """SHA-256 (hex) over the files this packet is made of."""
    plans: tuple[Plan, ...] = ()
    """How it is cut into meetings; of several ways, those that the packet is for."""
    participants: int = 0
    """How many people it is printed for; 0: not said."""
    copies: Mapping[str, int] = field(default_factory=dict)
    """Edition -> how many copies of it are printed; 0: not known."""
    seating: tuple[str, ...] = ()
    """Ways in which the chairs stand, of ``SEATING``; empty: not said."""
    pages_of: str = ""
    """Edition whose page numbers stand at each exercise; empty: none."""
    packets_named: tuple[str, ...] = ()
    """Other packets that its references name (``see-packet``), sorted."""
    editions_named: tuple[str, ...] = ()
    """Other editions of this packet whose pages its references ask for, sorted."""
    dropped: tuple[Dropped, ...] = ()
    """The outermost of what went together, then what that emptied; for reports alone, no stage reads it."""


# --------------------------------------------------------------------------------------------
# 3  compose -> Document


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents."""

    level: int
    """1 a section, 2 a heading or exercise in it; 0 a part."""
    label: str
    """"2", "Exercise 2A" or empty."""
    title: Inlines
    target: str
    """Id of what it points to; empty for a part."""
    kind: Literal["part", "section", "heading", "exercise"]


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    number: str
    """"2"; empty for references and glossary."""
    title: Inlines
    running_title: str
    """Plain text for the running head."""
    part: str
    objectives: tuple[Inlines, ...]
    minutes: int
    entries: tuple[Entry, ...]
    """"In this section": its level-2 headings and exercises."""
    blocks: Blocks
    kind: Literal["section", "kit", "references", "glossary"] = "section"
    pos: Position = NOWHERE
    leaf: bool = False
    """As in ``Source``."""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that will be printed, in reading order; only pages and lines are still open."""

    title: str
    subtitle: str
    audience: str
    edition_label: str
    """On the cover: "Participant packet"."""
    edition_mark: str
    """Beside the audience in running heads; empty in the edition that most people hold."""
    organisation: str
    series: str
    """The project's title, above the packet's on the cover."""
    language: str
    version: str
    date: date
    source_hash: str
    contents: tuple[Entry, ...]
    sections: tuple[Section, ...]
    assets: Mapping[str, Asset]
    bound: bool = True
    """It has a cover, with its imprint behind; else it is a sheet or two, with nothing but the sections."""


# --------------------------------------------------------------------------------------------
# 4  typeset -> Pages


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked-content sequence: what ``/P <</MCID 3>> BDC … EMC`` encloses (ISO 32000-1, 14.6)."""

    page: int
    """Index from 0."""
    mcid: int


@dataclass(frozen=True, slots=True)
class StructureElement:
    """A node of the structure tree (ISO 32000-1, 14.7.2), in reading order."""

    role: str
    """A standard structure type: P, H1, L, LI, …"""
    children: tuple[StructureElement | MarkedContent | ObjectReference, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    """Alt, ActualText, Lang, E, ID, Scope, ListNumbering, …"""


@dataclass(frozen=True, slots=True)
class ObjectReference:
    """A link or a field that belongs to a structure element (OBJR; ISO 32000-1, 14.7.4.3)."""

    page: int
    annotation: int
    """Index into the page's annotations."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    level: int
    title: str
    page: int
    """Index from 0."""
    top: float
    """Distance from the page's bottom edge."""


@dataclass(frozen=True, slots=True)
class LinkArea:
    page: int
    rect: tuple[float, float, float, float]
    """x0, y0, x1, y1 from the page's bottom left corner."""
    target: str
    """URL or ``#id``."""
    contents: str
    """What the link says, for assistive technology."""


@dataclass(frozen=True, slots=True)
class FieldArea:
    """Something to fill in on screen."""

    page: int
    rect: tuple[float, float, float, float]
    """As in ``LinkArea``."""
    kind: Literal["text", "lines", "check", "radio"]
    """One line of text, several, a box to tick, one of a row of points."""
    name: str
    """Unique in the file; the points of one row share it."""
    tooltip: str
    """What goes there, for assistive technology."""
    value: str = ""
    """Of a radio point: what choosing it means, unique in its row."""
    row: str = ""
    """Of a radio point: the tooltip of its row."""


Annotation: TypeAlias = "LinkArea | FieldArea"


@dataclass(frozen=True, slots=True)
class CardGrid:
    """Cards in columns and rows on a page, with broken lines between and around them."""

    page: int
    """Index from 0."""
    rect: tuple[float, float, float, float]
    """As in ``LinkArea``."""
    columns: int
    rows: int
    is_back: bool
    """The other side of the cards on the page before; its columns run from right to left."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A drawn packet: the file as ReportLab wrote it, and what the finisher needs to know of it."""

    pdf: bytes
    count: int
    structure: StructureElement
    bookmarks: tuple[Bookmark, ...]
    annotations: tuple[Annotation, ...]
    """In reading order; an ``ObjectReference`` counts those of its page from 0."""
    destinations: Mapping[str, tuple[int, float]]
    """Id -> page index and distance from the page's bottom edge."""
    folios: tuple[str, ...]
    """The number printed on (or counted for) each page."""
    places: Mapping[tuple[int, int], Position] = field(default_factory=dict)
    """Page index and marked-content id -> where that content stands in the sources."""
    cards: tuple[CardGrid, ...] = ()
    """Sides of paper that hold cards to cut out, in the order of the pages."""


# --------------------------------------------------------------------------------------------
# 6  impose -> ImposedSheets


@dataclass(frozen=True, slots=True)
class ImposedSheets:
    """Pages laid out on sheets that are then folded, cut or handed out: a PDF with a page for each side."""

    pdf: bytes
    scheme: str
    """A key of ``impose.SCHEMES``."""
    sides: int
    sheets: int
    """Pieces of paper."""
    scale: float
    """Of the pages on them; 1 is full size."""
    nested: int = 0
    """So many at most are folded into each other."""
