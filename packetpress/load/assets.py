"""An image file's bytes in; an ``Asset`` that the typesetter can rely on, or a diagnostic, out.

The kind is told by the content. A bitmap is decoded whole, so that a file that is cut short is found here.
"""

from __future__ import annotations

from typing import Literal

from packetpress.diagnostics import Diagnostics
from packetpress.load.bitmap import read_bitmap
from packetpress.load.svg import load_svg
from packetpress.model import Asset, Position

_SUFFIXES = {"png": (".png",), "jpeg": (".jpg", ".jpeg"), "svg": (".svg",)}
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "compressed SVG (SVGZ)"),
)
_CONVERT = "Save it as PNG, JPEG or SVG."


def load_asset(path: str, data: bytes, pos: Position, diagnostics: Diagnostics) -> Asset | None:
    """Checks an image; ``pos`` is where a source asks for it.

    Reports, naming the file, an image that is empty, cut short, too large, of another kind than its name says
    or of a kind that isn't used, and a drawing that holds scripts or refers to other files; returns None.
    """
    kind = _kind(data)
    if not data:
        diagnostics.error(pos, f"The image “{path}” is empty.", "Save it again.")
        return None
    if kind not in _SUFFIXES:
        what = f"a {kind} file" if kind else "not an image that can be used"
        diagnostics.error(pos, f"“{path}” is {what}.", _CONVERT)
        return None
    if not path.lower().endswith(_SUFFIXES[kind]):
        diagnostics.error(
            pos,
            f"The image “{path}” is in fact {kind.upper()}; its name says something else.",
            f"Rename it so that it ends in “{_SUFFIXES[kind][0]}”, here and in the sources.",
        )
        return None
    if kind == "svg":
        return load_svg(path, data, diagnostics)
    bitmap_kind: Literal["png", "jpeg"] = "png" if kind == "png" else "jpeg"
    bitmap = read_bitmap(data, bitmap_kind)
    if bitmap.problem:
        diagnostics.error(pos, f"The image “{path}” {bitmap.problem}.", bitmap.hint)
        return None
    return Asset(path, bitmap_kind, bitmap.data, bitmap.width, bitmap.height, bitmap.pixels)


def _kind(data: bytes) -> str:
    """ "png", "jpeg", "svg", the name of a kind that isn't used, or empty."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return "HEIC or AVIF"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "svg" if head.startswith(b"<") and b"<svg" in data[:65536] else ""
