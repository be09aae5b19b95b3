"""Other files of the project, as far as references from one of them need them: numbers, titles, pages.

A packet that is referred to is only numbered, so two packets may refer to each other. Pages are those of
another edition of the same packet, which is set first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from packetpress.compose.numbering import Target
from packetpress.model import CrossReference, Manuscript, Pages
from packetpress.walk import descendants


@dataclass(frozen=True, slots=True)
class Outline:
    """One packet in one edition."""

    title: str
    """The packet's, as printed."""
    targets: Mapping[str, Target]
    """By id: all that can be referred to."""
    folios: Mapping[str, str] = field(default_factory=dict)
    """By id: the number on its page; empty if the packet hasn't been set."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a manuscript's references may lead to outside of it."""

    packets: Mapping[str, Outline] = field(default_factory=dict)
    """By name."""
    editions: Mapping[str, Outline] = field(default_factory=dict)
    """Other editions of the same packet, set in the same layout."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What ``Elsewhere`` has to hold for a manuscript."""

    packets: frozenset[str]
    editions: frozenset[str]


def wanted(manuscript: Manuscript) -> Wanted:
    """The packets and the other editions that the manuscript's references name."""
    packets: set[str] = set()
    editions: set[str] = set()
    for section in manuscript.sections:
        source = section.source
        for content in (source.title, *source.objectives, source.blocks) if source else ():
            for node in descendants(content):
                if isinstance(node, CrossReference):
                    packets.add(node.see_packet)
                    editions.add(node.page_of)
    for node in descendants(manuscript.glossary):
        if isinstance(node, CrossReference):
            packets.add(node.see_packet)
            editions.add(node.page_of)
    return Wanted(frozenset(packets - {""}), frozenset(editions - {"", manuscript.edition}))


def folios(pages: Pages) -> dict[str, str]:
    """Id -> the number on the page where it stands."""
    return {name: pages.folios[index] for name, (index, _) in pages.destinations.items()}
