"""Finished pages -> sheets to fold, cut or hand out.

In: a finished PDF for paper, what the typesetter knows of its pages, and the Layout. Out: the sheets as a
PDF, each side a page. ``SCHEMES`` says how pages can be laid out: each makes a plan of places, ``write``
draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from packetpress.impose.booklet import booklet
from packetpress.impose.cards import cards
from packetpress.impose.grid import PAPERS
from packetpress.impose.handouts import cut_stack, four_up, two_up
from packetpress.impose.plan import Original, Plan
from packetpress.impose.write import write
from packetpress.model import ImposedSheets, Layout, Pages

IMPOSABLE = frozenset({"plain", "press"})
"""Finishings that are for paper."""
_COPY_PAPER = 0.1 * 72 / 25.4
"""Points; the thickness of paper of 75 to 80 g/m², where the layout doesn't say."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to lay out pages."""

    plan: Callable[[Original], Plan]
    multiple: int = 1
    """The number of pages has to be a multiple of this, or places stay empty."""
    binding: str = ""
    """What holds the sheets together, where the scheme says so and not the layout."""
    of_cards: bool = False
    """Only pages with cards go on the sheets."""
    pages: int = 0
    """So many pages a sheet holds, where all of them go on sheets."""
    leaves: int = 1
    """Leaves of a copy that a sheet becomes when it is folded or cut; 0 where it is cut to other things."""


SCHEMES: Mapping[str, Scheme] = {
    "booklet": Scheme(booklet, multiple=4, binding="staple", pages=4, leaves=2),
    "2-up": Scheme(two_up, pages=4),
    "4-up": Scheme(four_up, pages=8),
    "cut-stack": Scheme(cut_stack, multiple=4, pages=4, leaves=2),
    "cards": Scheme(cards, of_cards=True, leaves=0),
}


def impose(
    data: bytes, pages: Pages, layout: Layout, scheme: str, paper: str = "", signature: int = 0
) -> ImposedSheets:
    """The sheets; the same bytes for the same values.

    ``data``: what ``finish`` made of ``pages``, in a layout whose finishing is one of ``IMPOSABLE``.
    ``paper``: a key of ``PAPERS``, or empty for the smallest that suits; a press's sheets are as large as
    they need be. ``signature``: so many sheets at most are folded into each other; 0: all.
    """
    geometry, for_press = layout.page, layout.finishing == "press"
    stock = layout.vendor.paper if layout.vendor is not None else None
    original = Original(
        count=pages.count,
        width=geometry.width,
        height=geometry.height,
        bleed=geometry.bleed if for_press else 0.0,
        for_press=for_press,
        thickness=stock.thickness if stock is not None else _COPY_PAPER,
        cards=pages.cards,
        paper=PAPERS[paper] if paper else None,
        signature=signature,
    )
    plan = SCHEMES[scheme].plan(original)
    return ImposedSheets(
        pdf=write(data, geometry, plan, scheme, for_press=for_press),
        scheme=scheme,
        sides=len(plan.sides),
        sheets=plan.sheets,
        scale=plan.scale,
        folded=plan.folded,
        size=plan.size,
        duplex=plan.duplex,
    )


__all__ = ["IMPOSABLE", "PAPERS", "SCHEMES", "Scheme", "impose"]
