"""Setters of what stands in a box of its own: callouts and code."""

from __future__ import annotations

from dataclasses import dataclass, replace

from packetpress import model
from packetpress.typeset.blocks.text import trim
from packetpress.typeset.compositor import Column, Compositor, stacked_height
from packetpress.typeset.galley import NEVER, Box, Slug
from packetpress.typeset.lines import Fragment, Run, with_space
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node


@dataclass(frozen=True, slots=True)
class Look:
    """Ground, edge and label colour of a callout, as palette tokens; empty: none."""

    ground: str = ""
    bar: str = ""
    frame: str = ""
    label: str = "coral"


_KEY = Look(ground="sand", bar="coral")
_CHECK = Look(frame="mid", label="mid")
_TIP = Look(bar="mid", label="mid")
_BESIDE_THE_TEXT = Look(ground="sand", bar="mid", label="mid")
_QUIET = Look(frame="rule", label="deep")

LOOKS = {
    "key-message": _KEY,
    "keypoints": _KEY,
    "objectives": _KEY,
    "look-for": _KEY,
    "answer": _KEY,
    "solution": _KEY,
    "evidence": _CHECK,
    "questions": _CHECK,
    "discussion": _CHECK,
    "stage": Look(ground="sand", bar="mid", label="mid"),
    "tip": _TIP,
    "reflect": _TIP,
    "testimonial": _TIP,
    "challenge": _TIP,
    "instructor": _BESIDE_THE_TEXT,
    "notes": _BESIDE_THE_TEXT,
}
"""By kind; any other kind is quiet."""

_ANSWERING = frozenset({"look-for", "answer", "solution"})
"""What stands in these isn't understood without what comes before."""
_LONG = 0.2
"""Share of a page above which such an answer may be divided: a key of whole answers has half-empty pages."""

_PAD = 9.0
_SIDE = 12.0
_BAR = 4.0


class _Ground(Box):
    __slots__ = ("_look",)

    complete = True

    def __init__(self, look: Look, left: float, width: float) -> None:
        super().__init__(left, width, _PAD, _PAD)
        self._look = look

    def draw(self, pen: Pen, x: float, top: float, bottom: float) -> None:
        left = x + self.left
        if self._look.ground:
            pen.rect(left, bottom, self.width, top - bottom, self._look.ground)
        if self._look.bar:
            pen.rect(left, bottom, _BAR, top - bottom, self._look.bar)
        if self._look.frame:
            pen.outline(left, bottom, self.width, top - bottom, self._look.frame, 0.8)


def callout(compositor: Compositor, block: model.Callout, column: Column) -> None:
    look = LOOKS.get(block.kind, _QUIET)
    box = _Ground(look, column.left, column.width)
    # A callout that fits on a page is not worth dividing; the last page of a long one would be a scrap.
    box.keep = True
    node = Node("Aside", column.node)
    inner = column.inset(_SIDE + (_BAR if look.bar else 0), _SIDE, node=node, style="callout")
    inner = replace(inner, boxes=(*column.boxes, box))
    if block.kind in _ANSWERING:
        compositor.follow(column)
    start = len(compositor.slugs)
    title = block.title or (model.Text(compositor.layout.labels[f"callout-{block.kind}"]),)
    style = replace(compositor.style("callout-label"), color=look.label)
    for line in compositor.paragraph(title, style, inner, Node("P", node)):
        line.break_after = NEVER
    compositor.blocks(block.children, inner)
    trim(compositor, start)
    if block.kind in _ANSWERING:
        box.keep = stacked_height(compositor.slugs[start:]) < _LONG * compositor.page_height
    compositor.spaced(start, 10.0, 10.0)


# ------------------------------------------------------------------------------------ code


class _CodeGround(Box):
    __slots__ = ()

    def draw(self, pen: Pen, x: float, top: float, bottom: float) -> None:
        pen.rect(x + self.left, bottom, self.width, top - bottom, "sand")


class _CodeLine(Slug):
    """A line of code; ``turned`` where it goes on below because the measure was too narrow."""

    __slots__ = ("_baseline", "_fragments", "_left", "_right", "_turned")

    def __init__(
        self,
        height: float,
        baseline: float,
        fragments: list[Fragment],
        edges: tuple[float, float],
        turned: bool,
    ) -> None:
        super().__init__(height)
        self._baseline = baseline
        self._fragments = fragments
        self._left, self._right = edges
        self._turned = turned

    def draw(self, pen: Pen, x: float, top: float) -> None:
        pen.line(x + self._left, top - self._baseline, self._fragments)
        if self._turned:
            _turn(pen, x + self._right, top - self._baseline)


def _turn(pen: Pen, right: float, baseline: float) -> None:
    """An arrow that turns back: this line goes on below."""
    pen.polyline(((right, baseline + 6), (right, baseline + 2), (right - 6, baseline + 2)), "coral", 0.8)
    pen.polyline(((right - 4, baseline + 4), (right - 6, baseline + 2), (right - 4, baseline)), "coral", 0.8)


def code(compositor: Compositor, block: model.CodeBlock, column: Column) -> None:
    style = compositor.style("code")
    box = _CodeGround(column.left, column.width, 7.0, 7.0)
    boxed = replace(column, boxes=(*column.boxes, box))
    node = Node("Code", Node("P", column.node))
    run = compositor.setter.run(style, node)
    measure = column.width - 2 * _SIDE - 10.0
    edges = (column.left + _SIDE, column.left + column.width - _SIDE)
    baseline = compositor.setter.baseline(style)
    start = len(compositor.slugs)
    for number, text in enumerate(block.value.split("\n")):
        pos = replace(block.pos, line=block.pos.line + number) if block.pos.line else block.pos
        rows = _wrapped(compositor, text.expandtabs(4), run, measure, pos)
        # A space nobody sees, so that the last word of a line and the first of the next aren't read as one.
        rows[-1][-1:] = map(with_space, rows[-1][-1:])
        for index, row in enumerate(rows):
            line = _CodeLine(style.leading, baseline, row, edges, index < len(rows) - 1)
            if line is not None and index < len(rows) - 1:
                line.break_after = NEVER
            compositor.add(line, boxed)
    if len(compositor.slugs) - start > 1:
        compositor.slugs[start].break_after = NEVER
        compositor.slugs[-2].break_after = NEVER
    compositor.spaced(start, style.space_before + 4, style.space_after)


def _wrapped(
    compositor: Compositor, text: str, run: Run, measure: float, pos: model.Position
) -> list[list[Fragment]]:
    """A line of code in as many pieces as the measure needs; every character is kept."""
    rows: list[list[Fragment]] = [[]]
    at = 0.0
    for character in text:
        parts, missing = run.sized.fragments(character)
        if missing:
            compositor.setter.missing(missing, text, pos, run.sized.file)
        for file, piece, width in parts:
            owner = compositor.setter.in_face(run, file)
            if at + width > measure:
                rows.append([])
                at = 0.0
            row = rows[-1]
            if row and row[-1][0] is owner:
                row[-1] = (owner, row[-1][1] + piece, row[-1][2] + width)
            else:
                row.append((owner, piece, width))
            at += width
    return rows
