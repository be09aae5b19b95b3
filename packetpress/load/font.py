"""The bytes of a font file in; what is wrong with it, in words, out."""

from __future__ import annotations

import struct

_SFNT = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_NEEDED = {b"cmap", b"head", b"hhea", b"hmtx", b"maxp"}


def font_problem(data: bytes) -> str:
    """Empty for a single TrueType or OpenType font whose tables are all there.

    Reads the table directory alone (OpenType 1.9, "Organization of an OpenType Font"), so that a download
    that broke off, a web font or a renamed file is named before the typesetter meets it.
    """
    if data[:4] == b"ttcf":
        return "is a collection of fonts, not one font"
    if data[:4] in (b"wOFF", b"wOF2"):
        return "is a web font (WOFF)"
    if data[:4] not in _SFNT or len(data) < 12:
        return "is not a font"
    (count,) = struct.unpack(">H", data[4:6])
    if len(data) < 12 + 16 * count:
        return "is cut short"
    tags: set[bytes] = set()
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if offset + length > len(data):
            return "is cut short"
        tags.add(tag)
    if not tags >= _NEEDED or not tags & {b"glyf", b"CFF ", b"CFF2"}:
        return "lacks tables that a font needs"
    return ""
