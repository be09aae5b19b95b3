"""Matrices, rectangles and paths of page content (ISO 32000-1, 8.3 and 8.5)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, lower, right, upper."""
Outline: TypeAlias = tuple[tuple[Point, ...], ...]
"""Subpaths, their curves as short lines."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)
_STEPS = 12
"""Lines that a curve becomes."""


def times(one: Matrix, other: Matrix) -> Matrix:
    """``one`` applied before ``other``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def apply(matrix: Matrix, point: Point) -> Point:
    x, y = point
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def inverse(matrix: Matrix) -> Matrix | None:
    """The way back; None where all lands on one line."""
    a, b, c, d, e, f = matrix
    whole = a * d - b * c
    if abs(whole) < 1e-12:
        return None
    return d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole


def scale(matrix: Matrix) -> float:
    """By how much lengths grow, on the whole."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def around(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def placed(matrix: Matrix, box: Box) -> Box:
    """The box around ``box`` where ``matrix`` puts it."""
    x0, y0, x1, y1 = box
    return around(apply(matrix, corner) for corner in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))


def moved(box: Box, x: float, y: float) -> Box:
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


def common(one: Box, other: Box) -> Box:
    """What two boxes share; its right is not right of its left where that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def meet(one: Box, other: Box) -> bool:
    """Whether what two boxes share isn't empty."""
    left = one[0] if one[0] > other[0] else other[0]
    right = one[2] if one[2] < other[2] else other[2]
    if left >= right:
        return False
    low = one[1] if one[1] > other[1] else other[1]
    high = one[3] if one[3] < other[3] else other[3]
    return low < high


def is_empty(box: Box) -> bool:
    return box[2] <= box[0] or box[3] <= box[1]


def inside(inner: Box, outer: Box, tolerance: float = 0.01) -> bool:
    return all(inner[i] >= outer[i] - tolerance for i in (0, 1)) and all(
        inner[i] <= outer[i] + tolerance for i in (2, 3)
    )


def curve(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    """A cubic Bézier curve as points, without its start."""
    points = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        points.append(
            (
                a * start[0] + b * one[0] + c * two[0] + d * end[0],
                a * start[1] + b * one[1] + c * two[1] + d * end[1],
            )
        )
    return points


def clipped(points: Sequence[Point], box: Box) -> list[Point]:
    """A polygon cut off at a box (Sutherland and Hodgman 1974)."""
    found = list(points)
    for axis, edge, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        if math.isinf(edge) or not found:
            continue
        kept: list[Point] = []
        for index, point in enumerate(found):
            previous = found[index - 1]
            here, there = sign * (point[axis] - edge), sign * (previous[axis] - edge)
            if (here < 0) is not (there < 0):
                part = there / (there - here)
                kept.append(
                    (
                        previous[0] + part * (point[0] - previous[0]),
                        previous[1] + part * (point[1] - previous[1]),
                    )
                )
            if here >= 0:
                kept.append(point)
        found = kept
    return found


def turning(points: Sequence[Point]) -> float:
    """Twice the area of a polygon: positive where it runs against the clock."""
    return sum(
        x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, [*points[1:], *points[:1]], strict=True)
    )
