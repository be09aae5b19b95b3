"""What a check of a finished file says."""

from __future__ import annotations

from dataclasses import dataclass

from packetpress.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    standard: str
    """"PDF/UA-1", "PDF/A-2a", "PDF/X-4", or who asks for it."""
    rule: str
    """The checker's own name for the rule."""
    message: str
    where: str = ""
    """Object of the file, where the checker tells it."""
    severity: Severity = "error"
    page: int = 0
    """Counted from 1; 0: the whole file."""
    at: tuple[float, float] | None = None
    """Points from the trimmed page's left and lower edge."""
    clause: str = ""
    """Of the standard that the rule is taken from."""
    hint: str = ""
    """How to mend it."""
    remedy: str = ""
    """How to mend a file that another program made, where there is no ``hint``."""
    mcid: int = -1
    """Of the marked content it is in; -1: none."""
    per_place: bool = False
    """Each place has a cause of its own; else the same message, on whatever pages, has one."""
