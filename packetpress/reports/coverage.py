"""A survey of the project in; what each packet gets of each section, and what nobody gets, out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from packetpress.citations import bibliography_keys
from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    Citation,
    ContentsEntry,
    Definition,
    DefinitionList,
    Library,
    Manuscript,
    Position,
    Section,
)
from packetpress.pipeline import SetPacket, Survey
from packetpress.readability import Readability, combined, statistics
from packetpress.reports.kept import Kept
from packetpress.reports.places import Place, definition_place, places
from packetpress.reports.rules import (
    Contradiction,
    Unmatched,
    contradictions,
    place_conditions,
    place_position,
    unmatched,
)
from packetpress.reports.words import count_words, words
from packetpress.walk import descendants, plain_text

GLOSSARY = "sources/glossary.md"
_IMAGES = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".pdf", ".eps")
_README = "readme.md"
"""A file of this name explains a folder to authors; it is for no packet."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard some text is to read."""

    grade: float | None
    """Flesch-Kincaid grade level (see ``readability``), to one decimal; None where the language isn't English
    or there is no running text."""
    sentence_words: float
    """Average words a sentence, to one decimal."""
    longest_words: int
    """Words in the longest sentence; 0 without one."""
    longest: Position | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What one reader gets of a section, or of a whole packet."""

    pages: int
    """From the page it begins on to the page before the next section; of a packet, all its pages."""
    words: int
    """As the author wrote them: without citations, references and what the engine prints by itself."""
    reading: Reading


@dataclass(frozen=True, slots=True)
class Column:
    """A packet, in the editions that get the same."""

    packet: str
    editions: tuple[str, ...]
    title: str
    layout: str
    """The layout whose pages are counted: the packet's first."""
    total: Figures


@dataclass(frozen=True, slots=True)
class Row:
    """A section, and what each column gets of it."""

    kind: str
    """"section", "references" or "glossary"."""
    path: str
    """Of the source; empty for what the engine makes."""
    id: str
    title: str
    figures: tuple[Figures | None, ...]
    """One per column; None where it isn't in."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Content that no packet gets; all below it goes with it."""

    pos: Position
    kind: str
    """"section", "callout", "list item", …"""
    words: str
    """Its first words."""
    condition: str
    """Its own conditions, as written; empty where those around or inside it keep it out."""


@dataclass(frozen=True, slots=True)
class UnusedReference:
    pos: Position
    key: str


@dataclass(frozen=True, slots=True)
class Coverage:
    title: str
    """The project's."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    """Sections by path, then glossary and references."""
    unused_sources: tuple[str, ...]
    """Markdown files that no packet lists and no listed file includes."""
    unseen: tuple[Unseen, ...]
    unmatched: tuple[Unmatched, ...]
    contradictions: tuple[Contradiction, ...]
    unused_images: tuple[str, ...]
    unused_references: tuple[UnusedReference, ...]
    """Entries of the bibliography that no packet cites."""


def coverage(survey: Survey) -> Coverage:
    """The report on ``survey``, which must be without errors."""
    library, made = survey.library, survey.set_packets
    manuscripts = [each.manuscript for each in made]
    terms = [_printed_terms(each) for each in made]
    trees = {path: places(source) for path, source in library.sources.items()}
    columns, rows = _matrix(library, made)
    return Coverage(
        title=library.project.title,
        columns=columns,
        rows=rows,
        unused_sources=_unused_sources(library, survey.files),
        unseen=unseen(library, trees, manuscripts, terms),
        unmatched=unmatched(library, trees),
        contradictions=tuple(each for tree in trees.values() for each in contradictions(library, tree)),
        unused_images=_unused_images(survey.files, made),
        unused_references=_unused_references(library, manuscripts, terms),
    )


# ---------------------------------------------------------------------------------------- sections × packets


def _matrix(library: Library, made: Sequence[SetPacket]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    english = library.project.language.split("-")[0].lower() == "en"
    order: dict[tuple[str, str], Section] = {}
    found: list[tuple[Column, dict[tuple[str, str], Figures]]] = []
    for each in made:
        cells, total = _figures(each, english)
        order |= {key: section for key, section in _keyed(each) if key not in order}
        column = Column(each.packet.name, (each.edition,), each.document.title, each.layout.name, total)
        same = found[-1] if found and found[-1][0].packet == each.packet.name else None
        if same and same[1] == cells and same[0].total == total:
            found[-1] = (replace(same[0], editions=(*same[0].editions, each.edition)), cells)
        else:
            found.append((column, cells))
    rows = []
    for key, section in sorted(order.items(), key=lambda item: (item[0][0] != "section", item[0])):
        kind, path = key
        source = library.sources.get(path)
        title = plain_text(source.title if source else section.title)
        figures = tuple(cells.get(key) for _, cells in found)
        rows.append(Row(kind, path, source.attributes.id if source else "", title, figures))
    return tuple(column for column, _ in found), tuple(rows)


def _keyed(each: SetPacket) -> Iterable[tuple[tuple[str, str], Section]]:
    """The document's sections; the key is the same for the same section in any packet."""
    for section in each.document.sections:
        yield (section.kind, section.pos.file if section.kind in ("section", "kit") else ""), section


def _figures(each: SetPacket, english: bool) -> tuple[dict[tuple[str, str], Figures], Figures]:
    """Figures by section, and those of the whole packet."""
    sources = {part.source.path: part.source for part in each.manuscript.sections if part.source}
    starts = [each.pages.destinations[section.id][0] for _, section in _keyed(each)]
    ends = [*starts[1:], each.pages.count]
    cells: dict[tuple[str, str], Figures] = {}
    readings: list[Readability] = []
    for (key, section), start, end in zip(_keyed(each), starts, ends, strict=True):
        source = sources.get(key[1])
        if source:
            reading = statistics(source.blocks)
            readings.append(reading)
            front = (word for line in (source.title, *source.objectives) for word in plain_text(line).split())
            count = count_words(chain(front, words(source.blocks)))
        else:
            reading = Readability()
            count = count_words(words(section.blocks)) if section.kind == "glossary" else 0
        cells[key] = Figures(end - start, count, _reading(reading, english))
    total = sum(figures.words for figures in cells.values())
    return cells, Figures(each.pages.count, total, _reading(combined(readings), english))


def _reading(found: Readability, english: bool) -> Reading:
    longest = found.longest
    return Reading(
        grade=round(found.grade, 1) if english and found.words else None,
        sentence_words=round(found.words_per_sentence, 1),
        longest_words=longest.words if longest else 0,
        longest=longest.pos if longest else None,
    )


# ---------------------------------------------------------------------------------------- what nobody gets


def unseen(
    library: Library,
    trees: Mapping[str, Place],
    manuscripts: Iterable[Manuscript],
    terms: Iterable[Sequence[Definition]] = (),
) -> tuple[Unseen, ...]:
    """What of the listed sources, and of the glossary if a packet has one, is in no manuscript.

    ``terms`` are the terms that are printed. A passage that is included in several sources is seen if one of
    them shows it.
    """
    printed = [term for each in terms for term in each]
    kept = Kept.of((part.source for each in manuscripts for part in each.sections if part.source), printed)
    whole = (*trees.values(), *map(definition_place, _terms(library)))
    lost = {(place_position(place), _kind(place)): place for tree in whole for place in kept.lost(tree)}
    found = (
        Unseen(pos, kind, place.words, _conditions(place, library)) for (pos, kind), place in lost.items()
    )
    return tuple(sorted(found, key=lambda each: (each.pos.file, each.pos.line, each.pos.column)))


def _terms(library: Library) -> tuple[Definition, ...]:
    return library.glossary if _has_glossary(library) else ()


def _kind(place: Place) -> str:
    return (
        "glossary term" if isinstance(place.node, Definition) and place.pos.file == GLOSSARY else place.kind
    )


def _conditions(place: Place, library: Library) -> str:
    return " ".join(condition.text for condition in place_conditions(place, library.project))


def _has_glossary(library: Library) -> bool:
    def has(entries: Iterable[ContentsEntry]) -> bool:
        return any(entry.kind == "glossary" or has(entry.entries) for entry in entries)

    return any(has(packet.contents) for packet in library.packets)


def _printed_terms(each: SetPacket) -> tuple[Definition, ...]:
    """The terms of the packet's glossary as its reader gets them: ``compose`` keeps those that are used."""
    printed = {
        item.pos
        for section in each.document.sections
        if section.kind == "glossary"
        for block in section.blocks
        if isinstance(block, DefinitionList)
        for item in block.items
    }
    return tuple(term for term in each.manuscript.glossary if term.pos in printed)


def _unused_sources(library: Library, files: Iterable[str]) -> tuple[str, ...]:
    used = {*library.sources, *(path for source in library.sources.values() for path in source.depends)}
    if _has_glossary(library):
        used.add(GLOSSARY)
    return tuple(
        path
        for path in files
        if path.endswith(".md") and path not in used and posixpath.basename(path).lower() != _README
    )


def _unused_images(files: Iterable[str], made: Iterable[SetPacket]) -> tuple[str, ...]:
    used = {path for each in made for path in each.document.assets}
    return tuple(path for path in files if path.lower().endswith(_IMAGES) and path not in used)


def _unused_references(
    library: Library, manuscripts: Iterable[Manuscript], terms: Iterable[Sequence[Definition]]
) -> tuple[UnusedReference, ...]:
    cited: set[str] = set()
    for manuscript, printed in zip(manuscripts, terms, strict=True):
        sources = [part.source for part in manuscript.sections if part.source]
        for nodes in (printed, *(n for s in sources for n in (s.title, *s.objectives, s.blocks))):
            for node in descendants(tuple(nodes)):
                if isinstance(node, Citation):
                    cited.update(work.key for work in node.works)
    keys = bibliography_keys(library.project, Diagnostics())
    return tuple(UnusedReference(pos, key) for key, pos in keys.places.items() if key not in cited)
