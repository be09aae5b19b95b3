"""How many leaves a file takes and how many copies of it people need, for every page that says so."""

from __future__ import annotations

from collections.abc import Collection

SPARES = 1
"""Copies that nobody holds at first: for who comes unannounced, or spills coffee."""


def leaves(pages: int) -> int:
    """Leaves that ``pages`` take, printed on both sides."""
    return (pages + 1) // 2


def copies(edition: str, editions: Collection[str], participants: int, facilitators: int) -> int:
    """Copies of one edition; of all ``editions`` together one for each person, and the spare.

    Who has no edition made for them gets the other; the spare is of what participants hold. 0 where nobody
    said how many participants there are.
    """
    if not participants:
        return 0
    if edition == "participant":
        return participants + SPARES + (0 if "facilitator" in editions else facilitators)
    return facilitators + (0 if "participant" in editions else SPARES)
