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
            found = failure.object_id
            number = (found.object_number, found.generation) if found is not None else (0, 0)
            if failure.rule_id == _STREAM_LENGTH and found and _ends_with_return(data, number):
                continue
            where = f"object {number[0]}" if found is not None else ""
            findings.append(Finding(standard, failure.rule_id, failure.message, where))
    return tuple(findings)


def _ends_with_return(data: bytes, number: tuple[int, int]) -> bool:
    """Whether a stream's last byte is a carriage return.

    With the line feed before ``endstream`` the checker takes that byte for part of an end of line, and
    the stream's length for wrong, which it isn't (ISO 19005-2, 6.1.7.1).
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stream = pdf.get_object(number)
        return isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes().endswith(b"\r")
