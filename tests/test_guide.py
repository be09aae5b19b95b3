"""The guides in ``docs/`` say what is true: their examples build, and their messages are the ones printed.

A fenced block takes part by the words that open it:

- ``LANGUAGE PATH``: a file of the project of ``guide.md``; in a guide that isn't on writing, one that it adds
- ``markdown``: a section of that project, which must build without findings; each line of a ``text prints``
  that follows must then stand in one of its PDFs
- ``yaml packet``, ``yaml project``: keys in place of those in the project's packet or ``project.yaml``, with
  which it must build without errors; ``text prints`` may follow
- ``LANGUAGE error [PATH]``: a file with mistakes, the only one that differs; ``text message`` follows, or
  ``text shown``, as a terminal shows it
- ``sh``: commands that must do their work in the project of that guide; ``text output`` may follow, what the
  last of them says
"""

from __future__ import annotations

import json
import re
import shlex
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
from packetpress.load.kit import KIT, KitSettings
from packetpress.load.layout_keys import (
    ColorSettings,
    LayoutSettings,
    PageSettings,
    ProfileSettings,
    StyleSettings,
    TabSettings,
)
from packetpress.load.markdown.kinds import KINDS
from packetpress.load.packet import PacketSettings
from packetpress.load.project import ProjectSettings
from packetpress.load.sessions import MeetingSettings
from packetpress.load.source import FrontMatterSettings
from packetpress.load.validate import Settings, known_keys
from packetpress.load.vendor_keys import BindingPrices, PaperSettings, PriceSettings, VendorSettings
from packetpress.model import CALLOUTS, FACILITATOR_ONLY, GATHERED
from packetpress.pipeline import build
from tests.pdf import page_texts

DOCS = Path(__file__).parents[1] / "docs"
EXAMPLE = "sources/practice/example.md"
PACKET = "sources/packets/front-line.yaml"
WRITING = ("guide.md", "kit.md")
"""The guides on writing: their examples are one project."""
KEYS = {"packet": PACKET, "project": "sources/project.yaml"}
"""Word of a block that changes keys of a file -> the file."""
_KEY = re.compile(r"^([\w-]+):.*\n(?:(?![\w-]+:).*\n)*", re.MULTILINE)
"""A key at the left edge, with all that belongs to it."""
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
    def keys_of(self) -> str:
        """The file whose keys it changes; empty if it is something else."""
        return KEYS.get(self.words[-1], "")

    @property
    def section(self) -> str:
        """Its text as a whole section: a title comes last, so that lines keep their numbers."""
        return self.text if _TITLED.search(self.text) else f"{self.text}\n# Example\n"


def _text(guide: str) -> str:
    return (DOCS / guide).read_text(encoding="utf-8")


def _part(guide: str, heading: str) -> str:
    """What stands under a heading of the third level, up to the next heading of any."""
    after = _text(guide).split(f"\n### {heading}\n")[1]
    return re.split(r"^#+ ", after, maxsplit=1, flags=re.MULTILINE)[0]


def examples(guide: str) -> Iterator[Example]:
    text = _text(guide)
    found = list(_FENCE.finditer(text))
    for index, match in enumerate(found):
        line = text.count("\n", 0, match.start()) + 1
        follows = (found[index + 1][2], found[index + 1][3]) if index + 1 < len(found) else ("", "")
        yield Example(guide, line, tuple(match[2].split()), match[3], follows)


EXAMPLES = tuple(example for path in sorted(DOCS.glob("*.md")) for example in examples(path.name))
GUIDE = tuple(example for example in EXAMPLES if example.guide in WRITING)
LAYOUTS = [each for each in EXAMPLES if each.path.startswith("layouts/") and not each.is_error]
SECTIONS = [example for example in GUIDE if example.is_section]
MISTAKES = [example for example in EXAMPLES if example.is_error]
CHANGES = [example for example in EXAMPLES if example.keys_of]
COMMANDS = [example for example in EXAMPLES if example.words == ("sh",)]


