"""The benchmark's measuring and its table."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as program
from benchmarks.__main__ import Report, Result, main, table
from benchmarks.measure import CommandError, Usage, run


def test_a_command_is_measured_with_the_processes_it_starts(tmp_path: Path) -> None:
    work = "bytearray(60_000_000); sum(range(3_000_000))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    usage = run([sys.executable, "-c", code], tmp_path)
    idle = run([sys.executable, "-c", ""], tmp_path)
    assert usage.cpu > idle.cpu > 0
    assert usage.wall > idle.wall > 0
    assert usage.memory > 60


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ended with 3: no such book"):
        run([sys.executable, "-c", "import sys; print('no such book'); sys.exit(3)"], tmp_path)


def test_one_after_the_other() -> None:
    assert Usage(1.0, 2.0, 30.0).then(Usage(0.5, 0.25, 20.0)) == Usage(1.5, 2.25, 30.0)


REPORT = Report(
    lines=25_000,
    bytes=1_200_000,
    results={
        "packetpress": Result(Usage(3.0, 3.3, 210.4), 363),
        "typst": Result(Usage(12.0, 11.0, 900.0), 387),
        "weasyprint": Result(Usage(), 0, "No module\nnamed weasyprint"),
    },
    twice=Result(Usage(6.3, 6.6, 300.0), 720),
    help_cpu=0.071,
)


def test_the_table() -> None:
    assert table(REPORT).splitlines() == [
        "25000 lines, 1.20 MB of Markdown; whole processes, times in seconds",
        "",
        "                             CPU    wall   pages  peak MB  CPU ratio  wall ratio",
        "packetpress                 3.00    3.30     363      210",
        "typst                      12.00   11.00     387      900      0.250       0.300",
        "weasyprint                failed: No module named weasyprint",
        "packetpress, text twice     6.30    6.60     720      300      0.476       0.500",
        "",
        "Twice the text takes 2.10 times the CPU.",
        "build.py --help takes 0.07 s of CPU.",
    ]


def test_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked: list[tuple[str, int]] = []

    def fake(system: str, sections: tuple[str, ...]) -> Result:
        asked.append((system, "\n".join(sections).count("\n") // 2400))
        return Result(Usage(1.0, 1.0, 1.0), 1)

    monkeypatch.setattr(program, "measure", fake)
    monkeypatch.setattr(program, "_help_cpu", lambda: 0.1)
    assert (
        main(["--quick", "--only", "packetpress", "--only", "typst", "--json", str(tmp_path / "out.json")])
        == 0
    )
    assert asked == [("packetpress", 1), ("typst", 1), ("packetpress", 2)]
    assert "typst" in capsys.readouterr().out
    written = json.loads((tmp_path / "out.json").read_bytes())
    assert written["results"]["typst"] == {
        "usage": {"cpu": 1.0, "wall": 1.0, "memory": 1.0},
        "pages": 1,
        "failure": "",
    }
    assert written["help_cpu"] == 0.1
