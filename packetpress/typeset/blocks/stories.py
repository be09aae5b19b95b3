"""Setter of branching stories: each step whole, and the page to turn to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from packetpress import model
from packetpress.model.tasks import Branching, Step
from packetpress.typeset.compositor import Column, Compositor, Labelled, PlannedBookmark
from packetpress.typeset.galley import ALWAYS, NEVER, Box
from packetpress.typeset.structure import Node
from packetpress.walk import plain_text

_HANG = 20.0
"""From an arrow to the words of a branch."""


def branching(compositor: Compositor, block: Branching, column: Column) -> None:
    start = len(compositor.slugs)
    titles = {step.attributes.id: plain_text(step.title) for step in block.steps}
    for index, step in enumerate(block.steps):
        if index and block.apart:
            compositor.slugs[-1].break_after = ALWAYS
        _step(compositor, step, titles, column)
    compositor.spaced(start, 0.0, 12.0)


def _step(compositor: Compositor, step: Step, titles: Mapping[str, str], column: Column) -> None:
    """``titles`` of all steps, by their ids."""
    box = Box(column.left, column.width)
    box.keep = True
    node = Node("Sect", column.node)
    inner = replace(column, node=node, boxes=(*column.boxes, box))
    start = len(compositor.slugs)
    lines = compositor.paragraph(step.title, compositor.style("h3"), inner, Node("H3", node), balance=True)
    for line in lines:
        line.break_after = NEVER
    if lines:
        lines[0].anchors = (step.attributes.id, *lines[0].anchors)
    compositor.bookmarks.append(PlannedBookmark(3, plain_text(step.title), step.attributes.id))
    compositor.prompt = plain_text(step.title)
    compositor.blocks(step.children, inner)
    words = model.Text(f"{compositor.layout.labels['turn-to-page']} ")
    items = Node("L", node, ListNumbering="None")
    style = replace(compositor.style("list"), space_after=5.0)
    for branch in step.branches:
        target = f"#{branch.target}"
        # Several steps may share a page, so each is named by its title, too.
        titled = model.Text(f": {titles.get(branch.target, '')}")
        page = model.Link((words, model.PageNumber(branch.target), titled), target, pos=branch.pos)
        element = Node("LI", items)
        label = Node("Lbl", element)
        first = len(compositor.slugs)
        compositor.slugs[-1].break_after = NEVER
        compositor.paragraph(
            (*branch.children, model.Text(" "), model.Strong((page,))),
            style,
            inner.inset(_HANG),
            Node("LBody", element),
        )
        arrow = compositor.setter.plain("→", replace(style, weight="bold", color="coral"), label)
        baseline = compositor.setter.baseline(style)
        compositor.slugs[first] = Labelled(compositor.slugs[first], column.left, baseline, arrow)
    compositor.spaced(start, 12.0, 12.0)
