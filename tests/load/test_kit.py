from __future__ import annotations

from pathlib import Path

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load import load
from packetpress.load.kit import KIT, shipped_text
from packetpress.walk import plain_text
from tests.projects import PACKET, write_project


@pytest.mark.parametrize("name", KIT)
def test_every_page_is_shipped_and_reads_without_a_finding(name: str, tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    project = write_project(tmp_path, {"1.md": "# One\n\nText.\n"}, PACKET + f"kit: [{name}]\n")
    library = load(project, diagnostics)
    assert diagnostics.sorted == ()
    source = library.sources[f"packetpress:kit/{name}.md"]
    assert plain_text(source.title) or source.title
    assert f"packetpress:kit/{name}.md" in library.digests


def test_front_pages_stand_before_the_contents_and_back_pages_after(tmp_path: Path) -> None:
    kit = "kit: [answer-key, room-plan, agenda]\n"
    project = write_project(tmp_path, {"1.md": "# One\n\nText.\n"}, PACKET + kit)
    contents = load(project, Diagnostics()).packets[0].contents
    assert [entry.sources[0].rpartition("/")[2] for entry in contents] == [
        "room-plan.md",
        "agenda.md",
        "1.md",
        "answer-key.md",
    ]
    assert (contents[0].pos.line, contents[0].pos.column) == (6, 19)


def test_a_page_of_the_project_stands_in_its_place(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"1.md": "# One\n\nText.\n"}, PACKET + "kit: [agenda]\n")
    (project / "sources" / "kit").mkdir()
    (project / "sources" / "kit" / "agenda.md").write_text("# Our day\n\nNine to five.\n", encoding="utf-8")
    library = load(project, Diagnostics())
    assert plain_text(library.sources["sources/kit/agenda.md"].title) == "Our day"


def test_no_other_file_of_the_engine_can_be_read() -> None:
    assert shipped_text("packetpress:kit/../model.py") is None
    assert shipped_text("sources/kit/agenda.md") is None
