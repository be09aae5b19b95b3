"""A manuscript becomes a document without anything left open but pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetpress.citations import CitationCache
from packetpress.compose import compose
from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    Asset,
    Attributes,
    Block,
    Callout,
    Citation,
    CitedWork,
    CrossReference,
    DefinitionList,
    Document,
    Emphasis,
    Entry,
    Exercise,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    Manuscript,
    PageNumber,
    Paragraph,
    Position,
    SoftBreak,
    Span,
    Text,
)
from packetpress.walk import descendants, plain_text
from tests.labels import LABELS
from tests.values import AT, attrs, cite, heading, inlines, item, manuscript, para, project, source, term

BIB = """
@book{bowlby1988secure, author = {Bowlby, John}, title = {A Secure Base}, publisher = {Basic Books},
  year = {1988}}
@article{slade2005parental, author = {Slade, Arietta}, title = {Reflective Functioning}, year = {2005},
  journal = {Attachment \\& Human Development}, doi = {10.1080/14616730500245906}}
@book{stern1985, author = {Stern, Daniel}, title = {The Interpersonal World}, year = {1985}}
"""


def composed(whole: Manuscript, bibliography: str = "", found: Diagnostics | None = None) -> Document:
    diagnostics = found if found is not None else Diagnostics()
    document = compose(whole, project(bibliography), {}, LABELS, CitationCache(), diagnostics)
    if found is None:
        assert diagnostics.sorted == ()
    return document


def ref(target: str, fallback: str = "") -> CrossReference:
    return CrossReference(target, fallback, AT)


def first_inlines(document: Document) -> tuple[Inline, ...]:
    block = document.sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    return block.children


def test_the_frame() -> None:
    document = composed(manuscript(source("sources/a.md", para("x"))))
    assert (document.title, document.subtitle, document.series) == (
        "Being with babies",
        "",
        "Infant Mental Health",
    )
    assert (document.edition_label, document.edition_mark) == ("Participant packet", "")
    assert (document.organisation, document.language, document.version) == (
        "IMHP Training",
        "en-CA",
        "2026.1",
    )
    facilitator = replace(manuscript(), edition="facilitator", edition_label="Facilitator")
    assert composed(facilitator).edition_label == "Facilitator packet"
    assert composed(facilitator).edition_mark == "Facilitator"
    assert composed(replace(manuscript(), edition_label="")).edition_label == ""


def test_only_sections_that_participants_hold_may_begin_on_the_right() -> None:
    assert composed(manuscript()).recto_sections
    assert not composed(replace(manuscript(), edition="facilitator")).recto_sections


def test_only_assets_that_are_printed() -> None:
    assets = {name: Asset(name, "png", b"", 1, 1) for name in ("a.png", "b.png")}
    whole = manuscript(source("sources/a.md", Figure("a.png", "x")))
    assert list(compose(whole, project(), assets, LABELS, CitationCache(), Diagnostics()).assets) == ["a.png"]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("ex-feed", "Exercise 2A"),
        ("sec-two", "Section 2, Being there"),
        ("sec-part", "A part of it"),
        ("fig-a", "Figure 2.1"),
    ],
)
def test_cross_references(target: str, words: str) -> None:
    two = source(
        "sources/b.md",
        heading(2, "A part of it", id="sec-part"),
        Exercise(inlines("Feeding"), (para("x"),), attributes=attrs(id="ex-feed")),
        Figure("a.png", "x", inlines("Caption"), attributes=attrs(id="fig-a")),
        title="Being there",
        id="sec-two",
    )
    document = composed(manuscript(source("sources/a.md", para("See ", ref(target), ".")), two))
    link = Link(
        (Text(words, AT), Text(" (page ", AT), PageNumber(target), Text(")", AT)), f"#{target}", pos=AT
    )
    assert first_inlines(document) == (Text("See ", AT), link, Text(".", AT))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("(see ", ref("fig-a"), ")"), "(see Figure 1.1, page )"),
        (("(a) See ", ref("fig-a"), "."), "(a) See Figure 1.1 (page )."),
        (("a) See ", ref("fig-a"), "."), "a) See Figure 1.1 (page )."),
        (("a) (", ref("fig-a"), ")"), "a) (Figure 1.1, page )"),
        (("(one (two) ", ref("fig-a"), ")"), "(one (two) Figure 1.1, page )"),
        (("(one) ", ref("fig-a"), " (two)"), "(one) Figure 1.1 (page ) (two)"),
        (("(see ", Emphasis(inlines("both, ", ref("fig-a"))), ")"), "(see both, Figure 1.1, page )"),
        ((Emphasis(inlines("(")), ref("fig-a"), ")"), "(Figure 1.1, page )"),
    ],
)
def test_in_parentheses_a_page_follows_a_comma(parts: tuple[Inline | str, ...], words: str) -> None:
    figure = Figure("a.png", "x", inlines("Caption"), attributes=attrs(id="fig-a"))
    document = composed(manuscript(source("sources/a.md", para(*parts), figure)))
    assert plain_text(first_inlines(document)) == words


def test_parentheses_end_with_their_paragraph_and_a_note_has_its_own() -> None:
    figure = Figure("a.png", "x", inlines("Caption"), attributes=attrs(id="fig-a"))
    note = Footnote((para("See ", ref("fig-a"), ". ("),), pos=AT)
    text = para("(Looking", note, ", ", ref("fig-a"), ")")
    document = composed(
        manuscript(source("sources/a.md", para("An open ("), para(ref("fig-a")), text, figure))
    )
    _, second, third, _ = document.sections[0].blocks
    assert isinstance(second, Paragraph)
    assert isinstance(third, Paragraph)
    assert plain_text(second.children) == "Figure 1.1 (page )"
    assert plain_text(third.children) == "(Looking, Figure 1.1, page )"
    (found,) = [node for node in third.children if isinstance(node, Footnote)]
    (said,) = found.children
    assert isinstance(said, Paragraph)
    assert plain_text(said.children) == "See Figure 1.1 (page ). ("


def test_a_reference_to_a_plain_group_prints_its_page() -> None:
    whole = manuscript(source("sources/a.md", para(ref("sec-d"), Span(inlines("x"), attrs(id="sec-d")))))
    assert first_inlines(composed(whole))[0] == Link(
        (Text("page ", AT), PageNumber("sec-d")), "#sec-d", pos=AT
    )


def test_labels_are_the_layouts() -> None:
    whole = manuscript(
        source(
            "sources/a.md",
            para(ref("ex-a")),
            Exercise(inlines("T"), (para("x"),), attributes=attrs(id="ex-a")),
        )
    )
    labels = {**LABELS, "exercise": "Exercice", "page": "p."}
    document = compose(whole, project(), {}, labels, CitationCache(), Diagnostics())
    (link,) = first_inlines(document)
    assert isinstance(link, Link)
    assert plain_text(link.children) == "Exercice 1A (p. )"


def test_a_fallback() -> None:
    whole = manuscript(source("sources/a.md", para(ref("ex-a", "the feeding exercise"))))
    assert first_inlines(composed(whole)) == (Text("the feeding exercise", AT),)


def test_references_inside_links_are_text() -> None:
    whole = manuscript(
        source(
            "sources/a.md", para(Link(inlines("see ", ref("sec-a")), "https://a.ca")), title="T", id="sec-a"
        )
    )
    assert first_inlines(composed(whole)) == (
        Link((Text("see ", AT), Text("Section 1, T", AT)), "https://a.ca"),
    )


def messages(whole: Manuscript, bibliography: str = "") -> list[str]:
    found = Diagnostics()
    composed(whole, bibliography, found)
    return [str(d) for d in found.sorted]


def test_a_reference_to_what_others_get() -> None:
    whole = manuscript(
        source("sources/a.md", para(ref("ex-feed"), Link(inlines("x"), "#ex-feed", pos=AT))),
        other_ids={"ex-feed": (Position("sources/b.md", 12, 1),)},
    )
    assert messages(whole) == [
        "sources/a.md:7:3: error: “@ex-feed” leads to sources/b.md:12, which the packet “front-line”"
        " (participant edition) doesn't get.\n    Put the reference under the same condition as its target,"
        ' give it a text to print instead (@ex-feed{fallback="…"}), or name a packet that has the target'
        ' (@ex-feed{see-packet="…"}).',
        "sources/a.md:7:3: error: “[…](#ex-feed)” leads to sources/b.md:12, which the packet “front-line”"
        " (participant edition) doesn't get.\n    Put the reference under the same condition as its target,"
        " or let this packet have the target.",
    ]


def test_a_reference_to_nowhere() -> None:
    whole = manuscript(source("sources/a.md", para(ref("sec-won"), Link((), "#nope", pos=AT)), id="sec-one"))
    assert messages(whole) == [
        "sources/a.md:7:3: error: “@sec-won” leads nowhere: nothing in the project has the id “sec-won”.\n"
        "    Did you mean “sec-one”?",
        "sources/a.md:7:3: error: “[…](#nope)” leads nowhere: nothing in the project has the id “nope”.\n"
        "    Known here: sec-one.",
    ]


def test_a_reference_to_a_figure_without_caption() -> None:
    whole = manuscript(
        source("sources/a.md", para(ref("fig-a")), Figure("a.png", "x", attributes=attrs(id="fig-a")))
    )
    assert messages(whole) == [
        "sources/a.md:7:3: error: “@fig-a” is a figure without a caption, so it has no number to print.\n"
        "    Give it a caption, or say in your own words which one you mean."
    ]


def test_notes_count_within_a_section_in_reading_order() -> None:
    def note(*blocks: Block) -> Footnote:
        return Footnote(blocks, pos=AT)

    one = source("sources/a.md", para("a", note(para("n", note(para("inner")))), "b", note(para("n"))))
    two = source("sources/b.md", para("a", note(para("n"))))
    document = composed(manuscript(replace(one, objectives=(inlines("o", note(para("n"))),)), two))
    numbers = [
        [
            n.number
            for n in descendants((*s.objectives[0], *s.blocks) if s.objectives else s.blocks)
            if isinstance(n, Footnote)
        ]
        for s in document.sections
    ]
    assert numbers == [[1, 2, 3, 4], [1]]


def test_contents() -> None:
    whole = manuscript(
        source(
            "sources/a.md",
            heading(2, "A ", Link(inlines("linked"), "https://a.ca"), Footnote((para("n"),))),
            Exercise(inlines("Do"), (para("x"),), attributes=attrs(id="ex-do")),
            title="One",
        ),
        source("sources/b.md", para("x"), title="Two"),
        source("sources/c.md", para("x"), title="Three"),
    )
    parts = ("First", "First", "")
    whole = replace(
        whole, sections=tuple(replace(s, part=part) for s, part in zip(whole.sections, parts, strict=True))
    )
    document = composed(whole)
    assert document.contents == (
        Entry(0, "", (Text("First"),), "", "part"),
        Entry(1, "1", inlines("One"), "one", "section"),
        Entry(2, "", (*inlines("A "), *inlines("linked")), "a-linked", "heading"),
        Entry(2, "Exercise 1A", inlines("Do"), "ex-do", "exercise"),
        Entry(1, "2", inlines("Two"), "two", "section"),
        Entry(1, "3", inlines("Three"), "three", "section"),
    )
    assert document.sections[0].entries == document.contents[2:4]


def test_titles_in_contents_are_bare() -> None:
    title = inlines(
        "A", LineBreak(), Span(inlines("b"), attrs(id="x")), Span(inlines("c"), attrs("fr", id="y")), " "
    )
    one = replace(
        source("sources/a.md", para("x"), id="sec-a"), title=(*title, ref("sec-a"), cite("bowlby1988secure"))
    )
    document = composed(manuscript(one, endings=["references"]), BIB)
    entry = document.contents[0]
    assert entry.title == inlines(
        "A", SoftBreak(), "b", Span(inlines("c"), Attributes("", ("fr",), (), AT)), " ", "Section 1, A bc"
    )
    assert document.sections[0].running_title == "A bc Section 1, A bc"
    short = composed(manuscript(replace(one, short_title="Short"), endings=["references"]), BIB)
    assert short.sections[0].running_title == "Short"


def test_citations_and_references() -> None:
    one = source(
        "sources/a.md",
        para("As ", cite("slade2005parental", narrative=True), " says"),
        para("x", Footnote((para(cite("bowlby1988secure", suffix="p. 12")),))),
        para(Link(inlines(cite("slade2005parental")), "https://a.ca")),
    )
    document = composed(manuscript(one, endings=["references"]), BIB)
    assert first_inlines(document)[1] == Link((Text("Slade (2005)", AT),), "#ref-slade2005parental", pos=AT)
    words = [plain_text(b.children) for b in document.sections[0].blocks if isinstance(b, Paragraph)]
    assert words == ["As Slade (2005) says", "x", "(Slade, 2005)"]
    (note,) = [n for n in descendants(document.sections[0].blocks) if isinstance(n, Footnote)]
    assert plain_text(note.children) == "(Bowlby, 1988, p. 12)"
    references = document.sections[1]
    assert (references.kind, references.id, references.number) == ("references", "references", "")
    assert [b.attributes for b in references.blocks if isinstance(b, Paragraph)] == [
        Attributes("ref-bowlby1988secure", ("reference",)),
        Attributes("ref-slade2005parental", ("reference",)),
    ]
    assert [plain_text((b,)) for b in references.blocks] == [
        "Bowlby, J. (1988). A secure base. Basic Books.",
        "Slade, A. (2005). Reflective functioning. Attachment & Human Development."
        " https://doi.org/10.1080/14616730500245906",
    ]
    links = [n.target for n in descendants(references.blocks) if isinstance(n, Link)]
    assert links == ["https://doi.org/10.1080/14616730500245906"]


def test_citing_without_a_list_warns_and_links_nowhere() -> None:
    found = Diagnostics()
    document = composed(manuscript(source("sources/a.md", para(cite("stern1985")))), BIB, found)
    assert first_inlines(document) == (Text("(Stern, 1985)", AT),)
    assert [str(d) for d in found.sorted] == [
        "sources/packets/front-line.yaml: warning: The packet cites works, but has no list of references.\n"
        "    Add a line “- references” to the packet's contents."
    ]


def test_a_list_without_citations_goes() -> None:
    found = Diagnostics()
    document = composed(manuscript(source("sources/a.md", para("x")), endings=["references"]), BIB, found)
    assert [s.kind for s in document.sections] == ["section"]
    assert [str(d) for d in found.sorted] == [
        "sources/packets/front-line.yaml: warning: The packet lists references, but nothing in it is cited.\n"
        "    The list is left out; take “references” out of the packet's contents."
    ]


def test_the_glossary_has_used_terms_and_their_citations() -> None:
    glossary = [
        term("Secure base", "A place ", cite("bowlby1988secure"), ", see ", ref("sec-a")),
        term("Unused", cite("stern1985")),
    ]
    whole = manuscript(
        source("sources/a.md", para("A secure base"), title="T", id="sec-a"),
        endings=["glossary", "references"],
        glossary=glossary,
    )
    document = composed(whole, BIB)
    section = document.sections[1]
    (terms,) = section.blocks
    assert isinstance(terms, DefinitionList)
    assert [plain_text(d.terms[0]) for d in terms.items] == ["Secure base"]
    assert plain_text((terms,)) == "Secure baseA place (Bowlby, 1988), see Section 1, T (page )"
    assert [b.attributes.id for b in document.sections[2].blocks if isinstance(b, Paragraph)] == [
        "ref-bowlby1988secure"
    ]


def test_a_glossary_without_terms_goes() -> None:
    whole = manuscript(source("sources/a.md", para("x")), endings=["glossary"], glossary=[term("Dyad", "x")])
    found = Diagnostics()
    assert [s.kind for s in composed(whole, found=found).sections] == ["section"]
    assert [d.message for d in found.sorted] == [
        "The packet lists a glossary, but its text uses none of the terms."
    ]


def test_an_unknown_key_is_found_with_everything_else() -> None:
    whole = manuscript(
        source("sources/a.md", para(cite("bowlby1988secur"), ref("sec-x")), title="T"), endings=["references"]
    )
    assert messages(whole, BIB) == [
        "sources/a.md:7:3: error: The bibliography sources/references.bib has no work with the key"
        " “bowlby1988secur”.\n    Did you mean “bowlby1988secure”? If it is not a citation, write \\@ for @.",
        "sources/a.md:7:3: error: “@sec-x” leads nowhere: nothing in the project has the id “sec-x”.\n"
        "    Known here: references, t.",
    ]


def test_nothing_open_is_left() -> None:
    whole = manuscript(
        source("sources/a.md", heading(2, "H ", ref("sec-a")), para(cite("stern1985")), id="sec-a"),
        endings=["references"],
    )
    document = composed(whole, BIB)
    everything = [n for s in document.sections for n in descendants((*s.title, *s.blocks))]
    assert not [n for n in everything if isinstance(n, (Citation, CrossReference))]
    assert "Citation(" not in repr(document)
    assert "CrossReference(" not in repr(document)


_LEAVES = st.one_of(
    st.sampled_from(["one", " two ", "three"]).map(lambda word: Text(word, AT)),
    st.sampled_from(["sec-a", "sec-none", "ex-a"]).map(ref),
    st.just(Citation((CitedWork("unknown", pos=AT),), False, AT)),
)


def _inline(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    several = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        several.map(Emphasis),
        several.map(lambda nodes: Link(nodes, "#sec-a", pos=AT)),
        several.map(lambda nodes: Footnote((Paragraph(nodes),), pos=AT)),
        several.map(lambda nodes: Span(nodes, attrs(id="here"))),
    )


_INLINES = st.lists(st.recursive(_LEAVES, _inline, max_leaves=5), max_size=3).map(tuple)


def _block(children: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        st.builds(lambda nodes, text: Exercise(text, nodes, attributes=attrs(id="ex-a")), several, _INLINES),
        st.builds(lambda nodes, text: Callout("tip", text, nodes), several, _INLINES),
        several.map(lambda nodes: List((item(*nodes),))),
    )


_BLOCKS = st.lists(
    st.recursive(
        st.one_of(
            _INLINES.map(Paragraph),
            st.builds(Heading, st.integers(1, 6), _INLINES),
            _INLINES.map(lambda text: Figure("a.png", "x", text, attributes=attrs(id="fig-a"))),
        ),
        _block,
        max_leaves=6,
    ),
    max_size=5,
)


@given(_BLOCKS)
def test_every_word_stays_in_its_place(blocks: list[Block]) -> None:
    whole = manuscript(source("sources/a.md", *blocks, id="sec-a"))
    document = compose(whole, project(BIB), {}, LABELS, CitationCache(), Diagnostics())

    def words(nodes: tuple[object, ...]) -> list[str]:
        texts = [node.value for node in descendants(nodes) if isinstance(node, Text)]
        return [text for text in texts if text in ("one", " two ", "three")]

    assert words(document.sections[0].blocks) == words(tuple(blocks))
    everything = list(descendants(document.sections[0].blocks))
    assert not [n for n in everything if isinstance(n, (Citation, CrossReference))]
    ids = [n.attributes.id for n in everything if isinstance(n, (Heading, Exercise, Figure))]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    for entry in document.contents:
        assert not [n for n in descendants(entry.title) if isinstance(n, (Link, Footnote, PageNumber))]
