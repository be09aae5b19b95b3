"""Where words stand on a page, as poppler reads it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.tools import require

_WORD = re.compile(r'<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">([^<]*)</word>')


class Word(NamedTuple):
    """Points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_on(data: bytes, page: int) -> list[Word]:
    """``page`` counts from 1."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pages.pdf"
        path.write_bytes(data)
        command = [require("pdftotext"), "-bbox", "-f", f"{page}", "-l", f"{page}", str(path), "-"]
        found = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return [Word(text, *map(float, edges)) for *edges, text in _WORD.findall(found)]


def overlaps(one: Word, other: Word, apart: float = 0.0) -> bool:
    """Whether they run into each other, or stand nearer than ``apart`` on a line."""
    beside = min(one.right, other.right) + apart > max(one.left, other.left)
    return beside and min(one.bottom, other.bottom) - 3.0 > max(one.top, other.top) + 3.0
