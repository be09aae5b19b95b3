"""SVG drawings as vectors of our own, through svglib's reading of the file.

Colours that are palette colours become palette tokens, so that they follow the layout into CMYK or grey;
words are set in the layout's fonts. Opacity is flattened on white: press files hold no transparency.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from reportlab.graphics import shapes
from svglib.svglib import svg2rlg

from packetpress.model import Asset, FontFile, Layout, Paint
from packetpress.typeset.colorants import Colorants, num
from packetpress.typeset.images import SetText
from packetpress.typeset.inks import Inks
from packetpress.typeset.pen import KAPPA, Pen
from packetpress.typeset.sheet import KNOCK_OUT, OVERPRINT
from packetpress.typeset.structure import Node


class Drawing:
    def __init__(self, asset: Asset, layout: Layout, set_text: SetText, inks: Inks | None) -> None:
        drawing = svg2rlg(io.BytesIO(asset.data))
        if drawing is None:
            raise ValueError(f"{asset.path} was checked when it was loaded, yet it can't be read")
        self.width = asset.width
        self.height = asset.height
        self._natural = (float(drawing.width), float(drawing.height))
        self._layout = layout
        self._set_text = set_text
        self._inks = inks
        self._colorants = Colorants(layout)
        self._tokens = {_hex(paint.rgb): paint for paint in layout.palette.values()}
        self._operators = "\n".join(self._group(drawing))

    def draw(self, pen: Pen, x: float, y: float, width: float, height: float, node: Node | None) -> None:
        sx, sy = width / self._natural[0], height / self._natural[1]
        pen.path(f"{num(sx)} 0 0 {num(sy)} {num(x)} {num(y)} cm\n{self._operators}", node)

    def _group(self, group: shapes.Group) -> Iterator[str]:
        yield "q " + " ".join(_exact(v) for v in group.transform) + " cm"
        for child in group.contents:
            if isinstance(child, shapes.Group):
                yield from self._group(child)
            elif isinstance(child, shapes.String):
                yield from self._string(child)
            else:
                outline = _outline(child)
                if outline and getattr(child, "isClipPath", False):
                    yield f"{outline} W n"
                elif outline:
                    yield from self._painted(child, outline)
        yield "Q"

    def _painted(self, shape: Any, outline: str) -> Iterator[str]:
        fill = getattr(shape, "fillColor", None)
        stroke = shape.strokeColor if shape.strokeWidth else None
        if fill is None and stroke is None:
            return
        state = []
        if fill is not None:
            # svglib says a fill's opacity twice, with the colour and beside it.
            share = min(getattr(shape, "fillOpacity", 1.0), getattr(fill, "alpha", 1.0))
            state.append(self._colorants.fill(self._paint(fill), share))
        if stroke is not None:
            share = min(shape.strokeOpacity, getattr(stroke, "alpha", 1.0))
            state.append(self._colorants.stroke(self._paint(stroke), share))
            dash = " ".join(num(v) for v in shape.strokeDashArray or ())
            state.append(
                f"{num(shape.strokeWidth)} w {shape.strokeLineCap or 0} J"
                f" {shape.strokeLineJoin or 0} j [{dash}] 0 d"
            )
        even_odd = "*" if getattr(shape, "fillMode", 1) == 0 else ""
        paint = f"B{even_odd}" if fill is not None and stroke is not None else f"f{even_odd}" if fill else "S"
        yield f"{' '.join(state)} {outline} {paint}"

    def _string(self, string: shapes.String) -> Iterator[str]:
        if not string.text.strip() or string.fillColor is None:
            return
        operator, code, width = self._set_text(string.text, self._font(string.fontName), string.fontSize)
        shift = {"middle": -width / 2, "end": -width}.get(string.textAnchor, 0.0)
        paint = self._paint(string.fillColor)
        color = self._colorants.fill(paint, getattr(string.fillColor, "alpha", 1.0))
        text = (
            f"{color} BT {operator} 0 Tc 1 0 0 1 {num(string.x + shift)} {num(string.y)} Tm [<{code}>] TJ ET"
        )
        yield f"{OVERPRINT} {text} {KNOCK_OUT}" if self._colorants.overprints(paint) else text

    def _font(self, name: str) -> FontFile:
        """Nearest face of the layout for a name such as "Atkinson Hyperlegible Next-Bold"."""
        lowered = name.lower()
        bold = any(weight in lowered for weight in ("bold", "600", "700", "800", "900"))
        italic = "italic" in lowered or "oblique" in lowered
        key = "".join(c for c in lowered.split("-")[0] if c.isalnum())
        families = self._layout.families
        family = next(
            (f for f in families.values() if f.regular.name.lower().startswith(key)), families["text"]
        )
        if bold:
            return family.bold_italic if italic else family.bold
        return family.italic if italic else family.regular

    def _paint(self, color: object) -> Paint:
        """The palette's where it is a colour of the palette."""
        rgb = tuple(float(getattr(color, name)) for name in ("red", "green", "blue"))
        found = self._tokens.get(_hex(rgb))
        if found is None:
            found = _converted(rgb)
            if self._inks is not None:
                found = replace(found, cmyk=self._inks.color(rgb))
        return found


