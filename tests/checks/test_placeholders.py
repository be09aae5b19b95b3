"""Text that says it isn't finished."""

from __future__ import annotations

from pathlib import Path

import pytest

from packetpress.checks import check_sources
from packetpress.diagnostics import Diagnostics
from packetpress.load import load
from tests.checks.project import placed, warnings
from tests.projects import PACKET, write_project


def test_every_word_of_unfinished_text_has_its_place(tmp_path: Path) -> None:
    found = warnings(
        tmp_path,
        "---\ntitle: Feeding, TBD\nobjectives:\n  - name *three* things (TODO)\n---\n\n"
        "An \\* escape -- and an &amp; entity: TODO one, XXX two,\nFIXME three. Lorem ipsum dolor.\n\n"
        "## A heading TBC\n\n| a |\n|---|\n| TODO |\n",
    )
    assert placed(found) == [
        (2, 17, "TBD"),
        (4, 26, "TODO"),
        (7, 38, "TODO"),
        (7, 48, "XXX"),
        (8, 1, "FIXME"),
        (8, 14, "Lorem ipsum"),
        (10, 14, "TBC"),
        (14, 3, "TODO"),
    ]
    assert str(found[0]) == (
        "sources/text/a.md:2:17: warning: The text still says “TBD”, which would be printed.\n"
        "    Finish it, or take it out; a note to yourself can stand in a comment: <!-- … -->."
    )


@pytest.mark.parametrize(
    "text",
    [
        "<!-- TODO: more -->\n\nText.",
        "`TODO` and\n\n```\nTODO\n```",
        "A todo list, a Todo, the TODOS of XXXL size.",
    ],
)
def test_what_is_not_printed_or_is_no_such_word(tmp_path: Path, text: str) -> None:
    assert warnings(tmp_path, f"# A\n\n{text}\n") == ()


def test_what_is_read_aloud_or_printed_from_attributes(tmp_path: Path) -> None:
    found = warnings(
        tmp_path,
        '# A\n\n::: {.exercise #ex-a title="Watch" materials="TBD"}\nText.\n\n'
        '::: {.write lines=2 label="TODO"}\n:::\n:::\n',
    )
    assert placed(found) == [(3, 47, "TBD"), (6, 28, "TODO")]


def test_packet_and_project_files(tmp_path: Path) -> None:
    packet = PACKET.replace("title: A packet\n", "title: A packet  # TODO better\nsubtitle: TBD\n")
    write_project(tmp_path, {"a.md": "# A\n\nText.\n"}, packet)
    project = tmp_path / "sources" / "project.yaml"
    project.write_text(project.read_text(encoding="utf-8").replace('"2026.1"', "XXX"), encoding="utf-8")
    diagnostics = Diagnostics()
    check_sources(load(tmp_path, diagnostics), diagnostics)
    assert [(each.pos.file, each.pos.line, each.pos.column) for each in diagnostics.sorted] == [
        ("sources/packets/one.yaml", 2, 11),
        ("sources/project.yaml", 4, 10),
    ]
