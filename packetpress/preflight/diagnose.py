"""Findings in; diagnostics that say the file, the page and, for what we made ourselves, the line, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from packetpress.diagnostics import Diagnostic
from packetpress.model import Position
from packetpress.preflight.findings import Finding

_PAGES_NAMED = 6
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

    What stands in no source, such as a running head, is told at ``packet``.
    """
    for finding in findings:
        pos = places.get((finding.page - 1, finding.mcid), packet)
        page = f", page {finding.page}" if finding.page else ""
        yield Diagnostic(finding.severity, pos, f"{name}{page}: {_sentence(finding)}", finding.hint or _OURS)


def diagnose_file(findings: Sequence[Finding], name: str) -> Iterator[Diagnostic]:
    """Of a file that anyone made: the same on many pages is told once, with the pages."""
    pages: dict[tuple[str, ...], list[int]] = {}
    first: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        key = (finding.severity, finding.standard, finding.rule, finding.message)
        first.setdefault(key, finding)
        if finding.page not in pages.setdefault(key, []):
            pages[key].append(finding.page)
    for group, finding in first.items():
        yield Diagnostic(
            finding.severity, Position(name), f"{_named(pages[group])}{_sentence(finding)}", finding.hint
        )


def _named(pages: Sequence[int]) -> str:
    if pages == [0]:
        return ""
    if len(pages) == 1:
        return f"Page {pages[0]}: "
    listed = ", ".join(map(str, pages[:_PAGES_NAMED]))
    more = len(pages) - _PAGES_NAMED
    return f"Pages {listed}{f' and {more} more' if more > 0 else ''}: "


def _sentence(finding: Finding) -> str:
    at = f", {finding.at[0]:.0f} × {finding.at[1]:.0f} pt from its lower left corner" if finding.at else ""
    clause = f"; {finding.clause}" if finding.clause else ""
    return f"{finding.message}{at} ({finding.standard}: {finding.rule}{clause})."
