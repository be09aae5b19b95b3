"""A trimmed PDF for office printers and viewers: boxes, links, bookmarks, page labels, metadata."""

from __future__ import annotations

import pikepdf
from pikepdf import Pdf

from packetpress.finish import parts
from packetpress.finish.metadata import metadata
from packetpress.model import Document, Layout, LinkArea, Pages


def finish_plain(pdf: Pdf, pages: Pages, document: Document, layout: Layout) -> bytes:
    parts.boxes(pdf, layout)
    by_page: dict[int, list[pikepdf.Object]] = {}
    for area in pages.annotations:
        if isinstance(area, LinkArea):
            annotation = pdf.make_indirect(parts.link(area, layout))
            by_page.setdefault(area.page, []).append(annotation)
    parts.annotate(pdf, by_page)
    parts.destinations(pdf, pages, layout)
    parts.bookmarks(pdf, pages.bookmarks, layout)
    parts.page_labels(pdf, pages.folios)
    metadata(pdf, document)
    return parts.saved(pdf, "1.7")
