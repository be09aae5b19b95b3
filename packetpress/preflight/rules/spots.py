"""Spot colours of the whole file: how many there are, and whether each is one ink."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Stream

from packetpress.model import Vendor
from packetpress.preflight.colors import space_of
from packetpress.preflight.findings import Finding

HOUSE = "Good printing"
Mixture: TypeAlias = tuple[float, ...] | bytes
_MAX_DEPTH = 12
_NAMED = 6
"""Names that are told; more are counted."""


def spot_colors(pdf: pikepdf.Pdf, vendor: Vendor) -> Iterator[Finding]:
    names = sorted(_mixtures(pdf))
    if len(names) > vendor.spot_colors:
        listed = ", ".join(f"“{name}”" for name in names[:_NAMED])
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        takes = f"{vendor.spot_colors} at most are" if vendor.spot_colors else "none is"
        yield Finding(
            vendor.title,
            "spot-colours",
            f"The file has inks beside the four, {listed}{more}; {takes} printed",
            hint="Have them converted to the four inks, or ask the print shop for a plate for each.",
        )


def one_mixture(pdf: pikepdf.Pdf, _: Vendor) -> Iterator[Finding]:
    for name, mixtures in sorted(_mixtures(pdf).items()):
        if len(mixtures) > 1:
            yield Finding(
                HOUSE,
                "spot-mixture",
                f"“{name}” is one ink, and the file says in {len(mixtures)} ways what stands for it",
                hint="Give it the same four inks wherever it is used.",
            )


RULES = (spot_colors, one_mixture)


def _mixtures(pdf: pikepdf.Pdf) -> dict[str, set[Mixture]]:
    """Spot colour -> what its separations say to print in its place; nothing if it has none."""
    found: dict[str, set[Mixture]] = {}
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for space in _spaces(page.obj.get("/Resources"), seen, 0):
            for name in space_of(space, None).spots:
                mixtures = found.setdefault(name, set())
                if str(space[0]) == "/Separation" and len(space) >= 4:
                    mixtures.add(_mixture(space))
    return found


def _mixture(space: Array) -> Mixture:
    """A few tints as inks; of what can't be worked out, the words."""
    inks = [space_of(space, None).inks((tint,)) for tint in (0.25, 0.5, 1.0)]
    if None in inks:
        return _said(space[2]) + _said(space[3])
    return tuple(round(ink, 3) for each in inks if each is not None for ink in each)


def _said(given: object) -> bytes:
    if isinstance(given, Stream):
        ends = b"".join(_said(given.get(key)) for key in ("/Domain", "/Range"))
        return bytes(given.get_stream_buffer()) + ends
    return given.unparse(resolved=True) if isinstance(given, pikepdf.Object) else str(given).encode()


def _spaces(resources: object, seen: set[tuple[int, int]], depth: int) -> Iterator[Array]:
    """Colour spaces among resources, of pictures, and of what forms and patterns hold."""
    if not isinstance(resources, Dictionary) or depth > _MAX_DEPTH:
        return
    groups = [resources.get(group) for group in ("/ColorSpace", "/XObject", "/Pattern", "/Shading")]
    for given in (item for group in groups if isinstance(group, Dictionary) for _, item in group.items()):
        if isinstance(given, Array):
            yield from _inner(given)
            continue
        if not isinstance(given, Dictionary | Stream) or (given.objgen in seen and given.objgen != (0, 0)):
            continue
        seen.add(given.objgen)
        shading = given.get("/Shading")
        for holder in (given, shading):
            space = holder.get("/ColorSpace") if isinstance(holder, Dictionary | Stream) else None
            if isinstance(space, Array):
                yield from _inner(space)
        yield from _spaces(given.get("/Resources"), seen, depth + 1)


def _inner(space: Array) -> Iterator[Array]:
    """The space, and what it is made over: Indexed and Pattern have their own."""
    yield space
    if len(space) > 1 and str(space[0]) in ("/Indexed", "/Pattern", "/I") and isinstance(space[1], Array):
        yield space[1]
