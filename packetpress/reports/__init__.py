"""Values of the pipeline in; reports on all packets together out, as frozen values and as text, JSON, HTML.

- ``coverage``: sections × packets, and what nobody gets
- ``why``: what keeps a section and its parts in or out
- ``diff``: what two packets hold differently
- ``places``, ``kept``: the parts of a source, and which of them are in a manuscript
- ``rules``: conditions, and those that do nothing
- ``find``, ``words``: from what is typed to the section that is meant; from content to its words
- ``text``, ``as_json``, ``html``: writers

Nothing here decides who gets what: that is ``audience``'s, which the reports ask and whose results they read.
"""

from __future__ import annotations

from packetpress.reports.as_json import as_json
from packetpress.reports.coverage import Coverage, coverage
from packetpress.reports.diff import Diff, diff
from packetpress.reports.html import coverage_html
from packetpress.reports.text import coverage_text, diff_text, why_text
from packetpress.reports.why import Why, why

__all__ = [
    "Coverage",
    "Diff",
    "Why",
    "as_json",
    "coverage",
    "coverage_html",
    "coverage_text",
    "diff",
    "diff_text",
    "why",
    "why_text",
]
