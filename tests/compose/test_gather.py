from __future__ import annotations

from packetpress.compose.gather import Gatherer, Material, PrintedFile
from packetpress.compose.numbering import Draft
from packetpress.model import (
    Attributes,
    Block,
    Blocks,
    Callout,
    Diagrams,
    Exercise,
    Gathered,
    List,
    PageCount,
    PageNumber,
    Paragraph,
    Table,
)
from packetpress.model.tasks import Group, Item, Sort
from packetpress.walk import descendants, plain_text
from tests.labels import LABELS
from tests.values import attrs, inlines, para


def exercise(number: str, *blocks: Block, materials: str = "") -> Exercise:
    attributes = attrs(id=f"ex-{number.lower()}")
    return Exercise(inlines("Watching"), blocks, materials=materials, number=number, attributes=attributes)


def material(*exercises: Exercise, files: tuple[PrintedFile, ...] = (), people: int = 0) -> Material:
    drafts = [Draft("section", "", inlines("One"), blocks=exercises, id="sec-one")]
    return Material(drafts, (), files, people, ("rows",), LABELS)


def gathered(
    what: str, *exercises: Exercise, files: tuple[PrintedFile, ...] = (), people: int = 0, detail: str = ""
) -> tuple[Blocks, Gatherer]:
    gatherer = Gatherer(material(*exercises, files=files, people=people))
    return gatherer.blocks((Gathered(what, detail),)), gatherer


def texts(blocks: Blocks) -> list[str]:
    return [plain_text((node,)) for node in descendants(blocks) if isinstance(node, Paragraph)]


def test_each_thing_is_listed_once_with_the_exercises_that_need_it() -> None:
    blocks, _ = gathered(
        "materials",
        exercise("1A", materials="pens, two  spoons"),
        exercise("1B", materials="Pens; a watch, with a second hand"),
    )
    assert isinstance(blocks[0], List)
    assert [item.checkbox for item in blocks[0].items] == [False, False, False]
    assert texts(blocks) == ["A watch, with a second hand · 1B", "Pens · 1A, 1B", "Two spoons · 1A"]


def test_an_answer_key_has_what_is_right_and_what_to_look_for() -> None:
    named = Paragraph(inlines("Serve."), attributes=Attributes("serve"))
    blocks, _ = gathered(
        "answers",
        exercise(
            "1A", para("Do."), Callout("answer", (), (named,)), Callout("look-for", (), (para("Order."),))
        ),
        exercise("1B", para("Do.")),
    )
    (box,) = blocks
    assert isinstance(box, Callout)
    assert plain_text(box.title) == "Exercise 1A · Watching · page"
    assert PageNumber("ex-1a") in box.title
    assert texts(box.children) == ["Serve.", "Look for", "Order."]
    assert not [node for node in descendants(blocks) if isinstance(node, Paragraph) and node.attributes.id]


def rows(block: Block) -> list[list[object]]:
    """Of a table: the words of each cell, or the count that is in it."""
    assert isinstance(block, Table)
    return [
        [
            next((node for node in descendants(cell.children) if isinstance(node, PageCount)), None)
            or plain_text(cell.children)
            for cell in row.cells
        ]
        for row in block.body
    ]


def test_a_print_order_counts_the_files_whose_pages_are_known_and_the_one_at_hand() -> None:
    files = (PrintedFile("Participant packet", 25, 65), PrintedFile("Facilitator packet", 2))
    (table,), _ = gathered("print-order", files=files)
    assert rows(table) == [
        ["Participant packet", "65", "33", "25", "825"],
        ["Facilitator packet", PageCount(), PageCount(2), "2", PageCount(2, 2)],
        ["In all", "", "", "", PageCount(2, 2, 825)],
    ]
    assert isinstance(table, Table)
    assert table.complete


def test_a_print_order_doesnt_add_up_what_nobody_knows() -> None:
    files = (PrintedFile("Participant packet", 0, 65), PrintedFile("Facilitator packet", 2))
    (table,), _ = gathered("print-order", files=files)
    assert rows(table) == [
        ["Participant packet", "65", "33", "", ""],
        ["Facilitator packet", PageCount(), PageCount(2), "2", PageCount(2, 2)],
    ]
    # They are written in.
    assert isinstance(table, Table)
    assert not table.complete


def test_seating_is_as_the_packet_says_or_as_it_is_asked_for() -> None:
    for detail, way in (("packet", "Rows"), ("circle", "Circle")):
        (drawn,), _ = gathered("seating", people=24, detail=detail)
        assert isinstance(drawn, Diagrams)
        assert [each.title for each in drawn.items] == [f"{way} · 24 chairs"]


def test_where_there_is_nothing_nothing_comes_out() -> None:
    for what in ("materials", "answers", "agenda", "print-order"):
        blocks, gatherer = gathered(what, exercise("1A", para("Do.")))
        assert blocks == ()
        assert (gatherer.asked, gatherer.found) == (True, False)


def test_a_key_to_sorting_has_a_line_for_each_column() -> None:
    groups = (Group(inlines("Watch")), Group(inlines("Talk")))
    said = (("stares, then smiles", 0), ("cries", 1), ("sleeps", 0))
    task = Sort(groups, tuple(Item(inlines(words), answer) for words, answer in said))
    blocks, _ = gathered("answers", exercise("1A", task))
    (box,) = blocks
    assert isinstance(box, Callout)
    assert texts(box.children) == ["Watch: stares, then smiles · sleeps", "Talk: cries"]
