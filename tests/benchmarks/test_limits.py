"""The cases beyond reason: their sizes, and that one that may be built or refused is."""

from __future__ import annotations

import pytest

from benchmarks.limits import CASES, DONE, FINDINGS, main


def test_the_sizes() -> None:
    def text(name: str) -> str:
        (only,) = CASES[name][0]()
        return only

    assert text("200 nested divs").count("::: group\n") == 200
    assert text("200 nested lists").splitlines()[-1] == " " * 398 + "- item"
    assert text("table of 10,000 rows").count("\n| ") == 10_000 + 1
    for name in ("paragraph of 5 MB", "the same in one line"):
        assert 4_500_000 < len(text(name)) <= 5_000_100
    assert text("the same in one line").count("\n") == 3
    assert len(CASES["2,000 sections"][0]()) == 2_000


@pytest.mark.parametrize(("name", "ends_with"), [("39 nested divs", DONE), ("200 nested divs", FINDINGS)])
def test_a_case_ends_as_it_has_to(name: str, ends_with: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert CASES[name][1] == ends_with
    assert main(["--only", name]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split() == ["CPU", "s", "wall", "s", "peak", "MB"]
    assert row.startswith(name)
    assert len(row.removeprefix(name).split()) == 3
