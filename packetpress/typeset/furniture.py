"""What stands on pages besides the text: cover, imprint, openers' ground, running heads, folios, notes pages.

In: the Document's own words and the layout. Out: drawings on the pen's current page. Coordinates are
points from the page's lower left trim corner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from packetpress import model
from packetpress.model import Document, Inlines, Layout, Section, TextStyle
from packetpress.typeset.lines import Fragment, width_of, with_space
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node
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


class Furniture:
    """Draws on the pen's current page."""

    def __init__(self, pen: Pen, setter: Typesetter, layout: Layout, document: Document) -> None:
        self._pen = pen
        self._setter = setter
        self._layout = layout
        self._document = document
        self._edition = f"{layout.labels['edition']} {document.version}"
        self._source = document.source_hash[:7]
        """Enough to tell two states of the sources apart at a glance."""
        self._stamp = f"{self._edition} · {self._source}"

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
            self._flush_right(edges.right, y, self._one_line(words, style, room))
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

    def _one_line(self, words: str, style: TextStyle, room: float) -> list[Fragment]:
        """Shortened at a word where there is no room."""
        line = self._setter.plain(words, style, None)
        while width_of(line) > room and " " in words:
            words = words.rsplit(" ", 1)[0]
            line = self._setter.plain(f"{words} …", style, None)
        return line

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

    def cover(self, node: Node) -> None:
        layout, document, pen = self._layout, self._document, self._pen
        geometry = layout.page
        width, height, bleed = geometry.width, geometry.height, geometry.bleed
        band = 0.282 * height
        pen.rect(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed, "deep")
        # Circles of the brand, cut off at the bleed's edge.
        pen.clip(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)
        radius = 0.376 * width
        pen.circle(width + 0.188 * width - radius, 0.8 * height - radius, radius, fill="arc")
        pen.unclip()
        pen.rect(-bleed, -bleed, width + 2 * bleed, band + bleed, "sand")
        radius = 0.182 * width
        pen.circle(0.965 * width - radius, 0.618 * height - radius, radius, fill="accent")
        left = 0.106 * width
        kicker = f"{document.series} · {layout.labels['training-packet']}"
        self._stack(
            (model.Text(kicker),), "cover-kicker", left, height - 0.082 * height, 0.78 * width, node, "P"
        )
        y = self._stack(
            (model.Text(document.title),), "cover-title", left, 0.868 * height, 0.72 * width, node, "Title"
        )
        y = min(y - 0.026 * height, 0.634 * height)
        self._stack((model.Text(document.subtitle),), "cover-subtitle", left, y, 0.46 * width, node, "P")
        y = band - 0.056 * height
        y = self._stack((model.Text(document.audience),), "cover-audience", left, y, 0.78 * width, node, "P")
        for words in self._meta():
            self._stack(
                (model.Text(words),),
                "cover-meta",
                left,
                min(y - 20.0, 0.114 * height),
                0.78 * width,
                node,
                "P",
            )
            y = min(y - 20.0, 0.114 * height) + 20.0 - self._style("cover-meta").leading

    def _meta(self) -> tuple[str, str]:
        document, labels = self._document, self._layout.labels
        first = [document.edition_label, self._edition, printed_date(document)]
        second = [document.organisation, f"{labels['source']} {self._source}"]
        return " · ".join(filter(None, first)), " · ".join(filter(None, second))

    def _stack(
        self, words: Inlines, style: str, x: float, top: float, measure: float, parent: Node, role: str
    ) -> float:
        """Lines from ``top`` down; returns where they end."""
        lines = self._setter.lines(words, self._style(style), measure, Node(role, parent))
        for line in lines:
            line.draw(self._pen, x, top)
            top -= line.height
        return top

    def imprint(self, page: int, node: Node) -> None:
        """Inside the cover: what this is, which edition, and how to tell an old copy."""
        edges = margins(self._layout, page)
        document, labels = self._document, self._layout.labels
        reader = " · ".join(filter(None, (document.audience, document.edition_label)))
        edition = f"{self._edition} · {printed_date(document)}"
        notes = (document.subtitle, reader, self._meta()[1], edition, labels["imprint"])
        texts = [("h3", document.title), *(("note", text) for text in notes if text)]
        measure = max(0.62 * (edges.right - edges.left), 20 * self._style("note").size)
        blocks = [
            self._setter.lines((model.Text(text),), self._style(name), measure, Node("P", node))
            for name, text in texts
        ]
        y = edges.bottom + sum(line.height for block in blocks for line in block) + 2.0 * len(blocks)
        for block in blocks:
            for line in block:
                line.draw(self._pen, edges.left, y)
                y -= line.height
            y -= 2.0


def printed_date(document: Document) -> str:
    """ "21 November 2026" in English, else ISO 8601: month names are not ours to guess."""
    day = document.date
    if not document.language.lower().startswith("en"):
        return day.isoformat()
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return f"{day.day} {months[day.month - 1]} {day.year}"
