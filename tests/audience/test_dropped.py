"""What was left out is told by place and condition; groups; entries of the contents; what references name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packetpress.audience import select
from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    Callout,
    Cell,
    Column,
    ContentsEntry,
    CrossReference,
    Div,
    Dropped,
    Library,
    List,
    Manuscript,
    Position,
    Row,
    Source,
    Span,
    Table,
)
from tests.values import AT, attrs, heading, inlines, item, library, packet, para, project, source

ONLY = 'audience="managers"'


def selected(lib: Library, edition: str = "participant") -> Manuscript:
    found = Diagnostics()
    manuscript = select(lib, lib.packets[0], edition, found)
    assert found.sorted == ()
    return manuscript


def test_what_goes_is_told_with_what_it_empties() -> None:
    gone = Div((para("x"),), attrs(audience="managers"), AT)
    lib = library(
        source(
            "sources/a.md", para("a", Span(inlines("x"), attrs(audience="managers"))), heading(2, "H"), gone
        ),
        source("sources/b.md", List((item(para("x"), audience="managers"),), pos=AT)),
        source("sources/c.md", para("c"), audience="managers"),
        source(
            "sources/d.md", Callout("answer", (), (para("x"),), pos=AT), heading(2, "D", audience="managers")
        ),
    )
    assert selected(lib).dropped == (
        Dropped("words", AT, ONLY),
        Dropped("group", AT, ONLY),
        Dropped("heading", AT),
        Dropped("list item", AT, ONLY),
        Dropped("list", AT),
        Dropped("section", Position("sources/b.md", 1, 1)),
        Dropped("section", AT, ONLY),
        Dropped("callout", AT, ".answer"),
        Dropped("heading", AT, ONLY),
        Dropped("section", Position("sources/d.md", 1, 1)),
    )
    assert Dropped("callout", AT, ".answer") not in selected(lib, "facilitator").dropped


def test_a_table_says_which_rows_went() -> None:
    def row(**conditions: str) -> Row:
        return Row((Cell((para("x"),)),), attrs(**conditions), AT)

    lib = library(
        source("sources/a.md", para("a"), Table((Column(),), (), (row(not_audience="front-line"),), pos=AT))
    )
    assert selected(lib).dropped == (
        Dropped("table row", AT, 'not-audience="front-line"'),
        Dropped("table", AT),
    )


@pytest.mark.parametrize(
    ("conditions", "kept"),
    [
        ({"setting": "outside"}, True),
        ({"setting": "hospital outside"}, True),
        ({"setting": "inside"}, False),
        ({"not_setting": "inside"}, True),
        ({"not_setting": "outside"}, False),
        ({"setting": "outside", "audience": "managers"}, False),
    ],
)
def test_a_group_stands_for_its_values(conditions: dict[str, str], kept: bool) -> None:
    groups = {"setting": {"outside": ("child-care",), "inside": ("hospital",)}}
    lib = library(source("sources/a.md", para("a"), Div((para("x"),), attrs(**conditions))))
    bound = {"audience": ("front-line",), "setting": ("child-care",)}
    lib = replace(
        lib, project=replace(project(), groups=groups), packets=(packet(lib.packets[0].contents, bound),)
    )
    assert (len(_blocks(selected(lib))) == 2) is kept


def _blocks(manuscript: Manuscript) -> tuple[object, ...]:
    first = manuscript.sections[0].source
    assert first
    return first.blocks


def test_entries_of_the_contents_have_conditions() -> None:
    def entry(name: str, **conditions: str) -> ContentsEntry:
        return ContentsEntry("section", (f"sources/{name}.md",), pos=AT, attributes=attrs(**conditions))

    contents = (
        entry("a", edition="facilitator"),
        entry("b", audience="front-line"),
        ContentsEntry(
            "part", title="P", entries=(entry("c"),), pos=AT, attributes=attrs(audience="managers")
        ),
        ContentsEntry("glossary", pos=AT, attributes=attrs(not_edition="participant")),
    )
    lib = library(*(source(f"sources/{name}.md", para(name)) for name in "abc"), contents=contents)
    manuscript = selected(lib)
    assert [s.source.path for s in manuscript.sections if s.source] == ["sources/b.md"]
    assert manuscript.dropped == (
        Dropped("entry of the contents", AT, 'edition="facilitator"'),
        Dropped("entry of the contents", AT, ONLY),
        Dropped("entry of the contents", AT, 'not-edition="participant"'),
    )
    kinds = [section.kind for section in selected(lib, "facilitator").sections]
    assert kinds == ["section", "section", "glossary"]


def test_an_entry_under_an_unbound_condition() -> None:
    contents = (ContentsEntry("section", ("sources/a.md",), pos=AT, attributes=attrs(setting="hospital")),)
    lib = library(source("sources/a.md", para("a")), contents=contents)
    found = Diagnostics()
    select(lib, lib.packets[0], "participant", found)
    assert found.errors[0].message == (
        "This is for some values of “setting” only, but the packet “front-line” doesn't say"
        " which “setting” it is for."
    )


def _pointing(to: Source) -> Library:
    """A packet with a reference to another packet, which has ``to``."""
    text = source(
        "sources/a.md",
        para(
            CrossReference("ex-a", "", AT, "other", "participant"),
            Span(inlines(CrossReference("ex-a", "", AT, "hidden")), attrs(audience="managers")),
        ),
    )
    lib = library(text)
    other = replace(
        packet((ContentsEntry("section", (to.path,)),)), name="other", path="sources/packets/other.yaml"
    )
    return replace(
        lib,
        packets=(lib.packets[0], other),
        sources={**lib.sources, to.path: to},
        digests={"sources/a.md": "1", to.path: "2", "sources/packets/other.yaml": "3"},
    )


def test_packets_and_editions_that_references_name() -> None:
    lib = _pointing(source("sources/b.md", para("b")))
    manuscript = selected(lib, "facilitator")
    assert manuscript.packets_named == ("other",)
    assert manuscript.editions_named == ("participant",)
    assert selected(lib).editions_named == ()


def test_the_hash_follows_the_packets_that_references_name() -> None:
    lib = _pointing(source("sources/b.md", para("b")))
    changed = replace(lib, digests={**lib.digests, "sources/b.md": "9"})
    assert selected(changed).source_hash != selected(lib).source_hash


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("short_title", Position("sources/a.md", 3, 14)),
        ("subtitle", Position("sources/packets/p.yaml", 2, 11)),
    ],
)
def test_an_unknown_variable_in_a_plain_string_is_placed(field: str, place: Position) -> None:
    lib = library(source("sources/a.md", para("a")))
    if field == "subtitle":
        lib = replace(lib, packets=(replace(lib.packets[0], subtitle="{{ who }}", subtitle_pos=place),))
    else:
        first = replace(lib.sources["sources/a.md"], short_title="{{ who }}", short_title_pos=place)
        lib = replace(lib, sources={"sources/a.md": first})
    found = Diagnostics()
    select(lib, lib.packets[0], "participant", found)
    assert [(d.pos, d.message) for d in found.errors] == [(place, "There is no variable “who”.")]
