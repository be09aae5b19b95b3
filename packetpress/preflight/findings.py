"""What a check of a finished file says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    standard: str
    """"PDF/UA-1", "PDF/A-2a"."""
    rule: str
    """The checker's own name for the rule."""
    message: str
    where: str = ""
    """Object of the file, where the checker tells it."""
