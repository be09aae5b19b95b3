"""The commands that check and report: formats, what they print, exit codes."""

from __future__ import annotations

from json import loads
from pathlib import Path

import pytest

from packetpress.cli import main
from tests.reports.project import write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path)


def run(project: Path, *arguments: str) -> int:
    return main([*arguments, "--project", str(project)])


def test_check_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(project.rglob("*"))
    assert run(project, "check") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].split() == ["Packet", "Edition", "Layout", "Pages", "Warnings"]
    assert [line.split()[:3] for line in out[1:4]] == [
        ["front", "participant", "office"],
        ["front", "facilitator", "office"],
        ["managers", "participant", "office"],
    ]
    assert out[-1] == "3 files checked; nothing was written."
    assert sorted(project.rglob("*")) == before


def test_check_can_be_narrowed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "check", "front", "--edition", "facilitator") == 0
    assert capsys.readouterr().out.endswith("\n1 file checked; nothing was written.\n")
    assert run(project, "check", "frnt") == 2
    assert "There is no packet “frnt”. Did you mean “front”?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [["check"], ["coverage"], ["why", "sec-first"], ["diff", "front", "managers"]]
)
def test_errors_in_the_sources(project: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    (project / "sources" / "text" / "2-second.md").write_text("# Two\n\n[x]{audience=frnt}\n")
    assert run(project, *command) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "sources/text/2-second.md:3:4: error: “frnt” is not a value of “audience”." in err


def test_coverage(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "coverage") == 0
    assert "\nContent that no packet gets: 1\n" in capsys.readouterr().out
    assert run(project, "coverage", "--format", "json") == 0
    found = loads(capsys.readouterr().out)
    assert (found["report"], found["title"]) == ("coverage", "Practice")
    assert run(project, "coverage", "--format", "html") == 0
    out = capsys.readouterr().out
    assert out.startswith("<!DOCTYPE html>\n")
    assert out.endswith("</html>\n")


def test_why(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "why", "first things", "managers") == 0
    assert capsys.readouterr().out.splitlines()[:9] == [
        "sources/text/1-first.md: “First things” (@sec-first)",
        "",
        "  managers (participant): in, listed at sources/packets/managers.yaml:6:16",
        "",
        "Parts that not everybody gets, or that have a condition:",
        "",
        '  sources/text/1-first.md:5:18: words “babies”, audience="babies"',
        "    out: managers (participant): its condition isn't met",
        "",
    ]
    assert run(project, "why", "sec-first", "--format", "json") == 0
    found = loads(capsys.readouterr().out)
    assert list(found) == [
        *("report", "path", "id", "title", "listings", "condition", "kept_in", "kept_out", "places")
    ]
    assert found["places"][0]["kept_out"] == [
        {
            "who": {"packet": "managers", "edition": "participant"},
            "reason": "condition",
            "condition": 'audience="babies"',
            "pos": {"file": "sources/text/1-first.md", "line": 5, "column": 18},
        }
    ]


def test_why_of_a_section_that_is_not_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "why", "Frist things") == 2
    assert capsys.readouterr().err == (
        "error: There is no section “Frist things”. Did you mean “First things”?\n"
    )


def test_diff(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "diff", "front", "managers") == 0
    assert capsys.readouterr().out.splitlines() == [
        "- front, participant",
        "+ managers, participant",
        "",
        "Sections that only one of them has:",
        "  - sources/text/2-second.md: “Second things”",
        "",
        "sources/text/1-first.md: “First things”",
        '  - sources/text/1-first.md:5:18: words, audience="babies": “babies”',
        '  + sources/text/1-first.md:5:42: words, audience="managers": “staff”',
        '  + sources/text/1-first.md:10:13: heading, audience="managers": “Together”',
        '  - sources/text/1-first.md:16:5: callout, audience="babies": “Watch first.”',
        '  - sources/text/1-first.md:25:7: list item, audience="babies": “two”',
        "  ~ sources/text/1-first.md:27:1: paragraph: “house.” / “office.”",
    ]
    assert run(project, "diff", "front", "managers", "--format", "json") == 0
    found = loads(capsys.readouterr().out)
    assert list(found) == ["report", "first", "second", "only_first", "only_second", "shared"]
    assert run(project, "diff", "front", "managers", "--edition", "facilitator") == 2
    assert "The packet “managers” has no edition “facilitator”." in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "coverage", "why", "diff"])
def test_help_has_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert f"\n    packetpress {command}" in out
    assert "Exit codes: 0 done" in out
