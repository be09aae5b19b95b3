"""Runs of backticks in a text: which run closes which. Used by inline content and by table rows."""

from __future__ import annotations

import re
from bisect import bisect_left

_RUN = re.compile(r"`+")


class CodeSpans:
    """Where runs of backticks stand, by length, so that looking for a closing run costs no second scan."""

    __slots__ = ("_runs",)

    def __init__(self, text: str) -> None:
        self._runs: dict[int, list[int]] = {}
        for match in _RUN.finditer(text):
            self._runs.setdefault(match.end() - match.start(), []).append(match.start())

    def close(self, after: int, length: int) -> int:
        """Offset of the first run of exactly ``length`` backticks at or after ``after``; -1 if none."""
        starts = self._runs.get(length)
        if starts is None:
            return -1
        index = bisect_left(starts, after)
        return starts[index] if index < len(starts) else -1
