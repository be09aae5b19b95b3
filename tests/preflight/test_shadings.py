"""Functions and shadings: values and places that can be worked out by hand, and all that makes no sense."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from packetpress.preflight.functions import FunctionError, function_of
from packetpress.preflight.shadings import Shading, shading_of

UNIT = Array([0, 1])


def line(low: float, high: float, power: float = 1) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=UNIT, C0=Array([low]), C1=Array([high]), N=power)


def made(data: bytes, **keys: object) -> pikepdf.Object:
    pdf = Pdf.new()
    KEPT.append(pdf)
    return pdf.make_stream(data, **keys)


KEPT: list[Pdf] = []
"""A stream lives as long as its file."""


def test_exponents() -> None:
    function = function_of(line(0.2, 1.0, 2))
    assert function((0.5,)) == pytest.approx((0.4,))
    assert function((7,)) == (1.0,)
    assert function((-7,)) == (0.2,)


def test_stitches_encode_each_part() -> None:
    given = Dictionary(
        FunctionType=3,
        Domain=UNIT,
        Functions=Array([line(0, 1), line(0, 1)]),
        Bounds=Array([0.25]),
        Encode=Array([0, 1, 1, 0]),
    )
    function = function_of(given)
    assert [function((x,))[0] for x in (0, 0.125, 0.25, 1)] == pytest.approx([0, 0.5, 1, 0])
    assert function((0.625,)) == pytest.approx((0.5,))


@pytest.mark.parametrize(("bits", "data"), [(8, bytes([0, 255, 51])), (16, bytes([0, 0, 255, 255, 51, 51]))])
def test_samples_are_interpolated(bits: int, data: bytes) -> None:
    function = function_of(
        made(data, FunctionType=0, Domain=UNIT, Range=UNIT, Size=Array([3]), BitsPerSample=bits)
    )
    assert [function((x,))[0] for x in (0, 0.25, 0.5, 0.75, 1)] == pytest.approx([0, 0.5, 1, 0.6, 0.2])


def test_several_functions_are_one() -> None:
    assert function_of(Array([line(0, 1), line(1, 0)]))((0.25,)) == (0.25, 0.75)


@pytest.mark.parametrize(
    "given",
    [
        None,
        Name.Identity,
        Dictionary(),
        Dictionary(FunctionType=4, Domain=UNIT),
        Dictionary(FunctionType=2, C0=Array([1]), C1=Array([1, 2])),
        Dictionary(
            FunctionType=3, Domain=UNIT, Functions=Array([line(0, 1)]), Bounds=Array([0.5]), Encode=UNIT
        ),
        Dictionary(
            FunctionType=3, Domain=Array([]), Functions=Array([line(0, 1)]), Bounds=Array([]), Encode=UNIT
        ),
        Dictionary(FunctionType=0, Domain=UNIT, Size=Array([2]), BitsPerSample=8, Range=UNIT),
        Array([line(0, 1)] * 65),
    ],
)
def test_what_is_no_function_is_refused(given: object) -> None:
    with pytest.raises(FunctionError):
        function_of(given)


def test_functions_without_end_are_refused() -> None:
    with Pdf.new() as pdf:
        loop = pdf.make_indirect(Dictionary(FunctionType=3, Domain=UNIT, Bounds=Array([]), Encode=UNIT))
        loop.Functions = Array([loop])
        with pytest.raises(FunctionError):
            function_of(loop)


def test_tables_that_are_cut_off_are_refused() -> None:
    given = made(b"ab", FunctionType=0, Domain=UNIT, Range=UNIT, Size=Array([3]), BitsPerSample=8)
    with pytest.raises(FunctionError, match="cut off"):
        function_of(given)


# ------------------------------------------------------------------------------------ shadings


def black(kind: int, coords: Sequence[float], extend: Sequence[bool] = (False, False)) -> Shading:
    given = Dictionary(ShadingType=kind, ColorSpace=Name.DeviceGray, Function=line(1, 0))
    given.Coords, given.Extend = Array(list(coords)), Array(list(extend))
    return shading_of(given, None)


def ink(shading: Shading, x: float, y: float) -> float | None:
    assert shading.paint is not None
    inks = shading.paint((x, y))
    return None if inks is None else round(inks[3], 2)


def test_along_a_line() -> None:
    shading = black(2, (10, 0, 110, 0), (False, True))
    assert [ink(shading, x, 77) for x in (5, 10, 35, 60, 110, 400)] == [None, 0, 0.25, 0.5, 1, 1]


def test_between_circles_inside_each_other() -> None:
    shading = black(3, (0, 0, 10, 0, 0, 60))
    assert [ink(shading, x, 0) for x in (0, 9, 10, 35, -35, 60, 61)] == [None, None, 0, 0.5, 0.5, 1, None]
    assert ink(black(3, (0, 0, 10, 0, 0, 60), (True, False)), 0, 0) == 0


def test_between_circles_beside_each_other_the_last_is_on_top() -> None:
    shading = black(3, (0, 0, 10, 100, 0, 10))
    assert ink(shading, 50, 0) == 0.6  # the circle around (60, 0) is the last to reach it
    assert ink(shading, 50, 11) is None
    assert ink(shading, -9, 0) == pytest.approx(0.01)


def test_nothing_outside_its_box() -> None:
    given = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceGray,
        Function=line(1, 0),
        Coords=Array([0, 0, 1, 0]),
        BBox=Array([30, 40, 10, 20]),
    )
    assert shading_of(given, None).box == (10, 20, 30, 40)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (None, "a shading that isn't in the file"),
        (Dictionary(ShadingType=6, ColorSpace=Name.DeviceCMYK), "a mesh of colours"),
        (Dictionary(ShadingType=9, ColorSpace=Name.DeviceCMYK), "a shading that makes no sense"),
        (
            Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Function=line(0, 1)),
            "a shading that makes no sense",
        ),
        (
            Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 1, 1])),
            "a shading whose function can't be followed (it is no function)",
        ),
        (
            Dictionary(
                ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 1]), Function=line(0, 1)
            ),
            "a shading whose function can't be followed (its colours are in DeviceRGB)",
        ),
    ],
)
def test_what_cannot_be_painted_says_why(given: object, problem: str) -> None:
    shading = shading_of(given, None)
    assert (shading.paint, shading.problem) == (None, problem)
