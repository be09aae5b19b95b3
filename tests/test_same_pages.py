"""“Turn to page 15” works in a room where some hold paper, some a printed book and some a screen."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from packetpress import build
from tests.pdf import page_texts
from tests.tools import require

ROOT = Path(__file__).resolve().parent.parent
LAYOUTS = ("office", "press", "screen", "office-grey")
PACKET = "program-managers"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    output = tmp_path_factory.mktemp("same-pages")
    build(ROOT, output, packets=[PACKET], layouts=LAYOUTS, editions=["participant"])
    return {name: output / PACKET / f"{PACKET}-participant-{name}.pdf" for name in LAYOUTS}


def words(text: str) -> str:
    """Without line ends and without the order in which a viewer finds head and foot."""
    return " ".join(sorted(re.sub(r"[\x02\ufffe\u00ad]", "", text).split()))


@pytest.mark.parametrize("layout", LAYOUTS[1:])
def test_pages_hold_the_same_words(files: dict[str, Path], layout: str) -> None:
    office = [words(text) for text in page_texts(files["office"].read_bytes())]
    other = [words(text) for text in page_texts(files[layout].read_bytes())]
    assert len(office) > 20
    for number, (one, two) in enumerate(zip(office, other, strict=True), start=1):
        assert one == two, f"page {number}"


def test_a_grey_file_holds_no_colour_at_all(files: dict[str, Path]) -> None:
    command = [require("gs"), "-q", "-o", "-", "-sDEVICE=inkcov", str(files["office-grey"])]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    inks = [[float(value) for value in line.split()[:4]] for line in lines]
    assert len(inks) > 20
    assert all(page[:3] == [0, 0, 0] for page in inks)
    assert sum(page[3] for page in inks) > 0
