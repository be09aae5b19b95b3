"""What a page paints in; how much ink lies in each place, out.

A raster of our own, of the inks as the page gives them: no profile is applied, so black ink stays black ink.
Ghostscript's ``tiffsep`` comes to the same separations (a test compares them). Type is too fine for it: where
type stands, the ink below it and its own are added.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageMath

from packetpress.preflight.colors import Inks
from packetpress.preflight.content import Painted
from packetpress.preflight.geometry import Box, Point, clipped, common, is_empty, turning

DPI = 72
_FULL = 255
_MAX_PIXELS = 40_000_000
"""Of an image that is looked into; larger ones are judged by their space alone."""


class InkMap:
    """Four plates of one page, a pixel to the point."""

    def __init__(self, box: Box) -> None:
        self._left, self._top = box[0], box[3]
        self.size = (max(1, math.ceil(box[2] - box[0])), max(1, math.ceil(box[3] - box[1])))
        self._box = box
        self.plates = [Image.new("L", self.size) for _ in range(4)]

    # ---------------------------------------------------------------- painting

    def paint(self, things: Iterable[Painted]) -> None:
        for thing in things:
            inks = thing.color.inks
            if thing.kind == "image":
                self._paint_image(thing, inks)
            elif inks is None or thing.kind in ("text", "shading"):
                continue
            elif thing.kind == "fill":
                self._fill(thing, inks)
            else:
                self._stroke(thing, inks)

    def _pixel(self, point: Point) -> Point:
        return point[0] - self._left, self._top - point[1]

    def _plates(self, thing: Painted, inks: Inks) -> list[tuple[Image.Image, int]]:
        """Those that a colour changes: with overprint not where it has none (ISO 32000-1, 8.6.7)."""
        keeps = thing.overprint and thing.overprint_mode == 1
        return [
            (plate, round(max(0.0, min(1.0, ink)) * _FULL))
            for plate, ink in zip(self.plates, inks, strict=True)
            if ink > 0 or not keeps
        ]

    def _fill(self, thing: Painted, inks: Inks) -> None:
        window = common(thing.clip, self._box)
        if is_empty(window):
            return
        shapes = [clipped(points, window) for points in thing.outline]
        shapes = [points for points in shapes if len(points) > 2]
        if len(shapes) == 1:
            pixels = [self._pixel(point) for point in shapes[0]]
            for plate, value in self._plates(thing, inks):
                ImageDraw.Draw(plate).polygon(pixels, fill=value)
        elif shapes:
            mask = self._mask(shapes, thing.even_odd)
            for plate, value in self._plates(thing, inks):
                plate.paste(value, mask=mask)

    def _mask(self, shapes: Sequence[Sequence[Point]], even_odd: bool) -> Image.Image:
        """Several subpaths: those that run against the first are holes, or all that cover each other."""
        mask = Image.new("1", self.size)
        direction = turning(shapes[0]) > 0
        for points in shapes:
            one = Image.new("1", self.size)
            ImageDraw.Draw(one).polygon([self._pixel(point) for point in points], fill=1)
            if even_odd:
                mask = ImageChops.logical_xor(mask, one)
            elif (turning(points) > 0) is direction:
                mask = ImageChops.logical_or(mask, one)
            else:
                mask = ImageChops.logical_and(mask, ImageChops.invert(one))
        return mask

    def _stroke(self, thing: Painted, inks: Inks) -> None:
        if is_empty(common(thing.box, self._box)) and thing.size > 0:
            return
        width = max(1, round(thing.size))
        for plate, value in self._plates(thing, inks):
            draw = ImageDraw.Draw(plate)
            for points in thing.outline:
                draw.line([self._pixel(point) for point in points], fill=value, width=width)

    def _paint_image(self, thing: Painted, inks: Inks | None) -> None:
        box = common(thing.box, self._box)
        pixels = None if is_empty(box) else separations(thing)
        if pixels is None and inks is not None and not is_empty(box):
            pixels = Image.new("CMYK", (1, 1), tuple(round(ink * _FULL) for ink in inks))
        if pixels is None:
            return
        x0, y0 = self._pixel((thing.matrix[4], thing.matrix[5] + thing.matrix[3]))
        size = max(1, round(abs(thing.matrix[0]))), max(1, round(abs(thing.matrix[3])))
        if max(size) > 4 * max(self.size):
            return
        made = pixels.resize(size, Image.Resampling.BOX)
        for plate, band in zip(self.plates, made.split(), strict=True):
            plate.paste(band, (round(x0), round(y0)))

    # ---------------------------------------------------------------- asking

    def total(self) -> Image.Image:
        """The sum of the four inks, 255 for each that is solid."""
        cyan, magenta, yellow, black = self.plates
        made: Image.Image = ImageMath.lambda_eval(
            lambda bands: bands["convert"](bands["c"] + bands["m"] + bands["y"] + bands["k"], "I"),
            c=cyan,
            m=magenta,
            y=yellow,
            k=black,
        )
        return made

    def heaviest(self) -> tuple[float, Point]:
        """The most ink, as a sum of parts, and a place where it lies."""
        total = self.total()
        value = _highest(total)
        most = ImageMath.lambda_eval(
            lambda bands: bands["convert"](bands["total"] >= value, "L"), total=total
        )
        where = most.getbbox()
        x, y = (where[0], where[1]) if where else (0, 0)
        return value / _FULL, (self._left + x + 0.5, self._top - y - 0.5)

    def below(self, box: Box) -> tuple[float, float, float, float]:
        """The most of each ink within a box."""
        x0, y0 = self._pixel((box[0], box[3]))
        x1, y1 = self._pixel((box[2], box[1]))
        window = (
            max(0, math.floor(x0)),
            max(0, math.floor(y0)),
            min(self.size[0], math.ceil(x1)),
            min(self.size[1], math.ceil(y1)),
        )
        if window[2] <= window[0] or window[3] <= window[1]:
            return 0.0, 0.0, 0.0, 0.0
        found = [_highest(plate.crop(window)) / _FULL for plate in self.plates]
        return found[0], found[1], found[2], found[3]


def _highest(band: Image.Image) -> int:
    high = band.getextrema()[1]
    return int(high) if isinstance(high, int | float) else 0


def separations(thing: Painted) -> Image.Image | None:
    """An image's own inks, pixel by pixel; None where its colours are not inks or it can't be read."""
    image: Any = thing.image
    if not isinstance(image, pikepdf.Stream) or bool(image.get("/ImageMask", False)):
        return None
    if int(image.get("/Width", 0)) * int(image.get("/Height", 0)) > _MAX_PIXELS:
        return None
    if thing.color.space.name not in ("DeviceCMYK", "DeviceGray"):
        return None
    try:
        picture = pikepdf.PdfImage(image).as_pil_image()
    except Exception:  # a damaged image makes pikepdf and Pillow raise nearly anything
        return None
    if picture.mode == "CMYK":
        return picture
    black = ImageChops.invert(picture.convert("L"))
    none = Image.new("L", picture.size)
    return Image.merge("CMYK", (none, none, none, black))
