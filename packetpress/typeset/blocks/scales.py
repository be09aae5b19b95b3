"""Setter of self-rating scales: a row a statement, with points to mark, for one moment or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from packetpress import model
from packetpress.typeset.blocks.grid import LEAST, SIDE, Grid, Mark, Words, ask, unit
from packetpress.typeset.compositor import Column, Compositor, stacked_height
from packetpress.typeset.lines import width_of, with_space
from packetpress.typeset.structure import Node
from packetpress.walk import plain_text

_POINT_WIDTH = 37.5
"""Width of a point: a circle with room for its label, 0.52 in."""
_ROLE_WIDTH = 66.0
"""Of the column for what matters in one's own work."""
_BETWEEN = 12.0
"""Between the points of two moments."""
_PARTS = (0.45, 0.55)
"""How much of the measure points take at most: little, so that statements have few lines; or more, where the
words over them need it."""
_PARTS_OF_TWO = (0.62,)
"""The same for two moments."""
_APART = 5.5
"""Between the words of two points, at least."""


def scale(compositor: Compositor, block: model.Scale, column: Column) -> None:
    labels = compositor.layout.labels
    moments = (labels["before"], labels["now"])
    if block.retrospective == "split":
        for moment in moments:
            _Scale(compositor, block, column, moment, ("",)).set()
    else:
        _Scale(compositor, block, column, "", moments if block.retrospective else ("",)).set()


