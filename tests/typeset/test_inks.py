"""Colours as inks: grey in black alone, others through the profile and within the limit."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from packetpress.model import Asset, Figure, OutputProfile
from packetpress.typeset.inks import Inks
from tests.pdf import operations
from tests.typeset.samples import document, house_layout, section, set_pages

PART = st.floats(0, 1)


def profile() -> OutputProfile:
    found = house_layout("press").profile
    assert found is not None
    return found


@pytest.mark.parametrize(("level", "black"), [(0.0, 1.0), (1.0, 0.0), (0.25, 0.75)])
def test_grey_is_black_ink_alone(level: float, black: float) -> None:
    assert Inks(profile(), 3.0).color((level, level, level)) == (0, 0, 0, black)


def test_a_colour_becomes_what_the_profile_says() -> None:
    # Adobe's and LittleCMS's conversions of sRGB red to FOGRA39 lie within a few per cent of 0/97/98/0.
    assert Inks(profile(), 3.0).color((1, 0, 0)) == pytest.approx((0, 0.97, 0.98, 0), abs=0.03)


@given(PART, PART, PART, st.sampled_from([1.5, 2.0, 2.4]))
@settings(max_examples=60, deadline=None)
def test_no_colour_holds_more_ink_than_the_limit(red: float, green: float, blue: float, limit: float) -> None:
    assert sum(Inks(profile(), limit).color((red, green, blue))) <= limit + 0.001


def test_a_photograph_keeps_its_greys_in_four_inks() -> None:
    image = Image.new("RGB", (4, 1), (200, 40, 40))
    image.putpixel((3, 0), (40, 40, 40))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    inks = Inks(profile(), 3.0)
    drawing = inks.picture(buffer.getvalue(), line_art=True).getpixel((3, 0))
    photograph = inks.picture(buffer.getvalue(), line_art=False).getpixel((3, 0))
    assert drawing == (0, 0, 0, 215)
    assert isinstance(photograph, tuple)
    assert min(photograph[:3]) > 100


def test_four_inks_that_are_given_stay_as_they_are() -> None:
    buffer = io.BytesIO()
    Image.new("CMYK", (8, 8), (10, 20, 30, 40)).save(buffer, "TIFF")
    assert Inks(profile(), 3.0).picture(buffer.getvalue(), line_art=False).getpixel((4, 4)) == (
        10,
        20,
        30,
        40,
    )


def test_words_in_a_drawing_are_black_ink_over_others() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><rect width="200" height="60"'
        b' fill="#f6efe6"/><text x="10" y="30" font-size="14" fill="#1f2a30">Calm</text></svg>'
    )
    made = document(section(Figure("a.svg", "A word")), assets={"a.svg": Asset("a.svg", "svg", svg, 150, 45)})
    layout = house_layout("press")
    seen = [
        (operation.operator, [str(operand) for operand in operation.operands])
        for page in range(2, 4)
        for operation in operations(set_pages(made, layout=layout).pdf, page)
        if operation.mark == "Figure" and operation.operator in ("k", "gs", "TJ", "f")
    ]
    at = [name for name, _ in seen].index("TJ")
    assert seen[at - 2] == ("gs", ["/Over"])
    assert seen[at - 1][0] == "k"
    assert [float(value) for value in seen[at - 1][1]] == [0, 0, 0, 1]
    assert seen[at + 1] == ("gs", ["/Knock"])
