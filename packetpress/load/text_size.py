"""A layout and the size that a packet's readers need in; the layout with its text set at that size out."""

from __future__ import annotations

from dataclasses import replace

from packetpress.model import Layout, TextStyle

EDGES = frozenset({"running-head", "folio", "footer", "tab"})
"""Roles at the edges of the page: they find places, nobody reads them through."""
LEADERS = frozenset({"running-note"})
"""For who leads an exercise: it grows, but not to the readers' size: the column is narrow."""
DISPLAY = 20.0
"""Points. Type of this size and above is large enough for any reader, and lines of it would break."""


def for_text_size(layout: Layout, size: float) -> Layout:
    """The layout with running text of ``size`` points and all other text to be read in proportion.

    Nothing that is read is smaller than ``size`` then, captions and notes included (clear print asks for one
    least size, not for one of running text: CNIB, Clear Print Guidelines). A layout whose running text is
    that large already, such as large print, stays as it is.
    """
    growth = size / layout.styles["body"].size
    if growth <= 1:
        return layout
    styles = {
        role: style
        if role in EDGES or style.size >= DISPLAY
        else _grown(style, growth, 0.0 if role in LEADERS else size)
        for role, style in layout.styles.items()
    }
    return replace(layout, styles=styles)


def _grown(style: TextStyle, growth: float, least: float) -> TextStyle:
    size = max(style.size * growth, least)
    return replace(style, size=size, leading=style.leading * size / style.size)
