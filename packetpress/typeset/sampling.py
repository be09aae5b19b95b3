"""A picture's file and the size it is set in in; the picture with as many dots as are seen out.

A camera's photo has far more dots than paper or a screen shows. They would only make files that can't be
mailed, and printing slow.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from math import ceil
from typing import Literal, TypeAlias

from PIL import Image

from packetpress.model import Asset, Layout

Size: TypeAlias = tuple[int, int]
"""Dots across and down."""

COARSE = 100.0
"""Dots to the inch; with fewer, edges are steps and faces are blurred, on a copier as well."""
_DOTS: Mapping[Literal["png", "jpeg", "svg"], float] = {"jpeg": 300.0, "png": 600.0}
"""To the inch of a page, for photographs and for drawings, whose edges are finer than a photo's."""
_ON_SCREEN = 2 / 3
"""Of those, where pages are looked at on a screen, enlarged by half."""
_BEYOND = 1.5
"""Fewer than this many times the dots are left as they are: new ones would be no better, nor many fewer. As
the presets of Acrobat Distiller do it for print, from 450 dots to the inch on to 300."""
_QUALITY = 90
_MODES = frozenset({"L", "RGB", "CMYK", "LA", "RGBA", "P"})
"""Pillow's; pictures of black dots alone are left as they are, their dots being all they have."""


def dots(asset: Asset, width: float, height: float) -> float:
    """To the inch, in the direction that has fewer, of a picture so many points wide; 0 for a drawing."""
    return min(72 * asset.pixels[0] / width, 72 * asset.pixels[1] / height)


def wanted(asset: Asset, layout: Layout, width: float, height: float) -> Size | None:
    """The dots to sample it down to where it is set that large; None: it is used as it is."""
    most = _DOTS.get(asset.kind, 0.0)
    if layout.finishing == "accessible":
        most *= _ON_SCREEN
    if layout.finishing == "press" and layout.vendor is not None:
        most = max(most, layout.vendor.good_dpi)
    found = dots(asset, width, height)
    if found <= _BEYOND * most:
        return None
    across, down = asset.pixels
    return ceil(across * most / found), ceil(down * most / found)


def resized(image: Image.Image, size: Size | None) -> Image.Image:
    """In the mode it has, or in the one that its palette or its transparent colour stands for."""
    if size is None or image.mode not in _MODES:
        return image
    profile = image.info.get("icc_profile")
    if "transparency" in image.info:
        image = image.convert("RGBA")
    elif image.mode == "P":
        image = image.convert("RGB")
    made = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    made.info = {"icc_profile": profile} if profile else {}
    return made


def sampled(asset: Asset, size: Size | None) -> bytes:
    """The picture's file, or one of the same kind with so many dots."""
    if size is None:
        return asset.data
    with Image.open(io.BytesIO(asset.data)) as image:
        image.draft(None, size)  # of a JPEG only as many dots are decoded as are needed
        if image.mode not in _MODES:
            return asset.data
        made = resized(image, size)
    stream = io.BytesIO()
    if asset.kind == "jpeg":
        made.save(stream, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=made.info.get("icc_profile"))
    else:
        made.save(stream, "PNG", icc_profile=made.info.get("icc_profile"))
    return stream.getvalue()
