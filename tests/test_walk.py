"""Rewriting copies only what changes, and reaches every field."""

from __future__ import annotations

from packetpress import model
from packetpress.model import (
    Cell,
    Column,
    Definition,
    DefinitionList,
    Emphasis,
    Footnote,
    Inline,
    Paragraph,
    Row,
    Scale,
    SoftBreak,
    Table,
    Text,
    tasks,
)
from packetpress.walk import CONTENT, Rewriter, descendants, plain_text
from tests.values import inlines, para


def test_content_knows_every_block_and_inline() -> None:
    names = {name.strip() for name in f"{model.Block} | {model.Inline}".split("|")}
    parts = {model.ListItem, model.Definition, model.Row, model.Cell, *tasks.PARTS}
    values = {vars(model).get(name) or vars(tasks)[name] for name in names}
    assert set(CONTENT) == values | parts
    assert set(tasks.TASKS) == {vars(tasks)[name] for name in names if name not in vars(model)}


def test_nothing_changes_without_handlers() -> None:
    blocks = (para("a", Emphasis(inlines("b"))), para("c"))
    assert Rewriter({}).blocks(blocks) is blocks


def test_only_the_way_to_a_change_is_copied() -> None:
    same = para("same")
    blocks = (same, para("a ", Emphasis(inlines("old"))))
    rewriter = Rewriter({Text: lambda node: Text("new") if node.value == "old" else node})
    first, second = rewriter.blocks(blocks)
    assert first is same
    assert isinstance(second, Paragraph)
    assert second.children == (*inlines("a "), Emphasis((Text("new"),)))


def test_a_handler_may_drop_or_multiply() -> None:
    rewriter = Rewriter({SoftBreak: lambda _: (), Text: lambda node: (node, node)})
    assert rewriter.inlines((Text("a"), SoftBreak())) == (Text("a"), Text("a"))


def _everything() -> tuple[model.Block, ...]:
    cell = Cell((para("cell"),))
    table = Table((Column(),), (Row((Cell((para("head"),)),)),), (Row((cell,)),), inlines("caption"))
    terms = DefinitionList((Definition((inlines("t1"), inlines("t2")), ((para("d1"),), (para("d2"),))),))
    return (table, terms, Scale((inlines("s1"), inlines("s2")), 5), para("x", Footnote((para("note"),)), "y"))


def test_descendants_are_in_reading_order() -> None:
    words = [node.value for node in descendants(_everything()) if isinstance(node, Text)]
    assert words == ["caption", "head", "cell", "t1", "t2", "d1", "d2", "s1", "s2", "x", "note", "y"]


def test_a_rewriter_sees_the_same_order() -> None:
    seen: list[str] = []

    def look(node: Text) -> Text:
        seen.append(node.value)
        return node

    Rewriter({Text: look}).blocks(_everything())
    assert seen == [node.value for node in descendants(_everything()) if isinstance(node, Text)]


def test_plain_text_leaves_notes_out() -> None:
    words: tuple[Inline, ...] = inlines(
        "a", SoftBreak(), Emphasis(inlines(" b")), Footnote((para("note"),)), " c"
    )
    assert plain_text(words) == "a b c"


def test_plain_text_has_variables_as_they_are_written() -> None:
    words = (Text("The full "), model.Variable("time"), Text(", even then"))
    assert plain_text(words) == "The full {{ time }}, even then"
