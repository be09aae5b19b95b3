"""Thumb tabs: which sections share one and where it stands; its drawing at the outer edge.

In: the Document's sections and the layout. Out: a ``Tab`` for each section that has one, and drawings on the
pen's current page, all of them artifacts: what a tab says stands in the heading that it belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from packetpress.model import TAB_EDGE, TAB_MARGIN, Layout, Section
from packetpress.typeset.lines import width_of
from packetpress.typeset.pen import Pen
from packetpress.typeset.text import Typesetter

_GAP = 6.0
"""Between two tabs, one below the other."""
_TALLEST = 180.0
_ROUND = 5.0
"""Radius of the corners."""
_PAD = 6.0
"""Between the words and the ends of a tab."""
_LARGEST = 1.6
"""How much larger than the style says words are set that stand upright."""


@dataclass(frozen=True, slots=True)
class Tab:
    words: str
    top: float
    """From the trimmed page's lower edge."""
    height: float


def plan_tabs(sections: Sequence[Section], layout: Layout) -> dict[str, Tab]:
    """Section id -> its tab. Sections of a part share one where parts have dividers; then sections outside
    of parts have none. Otherwise each numbered section has its own.
    """
    if layout.tabs is None or not layout.shows_tabs:
        return {}
    groups: list[list[Section]] = []
    by_part = layout.page.dividers == "parts"
    before = ""
    for section in sections:
        if by_part and section.part and section.part == before:
            groups[-1].append(section)
        elif section.part if by_part else section.kind == "section":
            groups.append([section])
        before = section.part
    places = tab_places(len(groups), layout.tabs.steps, layout.page.height)
    tabs = {}
    for group, (top, height) in zip(groups, places, strict=True):
        tab = Tab(_words(group, layout), top, height)
        tabs.update({section.id: tab for section in group})
    return tabs


def tab_places(count: int, steps: int, page_height: float) -> list[tuple[float, float]]:
    """Top and height of each tab, counted from the page's lower edge: equal steps down the page.

    More tabs than ``steps`` go down the page more than once, with as many each time as can be.
    """
    if not count:
        return []
    rows = ceil(count / ceil(count / steps))
    step = (page_height - 2 * TAB_MARGIN) / rows
    height = min(step - _GAP, _TALLEST)
    return [(page_height - TAB_MARGIN - index % rows * step, height) for index in range(count)]


def _words(group: Sequence[Section], layout: Layout) -> str:
    by_part = layout.page.dividers == "parts"
    numbers = [section.number for section in group if section.number]
    between = "–".join(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else ""
    if layout.tabs is not None and layout.tabs.label == "number" and between:
        return between
    if by_part:
        return group[0].part
    return " ".join(filter(None, (between, group[0].running_title)))


def draw_tab(pen: Pen, setter: Typesetter, layout: Layout, page: int, tab: Tab) -> None:
    """``page`` counts from 0. Words stand upright where the tab is wide enough, else along the edge."""
    geometry, style = layout.page, layout.styles["tab"]
    width, bleed = layout.tab_width, geometry.bleed
    right = page % 2 == 0 or not geometry.mirrored
    bottom = tab.top - tab.height
    edge = geometry.width if right else 0.0
    inner = edge - width if right else width
    pen.furniture = True
    # The corners at the edge lie beyond what is printed.
    beyond = width + bleed + _ROUND
    left = inner if right else -bleed - _ROUND
    pen.clip(min(inner, edge) - bleed, bottom, width + 2 * bleed, tab.height)
    pen.rounded(left, bottom, beyond, tab.height, _ROUND, "deep")
    pen.restore()
    middle = bottom + tab.height / 2
    room = width - TAB_EDGE
    upright = room / width_of(setter.plain(tab.words, style, None))
    if upright >= 1:
        style = replace(style, size=min(upright, _LARGEST) * style.size)
        words = setter.plain(tab.words, style, None)
        center = inner + room / 2 if right else inner - room / 2
        baseline = middle + style.leading / 2 - setter.baseline(style)
        pen.line(center - width_of(words) / 2, baseline, words)
    else:
        words = setter.one_line(tab.words, style, tab.height - 2 * _PAD)
        half = width_of(words) / 2
        # Read downwards at the right edge and upwards at the left one: the letters' feet towards the text.
        across = (room + style.leading) / 2 - setter.baseline(style)
        pen.turn(
            inner + across if right else inner - across, middle + (half if right else -half), clockwise=right
        )
        pen.line(0.0, 0.0, words)
        pen.restore()
    pen.furniture = False
