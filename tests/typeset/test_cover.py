"""The cover: how much of the page is inked, and that its words are the same and can be read."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from packetpress.model import Layout, Pages
from tests.pdf import operations, page_texts
from tests.tools import require
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages

MADE = document(section(paragraph("Text.")))


def covered(cover: str, name: str = "office") -> Layout:
    return replace(house_layout(name), cover=cover)  # type: ignore[arg-type]


def inked(pages: Pages, folder: Path) -> tuple[float, float]:
    """Of the cover as poppler draws it: the share of its area with any ink, and the darkness of it all."""
    (folder / "cover.pdf").write_bytes(pages.pdf)
    command = [require("pdftoppm"), "-r", "72", "-f", "1", "-l", "1", "-gray", "-singlefile"]
    subprocess.run([*command, str(folder / "cover.pdf"), str(folder / "cover")], check=True)
    with Image.open(folder / "cover.pgm") as image:
        values = image.tobytes()
    return sum(value < 250 for value in values) / len(values), 1 - sum(values) / len(values) / 255


@pytest.mark.parametrize("name", ["office", "office-grey"])
def test_a_light_cover_takes_little_toner(name: str, tmp_path: Path) -> None:
    light, full = (inked(set_pages(MADE, layout=covered(each, name)), tmp_path) for each in ("light", "full"))
    assert light[0] < 0.06
    assert light[1] < 0.03
    assert full[0] > 0.99
    assert full[1] > 0.5


def test_only_the_grey_office_layout_is_light_by_itself() -> None:
    named = {name: house_layout(name).cover for name in ("office", "office-grey", "press", "screen")}
    assert named == {"office": "full", "office-grey": "light", "press": "full", "screen": "full"}


def test_both_covers_have_the_same_words_in_the_same_places() -> None:
    full, light = (set_pages(MADE, layout=covered(each)) for each in ("full", "light"))
    assert page_texts(full.pdf) == page_texts(light.pdf)
    assert full.structure == light.structure


def test_no_word_of_a_light_cover_is_white() -> None:
    greys = {
        cover: [
            float(str(found.operands[0]))
            for found in operations(set_pages(MADE, layout=covered(cover)).pdf, 0)
            if found.operator == "g"
        ]
        for cover in ("full", "light")
    }
    assert 1 in greys["full"]
    assert set(greys["light"]) == {0}


def test_a_long_title_stays_clear_of_the_circles(tmp_path: Path) -> None:
    """The lines of the circles begin below the words, however many lines these have."""
    long = replace(MADE, title="A title of many words that goes on for three lines or even for four of them")
    (tmp_path / "cover.pdf").write_bytes(set_pages(long, layout=covered("light")).pdf)
    text = [require("pdftotext"), "-bbox", "-l", "1", str(tmp_path / "cover.pdf"), "-"]
    lines = subprocess.run(text, check=True, capture_output=True, encoding="utf-8").stdout.splitlines()
    boxes = [[float(part.split('"')[1]) for part in line.split()[1:5]] for line in lines if "<word " in line]
    top, left = 792 * (1 - 0.282) - 0.4 * 612, 0.64 * 612
    above_the_rule = [(x1, y1) for _, _, x1, y1 in boxes if y1 < 792 * (1 - 0.282)]
    assert len(above_the_rule) > 20
    assert all(x1 < left or y1 < top for x1, y1 in above_the_rule)