def _converted(rgb: Sequence[float]) -> Paint:
    """A colour that is not in the palette: full black generation, luminance for grey (BT.709)."""
    red, green, blue = rgb
    black = 1 - max(rgb)
    divisor = 1 - black or 1.0
    cyan, magenta, yellow = ((1 - v - black) / divisor for v in rgb)
    return Paint(
        (red, green, blue),
        (cyan, magenta, yellow, black),
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
    )


def _hex(rgb: Sequence[float]) -> str:
    return "".join(f"{round(v * 255):02x}" for v in rgb)


def _exact(value: float) -> str:
    """Matrix elements need more places than coordinates: they are multiplied."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def _outline(shape: shapes.Shape) -> str:
    """Path construction operators (ISO 32000-1, table 59), or nothing for a shape that has none."""
    if isinstance(shape, shapes.Rect):
        return _rectangle(shape)
    if isinstance(shape, shapes.Circle):
        return _ellipse(shape.cx, shape.cy, shape.r, shape.r)
    if isinstance(shape, shapes.Ellipse):
        return _ellipse(shape.cx, shape.cy, shape.rx, shape.ry)
    if isinstance(shape, shapes.Line):
        return f"{num(shape.x1)} {num(shape.y1)} m {num(shape.x2)} {num(shape.y2)} l"
    if isinstance(shape, shapes.Path):
        return _path(shape)
    if isinstance(shape, shapes.Polygon | shapes.PolyLine):
        points = list(zip(shape.points[::2], shape.points[1::2], strict=True))
        path = " ".join(f"{num(x)} {num(y)} {'l' if i else 'm'}" for i, (x, y) in enumerate(points))
        return f"{path} h" if isinstance(shape, shapes.Polygon) else path
    return ""


def _path(path: shapes.Path) -> str:
    operators = []
    points = iter(path.points)
    for kind in map(int, path.operators):
        letter, count = (("m", 2), ("l", 2), ("c", 6), ("h", 0))[kind]
        operators.append(" ".join([*(num(next(points)) for _ in range(count)), letter]))
    return " ".join(operators)


def _rectangle(rect: shapes.Rect) -> str:
    x, y, w, h = rect.x, rect.y, rect.width, rect.height
    rx, ry = min(rect.rx or 0, w / 2), min(rect.ry or 0, h / 2)
    if not (rx and ry):
        return f"{num(x)} {num(y)} {num(w)} {num(h)} re"
    kx, ky = rx * (1 - KAPPA), ry * (1 - KAPPA)
    parts = (
        ("m", x + rx, y),
        ("l", x + w - rx, y),
        ("c", x + w - kx, y, x + w, y + ky, x + w, y + ry),
        ("l", x + w, y + h - ry),
        ("c", x + w, y + h - ky, x + w - kx, y + h, x + w - rx, y + h),
        ("l", x + rx, y + h),
        ("c", x + kx, y + h, x, y + h - ky, x, y + h - ry),
        ("l", x, y + ry),
        ("c", x, y + ky, x + kx, y, x + rx, y),
    )
    return " ".join(f"{' '.join(num(v) for v in values)} {letter}" for letter, *values in parts) + " h"


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> str:
    kx, ky = rx * KAPPA, ry * KAPPA
    curves = (
        (cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry),
        (cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy),
        (cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry),
        (cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy),
    )
    body = " ".join(" ".join(num(v) for v in curve) + " c" for curve in curves)
    return f"{num(cx + rx)} {num(cy)} m {body} h"
