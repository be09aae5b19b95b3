"""PDF/UA-1 and PDF/A-2a, checked by ``page-validation`` (a tenth of a second a file).

It checks what a machine can. veraPDF, the reference, is run over the same files in the tests.
"""

from __future__ import annotations

import io

import pikepdf

from packetpress.preflight.findings import Finding

PROFILES = {"PDF/UA-1": "ua1", "PDF/A-2a": "2a"}
CHECKER = "page-validation"
_STREAM_LENGTH = "PDFA2A-STREAM-LENGTH-001"


def check_accessible(data: bytes) -> tuple[Finding, ...]:
    """Everything found in a file that claims both standards; empty if it meets them."""
    # Imported here: only files for the screen are checked so.
    from page import validate_pdf_bytes

    findings: list[Finding] = []
    for standard, profile in PROFILES.items():
        for failure in validate_pdf_bytes(data, profile=profile).failures:
            if failure.rule_id == _STREAM_LENGTH and _lengths_are_right(data):
                continue
            found = failure.object_id
            where = f"object {found.object_number}" if found is not None else ""
            findings.append(Finding(standard, failure.rule_id, failure.message, where))
    return tuple(findings)


def _lengths_are_right(data: bytes) -> bool:
    """Whether every stream is as long as its ``/Length`` says (ISO 19005-2, 6.1.7.1), by qpdf's reading.

    The checker takes a carriage return that is a stream's last byte, and the line feed before ``endstream``,
    for one end of line, and the length for wrong. qpdf, which reads the length first, decides.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return b"\r\nendstream" in data and not pdf.check_pdf_syntax()
