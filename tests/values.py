"""Small model values for tests of the stages between load and typeset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from packetpress.model import (
    NO_ATTRIBUTES,
    Attributes,
    Block,
    Citation,
    CitedWork,
    ContentsEntry,
    Definition,
    Heading,
    Inline,
    Inlines,
    Library,
    ListItem,
    Manuscript,
    ManuscriptSection,
    Packet,
    Paragraph,
    Position,
    Project,
    Source,
    Text,
)

AT = Position("sources/a.md", 7, 3)
CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "audience": {"front-line": "Front-line practitioners", "managers": "Program managers"},
    "setting": {"hospital": "Hospital", "child-care": "Child care"},
}


def inlines(*parts: Inline | str) -> Inlines:
    return tuple(Text(part, AT) if isinstance(part, str) else part for part in parts)


def para(*parts: Inline | str) -> Paragraph:
    return Paragraph(inlines(*parts), AT)


def heading(level: int, *parts: Inline | str, id: str = "", **pairs: str) -> Heading:
    return Heading(level, inlines(*parts), attrs(id=id, **pairs), AT)


def attrs(*classes: str, id: str = "", **pairs: str) -> Attributes:
    """Attributes; ``not_audience="x"`` stands for ``not-audience``."""
    if not (classes or id or pairs):
        return NO_ATTRIBUTES
    return Attributes(id, classes, tuple((key.replace("_", "-"), value) for key, value in pairs.items()), AT)


def item(*blocks: Block, **pairs: str) -> ListItem:
    return ListItem(blocks, attrs(**pairs), AT)


def cite(*keys: str, suffix: str = "", narrative: bool = False) -> Citation:
    return Citation(tuple(CitedWork(key, suffix=suffix, pos=AT) for key in keys), narrative, AT)


def term(name: str, *meaning: Inline | str) -> Definition:
    return Definition((inlines(name),), ((para(*meaning),),), Position("sources/glossary.md", 1, 1))


def source(path: str, *blocks: Block, title: str = "Title", id: str = "", **pairs: str) -> Source:
    pos = Position(path, 1, 1)
    return Source(path, inlines(title), "", (), 0, blocks, attributes=attrs(id=id, **pairs), pos=pos)


def project(
    bibliography: str = "",
    conditions: Mapping[str, Mapping[str, str]] = CONDITIONS,
    variables: Mapping[str, str] | None = None,
    style: str = "apa",
) -> Project:
    return Project(
        title="Infant Mental Health",
        organisation="IMHP Training",
        language="en-CA",
        version="2026.1",
        date=date(2026, 11, 21),
        conditions=conditions,
        variables=variables or {"age_range": "prenatal to age 3"},
        bibliography=bibliography,
        bibliography_path="sources/references.bib" if bibliography else "",
        citation_style=style,
    )


def packet(
    contents: Sequence[ContentsEntry],
    bindings: Mapping[str, tuple[str, ...]] | None = None,
    variables: Mapping[str, str] | None = None,
) -> Packet:
    return Packet(
        name="front-line",
        title="Being with babies",
        subtitle="For {{ audience }}",
        audience="front-line",
        editions=("participant", "facilitator"),
        layouts=("office",),
        contents=tuple(contents),
        bindings={"audience": ("front-line",)} if bindings is None else bindings,
        variables=variables or {},
        path="sources/packets/front-line.yaml",
        pos=Position("sources/packets/front-line.yaml", 1, 1),
    )


def library(
    *sources: Source, contents: Sequence[ContentsEntry] | None = None, glossary: Sequence[Definition] = ()
) -> Library:
    """A project with one packet that lists ``sources`` in order."""
    listed = contents or (ContentsEntry("section", tuple(s.path for s in sources)),)
    return Library(project(), (packet(listed),), {s.path: s for s in sources}, {}, tuple(glossary), {})


def manuscript(
    *sources: Source,
    endings: Sequence[str] = (),
    glossary: Sequence[Definition] = (),
    other_ids: Mapping[str, tuple[Position, ...]] | None = None,
) -> Manuscript:
    """Sections of ``sources``, then ``endings`` ("references", "glossary")."""
    sections = [ManuscriptSection("section", "", s) for s in sources]
    sections += [ManuscriptSection("glossary", "", None) for ending in endings if ending == "glossary"]
    sections += [ManuscriptSection("references", "", None) for ending in endings if ending == "references"]
    return Manuscript(
        packet="front-line",
        title="Being with babies",
        subtitle="",
        audience="Front-line practitioners",
        edition="participant",
        edition_label="Participant",
        sections=tuple(sections),
        glossary=tuple(glossary),
        other_ids=other_ids or {},
        source_hash="0" * 64,
    )
