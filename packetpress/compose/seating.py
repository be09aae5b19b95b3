"""How people sit in, a drawing of the room out: chairs counted, the screen in front, the door behind.

Measures are centimetres of a room of ``ROOM``. Chairs are squares, tables are tinted; the chair of who leads
is filled. The right side stays free, for the door and a quiet corner.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from packetpress.model import SEATING, Diagram, Diagrams, Disc, Line, Oblong, Shape, Words

ROOM = (1000.0, 700.0)
"""Width and depth; the front is at the top."""
USUAL = 12
"""People for whom chairs are drawn where a packet doesn't say how many come."""
MOST = 100
"""Chairs that are drawn at most; more people don't talk with each other in one room."""
AT_A_TABLE = 6
"""Chairs at a table, at most."""

_MIDDLE = (430.0, 330.0)
"""Of the chairs."""
_FIELD = (620.0, 500.0)
"""Width and depth of the ground on which they stand."""
_CHAIR = 36.0
"""Side of a chair, where there is room."""

_Point = tuple[float, float]
_Labels = Mapping[str, str]


def seating(ways: Sequence[str], participants: int, labels: _Labels) -> Diagrams:
    """A drawing for each of ``ways`` (of ``SEATING``; none: all of them), with a chair for each participant.

    ``participants`` 0: not known. Their words come from ``labels``: in ``seating-…`` and ``seating-…-alt``
    stand ``{chairs}`` and ``{groups}`` for how many chairs there are, and tables, pairs or rows; that is said
    in the words ``chairs-one`` or ``chairs-more``, and so on, in which ``{number}`` stands for the number.
    """
    count = min(participants or USUAL, MOST)
    return Diagrams(tuple(_diagram(way, count, labels) for way in ways or SEATING))


def _diagram(way: str, count: int, labels: _Labels) -> Diagram:
    shapes, groups = _WAYS[way](count)
    counted = {"{chairs}": _counted("chairs", count, labels), "{groups}": _counted(way, groups, labels)}
    title, alt = (_filled(labels[f"seating-{way}{which}"], counted) for which in ("", "-alt"))
    return Diagram(
        (*_room(labels), *shapes), *ROOM, title=title, alt=f"{alt} {labels['seating-room-alt']}".strip()
    )


def _counted(what: str, number: int, labels: _Labels) -> str:
    """ "1 chair", "24 chairs"; empty for what there is always one of."""
    words = labels.get(f"{what}-one" if number == 1 else f"{what}-more", "")
    return words.replace("{number}", str(number))


def _filled(words: str, counted: Mapping[str, str]) -> str:
    for name, count in counted.items():
        words = words.replace(name, count)
    return words


# -------------------------------------------------------------------------------------- the room


def _room(labels: _Labels) -> Iterator[Shape]:
    """Walls with a door at the right, a screen and a flip chart in front, two chairs in a quiet corner."""
    width, depth = ROOM
    yield Oblong((0.0, 0.0), ROOM, stroke="mid", width=8.0)
    yield Line((width - 4.0, 430.0), (width - 4.0, 550.0), "paper", 12.0)
    yield Line((width - 4.0, 430.0), (width - 94.0, 490.0), "mid", 5.0)
    yield Words(labels["door"], (width - 74.0, 400.0))
    yield Line((290.0, depth - 26.0), (570.0, depth - 26.0), "deep", 14.0)
    yield Words(labels["screen"], (430.0, depth - 76.0))
    yield Oblong((80.0, depth - 62.0), (90.0, 40.0), fill="sand", stroke="deep", width=5.0)
    yield Words(labels["flip-chart"], (125.0, depth - 112.0))
    yield Oblong((width - 150.0, 16.0), (134.0, 118.0), fill="sand")
    for left in (width - 134.0, width - 72.0):
        yield _chair((left + _CHAIR / 2, 64.0), _CHAIR)
    yield Words(labels["quiet-corner"], (width - 140.0, 148.0))


def _chair(at: _Point, side: float, *, leads: bool = False) -> Oblong:
    corner = (at[0] - side / 2, at[1] - side / 2)
    return Oblong(corner, (side, side), fill="deep" if leads else "paper", stroke="deep", width=side / 9)


# -------------------------------------------------------------------------------------- ways to sit


def _circle(count: int) -> tuple[tuple[Shape, ...], int]:
    """One circle, who leads among the others, with the back to the screen."""
    side = min(_CHAIR, 0.7 * math.tau * 220.0 / (count + 1))
    places = list(_arc(count + 2, 220.0, 90.0, 450.0))[:-1]
    return (_chair(places[0], side, leads=True), *(_chair(each, side) for each in places[1:])), 1


def _arc(count: int, radius: float, begin: float, end: float) -> Iterator[_Point]:
    """``count`` points at equal steps; degrees, counted against the clock from the right."""
    for index in range(count):
        angle = math.radians(begin + (end - begin) * index / max(count - 1, 1))
        yield _MIDDLE[0] + radius * math.cos(angle), _MIDDLE[1] + radius * math.sin(angle)


