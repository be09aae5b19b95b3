"""Inks: which, how much, over or under others, and what lets others through (ISO 32000-1, 8.6, 11)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary

from packetpress.model import Vendor
from packetpress.preflight.colors import Inks, space_of
from packetpress.preflight.findings import Finding
from packetpress.preflight.geometry import common, meet
from packetpress.preflight.ink import InkMap, most_possible
from packetpress.preflight.painted import Painted
from packetpress.preflight.sheets import Sheet

X4 = "PDF/X-4"
HOUSE = "Good printing"
_BLACK = 0.85
"""From this part of black ink on a colour is read as black."""
_TINGED = 0.1
"""Sum of the other inks from which on black is made of several."""
_RICH_TYPE = 50.0
"""Points: type below this in several inks for black shows colour at its edges."""
_ROUNDING = 0.01
"""Four plates of 255 steps, each rounded."""
_LARGE = 72.0
"""Points: an area whose sides both are at least this is large."""
_SMALL_TYPE = 8.0
"""Points: type below this in several inks blurs."""
_SEVERAL = 3
"""So many inks in small type, each more than a trace."""
_TRACE = 0.05


def spaces(sheet: Sheet, _: Vendor) -> Iterator[Finding]:
    for thing in sheet.things:
        space = thing.color.space
        what = {"image": "A picture", "text": "Text"}.get(thing.kind, "Art")
        if space.is_rgb:
            message = f"{what} is in {space.name}, not in inks"
            hint = "Convert it to CMYK with the printing condition's profile."
        elif space.is_profiled:
            message = f"{what} goes through a profile of its own ({space.name}); its inks may change"
            hint = "Take the profile away, so that the inks stay as they are."
        else:
            continue
        yield Finding(
            X4,
            "colour-space",
            message,
            severity="error" if space.is_rgb else "warning",
            page=sheet.number,
            at=sheet.from_trim((thing.box[0], thing.box[1])),
            hint=hint,
            mcid=thing.mcid,
        )


def black(sheet: Sheet, vendor: Vendor) -> Iterator[Finding]:
    """Black ink alone for type and lines; several inks only where an area is large."""
    for thing in sheet.things:
        inks = thing.color.printed(own_plates=vendor.spot_colors > 0)
        if inks is None or thing.kind in ("image", "shading") or not _on_page(thing, sheet):
            continue
        at, number = sheet.from_trim((thing.box[0], thing.box[1])), sheet.number
        rich = inks[3] >= _BLACK and sum(inks[:3]) > _TINGED
        if rich and thing.kind == "text" and thing.size < _RICH_TYPE:
            yield Finding(
                HOUSE,
                "black-text",
                f"Black type is made of several inks ({_percent(inks)}); black ink alone stays sharp",
                page=number,
                at=at,
                mcid=thing.mcid,
                hint="Print it in black ink alone: [0, 0, 0, 100].",
            )
        elif rich and thing.kind != "text" and not _is_large(thing):
            yield Finding(
                HOUSE,
                "rich-black",
                f"A small area is black of several inks ({_percent(inks)})",
                severity="warning",
                page=number,
                at=at,
                mcid=thing.mcid,
                hint="Keep several inks for areas of an inch and more.",
            )
        elif thing.kind == "text" and thing.size < _SMALL_TYPE and _blurs(inks):
            yield Finding(
                HOUSE,
                "small-type-inks",
                f"Type of {thing.size:.1f} points is made of several inks ({_percent(inks)})",
                severity="warning",
                page=number,
                at=at,
                mcid=thing.mcid,
                hint="Give small type one ink or two.",
            )


def ink_limit(sheet: Sheet, vendor: Vendor) -> Iterator[Finding]:
    """The most ink in one place; and what it can't be told of."""
    limit = vendor.ink_limit
    own_plates = vendor.spot_colors > 0
    if most_possible(sheet.things, sheet.bleed, own_plates=own_plates) <= limit:
        return
    plates = InkMap.of(sheet.bleed, sheet.things, own_plates=own_plates)
    most, where = plates.heaviest()
    mcid = next((thing.mcid for thing in reversed(sheet.things) if _covers(thing, where)), -1)
    ground = most
    for thing in sheet.things:
        inks = thing.color.printed(own_plates=own_plates)
        if thing.kind != "text" or inks is None or not _on_page(thing, sheet):
            continue
        sum_ = sum(inks)
        if thing.overprint and sum_ + ground > limit:
            below = plates.below(common(thing.box, sheet.bleed))
            own = plates.amounts(thing.color.space, inks)
            sum_ = sum(ink if ink > 0 else under for ink, under in zip(own, below, strict=True))
        if sum_ > most:
            most, where, mcid = sum_, (thing.box[0], thing.box[1]), thing.mcid
    if most > limit + _ROUNDING:
        yield Finding(
            vendor.title,
            "ink-limit",
            f"{most:.0%} of ink lies in one place; {limit:.0%} is the most that dries",
            page=sheet.number,
            at=sheet.from_trim(where),
            mcid=mcid,
            hint="Take colour away where black does its work: less cyan, magenta and yellow, the same black.",
        )
    for thing, what in plates.unjudged:
        yield Finding(
            HOUSE,
            "not-judged",
            f"How much ink lies here isn't known: it is {what}",
            severity="warning",
            page=sheet.number,
            at=sheet.from_trim((thing.box[0], thing.box[1])),
            mcid=thing.mcid,
            hint="Ask the print shop to look at it, or have it drawn in plain colours.",
        )


