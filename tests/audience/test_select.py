"""A library and a packet give the manuscript of one reader."""

from __future__ import annotations

import string
from dataclasses import replace
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from packetpress.audience import select
from packetpress.citations import CitationCache
from packetpress.compose import compose
from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    Block,
    Callout,
    Cell,
    Column,
    ContentsEntry,
    Div,
    Exercise,
    Figure,
    Footnote,
    Inline,
    Library,
    List,
    Position,
    Row,
    Span,
    Table,
    Text,
    Variable,
)
from packetpress.walk import descendants
from tests.labels import LABELS
from tests.values import AT, attrs, heading, inlines, item, library, para, source, term


def test_sections_in_order_with_their_parts() -> None:
    contents = (
        ContentsEntry("section", ("sources/a.md",)),
        ContentsEntry(
            "part",
            title="Practice in {{ version }}",
            entries=(ContentsEntry("section", ("sources/b.md", "sources/c.md")), ContentsEntry("glossary")),
        ),
        ContentsEntry("references"),
    )
    sources = [source(f"sources/{name}.md", para(name)) for name in "abc"]
    given_library = library(*sources, contents=contents)
    found = Diagnostics()
    manuscript = select(given_library, given_library.packets[0], "participant", found)
    assert [(s.kind, s.part, s.source.path if s.source else "") for s in manuscript.sections] == [
        ("section", "", "sources/a.md"),
        ("section", "Practice in 2026.1", "sources/b.md"),
        ("section", "Practice in 2026.1", "sources/c.md"),
        ("glossary", "Practice in 2026.1", ""),
        ("references", "", ""),
    ]
    assert manuscript.subtitle == "For Front-line practitioners"
    assert manuscript.audience == "Front-line practitioners"
    assert manuscript.edition_label == "Participant"
    assert found.sorted == ()


def test_whole_sources_go() -> None:
    lib = library(
        source("sources/a.md", para("a"), audience="managers"),
        source("sources/b.md", heading(2, "B"), Div((para("b"),), attrs(audience="managers"))),
        source("sources/c.md", para("c"), audience="front-line"),
        source("sources/d.md"),
    )
    manuscript = select(lib, lib.packets[0], "participant", Diagnostics())
    paths = [s.source.path for s in manuscript.sections if s.source]
    assert paths == ["sources/c.md", "sources/d.md"]
    assert manuscript.sections[0].source is not None
    assert manuscript.sections[0].source.attributes.pairs == ()


def test_a_section_without_a_title_for_this_reader() -> None:
    title = inlines(Span(inlines("x"), attrs(audience="managers")))
    lib = library(replace(source("sources/a.md", para("a")), title=title))
    found = Diagnostics()
    select(lib, lib.packets[0], "participant", found)
    assert found.errors[0].message == "The packet “front-line” gets this section, but not its title."


def test_other_ids_say_where_they_are() -> None:
    lib = library(
        source("sources/a.md", para("a"), heading(2, "A", id="sec-x"), id="sec-a"),
        source(
            "sources/b.md",
            Div((para("b"),), attrs(id="d"), Position("sources/b.md", 9, 1)),
            audience="managers",
        ),
    )
    manuscript = select(lib, lib.packets[0], "participant", Diagnostics())
    assert manuscript.other_ids == {"d": (AT,)}


def test_one_packet_without_editions_has_no_label() -> None:
    lib = library(source("sources/a.md", para("a")))
    single = replace(lib.packets[0], editions=("participant",))
    assert select(lib, single, "participant", Diagnostics()).edition_label == ""


def test_the_hash_follows_the_packets_files_alone() -> None:
    a = replace(source("sources/a.md", para("a")), depends=("sources/a.png",))
    lib = replace(
        library(
            a, source("sources/b.md", para("b")), contents=(ContentsEntry("section", ("sources/a.md",)),)
        ),
        digests={
            "sources/project.yaml": "1",
            "sources/packets/front-line.yaml": "2",
            "sources/a.md": "3",
            "sources/a.png": "4",
            "sources/b.md": "5",
        },
    )

    def hashed(**digests: str) -> str:
        names = {
            "project": "sources/project.yaml",
            "a": "sources/a.md",
            "b": "sources/b.md",
            "png": "sources/a.png",
        }
        new = {**lib.digests, **{names[name]: digest for name, digest in digests.items()}}
        given_library = replace(lib, digests=new)
        return select(given_library, lib.packets[0], "participant", Diagnostics()).source_hash

    listing = (
        "citation-style\0" + sha256(b"apa").hexdigest() + "\nsources/a.md\x003\nsources/a.png\x004\n"
        "sources/packets/front-line.yaml\x002\nsources/project.yaml\x001\n"
    )
    assert hashed() == sha256(listing.encode()).hexdigest()
    assert hashed(b="x") == hashed()
    assert len({hashed(), hashed(a="x"), hashed(png="x"), hashed(project="x")}) == 4


