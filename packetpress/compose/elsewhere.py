"""Other files of the project, as far as references from one of them need them: numbers, titles, pages.

A packet that is referred to is only numbered, so two packets may refer to each other. Pages are those of
another edition of the same packet, which is set first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from packetpress.compose.numbering import Target
from packetpress.model import Pages


@dataclass(frozen=True, slots=True)
class Outline:
    """One packet in one edition."""

    title: str
    """The packet's, as printed."""
    targets: Mapping[str, Target]
    """By id: all that can be referred to."""
    folios: Mapping[str, str] = field(default_factory=dict)
    """By id: the number on its page; empty if the packet hasn't been set."""
    pages: int = 0
    """How many there are; 0 if the packet hasn't been set."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a manuscript's references lead to outside of it: what it names, as far as it exists."""

    packets: Mapping[str, Outline] = field(default_factory=dict)
    """By name."""
    editions: Mapping[str, Outline] = field(default_factory=dict)
    """Other editions of the same packet, set in the same layout."""


def folios(pages: Pages) -> dict[str, str]:
    """Id -> the number on the page where it stands."""
    return {name: pages.folios[index] for name, (index, _) in pages.destinations.items()}
