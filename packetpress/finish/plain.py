"""A trimmed PDF for office printers and viewers: boxes, links, bookmarks, page labels, metadata."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Pdf, String

from packetpress.model import Bookmark, Document, Layout, Pages


def finish_plain(pages: Pages, document: Document, layout: Layout) -> bytes:
    with Pdf.open(io.BytesIO(pages.pdf)) as pdf:
        _boxes(pdf, layout)
        _links(pdf, pages, layout)
        _bookmarks(pdf, pages.bookmarks, layout)
        _page_labels(pdf, pages.folios)
        _metadata(pdf, document)
        target = io.BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            force_version="1.7",
        )
    return target.getvalue()


def _boxes(pdf: Pdf, layout: Layout) -> None:
    """MediaBox from the canvas; TrimBox inside the bleed (ISO 32000-1, 14.11.2)."""
    geometry = layout.page
    trim = Array(
        [geometry.bleed, geometry.bleed, geometry.bleed + geometry.width, geometry.bleed + geometry.height]
    )
    for page in pdf.pages:
        page.obj.TrimBox = trim


def _links(pdf: Pdf, pages: Pages, layout: Layout) -> None:
    """Link annotations, and named destinations for those that stay in the file."""
    shift = layout.page.bleed
    by_page: dict[int, list[pikepdf.Object]] = {}
    wanted: set[str] = set()
    for area in pages.links:
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(value + shift, 3) for value in area.rect]),
            Border=Array([0, 0, 0]),
            F=4,  # printed with the page, as PDF/A asks of every annotation
            Contents=String(area.contents),
        )
        if area.target.startswith("#"):
            wanted.add(area.target[1:])
            annotation.Dest = String(area.target[1:])
        else:
            annotation.A = Dictionary(S=Name.URI, URI=String(area.target))
        by_page.setdefault(area.page, []).append(pdf.make_indirect(annotation))
    for index, found in by_page.items():
        pdf.pages[index].obj.Annots = Array(found)
    tree = NameTree.new(pdf)
    for target in sorted(wanted & pages.destinations.keys()):
        index, top = pages.destinations[target]
        tree[target] = Array([pdf.pages[index].obj, Name.XYZ, 0, round(top + shift, 3), 0])
    pdf.Root.Names = Dictionary(Dests=tree.obj)


def _bookmarks(pdf: Pdf, bookmarks: Sequence[Bookmark], layout: Layout) -> None:
    with pdf.open_outline() as outline:
        path: list[tuple[int, OutlineItem]] = []
        for bookmark in bookmarks:
            top = bookmark.top + layout.page.bleed
            item = OutlineItem(bookmark.title, bookmark.page, "XYZ", top=round(top, 3))
            item.is_closed = True
            while path and path[-1][0] >= bookmark.level:
                path.pop()
            (path[-1][1].children if path else outline.root).append(item)
            path.append((bookmark.level, item))
    pdf.Root.PageMode = Name.UseOutlines


def _page_labels(pdf: Pdf, folios: Sequence[str]) -> None:
    """Labels that count as the printed folios do (ISO 32000-1, 12.4.2)."""
    pdf.Root.PageLabels = Dictionary(Nums=Array(list(_label_ranges(folios))))


def _label_ranges(folios: Sequence[str]) -> Iterator[int | Dictionary]:
    expected: int | None = None
    for index, folio in enumerate(folios):
        if not folio.isdecimal():
            yield index
            yield Dictionary(P=String(folio))
            expected = None
        elif int(folio) != expected:
            yield index
            yield Dictionary(S=Name.D, St=int(folio))
            expected = int(folio) + 1
        else:
            expected += 1


def _metadata(pdf: Pdf, document: Document) -> None:
    """Info and XMP that say the same; the only date is the one in the sources."""
    stamp = datetime.combine(document.date, time(12), UTC)
    title = " · ".join(filter(None, (document.title, document.audience, document.edition_label)))
    keywords = f"{document.version}, {document.source_hash}"
    pdf.Root.Lang = String(document.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if "/Info" in pdf.trailer:
        del pdf.trailer.Info
    info = Dictionary(
        Title=String(title),
        Author=String(document.organisation),
        Subject=String(document.subtitle),
        Keywords=String(keywords),
        Creator=String("packetpress"),
        Producer=String("packetpress"),
        CreationDate=String(stamp.strftime("D:%Y%m%d%H%M%S+00'00'")),
        ModDate=String(stamp.strftime("D:%Y%m%d%H%M%S+00'00'")),
    )
    pdf.trailer.Info = pdf.make_indirect(info)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = title
        xmp["dc:creator"] = [document.organisation]
        xmp["dc:description"] = document.subtitle
        xmp["dc:language"] = {document.language}
        xmp["pdf:Keywords"] = keywords
        xmp["pdf:Producer"] = "packetpress"
        xmp["xmp:CreatorTool"] = "packetpress"
        xmp["xmp:CreateDate"] = stamp.isoformat()
        xmp["xmp:ModifyDate"] = stamp.isoformat()
        xmp["xmp:MetadataDate"] = stamp.isoformat()
