"""``require``: skips a test for want of a tool on a desk, fails it in CI."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tools import require


def test_a_tool_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    python = Path(sys.executable)
    monkeypatch.setenv("PATH", str(python.parent))
    assert require(python.name) == str(python)


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_a_tool_that_is_missing(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no-such-tool is not installed"):
        require("no-such-tool")
