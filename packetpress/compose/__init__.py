"""Manuscript in, Document out: everything that will be printed, in reading order; only pages are still open.

- ``glossary``: the terms that the text uses
- ``numbering``: numbers and ids of sections, headings, exercises, figures and tables; what can be referred to
- ``agenda``: when everything comes
- ``gather``: what is made from the rest of the packet: agendas, lists of materials, answer keys
- ``reckon``: hours, copies and rows that follow from the agenda and from how many people come
- ``seating``: rooms with their chairs, drawn
- ``leading``: running notes beside exercises, and the page that participants have before them
- ``elsewhere``: what references lead to in other packets and editions
- ``resolve``: citations, cross-references and notes become text, links and numbers
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from packetpress.citations import CitationCache, Cited, cite
from packetpress.compose.agenda import agendas, slots
from packetpress.compose.elsewhere import Elsewhere, Outline, folios
from packetpress.compose.gather import Gatherer, Material, PrintedFile
from packetpress.compose.glossary import used_terms
from packetpress.compose.leading import Leading
from packetpress.compose.numbering import Draft, Numbered, number, with_content
from packetpress.compose.reckon import Reckoner
from packetpress.compose.resolve import Resolver
from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    NOWHERE,
    Asset,
    Attributes,
    Blocks,
    DefinitionList,
    Document,
    Entry,
    Manuscript,
    Pages,
    Paragraph,
    Position,
    Project,
    Section,
    Text,
)
from packetpress.walk import Rewriter, plain_text

NOWHERE_ELSE = Elsewhere()

CONTINUOUS = frozenset({"facilitator"})
"""Editions whose sections begin on the next page, left or right: nobody takes one out to work with it, and
the notes in the margins make pages enough."""


def compose(
    manuscript: Manuscript,
    project: Project,
    assets: Mapping[str, Asset],
    labels: Mapping[str, str],
    cache: CitationCache,
    diagnostics: Diagnostics,
    elsewhere: Elsewhere = NOWHERE_ELSE,
) -> Document:
    """Numbers, resolves and gathers what ``manuscript`` holds; ``labels`` are the layout's words.

    ``elsewhere`` holds the packets and editions that ``manuscript`` names, as far as they exist.

    Reports unknown citations and references that lead nowhere, each where it stands, and goes on. Raises
    PacketpressError if something is cited and Pandoc is missing.
    """
    place = Position(f"sources/packets/{manuscript.packet}.yaml")
    numbered = number(_drafts(manuscript, labels, place, diagnostics), labels)
    numbered = _with_time(numbered, manuscript, elsewhere, labels, diagnostics)
    cited = cite(project, numbered.citations, cache, diagnostics) or Cited((), ())
    numbered = _with_references(numbered, cited, place, diagnostics)
    resolver = Resolver(manuscript, numbered, elsewhere, cited, labels, diagnostics)
    sections = tuple(_section(draft, resolver) for draft in numbered.drafts)
    return Document(
        title=manuscript.title,
        subtitle=manuscript.subtitle,
        title_pos=manuscript.title_pos,
        subtitle_pos=manuscript.subtitle_pos,
        audience=manuscript.audience,
        edition_label=labels.get(f"{manuscript.edition}-packet", "") if manuscript.edition_label else "",
        edition_mark=labels.get(f"{manuscript.edition}-mark", ""),
        organisation=project.organisation,
        series=project.title,
        language=project.language,
        version=project.version,
        date=project.date,
        source_hash=manuscript.source_hash,
        contents=tuple(_contents(sections, resolver, numbered.drafts)),
        sections=sections,
        assets={path: assets[path] for path in numbered.assets if path in assets},
        recto_sections=manuscript.edition not in CONTINUOUS,
    )


def outline(manuscript: Manuscript, labels: Mapping[str, str], pages: Pages | None = None) -> Outline:
    """What references from elsewhere need of ``manuscript``; with page numbers if ``pages`` are given."""
    numbered = number(_drafts(manuscript, labels, NOWHERE, Diagnostics()), labels)
    found = folios(pages) if pages else {}
    return Outline(manuscript.title, numbered.targets, found, pages.count if pages else 0)


def _drafts(
    manuscript: Manuscript, labels: Mapping[str, str], place: Position, diagnostics: Diagnostics
) -> Sequence[Draft]:
    """One draft per section; a glossary without terms goes."""
    texts = tuple(s.source for s in manuscript.sections if s.source)
    drafts: list[Draft] = []
    for section in manuscript.sections:
        source = section.source
        if source:
            drafts.append(
                Draft(
                    kind="kit" if section.kind == "kit" else "section",
                    path=source.path,
                    part=section.part,
                    title=source.title,
                    short_title=source.short_title,
                    objectives=source.objectives,
                    minutes=source.minutes,
                    leaf=section.leaf,
                    blocks=source.blocks,
                    id=source.attributes.id,
                    pos=source.pos,
                )
            )
            continue
        blocks: Blocks = ()
        if section.kind == "glossary":
            terms = used_terms(manuscript.glossary, texts)
            if not terms:
                diagnostics.warning(
                    place,
                    "The packet lists a glossary, but its text uses none of the terms.",
                    "The glossary is left out; take “glossary” out of the packet's contents.",
                )
                continue
            blocks = (DefinitionList(terms),)
        title = (Text(labels[section.kind]),)
        drafts.append(Draft(kind=section.kind, part=section.part, title=title, blocks=blocks))
    return drafts


def _with_time(
    numbered: Numbered,
    manuscript: Manuscript,
    elsewhere: Elsewhere,
    labels: Mapping[str, str],
    diagnostics: Diagnostics,
) -> Numbered:
    """What depends on when everything comes and on the rest of the packet is put in its place.

    A page of the kit for which there is nothing to gather goes.
    """
    other = elsewhere.editions.get(manuscript.pages_of)
    meetings = agendas(manuscript.plans, numbered.drafts, diagnostics)
    leading = Leading(slots(meetings), other.folios if other else {}, labels)
    drafts = [_with_blocks(draft, leading) for draft in numbered.drafts]
    files = _files(manuscript, other.pages if other else 0, labels)
    material = Material(numbered.drafts, meetings, files, manuscript.participants, manuscript.seating, labels)
    reckoner = Reckoner(meetings, manuscript.participants, manuscript.facilitators, labels)
    kept: list[Draft] = []
    for draft in drafts:
        gatherer = Gatherer(material)
        new = _with_blocks(_with_blocks(draft, reckoner), gatherer)
        if draft.kind != "kit" or gatherer.found or not gatherer.asked:
            kept.append(new)
    return with_content(numbered, kept)


def _files(manuscript: Manuscript, others: int, labels: Mapping[str, str]) -> tuple[PrintedFile, ...]:
    """What is printed of the packet, this file last; ``others`` are the pages of the other, 0: not known."""
    known = {manuscript.pages_of: others} if others else {}
    return tuple(
        PrintedFile(labels[f"{edition}-packet"], manuscript.copies.get(edition, 0), pages)
        for edition, pages in {**known, manuscript.edition: 0}.items()
    )


def _with_blocks(draft: Draft, rewriter: Rewriter) -> Draft:
    blocks = rewriter.blocks(draft.blocks)
    return draft if blocks is draft.blocks else replace(draft, blocks=blocks)


def _with_references(numbered: Numbered, cited: Cited, place: Position, diagnostics: Diagnostics) -> Numbered:
    """Puts the references where the packet lists them; warns where they and the citations don't agree."""
    listed = any(draft.kind == "references" for draft in numbered.drafts)
    if listed and not numbered.citations:
        diagnostics.warning(
            place,
            "The packet lists references, but nothing in it is cited.",
            "The list is left out; take “references” out of the packet's contents.",
        )
        kept = tuple(draft for draft in numbered.drafts if draft.kind != "references")
        gone = {draft.id for draft in numbered.drafts} - {draft.id for draft in kept}
        targets = {name: target for name, target in numbered.targets.items() if name not in gone}
        return replace(numbered, drafts=kept, targets=targets)
    if cited.references and not listed:
        diagnostics.warning(
            place,
            "The packet cites works, but has no list of references.",
            "Add a line “- references” to the packet's contents.",
        )
    entries: Blocks = tuple(
        Paragraph(text, attributes=Attributes(id=f"ref-{key}", classes=("reference",)))
        for key, text in cited.references
    )
    drafts = tuple(
        replace(draft, blocks=entries) if draft.kind == "references" else draft for draft in numbered.drafts
    )
    return replace(numbered, drafts=drafts)


def _section(draft: Draft, resolver: Resolver) -> Section:
    resolver.begin_section()
    return Section(
        id=draft.id,
        number=draft.number,
        title=resolver.inlines(draft.title),
        running_title=draft.short_title or plain_text(resolver.listed(draft.title)),
        part=draft.part,
        objectives=resolver.many_inlines(draft.objectives),
        minutes=draft.minutes,
        entries=tuple(replace(entry, title=resolver.listed(entry.title)) for entry in draft.entries),
        blocks=resolver.blocks(draft.blocks),
        kind=draft.kind,
        pos=draft.pos,
        leaf=draft.leaf,
    )


def _contents(sections: Sequence[Section], resolver: Resolver, drafts: Sequence[Draft]) -> Iterator[Entry]:
    """The packet's table of contents."""
    part = ""
    for section, draft in zip(sections, drafts, strict=True):
        if section.part != part and section.part:
            yield Entry(0, "", (Text(section.part),), "", "part")
        part = section.part
        yield Entry(1, section.number, resolver.listed(draft.title), section.id, "section")
        yield from section.entries


__all__ = ["Elsewhere", "Outline", "compose", "outline"]
