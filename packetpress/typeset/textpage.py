"""A made-up page's column in; type, grounds, notes and what stands beside them drawn out."""

from __future__ import annotations

from packetpress.model import Layout
from packetpress.typeset.asides import PlacedAside
from packetpress.typeset.furniture import Margins, margins
from packetpress.typeset.galley import ASIDE_GAP, ASIDE_RULE, Box
from packetpress.typeset.paginate import NOTE_SEPARATION, MadeUpPage
from packetpress.typeset.pen import Pen


def draw_text(pen: Pen, layout: Layout, made_up: MadeUpPage, page: int, top: float) -> None:
    """``top``: where the column begins, from the trimmed page's lower edge. ``page`` counts from 0."""
    edges = margins(layout, page)
    x = edges.left
    verso = page % 2 == 1 and layout.page.mirrored
    # On a verso the column of asides stands at the left, and what it stands beside makes room for it.
    moved = _moved(made_up) if verso else {}
    for box, box_top, box_bottom in made_up.boxes:
        box.draw(pen, x + moved.get(box, 0.0), top - box_top, top - box_bottom)
    for placed in made_up.slugs:
        pen.repeating = placed.repeated
        boxes = placed.slug.boxes
        placed.slug.draw(pen, x + moved.get(boxes[0], 0.0) if boxes else x, top - placed.top)
    pen.repeating = False
    for box, aside in made_up.asides:
        _draw_aside(pen, box, aside, edges, top, verso=verso)
    if made_up.notes:
        rule = top - made_up.notes[0].top + NOTE_SEPARATION / 2
        pen.rule(x, rule, x + 72.0, rule, "mid", 0.6)
    for placed in made_up.notes:
        placed.slug.draw(pen, x, top - placed.top)


def _draw_aside(pen: Pen, box: Box, aside: PlacedAside, edges: Margins, top: float, *, verso: bool) -> None:
    """In the outer column, with a rule on the side of the text."""
    left = edges.left if verso else edges.right - box.outer + ASIDE_GAP
    rule = left + box.outer - ASIDE_GAP + ASIDE_RULE if verso else left - ASIDE_RULE
    pen.rule(rule, top - aside.top, rule, top - aside.bottom, "mid", 1.5)
    for inner, inner_top, inner_bottom in aside.boxes:
        inner.draw(pen, left, top - inner_top, top - inner_bottom)
    for placed in aside.slugs:
        placed.slug.draw(pen, left, top - placed.top)


def _moved(made_up: MadeUpPage) -> dict[Box, float]:
    """How far each box of a verso moves to the right: the outermost with an aside, and all that it holds."""
    return {
        box: placed.slug.boxes[0].outer
        for placed in made_up.slugs
        if placed.slug.boxes and placed.slug.boxes[0].outer
        for box in placed.slug.boxes
    }
