"""What a press asks of a file, rule by rule. A rule takes what it looks at and yields findings.

``document`` looks at the whole file, ``boxes`` at pages' boxes and what reaches their edges, ``colors`` at
inks, ``shapes`` at type, lines and pictures. Each rule is named, and says which clause it is taken from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pikepdf

from packetpress.model import Vendor
from packetpress.preflight.findings import Finding
from packetpress.preflight.rules import boxes, colors, document, shapes
from packetpress.preflight.sheets import Sheet

DocumentRule = Callable[[pikepdf.Pdf, Vendor], Iterator[Finding]]
SheetRule = Callable[[Sheet, Vendor], Iterator[Finding]]

DOCUMENT_RULES: tuple[DocumentRule, ...] = document.RULES
SHEET_RULES: tuple[SheetRule, ...] = (*boxes.RULES, *colors.RULES, *shapes.RULES)

__all__ = ["DOCUMENT_RULES", "SHEET_RULES"]
