"""Setter of figures: artwork scaled to the measure, its caption below it."""

from __future__ import annotations

import re
from math import ceil

from packetpress import model
from packetpress.typeset.compositor import Column, Compositor
from packetpress.typeset.galley import NEVER, Slug
from packetpress.typeset.images import Artwork
from packetpress.typeset.pen import Pen
from packetpress.typeset.sampling import COARSE, dots
from packetpress.typeset.structure import Node

_UNITS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75}
_WIDTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(%|pt|mm|cm|in|px)")
_HIGHEST = 0.78
"""Share of the page's height that a figure may take, so that its caption stays with it."""


class _Picture(Slug):
    __slots__ = ("_artwork", "_left", "_node", "_width")

    def __init__(self, artwork: Artwork, left: float, width: float, height: float, node: Node | None) -> None:
        super().__init__(height)
        self._artwork = artwork
        self._left = left
        self._width = width
        self._node = node

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left, bottom = x + self._left, top - self.height
        if self._node is not None:
            self._node.box((left, bottom, left + self._width, top))
        self._artwork.draw(pen, left, bottom, self._width, self.height, self._node)


def figure(compositor: Compositor, block: model.Figure, column: Column) -> None:
    artwork = compositor.setter.artwork(block.asset)
    width = _wanted_width(compositor, block, column, artwork)
    height = artwork.height * width / artwork.width
    highest = compositor.page_height * _HIGHEST
    if height > highest:
        width, height = width * highest / height, highest
    _check_dots(compositor, block, width, height)
    node = None if block.decorative else Node("Figure", column.node, Alt=block.alt, Placement="Block")
    picture = _Picture(artwork, column.left + (column.width - width) / 2, width, height, node)
    picture.space_before = 8.0
    picture.space_after = 8.0
    compositor.add(picture, column)
    if block.caption or block.number:
        picture.break_after = NEVER
        picture.space_after = 0.0
        caption(compositor, block.number, "figure", block.caption, column)


def _check_dots(compositor: Compositor, block: model.Figure, width: float, height: float) -> None:
    """A press's own check says it more strictly, by what the shop asks for."""
    asset = compositor.assets[block.asset]
    found = dots(asset, width, height)
    if not 0 < found < COARSE or compositor.layout.finishing == "press":
        return
    enough = ceil(round(asset.pixels[0] * COARSE / found, 3))
    compositor.diagnostics.warning(
        block.pos,
        f"The picture “{asset.path}” has {found:.0f} dots to the inch at this size; with fewer than "
        f"{COARSE:.0f} it looks coarse.",
        f"Use a larger file of it, {enough} dots wide or more, or set it smaller.",
    )


def caption(compositor: Compositor, number: str, label: str, content: model.Inlines, column: Column) -> None:
    """ "Figure 2.1  What it shows", kept on one page."""
    if number:
        words = f"{compositor.layout.labels[label]} {number}"
        gap = (model.Text(" "),) if content else ()
        content = (model.Strong((model.Text(words),)), *gap, *content)
    node = Node("Caption", column.node)
    lines = compositor.paragraph(content, compositor.style("caption"), column, node)
    for line in lines[:-1]:
        line.break_after = NEVER


def _wanted_width(compositor: Compositor, block: model.Figure, column: Column, artwork: Artwork) -> float:
    wanted = block.attributes.get("width")
    match = _WIDTH.fullmatch(wanted) if wanted else None
    if wanted and match is None:
        compositor.diagnostics.error(
            block.pos,
            f"“{wanted}” is not a width.",
            "Write a share of the text's width (width=60%) or a length (width=8cm).",
        )
    if compositor.layout.figures == "full":
        return column.width
    if match is None:
        return min(artwork.width, column.width)
    value = float(match[1])
    length = column.width * value / 100 if match[2] == "%" else value * _UNITS[match[2]]
    return min(length, column.width)
