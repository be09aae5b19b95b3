"""Cards, cut out: each back behind its front, lines to cut along in one place on both sides."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pikepdf
import pytest

from packetpress.finish import finish
from packetpress.impose import impose
from packetpress.model import Heading, Layout, Pages, Position
from packetpress.model.tasks import Card, Cards
from packetpress.preflight import check_press
from tests.impose.dummy import press, words
from tests.typeset.samples import document, house_layout, section, set_pages, text

HERE = Position("sources/a.md", 1, 1)


def card(name: str, back: str = "") -> Card:
    def side(word: str) -> tuple[Heading, ...]:
        return (Heading(3, text(word), pos=HERE),) if word else ()

    return Card(side(name), side(back), pos=HERE)


DUPLEX = Cards(tuple(card(f"front{n}", f"back{n}") for n in range(1, 15)), 3, 4)
SIMPLEX = Cards(tuple(card(f"single{n}") for n in range(1, 4)), 2, 3)


def sheets(layout: Layout, *blocks: Cards, paper: str = "") -> tuple[bytes, Pages]:
    made = document(section(*blocks))
    pages = set_pages(made, layout=layout)
    return impose(finish(pages, made, layout), pages, layout, "cards", paper).pdf, pages


def lines(pdf: pikepdf.Pdf, page: int) -> Iterator[tuple[float, float, float, float]]:
    """The broken lines of one side, in the sheet's coordinates."""
    sheet = pdf.pages[page]
    for name, form in sheet.Resources.get("/XObject", {}).items():
        pattern = rf"([\d.]+) 0 0 [\d.]+ (\S+) (\S+) cm {name}".encode()
        placed = re.search(pattern, sheet.Contents.read_bytes())
        assert placed
        scale, x, y = (float(value) for value in placed.groups())
        content = form.read_bytes().decode("latin-1")
        moved = re.search(r"^1 0 0 1 (\S+) (\S+) cm", content)
        assert moved
        dx, dy = float(moved[1]), float(moved[2])
        for found in re.finditer(r"\[4 3\] 0 d (\S+) (\S+) m (\S+) (\S+) l S", content):
            x0, y0, x1, y1 = (float(value) for value in found.groups())
            yield x + scale * (x0 + dx), y + scale * (y0 + dy), x + scale * (x1 + dx), y + scale * (y1 + dy)


def cuts(found: Sequence[tuple[float, float, float, float]]) -> tuple[list[float], list[float]]:
    """Where the lines stand: those that run upwards, those that run across."""
    xs = sorted(x0 for x0, _, x1, _ in found if abs(x0 - x1) < 1e-6)
    ys = sorted(y0 for _, y0, _, y1 in found if abs(y0 - y1) < 1e-6)
    return xs, ys


@pytest.mark.parametrize(
    ("layout", "paper"),
    [(house_layout("office"), ""), (house_layout("office"), "a4"), (press(), "")],
    ids=["letter", "A4", "press"],
)
def test_backs_are_behind_their_fronts(layout: Layout, paper: str) -> None:
    data, _ = sheets(layout, DUPLEX, paper=paper)
    width, _ = boxes_size(data)
    sides = words(data)
    assert len(sides) == 4
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for front in (0, 2):
            xs, ys = cuts(list(lines(pdf, front)))
            back_xs, back_ys = cuts(list(lines(pdf, front + 1)))
            assert len(xs) == 4
            assert sorted(width - x for x in back_xs) == pytest.approx(xs, abs=0.01)
            assert back_ys == pytest.approx(ys, abs=0.01)

            def cell(at: complex, xs: Sequence[float] = xs, ys: Sequence[float] = ys) -> tuple[int, int]:
                return sum(x < at.real for x in xs), sum(y < at.imag for y in ys)

            cells = {}
            for word, at in sides[front].items():
                if found := re.fullmatch(r"front(\d+)", word):
                    cells[found[1]] = cell(at)
            for word, at in sides[front + 1].items():
                if found := re.fullmatch(r"back(\d+)", word):
                    # The left edge of the word; its middle is a few points further to the right.
                    turned = complex(width - at.real - 10, at.imag)
                    assert cell(turned) == cells.pop(found[1])
            assert not cells


def boxes_size(data: bytes) -> tuple[float, float]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (size,) = {tuple(float(v) for v in page.obj.MediaBox) for page in pdf.pages}
    return size[2], size[3]


def test_half_full_sheets_are_cut_where_full_ones_are() -> None:
    data, _ = sheets(house_layout("office"), DUPLEX)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        full, rest = (cuts(list(lines(pdf, side))) for side in (0, 2))
    assert rest[0] == pytest.approx(full[0])
    assert rest[1] == pytest.approx(full[1][-2:])


def test_cards_without_backs_get_none_unless_others_have_them() -> None:
    data, pages = sheets(house_layout("office"), SIMPLEX)
    assert [(each.columns, each.rows, each.is_back) for each in pages.cards] == [(2, 2, False)]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/Simplex"
    data, pages = sheets(house_layout("office"), SIMPLEX, DUPLEX)
    assert [each.is_back for each in pages.cards] == [False, False, True, False, True]
    sides = words(data)
    assert [bool(side) for side in sides] == [True, False, True, True, True, True]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipLongEdge"


def test_only_the_cards_of_a_page_are_seen() -> None:
    data, pages = sheets(house_layout("office"), SIMPLEX)
    (grid,) = pages.cards
    with pikepdf.open(io.BytesIO(data)) as pdf:
        clip = re.search(rb"^q (\S+) (\S+) (\S+) (\S+) re W n", pdf.pages[0].Contents.read_bytes())
    assert clip
    left, low, width, height = (float(value) for value in clip.groups())
    assert left == pytest.approx((612 - width) / 2, abs=0.01)
    assert width == pytest.approx(grid.rect[2] - grid.rect[0] + 1.0, abs=0.01)
    assert (low, height) == pytest.approx((grid.rect[1] - 0.5, grid.rect[3] - grid.rect[1] + 1.0), abs=0.01)


def test_press_sheets_of_cards_are_perforated_and_pass_preflight() -> None:
    layout = press()
    assert layout.vendor is not None
    data, pages = sheets(layout, DUPLEX)
    assert [
        f for f in check_press(data, replace(layout.vendor, page_multiple=1)) if f.severity == "error"
    ] == []
    assert len(pages.cards) == 4
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        assert content.count(b"[1 2] 0 d") == 1
        xs, _ = cuts(list(lines(pdf, 0)))
    marks = content.partition(b"[1 2] 0 d")[2]
    upright = {float(m[1]) for m in re.finditer(rb"^(\S+) (\S+) m \1 \S+ l S", marks, re.MULTILINE)}
    assert sorted(upright) == pytest.approx(xs, abs=0.01)
