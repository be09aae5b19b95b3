"""The first leaf: the cover, and on its back the imprint. Nothing of the text stands on it.

In: the Document's own words and the layout. Out: drawings on the pen's current page. Coordinates are
points from the page's lower left trim corner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from packetpress import model
from packetpress.model import Document, Layout, TextStyle
from packetpress.typeset.furniture import edition, margins, source
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node
from packetpress.typeset.text import Typesetter

_BAND = 0.282
"""Share of the cover's height below, in which it says for whom it is."""
_LEFT = 0.106
"""Share of the cover's width to the left of its words."""
_ON_PAPER = {
    "cover-kicker": "callout-label",
    "cover-title": "h1",
    "cover-subtitle": "body",
    "cover-audience": "h2",
    "cover-meta": "body",
}
"""Style -> the style of the text that has its colour on a light cover: one that is made for paper."""


class Cover:
    """Draws on the pen's current page."""

    def __init__(self, pen: Pen, setter: Typesetter, layout: Layout, document: Document) -> None:
        self._pen = pen
        self._setter = setter
        self._layout = layout
        self._document = document
        self._edition = edition(layout, document)
        self._light = layout.cover == "light"

    def draw(self, node: Node) -> None:
        """The ground that the layout asks for, and the words, which stand alike on each."""
        _GROUNDS[self._layout.cover](self._pen, self._layout)
        width, height = self._layout.page.width, self._layout.page.height
        document, wide = self._document, 0.78 * width
        kicker = f"{document.series} · {self._layout.labels['training-packet']}"
        self._stack(kicker, "cover-kicker", height - 0.082 * height, wide, node, "P")
        y = self._stack(document.title, "cover-title", 0.868 * height, 0.72 * width, node, "Title")
        y = min(y - 0.026 * height, 0.634 * height)
        self._stack(document.subtitle, "cover-subtitle", y, 0.46 * width, node, "P")
        y = (_BAND - 0.056) * height
        y = self._stack(document.audience, "cover-audience", y, wide, node, "P")
        y = min(y - 20.0, 0.114 * height)
        for words in self._meta():
            y = self._stack(words, "cover-meta", y, wide, node, "P")

    def _meta(self) -> tuple[str, str]:
        document, labels = self._document, self._layout.labels
        first = [document.edition_label, self._edition, printed_date(document)]
        second = [document.organisation, f"{labels['source']} {source(document)}"]
        return " · ".join(filter(None, first)), " · ".join(filter(None, second))

    def _style(self, name: str) -> TextStyle:
        styles = self._layout.styles
        return replace(styles[name], color=styles[_ON_PAPER[name]].color) if self._light else styles[name]

    def _stack(self, words: str, style: str, top: float, measure: float, parent: Node, role: str) -> float:
        """Lines from ``top`` down; returns where they end."""
        lines = self._setter.lines((model.Text(words),), self._style(style), measure, Node(role, parent))
        for line in lines:
            line.draw(self._pen, _LEFT * self._layout.page.width, top)
            top -= line.height
        return top

    def imprint(self, page: int, node: Node) -> None:
        """Inside the cover: what this is, which edition, and how to tell an old copy."""
        edges = margins(self._layout, page)
        document, labels, styles = self._document, self._layout.labels, self._layout.styles
        reader = " · ".join(filter(None, (document.audience, document.edition_label)))
        of = f"{self._edition} · {printed_date(document)}"
        notes = (document.subtitle, reader, self._meta()[1], of, labels["imprint"])
        texts = [("h3", document.title), *(("note", text) for text in notes if text)]
        measure = max(0.62 * (edges.right - edges.left), 20 * styles["note"].size)
        blocks = [
            self._setter.lines((model.Text(text),), styles[name], measure, Node("P", node))
            for name, text in texts
        ]
        y = edges.bottom + sum(line.height for block in blocks for line in block) + 2.0 * len(blocks)
        for block in blocks:
            for line in block:
                line.draw(self._pen, edges.left, y)
                y -= line.height
            y -= 2.0


def _full(pen: Pen, layout: Layout) -> None:
    """Grounds to the edges and over them."""
    geometry = layout.page
    width, height, bleed = geometry.width, geometry.height, geometry.bleed
    pen.rect(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed, "deep")
    # Circles of the brand, cut off at the bleed's edge.
    pen.clip(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)
    radius = 0.376 * width
    pen.circle(width + 0.188 * width - radius, 0.8 * height - radius, radius, fill="arc")
    pen.restore()
    pen.rect(-bleed, -bleed, width + 2 * bleed, _BAND * height + bleed, "sand")
    radius = 0.182 * width
    pen.circle(0.965 * width - radius, 0.618 * height - radius, radius, fill="accent")


def _light(pen: Pen, layout: Layout) -> None:
    """The circles as lines on the paper, clear of the words, and a rule in place of the grounds' edge."""
    geometry = layout.page
    width, height, bleed = geometry.width, geometry.height, geometry.bleed
    band = _BAND * height
    pen.clip(-bleed, band, width + 2 * bleed, height - band + bleed)
    pen.circle(0.94 * width, band + 0.1 * width, 0.3 * width, stroke="arc", line_width=1.2)
    pen.restore()
    pen.circle(0.8 * width, band + 0.16 * width, 0.12 * width, stroke="accent", line_width=3.0)
    pen.rule(_LEFT * width, band, width - _LEFT * width, band, "deep", 2.0)


_GROUNDS: Mapping[str, Callable[[Pen, Layout], None]] = {"full": _full, "light": _light}
"""By the layout's ``cover``."""


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
