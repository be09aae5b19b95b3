"""Generated projects: any mix of conditions builds or fails with a finding, and each reader gets their words.

Every word of a project is its own, so that what stands in a file can be told word by word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packetpress.diagnostics import Diagnostic, SourceError, UsageError
from packetpress.pipeline import check
from tests.pdf import page_texts

PROJECT = """\
title: Practice
organisation: House
version: "1"
date: 2026-11-21
conditions:
  audience: {front-line: Front-line practitioners, managers: Program managers, clinicians: Clinicians}
  setting: [home, hospital, clinic]
  session: [short, long]
groups:
  audience: {leading: [managers, clinicians]}
  setting: {inside: [hospital, clinic]}
variables: {who: zzwho, plan: zzplan}
"""
BINDINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "one": {"audience": ("front-line",), "setting": ("home", "clinic"), "session": ("short",)},
    "two": {"audience": ("managers",), "setting": ("hospital",), "session": ("long",)},
}
PLANS = {"one": "zzone", "two": "zzplan"}
"""What ``{{ plan }}`` says in each packet."""
GROUPS = {"leading": ("managers", "clinicians"), "inside": ("hospital", "clinic")}
VALUES = {
    "audience": ("front-line", "managers", "clinicians", "leading"),
    "setting": ("home", "hospital", "clinic", "inside"),
    "session": ("short", "long"),
    "edition": ("participant", "facilitator"),
}
WORD = re.compile(r"z[qz][a-z]+")

Rule = Callable[[Mapping[str, tuple[str, ...]]], bool]
"""Whether readers with these values get it."""


@dataclass(frozen=True, slots=True)
class Condition:
    pairs: tuple[tuple[str, tuple[str, ...]], ...]

    def holds(self, bound: Mapping[str, tuple[str, ...]]) -> bool:
        for key, names in self.pairs:
            named = {value for name in names for value in GROUPS.get(name, (name,))}
            if bool(named.intersection(bound[key.removeprefix("not-")])) is key.startswith("not-"):
                return False
        return True

    @property
    def attributes(self) -> str:
        return " ".join(f'{key}="{" ".join(names)}"' for key, names in self.pairs)

    @property
    def yaml(self) -> str:
        return "".join(f", {key}: [{', '.join(names)}]" for key, names in self.pairs)


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    chosen = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=2, unique=True))
    pairs = []
    for name in chosen:
        names = draw(st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=2, unique=True))
        pairs.append((draw(st.sampled_from(["", "", "not-"])) + name, tuple(names)))
    return Condition(tuple(pairs))


@dataclass(slots=True)
class Written:
    """A project as it is drawn: its text, and who is to get each of its words."""

    draw: st.DrawFn
    words: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=count)

    def word(self, rules: tuple[Rule, ...]) -> str:
        digits = f"{next(self.numbers):03d}"
        word = "zq" + "".join("abcdefghij"[int(digit)] for digit in digits)
        self.words[word] = rules
        return word

    def words_of(self, rules: tuple[Rule, ...]) -> str:
        """Some inline content: plain, marked, under a condition of its own, with a variable."""
        parts = []
        for kind in self.draw(st.lists(st.sampled_from("tebsvnl"), min_size=1, max_size=4)):
            if kind == "t":
                parts.append(self.word(rules))
            elif kind == "e":
                parts.append(f"*{self.word(rules)}*")
            elif kind == "b":
                parts.append(f"**{self.word(rules)}**,")
            elif kind == "l":
                parts.append(f"[{self.word(rules)}](https://example.org)")
            elif kind == "v":
                parts.append("{{ who }}")
            else:
                condition = self.draw(conditions())
                inner = (*rules, condition.holds)
                text = f"{self.word(inner)} {self.words_of(inner)}" if kind == "n" else self.word(inner)
                parts.append(f"[{text}]{{{condition.attributes}}}")
        return " ".join(parts)

    def blocks(self, rules: tuple[Rule, ...], depth: int) -> str:
        kinds = ["para", "list", "table", "snippet", "facilitator", "heading"]
        if depth < 3:
            kinds += ["div", "div", "exercise"]
        drawn = self.draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3))
        return "\n\n".join(self._block(kind, rules, depth) for kind in drawn)

    def _block(self, kind: str, rules: tuple[Rule, ...], depth: int) -> str:
        condition = self.draw(conditions())
        inner = (*rules, condition.holds)
        colons = ":" * 3
        if kind == "para":
            return self.words_of(rules)
        if kind == "list":
            first = f"- {self.word(inner)} {{{condition.attributes}}}\n"
            return first + f"- {self.words_of(rules)}\n"
        if kind == "table":
            # A heading's and a caption's words go with the last row; whether they do is tested elsewhere.
            kept = f"| {self.word(rules)} |\n"
            return f"| zzhead |\n|---|\n{kept}| {self.word(inner)} | {{{condition.attributes}}}\n"
        if kind == "snippet":
            return f'{{{{< include /snippet.md x="{self.word(rules)} {{{{ plan }}}}" >}}}}'
        if kind == "facilitator":
            only = (*rules, lambda bound: bound["edition"] == ("facilitator",))
            return f"{colons} notes\n{self.word(only)}\n{colons}"
        if kind == "heading":
            # The condition of a heading is that of all below it: kept to a group of its own here.
            return f"{colons} g\n## zzhead {{{condition.attributes}}}\n\n{self.words_of(inner)}\n{colons}"
        if kind == "exercise":
            name = f"ex-{next(self.numbers)}"
            return (
                f'{colons} {{.exercise #{name} title="zztitle" {condition.attributes}}}\n'
                f"{self.word(inner)}\n\n{self.blocks(inner, depth + 1)}\n{colons}"
            )
        return f"{colons} {{{condition.attributes}}}\n{self.blocks(inner, depth + 1)}\n{colons}"


@dataclass(frozen=True, slots=True)
class Generated:
    files: Mapping[str, str]
    words: Mapping[str, tuple[Rule, ...]]


@st.composite
def projects(draw: st.DrawFn) -> Generated:
    written = Written(draw)
    files: dict[str, str] = {"project.yaml": PROJECT, "snippet.md": "{{ x }} zzsnippet\n"}
    entries = ""
    for index in range(draw(st.integers(1, 3))):
        front, listed = draw(conditions()), draw(conditions())
        of_file = draw(st.booleans())
        of_entry = draw(st.booleans())
        rules: tuple[Rule, ...] = ((front.holds,) if of_file else ()) + ((listed.holds,) if of_entry else ())
        keys = "".join(f"{key}: [{', '.join(names)}]\n" for key, names in front.pairs) if of_file else ""
        files[f"s{index}.md"] = f"---\ntitle: zztitle {index}\n{keys}---\n\n{written.blocks(rules, 0)}\n"
        entries += f"  - {{sections: s{index}.md{listed.yaml if of_entry else ''}}}\n"
    for name, bound in BINDINGS.items():
        lines = "".join(f"{key}: [{', '.join(values)}]\n" for key, values in bound.items())
        own = "variables: {plan: zzone}\n" if name == "one" else ""
        files[f"packets/{name}.yaml"] = (
            f"title: Packet\n{lines}{own}editions: [participant, facilitator]\ncontents:\n{entries}"
        )
    return Generated(files, written.words)


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


@settings(deadline=None, max_examples=40)
@given(projects())
def test_each_reader_gets_their_words_and_no_others(project: Generated) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder), project.files)
        report = check(Path(folder))
    assert len(report.checked) == 4
    for each in report.checked:
        bound = {**BINDINGS[each.packet.name], "edition": (each.edition,)}
        wanted = {word for word, rules in project.words.items() if all(rule(bound) for rule in rules)}
        printed = set(WORD.findall("\n".join(page_texts(each.pages.pdf))))
        assert {word for word in printed if word.startswith("zq")} == wanted
        assert {"zzone", "zzplan"} & printed <= {PLANS[each.packet.name]}
        assert not any(word in repr(each.document) for word in project.words.keys() - wanted)
        assert not any(word in repr(each.manuscript) for word in project.words.keys() - wanted)


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, str]:
    """A project in which pieces of text were lost, doubled or put elsewhere."""
    files = dict(draw(projects()).files)
    for _ in range(draw(st.integers(1, 6))):
        name = draw(st.sampled_from(sorted(files)))
        text = files[name]
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 30)))
        other = draw(st.sampled_from(sorted(files)))
        at = draw(st.integers(0, len(files[other])))
        piece = draw(st.sampled_from([text[start:end], "", "\n", ":::", "{", '"', "{{", "- ", "[", " |"]))
        files[name] = text[:start] + text[end:]
        files[other] = files[other][:at] + piece + files[other][at:]
    return files


@settings(deadline=None, max_examples=60)
@given(damaged())
def test_a_damaged_project_is_checked_or_its_findings_are_told(files: dict[str, str]) -> None:
    for finding in findings(files):
        assert finding.message
        assert "None" not in finding.message
        assert not finding.pos.file or finding.pos.file.removeprefix("sources/") in files


def findings(files: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    with TemporaryDirectory() as folder:
        write(Path(folder), files)
        try:
            return check(Path(folder)).warnings
        except SourceError as error:
            return error.diagnostics
        except UsageError:
            return ()


def test_a_condition_that_a_packet_does_not_bind_names_both(tmp_path: Path) -> None:
    files = {
        "project.yaml": PROJECT,
        "packets/one.yaml": "title: P\naudience: front-line\ncontents: [a.md]\n",
        "a.md": '# T\n\n::: {audience="front-line"}\n[x]{setting="inside"} y\n:::\n',
    }
    write(tmp_path, files)
    with pytest.raises(SourceError) as error:
        check(tmp_path)
    assert [str(finding) for finding in error.value.diagnostics] == [
        "sources/a.md:4:4: error: This is for some values of “setting” only, but the packet “one” doesn't say"
        " which “setting” it is for.\n    Add a line “setting: …” to sources/packets/one.yaml (home,"
        " hospital, clinic), or take the condition away here."
    ]
