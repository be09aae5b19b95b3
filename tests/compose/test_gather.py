from __future__ import annotations

from packetpress.compose.gather import Gatherer, Material
from packetpress.compose.labels import LABELS
from packetpress.compose.numbering import Draft
from packetpress.model import (
    Attributes,
    Blocks,
    Callout,
    Exercise,
    Gathered,
    List,
    PageNumber,
    Paragraph,
    Table,
)
from packetpress.walk import descendants, plain_text
from tests.values import attrs, inlines, para


def exercise(number: str, *blocks: Paragraph | Callout, materials: str = "") -> Exercise:
    attributes = attrs(id=f"ex-{number.lower()}")
    return Exercise(inlines("Watching"), blocks, materials=materials, number=number, attributes=attributes)


def gathered(
    what: str, *exercises: Exercise, participants: int = 0, pages: int = 0
) -> tuple[Blocks, Gatherer]:
    drafts = [Draft("section", "", inlines("One"), blocks=exercises, id="sec-one")]
    gatherer = Gatherer(Material(drafts, (), participants, pages, LABELS))
    return gatherer.blocks((Gathered(what),)), gatherer


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


def test_a_print_order_counts_sheets_and_a_spare() -> None:
    blocks, _ = gathered("print-order", participants=24, pages=65)
    assert isinstance(blocks[0], Table)
    assert [plain_text(cell.children) for cell in blocks[0].body[0].cells] == [
        "Participant packet",
        "65",
        "33",
        "25",
        "825",
    ]


def test_where_there_is_nothing_nothing_comes_out() -> None:
    for what in ("materials", "answers", "agenda", "print-order"):
        blocks, gatherer = gathered(what, exercise("1A", para("Do.")))
        assert blocks == ()
        assert (gatherer.asked, gatherer.found) == (True, False)
