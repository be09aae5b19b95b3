"""References to other packets and to the pages of another edition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packetpress.citations import CitationCache
from packetpress.compose import Elsewhere, compose, outline
from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    CrossReference,
    Exercise,
    Figure,
    Inlines,
    Link,
    Manuscript,
    PageNumber,
    Pages,
    Paragraph,
    Position,
    StructureElement,
    Text,
)
from packetpress.walk import plain_text
from tests.labels import LABELS
from tests.values import AT, attrs, heading, inlines, manuscript, para, project, source

PAGES = Pages(
    pdf=b"",
    count=3,
    structure=StructureElement("Document", ()),
    bookmarks=(),
    annotations=(),
    destinations={"ex-feed": (1, 700.0), "sec-feed": (1, 800.0)},
    folios=("i", "17", "18"),
)


def feeding(*names: str) -> Manuscript:
    """A packet in whose second section stand the exercises ``names``."""
    exercises = [Exercise(inlines(name), (para("x"),), attributes=attrs(id=name)) for name in names]
    return replace(
        manuscript(source("sources/a.md", para("a")), source("sources/f.md", *exercises, id="sec-feed")),
        title="Feeding",
    )


def composed(
    node: CrossReference, elsewhere: Elsewhere, *others: str, edition: str = "facilitator"
) -> tuple[Inlines, list[str]]:
    """What ``node`` becomes in a packet with the exercises ``others``, and the findings."""
    whole = manuscript(
        source("sources/a.md", para(node), *(Exercise((), (), attributes=attrs(id=o)) for o in others)),
        other_ids={} if others else {"ex-feed": (Position("sources/f.md", 9, 1),)},
    )
    found = Diagnostics()
    document = compose(
        replace(whole, edition=edition), project(), {}, LABELS, CitationCache(), found, elsewhere
    )
    block = document.sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    return block.children, [str(finding) for finding in found.sorted]


OTHER = Elsewhere(packets={"front-line": outline(feeding("ex-calm", "ex-feed"), LABELS)})
PARTICIPANT = Elsewhere(editions={"participant": outline(feeding("ex-feed"), LABELS, PAGES)})


def test_an_outline() -> None:
    found = outline(feeding("ex-feed"), {**LABELS, "exercise": "Übung"}, PAGES)
    assert found.title == "Feeding"
    assert found.targets["ex-feed"].label == "Übung 2A"
    assert found.folios == {"ex-feed": "17", "sec-feed": "17"}
    assert outline(feeding("ex-feed"), LABELS).folios == {}


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("ex-feed", "Exercise 2B (in “Feeding”)"),
        ("sec-feed", "Section 2, Title (in “Feeding”)"),
    ],
)
def test_another_packet(target: str, words: str) -> None:
    children, findings = composed(CrossReference(target, "", AT, "front-line"), OTHER)
    assert (plain_text(children), findings) == (words, [])
    assert not any(isinstance(child, Link) for child in children)


def test_this_packet_comes_first() -> None:
    children, findings = composed(CrossReference("ex-feed", "", AT, "front-line"), OTHER, "ex-feed")
    (link,) = children
    assert isinstance(link, Link)
    assert link.children == inlines("Exercise 1A", " (page ", PageNumber("ex-feed"), ")")
    assert (link.target, findings) == ("#ex-feed", [])


def test_another_packet_that_has_not_got_it_either() -> None:
    node = CrossReference("ex-feed", "", AT, "front-line")
    empty = Elsewhere(packets={"front-line": outline(feeding("ex-calm"), LABELS)})
    assert composed(node, empty)[1] == [
        "sources/a.md:7:3: error: “@ex-feed” leads to sources/f.md:9, which neither the packet “front-line”"
        " (facilitator edition) nor “front-line” gets.\n    Put the reference under the same condition as its"
        ' target, give it a text to print instead (@ex-feed{fallback="…"}), or name a packet that has the'
        ' target (@ex-feed{see-packet="…"}).'
    ]
    children, findings = composed(replace(node, fallback="another exercise"), empty)
    assert (plain_text(children), findings) == ("another exercise", [])


def test_the_page_in_the_participant_edition() -> None:
    node = CrossReference("ex-feed", "", AT, "", "participant")
    children, findings = composed(node, PARTICIPANT, "ex-notes", "ex-feed")
    (link,) = children
    assert isinstance(link, Link)
    # The participant's number, because that is what stands on the participant's page.
    assert link.children == inlines("Exercise 2A", " (participant page ", "17", ")")
    assert (link.target, findings) == ("#ex-feed", [])


def test_the_page_of_what_only_participants_have_is_no_link() -> None:
    children, findings = composed(CrossReference("ex-feed", "", AT, "", "participant"), PARTICIPANT)
    assert (plain_text(children), findings) == ("Exercise 2A (participant page 17)", [])
    assert all(isinstance(child, Text) for child in children)


def test_in_the_participant_edition_it_is_the_page_itself() -> None:
    node = CrossReference("ex-feed", "", AT, "", "participant")
    ((link,), findings) = composed(node, Elsewhere(), "ex-feed", edition="participant")
    assert isinstance(link, Link)
    assert link.children == inlines("Exercise 1A", " (page ", PageNumber("ex-feed"), ")")
    assert findings == []


def test_a_target_that_participants_do_not_get() -> None:
    node = CrossReference("ex-notes", "", AT, "", "participant")
    assert composed(node, PARTICIPANT, "ex-notes")[1] == [
        "sources/a.md:7:3: error: The participant edition of the packet “front-line” doesn't get “@ex-notes”,"
        " so it has no page for it.\n    Let that edition have it, give a text to print instead"
        ' (@ex-notes{page="participant" fallback="…"}), or take “page of participant” away.'
    ]
    children, findings = composed(replace(node, fallback="your notes"), PARTICIPANT, "ex-notes")
    assert (plain_text(children), findings) == ("your notes", [])


def test_a_packet_without_a_participant_edition() -> None:
    node = CrossReference("ex-feed", "", AT, "", "participant")
    assert composed(node, Elsewhere(), "ex-feed")[1] == [
        "sources/a.md:7:3: error: The packet “front-line” has no participant edition, whose page “@ex-feed”"
        " asks for.\n    Add it to the packet's “editions”, or take “page of participant” away."
    ]


def test_in_a_contents_line_there_are_words_alone() -> None:
    node = CrossReference("ex-feed", "", AT, "front-line", "participant")
    whole = manuscript(source("sources/a.md", heading(2, "See ", node), para("x")))
    found = Diagnostics()
    facilitator = replace(whole, edition="facilitator")
    document = compose(facilitator, project(), {}, LABELS, CitationCache(), found, PARTICIPANT)
    assert plain_text(document.contents[1].title) == "See Exercise 2A"
    assert found.sorted == ()


def test_a_figure_without_a_number_elsewhere() -> None:
    whole = manuscript(source("sources/a.md", Figure("a.png", "x", attributes=attrs(id="fig-a"))))
    other = Elsewhere(packets={"front-line": outline(whole, LABELS)})
    assert composed(CrossReference("fig-a", "", AT, "front-line"), other)[1] == [
        "sources/a.md:7:3: error: “@fig-a” is a figure without a caption, so it has no number to print.\n"
        "    Give it a caption, or say in your own words which one you mean."
    ]
