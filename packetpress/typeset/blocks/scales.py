"""Setter of self-rating scales: a row a statement, with points to mark, for one moment or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from packetpress import model
from packetpress.typeset.blocks.grid import LEAST, SIDE, Grid, Mark, Words, ask, unit
from packetpress.typeset.compositor import Column, Compositor
from packetpress.typeset.lines import width_of, with_space
from packetpress.typeset.structure import Node
from packetpress.walk import plain_text

_POINT_WIDTH = 37.5
"""Width of a point: a circle with room for its label, 0.52 in."""
_ROLE_WIDTH = 62.0
"""Of the column for what matters in one's own work."""
_BETWEEN = 12.0
"""Between the points of two moments."""


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
        share = column.width * (0.55 if groups == 1 else 0.62) - self._role - between
        self._point = min(_POINT_WIDTH * self._unit, share / (block.points * groups))
        self._first = column.width - self._role - between - groups * block.points * self._point
        self._words = dict(block.labels)

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
        marks: list[Mark] = []
        for group, moment in enumerate(self._moments):
            about = ", ".join(filter(None, (asked, moment or self._title)))
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
            field = ask(compositor, "check", f"{asked} {label}")
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
        for group, moment in enumerate(self._moments):
            pieces += self._points(group, moment, row, above)
        if self._role:
            words = (model.Text(self._compositor.layout.labels["for-my-role"]),)
            node = Node("TH", row, Scope="Column")
            lines = self._compositor.setter.lines(words, style, self._role - 4.0, node)
            pieces.append(Words(lines, self._column.width - self._role + 4.0))
        height = max(LEAST, *(piece.height + max(5.0, piece.top) + 5.0 for piece in pieces))
        grid.head(height, pieces)

    def _points(self, group: int, moment: str, row: Node, above: float) -> Iterator[Words]:
        """Words stand over their points; the outer ones may reach over their neighbours' room."""
        setter, style = self._compositor.setter, self._compositor.style("table-head")
        first = self._centre(group, 1) - self._point / 2
        last = self._centre(group, self._block.points) + self._point / 2
        for point in range(1, self._block.points + 1):
            node = Node("TH", row, Scope="Column")
            if moment and point == 1:
                over = setter.lines((model.Text(moment),), style, last - first, node)
                # Its first point's word follows in the same cell, and is another word.
                over[-1].fragments[-1:] = map(with_space, over[-1].fragments[-1:])
                yield Words(over, first, top=5.0)
            if point not in self._words:
                continue
            room = self._room(point) * self._point
            lines = setter.lines((model.Text(self._words[point]),), style, room, node)
            widest = max(width_of(line.fragments) for line in lines)
            low = first if moment else 0.0
            left = min(max(self._centre(group, point) - widest / 2, low), last - widest - 4.0)
            yield Words(lines, left, top=5.0 + above)

    def _room(self, point: int) -> float:
        """Widths of a point that a word may take before it meets the next word."""
        others = [abs(point - other) for other in self._words if other != point]
        return max(1.0, min(others, default=self._block.points) - 0.15)
