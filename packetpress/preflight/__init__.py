"""A finished PDF in, findings out: what must hold of a file before it is published.

``accessibility`` checks files that claim PDF/UA-1 and PDF/A-2a; ``evidence`` says in one page what was
checked, by what, and what only a person can judge.
"""

from __future__ import annotations

from packetpress.preflight.accessibility import check_accessible
from packetpress.preflight.evidence import conformance_report
from packetpress.preflight.findings import Finding

__all__ = ["Finding", "check_accessible", "conformance_report"]
