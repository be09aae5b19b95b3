"""A colour as a designer writes it in; the same colour for screen, press and copier out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from packetpress.model import Paint

MIN_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA), without its easier rule for large text."""
MIN_MARK_CONTRAST = 3.0
"""WCAG 2.2, success criterion 1.4.11 (AA): lines to write on, circles to mark, bars that mean something."""


def paint(color: str, cmyk: Sequence[float] | None = None) -> Paint:
    """The paint for ``#rrggbb``; ``cmyk`` are per cent of ink, 0 to 100, where a designer chose them.

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
    gray = 1 - inks[3] if not any(inks[:3]) else _encoded(luminance((red, green, blue)))
    rounded = tuple(round(ink, 4) for ink in inks)
    return Paint(
        (round(red, 4), round(green, 4), round(blue, 4)),
        (rounded[0], rounded[1], rounded[2], rounded[3]),
        round(gray, 4),
    )


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
