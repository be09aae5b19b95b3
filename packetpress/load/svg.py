"""The bytes of an SVG drawing in; an ``Asset`` with its natural size, or diagnostics, out.

A drawing may come from a stranger. It may only refer to its own parts: no script, no file, no address, no
foreign content. Pictures inside it have to be embedded.
"""

from __future__ import annotations

import base64
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from packetpress.diagnostics import Diagnostics
from packetpress.load.bitmap import read_bitmap
from packetpress.load.lengths import POINTS
from packetpress.load.xml_safe import parse_xml
from packetpress.model import Asset, Position

MAX_BYTES = 5 * 1024 * 1024
MAX_DRAWN = 200_000
"""Elements once every ``<use>`` is written out."""
MAX_USES = 8
"""How deep one ``<use>`` may stand in what another repeats."""
MAX_SIDE = 14_400.0
"""Points; the longest side a PDF page can have (ISO 32000-1:2008, annex C.2)."""

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_FORBIDDEN = {
    "script": "a script",
    "foreignObject": "content that is not a drawing (foreignObject)",
    "iframe": "another page (iframe)",
    "audio": "sound",
    "video": "a film",
}
_EMBEDDED = re.compile(r"\s*data:image/(png|jpe?g);base64,(.*)", re.IGNORECASE | re.DOTALL)
_CSS_REFERENCE = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)|(@import)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([a-z]*)\s*", re.IGNORECASE)
_AGAIN = "Export the drawing again as plain SVG, with its pictures embedded."


def load_svg(path: str, data: bytes, diagnostics: Diagnostics) -> Asset | None:
    """Checks a drawing; its size is ``width`` and ``height``, else its ``viewBox`` in CSS pixels."""
    pos = Position(path)
    if len(data) > MAX_BYTES:
        diagnostics.error(pos, "This drawing is larger than 5 MB.", "Simplify it, or save it as PNG.")
        return None
    root = parse_xml(data, path, diagnostics)
    if root is None:
        return None
    if root.tag != f"{_SVG}svg":
        diagnostics.error(pos, "This is not an SVG drawing: it doesn't begin with <svg xmlns=…>.", _AGAIN)
        return None
    findings = tuple(dict.fromkeys(finding for element in root.iter() for finding in _findings(element)))
    if _drawn(root) > MAX_DRAWN:
        findings += ("parts that repeat each other without end",)
    for finding in findings:
        diagnostics.error(pos, f"This drawing holds {finding}, which is not allowed.", _AGAIN)
    size = _size(root)
    if size is None:
        diagnostics.error(
            pos,
            "This drawing doesn't say how large it is.",
            "Give its <svg> element a viewBox, or a width and a height.",
        )
    return None if findings or size is None else Asset(path, "svg", data, *size)


def _findings(element: ET.Element) -> Iterator[str]:
    tag = element.tag.rpartition("}")[2]
    if tag in _FORBIDDEN:
        yield _FORBIDDEN[tag]
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2].lower()
        if name.startswith("on"):
            yield f"a script ({name})"
        elif name in ("href", "src"):
            # A link around a part of the drawing is only words to us: nothing follows it.
            if tag != "a" and not value.strip().startswith("#"):
                yield from _embedded(value)
        elif name == "base":
            yield "a base address"
        else:
            yield from _css(value)
    if tag == "style":
        yield from _css("".join(element.itertext()))


def _embedded(value: str) -> Iterator[str]:
    """What is wrong with a picture that should be inside the drawing."""
    found = _EMBEDDED.fullmatch(value)
    if found is None:
        yield f"a reference to another file (“{_short(value)}”)"
        return
    try:
        data = base64.b64decode("".join(found[2].split()), validate=True)
    except ValueError:
        yield "a damaged picture"
        return
    bitmap = read_bitmap(data, "png" if found[1].lower() == "png" else "jpeg")
    if bitmap.problem:
        yield f"a picture that {bitmap.problem}"


def _drawn(root: ET.Element) -> float:
    """How many elements are drawn once every ``<use>`` is written out; infinite for one that uses itself."""
    by_id = {element.get("id", ""): element for element in root.iter()}
    counts: dict[ET.Element, float] = {}

    def count(element: ET.Element, inside: frozenset[str]) -> float:
        if element in counts:
            return counts[element]
        total = 1.0
        for child in element:
            total += count(child, inside)
        if element.tag == f"{_SVG}use":
            name = (element.get("href") or element.get(_XLINK_HREF) or "").strip().removeprefix("#")
            target = by_id.get(name)
            if name in inside or len(inside) == MAX_USES:
                return math.inf
            if target is not None:
                total += count(target, inside | {name})
        counts[element] = total
        return total

    return count(root, frozenset())


def _css(text: str) -> Iterator[str]:
    for found in _CSS_REFERENCE.finditer(text.replace("\\", "")):
        # url() without an address comes as neither.
        target = found[1] or found[2] or ""
        if found[2] or not target.startswith("#"):
            yield f"a reference to another file (“{_short(target)}”)"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _size(root: ET.Element) -> tuple[float, float] | None:
    """Natural width and height in points; None where the file doesn't say."""
    box = [_number(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if len(box) == 4 and all(map(math.isfinite, box)) and box[2] > 0 and box[3] > 0:
        ratio = box[3] / box[2]
        if width and not height:
            height = width * ratio
        elif height and not width:
            width = height / ratio
        elif not width:
            width, height = box[2] * POINTS["px"], box[3] * POINTS["px"]
    if not 0 < width <= MAX_SIDE or not 0 < height <= MAX_SIDE:
        return None
    return round(width, 4), round(height, 4)


def _length(text: str) -> float:
    """Points; 0 for none, a percentage, or a unit that depends on something else."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return 0.0
    unit = found[2].lower() or "px"
    return max(0.0, _number(found[1]) * POINTS[unit]) if unit in POINTS else 0.0


def _number(text: str) -> float:
    found = _NUMBER.fullmatch(text)
    return float(found[1]) if found is not None and not found[2] else math.nan
