"""Images as artwork that a pen can draw.

In: ``Asset`` values, already read and checked. Out: ``Artwork`` with a natural size and ``draw``.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Protocol

from PIL import Image
from reportlab.lib.utils import ImageReader

from packetpress.model import Asset, FontFile, Layout
from packetpress.typeset.inks import Inks
from packetpress.typeset.pen import Pen
from packetpress.typeset.sampling import Size, sampled, wanted
from packetpress.typeset.structure import Node


class Artwork(Protocol):
    """Something to draw, with its natural size in points."""

    width: float
    height: float

    def draw(self, pen: Pen, x: float, y: float, width: float, height: float, node: Node | None) -> None:
        """Draws into the rectangle with its lower left corner at ``x``, ``y``."""


SetText = Callable[[str, FontFile, float], tuple[str, str, float]]
"""Words, face and size -> font operator, inside of a TJ array, width."""


def artwork(asset: Asset, layout: Layout, set_text: SetText) -> Artwork:
    """What to draw for an image, its colours those that the layout prints in."""
    if asset.kind == "svg":
        # Imported here: most packets have no drawing, and svglib and its libraries are slow to load.
        from packetpress.typeset.drawings import Drawing

        return Drawing(asset, layout, set_text, inks_of(layout))
    return _Raster(asset, layout)


def inks_of(layout: Layout) -> Inks | None:
    """None for a layout that isn't made for a press."""
    if layout.color != "cmyk" or layout.profile is None:
        return None
    return Inks(layout.profile, layout.vendor.ink_limit if layout.vendor else 4.0)


class _Raster:
    def __init__(self, asset: Asset, layout: Layout) -> None:
        self.width = asset.width
        self.height = asset.height
        self._asset = asset
        self._layout = layout
        self._readers: dict[Size | None, ImageReader] = {}

    def draw(self, pen: Pen, x: float, y: float, width: float, height: float, node: Node | None) -> None:
        size = wanted(self._asset, self._layout, width, height)
        if size not in self._readers:
            self._readers[size] = self._reader(size)
        pen.image(self._readers[size], x, y, width, height, node)

    def _reader(self, size: Size | None) -> ImageReader:
        asset, layout = self._asset, self._layout
        inks = inks_of(layout)
        if inks is not None:
            return ImageReader(inks.picture(asset.data, line_art=asset.kind == "png", size=size))
        data = sampled(asset, size)
        if layout.color == "gray":
            data = _gray(data)
        elif layout.color == "rgb":
            data = _rgb(data)
        return ImageReader(io.BytesIO(data))


def _gray(data: bytes) -> bytes:
    """The picture on white, in one grey channel."""
    with Image.open(io.BytesIO(data)) as image:
        rgba = image.convert("RGBA")
        ground = Image.new("RGBA", rgba.size, "white")
        ground.alpha_composite(rgba)
        buffer = io.BytesIO()
        ground.convert("L").save(buffer, "PNG")
    return buffer.getvalue()


def _rgb(data: bytes) -> bytes:
    """The picture as it is; one in four inks as RGB, which is what an RGB layout's colours are."""
    with Image.open(io.BytesIO(data)) as image:
        if image.mode != "CMYK":
            return data
        buffer = io.BytesIO()
        image.convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()
