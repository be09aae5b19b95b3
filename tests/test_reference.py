"""Tag trees of small texts, as they were when a person last read them.

Each ``tests/reference/NAME.md`` is a section; ``NAME.txt`` is its tree in the screen layout: roles,
attributes, words, annotations. ``pytest --update-reference tests/test_reference.py`` writes them anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from packetpress.pipeline import build
from tests import tagtree
from tests.projects import write_project
from tests.tagtree import Element

REFERENCE = Path(__file__).parent / "reference"
PACKET = """\
title: A packet
audience: front-line
layouts: [screen]
contents: [text/*.md]
"""
IN_A_PART = "contents: [{part: A part, contents: [text/*.md]}]"
CIRCLES = """\
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><circle cx="10" cy="10" r="8"/></svg>
"""


def lines(node: Element | str | tagtree.ObjectReference, depth: int = 0) -> Iterator[str]:
    """One line a node, indented by its depth."""
    indent = "  " * depth
    if isinstance(node, str):
        yield indent + json.dumps(node, ensure_ascii=False)
    elif isinstance(node, tagtree.ObjectReference):
        words = json.dumps(node.contents, ensure_ascii=False)
        yield f"{indent}-> {' '.join(filter(None, (node.subtype, node.field_type)))} {words}"
    else:
        # Where a figure stands is a matter of the layout, not of the tree.
        named = {**node.attributes, **({"BBox": "…"} if "BBox" in node.attributes else {})}
        attributes = [
            f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in sorted(named.items())
        ]
        yield indent + " ".join([node.role, *attributes])
        for child in node.children:
            yield from lines(child, depth + 1)


def tree_of(name: str, folder: Path, packet: str = PACKET) -> list[Element]:
    """Elements below Document: cover, imprint, contents, and the section with its title, opener and body."""
    text = (REFERENCE / f"{name}.md").read_text(encoding="utf-8")
    project = write_project(folder / "project", {"a.md": text}, packet)
    (project / "sources" / "images").mkdir()
    (project / "sources" / "images" / "circles.svg").write_text(CIRCLES, encoding="utf-8")
    (file,) = build(project, folder / "output").files
    tree = tagtree.read(folder / "output" / file.file.path)
    return [child for child in tree.children if isinstance(child, Element)]


def check(name: str, elements: list[Element], request: pytest.FixtureRequest) -> None:
    text = "\n".join(line for element in elements for line in lines(element)) + "\n"
    path = REFERENCE / f"{name}.txt"
    if request.config.getoption("--update-reference"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted({path.stem for path in REFERENCE.glob("*.md")} - {"contents"}))
def test_a_section(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    check(name, tree_of(name, tmp_path)[-1:], request)


def test_contents_and_opener(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    packet = PACKET.replace("contents: [text/*.md]", IN_A_PART)
    check("contents", tree_of("contents", tmp_path, packet)[2:], request)


def test_every_reference_has_its_text() -> None:
    assert {path.stem for path in REFERENCE.glob("*.txt")} == {path.stem for path in REFERENCE.glob("*.md")}
