"""What a page's content paints: the values that ``content`` makes and the rules look at."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from packetpress.preflight.colors import Color
from packetpress.preflight.geometry import (
    EVERYWHERE,
    IDENTITY,
    Box,
    Matrix,
    Outline,
    Point,
    apply,
    inverse,
    moved,
)
from packetpress.preflight.shadings import Shading
from packetpress.preflight.typefaces import Typeface

Kind: TypeAlias = Literal["text", "fill", "stroke", "image", "shading"]


@dataclass(frozen=True, slots=True)
class Ramp:
    """A shading, and where it is put."""

    shading: Shading
    matrix: Matrix
    """From the shading's own space to the page's."""


@dataclass(frozen=True, slots=True)
class Tiling:
    """A tile that is laid side by side (ISO 32000-1, 8.7.3)."""

    tile: tuple[Painted, ...]
    """What one tile paints, at the place of the pattern's first."""
    right: Point
    up: Point
    """From a tile to the next."""
    box: Box
    """Around that tile."""

    def first(self, filled: Painted) -> Iterator[Painted]:
        """What the first tile paints that begins within ``filled``, at its place."""
        back = inverse((*self.right, *self.up, 0.0, 0.0))
        if back is None:
            return
        column, row = apply(back, (filled.box[0] - self.box[0], filled.box[1] - self.box[1]))
        x, y = apply((*self.right, *self.up, 0.0, 0.0), (math.ceil(column), math.ceil(row)))
        for part in self.tile:
            yield replace(
                part,
                box=moved(part.box, x, y),
                clip=moved(part.clip, x, y),
                outline=tuple(tuple((at + x, up + y) for at, up in points) for points in part.outline),
                mcid=filled.mcid,
                in_tile=True,
            )


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing on a page. Lengths are points; places are in the page's own coordinates."""

    kind: Kind
    box: Box
    """Around it, cut off by what clips it."""
    color: Color
    overprint: bool
    overprint_mode: int
    mcid: int
    outline: Outline = ()
    even_odd: bool = False
    size: float = 0.0
    """Of the type; width of the line."""
    face: Typeface | None = None
    image: Any = None
    """A stream, or an inline image."""
    matrix: Matrix = IDENTITY
    """Of an image: where the unit square goes."""
    clip: Box = EVERYWHERE
    opaque: bool = True
    pattern: Ramp | Tiling | None = None
    """What it is painted with, where that is no single colour."""
    in_tile: bool = False
    """Part of a pattern's tile: told once, however often it is laid."""
