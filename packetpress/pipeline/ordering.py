"""The order sheets of a build: a packet's finished files in, one after the other; its orders to publish out.

It goes through several stages for pages of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import PurePosixPath

from packetpress.copies import leaves
from packetpress.diagnostics import Diagnostics
from packetpress.finish import finish
from packetpress.impose import SCHEMES
from packetpress.model import ImposedSheets, Pages
from packetpress.order import (
    PAGES,
    FinishedFile,
    Laying,
    Turned,
    last_text_page,
    order_document,
    order_json,
    order_layout,
    order_sheet,
)
from packetpress.pipeline.imposing import SheetsFile
from packetpress.pipeline.values import SetPacket
from packetpress.preflight import color_pages
from packetpress.publish import Publishable
from packetpress.typeset import Typefaces, typeset

PAPER = frozenset({"plain", "press"})
"""Finishings of files that are printed; the others are for reading on a screen."""


@dataclass(slots=True)
class _Waiting:
    """Files of a packet in a layout, until its last edition is made."""

    editions: int = 0
    files: dict[Laying, list[FinishedFile]] = field(default_factory=dict)


class Orderer:
    """Waits for the last edition of a packet in a layout: an order is for all of them."""

    def __init__(self) -> None:
        self._typefaces = Typefaces()
        self._waiting: dict[tuple[str, str], _Waiting] = {}

    def add(self, each: SetPacket, file: Publishable) -> None:
        """A packet's pages."""
        if each.layout.finishing in PAPER:
            self._of(each).editions += 1
            self._add(each, PAGES, _finished(each, file, each.pages, leaves(each.pages.count)))

    def add_sheets(self, each: SetPacket, made: SheetsFile) -> None:
        """Its pages laid out on sheets."""
        sheets = made.sheets
        finished = _finished(each, made.file, made.laid, sheets.sheets)
        self._add(each, _laying(sheets), replace(finished, turned=_turned(sheets), folded=sheets.folded))

    def _of(self, each: SetPacket) -> _Waiting:
        return self._waiting.setdefault((each.packet.name, each.layout.name), _Waiting())

    def _add(self, each: SetPacket, laying: Laying, finished: FinishedFile) -> None:
        self._of(each).files.setdefault(laying, []).append(finished)

    def orders(self, each: SetPacket, file: Publishable, diagnostics: Diagnostics) -> Iterator[Publishable]:
        """Each sheet and its JSON if ``file``, the pages, is the last of them, else nothing.

        Reports to ``diagnostics`` what can't be set: a label with a character that no font has.
        """
        if self._of(each).editions < len(each.packet.editions):
            return
        waiting = self._waiting.pop((each.packet.name, each.layout.name))
        layout = order_layout(each.layout)
        for laying, files in waiting.files.items():
            order = order_sheet(each.packet, each.layout, each.document, files, laying)
            document = order_document(order, each.document, each.layout.labels)
            pages = typeset(document, layout, self._typefaces, diagnostics)
            ending = f"-{laying.scheme}-order" if laying.scheme else "-order"
            page = replace(
                file,
                edition="",
                pages=pages.count,
                data=finish(pages, document, layout),
                source_hash=order.source_hash,
                ending=f"{ending}.pdf",
            )
            yield page
            yield replace(page, pages=1, data=order_json(order), ending=f"{ending}.json")


def _finished(each: SetPacket, file: Publishable, pages: Pages, sheets: int) -> FinishedFile:
    """``pages``: what is in the file, or on its sheets."""
    return FinishedFile(
        edition=each.edition,
        label=each.document.edition_label,
        name=PurePosixPath(file.path).name,
        sha256=sha256(file.data).hexdigest(),
        color=color_pages(file.data),
        pages=pages.count,
        text_pages=last_text_page(pages),
        source_hash=each.document.source_hash,
        sheets=sheets,
    )


def _laying(made: ImposedSheets) -> Laying:
    scheme = SCHEMES[made.scheme]
    width, height = made.size
    return Laying(made.scheme, width, height, scheme.pages, scheme.leaves, scheme.binding)


def _turned(made: ImposedSheets) -> Turned:
    """So that backs meet their fronts, as ``impose`` lays them out."""
    if not made.duplex:
        return ""
    return "short-edge" if made.size[0] > made.size[1] else "long-edge"
