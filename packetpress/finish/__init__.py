"""Pages -> a finished PDF.

In: the file as ReportLab wrote it and what the typesetter knows of it (``Pages``), the Document and the
Layout. Out: the bytes to publish. ``FINISHERS`` says which standard a layout's ``finishing`` makes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from packetpress.finish.accessible import finish_accessible
from packetpress.finish.plain import finish_plain
from packetpress.finish.press import finish_press
from packetpress.model import Document, Layout, Pages

Finisher = Callable[[Pages, Document, Layout], bytes]

FINISHERS: Mapping[str, Finisher] = {
    "plain": finish_plain,
    "accessible": finish_accessible,
    "press": finish_press,
}


def finish(pages: Pages, document: Document, layout: Layout) -> bytes:
    """The finished file; the same bytes for the same values."""
    return FINISHERS[layout.finishing](pages, document, layout)


__all__ = ["FINISHERS", "finish"]
