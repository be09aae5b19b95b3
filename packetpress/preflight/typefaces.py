"""A font dictionary in; its name, whether its program is in the file, and its widths out (ISO 32000-1, 9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from struct import unpack

import pikepdf
from pikepdf import Array, Dictionary

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Typeface:
    name: str
    embedded: bool
    composite: bool
    """Two bytes a character."""
    widths: dict[int, float] = field(default_factory=dict)
    """Code -> advance in thousandths of the size."""
    default: float = 500.0

    def advance(self, text: bytes, size: float, char_space: float, word_space: float) -> float:
        """Of a string, before horizontal scaling."""
        codes = unpack(f">{len(text) // 2}H", text[: len(text) // 2 * 2]) if self.composite else text
        widths, default = self.widths, self.default
        total = sum([widths.get(code, default) for code in codes]) * size / 1000 + len(codes) * char_space
        return total if self.composite or not word_space else total + text.count(b" ") * word_space


def typeface(font: object) -> Typeface:
    if not isinstance(font, Dictionary):
        return Typeface("?", False, False)
    name = str(font.get("/BaseFont", font.get("/Name", "/?")))[1:]
    kind = str(font.get("/Subtype", ""))
    if kind == "/Type3":
        # Its glyphs are content of this file, whatever they draw.
        return Typeface(name, True, False, _simple(font), 0.0)
    if kind == "/Type0":
        kids = font.get("/DescendantFonts")
        inner = kids[0] if isinstance(kids, Array) and len(kids) else Dictionary()
        default = float(inner.get("/DW", 1000))
        return Typeface(name, _embedded(inner), True, _composite(inner), default)
    return Typeface(name, _embedded(font), False, _simple(font))


def _embedded(font: pikepdf.Object) -> bool:
    descriptor = font.get("/FontDescriptor")
    return isinstance(descriptor, Dictionary) and any(key in descriptor for key in _PROGRAMS)


def _simple(font: pikepdf.Object) -> dict[int, float]:
    first, widths = font.get("/FirstChar"), font.get("/Widths")
    if first is None or not isinstance(widths, Array):
        return {}
    return {int(first) + index: float(width) for index, width in enumerate(widths)}


def _composite(font: pikepdf.Object) -> dict[int, float]:
    """``/W`` (ISO 32000-1, 9.7.4.3): ``c [w1 w2 …]`` or ``first last w``."""
    found: dict[int, float] = {}
    entries = list(font.get("/W", Array([])))
    at = 0
    while at + 1 < len(entries):
        first = int(entries[at])
        if isinstance(entries[at + 1], Array):
            found.update((first + i, float(width)) for i, width in enumerate(entries[at + 1]))
            at += 2
        elif at + 2 < len(entries):
            last = min(int(entries[at + 1]), first + 65535)
            found.update(dict.fromkeys(range(first, last + 1), float(entries[at + 2])))
            at += 3
        else:
            break
    return found
