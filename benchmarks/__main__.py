"""``python -m benchmarks``: arguments in; a table, and on request a JSON file, out."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import book
from benchmarks.measure import CommandError, Usage, run
from benchmarks.systems import BUILD, SYSTEMS

QUICK_LINES = 2_500


@dataclass(frozen=True, slots=True)
class Result:
    """What one system needed for one book."""

    usage: Usage
    pages: int
    failure: str = ""
    """Why there is no result."""


@dataclass(frozen=True, slots=True)
class Report:
    lines: int
    bytes: int
    results: Mapping[str, Result]
    twice: Result | None
    """packetpress on a book of twice the length."""
    help_cpu: float
    """Seconds of CPU for ``build.py --help``; the least of five runs."""


def measure(system: str, sections: Sequence[str]) -> Result:
    with TemporaryDirectory(prefix="packetpress-bench-") as name:
        folder = Path(name)
        usage = Usage()
        try:
            job = SYSTEMS[system](sections, folder)
            for command in job.commands:
                usage = usage.then(run(command, folder))
            return Result(usage, _pages(job.pdf))
        except (CommandError, ImportError) as error:
            return Result(usage, 0, str(error))


def _pages(pdf: Path) -> int:
    """In a process of its own: what this one has loaded would count as memory of the systems it starts."""
    code = "import sys, pikepdf; print(len(pikepdf.open(sys.argv[1]).pages))"
    done = subprocess.run([sys.executable, "-c", code, str(pdf)], capture_output=True, text=True, check=True)
    return int(done.stdout)


def _help_cpu() -> float:
    with TemporaryDirectory() as name:
        return min(run([sys.executable, BUILD, "--help"], Path(name)).cpu for _ in range(5))


def table(report: Report) -> str:
    """The report for people. A ratio is packetpress's time divided by the other system's."""
    ours = report.results.get("packetpress")
    lines = [
        f"{report.lines} lines, {report.bytes / 1e6:.2f} MB of Markdown; whole processes, times in seconds",
        "",
        f"{'':<24}{'CPU':>8}{'wall':>8}{'pages':>8}{'peak MB':>9}{'CPU ratio':>11}{'wall ratio':>12}",
    ]
    rows = dict(report.results)
    if report.twice:
        rows["packetpress, text twice"] = report.twice
    for name, result in rows.items():
        if result.failure:
            lines.append(f"{name:<24}  failed: {' '.join(result.failure.split())}")
            continue
        used = result.usage
        ratios = ""
        if ours and not ours.failure and result is not ours:
            ratios = f"{ours.usage.cpu / used.cpu:>11.3f}{ours.usage.wall / used.wall:>12.3f}"
        lines.append(
            f"{name:<24}{used.cpu:>8.2f}{used.wall:>8.2f}{result.pages:>8}{used.memory:>9.0f}{ratios}".rstrip()
        )
    lines.append("")
    if ours and report.twice and not (ours.failure or report.twice.failure):
        lines.append(f"Twice the text takes {report.twice.usage.cpu / ours.usage.cpu:.2f} times the CPU.")
    lines.append(f"build.py --help takes {report.help_cpu:.2f} s of CPU.")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 1 if a system failed, else 0: no time is asserted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"a book of {QUICK_LINES} lines")
    parser.add_argument(
        "--only", action="append", choices=sorted(SYSTEMS), help="only this system; repeatable"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there, too")
    options = parser.parse_args(arguments)

    size = QUICK_LINES if options.quick else book.LINES
    sections = book.sections(size)
    names = options.only or list(SYSTEMS)
    results: dict[str, Result] = {}
    for name in names:
        print(f"{name} …", file=sys.stderr)
        results[name] = measure(name, sections)
    twice = None
    if "packetpress" in names:
        print("packetpress, text twice …", file=sys.stderr)
        twice = measure("packetpress", book.sections(2 * size))
    text = "\n".join(sections)
    report = Report(text.count("\n") + 1, len(text.encode()), results, twice, _help_cpu())
    print(table(report))
    if options.json:
        options.json.write_text(json.dumps(asdict(report), indent=2) + "\n")
    return int(any(result.failure for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
