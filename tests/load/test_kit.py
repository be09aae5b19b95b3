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


def test_pages_have_conditions_and_leaves_of_their_own(tmp_path: Path) -> None:
    kit = "kit:\n  - sign-in\n  - {page: evaluation, edition: facilitator, leaf: no}\n"
    project = write_project(tmp_path, {"1.md": "# One\n\nText.\n"}, PACKET + kit)
    diagnostics = Diagnostics()
    library = load(project, diagnostics)
    assert diagnostics.sorted == ()
    sign_in, _, evaluation = library.packets[0].contents
    assert (sign_in.attributes.pairs, sign_in.leaf) == ((), None)
    assert (evaluation.attributes.pairs, evaluation.leaf) == ((("edition", "facilitator"),), False)
    assert library.sources[sign_in.sources[0]].leaf
    assert library.sources[evaluation.sources[0]].leaf
    assert not library.sources["sources/text/1.md"].leaf


def test_what_is_no_page_of_the_kit_is_told(tmp_path: Path) -> None:
    kit = """\
kit:
  - sign-inn
  - {page: agenda, edition: participnat}
  - {page: agenda, leav: yes}
  - {leaf: perhaps}
  - [agenda]
"""
    diagnostics = Diagnostics()
    packet = load(write_project(tmp_path, {"1.md": "# One\n"}, PACKET + kit), diagnostics).packets[0]
    assert [str(found).removeprefix("sources/packets/one.yaml:") for found in diagnostics.errors] == [
        "7:5: error: There is no page of the kit “sign-inn”.\n    Did you mean “sign-in”?",
        "8:29: error: “participnat” is not a value of “edition”.\n    Did you mean “participant”?",
        "9:20: error: “leav” is neither a key that can stand here nor a condition of this project.\n"
        "    Did you mean “leaf”?",
        "10:5: error: This page of the kit has no name.\n"
        "    Write - action-plan, or with conditions - {page: action-plan, edition: facilitator}.",
        "10:12: error: “leaf”: “perhaps” is neither yes nor no.\n    Write yes or no.",
        "11:5: error: A page of the kit is a name, and this is a list.\n"
        "    Write - action-plan, or with conditions - {page: action-plan, edition: facilitator}.",
    ]
    assert [entry.sources[0] for entry in packet.contents] == [
        "packetpress:kit/agenda.md",
        "sources/text/1.md",
    ]


def test_a_page_of_the_project_stands_in_its_place(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"1.md": "# One\n\nText.\n"}, PACKET + "kit: [agenda]\n")
    (project / "sources" / "kit").mkdir()
    (project / "sources" / "kit" / "agenda.md").write_text("# Our day\n\nNine to five.\n", encoding="utf-8")
    library = load(project, Diagnostics())
    assert plain_text(library.sources["sources/kit/agenda.md"].title) == "Our day"


def test_no_other_file_of_the_engine_can_be_read() -> None:
    assert shipped_text("packetpress:kit/../model.py") is None
    assert shipped_text("sources/kit/agenda.md") is None


def test_a_file_in_no_pages_place_is_told(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"1.md": "# One\n\n{{< include /kit/lines.md >}}\n"})
    (project / "sources" / "kit").mkdir()
    for name in ("atendance", "sign-in", "lines"):
        (project / "sources" / "kit" / f"{name}.md").write_text("Text.\n", encoding="utf-8")
    diagnostics = Diagnostics()
    load(project, diagnostics)
    assert [str(found) for found in diagnostics.sorted] == [
        "sources/kit/atendance.md: warning: No page of the kit is called “atendance”, "
        "so that nothing prints this file.\n    Did you mean “attendance”?"
    ]
