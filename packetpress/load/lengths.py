"""A length with its unit, as authors and designers write it, in; PDF points out."""

from __future__ import annotations

import re

POINTS = {"pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 72.0 / 2.54, "mm": 7.2 / 2.54, "px": 0.75}
"""Points in one unit; a px is CSS's, 1/96 inch."""

_LENGTH = re.compile(r"\s*(-?(?:\d{1,6}(?:\.\d{0,6})?|\.\d{1,6}))\s*([a-z]+)\s*", re.IGNORECASE)


def points(text: str) -> float:
    """``"8.5in"`` -> 612.0. Raises ValueError with a message for the author."""
    found = _LENGTH.fullmatch(text)
    if found is None or found[2].lower() not in POINTS:
        raise ValueError(f"“{text}” is not a length; write a number and a unit: 12pt, 3mm, 1.5cm or 0.5in")
    return round(float(found[1]) * POINTS[found[2].lower()], 6)
