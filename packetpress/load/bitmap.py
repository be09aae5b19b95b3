"""The bytes of a PNG or JPEG image in; its natural size, or what is wrong with it, out."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Literal

MAX_PIXELS = 100_000_000
"""About 400 MB of memory once decoded; 100 megapixels fill a letter page at 1,000 dpi."""


@dataclass(frozen=True, slots=True)
class Bitmap:
    width: float
    """Points, at the file's own resolution, or 72 dots to the inch where it has none."""
    height: float
    problem: str = ""
    """What is wrong, as the end of a sentence that begins with the image; empty if nothing is."""
    hint: str = ""


def read_bitmap(data: bytes, kind: Literal["png", "jpeg"]) -> Bitmap:
    """Decodes the whole image, so that one that is cut short is found."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind.upper()]) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    return _too_large()
                across, down = (_dots(value) for value in image.info.get("dpi", (72, 72)))
                image.load()
    except Image.DecompressionBombError:
        return _too_large()
    except (OSError, SyntaxError, ValueError, EOFError):
        return Bitmap(
            0,
            0,
            "is damaged and can't be read",
            "Open it in an image program and save it again, or export it anew.",
        )
    return Bitmap(round(width * 72 / across, 4), round(height * 72 / down, 4))


def _too_large() -> Bitmap:
    return Bitmap(0, 0, f"has more than {MAX_PIXELS // 1_000_000} million pixels", "Make it smaller.")


def _dots(value: object) -> float:
    """Dots to the inch; 72 where the file says nothing that can be meant."""
    try:
        dots = float(str(value))
    except ValueError:
        return 72.0
    return dots if 1 <= dots <= 100_000 else 72.0
