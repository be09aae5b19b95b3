"""Dividers, tabs and covers as a layout or a packet asks for them, and what is wrong with that."""

from __future__ import annotations

from pathlib import Path

import pytest

from packetpress import SourceError, pipeline
from packetpress.model import Position, Tabs
from tests.load.test_press_layout import load
from tests.projects import write_project
from tests.typeset.samples import house_layout

TEXT = {"a.md": "# One\n\nText.\n"}


def test_the_shipped_layouts_have_tabs_for_dividers_and_none_by_themselves() -> None:
    office = house_layout("office")
    assert (office.page.dividers, office.tabs, office.shows_tabs, office.tab_width) == (
        "none",
        Tabs(),
        False,
        34,
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("tabs: yes", Tabs()),
        ("tabs: no", None),
        ("tabs: {steps: 12, label: number, pages: recto}", Tabs(12, "number", "recto")),
        ("tabs:\n  pages: all", Tabs(pages="all")),
    ],
)
def test_tabs(tmp_path: Path, written: str, expected: Tabs | None) -> None:
    layout, findings = load(tmp_path, f"extends: office\npage: {{dividers: parts}}\n{written}\n")
    assert findings == []
    assert layout is not None
    assert (layout.page.dividers, layout.tabs) == ("parts", expected)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("tabs: perhaps", "3:7: error: “tabs”: a group of keys is expected here, and this is text."),
        ("tabs: {steps: 0}", "3:15: error: “steps”: “0” is too small."),
        ("tabs: {pages: left}", "3:15: error: “pages”: “left” is not one of the words that can stand here."),
        ("tabs: {page: all}", "3:8: error: “page” is not a key that can stand here."),
        ("cover: lite", "3:8: error: “cover”: “lite” is not one of the words that can stand here."),
        (
            "page: {dividers: chapters}",
            "3:18: error: “dividers”: “chapters” is not one of the words that can stand here.",
        ),
        (
            "tabs: {steps: 24}\nstyles: {tab: {leading: 20pt}}",
            "3:15: error: 24 tabs below each other have 30 points each; 40 is the least.",
        ),
        (
            "page: {outer: 0.4in, dividers: parts}",
            "3:15: error: Tabs are 34 points wide, and the outer margin of “mine” only 28.8.",
        ),
    ],
)
def test_mistakes_are_named_with_their_place(tmp_path: Path, written: str, message: str) -> None:
    _, findings = load(tmp_path, f"extends: office\n#\n{written}\n")
    assert [finding.splitlines()[0] for finding in findings] == [f"layouts/mine.yaml:{message}"]


def test_a_narrow_margin_is_fine_where_there_are_no_tabs(tmp_path: Path) -> None:
    assert load(tmp_path, "extends: office\npage: {outer: 0.4in}\n")[1] == []
    assert load(tmp_path, "extends: office\ntabs: no\npage: {outer: 0.4in, dividers: parts}\n")[1] == []


def test_a_packet_asks_for_dividers_in_all_its_layouts(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        TEXT,
        "title: T\ndividers: parts\nlayouts: [office, screen]\n"
        "contents: [{part: Watching, contents: text/a.md}]\n",
    )
    checked = pipeline.check(tmp_path).checked
    assert [each.layout.page.dividers for each in checked] == ["parts", "parts"]
    assert [[mark.title for mark in each.pages.bookmarks][1:3] for each in checked] == [
        ["Watching", "1 One"]
    ] * 2


def test_a_packet_takes_away_what_its_layout_has(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "mine.yaml").write_text("extends: office\npage: {dividers: sections}\n")
    write_project(tmp_path, TEXT, "title: T\ndividers: none\nlayouts: [mine]\ncontents: [text/a.md]\n")
    (each,) = pipeline.check(tmp_path).checked
    assert each.layout.page.dividers == "none"


def test_dividers_with_tabs_that_do_not_fit_are_told_at_the_packet(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "mine.yaml").write_text("extends: office\npage: {outer: 0.4in}\n")
    write_project(tmp_path, TEXT, "title: T\ndividers: sections\nlayouts: [mine]\ncontents: [text/a.md]\n")
    with pytest.raises(SourceError) as raised:
        pipeline.check(tmp_path)
    (found,) = raised.value.diagnostics
    assert found.pos == Position("sources/packets/one.yaml", 2, 11)
    assert found.message == "Tabs are 34 points wide, and the outer margin of “mine” only 28.8."
