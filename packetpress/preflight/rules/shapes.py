"""Type, lines and pictures: embedded, thick and fine enough."""

from __future__ import annotations

import math
from collections.abc import Iterator

from packetpress.model import Vendor
from packetpress.preflight.findings import Finding
from packetpress.preflight.geometry import meet
from packetpress.preflight.painted import Painted
from packetpress.preflight.sheets import Sheet

X4 = "PDF/X-4"
_WHITE_TYPE = 6.0
"""Points: the smallest type that is cut out of other inks."""
_ROUND = 0.01


def fonts(sheet: Sheet, _: Vendor) -> Iterator[Finding]:
    told: set[str] = set()
    for thing in sheet.things:
        face = thing.face
        if face is not None and not face.embedded and face.name not in told:
            told.add(face.name)
            yield Finding(
                X4,
                "font-embedded",
                f"The font {face.name} is not in the file",
                page=sheet.number,
                at=sheet.from_trim((thing.box[0], thing.box[1])),
                mcid=thing.mcid,
            )


def type_size(sheet: Sheet, vendor: Vendor) -> Iterator[Finding]:
    for thing in sheet.things:
        if thing.kind != "text" or not meet(thing.box, sheet.trim):
            continue
        white = thing.color.inks is not None and sum(thing.color.inks) == 0
        least, what = (_WHITE_TYPE, "White type") if white else (vendor.min_type, "Type")
        least = max(least, vendor.min_type)
        if thing.size < least - _ROUND:
            yield Finding(
                vendor.title,
                "type-size",
                f"{what} is {thing.size:.1f} points; {least:g} is the least that prints",
                page=sheet.number,
                at=sheet.from_trim((thing.box[0], thing.box[1])),
                mcid=thing.mcid,
            )


def hairlines(sheet: Sheet, vendor: Vendor) -> Iterator[Finding]:
    for thing in sheet.things:
        if not meet(_grown(thing), sheet.trim):
            continue
        width = _thickness(thing)
        if width is not None and width < vendor.min_line - _ROUND:
            yield Finding(
                vendor.title,
                "hairline",
                f"A line is {width:.2f} points thin; {vendor.min_line:g} is the least that prints",
                page=sheet.number,
                at=sheet.from_trim((thing.box[0], thing.box[1])),
                mcid=thing.mcid,
            )


def _grown(thing: Painted) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = thing.box
    return x0 - 0.01, y0 - 0.01, x1 + 0.01, y1 + 0.01


def _thickness(thing: Painted) -> float | None:
    """Of a line, or of a bar that is drawn as an area."""
    if thing.kind == "stroke":
        return thing.size
    if thing.kind == "fill" and len(thing.outline) == 1 and len(thing.outline[0]) in (4, 5):
        x0, y0, x1, y1 = thing.box
        return min(x1 - x0, y1 - y0)
    return None


def resolution(sheet: Sheet, vendor: Vendor) -> Iterator[Finding]:
    for thing in sheet.things:
        dots = _dots(thing)
        if dots is None or dots >= vendor.good_dpi - 0.5:
            continue
        error = dots < vendor.min_dpi - 0.5
        wanted = vendor.min_dpi if error else vendor.good_dpi
        yield Finding(
            vendor.title,
            "resolution",
            f"A picture has {dots:.0f} dots to the inch; {wanted:.0f} are "
            + ("the least that prints" if error else "needed to print sharp"),
            severity="error" if error else "warning",
            page=sheet.number,
            at=sheet.from_trim((thing.box[0], thing.box[1])),
            mcid=thing.mcid,
            hint="Use a larger file of the picture, or set it smaller.",
        )


def _dots(thing: Painted) -> float | None:
    """To the inch, in the direction that has fewer."""
    if thing.kind != "image":
        return None
    source = thing.image.obj if hasattr(thing.image, "obj") else thing.image
    across = source.get("/Width", source.get("/W"))
    down = source.get("/Height", source.get("/H"))
    a, b, c, d, _, _ = thing.matrix
    width, height = math.hypot(a, b), math.hypot(c, d)
    if across is None or down is None or not width or not height:
        return None
    return min(72 * int(across) / width, 72 * int(down) / height)


RULES = (fonts, type_size, hairlines, resolution)