def _horseshoe(count: int) -> tuple[tuple[Shape, ...], int]:
    """Tables on three sides, chairs around them, the open side to the screen."""
    x, y = _MIDDLE
    left, right, top, bottom = x - 250.0, x + 250.0, y + 190.0, y - 170.0
    tables = (
        Oblong((left, bottom), (60.0, top - bottom), fill="sand", stroke="write", width=3.0),
        Oblong((right - 60.0, bottom), (60.0, top - bottom), fill="sand", stroke="write", width=3.0),
        Oblong((left, bottom), (right - left, 60.0), fill="sand", stroke="write", width=3.0),
    )
    out = 34.0
    sides = ((left - out, top - 10.0), (left - out, bottom - out), (right + out, bottom - out))
    path = (*sides, (right + out, top - 10.0))
    length = sum(math.dist(a, b) for a, b in pairwise(path))
    side = min(_CHAIR, 0.5 * length / max(count, 1))
    chairs = (_chair(each, side) for each in _along(path, count))
    return (*tables, *chairs, _chair((x, top + 20.0), _CHAIR, leads=True)), 1


def _along(path: Sequence[_Point], count: int) -> Iterator[_Point]:
    """``count`` points on a line of straight pieces, half a step from its ends."""
    pieces = list(pairwise(path))
    length = sum(math.dist(a, b) for a, b in pieces)
    for index in range(count):
        at = length * (index + 0.5) / count
        for a, b in pieces:
            piece = math.dist(a, b)
            if at <= piece or b is path[-1]:
                share = at / piece
                yield a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
                break
            at -= piece


def _tables(count: int) -> tuple[tuple[Shape, ...], int]:
    """Round tables of at most six, as even as can be; at each the side to the screen stays free."""
    number = math.ceil(count / AT_A_TABLE)
    found: list[Shape] = []
    for index, (at, cell) in enumerate(_grid(number)):
        here = count // number + (index < count % number)
        radius = 0.22 * cell
        side = min(_CHAIR, 0.185 * cell)
        found.append(Disc(at, radius, fill="sand", stroke="write", width=3.0))
        # From the upper left round below to the upper right, in degrees.
        for turn in range(here):
            angle = math.radians(150.0 + 240.0 * (turn + 0.5) / here)
            reach = radius + 0.72 * side
            found.append(_chair((at[0] + reach * math.cos(angle), at[1] + reach * math.sin(angle)), side))
    return (*found, _leader()), number


def _pairs(count: int) -> tuple[tuple[Shape, ...], int]:
    """Two chairs face to face, away from the next two; of an odd number three sit together."""
    number = max(count // 2, 1)
    found: list[Shape] = []
    for index, (at, cell) in enumerate(_grid(number)):
        side = min(_CHAIR, 0.3 * cell)
        found += [_chair((at[0] + shift * side, at[1]), side) for shift in (-0.85, 0.85)[: max(count, 1)]]
        if count % 2 and count > 1 and index == number - 1:
            found.append(_chair((at[0], at[1] - 1.5 * side), side))
    return (*found, _leader()), number


def _rows(count: int) -> tuple[tuple[Shape, ...], int]:
    """Rows that curve around the screen, with a way through the middle."""
    wide = 8 if count <= 40 else 14
    number = math.ceil(count / wide)
    x, y = _MIDDLE
    step = min(90.0, (_FIELD[1] - 120.0) / max(number - 1, 1))
    across = (_FIELD[0] - 50.0) / wide
    side = min(_CHAIR, 0.62 * step, 0.72 * across)
    found: list[Shape] = []
    for index in range(number):
        here = count // number + (index < count % number)
        for place in range(here):
            shift = (place - (here - 1) / 2) * across
            aisle = 36.0 if shift > 0 else -36.0 if shift < 0 else 0.0
            found.append(_chair((x + shift + aisle, y + 120.0 - index * step), side))
    return (*found, _leader()), number


def _leader() -> Oblong:
    """In front, beside the screen."""
    return _chair((240.0, ROOM[1] - 60.0), _CHAIR, leads=True)


def _grid(number: int) -> Iterator[tuple[_Point, float]]:
    """Middles of ``number`` cells in rows over the ground, the last row in its middle; and a cell's side."""
    width, depth = _FIELD
    columns = min(range(1, number + 1), key=lambda each: -min(width / each, depth / math.ceil(number / each)))
    rows = math.ceil(number / columns)
    across, down = width / columns, depth / rows
    for index in range(number):
        row, column = divmod(index, columns)
        here = min(columns, number - row * columns)
        x = _MIDDLE[0] + (column - (here - 1) / 2) * across
        yield (x, _MIDDLE[1] + depth / 2 - (row + 0.5) * down), min(across, down)


_WAYS: Mapping[str, Callable[[int], tuple[tuple[Shape, ...], int]]] = {
    "circle": _circle,
    "horseshoe": _horseshoe,
    "tables": _tables,
    "pairs": _pairs,
    "rows": _rows,
}
"""By the names in ``model.SEATING``; each gives its shapes and how many groups there are."""
