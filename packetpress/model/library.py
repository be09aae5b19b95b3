"""Stage 1, the text: a project with its packets, sources and pictures, parsed and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from packetpress.model.positions import NO_ATTRIBUTES, NOWHERE

if TYPE_CHECKING:
    from packetpress.model.blocks import Blocks, Definition
    from packetpress.model.inlines import Inlines
    from packetpress.model.layout import Dividers
    from packetpress.model.positions import Attributes, Position


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
    pixels: tuple[int, int] = (0, 0)
    """Across and down; a drawing has none."""


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
    variable_pos: Mapping[str, Position] = field(default_factory=dict)
    """Of the names of its own variables."""


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
