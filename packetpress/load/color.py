"""A colour as a designer writes it in; the same colour for screen, press and copier out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from packetpress.model import Paint

MIN_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA), without its easier rule for large text."""
MIN_MARK_CONTRAST = 3.0
"""WCAG 2.2, success criterion 1.4.11 (AA): lines to write on, circles to mark, bars that mean something."""


RESERVED_INKS = frozenset({"all", "none", "cyan", "magenta", "yellow", "black"})
"""Names of colorants that mean something else than a spot colour (ISO 32000-1, 8.6.6.4)."""
MAX_NAME = 127
"""Bytes of a name (ISO 32000-1, annex C.2)."""


def paint(
    color: str, cmyk: Sequence[float] | None = None, spot: str = "", tint: float | None = None
) -> Paint:
    """The paint for ``#rrggbb``; ``cmyk`` are per cent of ink, 0 to 100, where a designer chose them.

    ``spot``: an ink of its own, and ``tint``, how many per cent of it; ``cmyk`` then says what stands for it.

    Without ``cmyk`` the inks follow ISO 32000-1:2008, 10.3.4, with all black generated: exact and the same
    everywhere, though no substitute for a designer's choice. A colour that is black ink alone keeps that
    amount as its grey; any other gets the grey of equal luminance. Raises ValueError with a message for the
    author.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", color):
        raise ValueError(f"“{color}” is not a colour; write it as “#rrggbb”, in quotation marks")
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    if cmyk is None:
        black = 1 - max(red, green, blue)
        inks = (1 - red - black, 1 - green - black, 1 - blue - black, black)
    else:
        if len(cmyk) != 4 or not all(0 <= part <= 100 for part in cmyk):
            raise ValueError("“cmyk” takes four numbers from 0 to 100: [cyan, magenta, yellow, black]")
        inks = (cmyk[0] / 100, cmyk[1] / 100, cmyk[2] / 100, cmyk[3] / 100)
    if tint is not None and not (spot and 0 < tint <= 100):
        raise ValueError("“tint” is per cent of the ink that “spot” names, above 0 and up to 100")
    _check_spot(spot, cmyk)
    gray = 1 - inks[3] if not any(inks[:3]) else _encoded(luminance((red, green, blue)))
    rounded = tuple(round(ink, 4) for ink in inks)
    return Paint(
        (round(red, 4), round(green, 4), round(blue, 4)),
        (rounded[0], rounded[1], rounded[2], rounded[3]),
        round(gray, 4),
        spot,
        1.0 if tint is None else round(tint / 100, 4),
    )


def _check_spot(spot: str, cmyk: Sequence[float] | None) -> None:
    if not spot:
        return
    if spot.strip().lower() in RESERVED_INKS:
        raise ValueError(f"“{spot}” is no spot colour: the name means something else in a PDF")
    if len(spot) > MAX_NAME or not (spot.isascii() and spot.isprintable() and spot == spot.strip()):
        raise ValueError(f"“{spot}” can't name a spot colour: write plain letters, numbers and spaces")
    if cmyk is None:
        raise ValueError(f"“{spot}” needs “cmyk”, the four inks that stand for it where it isn't printed")


def luminance(rgb: tuple[float, float, float]) -> float:
    """Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Paint, other: Paint) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one.rgb), luminance(other.rgb)))
    return (high + 0.05) / (low + 0.05)


def _encoded(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
