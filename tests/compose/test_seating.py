"""Rooms: every chair is there, in the room, clear of the others, and the words count them."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from packetpress.compose.seating import MOST, ROOM, USUAL, seating
from packetpress.model import SEATING, Diagram, Disc, Oblong
from tests.labels import LABELS

QUIET = 2
"""Chairs in the quiet corner."""


def drawn(way: str, participants: int) -> Diagram:
    (diagram,) = seating((way,), participants, LABELS).items
    return diagram


def chairs(diagram: Diagram) -> list[Oblong]:
    """Empty squares: not the one who leads, not tables."""
    return [
        shape
        for shape in diagram.shapes
        if isinstance(shape, Oblong) and shape.fill == "paper" and shape.stroke
    ]


@pytest.mark.parametrize("way", SEATING)
@pytest.mark.parametrize("count", [1, 2, 3, 7, 12, 24, 33, 40, 41, 64, MOST])
def test_every_chair_stands_in_the_room_and_no_two_in_one_place(way: str, count: int) -> None:
    found = chairs(drawn(way, count))
    assert len(found) == count + QUIET
    for chair in found:
        assert all(0 < corner < room - chair.size[0] for corner, room in zip(chair.corner, ROOM, strict=True))
    for one, other in combinations(found, 2):
        apart = (abs(a - b) for a, b in zip(one.corner, other.corner, strict=True))
        # Squares clear of each other are a side apart, across or down.
        assert max(apart) > 0.98 * min(one.size[0], other.size[0])


@pytest.mark.parametrize("way", SEATING)
def test_who_leads_has_a_chair_of_another_kind(way: str) -> None:
    filled = [each for each in drawn(way, 9).shapes if isinstance(each, Oblong) and each.fill == "deep"]
    assert len(filled) == 1


def test_tables_hold_six_at_most_and_as_many_each_as_can_be() -> None:
    diagram = drawn("tables", 20)
    tables = [shape for shape in diagram.shapes if isinstance(shape, Disc)]
    around = [
        sum(
            math.dist(
                table.centre, (chair.corner[0] + chair.size[0] / 2, chair.corner[1] + chair.size[1] / 2)
            )
            < 2 * table.radius
            for chair in chairs(diagram)
        )
        for table in tables
    ]
    assert around == [5, 5, 5, 5]
    assert diagram.title == "Round tables · 20 chairs"
    assert diagram.alt == (
        "20 chairs at 4 round tables, nobody's back to the screen. "
        "In front a screen and a flip chart, at the right the door, behind a quiet corner."
    )


def test_a_circle_is_one() -> None:
    diagram = drawn("circle", 11)
    seats = [each for each in chairs(diagram) if each.corner[0] < 800]
    far = [
        math.dist((430.0, 330.0), (s.corner[0] + s.size[0] / 2, s.corner[1] + s.size[1] / 2)) for s in seats
    ]
    assert len(seats) == 11
    assert max(far) - min(far) < 1e-6


def test_where_nothing_is_said_all_ways_are_drawn_for_a_usual_number() -> None:
    found = seating((), 0, LABELS).items
    assert len(found) == len(SEATING)
    assert {len(chairs(each)) - QUIET for each in found} == {USUAL}
    assert len({each.alt for each in found}) == len(found)


@pytest.mark.parametrize(
    ("way", "count", "title", "alt"),
    [
        ("circle", 1, "Circle · 1 chair", "1 chair in one circle,"),
        ("tables", 1, "Round tables · 1 chair", "1 chair at 1 round table,"),
        ("tables", 24, "Round tables · 24 chairs", "24 chairs at 4 round tables,"),
        ("pairs", 3, "Pairs · 3 chairs", "3 chairs in pairs, face to face, 1 group in all."),
        ("pairs", 8, "Pairs · 8 chairs", "8 chairs in pairs, face to face, 4 groups in all."),
        ("rows", 6, "Rows · 6 chairs", "6 chairs in 1 row towards"),
        ("rows", 16, "Rows · 16 chairs", "16 chairs in 2 rows towards"),
    ],
)
def test_one_chair_is_a_chair(way: str, count: int, title: str, alt: str) -> None:
    diagram = drawn(way, count)
    assert diagram.title == title
    assert diagram.alt.startswith(alt)


def test_a_room_holds_no_more_than_so_many() -> None:
    assert drawn("rows", 5000).title == f"Rows · {MOST} chairs"
