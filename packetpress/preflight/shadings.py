"""A shading's dictionary in; the colour of each of its places out (ISO 32000-1, 8.7.4.5).

Along a line, between two circles, and by a function of the place. Meshes of triangles and patches (types 4 to
7) aren't followed; ``problem`` says so, and preflight tells whoever asked.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary

from packetpress.preflight.colors import OTHER, Inks, Space, space_of
from packetpress.preflight.functions import Function, FunctionError, function_of
from packetpress.preflight.geometry import EVERYWHERE, IDENTITY, Box, Matrix, Point, apply, inverse

Painter: TypeAlias = Callable[[Point], Inks | None]
"""A place of the shading's own space -> inks; None where it leaves what is below."""

_STEPS = 255
"""Colours that a run of them is cut into: as many as a plate has."""
_MESHES = (4, 5, 6, 7)


@dataclass(frozen=True, slots=True)
class Shading:
    space: Space
    paint: Painter | None
    """None: see ``problem``."""
    box: Box = EVERYWHERE
    """Nothing is painted outside of it."""
    problem: str = ""
    """Why its colours aren't known."""


def shading_of(given: object, resources: pikepdf.Object | None) -> Shading:
    if not isinstance(given, Dictionary | pikepdf.Stream):
        return Shading(OTHER, None, problem="a shading that isn't in the file")
    space = space_of(given.get("/ColorSpace"), resources)
    kind = int(given.get("/ShadingType", 0))
    if kind in _MESHES:
        return Shading(space, None, problem="a mesh of colours")
    try:
        box = _box(given)
        make = {1: _by_place, 2: _axial, 3: _radial}[kind]
        return Shading(space, make(given, space, function_of(given.get("/Function"))), box)
    except FunctionError as error:
        return Shading(space, None, problem=f"a shading whose function can't be followed ({error})")
    except (ArithmeticError, IndexError, KeyError, TypeError, ValueError):
        return Shading(space, None, problem="a shading that makes no sense")


def _box(given: pikepdf.Object) -> Box:
    if not isinstance(given.get("/BBox"), Array):
        return EVERYWHERE
    x0, y0, x1, y1 = (float(value) for value in given.BBox)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _numbers(given: pikepdf.Object, key: str, default: Sequence[float]) -> list[float]:
    return [float(value) for value in given.get(key, default)]


def _run(given: pikepdf.Object, space: Space, function: Function) -> Callable[[float], Inks | None]:
    """From the part of the way, 0 to 1, to inks."""
    start, end = _numbers(given, "/Domain", (0.0, 1.0))
    steps = [space.inks(function((start + (end - start) * step / _STEPS,))) for step in range(_STEPS + 1)]
    if None in steps:
        raise FunctionError(f"its colours are in {space.name}")
    return lambda part: steps[round(max(0.0, min(1.0, part)) * _STEPS)]


def _extend(given: pikepdf.Object) -> tuple[bool, bool]:
    before, after = given.get("/Extend", (False, False))
    return bool(before), bool(after)


def _axial(given: pikepdf.Object, space: Space, function: Function) -> Painter:
    """Type 2: along a line (ISO 32000-1, 8.7.4.5.3)."""
    x0, y0, x1, y1 = _numbers(given, "/Coords", ())
    color, (before, after) = _run(given, space, function), _extend(given)
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy

    def paint(point: Point) -> Inks | None:
        if not length:
            return None
        part = ((point[0] - x0) * dx + (point[1] - y0) * dy) / length
        if (part < 0 and not before) or (part > 1 and not after):
            return None
        return color(part)

    return paint


def _radial(given: pikepdf.Object, space: Space, function: Function) -> Painter:
    """Type 3: between two circles; where several pass, the last lies on top (ISO 32000-1, 8.7.4.5.4)."""
    x0, y0, r0, x1, y1, r1 = _numbers(given, "/Coords", ())
    color, (before, after) = _run(given, space, function), _extend(given)
    dx, dy, dr = x1 - x0, y1 - y0, r1 - r0
    a = dx * dx + dy * dy - dr * dr

    def paint(point: Point) -> Inks | None:
        # The circle of the part s goes through the point: |p - c0 - s (c1 - c0)| = r0 + s (r1 - r0).
        px, py = point[0] - x0, point[1] - y0
        b, c = px * dx + py * dy + r0 * dr, px * px + py * py - r0 * r0
        for part in _roots(a, b, c):
            if r0 + part * dr < 0 or (part < 0 and not before) or (part > 1 and not after):
                continue
            return color(part)
        return None

    return paint


def _roots(a: float, b: float, c: float) -> tuple[float, ...]:
    """Of a s² - 2 b s + c, the larger first."""
    if abs(a) < 1e-12:
        return (c / (2 * b),) if b else ()
    under = b * b - a * c
    if under < 0:
        return ()
    one, other = (b + math.sqrt(under)) / a, (b - math.sqrt(under)) / a
    return (one, other) if one >= other else (other, one)


def _by_place(given: pikepdf.Object, space: Space, function: Function) -> Painter:
    """Type 1: a function of the place (ISO 32000-1, 8.7.4.5.2)."""
    x0, x1, y0, y1 = _numbers(given, "/Domain", (0.0, 1.0, 0.0, 1.0))
    a, b, c, d, e, f = _numbers(given, "/Matrix", IDENTITY)
    matrix: Matrix = (a, b, c, d, e, f)
    back = inverse(matrix)
    if back is None or space.inks(function((x0, y0))) is None:
        raise FunctionError(f"its colours are in {space.name}")

    def paint(point: Point) -> Inks | None:
        x, y = apply(back, point)
        try:
            return space.inks(function((x, y))) if x0 <= x <= x1 and y0 <= y <= y1 else None
        except FunctionError:
            return None

    return paint
