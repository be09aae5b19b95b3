"""What the columns of a table hold in, their widths out."""

from __future__ import annotations

from collections.abc import Sequence

_DAMPING = 0.7
"""Widths grow with this power of the text, so that a long column doesn't starve the short ones."""


def fitted(least: Sequence[float], most: Sequence[float], available: float) -> list[float]:
    """Widths that make up ``available``, all in points.

    ``least``: each column's longest word; ``most``: its text on one line; both with the padding.
    """
    if sum(most) <= available:
        spare = (available - sum(most)) / len(most)
        return [width + spare for width in most]
    weights = [width**_DAMPING for width in most]
    return at_least([available * weight / sum(weights) for weight in weights], least, available)


def at_least(wanted: Sequence[float], least: Sequence[float], available: float) -> list[float]:
    """``wanted``, with columns that would be too narrow widened at the others' cost."""
    widths = list(wanted)
    fixed: set[int] = set()
    while True:
        narrow = {i for i, width in enumerate(widths) if i not in fixed and width < least[i]}
        if not narrow:
            return widths
        fixed |= narrow
        free = [i for i in range(len(widths)) if i not in fixed]
        rest = available - sum(least[i] for i in fixed)
        total = sum(wanted[i] for i in free)
        widths = [least[i] if i in fixed else wanted[i] * rest / total for i in range(len(widths))]
