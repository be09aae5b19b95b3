"""What is wrong with the sources, where, and how to mend it.

Every stage takes a ``Diagnostics`` and goes on after an error as far as it sensibly can, so that
all findings of a run are shown together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from packetpress.model import NOWHERE, Position

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, in a trainer's words."""

    severity: Severity
    pos: Position
    message: str
    """What is wrong, as a sentence without the place."""
    hint: str = ""
    """How to mend it."""

    def __str__(self) -> str:
        where = self.pos.file
        if self.pos.line:
            where += f":{self.pos.line}:{self.pos.column or 1}"
        head = f"{where}: {self.severity}: {self.message}" if where else f"{self.severity}: {self.message}"
        return f"{head}\n    {self.hint}" if self.hint else head


class PacketpressError(Exception):
    """Base of the errors a caller of ``packetpress`` may want to catch."""


class SourceError(PacketpressError):
    """The sources have errors; nothing was published."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(d) for d in self.diagnostics))


class UsageError(PacketpressError):
    """The caller asked for something that doesn't exist (a packet, a layout, a folder)."""


@dataclass(slots=True)
class Diagnostics:
    """Collects findings; the same finding is kept once."""

    _found: dict[Diagnostic, None] = field(default_factory=dict)

    def error(self, pos: Position, message: str, hint: str = "") -> None:
        self._found.setdefault(Diagnostic("error", pos, message, hint))

    def warning(self, pos: Position, message: str, hint: str = "") -> None:
        self._found.setdefault(Diagnostic("warning", pos, message, hint))

    def extend(self, found: Iterable[Diagnostic]) -> None:
        for diagnostic in found:
            self._found.setdefault(diagnostic)

    @property
    def sorted(self) -> tuple[Diagnostic, ...]:
        """Errors first, then by place."""
        return tuple(
            sorted(
                self._found,
                key=lambda d: (d.severity != "error", d.pos.file, d.pos.line, d.pos.column, d.message),
            )
        )

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.sorted if d.severity == "error")

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.sorted if d.severity == "warning")

    def raise_errors(self) -> None:
        """Raises SourceError with everything found so far if any of it is an error."""
        if self.errors:
            raise SourceError(self.sorted)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """'Did you mean “x”?' for the nearest known name, else the list of known names (at most 12)."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{near[0]}”?"
    if not names:
        return ""
    listed = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return f"Known here: {listed}."


__all__ = [
    "NOWHERE",
    "Diagnostic",
    "Diagnostics",
    "PacketpressError",
    "Severity",
    "SourceError",
    "UsageError",
    "did_you_mean",
]
