"""Validators that aren't ours, each behind a function from files to findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a validator holds against a file."""

    file: Path
    standard: str
    """What was checked: "ua1", "2a", or the validator's own set of rules."""
    rule: str
    """Clause and test, or the rule's name."""
    message: str
    where: str = ""
    """The validator's own words for the place: a path of objects, a page."""

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.file.name}: {self.standard} {self.rule}: {self.message}{place}"


def report(findings: Iterable[Finding]) -> str:
    """Findings for an assertion's message: the first of each rule and file, and how many there are."""
    groups: dict[tuple[Path, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.file, finding.standard, finding.rule), []).append(finding)
    return "\n".join(f"{len(group)} × {group[0]}" for group in groups.values())
