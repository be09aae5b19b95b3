import hashlib
from pathlib import Path

import pytest

from packetpress.diagnostics import Diagnostics, SourceError, UsageError
from packetpress.load import load
from packetpress.model import Library
from packetpress.walk import plain_text

PROJECT = """\
title: T
version: "1"
date: 2026-11-21
conditions:
  audience: {front-line: Front-line, managers: Managers}
bibliography: references.bib
"""
PACKET = "title: {0}\naudience: {0}\ncontents: [one.md, two.md, glossary, references]\n"
FILES = {
    "sources/project.yaml": PROJECT,
    "sources/references.bib": "@book{a, title={A}}",
    "sources/packets/front-line.yaml": PACKET.format("front-line"),
    "sources/packets/managers.yaml": PACKET.format("managers"),
    "sources/one.md": "# One\n\n{{< include snippets/age.md >}}\n\n![A dot](dot.svg)\n",
    "sources/two.md": "# Two\n\nWords.\n",
    "sources/unused.md": "# Unused\n",
    "sources/snippets/age.md": "Prenatal to 3.\n",
    "sources/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"/>',
    "sources/glossary.md": "Repair\n: Finding each other again.\n\nMismatch\n: Being out of step.\n",
}


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def loaded(root: Path, **changes: str) -> tuple[Library, list[str]]:
    write(
        root, {**FILES, **{name.replace("__", "/").replace("_", "."): text for name, text in changes.items()}}
    )
    diagnostics = Diagnostics()
    library = load(root, diagnostics)
    return library, [str(finding) for finding in diagnostics.sorted]


def test_a_project_is_read_once_and_whole(tmp_path: Path) -> None:
    library, findings = loaded(tmp_path)
    assert findings == []
    assert [packet.name for packet in library.packets] == ["front-line", "managers"]
    assert list(library.sources) == ["sources/one.md", "sources/two.md"]
    assert plain_text(library.sources["sources/one.md"].title) == "One"
    assert library.assets["sources/dot.svg"].width == 72
    assert [plain_text(item.terms[0]) for item in library.glossary] == ["Repair", "Mismatch"]
    assert dict(library.digests) == {
        path: hashlib.sha256(text.encode()).hexdigest()
        for path, text in FILES.items()
        if path != "sources/unused.md"
    }


def test_an_empty_folder_is_not_a_project(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is not a packetpress project: it has no sources/project\.yaml"):
        load(tmp_path, Diagnostics())
    with pytest.raises(UsageError, match="There is no folder"):
        load(tmp_path / "nowhere", Diagnostics())


def test_a_project_without_packets_says_so(tmp_path: Path) -> None:
    write(tmp_path, {"sources/project.yaml": PROJECT.replace("bibliography: references.bib\n", "")})
    with pytest.raises(UsageError, match="has no packets yet"):
        load(tmp_path, Diagnostics())


def test_a_project_file_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "sources/project.yaml": "title: [a\n"})
    with pytest.raises(SourceError) as caught:
        load(tmp_path, Diagnostics())
    assert str(caught.value) == (
        "sources/project.yaml:1:8: error: A list or group is opened here and never closed.\n"
        "    Close it with “]”."
    )


def test_findings_of_all_files_are_shown_together(tmp_path: Path) -> None:
    _, findings = loaded(
        tmp_path,
        sources__project_yaml=PROJECT + "titel: T\n",
        sources__one_md='# One\n\n[x]{audience="manager"}\n',
        sources__two_md="# Two\n\n![A dot](dots.svg)\n",
        sources__glossary_md="Words.\n",
    )
    assert [finding.splitlines()[0] for finding in findings] == [
        "sources/glossary.md:1:1: error: The glossary is made of terms and definitions alone; this would not"
        " be printed.",
        "sources/one.md:3:4: error: “manager” is not a value of “audience”.",
        "sources/project.yaml:7:1: error: “titel” is not a key that can stand here.",
        "sources/two.md:3:1: error: There is no file “dots.svg” (looked for sources/dots.svg).",
    ]


def test_an_id_is_given_once_in_a_project(tmp_path: Path) -> None:
    _, findings = loaded(
        tmp_path,
        sources__one_md="# One {#sec-a}\n\n## Again {#sec-b}\n",
        sources__two_md="# Two {#sec-b}\n\n::: {#sec-a}\nx\n:::\n",
    )
    assert [finding.splitlines()[0] for finding in findings] == [
        "sources/two.md:1:7: error: The id “sec-b” is given twice; sources/one.md:3 has it too.",
        "sources/two.md:3:5: error: The id “sec-a” is given twice; sources/one.md:1 has it too.",
    ]


def test_a_snippet_that_two_files_include_is_one_place(tmp_path: Path) -> None:
    include = "{{< include snippets/age.md >}}"
    _, findings = loaded(
        tmp_path,
        sources__one_md=f"# One\n\n{include}\n",
        sources__two_md=f"# Two\n\n{include}\n",
        sources__snippets__age_md="::: {#ages}\nPrenatal to 3.\n:::\n",
    )
    assert findings == []


def test_a_glossary_may_have_front_matter_and_headings(tmp_path: Path) -> None:
    library, findings = loaded(
        tmp_path, sources__glossary_md="---\ntitle: Glossary\n---\n\n## A\n\nAlarm\n: A call for help.\n"
    )
    assert findings == []
    assert [item.pos.line for item in library.glossary] == [7]


def test_a_term_is_defined_once(tmp_path: Path) -> None:
    _, findings = loaded(tmp_path, sources__glossary_md="Repair\n: One.\n\nrepair\n: Two.\n")
    assert findings == [
        "sources/glossary.md:4:1: error: “repair” is in the glossary twice; line 1 has it first.\n"
        "    Keep one."
    ]


def test_a_packet_that_lists_a_glossary_needs_one(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    (tmp_path / "sources" / "glossary.md").unlink()
    diagnostics = Diagnostics()
    load(tmp_path, diagnostics)
    assert [str(finding).splitlines()[0] for finding in diagnostics.sorted] == [
        f"sources/packets/{name}.yaml:3:28: error: This packet has a glossary, and there is no"
        " sources/glossary.md."
        for name in ("front-line", "managers")
    ]
