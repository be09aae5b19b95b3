"""The first leaf: the cover, and on its back the imprint. Nothing of the text stands on it.

In: the Document's own words and the layout. Out: drawings on the pen's current page. Coordinates are
points from the page's lower left trim corner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from packetpress import model
from packetpress.diagnostics import Diagnostics
from packetpress.model import Document, Layout, TextStyle
from packetpress.typeset.furniture import edition, margins, source
from packetpress.typeset.lines import TextLine, width_of
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node
from packetpress.typeset.text import Typesetter

_BAND = 0.282
"""Share of the cover's height below, in which it says for whom it is."""
_LEFT = 0.106
"""Share of the cover's width to the left of its words."""
_WIDE = 0.78
"""Share of its width that its words take at most."""
_CIRCLE_TOP = 0.618
_CIRCLE_LEFT = 0.6
"""Shares of its height and width: to the right of this and below that, no ground is fit for words."""
_STEPS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""Sizes that long words are tried in, as shares of their style's."""
_ON_PAPER = {
    "cover-kicker": "callout-label",
    "cover-title": "h1",
    "cover-subtitle": "body",
    "cover-audience": "h2",
    "cover-meta": "body",
}
"""Style -> the style of the text that has its colour on a light cover: one that is made for paper."""


class _Words(NamedTuple):
    """A paragraph of the cover."""

    text: str
    style: str
    role: str
    measure: float
    """Share of the page's width."""


