"""How build and check show findings: as text with carets, as JSON, as annotations; on terminals and in CI."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from packetpress.cli import main
from packetpress.diagnostics import Diagnostic
from packetpress.model import Position
from tests.projects import PACKET, write_project

TEXT = '# A\n\nSee [here](https://example.org) and\n\t[this]{audience="managrs"}.\n'
ERROR = {
    "severity": "error",
    "file": "sources/text/a.md",
    "line": 4,
    "column": 8,
    "end_column": 28,
    "message": "“managrs” is not a value of “audience”.",
    "hint": "Did you mean “managers”?",
    "source": '\t[this]{audience="managrs"}.',
}
ONE_FILE = PACKET.replace("[participant, facilitator]", "[participant]")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CI", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "argv", ["packetpress"])


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return write_project(tmp_path / "training", {"a.md": TEXT}, ONE_FILE)


@pytest.fixture
def vague(tmp_path: Path) -> Path:
    """A project with a warning and no error."""
    text = TEXT.replace("managrs", "front-line")
    return write_project(tmp_path / "training", {"a.md": text}, ONE_FILE)


@pytest.mark.parametrize("command", ["build", "check"])
def test_text(wrong: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "--project", str(wrong)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert [line for line in err.splitlines() if not line.startswith("[")] == [
        "sources/text/a.md:4:8: error: “managrs” is not a value of “audience”.",
        '    4 |     [this]{audience="managrs"}.',
        "      |           ^^^^^^^^^^^^^^^^^^^^",
        "    Did you mean “managers”?",
        "sources/text/a.md:3:5: warning: The link's text “here” doesn't say where it leads.",
        "    3 | See [here](https://example.org) and",
        "      |     ^^^^^^",
        "    Name what is there: [the referral form](…). On paper nobody can click.",
        "",
        "1 error, 1 warning.",
        "Nothing was published; the output folder is as it was.",
    ]


@pytest.mark.parametrize("command", ["build", "check"])
def test_json_of_errors(wrong: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "--project", str(wrong), "--format", "json"]) == 1
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert list(found) == ["errors", "warnings", "diagnostics", "files"]
    assert (found["errors"], found["warnings"], found["files"]) == (1, 1, [])
    assert found["diagnostics"][0] == ERROR
    assert found["diagnostics"][1]["severity"] == "warning"


def test_json_of_a_build(vague: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "out"
    assert main(["--project", str(vague), "--output", str(output), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["errors"], found["warnings"]) == (0, 1)
    (file,) = found["files"]
    assert file["file"] == "one/one-participant-office.pdf"
    assert file["bytes"] == (output / file["file"]).stat().st_size
    assert file["pages"] > 0


@pytest.mark.parametrize(("arguments", "code"), [(["nope"], 2), (["--project", "nowhere"], 2)])
def test_json_of_wrong_use(
    vague: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
) -> None:
    monkeypatch.chdir(vague)
    assert main(["check", *arguments, "--format", "json"]) == code
    (finding,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (finding["severity"], finding["file"], finding["line"]) == ("error", "", 0)
    assert finding["message"].startswith("There is no ")


def test_annotations(
    wrong: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(wrong.parent)
    assert main(["check", "--project", "training", "--format", "github"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "::error file=training/sources/text/a.md,line=4,col=8,endColumn=28::"
        "“managrs” is not a value of “audience”.%0ADid you mean “managers”?",
        "::warning file=training/sources/text/a.md,line=3,col=5,endColumn=11::"
        "The link's text “here” doesn't say where it leads.%0A"
        "Name what is there: [the referral form](…). On paper nobody can click.",
    ]
    assert "1 error, 1 warning." in err


def test_annotations_are_relative_to_the_checkout(
    wrong: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(wrong.parent))
    monkeypatch.chdir(wrong)
    assert main(["check", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=training/sources/text/a.md,")


def test_a_finding_in_an_included_file_shows_that_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(tmp_path, {"a.md": "---\ntitle: A\n---\n\n{{< include /snippet.md >}}\n"}, ONE_FILE)
    snippet = tmp_path / "sources" / "snippet.md"
    snippet.write_text("---\ntitle: S\n---\n\n日本 [x]{audience=boss}\n", encoding="utf-8")
    assert main(["check", "--project", str(tmp_path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    at = lines.index("sources/snippet.md:5:7: error: “boss” is not a value of “audience”.")
    assert lines[at + 1 : at + 3] == ["    5 | 日本 [x]{audience=boss}", "      |         ^^^^^^^^^^^^^^^"]


def test_colour_on_a_terminal_and_none_in_ci(
    wrong: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(
        "rich.console.Console.is_terminal", property(lambda self: self._force_terminal is not False)
    )
    main(["check", "--project", str(wrong)])
    assert re.search(r"\x1b\[1;31m *\^{20}\x1b", capsys.readouterr().err)
    monkeypatch.setenv("CI", "true")
    main(["check", "--project", str(wrong)])
    assert "\x1b" not in capsys.readouterr().err


def test_sources_do_not_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path, {"a.md": "# A\n\n[x]{audience=\x1b]0;owned\x07} \x1b[2J\n"}, ONE_FILE)
    for style in ("text", "github", "json"):
        assert main(["check", "--project", str(tmp_path), "--format", style]) == 1
        out, err = capsys.readouterr()
        assert "\x1b" not in out + err
        assert "\x07" not in out + err


def test_more_findings_than_anybody_reads(capsys: pytest.CaptureFixture[str]) -> None:
    from packetpress.console import show_diagnostics

    show_diagnostics([Diagnostic("error", Position("a.md", line, 1), "e") for line in range(1, 302)])
    lines = capsys.readouterr().err.splitlines()
    assert lines[199] == "a.md:200:1: error: e"
    assert lines[200:] == ["", "301 errors. Shown are the first 200; --format json gives all."]
