"""What isn't for the reader goes, without debris."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from packetpress.audience.reader import Reader
from packetpress.audience.selection import Selection
from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    NO_ATTRIBUTES,
    Block,
    BlockQuote,
    Blocks,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Column,
    DefinitionList,
    Div,
    Emphasis,
    Exercise,
    Figure,
    Footnote,
    Inline,
    LineBreak,
    Link,
    List,
    PageBreak,
    Row,
    Scale,
    SoftBreak,
    Span,
    Table,
    Text,
    ThematicBreak,
    Variable,
    WriteOn,
)
from packetpress.walk import plain_text
from tests.values import AT, attrs, heading, inlines, item, packet, para, project, term


def selected(
    *blocks: Block,
    edition: str = "participant",
    bindings: Mapping[str, tuple[str, ...]] | None = None,
    diagnostics: Diagnostics | None = None,
) -> Blocks:
    found = Diagnostics() if diagnostics is None else diagnostics
    reader = Reader.of(project(), packet((), bindings), edition, found)
    result = Selection(reader).blocks(blocks)
    if diagnostics is None:
        assert found.sorted == ()
    return result


def hidden(*parts: Inline | str) -> Span:
    return Span(inlines(*parts), attrs(audience="managers"))


def shown(*parts: Inline | str) -> Span:
    return Span(inlines(*parts), attrs(audience="front-line"))


@pytest.mark.parametrize(
    ("conditions", "kept"),
    [
        ({"audience": "front-line"}, True),
        ({"audience": "managers"}, False),
        ({"audience": "managers front-line"}, True),
        ({"not_audience": "managers"}, True),
        ({"not_audience": "front-line managers"}, False),
        ({"audience": "front-line", "edition": "facilitator"}, False),
        ({"audience": "front-line", "edition": "participant"}, True),
        ({"not_edition": "facilitator", "title": "managers"}, True),
    ],
)
def test_conditions(conditions: dict[str, str], kept: bool) -> None:
    div = Div((para("x"),), attrs(**conditions), AT)
    assert bool(selected(div)) is kept


def test_a_packet_for_two_audiences_gets_what_either_gets() -> None:
    both = {"audience": ("front-line", "managers")}
    assert selected(para(hidden("x"), shown("y")), bindings=both) == (para("x", "y"),)
    assert selected(Div((para("x"),), attrs(not_audience="managers")), bindings=both) == ()


def test_an_unbound_condition_is_an_error_that_names_both() -> None:
    diagnostics = Diagnostics()
    selected(Div((para("x"),), attrs(setting="hospital"), AT), diagnostics=diagnostics)
    assert [str(d) for d in diagnostics.sorted] == [
        "sources/a.md:7:3: error: This is for some values of “setting” only, but the packet “front-line”"
        " doesn't say which “setting” it is for.\n"
        "    Add a line “setting: …” to sources/packets/front-line.yaml (hospital, child-care), or take the"
        " condition away here."
    ]


def test_a_div_for_its_condition_alone_leaves_its_content() -> None:
    assert selected(Div((para("x"), para("y")), attrs(audience="front-line"))) == (para("x"), para("y"))


def test_a_div_with_more_to_it_stays_without_its_condition() -> None:
    div = Div((para("x"),), attrs("wide", id="d", audience="front-line", lang="fr"))
    assert selected(div) == (Div((para("x"),), attrs("wide", id="d", lang="fr")),)


def test_what_the_author_left_empty_stays() -> None:
    blocks = (heading(2, "Empty"), Div((), attrs("group")), List(()), heading(2, "End"))
    assert selected(*blocks) == blocks


def test_a_list_without_items_goes_and_others_keep_theirs() -> None:
    gone = List((item(para("x"), audience="managers"), item(para(hidden("y")))))
    rest = List((item(para("a"), audience="front-line"), item(para("b"), audience="managers")))
    (kept,) = selected(gone, rest)
    assert isinstance(kept, List)
    assert [i.children for i in kept.items] == [(para("a"),)]
    assert kept.items[0].attributes is NO_ATTRIBUTES


def test_table_rows_and_the_table() -> None:
    def row(text: str, **conditions: str) -> Row:
        return Row((Cell((para(text),)),), attrs(**conditions))

    table = Table((Column(),), (row("head"),), (row("a", audience="managers"), row("b")), inlines("caption"))
    (kept,) = selected(table)
    assert isinstance(kept, Table)
    assert [plain_text(r.cells) for r in kept.body] == ["b"]
    empty = Table((Column(),), (row("head"),), (row("a", audience="managers"),), inlines("caption"))
    assert selected(empty, para("x")) == (para("x"),)


def test_a_row_whose_cells_all_went_goes() -> None:
    row = Row((Cell((para(hidden("a")),)), Cell((para(hidden("b")),))))
    kept_row = Row((Cell((para(hidden("a")),)), Cell((para("b"),))))
    (table,) = selected(Table((Column(), Column()), (), (row, kept_row)))
    assert isinstance(table, Table)
    assert table.body == (Row((Cell(()), Cell((para("b"),)))),)


def test_a_heading_takes_its_section_with_it() -> None:
    blocks = (
        heading(2, "A", audience="managers"),
        para("a"),
        heading(3, "A1"),
        para("a1"),
        heading(2, "B", audience="front-line"),
        para("b"),
    )
    assert selected(*blocks) == (heading(2, "B"), para("b"))


def test_a_heading_over_nothing_goes_with_its_parents() -> None:
    blocks = (
        heading(2, "A"),
        heading(3, "A1"),
        Div((para("x"),), attrs(audience="managers")),
        heading(2, "B"),
        para("b"),
    )
    assert selected(*blocks) == (heading(2, "B"), para("b"))


def test_a_heading_with_something_left_stays() -> None:
    blocks = (
        heading(2, "A"),
        para("a"),
        heading(3, "A1"),
        para(hidden("x")),
        heading(2, "B"),
        heading(3, "B1"),
        para("b"),
    )
    assert selected(*blocks) == (heading(2, "A"), para("a"), heading(2, "B"), heading(3, "B1"), para("b"))


def test_a_hidden_section_does_not_empty_the_one_before() -> None:
    blocks = (heading(2, "Left empty"), heading(2, "B", audience="managers"), para("b"))
    assert selected(*blocks) == (heading(2, "Left empty"),)


@pytest.mark.parametrize("mark", [ThematicBreak(), PageBreak()])
def test_rules_do_not_pile_up(mark: ThematicBreak | PageBreak) -> None:
    gone = Div((para("x"),), attrs(audience="managers"))
    assert selected(para("a"), mark, gone, mark, para("b")) == (para("a"), mark, para("b"))
    assert selected(gone, mark, para("b")) == (para("b"),)
    assert selected(para("a"), mark, gone) == (para("a"),)
    assert selected(para("a"), mark, mark, gone, para("b")) == (para("a"), mark, mark, para("b"))


@pytest.mark.parametrize(
    "block",
    [
        BlockQuote((para(hidden("x")),)),
        Callout("tip", inlines("Title"), (para(hidden("x")),)),
        Callout("tip", (), (para("x"),), attrs(audience="managers")),
        Exercise(inlines("Title"), (para(hidden("x")),), attributes=attrs(id="ex-a")),
        Exercise(inlines("Title"), (para("x"),), attributes=attrs(audience="managers")),
        Figure("a.png", "x", attributes=attrs(audience="managers")),
        WriteOn(lines=3, attributes=attrs(audience="managers")),
        Scale((inlines(hidden("x")),), 5),
        Scale((inlines("x"),), 5, attributes=attrs(audience="managers")),
        DefinitionList((term("t", hidden("x")),)),
        Div((Div((para("x"), ThematicBreak()), attrs(not_audience="front-line")),), attrs("group")),
        para(Emphasis(inlines(hidden("x")))),
        para(Link(inlines(hidden("x")), "#a")),
    ],
)
def test_nothing_is_left_of(block: Block) -> None:
    assert selected(block) == ()


@pytest.mark.parametrize("kind", ["instructor", "solution", "answer", "look-for", "notes"])
def test_facilitator_kinds(kind: str) -> None:
    blocks: tuple[Block, ...] = (Callout(kind, (), (para("x"),)), Div((para("y"),), attrs(kind)))
    assert selected(*blocks) == ()
    assert selected(*blocks, edition="facilitator") == blocks


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("The ", hidden("hard"), " word"), "The word"),
        (("The word", hidden(", hard"), "."), "The word."),
        (("The word ", hidden("too"), "."), "The word."),
        ((hidden("So"), " it goes"), "it goes"),
        (("It goes ", hidden("so")), "It goes"),
        (("It goes", SoftBreak(), hidden("so"), SoftBreak(), "on"), "It goes on"),
        (("It goes", SoftBreak(), hidden("so")), "It goes"),
        (("It goes", LineBreak(), hidden("so")), "It goes"),
        ((hidden("a"), " ", hidden("b"), " c"), "c"),
        (("a ", hidden("b"), hidden("c"), " d"), "a d"),
        (("a ", Emphasis(inlines(hidden("b"))), " d"), "a d"),
        (("a ", shown("b"), " c"), "a b c"),
        (("a ", shown("b ", hidden("c")), " d"), "a b d"),
    ],
)
def test_no_gap_is_left(before: tuple[Inline | str, ...], after: str) -> None:
    (kept,) = selected(para(*before))
    assert isinstance(kept, type(para()))
    text = "".join(n.value if isinstance(n, Text) else " " for n in kept.children)
    assert text == after


def test_a_span_with_more_to_it_stays() -> None:
    span = Span(inlines("x"), attrs("blank", audience="front-line"))
    assert selected(para(span)) == (para(Span(inlines("x"), attrs("blank"))),)


def test_a_hidden_footnote_goes_and_another_is_rewritten() -> None:
    blocks = selected(para("a", Footnote((para(hidden("x")),)), "b", Footnote((para("y", hidden("z")),))))
    assert blocks == (para("a", "b", Footnote((para("y"),))),)


def test_variables() -> None:
    figure = Figure(
        "a.png", "Babies, {{ age_range }}", attributes=attrs(title="{{organisation}}", width="60%")
    )
    blocks = selected(
        heading(2, "Ages ", Variable("age_range", AT)),
        figure,
        Exercise(inlines(Variable("title", AT)), (para("x"),), materials="pens for {{ audience }}"),
        Scale((inlines("x"),), 2, ((1, "{{ version }}"),)),
        para(Code("{{ age_range }}"), Link(inlines("x"), "https://x.ca/{{version}}")),
        CodeBlock("{{ age_range }}"),
    )
    assert blocks == (
        heading(2, "Ages ", "prenatal to age 3"),
        Figure("a.png", "Babies, prenatal to age 3", attributes=attrs(title="IMHP Training", width="60%")),
        Exercise(inlines("Being with babies"), (para("x"),), materials="pens for Front-line practitioners"),
        Scale((inlines("x"),), 2, ((1, "2026.1"),)),
        para(Code("{{ age_range }}"), Link(inlines("x"), "https://x.ca/2026.1")),
        CodeBlock("{{ age_range }}"),
    )


def test_an_unknown_variable() -> None:
    diagnostics = Diagnostics()
    selected(para(Variable("age_rang", AT)), diagnostics=diagnostics)
    assert [str(d) for d in diagnostics.sorted] == [
        "sources/a.md:7:3: error: There is no variable “age_rang”.\n    Did you mean “age_range”? Variables"
        " are defined under “variables” in sources/project.yaml or in the packet's file."
    ]


def test_variables_in_variables() -> None:
    diagnostics = Diagnostics()
    variables = {"a": "A {{ b }}", "b": "B", "c": "{{ d }}", "d": "{{ c }}"}
    reader = Reader.of(project(variables=variables), packet(()), "participant", diagnostics)
    assert reader.value("a", AT) == "A B"
    assert diagnostics.sorted == ()
    assert reader.value("c", AT) == ""
    assert diagnostics.errors[0].message == "The variable “c” is defined by itself (c → d → c)."


def test_the_packets_variables_win() -> None:
    reader = Reader.of(
        project(variables={"x": "project", "organisation": "Mine"}),
        packet((), variables={"x": "packet"}),
        "participant",
        Diagnostics(),
    )
    assert (reader.value("x", AT), reader.value("organisation", AT)) == ("packet", "Mine")
