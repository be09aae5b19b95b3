"""``python -m benchmarks.limits``: sources far beyond any packet in; a table of what each costs, out.

Each case goes through ``build.py build`` in a process of its own, and either becomes a packet or ends with
findings (exit code 1); anything else is a failure.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from benchmarks.book import Words
from benchmarks.measure import CommandError, Usage, run
from benchmarks.systems import packetpress

DONE, FINDINGS = 0, 1
"""Exit codes of a build."""

MEGABYTE = 1_000_000
_SEED = 1

Case: TypeAlias = Callable[[], Sequence[str]]
"""Makes the sections."""


def divs(depth: int) -> Case:
    return lambda: ["# Deep\n\n" + "::: group\n" * depth + "Text.\n" + ":::\n" * depth]


def lists(depth: int) -> Case:
    return lambda: ["# Deep\n\n" + "".join(f"{'  ' * level}- item\n" for level in range(depth))]


def quotes(depth: int) -> Case:
    return lambda: ["# Deep\n\n" + "> " * depth + "Text.\n"]


def brackets(depth: int) -> Case:
    return lambda: ["# Deep\n\n" + "[" * depth + "text" + "]{.x}" * depth + "\n"]


def emphasis(depth: int) -> Case:
    return lambda: ["# Deep\n\n" + "*a **b " * depth + "text" + " b** a*" * depth + "\n"]


def paragraph(size: int, *, lines: bool) -> Case:
    def make() -> Sequence[str]:
        words = Words(_SEED)
        pieces: list[str] = []
        while size > 0 and sum(map(len, pieces[-1:])) * len(pieces) < size:
            pieces.append(words.phrase(900, 900))
        return ["# Long\n\n" + ("\n" if lines else " ").join(pieces)[:size] + "\n"]

    return make


def table(rows: int) -> Case:
    def make() -> Sequence[str]:
        words = Words(_SEED)
        body = (f"| {number} | {words.phrase(3, 9)} | {words.phrase(3, 9)} |" for number in range(rows))
        return ["# Table\n\n| No. | What | Why |\n|---|---|---|\n" + "\n".join(body) + "\n"]

    return make


def sections(number: int) -> Case:
    def make() -> Sequence[str]:
        words = Words(_SEED)
        return [
            f"# {words.title()} {index}\n\n## {words.title()}\n\n{words.phrase(60, 120)}.\n"
            for index in range(number)
        ]

    return make


CASES: Mapping[str, tuple[Case, int]] = {
    "a page": (sections(1), DONE),
    "200 nested divs": (divs(200), FINDINGS),
    "200 nested lists": (lists(200), FINDINGS),
    "200 nested quotes": (quotes(200), FINDINGS),
    "200 nested spans": (brackets(200), FINDINGS),
    "200 nested emphases": (emphasis(200), DONE),
    "18 nested lists": (lists(18), DONE),
    "39 nested divs": (divs(39), DONE),
    "paragraph of 5 MB": (paragraph(5 * MEGABYTE, lines=True), DONE),
    "the same in one line": (paragraph(5 * MEGABYTE, lines=False), DONE),
    "table of 10,000 rows": (table(10_000), DONE),
    "2,000 sections": (sections(2_000), DONE),
}
"""Name -> what makes the sections, and how the build has to end."""


def measure(name: str) -> Usage:
    """Raises CommandError if the build ends in another way than it has to."""
    make, ends_with = CASES[name]
    with TemporaryDirectory(prefix="packetpress-limits-") as folder:
        (command,) = packetpress(make(), Path(folder)).commands
        return run(command, Path(folder), ends_with=ends_with)


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 1 if a build didn't end as it has to, else 0: no time is asserted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.limits", description=__doc__)
    parser.add_argument("--only", action="append", choices=sorted(CASES), help="only this one; repeatable")
    options = parser.parse_args(arguments)
    failed = False
    print(f"{'':<24}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}")
    for name in options.only or CASES:
        try:
            used = measure(name)
        except CommandError as error:
            failed = True
            print(f"{name:<24}  {' '.join(str(error).split())}", flush=True)
        else:
            print(f"{name:<24}{used.cpu:>8.2f}{used.wall:>8.2f}{used.memory:>9.0f}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