def _everywhere(secret: str) -> Library:
    """A project with ``secret`` in each place that a condition can hide."""
    only = attrs(audience="managers")
    span: Inline = Span(inlines(secret), only)
    blocks: tuple[Block, ...] = (
        heading(2, secret, audience="managers"),
        para(secret),
        heading(2, "Kept ", span),
        para("kept ", span, Footnote((para(span),))),
        Figure(f"sources/{secret}.png", secret, inlines(secret), attributes=only),
        List((item(para(secret), audience="managers"), item(para("kept")))),
        Table(
            (Column(),),
            (),
            (Row((Cell((para(secret),)),), only), Row((Cell((para("kept"),)),))),
            inlines(span),
        ),
        Callout("tip", inlines("kept", span), (para("kept"), Div((para(secret),), only))),
        Callout("answer", (), (para(secret),)),
        Exercise(inlines(secret), (para(secret),), materials=secret, attributes=only),
        para(Span(inlines(Variable("age_range", AT), span), attrs(audience="front-line"))),
    )
    kept = replace(
        source("sources/a.md", *blocks),
        objectives=(inlines("kept"), inlines(span)),
        depends=(f"sources/{secret}.png",),
    )
    gone = source("sources/b.md", para(secret), title=secret, audience="managers")
    return library(kept, gone, glossary=(term("kept", "meaning ", span), term(secret, span)))


def test_no_hidden_word_is_left_anywhere() -> None:
    lib = _everywhere("xyzzy")
    lib = replace(lib, glossary=lib.glossary[:1])
    manuscript = select(lib, lib.packets[0], "participant", Diagnostics())
    assert "xyzzy" not in repr(manuscript)
    for trace in ("Variable", "front-line'),", "audience=", "'managers'", "{{"):
        assert trace not in repr(manuscript.sections)


def test_two_hundred_divs_inside_each_other() -> None:
    block: Block = para("deep")
    for _ in range(200):
        block = Div((block,), attrs("group", audience="front-line"))
    lib = library(source("sources/a.md", block))
    manuscript = select(lib, lib.packets[0], "participant", Diagnostics())
    document = compose(manuscript, lib.project, {}, LABELS, CitationCache(), Diagnostics())
    assert [n.value for n in descendants(document.sections[0].blocks) if isinstance(n, Text)] == ["deep"]


_WORDS = st.sampled_from(["alpha", "beta gamma", "delta. ", " epsilon", " "])
_CONDITION = st.sampled_from(
    [
        {},
        {"audience": "front-line"},
        {"audience": "managers"},
        {"not_audience": "front-line"},
        {"edition": "participant"},
    ]
)


def _shows(conditions: dict[str, str]) -> bool:
    return conditions.get("audience") != "managers" and "not_audience" not in conditions


def _inline(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    return st.builds(
        lambda parts, c: Span(tuple(parts), attrs(**c)), st.lists(children, max_size=3), _CONDITION
    )


_INLINES = st.lists(st.recursive(_WORDS.map(lambda w: inlines(w)[0]), _inline, max_leaves=6), max_size=4)


def _block(children: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(children, max_size=3)
    return st.one_of(
        st.builds(lambda blocks, c: Div(tuple(blocks), attrs("g", **c)), several, _CONDITION),
        st.builds(lambda blocks, c: List((item(*blocks, **c),)), several, _CONDITION),
        st.builds(lambda level, c: heading(level, "heading", **c), st.integers(1, 4), _CONDITION),
    )


_BLOCKS = st.lists(st.recursive(_INLINES.map(lambda parts: para(*parts)), _block, max_leaves=8), max_size=6)


def _kept_words(nodes: tuple[object, ...]) -> list[str]:
    """The plain definition: words, in order, under no condition that fails, nor below a hidden heading."""
    words: list[str] = []
    hidden = 0
    for node in nodes:
        pairs = (
            {k.replace("-", "_"): v for k, v in node.attributes.pairs} if hasattr(node, "attributes") else {}
        )
        level = getattr(node, "level", 0)
        if level and (not hidden or level <= hidden):
            hidden = 0 if _shows(pairs) else level
        if hidden or not _shows(pairs):
            continue
        if hasattr(node, "value"):
            words += node.value.split()
        elif not level:
            words += _kept_words(getattr(node, "children", ()) or getattr(node, "items", ()))
    return words


@given(_BLOCKS)
def test_every_word_for_the_reader_is_kept_in_order_and_no_other(blocks: list[Block]) -> None:
    lib = library(source("sources/a.md", *blocks))
    found = Diagnostics()
    manuscript = select(lib, lib.packets[0], "participant", found)
    assert found.sorted == ()
    left = [word for s in manuscript.sections if s.source for word in _kept_words(s.source.blocks)]
    assert left == _kept_words(tuple(blocks))
    assert "audience" not in repr(manuscript.sections)


@given(st.text(string.printable + "{}é\u00a0", max_size=40))
def test_any_string_with_braces_expands_or_is_reported(text: str) -> None:
    lib = library(source("sources/a.md", Figure("a.png", text)))
    found = Diagnostics()
    manuscript = select(lib, lib.packets[0], "participant", found)
    assert manuscript.sections
