"""What every finished file has: boxes, annotations, bookmarks, page labels; and how it is saved."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Pdf, String

from packetpress.model import Bookmark, Layout, LinkArea, PageGeometry, Pages

PRINTED = 4
"""The annotation flag Print: shown on paper too, as PDF/A asks of every annotation (ISO 19005-2, 6.3.2)."""


def boxes(pdf: Pdf, layout: Layout) -> None:
    """MediaBox from the canvas; inside it BleedBox and TrimBox (ISO 32000-1, 14.11.2)."""
    found = page_boxes(layout)
    for page in pdf.pages:
        for name, corners in found.items():
            page.obj[name] = Array(list(corners))


def page_boxes(layout: Layout) -> Mapping[str, tuple[float, ...]]:
    """Boxes of every page beside the MediaBox; left, lower, right, upper."""
    geometry = layout.page
    found = {"/TrimBox": _box(geometry, 0.0)}
    if geometry.bleed:
        found["/BleedBox"] = _box(geometry, geometry.bleed)
    return found


def _box(geometry: PageGeometry, beyond: float) -> tuple[float, ...]:
    """The trimmed page and ``beyond`` points around it."""
    low = geometry.border - beyond
    sides = low + geometry.width + 2 * beyond, low + geometry.height + 2 * beyond
    return tuple(round(value, 4) for value in (low, low, *sides))


def rectangle(rect: Sequence[float], layout: Layout) -> Array:
    """Trim coordinates as the page's own."""
    return Array([round(value + layout.page.border, 3) for value in rect])


def link(area: LinkArea, layout: Layout) -> Dictionary:
    """A link annotation without a border; a target in the file is a named destination."""
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=rectangle(area.rect, layout),
        Border=Array([0, 0, 0]),
        F=PRINTED,
        Contents=String(area.contents),
    )
    if area.target.startswith("#"):
        annotation.Dest = String(area.target[1:])
    else:
        annotation.A = Dictionary(S=Name.URI, URI=String(area.target))
    return annotation


def annotate(pdf: Pdf, by_page: Mapping[int, Sequence[pikepdf.Object]]) -> None:
    numbered = list(pdf.pages)
    for index, found in by_page.items():
        numbered[index].obj.Annots = Array(list(found))


def destinations(pdf: Pdf, pages: Pages, layout: Layout) -> None:
    """Names for the places that links of the file lead to."""
    wanted = {area.target[1:] for area in pages.annotations if isinstance(area, LinkArea)}
    tree = NameTree.new(pdf)
    numbered = list(pdf.pages)
    for target in sorted(wanted & pages.destinations.keys()):
        index, top = pages.destinations[target]
        top = round(top + layout.page.border, 3)
        tree[target] = Array([numbered[index].obj, Name.XYZ, 0, top, 0])
    pdf.Root.Names = Dictionary(Dests=tree.obj)


def bookmarks(pdf: Pdf, marks: Sequence[Bookmark], layout: Layout) -> None:
    numbered = list(pdf.pages)
    with pdf.open_outline() as outline:
        path: list[tuple[int, OutlineItem]] = []
        for mark in marks:
            top = round(mark.top + layout.page.border, 3)
            item = OutlineItem(mark.title, Array([numbered[mark.page].obj, Name.XYZ, 0, top, 0]))
            item.is_closed = True
            while path and path[-1][0] >= mark.level:
                path.pop()
            (path[-1][1].children if path else outline.root).append(item)
            path.append((mark.level, item))
    pdf.Root.PageMode = Name.UseOutlines


def page_labels(pdf: Pdf, folios: Sequence[str]) -> None:
    """Labels that count as the printed folios do (ISO 32000-1, 12.4.2)."""
    pdf.Root.PageLabels = Dictionary(Nums=Array(list(label_ranges(folios))))


def label_ranges(folios: Sequence[str]) -> Iterator[int | Dictionary]:
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


def saved(pdf: Pdf, version: str, *, object_streams: bool = True) -> bytes:
    """The file in the PDF version it claims ("1.7"); the same bytes for the same file.

    ``object_streams``: its objects are packed and compressed together (ISO 32000-1, 7.5.7).
    """
    mode = pikepdf.ObjectStreamMode
    target = io.BytesIO()
    pdf.save(
        target,
        deterministic_id=True,
        object_stream_mode=mode.generate if object_streams else mode.disable,
        force_version=version,
        fix_metadata_version=False,  # there is none in our metadata
    )
    return target.getvalue()
