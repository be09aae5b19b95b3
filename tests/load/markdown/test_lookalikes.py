"""Lines that are read as text, and were surely meant as something else."""

from __future__ import annotations

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import parse
from tests.load.markdown.dump import Files


def findings(markdown: str) -> list[str]:
    diagnostics = Diagnostics()
    parse(markdown, "a.md", diagnostics, files=Files())
    return [str(finding) for finding in diagnostics.sorted]


BOX = (
    "error: This looks like an item with a box, and is read as text.\n"
    "    Write a hyphen, a space, the box and a space: - [ ] … or - [x] …"
)


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        ("- [ ] a\n-[x] b", "2:1"),
        ("- [ ] a\n*[ ] b", "2:1"),
        ("1. [ ] a\n2.[x] b", "2:1"),
        ("- [ ] a\n– [x] b", "2:1"),
        ("- [ ] a\n• [x] b", "2:1"),
        ("- [ ] a\n[x] b", "2:1"),
        ("- [ ] a\n- [x]b", "2:3"),
        ("- [ ] a\n- [ x] b", "2:3"),
        ("- [ ] a\n- [] b", "2:3"),
        ("- [ ] a\n- [✓] b", "2:3"),
        ("-[x] b", "1:1"),
        ("> -[x] b", "1:3"),
    ],
)
def test_a_box_that_is_read_as_text(markdown: str, place: str) -> None:
    assert findings(markdown) == [f"a.md:{place}: {BOX}"]


@pytest.mark.parametrize(
    ("markdown", "place", "hint"),
    [
        (":: tip\n\nx", "1:1", "Write three colons: ::: tip"),
        ("::solution\n\nx", "1:1", "Write three colons: ::: solution"),
        (":: soluton\n\nx", "1:1", "Write three colons: ::: solution"),
        ("::: tip\nx\n\n::\n:::", "4:1", "Write three colons: :::"),
        ("x\n:: tip", "2:1", "Write three colons: ::: tip"),
    ],
)
def test_a_group_with_too_few_colons(markdown: str, place: str, hint: str) -> None:
    assert findings(markdown) == [
        f"a.md:{place}: error: This line looks like a group's, and is read as text.\n    {hint}"
    ]


@pytest.mark.parametrize("bullet", ["•", "·", "▪", "◦", "●", "►"])
def test_a_word_processors_bullets(bullet: str) -> None:
    said = (
        f"warning: This looks like a list, but “{bullet}” is read as text.\n"
        "    Begin each item with a hyphen and a space: - …"
    )
    assert findings(f"{bullet} pens\n{bullet}\tpaper") == [f"a.md:1:1: {said}", f"a.md:2:1: {said}"]


def test_a_bullet_of_words_own_fonts_is_not_shown() -> None:
    assert findings("\uf0b7 pens") == [
        "a.md:1:1: warning: This looks like a list, but its mark is read as text.\n"
        "    Begin each item with a hyphen and a space: - …"
    ]


@pytest.mark.parametrize(
    "markdown",
    [
        "- [ ] a\n- [x] b\n- c",
        "- [x](#sec-a) b",
        "[ ] yes [ ] no",
        "Either\n[ ] yes or no",
        "– Yes, she said.",
        "Time:: three\n\n:: is no mark",
        "x :: tip",
        "    -[x] code",
        "`-[x] b`",
    ],
)
def test_what_is_meant_as_text(markdown: str) -> None:
    assert findings(markdown) == []
