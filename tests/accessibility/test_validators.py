"""Three validators that aren't ours find nothing, in any packet and edition nor in the torture project."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
import pytest

from tests.accessibility.files import ROOT, TORTURE, BuiltFile, packets
from tests.checkers import Finding, report

PACKETS = [*packets(ROOT), *packets(TORTURE)]


def of(packet: str, screen: Sequence[BuiltFile], findings: Sequence[Finding]) -> list[Finding]:
    files = {file.path for file in screen if file.packet == packet}
    assert files, f"{packet} isn't built in the screen layout"
    return [finding for finding in findings if finding.file in files]


def test_every_packet_and_edition_is_checked(screen: Sequence[BuiltFile]) -> None:
    editions = ("facilitator", "participant")
    assert sorted((file.packet, file.edition) for file in screen) == sorted(
        (packet, edition) for packet in PACKETS for edition in editions
    )


@pytest.mark.parametrize("packet", PACKETS)
def test_verapdf(packet: str, screen: Sequence[BuiltFile], verapdf_findings: Sequence[Finding]) -> None:
    found = of(packet, screen, verapdf_findings)
    assert not found, report(found)


@pytest.mark.parametrize("packet", PACKETS)
def test_page_validation(packet: str, screen: Sequence[BuiltFile], page_findings: Sequence[Finding]) -> None:
    found = of(packet, screen, page_findings)
    assert not found, report(found)


@pytest.mark.parametrize("packet", PACKETS)
def test_outloud(packet: str, screen: Sequence[BuiltFile], outloud_findings: Sequence[Finding]) -> None:
    found = of(packet, screen, outloud_findings)
    assert not found, report(found)


def test_the_claims_are_made(screen: Sequence[BuiltFile]) -> None:
    """A validator told to check a standard doesn't mind much whether the file says that it keeps it."""
    for file in screen:
        with pikepdf.open(file.path) as pdf, pdf.open_metadata() as xmp:
            claims = (xmp["pdfuaid:part"], xmp["pdfaid:part"], xmp["pdfaid:conformance"])
        assert claims == ("1", "2", "A")
