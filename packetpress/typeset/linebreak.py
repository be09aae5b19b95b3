"""Where lines end: widths of units in, indexes of the units that start a line out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

_EPSILON = 0.01


def break_lines(
    widths: Sequence[float],
    spaces: Sequence[float],
    forced: Collection[int],
    measure: float,
    *,
    justify: bool = False,
    balance: bool = False,
    hyphens: Mapping[int, float] = MappingProxyType({}),
) -> list[int]:
    """Starts of the lines, the first of them 0.

    ``widths`` and ``spaces`` are in points, ``spaces[i]`` being the space before unit ``i``, which
    is dropped at a line's start. A unit wider than the measure gets a line of its own.

    ``hyphens`` gives, for each unit that goes on a word, the width of the hyphen that the line before it
    needs when it starts a line; only justified text is divided there.

    Ragged text is set first-fit. ``balance`` (titles) gives the lines about the same length without
    adding one. ``justify`` chooses all breaks of the paragraph together (Knuth and Plass, Breaking
    paragraphs into lines, Software: Practice and Experience 11, 1981) so that spaces come out even.
    """
    if justify and len(widths) > 1:
        return _total_fit(widths, spaces, forced, measure, hyphens)
    starts = _first_fit(widths, spaces, forced, measure)
    if balance and len(starts) > 1:
        return _balanced(widths, spaces, forced, measure, starts)
    return _without_stub(widths, spaces, forced, measure, starts)


def _first_fit(
    widths: Sequence[float], spaces: Sequence[float], forced: Collection[int], measure: float
) -> list[int]:
    starts = [0]
    limit = measure + _EPSILON
    at = widths[0]
    for i in range(1, len(widths)):
        at += spaces[i] + widths[i]
        if at > limit or (forced and i in forced):
            starts.append(i)
            at = widths[i]
    return starts


def _balanced(
    widths: Sequence[float],
    spaces: Sequence[float],
    forced: Collection[int],
    measure: float,
    starts: list[int],
) -> list[int]:
    """The narrowest measure that doesn't add a line, found by halving."""
    low, high = min(max(widths), measure), measure
    best = starts
    for _ in range(12):
        middle = (low + high) / 2
        trial = _first_fit(widths, spaces, forced, middle)
        if len(trial) > len(starts):
            low = middle
        else:
            high, best = middle, trial
    return best


_STUB = 0.12
"""A last line shorter than this share of the measure looks like a mistake."""


def _without_stub(
    widths: Sequence[float],
    spaces: Sequence[float],
    forced: Collection[int],
    measure: float,
    starts: list[int],
) -> list[int]:
    """Gives a stub of a last line a word of the line before, where that leaves a decent rag."""
    if len(starts) < 2 or starts[-1] in forced:
        return starts
    last = starts[-1]
    length = sum(widths[last:]) + sum(spaces[last + 1 :])
    if length >= _STUB * measure or last - starts[-2] < 3:
        return starts
    moved = last - 1
    before = sum(widths[starts[-2] : moved]) + sum(spaces[starts[-2] + 1 : moved])
    if before < 0.72 * measure or length + widths[moved] + spaces[last] > measure:
        return starts
    return [*starts[:-1], moved]


def _total_fit(
    widths: Sequence[float],
    spaces: Sequence[float],
    forced: Collection[int],
    measure: float,
    hyphens: Mapping[int, float],
) -> list[int]:
    """Least total demerits over all lines; spaces may shrink by a third and grow by half and more."""
    count = len(widths)
    ends: list[float] = []  # natural width from unit 0 to the end of unit i
    spread: list[float] = []  # sum of spaces up to unit i
    total = gaps = 0.0
    for i in range(count):
        total += widths[i] + (spaces[i] if i else 0.0)
        gaps += spaces[i] if i else 0.0
        ends.append(total)
        spread.append(gaps)
    best = [0.0] * (count + 1)
    previous = [0] * (count + 1)
    for end in range(1, count + 1):
        cheapest = float("inf")
        final = end == count or end in forced
        hyphen = hyphens.get(end, 0.0)
        for start in range(end - 1, -1, -1):
            natural = ends[end - 1] - ends[start] + widths[start] + hyphen
            space = spread[end - 1] - spread[start]
            if natural - space / 3 > measure and start < end - 1:
                break
            cost = best[start] + _demerits(measure - natural, space, final)
            if hyphen:
                cost += _HYPHEN_COST * (4 if start in hyphens else 1)
            if cost < cheapest:
                cheapest, previous[end] = cost, start
            if start in forced:
                break
        best[end] = cheapest
    starts = []
    at = count
    while at:
        at = previous[at]
        starts.append(at)
    return starts[::-1]


_HYPHEN_COST = 2500.0
"""Demerits of a line that ends in a divided word (TeX's \\hyphenpenalty 50, squared); more after another."""


def _demerits(spare: float, space: float, final: bool) -> float:
    if final and spare >= 0:
        return 1.0
    if not space:
        return 1e6 + abs(spare)
    ratio = spare / (space / 3) if spare < 0 else spare / (space / 2)
    if ratio < -1:
        return 1e7
    return (1 + 100 * abs(ratio) ** 3) ** 2