class _Scale:
    """One table: its measures, and what is drawn in it."""

    def __init__(
        self,
        compositor: Compositor,
        block: model.Scale,
        column: Column,
        title: str,
        moments: Sequence[str],
    ) -> None:
        """``title`` stands over the statements, each of ``moments`` (may be empty) over its points."""
        self._compositor = compositor
        self._block = block
        self._column = column
        self._title = title
        self._moments = moments
        groups = len(moments)
        self._unit = unit(compositor)
        self._role = _ROLE_WIDTH if block.role else 0.0
        between = _BETWEEN * (groups - 1)
        self._words = dict(block.labels)
        for part in _PARTS if groups == 1 else _PARTS_OF_TWO:
            share = column.width * part - self._role - between
            self._point = min(_POINT_WIDTH * self._unit, share / (block.points * groups))
            self._first = column.width - self._role - between - groups * block.points * self._point
            if all(self._fits(group, self._edges(group, 0.0), 1) for group in range(groups)):
                break

    def set(self) -> None:
        grid = Grid(self._compositor, self._column)
        self._head(grid)
        for statement in self._block.statements:
            self._row(grid, statement)
        grid.close()

    def _centre(self, group: int, point: int) -> float:
        start = self._first + group * (self._block.points * self._point + _BETWEEN)
        return start + (point - 0.5) * self._point

    def _row(self, grid: Grid, statement: model.Inlines) -> None:
        compositor = self._compositor
        row = grid.body_row()
        said = grid.words(statement, 0.0, self._first, Node("TH", row, Scope="Row"))
        asked = plain_text(statement)
        under = compositor.heading if asked in compositor.repeated else ""
        marks: list[Mark] = []
        for group, moment in enumerate(self._moments):
            about = ", ".join(filter(None, (asked, under, moment or self._title)))
            name = compositor.field_name() if compositor.layout.fields else ""
            for point in range(1, self._block.points + 1):
                label = self._words.get(point, f"{point}")
                tooltip = f"{about} {label}"
                field = ask(compositor, "radio", tooltip, name, value=f"p{point}", row=about)
                node = Node("TD", row)
                marks.append(
                    Mark(
                        self._centre(group, point),
                        node,
                        f"{moment} {label}".strip(),
                        field=field,
                        unit=min(self._unit, self._point * 0.07),
                    )
                )
        if self._role:
            label = compositor.layout.labels["for-my-role"]
            field = ask(compositor, "check", f"{', '.join(filter(None, (asked, under)))} {label}")
            centre = self._column.width - self._role / 2
            marks.append(
                Mark(
                    centre,
                    Node("TD", row),
                    label,
                    square=True,
                    field=field,
                    unit=min(self._unit, self._point * 0.07),
                )
            )
        grid.row(max(LEAST * self._unit, said.height + 12.0), [said, *marks])

    def _head(self, grid: Grid) -> None:
        row = grid.head_row()
        style = self._compositor.style("table-head")
        node = Node("TH", row, Scope="Column")
        title = self._compositor.setter.lines((model.Text(self._title),), style, self._first - 2 * SIDE, node)
        pieces = [Words(title, SIDE)]
        above = style.leading + 3.0 if any(self._moments) else 0.0
        low = SIDE + _APART + max((width_of(line.fragments) for line in title), default=-SIDE - _APART)
        for group, moment in enumerate(self._moments):
            pieces += self._points(group, moment, row, above, low)
        if self._role:
            words = (model.Text(self._compositor.layout.labels["for-my-role"]),)
            node = Node("TH", row, Scope="Column")
            lines = self._compositor.setter.lines(words, style, self._role - 8.0, node)
            pieces.append(Words(lines, self._column.width - self._role + 4.0))
        height = max(LEAST, *(piece.height + max(5.0, piece.top) + 5.0 for piece in pieces))
        grid.head(height, pieces)

    def _points(self, group: int, moment: str, row: Node, above: float, low: float) -> Iterator[Words]:
        """Words stand over their points; the outer ones may reach over their neighbours' room, the first one
        to ``low``. Where they would run into each other, they stand on steps, one below the other."""
        setter, style = self._compositor.setter, self._compositor.style("table-head")
        edges = self._edges(group, low)
        steps = range(1, len(self._words))
        count = next((each for each in steps if self._fits(group, edges, each)), max(1, len(self._words)))
        rooms = self._rooms(group, edges, count)
        nodes = [Node("TH", row, Scope="Column") for _ in range(self._block.points)]
        if moment:
            over = setter.lines((model.Text(moment),), style, edges[1] - edges[0], nodes[0])
            # Its first point's word follows in the same cell, and is another word.
            over[-1].fragments[-1:] = map(with_space, over[-1].fragments[-1:])
            yield Words(over, edges[0], top=5.0)
        lines = {
            point: setter.lines((model.Text(self._words[point]),), style, measure, nodes[point - 1])
            for point, (_, _, measure) in rooms.items()
        }
        heights = [
            max(map(stacked_height, list(lines.values())[each::count])) for each in range(count) if lines
        ]
        for index, (point, (left, right, _)) in enumerate(rooms.items()):
            widest = max(width_of(line.fragments) for line in lines[point])
            x = min(max(self._centre(group, point) - widest / 2, left), right - widest)
            yield Words(lines[point], x, top=5.0 + above + sum(heights[: index % count]))

    def _edges(self, group: int, low: float) -> tuple[float, float]:
        """From where to where the words of a moment's points may stand; of one alone, from ``low``."""
        first = self._centre(group, 1) - self._point / 2
        last = self._centre(group, self._block.points) + self._point / 2
        return first if self._moments[group] else low, last - 4.0

    def _fits(self, group: int, edges: tuple[float, float], steps: int) -> bool:
        """Whether every word has room, so that none needs to be divided."""
        setter, style = self._compositor.setter, self._compositor.style("table-head")
        rooms = self._rooms(group, edges, steps)
        return all(
            setter.extent((model.Text(self._words[point]),), style)[0] <= measure
            for point, (_, _, measure) in rooms.items()
        )

    def _rooms(
        self, group: int, edges: tuple[float, float], steps: int
    ) -> dict[int, tuple[float, float, float]]:
        """Of each point with a word: from where to where it may stand, and the measure it is set in.

        ``edges``: of all of them. On ``steps`` steps, a word meets only each so many-th of its neighbours.
        """
        named = sorted(self._words)
        rooms: dict[int, tuple[float, float, float]] = {}
        for index, point in enumerate(named):
            centre = self._centre(group, point)
            left, right = edges
            measure = right - left
            if index >= steps:
                left = (self._centre(group, named[index - steps]) + centre + _APART) / 2
                measure = right - left
            if index + steps < len(named):
                right = (self._centre(group, named[index + steps]) + centre - _APART) / 2
                # In the middle over its point, as long as its neighbour leaves room on one side only.
                measure = min(right - left, 2 * (right - centre))
            rooms[point] = left, right, measure
        return rooms
