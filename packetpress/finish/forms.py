"""Fields to fill in: widgets with appearances of their own in an embedded font (ISO 32000-1, 12.7).

Nothing is left to the viewer: every state has an appearance, ``NeedAppearances`` is absent, and the font
that viewers type with is ours (ISO 14289-1, 7.18; ISO 19005-2, 6.4.1).
"""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Pdf, String

from packetpress.finish.parts import PRINTED, rectangle
from packetpress.model import FieldArea, FontFile, Layout

_MULTILINE = 1 << 12
_RADIO = 1 << 15
_NO_TOGGLE_TO_OFF = 1 << 14
"""Field flags (ISO 32000-1, tables 226 and 228)."""
_SIZE = 11.0
_FONT = "Text"
_FIRST, _LAST = 32, 255


class FormWriter:
    """Makes the widgets of one file and the form that holds them."""

    def __init__(self, pdf: Pdf, layout: Layout) -> None:
        self._pdf = pdf
        self._layout = layout
        self._fields: list[pikepdf.Object] = []
        self._rows: dict[str, pikepdf.Object] = {}
        """Radio fields by name; their points are their kids."""
        self._color = " ".join(f"{part:.3f}" for part in layout.palette["ink"].rgb) + " rg"
        self._forms: dict[tuple[str, float, float], pikepdf.Object] = {}
        self._resources: Dictionary | None = None

    # ---------------------------------------------------------------- widgets

    def widget(self, area: FieldArea) -> Dictionary:
        widget = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=rectangle(area.rect, self._layout),
            F=PRINTED,
            Contents=String(area.tooltip),
        )
        make: Callable[[FieldArea, Dictionary], None] = {
            "text": self._text,
            "lines": self._text,
            "check": self._check,
            "radio": self._point,
        }[area.kind]
        make(area, widget)
        return widget

    def add(self, area: FieldArea, widget: pikepdf.Object) -> None:
        """Puts the widget, now an object of the file, into the form."""
        if area.kind != "radio":
            self._fields.append(widget)
            return
        row = self._rows.get(area.name)
        if row is None:
            row = self._pdf.make_indirect(
                Dictionary(
                    FT=Name.Btn,
                    Ff=_RADIO | _NO_TOGGLE_TO_OFF,
                    T=String(area.name),
                    TU=String(area.row),
                    V=Name.Off,
                    Kids=Array([]),
                )
            )
            self._rows[area.name] = row
            self._fields.append(row)
        row.Kids.append(widget)
        widget.Parent = row

    def close(self) -> None:
        if self._fields:
            self._pdf.Root.AcroForm = self._pdf.make_indirect(
                Dictionary(Fields=Array(self._fields), DR=self._dr(), DA=String(self._appearance(_SIZE)))
            )

    def _appearance(self, size: float) -> str:
        return f"{self._color} /{_FONT} {size:g} Tf"

    def _text(self, area: FieldArea, widget: Dictionary) -> None:
        widget.FT = Name.Tx
        widget.T = String(area.name)
        widget.TU = String(area.tooltip)
        widget.DA = String(self._appearance(_SIZE))
        widget.DR = self._dr()
        if area.kind == "lines":
            widget.Ff = _MULTILINE
        width, height = _size(area)
        widget.AP = Dictionary(N=self._drawn("text", width, height, "/Tx BMC EMC"))

    def _check(self, area: FieldArea, widget: Dictionary) -> None:
        widget.FT = Name.Btn
        widget.T = String(area.name)
        widget.TU = String(area.tooltip)
        width, height = _size(area)
        tick = (
            f"{self._color.upper()} 1.4 w {0.2 * width:.2f} {0.5 * height:.2f} m"
            f" {0.42 * width:.2f} {0.25 * height:.2f} l {0.82 * width:.2f} {0.8 * height:.2f} l S"
        )
        checked = bool(area.value)
        widget.V = widget.AS = Name.Yes if checked else Name.Off
        widget.AP = Dictionary(
            N=Dictionary(
                Yes=self._drawn("yes", width, height, tick), Off=self._drawn("off", width, height, "")
            )
        )

    def _point(self, area: FieldArea, widget: Dictionary) -> None:
        width, height = _size(area)
        state = Name(f"/{area.value}")
        widget.AS = Name.Off
        # Each point says what it means; the row's own tooltip is the statement.
        widget.TU = String(area.tooltip)
        dot = f"{self._color} {_disc(width / 2, height / 2, 0.27 * min(width, height))} f"
        normal = Dictionary(Off=self._drawn("off", width, height, ""))
        normal[str(state)] = self._drawn("dot", width, height, dot)
        widget.AP = Dictionary(N=normal)

    def _drawn(self, kind: str, width: float, height: float, operators: str) -> pikepdf.Object:
        """A form XObject; equal ones are shared."""
        key = (kind, round(width, 2), round(height, 2))
        found = self._forms.get(key)
        if found is None:
            resources = Dictionary(Font=self._dr().Font) if kind == "text" else Dictionary()
            found = self._pdf.make_stream(
                operators.encode("ascii"),
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, key[1], key[2]]),
                Resources=resources,
            )
            self._forms[key] = found
        return found

    # ---------------------------------------------------------------- the font to type with

    def _dr(self) -> Dictionary:
        if self._resources is None:
            font = _font(self._pdf, self._layout.families["text"].regular)
            self._resources = Dictionary(Font=Dictionary({f"/{_FONT}": font}))
        return self._resources


def _size(area: FieldArea) -> tuple[float, float]:
    x0, y0, x1, y1 = area.rect
    return x1 - x0, y1 - y0


def _disc(x: float, y: float, r: float) -> str:
    k = 0.5523 * r
    return (
        f"{x + r:.2f} {y:.2f} m"
        f" {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c"
        f" {x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c"
        f" {x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c"
        f" {x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c"
    )


def _font(pdf: Pdf, file: FontFile) -> pikepdf.Object:
    """A simple TrueType font in WinAnsiEncoding: what viewers can type with (ISO 32000-1, 9.6.3)."""
    face = hb.Face(hb.Blob(file.data))
    font = hb.Font(face)
    scale = 1000 / face.upem
    characters = [bytes([code]).decode("cp1252", "replace") for code in range(_FIRST, _LAST + 1)]
    glyphs = [font.get_nominal_glyph(ord(character)) or 0 for character in characters]
    request = hb.SubsetInput()
    request.unicode_set.update({ord(c) for c, glyph in zip(characters, glyphs, strict=True) if glyph})
    for tag in ("GSUB", "GPOS", "GDEF", "STAT", "DSIG"):
        request.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
    program = bytes(hb.subset(face, request).blob.data)
    extents = font.get_font_extents("ltr")
    name = Name("/" + "".join(c for c in file.name.rsplit(".", 1)[0] if c.isalnum() or c in "-_"))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,  # non-symbolic: codes are characters (ISO 32000-1, table 123)
        FontBBox=Array([-200, round(extents.descender * scale), 1200, round(extents.ascender * scale)]),
        ItalicAngle=0,
        Ascent=round(extents.ascender * scale),
        Descent=round(extents.descender * scale),
        CapHeight=700,
        StemV=80,
        FontFile2=pdf.make_stream(program, Length1=len(program)),
    )
    widths = [round(font.get_glyph_h_advance(glyph) * scale) for glyph in glyphs]
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=_FIRST,
            LastChar=_LAST,
            Widths=Array(widths),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )
