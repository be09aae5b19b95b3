"""A finished file in; what keeps it from being what it claims, and the report of what was checked, out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version

from packetpress import __version__
from packetpress.diagnostics import Diagnostics
from packetpress.model import Layout, Position
from packetpress.pipeline.values import SetPacket
from packetpress.preflight import (
    Finding,
    check_accessible,
    check_press,
    conformance_report,
    diagnose,
)
from packetpress.publish import Publishable


def _check_press(data: bytes, layout: Layout) -> tuple[Finding, ...]:
    return check_press(data, layout.vendor) if layout.vendor is not None else ()


PREFLIGHT: Mapping[str, Callable[[bytes, Layout], tuple[Finding, ...]]] = {
    "accessible": lambda data, _: check_accessible(data),
    "press": _check_press,
}
"""Checks of finished files, by the layout's ``finishing``."""
EVIDENCE = frozenset({"accessible"})
"""Finishings whose checks make a conformance report."""


def preflighted(each: SetPacket, file: Publishable, diagnostics: Diagnostics) -> tuple[Finding, ...]:
    """What keeps the file from being what it claims: errors, so that it isn't published.

    Of sources with errors nothing is published anyway, so that files made of them needn't be looked at.
    """
    if each.layout.finishing not in PREFLIGHT:
        return ()
    findings = PREFLIGHT[each.layout.finishing](file.data, each.layout)
    packet = Position(each.packet.path)
    diagnostics.extend(diagnose(findings, file.path, packet, each.pages.places))
    return findings


def evidence_of(each: SetPacket, file: Publishable, findings: Sequence[Finding]) -> Publishable:
    versions = {"packetpress": __version__, "page-validation": version("page-validation")}
    text = conformance_report(file.path, file.data, each.document, findings, versions)
    return replace(file, data=text.encode("utf-8"), pages=1, ending="-conformance.txt")
