"""The file being written: what we need of ReportLab's canvas, its private parts in this one place.

ReportLab has no public way to leave its default font out of a page, to give it a page's content ready
made, or to embed a font that it doesn't know.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from packetpress.model import Layout
from packetpress.typeset.colorants import resource_names

# Pictures as bytes, not as ASCII, which is a quarter longer.
rl_config.useA85 = 0

OVERPRINT = "/Over gs"
KNOCK_OUT = "/Knock gs"
_STATES = {
    "Over": {"Type": "/ExtGState", "OP": "true", "op": "true", "OPM": 1},
    "Knock": {"Type": "/ExtGState", "OP": "false", "op": "false", "OPM": 1},
}
"""Graphics states; black ink over others, or cut out of them (ISO 32000-1, 8.6.7 and table 58)."""


class _PageCanvas(Canvas):
    """A canvas whose pages have the content they are given."""

    content = b""
    spots: Mapping[str, str] = {}
    """Object of a spot colour's space -> its name among the resources."""

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802  (ReportLab's hook, called for each page)
        page.stream = self.content
        used = {name: keys for name, keys in _STATES.items() if f"/{name} gs".encode() in self.content}
        if used:
            page.ExtGState = pdfdoc.PDFDictionary(
                {name: pdfdoc.PDFDictionary(keys) for name, keys in used.items()}
            )
        page._colorsUsed = {
            space: name
            for space, name in self.spots.items()
            if re.search(rb"/%b cs\b" % name.encode(), self.content, re.IGNORECASE)
        }
        super()._setAnnotations(page)  # type: ignore[misc]


class SheetFile:
    """A PDF of equal pages: trim, bleed and slug from the geometry, the origin at the trim's corner."""

    def __init__(self, layout: Layout) -> None:
        geometry = layout.page
        border = geometry.border
        self._origin = f"1 0 0 1 {border:g} {border:g} cm\n"
        self._buffer = io.BytesIO()
        size = (geometry.width + 2 * border, geometry.height + 2 * border)
        # invariant: no date and no random id. Uncompressed: the finisher compresses when it saves.
        canvas = _PageCanvas(self._buffer, pagesize=size, pageCompression=0, invariant=1)
        self._canvas = cast(Any, canvas)
        canvas.spots = self._spaces(layout)
        self.document: pdfdoc.PDFDocument = self._canvas._doc
        self.fonts: dict[str, object] = self._canvas._doc.idToObject["BasicFonts"].dict
        """Font resources of every page; ReportLab has put Helvetica there, which nothing uses."""
        self.fonts.clear()

    def _spaces(self, layout: Layout) -> dict[str, str]:
        """Separations, each with one mixture of the four inks that stands for it (ISO 32000-1, 8.6.6.4)."""
        names = resource_names(layout)
        for spot, inks in layout.separations.items():
            tint = {
                "FunctionType": 2,
                "Domain": pdfdoc.PDFArray([0, 1]),
                "C0": pdfdoc.PDFArray([0, 0, 0, 0]),
                "C1": pdfdoc.PDFArray(inks),
                "N": 1,
            }
            space = ["/Separation", pdfdoc.PDFName(spot), "/DeviceCMYK", pdfdoc.PDFDictionary(tint)]
            self._canvas._doc.Reference(pdfdoc.PDFArray(space), names[spot])
        return {name: name for name in names.values()}

    def add_page(self, operators: Sequence[str]) -> None:
        self._canvas.content = (self._origin + "\n".join(operators) + "\n").encode("ascii")
        self._canvas.showPage()

    def image(self, image: ImageReader, x: float, y: float, width: float, height: float) -> list[str]:
        """Operators that draw the image; its pixels are stored once a file."""
        code: list[str] = self._canvas._code
        before = len(code)
        self._canvas.drawImage(image, x, y, width, height, mask="auto")
        operators = code[before:]
        del code[before:]
        return operators

    def close(self) -> bytes:
        self._canvas.save()
        return self._buffer.getvalue()
