"""Library, packet and edition in, Manuscript out: what this reader gets, conditions and variables resolved.

What is hidden leaves nothing behind: no empty list, table, section or callout, no heading over nothing, no
doubled space. Later stages don't ask who the reader is, and can't find out. ``Manuscript.dropped`` tells
reports what was left out, by place and condition.

- ``reader``: the packet's answers: is this condition met, what does this variable say
- ``meetings``: how the packet is cut into meetings, as far as the reader is concerned
- ``selection``: the walk over the content that asks them
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator

from packetpress.audience.meetings import plans
from packetpress.audience.reader import Reader
from packetpress.audience.selection import Selection
from packetpress.copies import copies
from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    NOWHERE,
    Attributes,
    ContentsEntry,
    CrossReference,
    Definition,
    Library,
    Manuscript,
    ManuscriptSection,
    Packet,
    Position,
    Source,
)
from packetpress.walk import WITH_ATTRIBUTES, Node, descendants

PROJECT_FILE = "sources/project.yaml"
PARTICIPANT = "participant"
"""The edition whose pages the other one names at each exercise."""


def select(library: Library, packet: Packet, edition: str, diagnostics: Diagnostics) -> Manuscript:
    """The part of ``library`` that ``packet`` in ``edition`` gives its reader.

    Reports conditions that the packet doesn't bind and variables that nobody defines, each where it stands,
    and goes on.
    """
    project = library.project
    reader = Reader.of(project, packet, edition, diagnostics)
    selection = Selection(reader, library.glossary)
    sections = tuple(_sections(packet.contents, "", library, selection))
    glossary = selection.parts(library.glossary)
    references = tuple(_references(sections, glossary))
    named = {reference.see_packet for reference in references} - {"", packet.name}
    present = {name for name, _ in _ids((s.source for s in sections if s.source), glossary)}
    others: dict[str, tuple[Position, ...]] = {}
    for name, pos in _ids(library.sources.values(), library.glossary):
        if name not in present and pos not in others.get(name, ()):
            others[name] = (*others.get(name, ()), pos)
    pages_of = PARTICIPANT if edition != PARTICIPANT and PARTICIPANT in packet.editions else ""
    edition_name = project.conditions.get("edition", {}).get(edition, edition.capitalize())
    return Manuscript(
        packet=packet.name,
        title=reader.expand(packet.title, packet.pos),
        subtitle=reader.expand(packet.subtitle, packet.subtitle_pos),
        title_pos=packet.pos,
        subtitle_pos=packet.subtitle_pos,
        audience=project.conditions.get("audience", {}).get(packet.audience, packet.audience),
        edition=edition,
        edition_label=edition_name if len(packet.editions) > 1 else "",
        sections=sections,
        glossary=glossary,
        other_ids=others,
        source_hash=_source_hash(library, packet, named, quizzed=selection.quizzed),
        packets_named=tuple(sorted(named)),
        plans=plans(packet, library, reader),
        participants=packet.participants,
        facilitators=packet.facilitators,
        copies={
            each: copies(each, packet.editions, packet.participants, packet.facilitators)
            for each in packet.editions
        },
        seating=packet.seating,
        pages_of=pages_of,
        editions_named=tuple(
            sorted({pages_of, *(reference.page_of for reference in references)} - {"", edition})
        ),
        dropped=tuple(selection.dropped),
    )


def _sections(
    entries: Iterable[ContentsEntry], part: str, library: Library, selection: Selection
) -> Iterator[ManuscriptSection]:
    for entry in entries:
        if not selection.gets("entry of the contents", entry.attributes, entry.pos):
            continue
        if entry.kind == "part":
            title = selection.reader.expand(entry.title, entry.pos)
            yield from _sections(entry.entries, title, library, selection)
        elif entry.kind in ("section", "kit"):
            for path in entry.sources:
                # A file that could not be read was reported when it was loaded.
                source = selection.source(library.sources[path]) if path in library.sources else None
                if source:
                    leaf = source.leaf if entry.leaf is None else entry.leaf
                    yield ManuscriptSection(entry.kind, part, source, leaf)
        else:
            yield ManuscriptSection(entry.kind, part, None)


def _references(
    sections: Iterable[ManuscriptSection], glossary: tuple[Definition, ...]
) -> Iterator[CrossReference]:
    for section in sections:
        source = section.source
        for content in (source.title, *source.objectives, source.blocks) if source else ():
            yield from (node for node in descendants(content) if isinstance(node, CrossReference))
    yield from (node for node in descendants(glossary) if isinstance(node, CrossReference))


def _ids(sources: Iterable[Source], glossary: tuple[Definition, ...]) -> Iterator[tuple[str, Position]]:
    """Every id that authors gave, with its place."""
    for source in sources:
        if source.attributes.id:
            yield source.attributes.id, _place(source.attributes, source.pos)
        yield from _ids_in(source.blocks)
    yield from _ids_in(glossary)


def _ids_in(nodes: tuple[Node, ...]) -> Iterator[tuple[str, Position]]:
    for node in descendants(nodes):
        if type(node) in WITH_ATTRIBUTES and node.attributes.id:
            yield node.attributes.id, _place(node.attributes, getattr(node, "pos", NOWHERE))


def _place(attributes: Attributes, pos: Position) -> Position:
    return attributes.pos if attributes.pos.line else pos


def _source_hash(library: Library, packet: Packet, named: Collection[str], *, quizzed: bool) -> str:
    """SHA-256 over the path and digest of each file the packet is made of, sorted by path.

    The packets ``named`` in references count, because their titles and numbers are printed. The citation
    style counts with its text, as it may be a file of the project; the glossary where the packet prints it,
    or is ``quizzed`` on it.
    """
    project = library.project
    paths = {packet.path, PROJECT_FILE, project.bibliography_path}
    entries = list(packet.contents)
    for other in library.packets:
        if other.name in named:
            paths.add(other.path)
            entries.extend(other.contents)
    while entries:
        entry = entries.pop()
        entries.extend(entry.entries)
        paths.update(entry.sources)
        quizzed = quizzed or entry.kind == "glossary"
    if quizzed:
        paths.update(term.pos.file for term in library.glossary)
    for path in tuple(paths):
        if path in library.sources:
            paths.update(library.sources[path].depends)
    found = {path: library.digests[path] for path in paths if path in library.digests}
    found["citation-style"] = hashlib.sha256(project.citation_style.encode()).hexdigest()
    listing = "".join(f"{path}\0{digest}\n" for path, digest in sorted(found.items()))
    return hashlib.sha256(listing.encode()).hexdigest()


__all__ = ["select"]
