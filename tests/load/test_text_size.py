"""A packet's text size: everything that is read grows to it, and nothing is below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from packetpress import pipeline
from packetpress.diagnostics import SourceError
from packetpress.load import for_text_size
from packetpress.load.layout_keys import ROLES
from packetpress.load.text_size import EDGES, LEADERS
from packetpress.model import Position
from tests.projects import write_project
from tests.typeset.samples import house_layout

TEXT = {"a.md": "---\ntitle: A\nid: sec-a\n---\n\nText.\n"}


def test_running_text_has_the_size_and_everything_grows_with_it() -> None:
    office = house_layout("office")
    large = for_text_size(office, 12)
    assert (office.styles["body"].size, office.styles["body"].leading) == (11, 15.5)
    assert large.styles["body"].size == 12
    assert large.styles["body"].leading == pytest.approx(15.5 * 12 / 11)
    assert large.styles["h3"].size == pytest.approx(13 * 12 / 11)
    assert large.styles["h2"].size == pytest.approx(18 * 12 / 11)
    assert large.styles["h1"] == office.styles["h1"]
    assert large.styles["table"].size == 12
    assert large.styles["table"].leading == pytest.approx(13.5 * 12 / 10)


def test_nothing_that_is_read_is_smaller() -> None:
    large = for_text_size(house_layout("office"), 12)
    assert {role for role, style in large.styles.items() if style.size < 12} == EDGES | LEADERS < ROLES


def test_notes_in_the_narrow_column_grow_in_proportion_alone() -> None:
    office = house_layout("office")
    large = for_text_size(office, 12)
    assert office.styles["running-note"].size == 9
    assert large.styles["running-note"].size == pytest.approx(9 * 12 / 11)
    assert large.styles["running-note"].leading == pytest.approx(12 * 12 / 11)


def test_what_is_large_enough_stays() -> None:
    for name, size in (("large-print", 12.0), ("office", 11.0), ("office", 0.0)):
        layout = house_layout(name)
        assert for_text_size(layout, size) is layout


def test_a_packet_asks_for_it(tmp_path: Path) -> None:
    write_project(
        tmp_path, TEXT, "title: T\ntext-size: 12pt\nlayouts: [office, screen]\ncontents: [text/a.md]\n"
    )
    report = pipeline.check(tmp_path)
    assert [each.layout.styles["body"].size for each in report.checked] == [12, 12]
    assert len({each.pages.count for each in report.checked}) == 1


@pytest.mark.parametrize("size", ["12", "6pt", "30pt"])
def test_a_wrong_size_is_an_error_with_its_place(tmp_path: Path, size: str) -> None:
    write_project(tmp_path, TEXT, f"title: T\ntext-size: {size}\ncontents: [text/a.md]\n")
    with pytest.raises(SourceError) as raised:
        pipeline.check(tmp_path)
    (found,) = raised.value.diagnostics
    assert found.pos == Position("sources/packets/one.yaml", 2, 12)