def frame() -> dict[str, str]:
    """The files of the project of the guides on writing, their sections not among them."""
    drawing = (files("packetpress.starter") / "project/sources/images/two-circles.svg").read_text("utf-8")
    named = {example.path: example.text for example in GUIDE if example.path and not example.is_error}
    return {"sources/images/circles.svg": drawing, **named}


def name(example: Example) -> str:
    return f"sources/practice/{Path(example.guide).stem}-{example.line:04}.md"


def write(project: Mapping[str, str], folder: Path) -> None:
    for path, text in project.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Outcome:
    findings: tuple[Diagnostic, ...]
    texts: tuple[str, ...] = ()
    """Of each PDF, in one line."""


def outcome(project: Mapping[str, str]) -> Outcome:
    with TemporaryDirectory() as folder:
        write(project, Path(folder))
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


def mistaken(example: Example) -> dict[str, str]:
    """The guide's project with this one mistake."""
    path = example.path or EXAMPLE
    text = example.text if example.path else example.section
    project = frame() | {EXAMPLE: "# Example\n\nText.\n", path: text}
    if path.startswith("layouts/"):
        project[PACKET] = in_layouts(project[PACKET], [Path(path).stem])
    return project


def said(example: Example) -> str:
    """What a build says of the mistake; warnings about other files left out."""
    found = outcome(mistaken(example)).findings
    own = example.path or EXAMPLE
    return "".join(f"{each}\n" for each in found if each.severity == "error" or each.pos.file == own)


@pytest.mark.parametrize("example", [each for each in MISTAKES if each.follows[0] != "text shown"], ids=place)
def test_a_mistake_gets_the_message_in_the_guide(example: Example) -> None:
    assert example.follows == ("text message", said(example))


