"""The bytes of a PNG or JPEG image in; its natural size, or what is wrong with it, out."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL import Image

MAX_PIXELS = 100_000_000
"""About 400 MB of memory once decoded; 100 megapixels fill a letter page at 1,000 dpi."""


_TURNED = frozenset(range(2, 9))
"""EXIF orientations in which the picture isn't stored upright."""


@dataclass(frozen=True, slots=True)
class Bitmap:
    width: float
    """Points, at the file's own resolution, or 72 dots to the inch where it has none."""
    height: float
    data: bytes
    """The file as given, or the same picture turned upright."""
    problem: str = ""
    """What is wrong, as the end of a sentence that begins with the image; empty if nothing is."""
    hint: str = ""
    pixels: tuple[int, int] = (0, 0)
    """Across and down, upright."""


def read_bitmap(data: bytes, kind: Literal["png", "jpeg"]) -> Bitmap:
    """Decodes the whole image, so that one that is cut short is found."""
    from PIL import ExifTags, Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[kind.upper()]) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    return _too_large()
                across, down = (_dots(value) for value in image.info.get("dpi", (72, 72)))
                image.load()
                if image.getexif().get(ExifTags.Base.Orientation, 1) in _TURNED:
                    data = _upright(image, kind)
                    if image.getexif()[ExifTags.Base.Orientation] >= 5:
                        width, height, across, down = height, width, down, across
    except Image.DecompressionBombError:
        return _too_large()
    except Exception:  # a damaged file makes Pillow's decoders raise nearly anything, struct.error among it
        return Bitmap(
            0,
            0,
            b"",
            "is damaged and can't be read",
            "Open it in an image program and save it again, or export it anew.",
        )
    return Bitmap(round(width * 72 / across, 4), round(height * 72 / down, 4), data, pixels=(width, height))


def _upright(image: Image.Image, kind: str) -> bytes:
    """A phone's picture says in its EXIF data how it was held; PDF doesn't look there."""
    from PIL import ImageOps

    stream = io.BytesIO()
    ImageOps.exif_transpose(image).save(stream, kind.upper(), quality=95)
    return stream.getvalue()


def _too_large() -> Bitmap:
    return Bitmap(0, 0, b"", f"has more than {MAX_PIXELS // 1_000_000} million pixels", "Make it smaller.")


def _dots(value: object) -> float:
    """Dots to the inch; 72 where the file says nothing that can be meant."""
    try:
        dots = float(str(value))
    except ValueError:
        return 72.0
    return dots if 1 <= dots <= 100_000 else 72.0
