"""Booklets, folded: the order of the pages, fronts against backs, and what the paper's thickness does."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from packetpress.impose.booklet import creep
from tests.impose.dummy import Seen, boxes, copier, imposed, press, seen, sheet_size, upright

Place = tuple[int, Seen] | None


def half(side: dict[int, Seen], width: float, *, right: bool) -> Place:
    """The page on one half of a side."""
    there = [each for each in side.items() if (each[1].center[0] > width / 2) is right]
    assert len(there) <= 1
    return there[0] if there else None


def leaves(sides: list[dict[int, Seen]], width: float) -> list[tuple[Place, Place, int]]:
    """The folded booklet, leaf by leaf: what is on its front and back, and the sheet it is part of.

    The sheets lie in each other, the first outside, folded with their first sides outwards. A right-hand half
    is a leaf of the first half of the booklet; on its back is what the other side shows on the left.
    """
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    there = [
        (half(outside, width, right=True), half(inside, width, right=False), number)
        for number, (outside, inside) in enumerate(sheets)
    ]
    back = [
        (half(inside, width, right=True), half(outside, width, right=False), number)
        for number, (outside, inside) in enumerate(sheets)
    ]
    return there + back[::-1]


@settings(max_examples=25, deadline=None)
@given(count=st.integers(1, 100), for_press=st.booleans())
@example(count=1, for_press=False)
@example(count=4, for_press=True)
@example(count=100, for_press=False)
def test_a_folded_booklet_reads_from_first_to_last(count: int, for_press: bool) -> None:
    layout = press() if for_press else copier()
    made = imposed(count, layout, "booklet")
    sides = seen(made, count, layout)
    width, _ = sheet_size(made)
    assert made.sheets == -(-count // 4)
    assert made.sides == len(sides) == 2 * made.sheets
    assert upright(sides, 1.0)

    numbers: list[int] = []
    for front, back, _ in leaves(sides, width):
        numbers += [place[0] if place else 0 for place in (front, back)]
        if front and back:
            assert front[1].close_to(back[1].through(width))
    assert numbers == [*range(1, count + 1), *[0] * (4 * made.sheets - count)]


@settings(max_examples=15, deadline=None)
@given(count=st.integers(1, 100), most=st.integers(1, 20))
@example(count=100, most=16)
def test_signatures_are_folded_one_by_one(count: int, most: int) -> None:
    layout = copier()
    made = imposed(count, layout, "booklet", signature=most)
    sides = seen(made, count, layout)
    width, _ = sheet_size(made)
    sheets = -(-count // 4)
    assert made.sheets == sheets
    assert 0 < made.nested <= most
    # The outermost sheet of a signature is the one whose right-hand page is moved nowhere.
    begins = [
        number
        for number in range(sheets)
        if (place := half(sides[2 * number], width, right=True)) is not None
        and abs(place[1].left - width / 2) < 0.01
    ]
    assert len(begins) == -(-sheets // most)
    sizes = [end - begin for begin, end in pairwise([*begins, sheets])]
    assert max(sizes) == made.nested
    assert max(sizes) - min(sizes) <= 1
    numbers = [
        place[0] if place else 0
        for begin, size in zip(begins, sizes, strict=True)
        for leaf in leaves(sides[2 * begin : 2 * (begin + size)], width)
        for place in leaf[:2]
    ]
    assert numbers == [*range(1, count + 1), *[0] * (4 * sheets - count)]


@pytest.mark.parametrize("thickness", [0.0, 0.3, 0.6])
def test_the_fore_edge_is_straight_once_the_paper_has_pushed_the_inner_leaves_out(thickness: float) -> None:
    layout = press(thickness=thickness)
    made = imposed(40, layout, "booklet")
    width, _ = sheet_size(made)
    sides = seen(made, 40, layout)
    for front, _, sheet in leaves(sides, width)[:10]:
        assert front is not None
        from_own_fold = front[1].right - width / 2
        # The fold itself lies inside those of the sheets around it.
        assert from_own_fold + sheet * thickness == pytest.approx(612.0, abs=0.01)
        assert front[1].left - width / 2 == pytest.approx(-creep(sheet, thickness), abs=0.01)


def test_creep_grows_by_one_thickness_from_sheet_to_sheet() -> None:
    assert [round(creep(sheet, 0.1), 2) for sheet in range(5)] == [0.0, 0.1, 0.2, 0.3, 0.4]


def test_a_copiers_paper_pushes_too() -> None:
    layout = copier()
    assert layout.vendor is not None
    assert layout.vendor.paper is not None
    assert layout.vendor.paper.thickness == pytest.approx(0.1 * 72 / 25.4, abs=1e-5)
    sides = seen(imposed(64, layout, "booklet"), 64, layout)
    innermost = sides[-1]
    assert innermost[32].right - 612 == pytest.approx(15 * 0.1 * 72 / 25.4, abs=0.01)
    assert innermost[33].left - 612 == pytest.approx(-15 * 0.1 * 72 / 25.4, abs=0.01)


def test_press_sheets_are_trimmed_where_the_booklet_is() -> None:
    layout = press(bleed=9.0, thickness=0.5)
    made = imposed(12, layout, "booklet")
    assert sheet_size(made) == (2 * 612 + 2 * (9 + 27), 792 + 2 * (9 + 27))
    for name, by in (("/TrimBox", 0.0), ("/BleedBox", 9.0)):
        found = boxes(made, name)
        for sheet in range(3):
            edge = 0.5 * sheet
            expected = (36 + edge - by, 36 - by, 1260 - edge + by, 828 + by)
            assert found[2 * sheet] == found[2 * sheet + 1] == pytest.approx(expected, abs=0.001)


def test_nothing_runs_over_the_fold() -> None:
    made = imposed(8, press(bleed=9.0, thickness=0.5), "booklet")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        for page in pdf.pages:
            found = re.findall(
                rb"^q (\S+) (\S+) (\S+) (\S+) re W n", page.Contents.read_bytes(), re.MULTILINE
            )
            assert [tuple(float(value) for value in clip) for clip in found] == [
                (0, 0, 648, 864),
                (648, 0, 648, 864),
            ]


@pytest.mark.parametrize(
    ("width", "height", "paper", "size", "scale"),
    [
        (612.0, 792.0, "", (1224.0, 792.0), 1.0),
        (612.0, 792.0, "letter", (792.0, 612.0), 396 / 612),
        (396.0, 612.0, "", (792.0, 612.0), 1.0),
        (595.2756, 841.8898, "", (1190.5512, 841.8898), 1.0),
        (419.5276, 595.2756, "", (841.8898, 595.2756), 1.0),
        (595.2756, 841.8898, "a4", (841.8898, 595.2756), 0.7071),
    ],
    ids=["letter", "letter on letter", "half letter", "A4", "A5", "A4 on A4"],
)
def test_sheets_of_a_copier(
    width: float, height: float, paper: str, size: tuple[float, float], scale: float
) -> None:
    layout = copier(width, height)
    made = imposed(8, layout, "booklet", paper)
    assert sheet_size(made) == pytest.approx(size, abs=0.001)
    assert made.scale == pytest.approx(scale, abs=1e-4)
    sides = seen(made, 8, layout)
    assert upright(sides, made.scale)
    # In the middle of the height, against the fold.
    assert sides[0][1].left == pytest.approx(size[0] / 2, abs=0.01)
    assert sides[0][1].low == pytest.approx(size[1] - sides[0][1].top, abs=0.02)
    assert set(boxes(made, "/TrimBox")) == set(boxes(made, "/MediaBox"))
