"""What a page paints in; how much ink lies in each place, out.

A raster of our own, of the inks as the page gives them: no profile is applied, so black ink stays black ink.
Ghostscript's ``tiffsep`` comes to the same separations (a test compares them). Type is too fine for it: where
type stands, the ink below it and its own are added.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageMath

from packetpress.preflight.colors import Inks, Space
from packetpress.preflight.geometry import (
    Box,
    Point,
    apply,
    clipped,
    common,
    inverse,
    is_empty,
    meet,
    turning,
)
from packetpress.preflight.painted import Painted, Ramp, Tiling

DPI = 72
_FULL = 255
_MAX_PIXELS = 40_000_000
"""Of an image that is looked into; larger ones are judged by their space alone."""
_MAX_SAMPLES = 20_000
"""Places of a shading that are computed; between them its colour stays."""
_MANY = 3_000
"""Things on a page of which each pair is looked at."""
_MAX_WORK = 2_000_000
"""Places computed and tiles' parts laid on one page; what comes after that isn't judged."""


def most_possible(things: Sequence[Painted], box: Box, *, own_plates: bool = False) -> float:
    """No place of a box has more ink than this, as a sum of parts; infinite where only a raster can tell.

    What knocks out leaves its own inks; what overprints adds them to the most of all that it touches. So the
    pages of a text need no raster, which takes a hundred times as long.
    """
    if len(things) > _MANY:
        return math.inf
    painted: list[tuple[Box, float]] = []
    most = 0.0
    for thing in things:
        reach, inks = _reach(thing), thing.color.printed(own_plates=own_plates)
        if not meet(reach, box):
            continue
        if inks is None or thing.kind == "image" or thing.pattern is not None:
            return math.inf
        sum_ = sum(inks)
        if thing.overprint:
            sum_ += max((below for at, below in painted if meet(at, reach)), default=0.0)
        most = max(most, sum_)
        if thing.kind != "text":
            painted.append((reach, sum_))
    return most


@dataclass(slots=True)
class _Budget:
    """Places that may still be computed, and tiles' parts that may still be laid."""

    left: int = _MAX_WORK

    def takes(self, work: int) -> bool:
        self.left -= work
        return self.left >= 0


