"""The graphics state of a page's content, as far as preflight asks about it (ISO 32000-1, 8.4)."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name

from packetpress.preflight.colors import BLACK, Color
from packetpress.preflight.geometry import EVERYWHERE, IDENTITY, Box, Matrix
from packetpress.preflight.painted import Ramp, Tiling
from packetpress.preflight.typefaces import Typeface


@dataclass(slots=True)
class State:
    """The graphics state (ISO 32000-1, table 52), as far as it is asked about."""

    ctm: Matrix = IDENTITY
    fill: Color = BLACK
    stroke: Color = BLACK
    fill_pattern: Ramp | Tiling | None = None
    stroke_pattern: Ramp | Tiling | None = None
    width: float = 1.0
    clip: Box = EVERYWHERE
    over_fill: bool = False
    over_stroke: bool = False
    over_mode: int = 0
    opaque: bool = True
    face: Typeface | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def take(self, given: pikepdf.Object) -> None:
        """What a graphics state parameter dictionary says, but for its font (ISO 32000-1, 8.4.5)."""
        keys = given.keys()
        if "/OP" in keys:
            self.over_stroke = bool(given.OP)
            self.over_fill = bool(given["/op"] if "/op" in keys else given.OP)
        elif "/op" in keys:
            self.over_fill = bool(given.op)
        if "/OPM" in keys:
            self.over_mode = int(given.OPM)
        if "/LW" in keys:
            self.width = float(given.LW)
        if keys & {"/ca", "/CA", "/SMask", "/BM"}:
            self.opaque = not is_transparent(given)


def is_transparent(state: pikepdf.Object) -> bool:
    """Whether a graphics state lets through what is below (ISO 32000-1, 11.6.4)."""
    if any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA")):
        return True
    if str(state.get("/SMask", "/None")) != "/None":
        return True
    mode = state.get("/BM", Name.Normal)
    first = mode[0] if isinstance(mode, Array) and len(mode) else mode
    return str(first) not in ("/Normal", "/Compatible")
