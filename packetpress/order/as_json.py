"""The order as JSON, for programs: the same numbers as on paper. ``docs/reports.md`` lists the keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from packetpress.model import Paper
from packetpress.order.hints import Hint
from packetpress.order.sheet import OrderedFile, OrderSheet, Ranges

_MM = 25.4 / 72
"""Millimetres in a point."""


def order_json(sheet: OrderSheet) -> bytes:
    """UTF-8; lengths in millimetres, money as text, so that nobody's program rounds it. What nobody said is
    null."""
    known, laying = bool(sheet.currency), sheet.laying
    turned = {file.file.turned for file in sheet.files}
    content = {
        "packet": sheet.packet,
        "title": sheet.title,
        "audience": sheet.audience,
        "layout": sheet.layout,
        "version": sheet.version,
        "date": sheet.date.isoformat(),
        "source_hash": sheet.source_hash,
        "vendor": sheet.vendor or None,
        "page": {"width": _mm(sheet.width), "height": _mm(sheet.height)},
        "imposed": laying.scheme or None,
        "sheet": {
            "width": _mm(laying.width or sheet.width),
            "height": _mm(laying.height or sheet.height),
        },
        "duplex": (turned.pop() or None) if len(turned) == 1 else None,
        "ink": "grey" if sheet.grey else "color",
        "binding": sheet.binding or None,
        "paper": _paper(sheet.paper),
        "cover_paper": _paper(sheet.cover_paper),
        "participants": sheet.participants or None,
        "facilitators": sheet.facilitators,
        "files": [_file(file) for file in sheet.files],
        "currency": sheet.currency or None,
        "costs": [
            {
                "for": cost.what,
                "count": cost.count,
                "price": str(cost.price),
                "amount": str(cost.amount),
            }
            for cost in sheet.costs
        ],
        "total": str(sheet.total) if known else None,
        "hints": [_hint(hint) for hint in sheet.hints],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def _file(file: OrderedFile) -> Mapping[str, Any]:
    copies = file.copies
    return {
        "edition": file.file.edition,
        "file": file.file.name,
        "sha256": file.file.sha256,
        "pages": file.pages,
        "sides": file.sides,
        "leaves": file.leaves or None,
        "sheets": file.sheets,
        "in_color": file.in_color,
        "color_pages": _ranges(file.color_pages),
        "black_pages": _ranges(file.black_pages),
        "copies": copies or None,
        "sheets_in_all": copies * file.sheets or None,
        "color_clicks": file.color_clicks if copies else None,
        "black_clicks": file.black_clicks if copies else None,
        "spine": _mm(file.spine) if file.spine else None,
    }


def _hint(hint: Hint) -> Mapping[str, Any]:
    """Its kind, and those of its numbers that say something."""
    values = {
        "edition": hint.edition,
        "pages": hint.pages,
        "cut": hint.cut,
        "sheets": hint.sheets,
        "of": hint.of,
        "color_pages": _ranges(hint.listed),
        "saves": str(hint.saves) if hint.saves else "",
    }
    return {"hint": hint.kind} | {key: value for key, value in values.items() if value}


def _paper(paper: Paper | None) -> Mapping[str, Any] | None:
    if paper is None:
        return None
    return {"name": paper.name, "weight": paper.weight, "thickness": _mm(paper.thickness)}


def _ranges(found: Ranges) -> str:
    """ "1-3, 7": what the dialogs of printing take."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def _mm(points: float) -> float:
    return round(points * _MM, 3)
