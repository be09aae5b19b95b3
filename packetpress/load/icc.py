"""The bytes of an ICC profile in; what keeps it from being a press's output profile, in words, out."""

from __future__ import annotations


def profile_problem(data: bytes) -> str:
    """Empty for a CMYK output profile. Reads the header alone (ICC.1:2010, 7.2)."""
    if len(data) < 128 or data[36:40] != b"acsp":
        return "is not an ICC profile"
    if int.from_bytes(data[:4], "big") > len(data):
        return "is cut short"
    if data[12:16] != b"prtr":
        return "is not a profile of a press or printer"
    if data[16:20] != b"CMYK":
        return "is not for four inks (CMYK)"
    return ""
