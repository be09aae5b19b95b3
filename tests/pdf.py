"""Reading PDFs back: words, and content streams operator by operator."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2


def page_texts(data: bytes) -> list[str]:
    """Text of each page as a reader's copy-and-paste gives it."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for page in pdf:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
    finally:
        pdf.close()
    return texts


def words_of(data: bytes) -> list[str]:
    return " ".join(page_texts(data)).split()


def place_of(data: bytes, phrase: str, occurrence: int = 1) -> tuple[int, float, float]:
    """Page, left edge and lower edge (of the face, whatever the letter) of the first letter of a phrase."""
    return places_of(data, phrase)[occurrence - 1]


def places_of(data: bytes, phrase: str) -> list[tuple[int, float, float]]:
    """``place_of`` for every time that the phrase is printed."""
    places = []
    pdf = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(pdf):
            text_page = page.get_textpage()
            search = text_page.search(phrase)
            while found := search.get_next():
                left, bottom, *_ = text_page.get_charbox(found[0], loose=True)
                places.append((number, left, bottom))
    finally:
        pdf.close()
    assert places, f"“{phrase}” isn't printed"
    return places


@dataclass(frozen=True, slots=True)
class Operation:
    operator: str
    operands: tuple[object, ...]
    mark: str
    """Tag of the marked content it stands in ("P", "Artifact"), or empty."""
    mcid: int


def operations(data: bytes, page: int) -> Iterator[Operation]:
    """Operators of one page with the outermost marked content around each."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stack: list[tuple[str, int]] = []
        for instruction in pikepdf.parse_content_stream(pdf.pages[page]):
            assert isinstance(instruction, pikepdf.ContentStreamInstruction)
            name = str(instruction.operator)
            operands = tuple(instruction.operands)
            if name == "BMC":
                stack.append((str(operands[0]).lstrip("/"), -1))
            elif name == "BDC":
                properties = operands[1]
                mcid = int(properties.get("/MCID", -1)) if isinstance(properties, pikepdf.Dictionary) else -1
                stack.append((str(operands[0]).lstrip("/"), mcid))
            elif name == "EMC":
                stack.pop()
            else:
                tag, mcid = stack[0] if stack else ("", -1)
                yield Operation(name, operands, tag, mcid)
        assert not stack, "marked content is not closed"


PAINTING = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh"})
"""Operators that put something on the page (ISO 32000-1, annex A)."""
