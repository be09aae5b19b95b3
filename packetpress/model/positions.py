"""Where something stands in the sources, and what an author says about it in braces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands in the sources. Lines and columns count from 1; 0 means the whole file."""

    file: str
    """Path relative to the project folder, with forward slashes."""
    line: int = 0
    column: int = 0


NOWHERE = Position("")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands between the braces of ``{#id .class key="value"}`` (Pandoc's attribute syntax)."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    """Key and value in source order, conditions among them; no key stands twice."""
    pos: Position = NOWHERE

    def get(self, key: str, default: str = "") -> str:
        for name, value in self.pairs:
            if name == key:
                return value
        return default


NO_ATTRIBUTES = Attributes()
