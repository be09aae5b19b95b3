"""The line of the sources with its carets: tabs, wide characters, long lines, what would steer a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetpress.diagnostics import Diagnostic
from packetpress.excerpt import ROOM, excerpt, len_in_cells, token_width, visible
from packetpress.model import Position


def finding(source: str, column: int, message: str = "Wrong.", width: int = 0) -> Diagnostic:
    return Diagnostic("error", Position("a.md", 7, column), message, "", width, source)


def shown(source: str, column: int, message: str = "Wrong.", width: int = 0) -> list[str]:
    found = excerpt(finding(source, column, message, width))
    assert found is not None
    assert found.number == 7
    return [found.line, found.marks]


def test_a_width_that_is_known() -> None:
    assert shown("Say it and see.", 5, width=6) == ["Say it and see.", "    ^^^^^^"]


@pytest.mark.parametrize(
    ("source", "column", "message", "marks"),
    [
        ("See @bowlbyy there.", 5, "There is no work “@bowlbyy”.", "    ^^^^^^^^"),
        ("layuot: office", 1, "There is no “layuot”; “layout” is one.", "^^^^^^"),
        ('[a]{audience="boss" x=1} b', 4, "“boss” is no value.", "   ^^^^^^^^^^^^^^^^^^^^^"),
        ("![A circle](a b.svg) x", 1, "There is no file “a.svg”.", "^^^^^^^^^^^^^^^^^^^^"),
        ("#### Four", 1, "A level is left out.", "^^^^"),
        ("<https://x.org> x", 1, "A bare address.", "^^^^^^^^^^^^^^^"),
        ("one mother-in-law's", 5, "Hm.", "    ^^^^^^^^^^^^^^^"),
        ("| a |", 1, "Hm.", "^"),
        ("end", 4, "Something is missing after this.", "   ^"),
        ("end", 99, "The line is shorter.", "   ^"),
    ],
)
def test_a_width_that_the_line_tells(source: str, column: int, message: str, marks: str) -> None:
    assert shown(source, column, message) == [source, marks]


def test_tabs_go_to_their_stops() -> None:
    assert shown("\tab\tc", 4) == ["    ab  c", "      ^^"]
    assert shown("a\tbc", 3) == ["a   bc", "    ^^"]


def test_wide_and_combining_characters() -> None:
    assert shown("日本 word", 4) == ["日本 word", "     ^^^^"]
    assert shown("cafe\u0301 word", 7) == ["cafe\u0301 word", "     ^^^^"]
    assert shown("見 x", 1, width=1) == ["見 x", "^^"]


def test_a_long_line_is_cut_around_the_place() -> None:
    source = "x" * 300 + " word " + "y" * 300
    line, marks = shown(source, 302)
    assert (line[0], line[-1]) == ("…", "…")
    assert line[marks.index("^") :].startswith("word ")
    assert marks.count("^") == 4
    assert len(line) <= ROOM + 2


def test_a_long_line_is_not_cut_before_a_place_near_its_start() -> None:
    line, marks = shown("word " * 100, 6)
    assert line.startswith("word word")
    assert line.endswith("…")
    assert marks == "     ^^^^"


def test_no_line_no_excerpt() -> None:
    assert excerpt(finding("", 1)) is None
    assert excerpt(finding("   ", 1)) is None


def test_nothing_steers_the_terminal() -> None:
    assert visible("a\x1b[2Jb\u202ec\u2028d\x00\n\te") == "a\N{REPLACEMENT CHARACTER}[2Jb" + (
        "\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}d\N{REPLACEMENT CHARACTER}\n\te"
    )
    assert (
        visible("nai\u0308ve 日本 👩\u200d👦 soft\u00adhyphen")
        == "nai\u0308ve 日本 👩\u200d👦 soft\u00adhyphen"
    )
    assert shown("\x1b[31m red", 7) == ["\N{REPLACEMENT CHARACTER}[31m red", "      ^^^"]


@given(st.text(alphabet=st.characters(exclude_characters="\n"), max_size=400), st.integers(0, 500))
def test_any_line_can_be_shown(source: str, column: int) -> None:
    diagnostic = finding(source, column)
    assert token_width(diagnostic) >= 1
    found = excerpt(diagnostic)
    if found is None:
        assert not source.strip()
        return
    assert found.width >= 1
    assert len_in_cells(found.line) <= ROOM + 2
    assert found.indent <= ROOM
    assert not any(unicodedata.category(each) in ("Cc", "Zl", "Zp", "Cs") for each in found.line)
