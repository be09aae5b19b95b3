"""The bytes of a file in, anyone's; an open PDF, or in plain words why there is none, out."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf

from packetpress.preflight.findings import Finding

X4 = "PDF/X-4"
_HEAD = 1024
"""Bytes in which viewers look for ``%PDF-`` (Adobe's supplement to ISO 32000-1, 7.5.2)."""
_OTHERS: Mapping[bytes, str] = {
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG": "a PNG picture",
    b"PK\x03\x04": "a ZIP archive, or a document of Word or PowerPoint",
    b"\xd0\xcf\x11\xe0": "a document of an older Word or PowerPoint",
    b"%!PS": "PostScript",
    b"{\\rtf": "a document in RTF",
}
"""How files begin that are sent for PDFs."""
_DAMAGED = "The file is damaged"
_EXPORT = "Open it in the program that made it, and export it as PDF."
_AGAIN = "Copy or download it again. If it stays as it is, export it anew from the program that made it."


def opened(data: bytes) -> tuple[pikepdf.Pdf | None, tuple[Finding, ...]]:
    """The PDF, None if it can't be looked at, and what is wrong with the file as a whole.

    A damaged file whose objects can be found by looking through all of it is opened all the same; but not
    one that breaks off, of which everything else that can be said would be about what isn't there.
    """
    try:
        return _open(data, mend=False), ()
    except pikepdf.PasswordError:
        return None, (
            Finding(
                X4,
                "encryption",
                "The file opens with a password only",
                hint="Open it, and save it without a password.",
            ),
        )
    except (pikepdf.PdfError, RuntimeError):
        damage = _damage(data)
    if damage.message != _DAMAGED:
        return None, (damage,)
    try:
        return _open(data, mend=True), (damage,)
    except (pikepdf.PdfError, RuntimeError):
        return None, (damage,)


def _open(data: bytes, *, mend: bool) -> pikepdf.Pdf:
    """With its pages found; raises PdfError, and RuntimeError for pages that can't be counted."""
    pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=mend, suppress_warnings=True)
    len(pdf.pages)
    return pdf


def _damage(data: bytes) -> Finding:
    """What keeps a program from reading the file at once."""
    if not data:
        return _unreadable("The file is empty", _AGAIN)
    if b"%PDF-" not in data[:_HEAD]:
        kind = next((name for start, name in _OTHERS.items() if data.startswith(start)), "")
        return _unreadable(f"The file is {kind}, not a PDF" if kind else "The file is not a PDF", _EXPORT)
    if data.rfind(b"%%EOF") <= data.rfind(b"obj"):
        return _unreadable("The file breaks off: its end is missing", _AGAIN)
    return _unreadable(_DAMAGED, _AGAIN)


def _unreadable(message: str, hint: str) -> Finding:
    return Finding(X4, "readable", message, hint=hint)
