"""A PDF's bytes in; its pages with their boxes and everything painted on them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pikepdf
from pikepdf import Array

from packetpress.preflight.content import ContentError, Faces, painted
from packetpress.preflight.geometry import Box, Point, meet
from packetpress.preflight.painted import Painted

LETTER: Box = (0.0, 0.0, 612.0, 792.0)
"""What viewers take where a page says nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page."""

    number: int
    """From 1."""
    obj: pikepdf.Object
    media: Box
    bleed: Box
    trim: Box
    """Each box as viewers take it where it isn't given (ISO 32000-1, table 30)."""
    says_trim: bool
    """Where it is trimmed is given."""
    things: tuple[Painted, ...]
    problem: str = ""
    """Why its content couldn't be read to its end."""

    def mcid_of(self, thing: Painted) -> int:
        """Of its marked content; a ground or a line, which has none, belongs to what stands on it."""
        if thing.mcid >= 0:
            return thing.mcid
        on_it = (other for other in self.things if meet(other.box, thing.box))
        return next((other.mcid for other in on_it if other.mcid >= 0), -1)

    def from_trim(self, point: Point) -> Point:
        return round(point[0] - self.trim[0], 1), round(point[1] - self.trim[1], 1)


def sheets(pdf: pikepdf.Pdf) -> Iterator[Sheet]:
    faces: Faces = {}
    for number, page in enumerate(pdf.pages, start=1):
        media = given_box(page.obj, "/MediaBox") or LETTER
        crop = given_box(page.obj, "/CropBox") or media
        found: list[Painted] = []
        problem = ""
        try:
            found += painted(page, faces)
        except ContentError as error:
            problem = str(error)
        trim = given_box(page.obj, "/TrimBox") or given_box(page.obj, "/ArtBox")
        bleed = given_box(page.obj, "/BleedBox") or crop
        yield Sheet(number, page.obj, media, bleed, trim or crop, trim is not None, tuple(found), problem)


_INHERITED = ("/MediaBox", "/CropBox")
_MAX_PARENTS = 64
_NUMBERS = (int, Decimal)


def given_box(page: pikepdf.Object, name: str) -> Box | None:
    """A box that a page, or for some a node above it, says; None if it doesn't or says nonsense."""
    node: object = page
    for _ in range(_MAX_PARENTS):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if name in node:
            box = node[name]
            if isinstance(box, Array) and len(box) == 4 and all(isinstance(v, _NUMBERS) for v in box):
                return _ordered([float(value) for value in box])
        if name not in _INHERITED:
            return None
        node = node.get("/Parent")
    return None


def _ordered(box: Sequence[float]) -> Box:
    x0, y0, x1, y1 = box
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
