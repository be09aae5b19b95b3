"""Findings in; diagnostics that say the file, the page and, for what we made ourselves, the line, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from packetpress.diagnostics import Diagnostic
from packetpress.model import Position
from packetpress.preflight.findings import Finding

_RUNS_NAMED = 12
"""Of pages that follow each other."""
_OURS = (
    "If the layout asks for this (a size, a margin, a colour), change it there;"
    " else please report it, with the packet's files if you can."
)


def diagnose(
    findings: Iterable[Finding],
    name: str,
    packet: Position,
    places: Mapping[tuple[int, int], Position],
) -> Iterator[Diagnostic]:
    """Of a file ``name`` that we made. ``places``: page index and marked-content id -> place in the sources.

    What stands in no source, such as a running head, is told at ``packet``. One cause is told once, at the
    first place that has it, with all its pages.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        where = places.get((finding.page - 1, finding.mcid), packet)
        key = (*_cause(finding), where if finding.per_place else None)
        groups.setdefault(key, []).append(finding)
    for group in groups.values():
        found = [places.get((finding.page - 1, finding.mcid), packet) for finding in group]
        # What is on pages' edges as well as in the text has its cause in the layout.
        pos = packet if packet in found else found[0]
        pages = _named(_pages(group))
        page = f", {pages}" if pages else ""
        yield Diagnostic(
            group[0].severity, pos, f"{name}{page}: {_sentence(group[0])}", group[0].hint or _OURS
        )


def diagnose_file(findings: Iterable[Finding], name: str) -> Iterator[Diagnostic]:
    """Of a file that anyone made: the same on many pages is told once, with the pages."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_cause(finding), []).append(finding)
    for group in groups.values():
        pages = _named(_pages(group))
        page = f"{pages[0].upper()}{pages[1:]}: " if pages else ""
        hint = group[0].hint or group[0].remedy
        yield Diagnostic(group[0].severity, Position(name), f"{page}{_sentence(group[0])}", hint)


def _cause(finding: Finding) -> tuple[object, ...]:
    return finding.severity, finding.standard, finding.rule, finding.message


def _pages(group: Iterable[Finding]) -> list[int]:
    return list(dict.fromkeys(finding.page for finding in group if finding.page))


def _named(pages: Sequence[int]) -> str:
    """ "page 3", "pages 3, 5-9 and 12 more"; nothing of the whole file."""
    if len(pages) <= 1:
        return f"page {pages[0]}" if pages else ""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    told = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs[:_RUNS_NAMED]]
    more = sum(map(len, runs[_RUNS_NAMED:]))
    return f"pages {', '.join(told)}{f' and {more} more' if more else ''}"


def _sentence(finding: Finding) -> str:
    at = f", {finding.at[0]:.0f} × {finding.at[1]:.0f} pt from its lower left corner" if finding.at else ""
    clause = f"; {finding.clause}" if finding.clause else ""
    return f"{finding.message}{at} ({finding.standard}: {finding.rule}{clause})."
