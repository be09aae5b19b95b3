"""The guides in ``docs/`` say what is true: their examples build, and their messages are the ones printed.

A fenced block takes part by the words that open it:

- ``LANGUAGE PATH``: a file of the guide's own project
- ``markdown``: a section of that project, which must build without findings; each line of a ``text prints``
  that follows must then stand in one of its PDFs
- ``LANGUAGE error [PATH]``: a file with mistakes, the only one that differs; ``text message`` follows
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from packetpress import starter
from packetpress.cli import main
from packetpress.diagnostics import Diagnostic, SourceError
from packetpress.model import CALLOUTS, FACILITATOR_ONLY
from packetpress.pipeline import build
from tests.pdf import page_texts

DOCS = Path(__file__).parents[1] / "docs"
EXAMPLE = "sources/practice/example.md"
PACKET = "sources/packets/front-line.yaml"
_FENCE = re.compile(r"^(`{3,})(.+)\n((?:.*\n)*?)\1$", re.MULTILINE)
_TITLED = re.compile(r"^(#|title:) ", re.MULTILINE)
_COUNTED = re.compile(r"(?i:(page|exercise|table|figure|section)\\ )[0-9]+(\\\.[0-9]+)?")
"""Numbers that depend on what else is in the packet, in an escaped pattern."""


@dataclass(frozen=True)
class Example:
    guide: str
    line: int
    words: tuple[str, ...]
    text: str
    follows: tuple[str, str] = ("", "")
    """Words and text of the next block."""

    @property
    def path(self) -> str:
        """The file it is; empty for a section whose name doesn't matter."""
        return next((word for word in self.words if "/" in word), "")

    @property
    def is_error(self) -> bool:
        return "error" in self.words

    @property
    def is_section(self) -> bool:
        return self.words == ("markdown",)

    @property
    def section(self) -> str:
        """Its text as a whole section: a title comes last, so that lines keep their numbers."""
        return self.text if _TITLED.search(self.text) else f"{self.text}\n# Example\n"


def _text(guide: str) -> str:
    return (DOCS / guide).read_text(encoding="utf-8")


def examples(guide: str) -> Iterator[Example]:
    text = _text(guide)
    found = list(_FENCE.finditer(text))
    for index, match in enumerate(found):
        line = text.count("\n", 0, match.start()) + 1
        follows = (found[index + 1][2], found[index + 1][3]) if index + 1 < len(found) else ("", "")
        yield Example(guide, line, tuple(match[2].split()), match[3], follows)


GUIDE = tuple(examples("guide.md"))
LOOK = tuple(examples("look.md"))
SECTIONS = [example for example in GUIDE if example.is_section]
MISTAKES = [example for example in (*GUIDE, *LOOK) if example.is_error]


def frame() -> dict[str, str]:
    """The files of the guide's project, its sections not among them."""
    drawing = (files("packetpress.starter") / "project/sources/images/two-circles.svg").read_text("utf-8")
    named = {example.path: example.text for example in GUIDE if example.path and not example.is_error}
    return {"sources/images/circles.svg": drawing, **named}


def name(example: Example) -> str:
    return f"sources/practice/{example.line:04}.md"


@dataclass(frozen=True)
class Outcome:
    findings: tuple[Diagnostic, ...]
    texts: tuple[str, ...] = ()
    """Of each PDF, in one line."""


def outcome(project: Mapping[str, str]) -> Outcome:
    with TemporaryDirectory() as folder:
        for path, text in project.items():
            file = Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        try:
            report = build(Path(folder), Path(folder) / "output")
        except SourceError as error:
            return Outcome(error.diagnostics)
    pages = (page_texts(built.file.data) for built in report.files)
    return Outcome(report.warnings, tuple(" ".join(" ".join(texts).split()) for texts in pages))


@cache
def whole_guide() -> Outcome:
    return outcome(frame() | {name(example): example.section for example in SECTIONS})


def in_layouts(packet: str, names: Sequence[str]) -> str:
    """The packet file, asking for other layouts."""
    changed = packet.replace("layouts: [office]", f"layouts: [{', '.join(names)}]")
    assert changed != packet
    return changed


def place(example: Example) -> str:
    return f"{example.guide}:{example.line}"


def test_the_guide_builds_without_findings() -> None:
    where = {name(example): place(example) for example in SECTIONS}
    assert [(where.get(found.pos.file), str(found)) for found in whole_guide().findings] == []


@pytest.mark.parametrize(
    "example", [each for each in SECTIONS if each.follows[0] == "text prints"], ids=place
)
def test_an_example_prints_what_the_guide_says(example: Example) -> None:
    for line in example.follows[1].splitlines():
        pattern = _COUNTED.sub(r"(?:\1) \\d+(?:\\.\\d+)?", re.escape(" ".join(line.split())))
        assert any(re.search(pattern, text) for text in whole_guide().texts), line


def said(example: Example) -> str:
    """What a build says of the project with this one mistake; warnings about other files left out."""
    path = example.path or EXAMPLE
    text = example.text if example.path else example.section
    project = frame() | {EXAMPLE: "# Example\n\nText.\n", path: text}
    if path.startswith("layouts/"):
        project[PACKET] = in_layouts(project[PACKET], [Path(path).stem])
    found = outcome(project).findings
    shown = [str(finding) for finding in found if finding.severity == "error" or finding.pos.file == path]
    return "".join(f"{finding}\n" for finding in shown)


@pytest.mark.parametrize("example", MISTAKES, ids=place)
def test_a_mistake_gets_the_message_in_the_guide(example: Example) -> None:
    assert example.follows == ("text message", said(example))


def test_the_layouts_of_the_guide_build() -> None:
    layouts = {each.path: each.text for each in LOOK if each.path and not each.is_error}
    project = frame() | {EXAMPLE: "# Example\n\nText.\n"} | layouts
    project[PACKET] = in_layouts(project[PACKET], [Path(path).stem for path in layouts])
    found = [finding for finding in outcome(project).findings if finding.pos.file != PACKET]
    assert found == []


def test_the_guide_lists_every_callout() -> None:
    row = re.compile(r"^\| `([\w-]+)` \| (.+) \| (everyone|facilitators) \|$", re.MULTILINE)
    rows = row.findall(_text("guide.md"))
    assert {kind: (label, who) for kind, label, who in rows} == {
        kind: (label, "facilitators" if kind in FACILITATOR_ONLY else "everyone")
        for kind, label in CALLOUTS.items()
    }


def test_the_tour_shows_what_the_starter_project_makes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    starter.write(tmp_path)
    assert main(["build", "--project", str(tmp_path)]) == 0
    rows = [line.split()[:4] for line in capsys.readouterr().out.splitlines()[:3]]
    assert [line.split() for line in _shown_in_the_tour("Packet ").splitlines()] == rows


def test_the_tour_shows_the_message_that_its_mistake_gets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    starter.write(tmp_path)
    section = tmp_path / "sources/sections/1-watch-first.md"
    text = section.read_text(encoding="utf-8")
    section.write_text(text.replace("observation_time", "observation_tme", 1), encoding="utf-8")
    assert main(["build", "--project", str(tmp_path)]) == 1
    printed = capsys.readouterr().err
    assert _shown_in_the_tour("sources/sections") == printed[printed.index("sources/sections") :]


def _shown_in_the_tour(begins: str) -> str:
    """The text block of the README that begins so."""
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    return next(match[3] for match in _FENCE.finditer(readme) if match[3].startswith(begins))
