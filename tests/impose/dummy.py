"""A dummy, as printers fold one: numbered pages laid out, and found again on the sheets by their numbers.

Nothing here knows how pages are imposed. ``seen`` asks poppler where the two numbers on each page have come
to stand; the place, size and turn of the page follow from that.
"""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from pikepdf import Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from packetpress.impose import impose
from packetpress.load.layout import for_vendor
from packetpress.model import ImposedSheets, Layout, PageGeometry, Pages, StructureElement
from tests.tools import require
from tests.typeset.samples import house_layout

XMP = b"<x><xmpMM:DocumentID>uuid:old</xmpMM:DocumentID></x>"


def pages_of(count: int) -> Pages:
    return Pages(b"", count, StructureElement("Document", ()), (), (), {}, ())


def copier(width: float = 612.0, height: float = 792.0) -> Layout:
    layout = house_layout("office")
    return replace(layout, page=replace(layout.page, width=width, height=height))


def press(bleed: float = 9.0, thickness: float | None = None) -> Layout:
    layout = house_layout("press")
    assert layout.vendor is not None
    vendor = replace(layout.vendor, bleed=bleed)
    if thickness is not None:
        assert vendor.paper is not None
        vendor = replace(vendor, paper=replace(vendor.paper, thickness=thickness))
    return for_vendor(layout, vendor)


@cache
def numbered(count: int, geometry: PageGeometry) -> bytes:
    """Pages with the words a1 (lower left) and z1 (upper right), a2 and z2, and so on."""
    border = geometry.border
    buffer = io.BytesIO()
    size = (geometry.width + 2 * border, geometry.height + 2 * border)
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for number in range(1, count + 1):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(border + 40, border + 30, f"a{number}")
        canvas.drawString(border + geometry.width - 80, border + geometry.height - 50, f"z{number}")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(buffer) as pdf:
        pdf.Root.Metadata = pdf.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def imposed(count: int, layout: Layout, scheme: str, paper: str = "", signature: int = 0) -> ImposedSheets:
    return impose(numbered(count, layout.page), pages_of(count), layout, scheme, paper, signature)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page on one side of a sheet; places in points from its lower left corner."""

    left: float
    low: float
    right: float
    top: float
    turn: complex
    """1: as large as the page, upright; its angle is the angle, its length the scale."""

    @property
    def center(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.low + self.top) / 2

    def through(self, width: float) -> Seen:
        """Where the page is if one looks through the paper, turned like a page of a book."""
        return replace(self, left=width - self.right, right=width - self.left)

    def close_to(self, other: Seen, by: float = 0.01) -> bool:
        return all(
            abs(getattr(self, name) - getattr(other, name)) < by for name in ("left", "low", "right", "top")
        )


_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="[\d.-]+" yMax="([\d.-]+)">(.*)</word>')


def words(data: bytes) -> list[dict[str, complex]]:
    """For each page: word -> its lower left corner as poppler tells it, y upwards."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(data)
        found = subprocess.run([require("pdftotext"), "-bbox", path, "-"], capture_output=True, check=True)
    pages: list[dict[str, complex]] = []
    height = 0.0
    for line in found.stdout.decode("utf-8").splitlines():
        if page := re.search(r'<page width="[\d.]+" height="([\d.]+)"', line):
            height = float(page[1])
            pages.append({})
        elif word := _WORD.search(line):
            pages[-1][word[3]] = complex(float(word[1]), height - float(word[2]))
    return pages


def seen(made: ImposedSheets, count: int, layout: Layout) -> list[dict[int, Seen]]:
    """For each side: page, from 1 -> where it is."""
    geometry = layout.page
    (before,) = words(numbered(1, geometry))
    a, z = before["a1"], before["z1"]
    corner = complex(geometry.border, geometry.border)
    sides: list[dict[int, Seen]] = []
    for side in words(made.pdf):
        found = {}
        for number in (int(word[1:]) for word in side if word.startswith("a")):
            turn = (side[f"z{number}"] - side[f"a{number}"]) / (z - a)
            low, high = (
                side[f"a{number}"] + turn * (at - a)
                for at in (corner, corner + complex(geometry.width, geometry.height))
            )
            found[number] = Seen(low.real, low.imag, high.real, high.imag, turn)
        assert len(side) == 2 * len(found)
        sides.append(found)
    return sides


def boxes(made: ImposedSheets, name: str) -> list[tuple[float, ...]]:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        return [tuple(float(value) for value in page.obj[name]) for page in pdf.pages]


def sheet_size(made: ImposedSheets) -> tuple[float, float]:
    (box,) = set(boxes(made, "/MediaBox"))
    return box[2], box[3]


def upright(sides: list[dict[int, Seen]], scale: float) -> bool:
    return all(abs(page.turn - scale) < 1e-4 for side in sides for page in side.values())
