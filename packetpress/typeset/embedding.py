"""A typeface and what its glyphs mean in one file; its font objects in ReportLab's document out.

Subset by hb-subset with glyph ids retained, so that a character code in the page content is the glyph id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from reportlab.pdfbase import pdfdoc

from packetpress.typeset.typeface import Typeface


def font_objects(
    face: Typeface, texts: Mapping[int, str], resource: str, document: pdfdoc.PDFDocument
) -> pdfdoc.PDFDictionary:
    """The Type 0 font dictionary and what hangs on it (ISO 32000-1, 9.7).

    ``texts``: glyph id -> what it means; only these are embedded. ``resource``: the font's name among the
    page resources, which keeps the objects of several fonts apart.
    """
    glyphs = frozenset(texts)
    name = f"{_subset_tag(glyphs, face.file.name)}+{_postscript_name(face.file.name)}"
    program = face.subset(glyphs)
    stream = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary({"Length1": len(program)}),
        program,
        filters=[pdfdoc.PDFZCompress],
    )
    descriptor = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(name),
            "Flags": 4,  # symbolic: codes are glyph ids (ISO 32000-1, table 123)
            "FontBBox": pdfdoc.PDFArray(list(face.bounds)),
            "ItalicAngle": round(face.italic_angle, 2),
            "Ascent": round(face.ascent * 1000),
            "Descent": -round(face.descent * 1000),
            "CapHeight": round(face.cap_height * 1000),
            "StemV": 80,
            "FontFile2": document.Reference(stream, f"program:{resource}"),
        }
    )
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(name),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {
                    "Registry": pdfdoc.PDFString("Adobe"),
                    "Ordering": pdfdoc.PDFString("Identity"),
                    "Supplement": 0,
                }
            ),
            "CIDToGIDMap": pdfdoc.PDFName("Identity"),
            "DW": 0,
            "W": _widths(face, sorted(glyphs)),
            "FontDescriptor": document.Reference(descriptor, f"descriptor:{resource}"),
        }
    )
    to_unicode = pdfdoc.PDFStream(content=_to_unicode(texts), filters=[pdfdoc.PDFZCompress])
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(name),
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, f"descendant:{resource}")]),
            "ToUnicode": document.Reference(to_unicode, f"tounicode:{resource}"),
        }
    )


def _widths(face: Typeface, glyphs: Sequence[int]) -> pdfdoc.PDFArray:
    """The ``W`` array, consecutive ids grouped (ISO 32000-1, 9.7.4.3)."""
    array: list[object] = []
    group: list[float] = []
    start = previous = -2
    for glyph in glyphs:
        if glyph != previous + 1:
            if group:
                array += [start, pdfdoc.PDFArray(group)]
            start, group = glyph, []
        width = face.advance(glyph)
        group.append(int(width) if width == int(width) else round(width, 3))
        previous = glyph
    if group:
        array += [start, pdfdoc.PDFArray(group)]
    return pdfdoc.PDFArray(array)


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3); blocks of at most 100 as the CMap format requires."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    pairs = sorted(texts.items())
    for at in range(0, len(pairs), 100):
        block = pairs[at : at + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end\n")
    return "\n".join(lines).encode("ascii")


def _subset_tag(glyphs: frozenset[int], name: str) -> str:
    """Six capitals that depend on the subset only (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(repr((name, sorted(glyphs))).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _postscript_name(file_name: str) -> str:
    stem = file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return "".join(c for c in stem if c.isalnum() or c in "-_") or "Font"
