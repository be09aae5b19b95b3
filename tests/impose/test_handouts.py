"""Pages on handouts, read; pages on sheets that are cut apart and stacked, turned one by one."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from packetpress.model import Layout
from tests.impose.dummy import Seen, boxes, copier, imposed, press, seen, sheet_size, upright


def in_reading_order(side: dict[int, Seen]) -> list[int]:
    """From the top to the bottom, from left to right."""
    return sorted(side, key=lambda number: (-round(side[number].low), side[number].left))


def overlap(one: Seen, other: Seen) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0.01 and (
        min(one.top, other.top) - max(one.low, other.low) > 0.01
    )


@pytest.mark.parametrize(("scheme", "number"), [("2-up", 2), ("4-up", 4)])
@settings(max_examples=12, deadline=None)
@given(count=st.integers(1, 100), for_press=st.booleans())
@example(count=3, for_press=False)
@example(count=100, for_press=True)
def test_handouts_read_from_first_to_last(scheme: str, number: int, count: int, for_press: bool) -> None:
    layout = press() if for_press else copier()
    made = imposed(count, layout, scheme)
    sides = seen(made, count, layout)
    width, height = sheet_size(made)
    assert upright(sides, made.scale)
    assert [page for side in sides for page in in_reading_order(side)] == list(range(1, count + 1))
    filled = -(-count // number)
    assert len(sides) == filled + filled % 2 == 2 * made.sheets
    assert [len(side) for side in sides[: filled - 1]] == [number] * (filled - 1)
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        pages = list(front.values())
        assert all(page.left > 0 and page.low > 0 for page in pages)
        assert all(page.right < width and page.top < height for page in pages)
        assert not any(overlap(a, b) for i, a in enumerate(pages) for b in pages[:i])
        for page in back.values():
            assert len(front) < number or any(page.through(width).close_to(other) for other in pages)


def lie(layout: Layout) -> Layout:
    return copier(layout.page.height, layout.page.width)


@pytest.mark.parametrize(
    ("layout", "columns"),
    [(copier(), 2), (press(), 2), (lie(copier()), 1)],
    ids=["copier", "press", "landscape"],
)
@settings(max_examples=12, deadline=None)
@given(count=st.integers(1, 100))
@example(count=4)
@example(count=97)
def test_cut_and_stacked_the_pages_are_in_order(layout: Layout, columns: int, count: int) -> None:
    made = imposed(count, layout, "cut-stack")
    sides = seen(made, count, layout)
    width, height = sheet_size(made)
    assert upright(sides, 1.0)
    assert made.sheets == -(-count // 4)

    def pile(side: dict[int, Seen]) -> dict[int, tuple[int, Seen]]:
        """What is on the first pile, left or upper, and on the second."""
        found = {}
        for number, page in side.items():
            x, y = page.center
            found[int(x > width / 2) if columns == 2 else int(y < height / 2)] = (number, page)
        assert len(found) == len(side)
        return found

    order: list[int] = []
    for which in range(2):
        for front, back in zip(sides[::2], sides[1::2], strict=True):
            turned = {number: page.through(width) for number, page in back.items()}
            recto, verso = pile(front).get(which), pile(turned).get(which)
            order += [place[0] if place else 0 for place in (recto, verso)]
            if recto and verso:
                assert recto[1].close_to(verso[1])
    assert order == [*range(1, count + 1), *[0] * (4 * made.sheets - count)]


def test_on_a_press_pages_that_are_cut_apart_have_bleed_between_them() -> None:
    layout = press(bleed=9.0)
    made = imposed(8, layout, "cut-stack")
    left, right = sorted(seen(made, 8, layout)[0].values(), key=lambda page: page.left)
    assert right.left - left.right == pytest.approx(18.0, abs=0.01)
    (trim,) = set(boxes(made, "/TrimBox"))
    assert trim == pytest.approx((36, 36, 36 + 612 + 18 + 612, 36 + 792), abs=0.001)
    (bleed,) = set(boxes(made, "/BleedBox"))
    assert bleed == pytest.approx((27, 27, 1287, 837), abs=0.001)


@pytest.mark.parametrize(
    ("scheme", "paper", "size", "scale"),
    [
        ("2-up", "", (792, 612), 0.6029),
        ("2-up", "tabloid", (1224, 792), 0.9545),
        ("2-up", "a4", (841.89, 595.276), 0.6437),
        ("4-up", "", (792, 1224), 0.6029),
        ("4-up", "letter", (612, 792), 0.4559),
        ("cut-stack", "", (1224, 792), 1.0),
        ("cut-stack", "letter", (792, 612), 0.6471),
    ],
)
def test_sheets_of_a_copier(scheme: str, paper: str, size: tuple[float, float], scale: float) -> None:
    made = imposed(8, copier(), scheme, paper)
    assert sheet_size(made) == pytest.approx(size, abs=0.001)
    assert made.scale == pytest.approx(scale, abs=1e-4)
    assert upright(seen(made, 8, copier()), made.scale)
