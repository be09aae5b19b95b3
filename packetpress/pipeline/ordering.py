"""The order sheets of a build: a packet's finished files in, one after the other; its order to publish out.

It goes through several stages for a page of its own.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

from packetpress.diagnostics import Diagnostics
from packetpress.finish import finish
from packetpress.order import (
    FinishedFile,
    last_text_page,
    order_document,
    order_json,
    order_layout,
    order_sheet,
)
from packetpress.pipeline.values import SetPacket
from packetpress.preflight import color_pages
from packetpress.publish import Publishable
from packetpress.typeset import Typefaces, typeset

PAPER = frozenset({"plain", "press"})
"""Finishings of files that are printed; the others are for reading on a screen."""


class Orderer:
    """Waits for the last edition of a packet in a layout: an order is for all of them."""

    def __init__(self) -> None:
        self._typefaces = Typefaces()
        self._waiting: dict[tuple[str, str], list[FinishedFile]] = {}

    def order(self, each: SetPacket, file: Publishable, diagnostics: Diagnostics) -> tuple[Publishable, ...]:
        """The sheet and its JSON if ``file`` is the last of them, else nothing.

        Reports to ``diagnostics`` what can't be set: a label with a character that no font has.
        """
        if each.layout.finishing not in PAPER:
            return ()
        waiting = self._waiting.setdefault((each.packet.name, each.layout.name), [])
        waiting.append(
            FinishedFile(
                edition=each.edition,
                label=each.document.edition_label,
                name=PurePosixPath(file.path).name,
                sha256=sha256(file.data).hexdigest(),
                color=color_pages(file.data),
                text_pages=last_text_page(each.pages),
                source_hash=each.document.source_hash,
            )
        )
        if len(waiting) < len(each.packet.editions):
            return ()
        del self._waiting[each.packet.name, each.layout.name]
        order = order_sheet(each.packet, each.layout, each.document, waiting)
        document = order_document(order, each.document, each.layout.labels)
        layout = order_layout(each.layout)
        pages = typeset(document, layout, self._typefaces, diagnostics)
        page = replace(
            file,
            edition="",
            pages=pages.count,
            data=finish(pages, document, layout),
            source_hash=order.source_hash,
            ending="-order.pdf",
        )
        return page, replace(page, pages=1, data=order_json(order), ending="-order.json")
