"""Pictures and colours as inks of a press.

In: sRGB colours and the bytes of a picture. Out: CMYK after the layout's output profile, within its limit.
Grey stays black ink alone: four inks never meet exactly, and a grey made of them takes on their tint.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from PIL import Image, ImageChops, ImageCms, ImageMath

from packetpress.model import OutputProfile
from packetpress.typeset.sampling import Size, resized

_NEUTRAL = 4
"""Of 255: channels that differ by less are grey; JPEG's rounding alone makes them differ by 3."""
_STRIP = 256
"""Rows that are worked on at a time, so that a large picture needs little memory."""


class Inks:
    """Converts for one printing condition. Relative colorimetric, with black point compensation."""

    def __init__(self, profile: OutputProfile, limit: float) -> None:
        """``limit``: the most ink in one place, as a sum of parts (2.4 for 240 %)."""
        self._profile = profile
        self._limit = round(limit * 255)

    def color(self, rgb: Sequence[float]) -> tuple[float, float, float, float]:
        if max(rgb) - min(rgb) < _NEUTRAL / 255:
            return 0.0, 0.0, 0.0, 1 - sum(rgb) / 3
        red, green, blue = (round(part * 255) for part in rgb)
        point = self._within_limit(self._converted(Image.new("RGB", (1, 1), (red, green, blue))))
        cyan, magenta, yellow, black = (part / 255 for part in point.tobytes())
        return cyan, magenta, yellow, black

    def picture(self, data: bytes, *, line_art: bool, size: Size | None = None) -> Image.Image:
        """CMYK, or grey where the whole picture is; what is transparent shows white paper.

        ``size``: dots to sample it down to before it is converted.
        ``line_art``: grey places of a colour picture are black ink alone too. In a photograph they would
        stand out from their surroundings.
        """
        with Image.open(io.BytesIO(data)) as image:
            if size is not None:
                image.draft(None, size)  # of a JPEG only as many dots are decoded as are needed
            image.load()
            picture = resized(image, size)
            if picture.mode == "CMYK":
                return self._within_limit(picture)
            source = picture.info.get("icc_profile")
            flat = _on_white(picture)
        colored = _colored(flat)
        if colored.getextrema() == (0, 0):
            return flat.convert("L")
        inks = self._converted(flat, source)
        if line_art:
            none = Image.new("L", flat.size)
            black = Image.merge("CMYK", (none, none, none, ImageChops.invert(flat.convert("L"))))
            inks.paste(black, mask=ImageChops.invert(colored))
        return self._within_limit(inks)

    def _converted(self, image: Image.Image, source: bytes | None = None) -> Image.Image:
        transform = self._srgb
        if source:
            try:
                given = ImageCms.ImageCmsProfile(io.BytesIO(source))
                if given.profile.xcolor_space.strip() == "RGB":
                    transform = self._transform(given)
            except (OSError, ImageCms.PyCMSError):
                pass  # a damaged profile in a picture: what it shows is sRGB as far as anyone can tell
        return transform.apply(image)

    @cached_property
    def _srgb(self) -> ImageCms.ImageCmsTransform:
        return self._transform(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")))

    def _transform(self, source: ImageCms.ImageCmsProfile) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(
            source,
            ImageCms.ImageCmsProfile(io.BytesIO(self._profile.data)),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )

    def _within_limit(self, image: Image.Image) -> Image.Image:
        """Less of the three colours where all four together are more than the limit; black stays."""
        if self._limit >= 4 * 255:
            return image
        result = image.copy()
        for top in range(0, image.height, _STRIP):
            box = (0, top, image.width, min(top + _STRIP, image.height))
            result.paste(_limited(image.crop(box), self._limit), box)
        return result


def _limited(strip: Image.Image, limit: int) -> Image.Image:
    cyan, magenta, yellow, black = strip.split()
    names = {"c": cyan, "m": magenta, "y": yellow, "k": black}
    bands = [ImageMath.lambda_eval(_reduction(name, limit), **names) for name in "cmy"]
    return Image.merge("CMYK", (*bands, black))


def _reduction(name: str, limit: int) -> Callable[[dict[str, Any]], Any]:
    """What is left of one ink: its share of the room that black leaves."""

    def reduced(bands: dict[str, Any]) -> Any:
        colors = bands["max"](bands["c"] + bands["m"] + bands["y"], 1)
        share = bands[name] * (limit - bands["k"]) / colors
        return bands["convert"](bands["min"](bands[name], share), "L")

    return reduced


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        ground = Image.new("RGBA", rgba.size, "white")
        ground.alpha_composite(rgba)
        return ground.convert("RGB")
    return image.convert("RGB")


def _colored(image: Image.Image) -> Image.Image:
    """255 where a picture has colour, 0 where it is grey."""
    red, green, blue = image.split()
    highest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    lowest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return ImageChops.subtract(highest, lowest).point([0] * _NEUTRAL + [255] * (256 - _NEUTRAL))
