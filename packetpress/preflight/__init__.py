"""A finished PDF in, findings out: what must hold of a file before it is published.

``accessibility`` checks files that claim PDF/UA-1 and PDF/A-2a; ``evidence`` says in one page what was
checked, by what, and what only a person can judge. ``press`` checks files for a print shop, anyone's: their
``content`` is read into what is painted on each page, and ``rules`` look at that. ``diagnose`` leads findings
back to the sources. ``chroma`` says which pages a copier bills as colour.
"""

from __future__ import annotations

from packetpress.preflight.accessibility import check_accessible
from packetpress.preflight.chroma import color_pages
from packetpress.preflight.diagnose import diagnose, diagnose_file
from packetpress.preflight.evidence import conformance_report
from packetpress.preflight.findings import Finding
from packetpress.preflight.press import check_press

__all__ = [
    "Finding",
    "check_accessible",
    "check_press",
    "color_pages",
    "conformance_report",
    "diagnose",
    "diagnose_file",
]
