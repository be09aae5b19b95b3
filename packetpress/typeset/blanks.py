"""A blank in running text: a rule to write on after the blank's number, or a field on screen."""

from __future__ import annotations

from collections.abc import Sequence

from packetpress.model import FieldArea
from packetpress.typeset.lines import Fragment, width_of
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node

WIDTH = 8.8
"""Of every blank, in em, so that its length tells nothing."""
HEIGHT = 19.0
"""Above the baseline: lines with blanks stand 8 mm apart, as handwriting needs."""
_DEPTH = 2.0
"""The rule lies this far below the baseline."""


class BlankRule:
    """Artwork that takes the place of a word."""

    height = HEIGHT

    def __init__(self, number: Sequence[Fragment], name: str, tooltip: str, width: float) -> None:
        """``name`` of the field, or empty for paper."""
        self.width = width
        self._number = tuple(number)
        self._name = name
        self._tooltip = tooltip

    def draw(self, pen: Pen, x: float, y: float, width: float, height: float, node: Node | None) -> None:
        top = y - _DEPTH + min(15.0, height)
        pen.line(x, y, self._number)
        left = x + width_of(self._number) + 2.0
        pen.rule(left, y - _DEPTH, x + width, y - _DEPTH, "write", 0.8)
        if self._name and node is not None:
            rect = (left, y - _DEPTH, x + width, top)
            pen.field(FieldArea(pen.page, rect, "text", self._name, self._tooltip), node)
