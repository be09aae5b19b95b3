"""A PDF function's dictionary in; what it computes out (ISO 32000-1, 7.10).

Sampled, exponential and stitched functions, which shadings and spot colours are made with. A PostScript
calculator (type 4) is a program, and none is run here: whoever asks for one is told that it isn't known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary

Function: TypeAlias = Callable[[Sequence[float]], tuple[float, ...]]
Ends: TypeAlias = tuple[float, float]
"""Of an interval."""

_MAX_DEPTH = 2
_MAX_PARTS = 64
_MAX_SAMPLES = 1_000_000
_MAX_INPUTS = 2
"""A shading has one or two; tables for more grow beyond measure."""


class FunctionError(ValueError):
    """A function that can't be computed."""


def function_of(given: object, depth: int = 0) -> Function:
    """Of one function, or of an array of functions with one output each. Raises FunctionError."""
    try:
        if isinstance(given, Array) and len(given) <= _MAX_PARTS:
            parts = [function_of(each, depth + 1) for each in given]
            return lambda values: tuple(part(values)[0] for part in parts)
        if not isinstance(given, Dictionary | pikepdf.Stream) or depth > _MAX_DEPTH:
            raise FunctionError("it is no function")
        kind = int(given.get("/FunctionType", -1))
        make = {0: _sampled, 2: _exponential, 3: _stitched}.get(kind)
        if make is None:
            raise FunctionError(f"functions of type {kind} aren't computed")
        return _ranged(make(given, depth), _pairs(given, "/Domain"), _pairs(given, "/Range"))
    except (ArithmeticError, IndexError, KeyError, TypeError, AttributeError, pikepdf.PdfError):
        raise FunctionError("it makes no sense") from None


def _numbers(given: pikepdf.Object, key: str, default: Sequence[float] = ()) -> list[float]:
    return [float(value) for value in given.get(key, default)]


def _pairs(given: pikepdf.Object, key: str) -> list[Ends]:
    flat = _numbers(given, key)
    return list(zip(flat[::2], flat[1::2], strict=False))


def _held(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


def _between(value: float, low: float, high: float, to_low: float, to_high: float) -> float:
    """Interpolated (ISO 32000-1, 7.10.2)."""
    return to_low if high == low else to_low + (value - low) * (to_high - to_low) / (high - low)


def _ranged(inner: Function, domain: Sequence[Ends], range_: Sequence[Ends]) -> Function:
    """Inputs held in the domain, outputs in the range; raises FunctionError where it has no value."""

    def whole(values: Sequence[float]) -> tuple[float, ...]:
        inside = [_held(value, *ends) for value, ends in zip(values, domain, strict=False)]
        try:
            found = inner(inside or values)
        except (ArithmeticError, IndexError):
            raise FunctionError("it has no value there") from None
        if not range_:
            return found
        return tuple(_held(value, *ends) for value, ends in zip(found, range_, strict=False))

    return whole


def _exponential(given: pikepdf.Object, _: int) -> Function:
    """Type 2 (ISO 32000-1, 7.10.3)."""
    low, high = _numbers(given, "/C0", (0.0,)), _numbers(given, "/C1", (1.0,))
    power = float(given.get("/N", 1))
    if len(low) != len(high):
        raise FunctionError("its ends differ in length")

    def value(values: Sequence[float]) -> tuple[float, ...]:
        part = values[0] if power == 1 else max(0.0, values[0]) ** power
        return tuple(a + part * (b - a) for a, b in zip(low, high, strict=True))

    return value


def _stitched(given: pikepdf.Object, depth: int) -> Function:
    """Type 3 (ISO 32000-1, 7.10.4)."""
    if len(given.Functions) > _MAX_PARTS:
        raise FunctionError("it has too many parts")
    parts = [function_of(each, depth + 1) for each in given.Functions]
    start, end = _pairs(given, "/Domain")[0]
    edges = [start, *_numbers(given, "/Bounds"), end]
    encode = _pairs(given, "/Encode")
    if len(edges) != len(parts) + 1 or len(encode) != len(parts):
        raise FunctionError("its parts don't fit its bounds")
    spans = list(pairwise(edges))

    def value(values: Sequence[float]) -> tuple[float, ...]:
        at = next((index for index, (_, high) in enumerate(spans) if values[0] < high), len(spans) - 1)
        return parts[at]((_between(values[0], *spans[at], *encode[at]),))

    return value


def _sampled(given: pikepdf.Object, _: int) -> Function:
    """Type 0 (ISO 32000-1, 7.10.2), interpolated between its samples."""
    domain, range_ = _pairs(given, "/Domain"), _pairs(given, "/Range")
    size = [int(value) for value in given.Size]
    bits, outputs = int(given.BitsPerSample), len(range_)
    count = outputs
    for each in size:
        count *= each
    if not 0 < len(size) <= _MAX_INPUTS or not 0 < count <= _MAX_SAMPLES or bits not in (8, 16, 24, 32):
        raise FunctionError("its table of samples is of a kind that isn't computed")
    data, step = bytes(given.get_stream_buffer()), bits // 8
    if len(data) < count * step:
        raise FunctionError("its table of samples is cut off")
    encode = _pairs(given, "/Encode") or [(0.0, each - 1.0) for each in size]
    decode = _pairs(given, "/Decode") or range_
    full = float((1 << bits) - 1)

    def sample(place: Sequence[int]) -> list[float]:
        index = place[0] + (size[0] * place[1] if len(place) > 1 else 0)
        start = index * outputs * step
        return [
            _between(int.from_bytes(data[at : at + step], "big"), 0.0, full, *ends)
            for at, ends in zip(range(start, start + outputs * step, step), decode, strict=False)
        ]

    def value(values: Sequence[float]) -> tuple[float, ...]:
        lows, highs, parts = [], [], []
        for each, ends, to, most in zip(values, domain, encode, size, strict=False):
            at = _held(_between(each, *ends, *to), 0.0, most - 1.0)
            low = int(at)
            lows.append(low)
            highs.append(min(low + 1, most - 1))
            parts.append(at - low)
        corners: list[tuple[list[int], float]] = [([], 1.0)]
        for low, high, part in zip(lows, highs, parts, strict=True):
            corners = [
                ([*place, where], weight * share)
                for place, weight in corners
                for where, share in ((low, 1 - part), (high, part))
            ]
        total = [0.0] * outputs
        for place, weight in corners:
            if weight:
                total = [sum_ + weight * one for sum_, one in zip(total, sample(place), strict=True)]
        return tuple(total)

    return value
