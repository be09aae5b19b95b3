"""Front matter, the title rule, and what a Source says of its file."""

from __future__ import annotations

from packetpress import model as m
from packetpress.diagnostics import Diagnostics
from packetpress.load.source import load_source
from packetpress.walk import plain_text
from tests.load.markdown.dump import Files, dump, inlines

CONDITIONS = {"audience": ("a", "b"), "setting": ("c", "d"), "edition": ("participant", "facilitator")}


def load(text: str, **files: str) -> tuple[m.Source, list[str]]:
    diagnostics = Diagnostics()
    source, _ = load_source("sources/a.md", text, diagnostics, Files(**files), CONDITIONS)
    return source, [str(found).split("\n")[0].removeprefix("sources/a.md:") for found in diagnostics.sorted]


def test_everything_in_the_front_matter() -> None:
    text = (
        "---\ntitle: The *first* years\nshort-title: Years\nid: sec-years\nminutes: 45\n"
        'objectives:\n  - Name the "three" sources\n  - Say why\n'
        "audience: [a, b]\nnot-setting: c d\n---\n\nText.\n"
    )
    source, found = load(text)
    assert found == []
    assert inlines(source.title) == "The em(first) years"
    assert source.title[0] == m.Text("The ", m.Position("sources/a.md", 2, 8))
    assert source.short_title == "Years"
    assert [inlines(objective) for objective in source.objectives] == ["Name the “three” sources", "Say why"]
    assert source.minutes == 45
    assert source.attributes.id == "sec-years"
    assert source.attributes.pairs == (("audience", "a b"), ("not-setting", "c d"))
    assert source.blocks[0].pos == m.Position("sources/a.md", 13, 1)
    assert source.pos == m.Position("sources/a.md", 1, 1)


def test_conditions_are_checked_where_each_name_stands() -> None:
    text = (
        "---\ntitle: T\naudience: [a, x]\nnot-setting: c, y\nsetting: []\n---\n\n"
        '# T {#sec-t audience="z"}\n\nText.\n'
    )
    assert load(text)[1] == [
        "3:15: error: “x” is not a value of “audience”.",
        "4:17: error: “y” is not a value of “setting”.",
        "5:10: error: “setting” names no value.",
        "8:5: error: “z” is not a value of “audience”.",
    ]


def test_first_heading_is_the_title() -> None:
    source, found = load('# Title {#sec-t audience="a"}\n\nText.\n\n# Other\n')
    assert found == []
    assert plain_text(source.title) == "Title"
    assert source.attributes.id == "sec-t"
    assert source.attributes.pairs == (("audience", "a"),)
    assert dump(source.blocks) == "p Text.\nh1 Other\n"


def test_heading_that_repeats_the_title_goes() -> None:
    assert dump(load("---\ntitle: One two\n---\n# One  *two*\n\nText.\n")[0].blocks) == "p Text.\n"
    assert dump(load("---\ntitle: One\n---\n# Two\n")[0].blocks) == "h1 Two\n"
    assert dump(load("---\ntitle: One\n---\nText.\n\n# One\n")[0].blocks) == "p Text.\nh1 One\n"


def test_no_title() -> None:
    assert load("Text.\n")[1] == ["1:1: error: This section has no title."]
    assert load("")[1] == ["1:1: error: This section has no title."]


def test_wrong_front_matter() -> None:
    text = (
        "---\ntitel: x\nshort-title: [a]\nid: years ago\nminutes: soon\n"
        "objectives: learn\naudience:\n---\n# T\n"
    )
    assert load(text)[1] == [
        "2:1: error: The front matter has no “titel”.",
        "3:14: error: “short-title” is a line of text, not a list.",
        "4:5: error: “years ago” can't be an id.",
        "5:10: error: “minutes” is a whole number, not “soon”.",
        "6:13: error: “objectives” is a list, not text.",
        "7:10: error: “audience” names no value.",
    ]
    assert load("---\n- a\n---\n# T\n")[1] == [
        "2:1: error: The front matter is a list, not keys with values."
    ]
    assert load("---\nid: years\n---\n# T\n")[1] == [
        "2:5: error: The section's id “years” does not begin with sec-."
    ]
    assert load("---\nid: sec-a\n---\n# T {#sec-b}\n")[1] == [
        "4:5: error: The section has two ids: “sec-a” in the front matter, “sec-b” here."
    ]


def test_front_matter_that_is_never_closed() -> None:
    assert load("---\ntitle: x\n\n# T\n")[1] == [
        "1:1: error: The front matter that begins here is never closed."
    ]


def test_a_rule_is_no_front_matter() -> None:
    source, found = load("---\n\n# T\n")
    assert found == []
    assert dump(source.blocks) == "rule\n"


def test_byte_order_mark_and_windows_line_ends() -> None:
    source, found = load("\ufeff---\r\ntitle: T\r\n---\r\nText\r\n")
    assert found == []
    assert source.blocks == (
        m.Paragraph((m.Text("Text", m.Position("sources/a.md", 4, 1)),), m.Position("sources/a.md", 4, 1)),
    )


def test_depends_and_images() -> None:
    diagnostics = Diagnostics()
    files = Files(b_md="![x](c.png)\n")
    text = "# T\n\n{{< include b.md >}}\n\n![y](d.png) ![z](c.png)\n"
    source, images = load_source("a.md", text, diagnostics, files, CONDITIONS)
    assert source.depends == ("b.md", "c.png", "d.png")
    assert images == (("c.png", m.Position("b.md", 1, 1)), ("d.png", m.Position("a.md", 5, 1)))


def test_front_matter_that_cannot_be_read_may_have_a_title() -> None:
    _, found = load("---\ntitle: a: b\n---\n\nText.\n")
    assert [line.split(" error: ")[1].split("\n")[0] for line in found] == [
        "A colon followed by a space stands where it can't."
    ]
    _, found = load("---\ntitle: [a]\n---\n\nText.\n")
    assert len(found) == 1
    _, found = load("---\nminutes: 3\n---\n\nText.\n")
    assert "This section has no title." in found[0]
