"""The cover: how much of the page is inked, and that its words are the same and can be read."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from packetpress.diagnostics import Diagnostics
from packetpress.model import Layout, Pages, Position
from tests.pdf import operations, page_texts
from tests.tools import require
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages
from tests.typeset.words import overlaps, words_on

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


LONG = (
    "Being with babies and their families in the first three years of life, at home, in care and in hospital"
)
"""105 letters."""
LONGER = f"{LONG}: a practical guide for teams and for those who lead them"
UNDER = f"Observation, relationship, reflection and safe practice for everyone who meets infants. {LONG[:80]}"


@pytest.mark.parametrize("name", ["office", "office-a4", "half-letter", "large-print", "office-grey"])
@pytest.mark.parametrize("title", [LONG[:52], LONG, LONGER])
@pytest.mark.parametrize("subtitle", ["", UNDER])
def test_long_words_keep_clear_of_the_circle_and_of_the_edge_of_the_grounds(
    name: str, title: str, subtitle: str
) -> None:
    """The circle in accent begins at 0.6 of the width and ends at 0.618 of the height; the ground in sand,
    which no white word may touch, at 0.282."""
    layout = house_layout(name)
    width, height = layout.page.width, layout.page.height
    found = words_on(set_pages(replace(MADE, title=title, subtitle=subtitle), layout=layout).pdf, 1)
    shown = " ".join(word.text for word in found)
    assert title in shown
    assert subtitle in shown
    edge = height * (1 - 0.282)
    upper = [word for word in found if word.top < edge]
    assert len(upper) >= len(f"{title} {subtitle}".split())
    for word in upper:
        assert word.bottom < edge
        assert word.right < 0.6 * width or word.bottom < height * (1 - 0.618)
    for word in found:
        assert word.bottom < height - 8
    for one, other in combinations(found, 2):
        assert not overlaps(one, other)


def size_of(word: str, pages: Pages) -> float:
    """Height of a word on the cover."""
    (first,) = [found for found in words_on(pages.pdf, 1) if found.text == word]
    return first.bottom - first.top


def test_a_title_that_fits_has_the_size_of_its_style_and_a_longer_one_a_step_less() -> None:
    sizes = [
        size_of(title.split()[0], set_pages(replace(MADE, title=title)))
        for title in ("Being", "Being here", LONG, LONGER)
    ]
    assert sizes[0] == sizes[1]
    assert sizes[2] / sizes[0] == pytest.approx(0.9, abs=0.01)
    assert sizes[3] / sizes[0] == pytest.approx(0.7, abs=0.01)


def test_a_word_of_the_title_is_not_divided() -> None:
    pages = set_pages(replace(MADE, title="Kinderschutzkonferenzprotokoll"))
    assert "Kinderschutzkonferenzprotokoll" in [word.text for word in words_on(pages.pdf, 1)]


@pytest.mark.parametrize(
    ("changes", "what", "letters", "line"),
    [
        ({"title": " ".join([LONG] * 5)}, "title", 5 * len(LONG) + 4, 3),
        ({"subtitle": " ".join([LONG] * 9)}, "subtitle", 9 * len(LONG) + 8, 4),
    ],
)
def test_what_fits_in_no_size_is_an_error_at_its_place(
    changes: dict[str, str], what: str, letters: int, line: int
) -> None:
    places = {
        key: Position("sources/packets/a.yaml", at, 8) for key, at in (("title_pos", 3), ("subtitle_pos", 4))
    }
    diagnostics = Diagnostics()
    set_pages(replace(MADE, **changes, **places), diagnostics)  # type: ignore[arg-type]
    (found,) = diagnostics.sorted
    assert (found.severity, found.pos) == ("error", Position("sources/packets/a.yaml", line, 8))
    assert found.message == (
        f"The {what} is too long for the cover (office), even in the smallest type that is set there."
    )
    assert found.hint == f"Shorten it: it has {letters} letters."
