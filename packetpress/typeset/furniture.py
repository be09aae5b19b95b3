"""What stands on pages besides the text: openers' ground, dividers, running heads, folios, tabs, notes pages.

In: the Document's own words and the layout. Out: drawings on the pen's current page. Coordinates are
points from the page's lower left trim corner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from packetpress.model import Document, Layout, Section, TextStyle
from packetpress.typeset.lines import Fragment, width_of, with_space
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node
from packetpress.typeset.tabs import Tab, draw_tab
from packetpress.typeset.text import Typesetter

_ABOVE_NOTES = 30.0
"""From the text to the word "Notes" where the rest of a page is ruled."""
OPENER_GROUND = 0.39
"""Share of an opener's height that is tinted."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Edges of one page's text column."""

    left: float
    right: float
    top: float
    bottom: float


def margins(layout: Layout, page: int) -> Margins:
    """``page`` counts from 0; even pages are rectos."""
    geometry = layout.page
    recto = page % 2 == 0 or not geometry.mirrored
    left = geometry.inner if recto else geometry.outer
    right = geometry.width - (geometry.outer if recto else geometry.inner)
    return Margins(left, right, geometry.height - geometry.top, geometry.bottom)


def edition(layout: Layout, document: Document) -> str:
    return f"{layout.labels['edition']} {document.version}"


def source(document: Document) -> str:
    """Enough to tell two states of the sources apart at a glance."""
    return document.source_hash[:7]


class Furniture:
    """Draws on the pen's current page."""

    def __init__(self, pen: Pen, setter: Typesetter, layout: Layout, document: Document) -> None:
        self._pen = pen
        self._setter = setter
        self._layout = layout
        self._document = document
        self._stamp = f"{edition(layout, document)} · {source(document)}"

    def _style(self, name: str) -> TextStyle:
        return self._layout.styles[name]

    # ---------------------------------------------------------------- at the edges

    def head(self, page: int, section: Section | None) -> None:
        """Reader at the left, section at the right, a rule below."""
        self._pen.furniture = True
        edges = margins(self._layout, page)
        style = self._style("running-head")
        y = self._layout.page.height - self._layout.page.head
        reader = self._reader(style)
        self._pen.line(edges.left, y, reader)
        if section is not None:
            words = f"{section.number} · {section.running_title}" if section.number else section.running_title
            room = edges.right - edges.left - width_of(reader) - 2 * style.size
            self._flush_right(edges.right, y, self._setter.one_line(words, style, room))
        self._pen.rule(edges.left, y - 6.0, edges.right, y - 6.0, "rule", 0.6)
        self._pen.furniture = False

    def _reader(self, style: TextStyle) -> list[Fragment]:
        document = self._document
        words = self._setter.plain(document.audience or document.title, style, None)
        if document.edition_mark:
            mark = replace(style, weight="bold", color="coral")
            gap = self._setter.plain("·", style, None)
            words = [*words, *gap, *self._setter.plain(document.edition_mark, mark, None)]
            words = [with_space(fragment) for fragment in words[:-1]] + words[-1:]
        return words

    def _flush_right(self, right: float, y: float, fragments: list[Fragment]) -> None:
        self._pen.line(right - width_of(fragments), y, fragments)

    def foot(self, page: int, folio: str) -> None:
        """Folio at the outer edge, version and source at the binding."""
        self._pen.furniture = True
        edges = margins(self._layout, page)
        y = self._layout.page.foot
        number = self._setter.plain(folio, self._style("folio"), None)
        stamp = self._setter.plain(self._stamp, self._style("footer"), None)
        if page % 2 == 0 or not self._layout.page.mirrored:
            self._pen.line(edges.left, y, stamp)
            self._flush_right(edges.right, y, number)
        else:
            self._pen.line(edges.left, y, number)
            self._flush_right(edges.right, y, stamp)
        self._pen.furniture = False

    # ---------------------------------------------------------------- whole pages

    def notes_page(self, page: int) -> None:
        """A page that would be blank: ruled, for the reader's notes. All of it is an artifact."""
        edges = margins(self._layout, page)
        self._ruled_notes(edges, edges.top - self._setter.baseline(self._style("h3")))

    def rest_for_notes(self, page: int, top: float) -> None:
        """Rules the rest of a page that the text leaves half empty, from ``top`` down; an artifact."""
        edges = margins(self._layout, page)
        self._ruled_notes(edges, top - _ABOVE_NOTES - self._setter.baseline(self._style("h3")))

    def _ruled_notes(self, edges: Margins, baseline: float) -> None:
        words = self._setter.plain(self._layout.labels["notes"], self._style("h3"), None)
        self._pen.line(edges.left, baseline, words)
        pitch = self._layout.writing_pitch
        y = baseline - pitch * 1.5
        while y > edges.bottom:
            self._pen.rule(edges.left, y, edges.right, y, "write", 0.7)
            y -= pitch

    def tab(self, page: int, tab: Tab) -> None:
        draw_tab(self._pen, self._setter, self._layout, page, tab)

    def divider(self) -> None:
        """Circles of the brand at the foot of a part's first leaf; its words are set like any others."""
        geometry, pen = self._layout.page, self._pen
        width, bleed = geometry.width, geometry.bleed
        pen.clip(-bleed, -bleed, width + 2 * bleed, geometry.height + 2 * bleed)
        radius = 0.376 * width
        pen.circle(0.94 * width, 0.04 * geometry.height, radius, fill="sand")
        pen.circle(0.66 * width, 0.21 * geometry.height, 0.06 * width, fill="accent")
        pen.restore()

    def opener(self, page: int, section: Section, title: Node, rest: Node) -> None:
        """Tinted ground, the section's number and title, its part and minutes.

        ``title`` owns number and title; part and minutes come first in ``rest``.
        """
        geometry = self._layout.page
        bleed = geometry.bleed
        edges = margins(self._layout, page)
        height = geometry.height * OPENER_GROUND
        bottom = geometry.height - height
        self._pen.rect(-bleed, bottom, geometry.width + 2 * bleed, height + bleed, "sand")
        number = self._style("opener-number")
        measure = edges.right - edges.left
        lines = self._setter.lines(section.title, self._style("opener-title"), measure, title, balance=True)
        # The title's last line stands at a fixed height; the number above its first.
        style = self._style("opener-title")
        top = bottom + 0.21 * height + style.leading * len(lines)
        top = max(top, bottom + 0.44 * height)
        top = min(top, geometry.height - 0.62 * number.size - 36.0)
        if section.number:
            figure = Node("Span", title)
            # Numbers before words in the title's reading order.
            title.children.insert(0, title.children.pop())
            fragments = [with_space(part) for part in self._setter.plain(section.number, number, figure)]
            self._pen.line(edges.left - 4.0, top + 22.0, fragments)
        minutes = f"{section.minutes} {self._layout.labels['minutes']}" if section.minutes else ""
        kicker_words = " · ".join(filter(None, (section.part, minutes)))
        if kicker_words:
            kicker = replace(self._style("callout-label"), color="mid")
            node = Node("P", rest)
            rest.children.insert(0, rest.children.pop())
            words = self._setter.plain(kicker_words, kicker, node)
            self._flush_right(edges.right, geometry.height - geometry.head, words)
        for line in lines:
            line.draw(self._pen, edges.left, top)
            top -= line.height
