"""The words that this stage prints itself, for a layout that doesn't give its own."""

from __future__ import annotations

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "exercise": "Exercise",
    "figure": "Figure",
    "table": "Table",
    "section": "Section",
    "page": "page",
    "materials": "Materials",
    "minutes": "min",
    "fold": "fold here",
    "name": "Name",
    "not-yet": "Not yet",
    "ready": "Yes",
    "time": "Time",
    "activity": "What",
    "break": "Break",
    "finish": "End",
    "in-all": "In all",
    "without-breaks": "without breaks",
    "file": "File",
    "pages": "Pages",
    "sheets": "Sheets",
    "copies": "Copies",
    "sheets-in-all": "Sheets in all",
    "participant-page": "participant page",
    "in-packet": "in",
    "references": "References",
    "glossary": "Glossary",
    "participant-packet": "Participant packet",
    "facilitator-packet": "Facilitator packet",
    "facilitator-mark": "Facilitator",
}
"""Keys as in ``layouts/brand.yaml``; an edition without a ``-mark`` isn't marked in running heads."""