@pytest.mark.parametrize("example", [each for each in MISTAKES if each.follows[0] == "text shown"], ids=place)
def test_a_terminal_shows_what_is_in_the_guide(
    example: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(mistaken(example), tmp_path)
    assert main(["build", "--project", str(tmp_path)]) == 1
    printed = capsys.readouterr().err
    assert example.follows[1] == printed[printed.index("sources/") :]


def with_keys(text: str, changed: str) -> str:
    """A YAML file with other keys, or more."""
    names = {match[1] for match in _KEY.finditer(changed)}
    return _KEY.sub(lambda match: "" if match[1] in names else match[0], text) + changed


@pytest.mark.parametrize("example", CHANGES, ids=place)
def test_a_file_may_have_the_keys_in_the_guide(example: Example) -> None:
    looks = {each.path: each.text for each in LAYOUTS if each.guide == example.guide}
    project = frame() | {EXAMPLE: "# Example\n\nText.\n"} | looks
    project[example.keys_of] = with_keys(project[example.keys_of], example.text)
    found = outcome(project)
    assert [str(finding) for finding in found.findings if finding.severity == "error"] == []
    if example.follows[0] == "text prints":
        for line in example.follows[1].splitlines():
            assert any(" ".join(line.split()) in text for text in found.texts), line


@pytest.mark.parametrize("example", COMMANDS, ids=place)
def test_a_command_does_what_the_guide_says(
    example: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {each.path: each.text for each in EXAMPLES if each.guide == example.guide and not each.is_error}
    project = frame() | {path: text for path, text in own.items() if path}
    if not any(path.startswith("sources/practice/") for path in project):
        project[EXAMPLE] = "# Example\n\nText.\n"
    write(project, tmp_path)
    monkeypatch.chdir(tmp_path)
    printed = ""
    for line in example.text.splitlines():
        name, *arguments = shlex.split(line, comments=True)
        assert name == "packetpress"
        assert main(arguments) == 0, capsys.readouterr().err
        printed = capsys.readouterr().out
    if example.follows[0] == "text output":
        assert example.follows[1].splitlines() == [line.rstrip() for line in printed.splitlines()]


@pytest.mark.parametrize("guide", sorted({each.guide for each in LAYOUTS}))
def test_the_layouts_of_the_guide_build(guide: str) -> None:
    layouts = {each.path: each.text for each in LAYOUTS if each.guide == guide}
    project = frame() | {EXAMPLE: "# Example\n\nText.\n"} | layouts
    names = [Path(path).stem for path in layouts if path.count("/") == 1]
    project[PACKET] = in_layouts(project[PACKET], names)
    found = [finding for finding in outcome(project).findings if finding.pos.file != PACKET]
    assert found == []


_ROW = re.compile(r"^\| (`.+?) \| (.+) \|$", re.MULTILINE)
_NAMED = re.compile(r"`([\w-]+)`")


def _shapes(name: str, value: object) -> Iterator[tuple[str, list[str]]]:
    """The keys of every object in a JSON value, after the key under which it stands."""
    if isinstance(value, dict):
        yield name, list(value)
        for key, each in value.items():
            yield from _shapes(key, each)
    elif isinstance(value, list):
        for each in value:
            yield from _shapes(name, each)


def test_the_reports_have_the_keys_that_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = {
        name: _NAMED.findall(re.sub(r"\(.*?\)", "", keys))
        for names, keys in _ROW.findall(_part("reports.md", "Reports"))
        for name in _NAMED.findall(names)
    }
    own = {each.path: each.text for each in EXAMPLES if each.guide == "reports.md" and each.path}
    write(frame() | own, tmp_path)
    monkeypatch.chdir(tmp_path)
    seen: dict[str, list[str]] = {}
    pair = "front-line program-managers", "program-managers front-line"
    for command in ("coverage", "why sec-feed", *(f"diff {each}" for each in pair)):
        assert main([*command.split(), "--format", "json"]) == 0
        shown = dict(_shapes(command.split()[0], json.loads(capsys.readouterr().out)))
        seen |= {name: keys for name, keys in shown.items() if "line" not in keys}
    assert seen == {name: keys for name, keys in listed.items() if name in seen}
    assert listed.keys() == seen.keys()


def test_findings_have_the_keys_that_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = _ROW.findall(_part("reports.md", "Findings"))
    listed = [name for names, _ in rows for name in _NAMED.findall(names)]
    project = frame() | {EXAMPLE: "# Example\n\n| | |\n|-|-|\n| a | b |\n"}
    write(project, tmp_path)
    assert main(["build", "--project", str(tmp_path), "--format", "json"]) == 0
    shapes = dict(_shapes("", json.loads(capsys.readouterr().out)))
    seen = [key for name in ("", "diagnostics", "files") for key in shapes[name]]
    assert sorted(listed) == sorted(seen)


KEYS_TOLD: Mapping[str, tuple[type[Settings], ...]] = {
    "guide.md": (ProjectSettings, PacketSettings, FrontMatterSettings),
    "kit.md": (KitSettings, MeetingSettings),
    "look.md": (LayoutSettings, PageSettings, TabSettings, StyleSettings, ColorSettings),
    "print.md": (VendorSettings, ProfileSettings, PaperSettings, PriceSettings, BindingPrices),
}


@pytest.mark.parametrize("guide", KEYS_TOLD)
def test_the_guides_tell_of_every_key(guide: str) -> None:
    told = set(re.findall(r"[\w-]+", _text(guide)))
    assert [key for model in KEYS_TOLD[guide] for key in sorted(known_keys(model)) if key not in told] == []


def test_the_guides_tell_of_every_kind_of_exercise_and_every_page_of_the_kit() -> None:
    told = {name for guide in WRITING for name in re.findall(r"`([\w-]+)`", _text(guide))}
    assert sorted({*KIT, *KINDS, *GATHERED} - told) == []


def _anchors(path: Path) -> set[str]:
    """Of a page's headings, as GitHub makes them."""
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize(
    "page", [DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda p: p.name
)
def test_links_in_the_guides_lead_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", page.read_text(encoding="utf-8")))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        name, _, anchor = target.partition("#")
        if name.startswith(("http:", "https:")):
            continue
        there = page.parent / name if name else page
        assert there.exists(), target
        assert not anchor or anchor in _anchors(there), target


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
