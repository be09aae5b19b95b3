"""Finished pages and a plan in; the sheets as a PDF out.

Each page becomes a form XObject (ISO 32000-1, 8.10): its content, fonts and pictures are used as they are.
Printing condition and description are those of the pages; the identifiers are new. What belongs to reading on
a screen stays behind, tags too: in a printer's order they would say the wrong thing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from uuid import UUID

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from packetpress.impose.plan import Box, LineKind, Plan, Side, grown
from packetpress.model import PageGeometry

_KEPT = frozenset({"/Type", "/Pages", "/Metadata", "/OutputIntents", "/Lang", "/Version"})
"""Entries of the catalog that say the same of sheets as of pages."""
_DOCUMENT_ID = re.compile(rb"(?<=<xmpMM:DocumentID>)[^<]*(?=</xmpMM:DocumentID>)")
_ALL_INKS = "/AllInks"
_DASHES: Mapping[LineKind, str] = {
    "cut": "[] 0 d",
    "fold": "[6 3] 0 d",
    "perforation": "[1 2] 0 d",
    "frame": "[] 0 d",
}
_LINE_WIDTH = 0.35


def write(data: bytes, geometry: PageGeometry, plan: Plan, scheme: str, *, for_press: bool) -> bytes:
    """``data``: the finished file, all its pages as ``geometry`` says."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        used = sorted({placement.page for side in plan.sides for placement in side.placements})
        forms = {page: _form(pdf, page, geometry, plan.bleed) for page in used}
        spaces = Dictionary({_ALL_INKS: _all_inks(pdf)}) if for_press else None
        pages = len(pdf.pages)
        for side in plan.sides:
            pdf.pages.append(_page(pdf, side, plan, geometry, forms, spaces))
        del pdf.pages[:pages]
        for key in sorted(set(pdf.Root.keys()) - _KEPT):
            del pdf.Root[key]
        _identify(pdf, data, scheme)
        if not for_press:
            pdf.Root.ViewerPreferences = _how_to_print(plan)
        streams = pikepdf.ObjectStreamMode
        target = io.BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=streams.disable if for_press else streams.generate,
            force_version=pdf.pdf_version,
            fix_metadata_version=False,  # as the pages' own: there is none in them
        )
    return target.getvalue()


def _form(pdf: Pdf, page: int, geometry: PageGeometry, bleed: float) -> pikepdf.Object:
    form = pdf.make_indirect(pdf.pages[page].as_form_xobject())
    low = geometry.border
    form.BBox = _box(grown((low, low, low + geometry.width, low + geometry.height), bleed))
    return form


def _page(
    pdf: Pdf,
    side: Side,
    plan: Plan,
    geometry: PageGeometry,
    forms: Mapping[int, pikepdf.Object],
    spaces: Dictionary | None,
) -> pikepdf.Page:
    resources = Dictionary(
        XObject=Dictionary({f"/Page{each.page + 1}": forms[each.page] for each in side.placements})
    )
    if spaces is not None:
        resources.ColorSpace = spaces
    content = "\n".join(_operators(side, geometry, for_press=spaces is not None))
    page = Dictionary(
        Type=Name.Page,
        MediaBox=_box((0.0, 0.0, *plan.size)),
        TrimBox=_box(side.trim),
        Resources=resources,
        Contents=pdf.make_stream(content.encode("ascii") + b"\n"),
    )
    if plan.bleed:
        page.BleedBox = _box(grown(side.trim, plan.bleed))
    return pikepdf.Page(pdf.make_indirect(page))


def _operators(side: Side, geometry: PageGeometry, *, for_press: bool) -> Iterator[str]:
    for each in side.placements:
        left, low, right, top = each.clip
        x, y = each.x - each.scale * geometry.border, each.y - each.scale * geometry.border
        yield f"q {_num(left)} {_num(low)} {_num(right - left)} {_num(top - low)} re W n"
        yield f"{each.scale:.6f} 0 0 {each.scale:.6f} {_num(x)} {_num(y)} cm /Page{each.page + 1} Do Q"
    if not side.lines:
        return
    # Marks print on every plate (ISO 32000-1, 8.6.6.4), frames around pages in a thin grey.
    yield f"{_ALL_INKS} CS 1 SCN" if for_press else "0 G"
    yield f"{_LINE_WIDTH} w"
    dash = ""
    for line in side.lines:
        wanted = f"{_DASHES[line.kind]} 0.6 G" if line.kind == "frame" else _DASHES[line.kind]
        if wanted != dash:
            dash = wanted
            yield dash
        yield f"{_num(line.start[0])} {_num(line.start[1])} m {_num(line.end[0])} {_num(line.end[1])} l S"


def _all_inks(pdf: Pdf) -> pikepdf.Object:
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 1]), N=1
    )
    space = Array([Name.Separation, Name.All, Name.DeviceCMYK, pdf.make_indirect(tint)])
    return pdf.make_indirect(space)


def _identify(pdf: Pdf, data: bytes, scheme: str) -> None:
    """A name of its own where the pages have one; else the file's ID, made of its content, says enough."""
    number = bytearray(sha256(scheme.encode() + b"\n" + sha256(data).digest()).digest()[:16])
    number[6] = number[6] & 0x0F | 0x80  # RFC 9562, version 8
    number[8] = number[8] & 0x3F | 0x80
    xmp = bytes(pdf.Root.Metadata.get_stream_buffer())
    pdf.Root.Metadata.write(_DOCUMENT_ID.sub(f"uuid:{UUID(bytes=bytes(number))}".encode(), xmp))


def _how_to_print(plan: Plan) -> Dictionary:
    """What viewers propose in their print dialogue (ISO 32000-1, table 150)."""
    if not plan.duplex:
        duplex = Name.Simplex
    elif plan.size[0] > plan.size[1]:
        duplex = Name.DuplexFlipShortEdge
    else:
        duplex = Name.DuplexFlipLongEdge
    # The printer's own name for a file of sheets is its file name; the title is that of the packet.
    return Dictionary(
        Duplex=duplex, PrintScaling=Name("/None"), PickTrayByPDFSize=True, DisplayDocTitle=False
    )


def _box(box: Box) -> Array:
    return Array([round(value, 4) for value in box])


def _num(value: float) -> str:
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
