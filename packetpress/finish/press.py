"""A file for a print shop: PDF/X-4 (ISO 15930-7:2010), its tags kept.

Inks only, every font inside, no links, fields or transparency; boxes, printing condition and identification
as the standard asks. The colours are the typesetter's work; ``preflight`` checks all of it again.
"""

from __future__ import annotations

from dataclasses import replace

from pikepdf import Array, Dictionary, Name, Pdf, String

from packetpress.finish import parts
from packetpress.finish.marks import draw_marks
from packetpress.finish.metadata import identifier, metadata
from packetpress.finish.tags import TagWriter
from packetpress.model import Document, Layout, ObjectReference, OutputProfile, Pages, StructureElement


def finish_press(pdf: Pdf, pages: Pages, document: Document, layout: Layout) -> bytes:
    if layout.profile is None:
        raise ValueError(f"the layout {layout.name} has no output profile; load_layouts refuses it")
    parts.boxes(pdf, layout)
    for page in pdf.pages:
        # ReportLab's page transition, and its group in RGB where a picture is transparent.
        for key in ("/Trans", "/Group"):
            if key in page.obj:
                del page.obj[key]
    if layout.vendor is not None and layout.vendor.marks:
        draw_marks(pdf, layout, layout.vendor.marks)
    TagWriter(pdf, {}, layout.page.border).write(without_annotations(pages.structure))
    parts.bookmarks(pdf, pages.bookmarks, layout)
    parts.page_labels(pdf, pages.folios)
    _output_intent(pdf, layout.profile)
    claims = {
        "pdfxid:GTS_PDFXVersion": "PDF/X-4",
        "pdf:Trapped": "False",
        "xmpMM:DocumentID": identifier(document, pages.pdf),
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
    }
    metadata(pdf, document, claims)
    # The attribute pikepdf offers, Name.False_, would be written with its underscore.
    pdf.trailer.Info.Trapped = Name("/False")
    return parts.saved(pdf, "1.6", object_streams=False)


def without_annotations(element: StructureElement) -> StructureElement:
    """The tree without links and fields; what a link says is text like any other on paper."""
    children = tuple(
        without_annotations(child) if isinstance(child, StructureElement) else child
        for child in element.children
        if not isinstance(child, ObjectReference)
    )
    return replace(element, role="Span" if element.role == "Link" else element.role, children=children)


def _output_intent(pdf: Pdf, profile: OutputProfile) -> None:
    """The printing condition, its profile embedded (ISO 32000-1, 14.11.5)."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition),
        OutputCondition=String(profile.name),
        Info=String(profile.name),
        RegistryName=String("http://www.color.org"),
        DestOutputProfile=pdf.make_stream(profile.data, N=4),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
