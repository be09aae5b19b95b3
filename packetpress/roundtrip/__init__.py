"""Whether a pass over a PDF lost anything: the bytes before and after in, what is missing out.

A pass rewrites the file and can drop what it doesn't know. ``facts`` reads what a file holds: pages with
their boxes, content and what that draws with, annotations, labels; bookmarks, tags, the places that links
lead to, description and printing condition. ``losses`` names what the later facts lack; ``sheet_losses``
does for pages laid out on sheets, where they are forms. More than before is no loss: marks and tags are
added.
"""

from __future__ import annotations

from packetpress.roundtrip.compare import LossError, losses, sheet_losses
from packetpress.roundtrip.facts import Facts, OutlineItem, PageFacts, Tag, facts, facts_of

__all__ = [
    "Facts",
    "LossError",
    "OutlineItem",
    "PageFacts",
    "Tag",
    "compare_pages",
    "compare_sheets",
    "facts",
    "facts_of",
    "losses",
    "sheet_losses",
]


def compare_pages(before: Facts, after: bytes, done: str) -> None:
    """Raises LossError if ``after`` lacks anything of ``before``. ``done``: what was done, "finishing"."""
    _raise(losses(before, facts(after)), done)


def compare_sheets(before: bytes, after: bytes, done: str, pages: frozenset[int] | None = None) -> None:
    """Raises LossError if the sheets ``after`` lack anything of the pages ``before``.

    ``pages``: indices of those that are on the sheets; all if not given.
    """
    _raise(sheet_losses(facts(before), facts(after), pages), done)


def _raise(lost: tuple[str, ...], done: str) -> None:
    if lost:
        raise LossError(done, lost)
