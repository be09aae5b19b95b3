"""Which keys a BibTeX text has, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetpress.citations import bibliography_keys
from packetpress.diagnostics import Diagnostics
from packetpress.model import Position
from tests.values import project

FILE = "sources/references.bib"


def keys(text: str) -> dict[str, tuple[int, int]]:
    diagnostics = Diagnostics()
    found = bibliography_keys(project(text), diagnostics)
    assert found.sound
    assert diagnostics.sorted == ()
    return {key: (pos.line, pos.column) for key, pos in found.places.items()}


def test_places() -> None:
    text = (
        "%% not @this{one, title = {x}}\n@comment{nor @book{this, title = {y}}}\n\n"
        '@string{bb = "Basic Books"}\n  @Book{a:b/c-1.2,\n title = {A {Title} with @book{in, it} }}'
        "\n@article {second , title = {x}}@misc{third}\n"
    )
    assert keys(text) == {"a:b/c-1.2": (5, 3), "second": (7, 1), "third": (7, 32)}


def test_keys_differ_by_case() -> None:
    assert keys("@book{a, year=1}\n@book{A, year=2}") == {"a": (1, 1), "A": (2, 1)}


def test_a_key_given_twice() -> None:
    diagnostics = Diagnostics()
    found = bibliography_keys(project("@book{a, year=1}\n@book{b, year=1}\n@misc{a, year=2}"), diagnostics)
    assert not found.sound
    assert found.places["a"] == Position(FILE, 1, 1)
    assert [str(d) for d in diagnostics.sorted] == [
        f"{FILE}:3:1: error: Two entries have the citation key “a”; the other one is on line 1.\n"
        "    Delete one of them, or give it a key of its own and use that where you cite it."
    ]


def test_entries_without_an_end_do_not_hide_the_next() -> None:
    diagnostics = Diagnostics()
    text = "@book{a,\n  title = {x},\n\n@book{b, title = {y}}\n@book{c, title = {z}"
    found = bibliography_keys(project(text), diagnostics)
    assert list(found.places) == ["a", "b", "c"]
    assert [str(d) for d in diagnostics.sorted] == [
        f"{FILE}:1:1: error: The entry “a” in the bibliography has no end.\n"
        "    Add the closing “}”, or the one that is missing in a line of the entry.",
        f"{FILE}:5:1: error: The entry “c” in the bibliography has no end.\n"
        "    Add the closing “}”, or the one that is missing in a line of the entry.",
    ]


@pytest.mark.parametrize("text", ["@book{a{" * 20000, "@" * 100000, "@book{k,}\n" * 20000, "{" * 100000])
def test_hostile_text_takes_no_time(text: str) -> None:
    bibliography_keys(project(text), Diagnostics())


@given(st.text('@book{},=\n% ab"\\', max_size=60))
def test_any_text_is_read(text: str) -> None:
    diagnostics = Diagnostics()
    found = bibliography_keys(project(text), diagnostics)
    assert found.sound is not bool(diagnostics.errors)
    lines = text.split("\n")
    for pos in found.places.values():
        assert lines[pos.line - 1][pos.column - 1] == "@"
