"""Numbers and ids."""

from __future__ import annotations

from typing import Literal, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetpress.compose.numbering import Draft, Numbered, Target, letters, number, slug
from packetpress.model import (
    Block,
    BlockQuote,
    Callout,
    Citation,
    Column,
    Div,
    Exercise,
    Figure,
    Footnote,
    Heading,
    InlineImage,
    Span,
    Table,
)
from packetpress.walk import descendants
from tests.labels import LABELS
from tests.values import attrs, cite, heading, inlines, para

Kind: TypeAlias = Literal["section", "references", "glossary"]


def numbered(*blocks: Block, title: str = "Title", id: str = "") -> Numbered:
    return number([Draft("section", "", inlines(title), blocks, id=id)], LABELS)


def headings(found: Numbered) -> list[tuple[int, str]]:
    nodes = [node for draft in found.drafts for node in descendants(draft.blocks)]
    return [(node.level, node.attributes.id) for node in nodes if isinstance(node, Heading)]


def test_sections_count_and_the_rest_do_not() -> None:
    kinds: tuple[Kind, ...] = ("section", "section", "glossary", "section", "references")
    found = number([Draft(kind, "", inlines(f"T {kind}")) for kind in kinds], LABELS)
    assert [draft.number for draft in found.drafts] == ["1", "2", "", "3", ""]
    assert [draft.id for draft in found.drafts] == [
        "t-section",
        "t-section-2",
        "t-glossary",
        "t-section-3",
        "t-references",
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("What’s next, then?", "whats-next-then"),
        ("Éclair au café", "eclair-au-cafe"),
        ("3. The 2nd step", "the-2nd-step"),
        ("ᓂᑲᒧᐣ", ""),
        ("A – B", "a-b"),
    ],
)
def test_slugs(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_ids_are_unique_and_the_authors_win() -> None:
    found = numbered(
        heading(2, "Feeding"), heading(2, "Feeding"), heading(2, "Other", id="feeding-2"), heading(2, "ᓂᑲᒧᐣ")
    )
    assert headings(found) == [(2, "feeding"), (2, "feeding-3"), (2, "feeding-2"), (2, "heading")]


def test_ids_of_the_typesetters_own_pages_are_taken() -> None:
    assert headings(numbered(heading(2, "Contents"))) == [(2, "contents-2")]


def test_an_id_that_comes_twice() -> None:
    block = Div((heading(2, "A", id="sec-x"),), attrs(id="d"))
    found = numbered(block, block, id="sec-a")
    assert headings(found) == [(2, "sec-x"), (2, "sec-x-2")]
    assert set(found.targets) == {"sec-a", "sec-x", "sec-x-2", "d", "d-2"}


def test_first_level_headings_shift_all() -> None:
    assert headings(numbered(heading(1, "A"), heading(2, "B"), heading(6, "C"))) == [
        (2, "a"),
        (3, "b"),
        (6, "c"),
    ]
    assert headings(numbered(heading(2, "A"), heading(4, "B"))) == [(2, "a"), (4, "b")]


@pytest.mark.parametrize(
    ("count", "expected"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")]
)
def test_letters(count: int, expected: str) -> None:
    assert letters(count) == expected


def test_exercises_figures_and_tables() -> None:
    table = Table((Column(),), (), (), inlines("Cues"), attrs(id="tbl-a"))
    found = numbered(
        Exercise(inlines("One"), (para("x"),), attributes=attrs(id="ex-one")),
        Figure("b.png", "x"),
        Callout("tip", (), (Exercise(inlines("Two"), (Figure("a.png", "x", inlines("Cap")),)),)),
        Figure("a.png", "x", inlines("Cap 2"), attributes=attrs(id="fig-a")),
        table,
        Figure("c.png", "x", attributes=attrs(id="fig-none")),
        para("x", InlineImage("i.png", "x")),
    )
    nodes = list(descendants(found.drafts[0].blocks))
    assert [n.number for n in nodes if isinstance(n, Exercise)] == ["1A", "1B"]
    assert [n.attributes.id for n in nodes if isinstance(n, Exercise)] == ["ex-one", "two"]
    assert [n.number for n in nodes if isinstance(n, Figure)] == ["", "1.1", "1.2", ""]
    assert [n.number for n in nodes if isinstance(n, Table)] == ["1.1"]
    assert found.targets["ex-one"] == Target("exercise", "Exercise 1A", "One")
    assert found.targets["fig-a"] == Target("figure", "Figure 1.2", "Cap 2")
    assert found.targets["tbl-a"] == Target("table", "Table 1.1", "Cues")
    assert found.targets["fig-none"] == Target("figure")
    assert found.assets == ("a.png", "b.png", "c.png", "i.png")


def test_entries_are_second_level_headings_and_exercises() -> None:
    found = numbered(
        heading(2, "A"),
        heading(3, "A1"),
        Div((heading(2, "B"),), attrs("group")),
        BlockQuote((heading(2, "C"),)),
        Exercise(inlines("Do"), (heading(2, "D"),), attributes=attrs(id="ex-do")),
    )
    assert [(e.label, e.target, e.kind) for e in found.drafts[0].entries] == [
        ("", "a", "heading"),
        ("", "b", "heading"),
        ("Exercise 1A", "ex-do", "exercise"),
    ]


def test_citations_in_reading_order() -> None:
    works = [cite(key) for key in "abcde"]
    found = number(
        [
            Draft(
                "section",
                "",
                inlines("T", works[0]),
                (para("x", Footnote((para(works[2]),)), works[3]), Figure("a", "b", inlines(works[4]))),
                objectives=(inlines(works[1]),),
            )
        ],
        LABELS,
    )
    assert found.citations == tuple(works)
    assert all(isinstance(c, Citation) for c in found.citations)


def test_ids_on_spans_are_targets() -> None:
    assert numbered(para(Span(inlines("x"), attrs(id="here")))).targets["here"] == Target("other")


@given(
    st.lists(
        st.tuples(st.text(max_size=8), st.sampled_from(["", "a", "a-2", "sec-a", "heading"])), max_size=12
    )
)
def test_ids_never_clash(titles: list[tuple[str, str]]) -> None:
    found = numbered(*(heading(2, title, id=own) for title, own in titles))
    ids = [name for _, name in headings(found)] + [found.drafts[0].id]
    assert len(set(ids)) == len(ids)
    assert all(ids)
