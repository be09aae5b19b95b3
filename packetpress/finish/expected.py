"""What a finished file must hold: facts of it as it was set and what the typesetter knows in, facts out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from packetpress.finish.metadata import described
from packetpress.finish.parts import page_boxes
from packetpress.model import (
    Annotation,
    Bookmark,
    Document,
    FieldArea,
    Layout,
    LinkArea,
    MarkedContent,
    Pages,
    StructureElement,
)
from packetpress.roundtrip import Facts, OutlineItem, Tag
from packetpress.roundtrip.facts import TAG_TEXTS, AnnotationFact

_XMP = {
    "Title": "{http://purl.org/dc/elements/1.1/}title",
    "Author": "{http://purl.org/dc/elements/1.1/}creator",
    "Subject": "{http://purl.org/dc/elements/1.1/}description",
    "Keywords": "{http://ns.adobe.com/pdf/1.3/}Keywords",
}
_ATTRIBUTES = frozenset({"Scope", "RowSpan", "ColSpan", "ListNumbering", "BBox", "Placement"})


def expected(
    before: Facts,
    pages: Pages,
    document: Document,
    layout: Layout,
    structure: StructureElement | None,
    annotations: Sequence[Annotation],
) -> Facts:
    """``before``: of the file in ``pages``. ``structure``, ``annotations``: those of ``pages`` that this kind
    of file has; None: it has no tags."""
    border = layout.page.border
    boxes = {
        name: tuple(round(corner, 3) for corner in corners) for name, corners in page_boxes(layout).items()
    }
    tags: list[Tag] = []
    if structure is not None:
        _tags(structure, 0, border, tags)
    linked = {area.target[1:] for area in annotations if isinstance(area, LinkArea)}
    on_page: dict[int, list[AnnotationFact]] = {}
    for area in annotations:
        on_page.setdefault(area.page, []).append(_annotation(area, border))
    info = described(document)
    return replace(
        before,
        pages=tuple(
            replace(
                page,
                boxes={**page.boxes, **boxes},
                label=folio,
                annotations=tuple(on_page.get(index, ())),
            )
            for index, (page, folio) in enumerate(zip(before.pages, pages.folios, strict=True))
        ),
        outline=tuple(_outline(pages.bookmarks, border)),
        tags=tuple(tags),
        parents=_parents(tags, pages.count),
        destinations={
            name: (page, _height(top, border))
            for name, (page, top) in pages.destinations.items()
            if name in linked
        },
        info=info,
        xmp={_XMP[name]: text for name, text in info.items() if text},
        language=document.language,
    )


def _outline(marks: Sequence[Bookmark], border: float) -> Iterator[OutlineItem]:
    levels: list[int] = []
    for mark in marks:
        while levels and levels[-1] >= mark.level:
            levels.pop()
        yield OutlineItem(len(levels), mark.title, mark.page, _height(mark.top, border))
        levels.append(mark.level)


def _height(top: float, border: float) -> float:
    """As it is written, and then as it is compared."""
    return round(round(top + border, 3), 2)


def _annotation(area: Annotation, border: float) -> AnnotationFact:
    rect = tuple(round(value + border, 3) for value in area.rect)
    if isinstance(area, FieldArea):
        return "Widget", rect, area.name
    return "Link", rect, area.target


def _tags(element: StructureElement, depth: int, border: float, found: list[Tag]) -> None:
    told = [
        f"{key}={_moved(value, border) if key == 'BBox' else value}"
        for key, value in element.attributes
        if key in TAG_TEXTS or key in _ATTRIBUTES
    ]
    found.append((depth, element.role, *sorted(told)))
    for child in element.children:
        if isinstance(child, StructureElement):
            _tags(child, depth + 1, border, found)
        elif isinstance(child, MarkedContent):
            found.append(("content", child.page, child.mcid))
        else:
            found.append(("annotation", child.page))


def _moved(box: str, border: float) -> str:
    return " ".join(f"{round(float(number) + border, 3):.2f}" for number in box.split())


def _parents(tags: Sequence[Tag], count: int) -> tuple[int, ...]:
    """For each page one more than its last marked content that has a tag."""
    found = [0] * count
    for tag in tags:
        if tag[0] == "content":
            page, mcid = int(str(tag[1])), int(str(tag[2]))
            found[page] = max(found[page], mcid + 1)
    return tuple(found)
