from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetpress.typeset.linebreak import break_lines

UNITS = st.lists(st.tuples(st.floats(1, 120), st.sampled_from([0.0, 3.0])), min_size=1, max_size=60)


def line_lengths(widths: Sequence[float], spaces: Sequence[float], starts: Sequence[int]) -> list[float]:
    ends = [*starts[1:], len(widths)]
    return [sum(widths[a:b]) + sum(spaces[a + 1 : b]) for a, b in zip(starts, ends, strict=True)]


def test_fills_lines_first_fit() -> None:
    assert break_lines([40, 40, 40, 40], [0, 10, 10, 10], set(), 100) == [0, 2]


def test_a_space_at_the_line_start_takes_no_room() -> None:
    assert break_lines([100, 100], [0, 50], set(), 100) == [0, 1]


def test_a_forced_break_starts_a_line() -> None:
    assert break_lines([10, 10, 10], [0, 1, 1], {1}, 100) == [0, 1]


def test_a_unit_wider_than_the_measure_gets_its_own_line() -> None:
    assert break_lines([10, 500, 10], [0, 1, 1], set(), 100) == [0, 1, 2]


def test_balance_evens_out_two_lines() -> None:
    widths, spaces = [10.0] * 10, [0.0] + [2.0] * 9
    assert break_lines(widths, spaces, set(), 106) == [0, 8]
    assert break_lines(widths, spaces, set(), 106, balance=True) == [0, 5]


def test_a_stub_gets_a_word_from_the_line_before() -> None:
    widths, spaces = [9.0] * 10 + [3.0], [0.0] + [1.0] * 10
    assert break_lines(widths, spaces, set(), 100) == [0, 9]


def test_justified_lines_avoid_one_loose_line() -> None:
    # First-fit would leave "aaa" with an enormous space; all lines together are better.
    widths, spaces = [30.0, 30.0, 20.0, 30.0, 75.0, 20.0], [0.0] + [5.0] * 5
    greedy = break_lines(widths, spaces, set(), 100)
    justified = break_lines(widths, spaces, set(), 100, justify=True)
    loosest = max(100 - length for length in line_lengths(widths, spaces, justified)[:-1])
    assert loosest <= max(100 - length for length in line_lengths(widths, spaces, greedy)[:-1])


@pytest.mark.parametrize("style", [{}, {"balance": True}, {"justify": True}])
@given(units=UNITS, measure=st.floats(60, 400), forced=st.sets(st.integers(1, 59), max_size=3))
def test_every_unit_stands_on_one_line_in_order(
    style: dict[str, Any], units: list[tuple[float, float]], measure: float, forced: set[int]
) -> None:
    widths = [width for width, _ in units]
    spaces = [space for _, space in units]
    forced = {index for index in forced if index < len(widths)}
    starts = break_lines(widths, spaces, forced, measure, **style)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert forced <= set(starts)
    assert starts[-1] < len(widths)


@pytest.mark.parametrize("style", [{}, {"balance": True}])
@given(units=UNITS, measure=st.floats(60, 400))
def test_no_line_is_wider_than_the_measure(
    style: dict[str, Any], units: list[tuple[float, float]], measure: float
) -> None:
    widths = [width for width, _ in units]
    spaces = [space for _, space in units]
    starts = break_lines(widths, spaces, set(), measure, **style)
    ends = [*starts[1:], len(widths)]
    for start, end, length in zip(starts, ends, line_lengths(widths, spaces, starts), strict=True):
        assert length <= measure + 0.02 or end - start == 1