@dataclass(slots=True)
class InkMap:
    """The plates of one page, a pixel to the point."""

    box: Box
    """What is painted; the rest of the plates stays as it is."""
    origin: Point
    """Where the plates' upper left corner is on the page."""
    plates: list[Image.Image]
    """Of cyan, magenta, yellow and black, then of ``spots``."""
    spots: tuple[str, ...] = ()
    unjudged: list[tuple[Painted, str]] = field(default_factory=list)
    """What isn't in the raster, though its inks count, and why."""
    _budget: _Budget = field(default_factory=_Budget)

    @classmethod
    def of(cls, box: Box, things: Iterable[Painted], *, own_plates: bool = False) -> InkMap:
        """A sheet of white paper with the things on it. ``own_plates``: spot colours have some."""
        size = max(1, math.ceil(box[2] - box[0])), max(1, math.ceil(box[3] - box[1]))
        things = tuple(things)
        spots = tuple(dict.fromkeys(_spots(things))) if own_plates else ()
        made = cls(box, (box[0], box[3]), [Image.new("L", size) for _ in range(4 + len(spots))], spots)
        made.paint(things)
        return made

    @property
    def size(self) -> tuple[int, int]:
        return self.plates[0].size

    # ---------------------------------------------------------------- painting

    def paint(self, things: Iterable[Painted]) -> None:
        for thing in things:
            inks = thing.color.printed(own_plates=bool(self.spots))
            if thing.in_tile or not meet(_reach(thing), self.box):
                continue
            if thing.kind == "text":
                if inks is None:
                    self._leave(thing, "the colour of type")
            elif thing.pattern is not None:
                self._paint_pattern(thing, thing.pattern)
            elif thing.kind == "image":
                self._paint_image(thing, inks)
            elif inks is None:
                self._leave(thing, f"a colour in {thing.color.space.name}")
            elif thing.kind == "fill":
                self._fill(thing, inks)
            elif thing.kind == "stroke":
                self._stroke(thing, inks)

    def _leave(self, thing: Painted, what: str) -> None:
        space = thing.color.space
        if not (space.is_rgb or space.is_profiled):  # those are told as what they are
            self.unjudged.append((thing, what))

    def _pixel(self, point: Point) -> Point:
        return point[0] - self.origin[0], self.origin[1] - point[1]

    def _plates(self, thing: Painted, inks: Inks) -> list[tuple[Image.Image, int]]:
        """Those that a colour changes: with overprint not those of other inks, and of the four, in mode 1,
        not those that it has none of (ISO 32000-1, 8.6.7)."""
        plates = []
        for index, (plate, ink) in enumerate(
            zip(self.plates, self.amounts(thing.color.space, inks), strict=True)
        ):
            keeps = thing.overprint and (thing.overprint_mode == 1 or (len(inks) > 4) is (index < 4))
            if ink > 0 or not keeps:
                plates.append((plate, _level(ink)))
        return plates

    def amounts(self, space: Space, inks: Inks) -> Inks:
        """How much of a colour is on each of the plates."""
        return (
            *inks[:4],
            *(inks[4] if len(inks) > 4 and spot in space.spots else 0.0 for spot in self.spots),
        )

    def _shapes(self, thing: Painted) -> list[list[Point]]:
        """The areas of a fill, as far as they are on the raster."""
        window = common(thing.clip, self.box)
        if is_empty(window):
            return []
        shapes = [clipped(points, window) for points in thing.outline]
        return [points for points in shapes if len(points) > 2]

    def _fill(self, thing: Painted, inks: Inks) -> None:
        shapes = self._shapes(thing)
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
        for plate, value in self._plates(thing, inks):
            self._lines(plate, thing, value)

    def _lines(self, on: Image.Image, thing: Painted, value: int) -> None:
        draw, width = ImageDraw.Draw(on), max(1, round(thing.size))
        for points in thing.outline:
            draw.line([self._pixel(point) for point in points], fill=value, width=width)

    def _paint_image(self, thing: Painted, inks: Inks | None) -> None:
        pixels = separations(thing)
        bands = [*pixels.split(), *(Image.new("L", (1, 1)) for _ in self.spots)] if pixels is not None else []
        if pixels is None and inks is not None:
            amounts = self.amounts(thing.color.space, inks)
            bands = [Image.new("L", (1, 1), _level(ink)) for ink in amounts]
        size = max(1, round(abs(thing.matrix[0]))), max(1, round(abs(thing.matrix[3])))
        if not bands or max(size) > 4 * max(self.size):
            self._leave(thing, "a picture")
            return
        x0, y0 = self._pixel((thing.matrix[4], thing.matrix[5] + thing.matrix[3]))
        for plate, band in zip(self.plates, bands, strict=True):
            plate.paste(band.resize(size, Image.Resampling.BOX), (round(x0), round(y0)))

    # ---------------------------------------------------------------- patterns and shadings

    def _paint_pattern(self, thing: Painted, pattern: Ramp | Tiling) -> None:
        """A layer with the pattern everywhere, let through where the thing is."""
        mask = self._where(thing)
        if mask is None:
            self._leave(thing, f"a pattern in {'type' if thing.kind == 'text' else 'a picture'}")
            return
        layer = [plate.copy() for plate in self.plates]
        if isinstance(pattern, Ramp):
            problem = self._shade(layer, pattern, thing)
        else:
            problem = self._tile(layer, pattern, thing)
        if problem:
            self._leave(thing, problem)
            return
        for plate, over in zip(self.plates, layer, strict=True):
            plate.paste(over, mask=mask)

    def _where(self, thing: Painted) -> Image.Image | None:
        """The places that something covers; None of type and of pictures."""
        mask = Image.new("1", self.size)
        if thing.kind == "fill":
            shapes = self._shapes(thing)
            return self._mask(shapes, thing.even_odd) if shapes else mask
        if thing.kind == "stroke":
            self._lines(mask, thing, 1)
            return mask
        if thing.kind == "shading":
            x0, y0, x1, y1 = self._window(thing)
            mask.paste(1, (x0, y0, x1, y1))
            return mask
        return None

    def _window(self, thing: Painted) -> tuple[int, int, int, int]:
        """The pixels that something may reach: left, upper, right, lower."""
        box = common(_reach(thing), self.box)
        x0, y0 = self._pixel((box[0], box[3]))
        x1, y1 = self._pixel((box[2], box[1]))
        return round(x0), round(y0), max(round(x0) + 1, round(x1)), max(round(y0) + 1, round(y1))

    def _shade(self, layer: Sequence[Image.Image], ramp: Ramp, thing: Painted) -> str:
        """Computes colours step by step; what keeps it from that, or nothing."""
        shading, back = ramp.shading, inverse(ramp.matrix)
        if shading.paint is None or back is None:
            return shading.problem or "a shading that is put nowhere"
        x0, y0, x1, y1 = self._window(thing)
        step = max(1, math.ceil(math.sqrt((x1 - x0) * (y1 - y0) / _MAX_SAMPLES)))
        across, along = math.ceil((x1 - x0) / step), math.ceil((y1 - y0) / step)
        if not self._budget.takes(across * along):
            return "one of too many shadings"
        bands, shown = [bytearray(across * along) for _ in self.plates], bytearray(across * along)
        left, lower, right, upper = shading.box
        for index in range(across * along):
            row, column = divmod(index, across)
            x = self.origin[0] + x0 + (column + 0.5) * step
            y = self.origin[1] - y0 - (row + 0.5) * step
            point = apply(back, (x, y))
            if not (left <= point[0] <= right and lower <= point[1] <= upper):
                continue
            inks = shading.paint(point)
            if inks is not None:
                shown[index] = _FULL
                for band, ink in zip(bands, self.amounts(shading.space, inks), strict=True):
                    band[index] = _level(ink)
        full = across * step, along * step
        mask = Image.frombytes("L", (across, along), bytes(shown)).resize(full, Image.Resampling.NEAREST)
        for plate, band in zip(layer, bands, strict=True):
            made = Image.frombytes("L", (across, along), bytes(band)).resize(full, Image.Resampling.NEAREST)
            plate.paste(made, (x0, y0), mask)
        return ""

    def _tile(self, layer: list[Image.Image], tiling: Tiling, thing: Painted) -> str:
        """Lays the tile wherever it shows; what keeps it from that, or nothing."""
        (a, b), (c, d) = tiling.right, tiling.up
        back = inverse((a, b, c, d, 0.0, 0.0))
        if back is None:
            return "a pattern whose tiles lie on each other"
        window, box = common(_reach(thing), self.box), tiling.box
        reach = (window[0] - box[2], window[1] - box[3], window[2] - box[0], window[3] - box[1])
        corners = [apply(back, (reach[i], reach[j])) for i in (0, 2) for j in (1, 3)]
        columns = [math.floor(min(x for x, _ in corners)), math.ceil(max(x for x, _ in corners))]
        rows = [math.floor(min(y for _, y in corners)), math.ceil(max(y for _, y in corners))]
        count = (columns[1] - columns[0] + 1) * (rows[1] - rows[0] + 1)
        if not self._budget.takes(count * max(1, len(tiling.tile))):
            return "a pattern of too many tiles"
        unjudged: list[tuple[Painted, str]] = []
        left, lower, right, upper = window
        for row in range(rows[0], rows[1] + 1):
            for column in range(columns[0], columns[1] + 1):
                x, y = column * a + row * c, column * b + row * d
                # The plates move instead of the tile.
                moved = replace(
                    self,
                    box=(left - x, lower - y, right - x, upper - y),
                    origin=(self.origin[0] - x, self.origin[1] - y),
                    plates=layer,
                    unjudged=unjudged,
                )
                moved.paint(tiling.tile)
        return unjudged[0][1] if unjudged else ""

    # ---------------------------------------------------------------- asking

    def total(self) -> Image.Image:
        """The sum of all inks, 255 for each that is solid."""
        plates = {f"plate{index}": plate for index, plate in enumerate(self.plates)}
        made: Image.Image = ImageMath.lambda_eval(
            lambda bands: bands["convert"](sum(bands[name] for name in plates), "I"), **plates
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
        return value / _FULL, (self.origin[0] + x + 0.5, self.origin[1] - y - 0.5)

    def below(self, box: Box) -> Inks:
        """The most of each ink within a box."""
        x0, y0 = self._pixel((box[0], box[3]))
        x1, y1 = self._pixel((box[2], box[1]))
        width, height = self.size
        window = (
            max(0, math.floor(x0)),
            max(0, math.floor(y0)),
            min(width, math.ceil(x1)),
            min(height, math.ceil(y1)),
        )
        if window[2] <= window[0] or window[3] <= window[1]:
            return (0.0,) * len(self.plates)
        return tuple(_highest(plate.crop(window)) / _FULL for plate in self.plates)


def _spots(things: Iterable[Painted]) -> Iterator[str]:
    """The spot colours that things are painted in."""
    for thing in things:
        yield from thing.color.space.spots
        if isinstance(thing.pattern, Tiling):
            yield from _spots(thing.pattern.tile)


def _level(ink: float) -> int:
    return round(max(0.0, min(1.0, ink)) * _FULL)


def _reach(thing: Painted) -> Box:
    """Where it may paint; a line as thin as can be has a box without room."""
    x0, y0, x1, y1 = thing.box
    return x0 - 0.5, y0 - 0.5, x1 + 0.5, y1 + 0.5


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
        picture = pikepdf.PdfImage(image).as_pil_image(apply_mask=False)
    except Exception:  # a damaged image makes pikepdf and Pillow raise nearly anything
        return None
    if picture.mode == "CMYK":
        return picture
    black = ImageChops.invert(picture.convert("L"))
    none = Image.new("L", picture.size)
    return Image.merge("CMYK", (none, none, none, black))