class Cover:
    """Draws on the pen's current page."""

    def __init__(
        self, pen: Pen, setter: Typesetter, layout: Layout, document: Document, diagnostics: Diagnostics
    ) -> None:
        self._pen = pen
        self._diagnostics = diagnostics
        self._setter = setter
        self._layout = layout
        self._document = document
        self._edition = edition(layout, document)
        self._light = layout.cover == "light"

    def draw(self, node: Node) -> None:
        """The ground that the layout asks for, and the words, which stand alike on each."""
        _GROUNDS[self._layout.cover](self._pen, self._layout)
        height = self._layout.page.height
        document = self._document
        series = f"{document.series} · {self._layout.labels['training-packet']}"
        kicker = _Words(series, "cover-kicker", "P", _WIDE)
        title = _Words(document.title, "cover-title", "Title", 0.72)
        subtitle = _Words(document.subtitle, "cover-subtitle", "P", 0.46)
        below = self._place(kicker, 0.918 * height, 1.0)[1]
        top = min(0.868 * height, below - 6.0)
        self._draw(kicker, 0.918 * height, 1.0, node)
        sizes = self._sizes((title, subtitle), lambda shares: self._clear(title, subtitle, top, shares))
        y = self._draw(title, top, sizes[0], node)
        self._draw(subtitle, self._below_title(y), sizes[1], node)
        self._foot(node)

    def _below_title(self, y: float) -> float:
        """Where the subtitle begins under a title that ends at ``y``."""
        height = self._layout.page.height
        return min(y - 0.026 * height, 0.634 * height)

    def _clear(self, title: _Words, subtitle: _Words, top: float, shares: Sequence[float]) -> _Words | None:
        """What of the two runs over the circles, over the edge of the grounds, or needs a word divided."""
        width, height = self._layout.page.width, self._layout.page.height
        circles = max(_CIRCLE_TOP * height, _BAND * height + 0.4 * width) + 6.0
        lines, y = self._place(title, top, shares[0])
        at = top
        for line in lines:
            at -= line.height
            if at < circles and _LEFT * width + width_of(line.fragments) > _CIRCLE_LEFT * width:
                return title
        floor = (_BAND + 0.018) * height
        last = self._below_title(y) - self._style(subtitle.style).leading * bool(subtitle.text)
        if self._divides(title, shares[0]) or last < floor:
            return title
        _, end = self._place(subtitle, self._below_title(y), shares[1])
        return subtitle if subtitle.text and (end < floor or self._divides(subtitle, shares[1])) else None

    def _foot(self, node: Node) -> None:
        """For whom it is, and which edition, from the edge of the grounds down."""
        height = self._layout.page.height
        audience = _Words(self._document.audience, "cover-audience", "P", _WIDE)
        meta = [_Words(words, "cover-meta", "P", _WIDE) for words in self._meta()]
        top, floor = (_BAND - 0.056) * height, 0.03 * height

        def tops(shares: Sequence[float]) -> tuple[float, float]:
            """Where the lines below the audience begin, and where they end."""
            high = sum(top - self._place(words, top, shares[1])[1] for words in meta)
            begin = min(self._place(audience, top, shares[0])[1] - 8.0, max(0.114 * height, floor + high))
            return begin, begin - high

        sizes = self._sizes(
            (audience, meta[0]), lambda shares: audience if tops(shares)[1] < floor - 0.01 else None
        )
        self._draw(audience, top, sizes[0], node)
        y = tops(sizes)[0]
        for words in meta:
            y = self._draw(words, y, sizes[1], node)

    # ---------------------------------------------------------------- words in the size that fits

    def _sizes(
        self, pair: tuple[_Words, _Words], too_long: Callable[[Sequence[float]], _Words | None]
    ) -> tuple[float, float]:
        """The shares of its style's size at which each of two stands clear; reports what never does.

        ``too_long``: which of the two is in the way at these shares.
        """
        steps = [[share for share in _STEPS if self._readable(words, share)] for words in pair]
        at = [0, 0]
        while (found := too_long([steps[i][at[i]] for i in (0, 1)])) is not None:
            which = pair.index(found)
            if at[which] + 1 == len(steps[which]):
                which = 1 - which
            if at[which] + 1 == len(steps[which]):
                self._report(found)
                break
            at[which] += 1
        return steps[0][at[0]], steps[1][at[1]]

    def _readable(self, words: _Words, share: float) -> bool:
        """Nothing becomes smaller than running text."""
        size = self._style(words.style).size
        return size * share >= min(size, self._layout.styles["body"].size)

    def _report(self, words: _Words) -> None:
        what, pos = {
            "cover-title": ("title", self._document.title_pos),
            "cover-subtitle": ("subtitle", self._document.subtitle_pos),
        }.get(words.style, ("audience's name", self._document.title_pos))
        self._diagnostics.error(
            pos,
            f"The {what} is too long for the cover ({self._layout.name}), even in the smallest type that is"
            " set there.",
            f"Shorten it: it has {len(words.text)} letters.",
        )

    def _divides(self, words: _Words, share: float) -> bool:
        style = _scaled(self._style(words.style), share)
        longest, _ = self._setter.extent((model.Text(words.text),), style)
        return longest > words.measure * self._layout.page.width

    def _place(
        self, words: _Words, top: float, share: float, node: Node | None = None
    ) -> tuple[list[TextLine], float]:
        """The lines, and where they end."""
        style = _scaled(self._style(words.style), share)
        measure = words.measure * self._layout.page.width
        lines = self._setter.lines((model.Text(words.text),), style, measure, node)
        return lines, top - sum(line.height for line in lines)

    def _draw(self, words: _Words, top: float, share: float, parent: Node) -> float:
        """Lines from ``top`` down; returns where they end."""
        lines, end = self._place(words, top, share, Node(words.role, parent))
        for line in lines:
            line.draw(self._pen, _LEFT * self._layout.page.width, top)
            top -= line.height
        return end

    def _meta(self) -> tuple[str, str]:
        document, labels = self._document, self._layout.labels
        first = [document.edition_label, self._edition, printed_date(document)]
        second = [document.organisation, f"{labels['source']} {source(document)}"]
        return " · ".join(filter(None, first)), " · ".join(filter(None, second))

    def _style(self, name: str) -> TextStyle:
        styles = self._layout.styles
        return replace(styles[name], color=styles[_ON_PAPER[name]].color) if self._light else styles[name]

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


def _scaled(style: TextStyle, share: float) -> TextStyle:
    return replace(style, size=style.size * share, leading=style.leading * share)


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
    pen.circle(0.965 * width - radius, _CIRCLE_TOP * height - radius, radius, fill="accent")


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
