"""``require``: skips a test for want of a tool on a desk, fails it in CI."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools import require, require_file, require_package


def test_a_tool_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    python = Path(sys.executable)
    monkeypatch.setenv("PATH", str(python.parent))
    assert require(python.name) == str(python)
    assert require_package("tests") == Path(__file__).parent
    assert require_file(Path(__file__), "this file") == Path(__file__)


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
@pytest.mark.parametrize(
    "ask",
    [
        lambda: require("no-such-tool"),
        lambda: require_package("no_such_tool"),
        lambda: require_file(Path("no-such-folder/no-such-tool"), "no-such-tool"),
    ],
)
def test_a_tool_that_is_missing(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException], ask: Callable[[], object]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=r"no.such.tool is not installed"):
        ask()
