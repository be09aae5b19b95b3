"""A file for a press in, ours or anyone's; what keeps it from printing well out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pikepdf

from packetpress.model import Vendor
from packetpress.preflight.findings import Finding
from packetpress.preflight.rules import CATALOGUE, DOCUMENT_RULES, SHEET_RULES
from packetpress.preflight.sheets import sheets

MAX_FINDINGS = 10_000
"""Of one file; nobody reads more."""


def check_press(data: bytes, vendor: Vendor) -> tuple[Finding, ...]:
    """What PDF/X-4 and ``vendor`` ask for and the file lacks: the whole file first, then page by page.

    A rule that is broken again and again by one piece of content is told once for it.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        return (_cited(Finding("PDF/X-4", "encryption", "The file opens with a password only")),)
    except pikepdf.PdfError as error:
        told = str(error).splitlines()[0][:200]
        return (_cited(Finding("PDF/X-4", "readable", f"The file can't be read: {told}")),)
    with pdf:
        return tuple(_cited(finding) for finding in _once(_found(pdf, vendor)))


def _cited(finding: Finding) -> Finding:
    rule = CATALOGUE[finding.rule]
    return replace(finding, clause=rule.clause, per_place=rule.per_place)


def _found(pdf: pikepdf.Pdf, vendor: Vendor) -> Iterator[Finding]:
    for document_rule in DOCUMENT_RULES:
        yield from document_rule(pdf, vendor)
    for sheet in sheets(pdf):
        for sheet_rule in SHEET_RULES:
            yield from sheet_rule(sheet, vendor)


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
