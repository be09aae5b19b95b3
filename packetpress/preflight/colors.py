"""Colour spaces of a PDF in; what they are, and the inks their colours become, out.

Only what a press prints without anyone's conversion has inks here: CMYK, grey, and separations of them, or
of a spot colour, which a press prints from a plate of its own or mixes of the four.
RGB and the spaces that go through a profile have none; that is what preflight reports (ISO 32000-1, 8.6).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary

from packetpress.preflight.functions import FunctionError, function_of

Inks: TypeAlias = tuple[float, ...]
"""Parts of cyan, magenta, yellow and black; of a spot colour, how much of that ink comes fifth."""

_SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
"""What inline images may write (ISO 32000-1, table 93)."""
_PROCESS = {"/Cyan": 0, "/Magenta": 1, "/Yellow": 2, "/Black": 3}
_DEVICE = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4, "/CalGray": 1, "/CalRGB": 3, "/Lab": 3}
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Space:
    name: str
    """Its family, "DeviceCMYK"; of an Indexed space that of its base."""
    components: int
    inks: Callable[[Sequence[float]], Inks | None]
    """Components -> parts of each ink, 0 to 1; None where that isn't said by the space itself."""
    initial: tuple[float, ...]
    spots: tuple[str, ...] = ()
    """The inks beside the four that it names."""
    base: Space | None = None
    """Of a Pattern space: that of the colour which patterns without one are painted in."""

    @property
    def is_rgb(self) -> bool:
        return self.name in {"DeviceRGB", "CalRGB", "Lab", "ICCBased RGB"}

    @property
    def is_profiled(self) -> bool:
        """Goes through a profile of its own, and may come out in four inks where one was meant."""
        return self.name.startswith("ICCBased") or self.name == "CalGray"


@dataclass(frozen=True, slots=True)
class Color:
    space: Space
    values: tuple[float, ...]

    @property
    def inks(self) -> Inks | None:
        """Of the four alone."""
        return self.space.inks(self.values)

    def printed(self, *, own_plates: bool) -> Inks | None:
        """Inks, where spot colours have plates of their own, or none."""
        if own_plates and self.values and self.space.name == "Separation" and self.space.spots:
            return 0.0, 0.0, 0.0, 0.0, max(0.0, min(1.0, self.values[0]))
        return self.inks


def _unknown(_: Sequence[float]) -> Inks | None:
    return None


def _gray(values: Sequence[float]) -> Inks | None:
    return (0.0, 0.0, 0.0, 1 - values[0]) if values else None


def _cmyk(values: Sequence[float]) -> Inks | None:
    return (values[0], values[1], values[2], values[3]) if len(values) >= 4 else None


def _every(values: Sequence[float]) -> Inks | None:
    return (values[0],) * 4 if values else None


def _none(_: Sequence[float]) -> Inks | None:
    return 0.0, 0.0, 0.0, 0.0


GRAY = Space("DeviceGray", 1, _gray, (0.0,))
RGB = Space("DeviceRGB", 3, _unknown, (0.0, 0.0, 0.0))
CMYK = Space("DeviceCMYK", 4, _cmyk, (0.0, 0.0, 0.0, 1.0))
PATTERN = Space("Pattern", 0, _unknown, ())
OTHER = Space("unknown", 0, _unknown, ())

BLACK = Color(GRAY, (0.0,))


def space_of(given: object, resources: pikepdf.Object | None, depth: int = 0) -> Space:
    """The space that ``given`` names or is; ``resources`` are those of the content it stands in."""
    if depth > _MAX_DEPTH:
        return OTHER
    if isinstance(given, pikepdf.Name):
        name = _SHORT.get(str(given), str(given))
        simple = {"/DeviceGray": GRAY, "/DeviceRGB": RGB, "/DeviceCMYK": CMYK, "/Pattern": PATTERN}.get(name)
        if simple is not None:
            return simple
        found = resource(resources, "/ColorSpace", name)
        return OTHER if found is None else space_of(found, resources, depth + 1)
    if isinstance(given, Array) and len(given):
        return _array_space(given, resources, depth)
    return OTHER


def _array_space(given: Array, resources: pikepdf.Object | None, depth: int) -> Space:
    family = _SHORT.get(str(given[0]), str(given[0]))
    if len(given) < 2:
        return space_of(given[0], resources, depth + 1)
    if family == "/ICCBased":
        count = int(given[1].get("/N", 0))
        kind = {1: "Gray", 3: "RGB", 4: "CMYK"}.get(count, "?")
        profiled = {1: _gray, 4: _cmyk}.get(count, _unknown)
        initial = (0.0, 0.0, 0.0, 1.0) if count == 4 else (0.0,) * count
        return Space(f"ICCBased {kind}", count, profiled, initial)
    if family == "/Indexed":
        base = space_of(given[1], resources, depth + 1)
        return Space(base.name, 1, _unknown, (0.0,), base.spots)
    if family == "/Separation" and len(given) >= 4:
        return _separation(str(given[1]), given, resources, depth)
    if family == "/DeviceN" and len(given) >= 4:
        names = [str(name) for name in given[1]]
        known = all(name in _PROCESS or name == "/None" for name in names)
        inks = _process(names) if known else _tinted(given, resources, depth)
        spots = tuple(name[1:] for name in names if name not in _PROCESS and name != "/None")
        return Space("DeviceN", len(names), inks, (1.0,) * len(names), spots)
    if family == "/Pattern":
        return replace(PATTERN, base=space_of(given[1], resources, depth + 1))
    if family in _DEVICE:
        return Space(family[1:], _DEVICE[family], _unknown, (0.0,) * _DEVICE[family])
    return OTHER


def _separation(name: str, given: Array, resources: pikepdf.Object | None, depth: int) -> Space:
    if name in ("/All", "/None"):
        return Space("Separation", 1, _every if name == "/All" else _none, (1.0,))
    if name in _PROCESS:
        return Space("Separation", 1, _process([name]), (1.0,))
    return Space("Separation", 1, _tinted(given, resources, depth), (1.0,), (name[1:],))


def _tinted(
    given: Array, resources: pikepdf.Object | None, depth: int
) -> Callable[[Sequence[float]], Inks | None]:
    """Inks that a press doesn't have, as the space says to make them of others."""
    alternate = space_of(given[2], resources, depth + 1)
    try:
        tint = function_of(given[3])
    except FunctionError:
        return _unknown

    def inks(values: Sequence[float]) -> Inks | None:
        try:
            return alternate.inks(tint(values)) if values else None
        except FunctionError:
            return None

    return inks


def _process(names: Sequence[str]) -> Callable[[Sequence[float]], Inks | None]:
    def inks(values: Sequence[float]) -> Inks | None:
        if len(values) < len(names):
            return None
        parts = [0.0, 0.0, 0.0, 0.0]
        for name, value in zip(names, values, strict=False):
            if name in _PROCESS:
                parts[_PROCESS[name]] = value
        return parts[0], parts[1], parts[2], parts[3]

    return inks


def resource(resources: pikepdf.Object | None, group: str, name: str) -> pikepdf.Object | None:
    """The entry ``name`` of a group of resources, or None."""
    if not isinstance(resources, Dictionary):
        return None
    found = resources.get(group)
    if not isinstance(found, Dictionary):
        return None
    return found.get(name)
