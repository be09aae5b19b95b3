"""Drawing on a page: text, shapes and images, each either marked content or an artifact.

In: coordinates in points from the page's trim box, y upwards. Out: content stream operators in
ReportLab's canvas, link areas, and marked-content ids in the structure nodes. Colours are palette
tokens; the layout's colour mode decides the operators, so one drawing serves colour, grey and press.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

from packetpress.model import (
    NOWHERE,
    Annotation,
    CardGrid,
    FieldArea,
    Layout,
    LinkArea,
    MarkedContent,
    ObjectReference,
    Position,
)
from packetpress.typeset.colorants import Colorants, num
from packetpress.typeset.sheet import KNOCK_OUT, OVERPRINT, SheetFile
from packetpress.typeset.structure import Node

if TYPE_CHECKING:
    from packetpress.typeset.lines import Fragment

KAPPA = 0.5523  # control distance of the cubic that approximates a quarter circle
_RISE = re.compile(r"\{rise:(-?[0-9.]+)\}")


def _risen(code: str, size: float) -> str:
    """``{rise:…}``, in thousandths of an em, as the operator for this size."""
    return _RISE.sub(lambda match: f"{num(float(match[1]) * size / 1000)} Ts", code)


_PAGINATION = Node("Artifact")
"""Owner of artifacts that pages have because they are pages (ISO 32000-1, 14.8.2.2.2); not in the tree."""


class Pen:
    """Draws one page after another. ``node`` arguments say which element owns what is drawn; None
    makes it an artifact (ISO 32000-1, 14.8.2.2)."""

    def __init__(self, sheets: SheetFile, layout: Layout) -> None:
        self._sheets = sheets
        colorants, palette = Colorants(layout), layout.palette.items()
        self._fills = {token: colorants.fill(paint) for token, paint in palette}
        self._strokes = {token: colorants.stroke(paint) for token, paint in palette}
        self._overprints = layout.color == "cmyk"
        self._black = {token for token, paint in palette if colorants.overprints(paint)}
        self.page = -1
        """Index of the current page, from 0."""
        self.furniture = False
        """What is drawn belongs to the page: running heads, folios."""
        self.repeating = False
        """What is drawn stands elsewhere already (a table's head set again): all of it is an artifact."""
        self.annotations: list[Annotation] = []
        self.places: dict[tuple[int, int], Position] = {}
        """Page and marked-content id -> place in the sources."""
        self.cards: list[CardGrid] = []
        self._field_names: dict[str, int] = {}
        self._start_page()

    def _start_page(self) -> None:
        self.page += 1
        self._operators: list[str] = []
        self._mcid = 0
        self._owner: Node | None = None
        self._marked = False
        self._font = ""
        self._fill = ""
        self._stroke = ""
        self._line_width = -1.0
        self._over: bool | None = False
        """Whether black is printed over other inks; None: not known."""
        self._annotations_on_page = 0
        self._lines: dict[str, int] = {}
        """Fields of ruled lines on the page: the name they asked for -> index in ``annotations``."""

    def finish_page(self) -> None:
        """Adds the page to the file and starts the next one."""
        self._close_mark()
        self._sheets.add_page(self._operators)
        self._start_page()

    # ---------------------------------------------------------------- marks

    def mark(self, node: Node | None) -> None:
        """What follows belongs to ``node`` (None: it is an artifact) until the next call."""
        if self.repeating or (node is None and self.furniture):
            node = _PAGINATION
        if self._marked and node is self._owner:
            return
        self._close_mark()
        self._marked = True
        self._owner = node
        if node is None or node is _PAGINATION:
            self._operators.append("/Artifact BMC" if node is None else "/Artifact <</Type /Pagination>> BDC")
            return
        role = node.role or "Span"
        self._operators.append(f"/{role} <</MCID {self._mcid}>> BDC")
        node.children.append(MarkedContent(self.page, self._mcid))
        if node.pos is not NOWHERE:
            self.places[self.page, self._mcid] = node.pos
        self._mcid += 1

    def _close_mark(self) -> None:
        if self._marked:
            self._operators.append("EMC")
            self._marked = False
            self._owner = None

    # ---------------------------------------------------------------- text

    def line(self, x: float, baseline: float, fragments: Sequence[Fragment]) -> None:
        """Part of a line of type, from left to right."""
        operators = self._operators
        for run, code, width in fragments:
            self.mark(run.node)
            self._set_fill(run.color, over=run.color in self._black)
            sized = run.sized
            operators.append("BT")
            if sized.font_operator != self._font:
                operators.append(sized.font_operator)
                self._font = sized.font_operator
            if "{" in code:
                code = _risen(code, sized.size)
            operators.append(
                f"{sized.tracking_operator}1 0 0 1 {x:.2f} {baseline + run.rise:.2f} Tm [<{code}>] TJ ET"
            )
            x += width

    # ---------------------------------------------------------------- shapes

    def _overprint(self, over: bool) -> None:
        """``over``: what follows is printed over other inks and not cut out of them."""
        if self._overprints and over is not self._over:
            self._operators.append(OVERPRINT if over else KNOCK_OUT)
            self._over = over

    def _set_fill(self, token: str, *, over: bool = False) -> None:
        self._overprint(over)
        operator = self._fills[token]
        if operator != self._fill:
            self._operators.append(operator)
            self._fill = operator

    def _set_stroke(self, token: str, width: float, *, over: bool = False) -> None:
        self._overprint(over)
        operator = self._strokes[token]
        if operator != self._stroke:
            self._operators.append(operator)
            self._stroke = operator
        if width != self._line_width:
            self._operators.append(f"{num(width)} w")
            self._line_width = width

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, node: Node | None = None
    ) -> None:
        self.mark(node)
        self._set_fill(fill)
        self._operators.append(f"{num(x)} {num(y)} {num(width)} {num(height)} re f")

    def outline(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        stroke: str,
        line_width: float,
        node: Node | None = None,
    ) -> None:
        """A rectangle's outline, drawn inside the given edges."""
        self.mark(node)
        self._set_stroke(stroke, line_width)
        inset = line_width / 2
        self._operators.append(
            f"{num(x + inset)} {num(y + inset)} {num(width - line_width)} {num(height - line_width)} re S"
        )

    def rule(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        stroke: str,
        line_width: float,
        node: Node | None = None,
    ) -> None:
        self.mark(node)
        self._set_stroke(stroke, line_width, over=stroke in self._black)
        self._operators.append(f"{num(x0)} {num(y0)} m {num(x1)} {num(y1)} l S")

    def dashed(self, x0: float, y0: float, x1: float, y1: float, stroke: str, line_width: float) -> None:
        """A line to cut along; an artifact."""
        self.mark(None)
        self._set_stroke(stroke, line_width, over=stroke in self._black)
        self._operators.append(f"[4 3] 0 d {num(x0)} {num(y0)} m {num(x1)} {num(y1)} l S [] 0 d")

    def polyline(
        self, points: Sequence[tuple[float, float]], stroke: str, line_width: float, node: Node | None = None
    ) -> None:
        self.mark(node)
        self._set_stroke(stroke, line_width)
        path = " ".join(f"{num(x)} {num(y)} {'m' if i == 0 else 'l'}" for i, (x, y) in enumerate(points))
        self._operators.append(f"{path} S")

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str = "",
        stroke: str = "",
        line_width: float = 1.0,
        node: Node | None = None,
    ) -> None:
        self.mark(node)
        k = radius * KAPPA
        r = radius
        if fill:
            self._set_fill(fill)
        if stroke:
            self._set_stroke(stroke, line_width)
        paint = "B" if fill and stroke else "f" if fill else "S"
        curves = " ".join(
            " ".join(num(v) for v in curve) + " c"
            for curve in (
                (x + r, y + k, x + k, y + r, x, y + r),
                (x - k, y + r, x - r, y + k, x - r, y),
                (x - r, y - k, x - k, y - r, x, y - r),
                (x + k, y - r, x + r, y - k, x + r, y),
            )
        )
        self._operators.append(f"{num(x + r)} {num(y)} m {curves} {paint}")

    def rounded(self, x: float, y: float, width: float, height: float, radius: float, fill: str) -> None:
        """A filled rectangle with round corners; an artifact."""
        self.mark(None)
        self._set_fill(fill)
        r = min(radius, width / 2, height / 2)
        k = r * (1 - KAPPA)
        x1, y1 = x + width, y + height
        path = [
            f"{num(x + r)} {num(y)} m {num(x1 - r)} {num(y)} l",
            f"{num(x1 - k)} {num(y)} {num(x1)} {num(y + k)} {num(x1)} {num(y + r)} c",
            f"{num(x1)} {num(y1 - r)} l",
            f"{num(x1)} {num(y1 - k)} {num(x1 - k)} {num(y1)} {num(x1 - r)} {num(y1)} c",
            f"{num(x + r)} {num(y1)} l",
            f"{num(x + k)} {num(y1)} {num(x)} {num(y1 - k)} {num(x)} {num(y1 - r)} c",
            f"{num(x)} {num(y + r)} l",
            f"{num(x)} {num(y + k)} {num(x + k)} {num(y)} {num(x + r)} {num(y)} c f",
        ]
        self._operators.append(" ".join(path))

    def path(self, operators: str, node: Node | None) -> None:
        """Path construction and painting operators, with their own colours, in a state of their own."""
        self.mark(node)
        self._overprint(False)
        self._operators.append(f"q {operators} Q")

    def clip(self, x: float, y: float, width: float, height: float) -> None:
        """Everything until ``restore`` is cut off at these edges."""
        self._close_mark()
        self._operators.append(f"q {num(x)} {num(y)} {num(width)} {num(height)} re W n")
        self._forget_state()

    def turn(self, x: float, y: float, *, clockwise: bool) -> None:
        """Everything until ``restore`` is turned by a quarter, about the point that is then 0, 0."""
        self._close_mark()
        quarter = "0 -1 1 0" if clockwise else "0 1 -1 0"
        self._operators.append(f"q {quarter} {num(x)} {num(y)} cm")
        self._forget_state()

    def restore(self) -> None:
        self._close_mark()
        self._operators.append("Q")
        self._forget_state()

    def _forget_state(self) -> None:
        self._font = self._fill = self._stroke = ""
        self._line_width = -1.0
        self._over = None

    # ---------------------------------------------------------------- images and links

    def image(
        self, image: ImageReader, x: float, y: float, width: float, height: float, node: Node | None
    ) -> None:
        self.mark(node)
        self._overprint(False)
        self._operators += self._sheets.image(image, x, y, width, height)

    def link(
        self, x0: float, y0: float, x1: float, y1: float, target: str, contents: str, node: Node
    ) -> None:
        """A link area that belongs to ``node``."""
        self._annotate(LinkArea(self.page, (x0, y0, x1, y1), target, contents), node)

    def field(self, area: FieldArea, parent: Node) -> None:
        """A field of the current page, in a Form element of its own below ``parent``.

        Ruled lines come one by one, those of a table's cell by turns with its neighbours': lines that go on
        under a name that is on the page make its field grow.
        """
        known = self._lines.get(area.name)
        if known is not None:
            last = self.annotations[known]
            x0, _, x1, y1 = last.rect
            self.annotations[known] = replace(last, rect=(x0, area.rect[1], x1, y1))
            return
        if area.kind == "lines":
            self._lines[area.name] = len(self.annotations)
        if area.kind != "radio":
            # Lines that go on over a page are a second field.
            uses = self._field_names[area.name] = self._field_names.get(area.name, 0) + 1
            area = replace(area, name=f"{area.name}-{uses}") if uses > 1 else area
        self._annotate(area, Node("Form", parent))

    def _annotate(self, area: Annotation, node: Node) -> None:
        node.children.append(ObjectReference(self.page, self._annotations_on_page))
        self._annotations_on_page += 1
        self.annotations.append(area)
