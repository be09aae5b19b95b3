"""What a press asks of a file, rule by rule. A rule takes what it looks at and yields findings.

``document`` and ``spots`` look at the whole file, ``boxes`` at pages' boxes and what reaches their edges,
``colors`` at inks, ``shapes`` at type, lines and pictures. ``catalogue`` says of each by name which clause
it is taken from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pikepdf

from packetpress.model import Vendor
from packetpress.preflight.findings import Finding
from packetpress.preflight.rules import boxes, colors, document, shapes, spots
from packetpress.preflight.rules.catalogue import CATALOGUE, Rule
from packetpress.preflight.sheets import Sheet

DocumentRule = Callable[[pikepdf.Pdf, Vendor], Iterator[Finding]]
SheetRule = Callable[[Sheet, Vendor], Iterator[Finding]]

DOCUMENT_RULES: tuple[DocumentRule, ...] = (*document.RULES, *spots.RULES)
SHEET_RULES: tuple[SheetRule, ...] = (*boxes.RULES, *colors.RULES, *shapes.RULES)

__all__ = ["CATALOGUE", "DOCUMENT_RULES", "SHEET_RULES", "Rule"]
