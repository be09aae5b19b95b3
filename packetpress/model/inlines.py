"""Running text: words and what stands among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from packetpress.model.positions import NOWHERE

if TYPE_CHECKING:
    from packetpress.model.blocks import Blocks
    from packetpress.model.positions import Attributes, Position


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


RECKONED: Mapping[str, str] = {"hours": "plans", "tent_copies": "participants"}
"""Variables that ``compose`` reckons where nobody defines them -> the field of ``Packet`` that it takes."""


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
