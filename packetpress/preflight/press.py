"""A file for a press in, ours or anyone's; what keeps it from printing well out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TypeVar

import pikepdf

from packetpress.model import Vendor
from packetpress.preflight.findings import Finding
from packetpress.preflight.opening import opened
from packetpress.preflight.rules import CATALOGUE, DOCUMENT_RULES, SHEET_RULES
from packetpress.preflight.sheets import sheets

_Looked = TypeVar("_Looked")
MAX_FINDINGS = 10_000
"""Of one file; nobody reads more."""
_DAMAGED = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What reading an object raises that is broken, or another kind of object than stands there in a PDF."""


def check_press(data: bytes, vendor: Vendor) -> tuple[Finding, ...]:
    """What PDF/X-4 and ``vendor`` ask for and the file lacks: the whole file first, then page by page.

    A rule that is broken again and again by one piece of content is told once for it.
    """
    pdf, damage = opened(data)
    if pdf is None:
        return tuple(map(_cited, damage))
    with pdf:
        return tuple(_cited(finding) for finding in _once(chain(damage, _found(pdf, vendor))))


def _cited(finding: Finding) -> Finding:
    rule = CATALOGUE[finding.rule]
    return replace(finding, clause=rule.clause, remedy=rule.remedy, per_place=rule.per_place)


def _found(pdf: pikepdf.Pdf, vendor: Vendor) -> Iterator[Finding]:
    for document_rule in DOCUMENT_RULES:
        yield from _read(0, document_rule, pdf, vendor)
    for sheet in sheets(pdf):
        for sheet_rule in SHEET_RULES:
            yield from _read(sheet.number, sheet_rule, sheet, vendor)


def _read(
    page: int, rule: Callable[[_Looked, Vendor], Iterator[Finding]], looked: _Looked, vendor: Vendor
) -> Iterator[Finding]:
    """What a rule finds, as far as it gets: of a damaged file it can't look at everything."""
    try:
        yield from rule(looked, vendor)
    except _DAMAGED:
        what = "Something on the page" if page else "A part of the file"
        yield Finding("PDF/X-4", "readable", f"{what} is damaged and can't be checked", page=page)


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    told: set[tuple[str, str, int, int]] = set()
    for finding in found:
        key = (finding.rule, finding.message, finding.page, finding.mcid)
        if finding.page and key in told:
            continue
        told.add(key)
        yield finding
        if len(told) >= MAX_FINDINGS:
            return
