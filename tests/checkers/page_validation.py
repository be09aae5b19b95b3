"""page-validation (PyPI), a validator of PDF/A and PDF/UA-1 that takes a tenth of a second a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf

from tests.checkers import Finding
from tests.tools import require_package

_LENGTH = "PDFA2A-STREAM-LENGTH-001"


def validate(files: Sequence[Path], flavours: Sequence[str]) -> list[Finding]:
    """Findings of all files for all flavours ("ua1", "2a")."""
    require_package("page")
    from page import validate_pdf

    findings = []
    for file in files:
        for flavour in flavours:
            result = validate_pdf(file, profile=flavour)
            assert result.rules.total > 0
            assert result.is_compliant == (not result.failures)
            for failure in result.failures:
                place = failure.object_id
                number = (place.object_number, place.generation) if place else (0, 0)
                if failure.rule_id == _LENGTH and _ends_with_return(file, number):
                    continue
                where = f"object {number[0]} {number[1]}" if place else ""
                findings.append(Finding(file, flavour, failure.rule_id, failure.message, where))
    return findings


def _ends_with_return(file: Path, number: tuple[int, int]) -> bool:
    """Whether a stream's last byte is a carriage return.

    With the line feed that separates it from ``endstream``, page-validation takes that byte for an end of
    line and the stream's length for wrong (ISO 19005-2, 6.1.7.1, asks that it be right, and it is).
    """
    with pikepdf.open(file) as pdf:
        stream = pdf.get_object(number)
        return isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes().endswith(b"\r")
