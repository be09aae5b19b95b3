"""The commands: what they pass on, what they print, and their exit codes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import pytest

from packetpress.cli import main
from packetpress.diagnostics import Diagnostic, SourceError, UsageError
from packetpress.model import Position
from packetpress.pipeline import BuildReport, BuiltFile, Step
from packetpress.publish import Publishable


@dataclass(frozen=True)
class Call:
    project: Path
    output: Path
    packets: tuple[str, ...]
    layouts: tuple[str, ...]
    editions: tuple[str, ...]


@dataclass
class FakePipeline:
    """Stands for packetpress.pipeline: notes how it was called, then does ``then``."""

    calls: list[Call] = field(default_factory=list)
    sheets: list[tuple[tuple[str, ...], str, int]] = field(default_factory=list)
    """What each call asks for beside the pages."""
    files: tuple[BuiltFile, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    then: BaseException | None = None

    def build(
        self,
        project: Path,
        output: Path,
        *,
        packets: Sequence[str] = (),
        layouts: Sequence[str] = (),
        editions: Sequence[str] = (),
        progress: Callable[[Step], None] | None = None,
        evidence: bool = False,
        sheets: Sequence[str] = (),
        paper: str = "",
        signature: int = 0,
    ) -> BuildReport:
        self.calls.append(Call(project, output, tuple(packets), tuple(layouts), tuple(editions)))
        self.sheets.append((tuple(sheets), paper, signature))
        assert progress is not None
        assert not evidence
        progress(Step(0, 2, "Reading [the] sources"))
        if self.then:
            raise self.then
        progress(Step(2, 2, "Done"))
        return BuildReport(self.files, self.warnings)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> FakePipeline:
    fake = FakePipeline()
    monkeypatch.setattr("packetpress.pipeline.build", fake.build)
    monkeypatch.setattr(sys, "argv", ["packetpress"])
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return fake


@pytest.mark.parametrize("arguments", [[], ["build"]])
def test_build_is_the_command_when_none_is_named(pipeline: FakePipeline, arguments: list[str]) -> None:
    assert main(arguments) == 0
    assert pipeline.calls == [Call(Path(), Path("output"), (), (), ())]


def test_options_without_a_command_are_those_of_build(pipeline: FakePipeline, tmp_path: Path) -> None:
    assert main(["--project", str(tmp_path)]) == 0
    assert pipeline.calls == [Call(tmp_path, tmp_path / "output", (), (), ())]


def test_everything_build_can_be_told(pipeline: FakePipeline, tmp_path: Path) -> None:
    line = ["build", "a", "b", "--layout", "office", "--layout", "screen", "--edition", "participant"]
    assert main([*line, "--project", "p", "--output", str(tmp_path)]) == 0
    assert pipeline.calls == [Call(Path("p"), tmp_path, ("a", "b"), ("office", "screen"), ("participant",))]


def test_what_was_built_is_shown_as_a_table(
    pipeline: FakePipeline, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def built(edition: str, pages: int, size: int, seconds: float, warnings: int) -> BuiltFile:
        file = Publishable("front-line", edition, "office", "front-line", pages, bytes(size), "1", "ab")
        return BuiltFile(file, seconds, warnings)

    pipeline.files = (built("participant", 28, 1_260_000, 1.04, 0), built("facilitator", 36, 840, 2.0, 2))
    assert main(["--output", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    *table, blank, last = out.splitlines()
    assert [line.split() for line in table] == [
        ["Packet", "Edition", "Layout", "Pages", "Size", "Time", "Warnings"],
        ["front-line", "participant", "office", "28", "1.3", "MB", "1.0", "s", "–"],
        ["front-line", "facilitator", "office", "36", "1", "kB", "2.0", "s", "2"],
    ]
    assert blank == ""
    assert last.startswith(f"2 files in {tmp_path}, ")
    assert err == "[0/2] Reading [the] sources\n[2/2] Done\n"


FOUND = (
    Diagnostic("warning", Position("sources/b.md", 2, 1), "The heading skips a level.", "Use ##."),
    Diagnostic(
        "error", Position("sources/b.md", 9, 4), "There is no work “@bowlbyy”.", "Did you mean “bowlby”?"
    ),
    Diagnostic("error", Position("sources/a.md"), "The file is not UTF-8."),
)


def test_errors_in_the_sources(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.then = SourceError(FOUND)
    assert main([]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[1:] == [
        "sources/a.md: error: The file is not UTF-8.",
        "sources/b.md:9:4: error: There is no work “@bowlbyy”.",
        "    Did you mean “bowlby”?",
        "sources/b.md:2:1: warning: The heading skips a level.",
        "    Use ##.",
        "",
        "2 errors, 1 warning.",
        "Nothing was published; the output folder is as it was.",
    ]


def test_warnings_alone_are_shown_and_the_build_is_done(
    pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.warnings = FOUND[:1]
    assert main([]) == 0
    assert capsys.readouterr().err.endswith(
        "sources/b.md:2:1: warning: The heading skips a level.\n    Use ##.\n\n1 warning.\n"
    )


def test_a_long_message_stays_on_one_line_for_other_programs(
    pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    message = "word " * 100
    pipeline.then = SourceError([Diagnostic("error", Position("sources/a.md", 1, 1), message.strip())])
    main([])
    assert f"sources/a.md:1:1: error: {message.strip()}\n" in capsys.readouterr().err


@pytest.mark.parametrize(("no_color", "colored"), [("", True), ("1", False)])
def test_colour_on_a_terminal_unless_no_color_is_set(
    pipeline: FakePipeline,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    no_color: str,
    colored: bool,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", no_color)
    pipeline.then = UsageError("There is no packet “frnt”.")
    assert main(["build", "frnt"]) == 2
    assert ("\x1b[1;31merror: " in capsys.readouterr().err) is colored


def test_wrong_use(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.then = UsageError("There is no packet “frnt”. Did you mean “front-line”?")
    assert main(["build", "frnt"]) == 2
    assert capsys.readouterr().err.splitlines()[1:] == [
        "error: There is no packet “frnt”. Did you mean “front-line”?"
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lst"], "No such command 'lst'"),
        (["build", "--layuot", "office"], "No such option: --layuot"),
        (["build", "--layout"], "Option '--layout' requires an argument"),
        (["init"], "Missing argument"),
    ],
)
def test_a_command_line_that_makes_no_sense(
    pipeline: FakePipeline, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err
    assert pipeline.calls == []


def test_sheets_for_a_copier(pipeline: FakePipeline) -> None:
    assert main(["a", "--impose", "booklet", "--impose", "2-up", "--sheet", "a4", "--signature", "8"]) == 0
    assert pipeline.sheets == [(("booklet", "2-up"), "a4", 8)]
    assert main(["a"]) == 0
    assert pipeline.sheets[1:] == [((), "", 0)]


@pytest.mark.parametrize("packet", ["front-line", "checklist", "builder-two"])
def test_a_packet_without_a_command_is_built(pipeline: FakePipeline, packet: str) -> None:
    assert main([packet, "--edition", "participant"]) == 0
    (call,) = pipeline.calls
    assert (call.packets, call.editions) == ((packet,), ("participant",))


def test_an_internal_error_is_short(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.then = ZeroDivisionError("division by zero")
    assert main([]) == 3
    err = capsys.readouterr().err
    assert "internal error: ZeroDivisionError: division by zero\nThis is a fault in packetpress " in err
    assert "Please report it" in err
    assert "Traceback" not in err


def test_an_internal_error_with_debug(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.then = ZeroDivisionError("division by zero")
    assert main(["--debug"]) == 3
    err = capsys.readouterr().err
    assert "Traceback (most recent call last)" in err
    assert "in build" in err


def test_ctrl_c(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.then = KeyboardInterrupt()
    assert main([]) == 130
    assert capsys.readouterr().err.splitlines()[1:] == ["Stopped. The output folder is as it was."]


def test_an_output_folder_that_links_out_of_the_project(
    pipeline: FakePipeline, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "output").symlink_to(tmp_path, target_is_directory=True)
    assert main(["--project", str(project)]) == 2
    assert "To write there, say so with --output." in capsys.readouterr().err
    assert pipeline.calls == []
    assert main(["--project", str(project), "--output", str(project / "output")]) == 0


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["list", "--help"], ["init", "-h"]])
def test_help_is_quick_because_it_imports_little(arguments: list[str]) -> None:
    code = (
        "import sys; from packetpress.cli import main; code = main(sys.argv[1:]); "
        "slow = {'reportlab', 'markdown', 'yaml', 'uharfbuzz', 'pikepdf', 'PIL', 'rich'}; "
        "print(code, sorted(slow & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    text, _, last = done.stdout.rstrip("\n").rpartition("\n")
    assert last == "0 []"
    assert "Usage: " in text
    assert "packetpress " in text.split("Options:")[0]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("packetpress ")


def shipped() -> set[str]:
    root = files("packetpress.starter") / "project"
    assert isinstance(root, Path)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["new", "deep/er", "with a space", "é"])
def test_init_writes_the_starter(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    folder = tmp_path / name
    assert main(["init", str(folder)]) == 0
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    schemas = {path for path in written if path.startswith("schemas/")}
    assert written - schemas == shipped()
    assert len(schemas) == 5
    assert {"README.txt", "sources/project.yaml", "sources/packets/welcome.yaml"} < written
    quoted = f'"{folder}"' if " " in name else str(folder)
    assert capsys.readouterr().out.endswith(f" build --project {quoted}\n")


def test_init_takes_an_empty_folder(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path)]) == 0
    assert (tmp_path / "README.txt").is_file()


def test_init_leaves_a_folder_with_something_in_it_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".hidden").write_text("mine")
    assert main(["init", str(tmp_path)]) == 2
    assert "is not empty. Give the name of a new folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [".hidden"]


def test_init_on_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes").write_text("mine")
    assert main(["init", str(tmp_path / "notes")]) == 2
    assert "is a file" in capsys.readouterr().err
    assert main(["init", str(tmp_path / "notes" / "deeper")]) == 2
    assert "can't be written: Not a directory" in capsys.readouterr().err
    assert (tmp_path / "notes").read_text() == "mine"


def test_list_shows_what_is_in_a_packet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    capsys.readouterr()
    assert main(["list", "--project", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "welcome",
        "  Watching before helping (Practitioners)",
        "  Editions: participant, facilitator",
        "  Layouts:  office",
        "  Contents:",
        "      1  Watch first, then help  sources/sections/1-watch-first.md",
        "      2  Take it back to work    sources/sections/2-take-it-back.md",
        "         References",
        "         Glossary",
        "",
    ]
    assert err == ""


def test_list_of_one_packet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    packets = tmp_path / "sources" / "packets"
    (packets / "other.yaml").write_text((packets / "welcome.yaml").read_text())
    capsys.readouterr()
    assert main(["list", "other", "--project", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "other"
    assert main(["list", "welcme", "--project", str(tmp_path)]) == 2
    assert "There is no packet “welcme”. Did you mean “welcome”?" in capsys.readouterr().err


def test_list_tells_editions_apart_and_names_parts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["init", str(tmp_path)])
    sources = tmp_path / "sources"
    (sources / "sections" / "3-notes.md").write_text(
        "---\ntitle: Running notes\nid: sec-notes\nedition: facilitator\n---\n\nBring pens.\n"
    )
    (sources / "packets" / "welcome.yaml").write_text(
        "title: Welcome\naudience: managers\neditions: [participant, facilitator]\nlayouts: [office]\n"
        "contents:\n  - sections/1*.md\n  - part: At work\n    contents: [sections/2*.md, sections/3*.md]\n"
    )
    capsys.readouterr()
    assert main(["list", "--project", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[4:] == [
        "  Contents (participant):",
        "      1  Watch first, then help  sources/sections/1-watch-first.md",
        "      At work",
        "      2  Take it back to work    sources/sections/2-take-it-back.md",
        "  Contents (facilitator):",
        "      1  Watch first, then help  sources/sections/1-watch-first.md",
        "      At work",
        "      2  Take it back to work    sources/sections/2-take-it-back.md",
        "      3  Running notes           sources/sections/3-notes.md",
        "",
    ]


def test_list_of_a_folder_without_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--project", str(tmp_path)]) == 2
    assert "project.yaml" in capsys.readouterr().err


def test_list_of_a_broken_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    (tmp_path / "sources" / "packets" / "welcome.yaml").write_text("title: [")
    capsys.readouterr()
    assert main(["list", "--project", str(tmp_path)]) == 1
    assert "sources/packets/welcome.yaml:1:" in capsys.readouterr().err


def test_the_starter_builds_without_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    assert main(["build", "--project", str(tmp_path)]) == 0
    err = capsys.readouterr().err
    assert "warning" not in err
    assert sorted(path.name for path in (tmp_path / "output" / "welcome").iterdir()) == [
        "welcome-facilitator-office.pdf",
        "welcome-office-order.json",
        "welcome-office-order.pdf",
        "welcome-participant-office.pdf",
    ]


def test_build_py_is_the_same_program(tmp_path: Path) -> None:
    script = Path(__file__).parent.parent / "build.py"
    done = subprocess.run(
        [sys.executable, script, "init", tmp_path / "new"], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith(f"    python build.py build --project {tmp_path / 'new'}\n")
