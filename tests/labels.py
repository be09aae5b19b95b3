"""The words that the shipped layouts print."""

from __future__ import annotations

from tests.typeset.samples import house_layout

LABELS = house_layout().labels
