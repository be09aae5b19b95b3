"""What is wrong with the sources, where, and how to mend it.

Every stage takes a ``Diagnostics`` and goes on after an error as far as it sensibly can, so that
all findings of a run are shown together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Literal

from packetpress.model import NOWHERE, Position

Severity = Literal["error", "warning"]

MAX_FINDINGS = 10_000
"""Errors, and warnings, that are collected; a file of nonsense has a finding in every word."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, in a trainer's words."""

    severity: Severity
    pos: Position
    message: str
    """What is wrong, as a sentence without the place."""
    hint: str = ""
    """How to mend it."""
    width: int = field(default=0, compare=False)
    """Characters from ``pos`` on that it is about; 0: not known, or the whole file."""
    source: str = field(default="", compare=False)
    """The line of the file that ``pos`` is in; empty where it isn't known."""

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
    """Collects findings; the same finding at the same place is kept once."""

    _found: dict[Diagnostic, None] = field(default_factory=dict)
    _counts: dict[Severity, int] = field(default_factory=lambda: {"error": 0, "warning": 0})
    _texts: dict[str, Sequence[str]] = field(default_factory=dict)
    """The lines of the files that were read."""

    def error(self, pos: Position, message: str, hint: str = "", width: int = 0) -> None:
        self._keep(Diagnostic("error", pos, message, hint, width))

    def warning(self, pos: Position, message: str, hint: str = "", width: int = 0) -> None:
        self._keep(Diagnostic("warning", pos, message, hint, width))

    def extend(self, found: Iterable[Diagnostic]) -> None:
        for diagnostic in found:
            self._keep(diagnostic)

    def _keep(self, diagnostic: Diagnostic) -> None:
        severity = diagnostic.severity
        if self._counts[severity] < MAX_FINDINGS and diagnostic not in self._found:
            self._counts[severity] += 1
            self._found[diagnostic] = None

    def part(self) -> Diagnostics:
        """An empty collector that knows the same lines."""
        return Diagnostics(_texts=self._texts)

    def keep_text(self, file: str, text: str) -> None:
        """Remembers what ``load`` read (lines ended by ``\\n``), so that findings can show their line."""
        self._texts[file] = text.split("\n")

    def lines(self, file: str) -> Sequence[str]:
        """The lines of a file that was read; none of another."""
        return self._texts.get(file, ())

    def line(self, pos: Position) -> str:
        """The line of the sources that ``pos`` is in; empty where that isn't known."""
        lines = self.lines(pos.file)
        return lines[pos.line - 1] if 0 < pos.line <= len(lines) else ""

    @property
    def sorted(self) -> tuple[Diagnostic, ...]:
        """Errors first, then by place, each with its line of the sources."""
        ordered = sorted(
            self._found,
            key=lambda d: (d.severity != "error", d.pos.file, d.pos.line, d.pos.column, d.message),
        )
        return tuple(d if d.source else replace(d, source=self.line(d.pos)) for d in ordered)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.sorted if d.severity == "error")

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.sorted if d.severity == "warning")

    def raise_errors(self) -> None:
        """Raises SourceError with everything found so far if any of it is an error."""
        if self._counts["error"]:
            raise SourceError(self.sorted)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """'Did you mean “x”?' for the nearest known name, else the list of known names (at most 12).

    Upper and lower case are alike here: a wrong one is a slip of its own.
    """
    names = sorted(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if not near:
        small = {each.casefold(): each for each in reversed(names)}
        near = [small[each] for each in get_close_matches(name.casefold(), small, n=1, cutoff=0.6)]
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
