"""The fixtures of tests/cases: a title, Markdown, and what is read from it, parted by lines with a dot."""

from __future__ import annotations

from pathlib import Path

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import parse
from tests.load.markdown.dump import Files, dump

CASES = Path(__file__).parents[2] / "cases"


def read_cases(path: Path) -> list[tuple[str, str, str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    cases: list[tuple[str, str, str]] = []
    index = 0
    while index < len(lines):
        if not lines[index].strip():
            index += 1
            continue
        title = lines[index]
        assert lines[index + 1] == ".", f"{path.name}:{index + 2}: a dot opens the Markdown of “{title}”"
        middle = lines.index(".", index + 2)
        end = lines.index(".", middle + 1)
        cases.append((title, "\n".join(lines[index + 2 : middle]), "\n".join(lines[middle + 1 : end])))
        index = end + 1
    return cases


def read(markdown: str) -> str:
    """What the fixtures expect: the blocks, then the findings (! error, ? warning) with line and column."""
    diagnostics = Diagnostics()
    files = Files(
        inc_md="Included *text*.\n",
        list_md="---\ntitle: x\n---\n- from file\n",
        loop_md="{{< include loop.md >}}\n",
    )
    body = parse(markdown, "case.md", diagnostics, files=files)
    text = dump(body.blocks)
    for finding in diagnostics.sorted:
        mark = "!" if finding.severity == "error" else "?"
        text += f"{mark} {finding.pos.line}:{finding.pos.column} {finding.message}\n"
    return text.rstrip("\n")


ALL = [(path.stem, *case) for path in sorted(CASES.glob("*.md")) for case in read_cases(path)]


@pytest.mark.parametrize(
    ("markdown", "expected"), [case[2:] for case in ALL], ids=[f"{case[0]}: {case[1]}" for case in ALL]
)
def test_case(markdown: str, expected: str) -> None:
    assert read(markdown) == expected
