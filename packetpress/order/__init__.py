"""Finished files of one packet in one layout in, what to order of a copier or a print shop out.

- ``sheet``: the ``OrderSheet``: pages, or the sheets they were laid out on; copies, thickness, clicks, costs
- ``cost``: prices and counts -> lines of a bill; money is decimal throughout
- ``hints``: what would save a sheet, a signature or colour clicks
- ``page``: the sheet as a ``Document``, and the packet's layout made fit to set it in
- ``as_json``: the sheet as JSON
"""

from __future__ import annotations

from packetpress.order.as_json import order_json
from packetpress.order.page import order_document, order_layout
from packetpress.order.sheet import (
    PAGES,
    FinishedFile,
    Laying,
    OrderSheet,
    Turned,
    last_text_page,
    order_sheet,
)

__all__ = [
    "PAGES",
    "FinishedFile",
    "Laying",
    "OrderSheet",
    "Turned",
    "last_text_page",
    "order_document",
    "order_json",
    "order_layout",
    "order_sheet",
]
