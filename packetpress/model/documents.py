"""Stages 2 and 3: what one reader gets of the sources, and that with its numbers and references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from packetpress.model.positions import NOWHERE

if TYPE_CHECKING:
    from packetpress.model.blocks import Blocks, Definition
    from packetpress.model.inlines import Inlines
    from packetpress.model.library import Asset, Plan, Source
    from packetpress.model.positions import Position


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
    facilitators: int = 1
    """How many people lead them."""
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
    title_pos: Position = NOWHERE
    subtitle_pos: Position = NOWHERE
    dropped: tuple[Dropped, ...] = ()
    """The outermost of what went together, then what that emptied; for reports alone, no stage reads it."""


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
    recto_sections: bool = True
    """Its sections begin on right-hand pages, if the layout wants it; else on the next page in any layout."""
    title_pos: Position = NOWHERE
    subtitle_pos: Position = NOWHERE
