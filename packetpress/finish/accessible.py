"""One file that is PDF/UA-1 and PDF/A-2a: tagged, with fields, self-contained.

ISO 14289-1 (PDF/UA-1) and ISO 19005-2 (PDF/A-2, conformance level A). veraPDF checks the machine's half
of both; whether alternative texts say what the pictures show is for a person to judge.
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from packetpress.finish import parts
from packetpress.finish.forms import FormWriter
from packetpress.finish.metadata import metadata
from packetpress.finish.tags import TagWriter
from packetpress.model import Document, Layout, LinkArea, Pages

CLAIMS = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}


def finish_accessible(pdf: Pdf, pages: Pages, document: Document, layout: Layout) -> bytes:
    parts.boxes(pdf, layout)
    form = FormWriter(pdf, layout)
    by_page: dict[int, list[pikepdf.Object]] = {}
    for area in pages.annotations:
        made = parts.link(area, layout) if isinstance(area, LinkArea) else form.widget(area)
        annotation = pdf.make_indirect(made)
        if not isinstance(area, LinkArea):
            form.add(area, annotation)
        by_page.setdefault(area.page, []).append(annotation)
    parts.annotate(pdf, by_page)
    form.close()
    TagWriter(pdf, by_page, layout.page.border).write(pages.structure)
    parts.destinations(pdf, pages, layout)
    parts.bookmarks(pdf, pages.bookmarks, layout)
    parts.page_labels(pdf, pages.folios)
    _output_intent(pdf)
    metadata(pdf, document, CLAIMS)
    return parts.saved(pdf, "1.7")


def _output_intent(pdf: Pdf) -> None:
    """sRGB, for the device colours of the pages (ISO 19005-2, 6.2.4.3)."""
    profile = pdf.make_stream(_srgb(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _srgb() -> bytes:
    """The sRGB profile that LittleCMS builds, with its date and id set to fixed values."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # ICC.1:2010, 7.2: date and time in bytes 24 to 35, the profile's MD5 in bytes 84 to 99 (0: not computed).
    profile[24:36] = bytes.fromhex("07ea0001000100000000 0000".replace(" ", ""))
    profile[84:100] = bytes(16)
    return bytes(profile)
