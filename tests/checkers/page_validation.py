"""page-validation (PyPI), a validator of PDF/A and PDF/UA-1 that takes a tenth of a second a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.checkers import Finding
from tests.tools import require_package

_LENGTH = "PDFA2A-STREAM-LENGTH-001"


def validate(files: Sequence[Path], flavours: Sequence[str]) -> list[Finding]:
    """Findings of all files for all flavours ("ua1", "2a")."""
    require_package("page")
    from page import validate_pdf

    findings = []
    for file in files:
        misread = _has_misread_stream(file)
        for flavour in flavours:
            result = validate_pdf(file, profile=flavour)
            assert result.rules.total > 0
            assert result.is_compliant == (not result.failures)
            for failure in result.failures:
                if failure.rule_id == _LENGTH and misread:
                    continue
                place = failure.object_id
                where = f"object {place.object_number} {place.generation}" if place else ""
                findings.append(Finding(file, flavour, failure.rule_id, failure.message, where))
    return findings


def _has_misread_stream(file: Path) -> bool:
    """Whether a stream's last byte is a carriage return, as one in 256 is.

    With the line feed that separates it from ``endstream``, page-validation takes that byte for an end of
    line and the stream's length for wrong. ISO 19005-2, 6.1.7.1, asks that it be right; veraPDF and qpdf,
    which see that it is, check it too.
    """
    return b"\r\nendstream" in file.read_bytes()
