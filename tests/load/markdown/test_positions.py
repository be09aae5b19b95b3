"""Every token stands where it says, whatever is in front of it on its line and in whichever file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from packetpress import model as m
from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import parse, parse_inline
from tests.load.markdown.dump import Files


def tokens(value: object) -> Iterator[tuple[str, int, int, str]]:
    """Kind, line, column and file of everything that has a position of its own, in the model's order."""
    if isinstance(value, tuple):
        for item in value:
            yield from tokens(item)
    elif is_dataclass(value):
        pos = getattr(value, "pos", m.NOWHERE)
        if pos.file:
            yield type(value).__name__, pos.line, pos.column, pos.file
        for field in fields(value):
            if field.name != "pos":
                yield from tokens(getattr(value, field.name))


def places(text: str, **files: str) -> list[tuple[str, int, int]]:
    blocks = parse(text, "a.md", Diagnostics(), files=Files(**files)).blocks
    return [token[:3] for token in tokens(blocks)]


def test_containers_in_front() -> None:
    assert places("> - *a* `b`\n>   1. [c](#d)\n") == [
        ("BlockQuote", 1, 1),
        ("List", 1, 3),
        ("ListItem", 1, 3),
        ("Paragraph", 1, 5),
        ("Text", 1, 6),
        ("Text", 1, 8),
        ("Code", 1, 10),
        ("List", 2, 5),
        ("ListItem", 2, 5),
        ("Paragraph", 2, 8),
        ("Link", 2, 8),
        ("Text", 2, 9),
    ]


def test_table_cells() -> None:
    found = [place for place in places("| a | *b* |\n|--|--|\n|  c | d | {x=1}\n") if place[0] != "Cell"]
    assert found == [
        ("Table", 1, 1),
        ("Row", 1, 1),
        ("Paragraph", 1, 3),
        ("Text", 1, 3),
        ("Paragraph", 1, 7),
        ("Text", 1, 8),
        ("Row", 3, 1),
        ("Paragraph", 3, 4),
        ("Text", 3, 4),
        ("Paragraph", 3, 8),
        ("Text", 3, 8),
        ("Attributes", 3, 12),
    ]


def test_tabs_keep_the_columns_of_the_file() -> None:
    assert places("-\ta\n\n\tb\t*c*\n")[2:] == [
        ("Paragraph", 1, 3),
        ("Text", 1, 3),
        ("Paragraph", 3, 2),
        ("Text", 3, 2),
        ("Text", 3, 5),
    ]


def test_comment_in_front() -> None:
    assert places("<!-- x --> a <!-- y --> *b*\n") == [
        ("Paragraph", 1, 12),
        ("Text", 1, 12),
        ("Text", 1, 26),
    ]


def test_titles_captions_and_citations() -> None:
    text = '::: {.tip title="See *a*"}\n![b](c.png "d *e*")\n\n[see @f, p. 1; @g] @sec-h {{ i }}\n:::\n'
    assert places(text) == [
        ("Callout", 1, 1),
        ("Text", 1, 18),
        ("Text", 1, 23),
        ("Figure", 2, 1),
        ("Text", 2, 13),
        ("Text", 2, 16),
        ("Paragraph", 4, 1),
        ("Citation", 4, 1),
        ("CitedWork", 4, 6),
        ("CitedWork", 4, 16),
        ("Text", 4, 19),
        ("CrossReference", 4, 20),
        ("Text", 4, 26),
        ("Variable", 4, 27),
        ("Attributes", 1, 5),
    ]


def test_code_is_placed_at_its_first_character() -> None:
    assert places("- x\n\n  ```\n  code\n  ```\n\n      more\n")[-2:] == [
        ("CodeBlock", 4, 3),
        ("CodeBlock", 7, 7),
    ]


def test_includes_and_front_matter() -> None:
    body = parse(
        "a\n\n- {{< include inc.md >}}\n",
        "a.md",
        Diagnostics(),
        files=Files(inc_md="---\nx: 1\n---\n\n*b*\n"),
        first_line=4,
    )
    assert list(tokens(body.blocks)) == [
        ("Paragraph", 4, 1, "a.md"),
        ("Text", 4, 1, "a.md"),
        ("List", 6, 1, "a.md"),
        ("ListItem", 6, 1, "a.md"),
        ("Paragraph", 5, 1, "inc.md"),
        ("Text", 5, 2, "inc.md"),
    ]
    assert body.depends == ("inc.md",)


def test_inline_text_from_elsewhere() -> None:
    found = parse_inline("a *b*\n  c", m.Position("x.md", 3, 8), Diagnostics())
    assert list(tokens(found)) == [
        ("Text", 3, 8, "x.md"),
        ("Text", 3, 11, "x.md"),
        ("Text", 4, 3, "x.md"),
    ]


def test_text_on_one_line_is_one_text() -> None:
    blocks = parse('it\'s \\* a [b] * c_d & e @ 5 &amp; "f"\n', "a.md", Diagnostics(), files=Files()).blocks
    assert blocks == (
        m.Paragraph(
            (m.Text("it’s * a [b] * c_d & e @ 5 & “f”", m.Position("a.md", 1, 1)),), m.Position("a.md", 1, 1)
        ),
    )


def test_byte_order_mark_and_control_characters() -> None:
    diagnostics = Diagnostics()
    blocks = parse("\ufeffa\x00b\n", "a.md", diagnostics, files=Files()).blocks
    assert blocks == (m.Paragraph((m.Text("ab", m.Position("a.md", 1, 1)),), m.Position("a.md", 1, 1)),)
    assert [str(error).split("\n")[0] for error in diagnostics.errors] == [
        "a.md:1:2: error: There is an invisible control character (U+0000) here."
    ]


def test_private_characters_come_through() -> None:
    text = "\ue000 \U000f0000 \U0010fffd"
    blocks = parse(text, "a.md", Diagnostics(), files=Files()).blocks
    assert blocks == (m.Paragraph((m.Text(text, m.Position("a.md", 1, 1)),), m.Position("a.md", 1, 1)),)
