"""Findings for other programs: exact shapes, since editors and workflows rely on them."""

from __future__ import annotations

from packetpress.diagnostics import Diagnostic
from packetpress.formats import to_github, to_json
from packetpress.model import NOWHERE, Position

FOUND = (
    Diagnostic("error", Position("sources/a.md", 3, 5), "No “@x”.", "Add it.", 0, "See @x."),
    Diagnostic("error", Position("sources/b.yaml"), "It is not UTF-8."),
    Diagnostic("warning", NOWHERE, "50% of it,\r\nat most: two lines."),
)


def test_json() -> None:
    assert to_json(FOUND) == {
        "errors": 2,
        "warnings": 1,
        "diagnostics": [
            {
                "severity": "error",
                "file": "sources/a.md",
                "line": 3,
                "column": 5,
                "end_column": 7,
                "message": "No “@x”.",
                "hint": "Add it.",
                "source": "See @x.",
            },
            {
                "severity": "error",
                "file": "sources/b.yaml",
                "line": 0,
                "column": 0,
                "end_column": 0,
                "message": "It is not UTF-8.",
                "hint": "",
                "source": "",
            },
            {
                "severity": "warning",
                "file": "",
                "line": 0,
                "column": 0,
                "end_column": 0,
                "message": "50% of it,\r\nat most: two lines.",
                "hint": "",
                "source": "",
            },
        ],
    }


def test_json_of_nothing() -> None:
    assert to_json(()) == {"errors": 0, "warnings": 0, "diagnostics": []}


def test_a_long_line_is_cut_in_json() -> None:
    long = Diagnostic("error", Position("a.md", 1, 2000), "e", source="x" * 5000)
    (finding,) = to_json([long])["diagnostics"]
    assert (len(finding["source"]), finding["column"]) == (1000, 2000)


def test_github_annotations() -> None:
    assert list(to_github(FOUND)) == [
        "::error file=sources/a.md,line=3,col=5,endColumn=7::No “@x”.%0AAdd it.",
        "::error file=sources/b.yaml::It is not UTF-8.",
        "::warning::50%25 of it,%0D%0Aat most: two lines.",
    ]


def test_github_escapes_paths_and_puts_the_folder_before_them() -> None:
    (line,) = to_github(
        [Diagnostic("warning", Position("sources/a, b:100%.md", 1), "w::x")], "training/./2026"
    )
    assert line == ("::warning file=training/2026/sources/a%2C b%3A100%25.md,line=1,col=1,endColumn=2::w::x")
