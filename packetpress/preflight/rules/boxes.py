"""Pages' boxes, and what stands at their edges (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterator

from packetpress.model import Vendor
from packetpress.preflight.findings import Finding
from packetpress.preflight.geometry import Box, inside, meet
from packetpress.preflight.painted import Painted
from packetpress.preflight.sheets import Sheet, given_box

X4 = "PDF/X-4"
_CLOSE = 0.5
"""Points: art that comes so near to the trimmed edge is meant to run over it."""
_SLACK = 0.1
_ART = frozenset({"fill", "image", "shading"})
_SIDES = ("left", "lower", "right", "upper")


def readable(sheet: Sheet, _: Vendor) -> Iterator[Finding]:
    if sheet.problem:
        yield Finding(X4, "content", f"The page's content can't be read: {sheet.problem}", page=sheet.number)


def nesting(sheet: Sheet, _: Vendor) -> Iterator[Finding]:
    def found(message: str) -> Finding:
        return Finding(X4, "boxes", message, page=sheet.number)

    if not sheet.says_trim:
        yield found("The page doesn't say where it is trimmed (TrimBox)")
    elif all(given_box(sheet.obj, name) is not None for name in ("/TrimBox", "/ArtBox")):
        yield found("The page has both a TrimBox and an ArtBox")
    if not inside(sheet.trim, sheet.bleed):
        yield found("The trimmed page is not inside the bleed (TrimBox, BleedBox)")
    for box, name in ((sheet.bleed, "BleedBox"), (given_box(sheet.obj, "/CropBox"), "CropBox")):
        if box is not None and not inside(box, sheet.media):
            yield found(f"The {name} is not inside the sheet (MediaBox)")


def room_for_bleed(sheet: Sheet, vendor: Vendor) -> Iterator[Finding]:
    """Of a page that doesn't say where it is trimmed, only what is on it tells whether it needs any."""
    if not sheet.says_trim:
        yield from _art_at_edges(sheet, vendor)
        return
    room = min(abs(sheet.trim[i] - sheet.bleed[i]) for i in range(4))
    if room < vendor.bleed - _SLACK:
        yield Finding(
            vendor.title,
            "bleed",
            f"The bleed is {room:.1f} points at its narrowest; {vendor.bleed:.1f} are asked for",
            page=sheet.number,
        )


def _art_at_edges(sheet: Sheet, vendor: Vendor) -> Iterator[Finding]:
    for thing in sheet.things:
        if thing.kind not in _ART or not meet(thing.box, sheet.trim) or not _shows(thing):
            continue
        reached = [side for side in range(4) if _beyond(thing.box, sheet.trim, side) >= -_CLOSE]
        if reached and vendor.bleed:
            size = f"{sheet.trim[2] - sheet.trim[0]:.0f} × {sheet.trim[3] - sheet.trim[1]:.0f} points"
            yield Finding(
                vendor.title,
                "bleed",
                f"Art runs to the edge of the page ({size}), with no bleed that the file tells of; "
                f"{vendor.bleed:.1f} points are asked for",
                page=sheet.number,
            )
            return


def bleed_reached(sheet: Sheet, vendor: Vendor) -> Iterator[Finding]:
    """Art that runs up to the edge runs over it, or a slipping knife shows paper."""
    if not sheet.says_trim:
        return
    for thing in sheet.things:
        if thing.kind not in _ART or not meet(thing.box, sheet.trim):
            continue
        if thing.in_tile or not _shows(thing):
            continue
        for side in range(4):
            beyond_trim = _beyond(thing.box, sheet.trim, side)
            short = min(vendor.bleed, abs(sheet.bleed[side] - sheet.trim[side])) - beyond_trim
            if beyond_trim >= -_CLOSE and short > _SLACK:
                x, y = (thing.box[0] + thing.box[2]) / 2, (thing.box[1] + thing.box[3]) / 2
                at = (thing.box[side], y) if side % 2 == 0 else (x, thing.box[side])
                yield Finding(
                    vendor.title,
                    "bleed-reached",
                    f"Art at the {_SIDES[side]} edge stops {short:.1f} points short of the bleed",
                    page=sheet.number,
                    at=sheet.from_trim(at),
                    mcid=sheet.mcid_of(thing),
                    hint="Let it run over the edge, or end well inside it.",
                )


def _beyond(box: Box, trim: Box, side: int) -> float:
    """How far ``box`` reaches over that side of ``trim``; below 0: how far it stays inside."""
    return (box[side] - trim[side]) * (-1 if side < 2 else 1)


def _shows(thing: Painted) -> bool:
    inks = thing.color.inks
    return inks is None or thing.kind == "image" or sum(inks) > 0


def safe_area(sheet: Sheet, vendor: Vendor) -> Iterator[Finding]:
    left, lower, right, upper = sheet.trim
    room = vendor.safe
    safe = (left + room, lower + room, right - room, upper - room)
    edge = "trimmed edge" if sheet.says_trim else "edge of the page"
    for thing in sheet.things:
        if thing.kind != "text" or thing.in_tile or not meet(thing.box, sheet.trim):
            continue
        if not inside(thing.box, safe, _SLACK):
            yield Finding(
                vendor.title,
                "safe-area",
                f"Text stands nearer than {room:.1f} points to the {edge}",
                page=sheet.number,
                at=sheet.from_trim((thing.box[0], thing.box[1])),
                mcid=thing.mcid,
                hint="Move it inwards; cutting is not exact.",
            )


def no_annotations(sheet: Sheet, _: Vendor) -> Iterator[Finding]:
    for annotation in sheet.obj.get("/Annots", []):
        rect = given_box(annotation, "/Rect")
        if rect is not None and meet(rect, sheet.bleed):
            kind = str(annotation.get("/Subtype", "/annotation"))[1:]
            if kind not in ("TrapNet", "PrinterMark"):
                yield Finding(
                    X4,
                    "annotations",
                    f"A {kind} annotation stands on the page; it doesn't print",
                    page=sheet.number,
                    at=sheet.from_trim((rect[0], rect[1])),
                )


RULES = (readable, nesting, room_for_bleed, bleed_reached, safe_area, no_annotations)