def overprint(sheet: Sheet, vendor: Vendor) -> Iterator[Finding]:
    for thing in sheet.things:
        inks = thing.color.printed(own_plates=vendor.spot_colors > 0)
        if inks is None or thing.kind == "image" or not _on_page(thing, sheet):
            continue
        at = sheet.from_trim((thing.box[0], thing.box[1]))
        if thing.overprint and sum(inks) == 0:
            yield Finding(
                HOUSE,
                "white-overprint",
                "Something white is printed over other inks, and so will not show",
                page=sheet.number,
                at=at,
                mcid=thing.mcid,
                hint="Let white cut out what is below it (overprint off).",
            )
        elif thing.kind == "text" and not thing.overprint and inks == (0, 0, 0, 1):
            yield Finding(
                HOUSE,
                "black-overprint",
                "Black type cuts out what is below it; where plates slip, paper shows around it",
                severity="warning",
                page=sheet.number,
                at=at,
                mcid=thing.mcid,
                hint="Print black type over other inks (overprint on, OPM 1).",
            )


def transparency(sheet: Sheet, _: Vendor) -> Iterator[Finding]:
    group = sheet.obj.get("/Group")
    if isinstance(group, Dictionary) and "/CS" in group:
        space = space_of(group.CS, sheet.obj.get("/Resources"))
        if space.components != 4:
            yield Finding(
                X4,
                "transparency-group",
                f"What is transparent on the page is mixed in {space.name}, not in inks",
                page=sheet.number,
            )
    for thing in sheet.things:
        masked = isinstance(thing.image, pikepdf.Stream) and "/SMask" in thing.image
        if masked or not thing.opaque:
            yield Finding(
                HOUSE,
                "transparency",
                "A picture is transparent" if masked else "Something transparent is on the page",
                severity="warning",
                page=sheet.number,
                at=sheet.from_trim((thing.box[0], thing.box[1])),
                mcid=thing.mcid,
                hint="Flatten it before it goes to print.",
            )


RULES = (spaces, black, ink_limit, overprint, transparency)


def _on_page(thing: Painted, sheet: Sheet) -> bool:
    """Not among the marks around it."""
    return meet(thing.box, sheet.trim)


def _blurs(inks: Inks) -> bool:
    return sum(ink > _TRACE for ink in inks) >= _SEVERAL


def _is_large(thing: Painted) -> bool:
    x0, y0, x1, y1 = thing.box
    return thing.kind == "fill" and min(x1 - x0, y1 - y0) >= _LARGE


def _covers(thing: Painted, point: tuple[float, float]) -> bool:
    x0, y0, x1, y1 = thing.box
    return x0 <= point[0] <= x1 and y0 <= point[1] <= y1


def _percent(inks: Inks) -> str:
    return "/".join(f"{100 * ink:.0f}" for ink in inks)
