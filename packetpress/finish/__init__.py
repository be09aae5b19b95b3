"""Pages -> a finished PDF.

In: the file as ReportLab wrote it and what the typesetter knows of it (``Pages``), the Document and the
Layout. Out: the bytes to publish. ``FINISHERS`` says which standard a layout's ``finishing`` makes. Each file
is read again when it is done: what was set and isn't in it stops the build.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Pdf

from packetpress.finish.accessible import finish_accessible
from packetpress.finish.expected import expected
from packetpress.finish.plain import finish_plain
from packetpress.finish.press import finish_press, without_annotations
from packetpress.model import Annotation, Document, Layout, LinkArea, Pages, StructureElement
from packetpress.roundtrip import compare_pages, facts_of


@dataclass(frozen=True, slots=True)
class Finisher:
    write: Callable[[Pdf, Pages, Document, Layout], bytes]
    """The file as it was set, which it changes, and what belongs to it -> the finished file."""
    tags: Callable[[Pages], StructureElement | None]
    """The structure tree that the file has; None: none."""
    annotations: Callable[[Pages], Sequence[Annotation]]
    """Links and fields that the file has."""


FINISHERS: Mapping[str, Finisher] = {
    "plain": Finisher(
        finish_plain,
        tags=lambda _: None,
        annotations=lambda pages: [area for area in pages.annotations if isinstance(area, LinkArea)],
    ),
    "accessible": Finisher(
        finish_accessible,
        tags=lambda pages: pages.structure,
        annotations=lambda pages: pages.annotations,
    ),
    "press": Finisher(
        finish_press,
        tags=lambda pages: without_annotations(pages.structure),
        annotations=lambda _: (),
    ),
}


def finish(pages: Pages, document: Document, layout: Layout) -> bytes:
    """The finished file; the same bytes for the same values. Raises LossError if it lacks what was set."""
    finisher = FINISHERS[layout.finishing]
    with Pdf.open(io.BytesIO(pages.pdf)) as pdf:
        set_ = facts_of(pdf)
        data = finisher.write(pdf, pages, document, layout)
    wanted = expected(set_, pages, document, layout, finisher.tags(pages), finisher.annotations(pages))
    compare_pages(wanted, data, "finishing")
    return data


__all__ = ["FINISHERS", "Finisher", "finish"]
