"""Fenced divs -> the model's values, by their name: the registry of kinds and a builder for each.

A div whose name is not in the registry is a plain group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from packetpress.load.markdown.divline import Opening
from packetpress.load.markdown.kinds import KINDS
from packetpress.load.markdown.kinds.sheets import with_columns
from packetpress.load.markdown.nodes import Container, Node
from packetpress.load.markdown.scan import Context
from packetpress.model import (
    CALLOUTS,
    NO_ATTRIBUTES,
    Attributes,
    Block,
    Blocks,
    Callout,
    Div,
    Exercise,
    Heading,
    Inlines,
    WriteOn,
)

MAX_LINES = 200
DRAWING = 8 * 72 / 2.54
REST = "rest"
"""A height: all that the page has left."""
"""Height of room to draw where the author doesn't say, in points."""


class BlockBuilder(Protocol):
    """What a div's builder asks of the builder of the whole file."""

    context: Context

    def blocks(self, nodes: Sequence[Node]) -> Blocks: ...


def build_div(node: Container, builder: BlockBuilder) -> Block:
    """The model's value for a div, by the first of its names that the registry knows."""
    kind = next((name for name in node.attributes.classes if name in DIVS), "")
    opening = Opening(node, builder.context, kind)
    children = builder.blocks(node.children)
    block = DIVS.get(kind, _group)(opening, children)
    opening.remember(f"“{kind}”" if kind else "a group without a look", DIVS)
    return block


def _group(opening: Opening, children: Blocks) -> Block:
    return Div(children, opening.attributes, opening.pos)


def _titled(opening: Opening, children: Blocks) -> tuple[Inlines, Blocks, Attributes]:
    """The title: the ``title`` attribute, else the first block if that is a heading."""
    title = opening.inlines("title")
    if opening.has("title") and not opening.text("title").strip():
        opening.warning("title", "“title” has no words.", "Write some, or take it out.")
    attributes = opening.attributes
    first = children[0] if children else None
    if not title and isinstance(first, Heading):
        title, children = first.children, children[1:]
        if first.attributes is not NO_ATTRIBUTES:
            attributes = Attributes(
                attributes.id or first.attributes.id,
                (*attributes.classes, *first.attributes.classes),
                (*attributes.pairs, *first.attributes.pairs),
                attributes.pos,
            )
    return title, children, attributes


def _checklist(opening: Opening, children: Blocks) -> Block:
    return _callout(opening, with_columns(opening, children))


def _callout(opening: Opening, children: Blocks) -> Block:
    title, children, attributes = _titled(opening, children)
    _report_empty(opening, children)
    return Callout(opening.kind, title, children, attributes, opening.pos)


def _report_empty(opening: Opening, children: Blocks) -> None:
    if not children:
        opening.warning(
            "", f"Nothing stands in this “{opening.kind}”.", "Write its text before the line that closes it."
        )


def _exercise(opening: Opening, children: Blocks) -> Block:
    minutes = opening.whole_number("minutes", 0, 1440, "15")
    group, materials = opening.text("group"), opening.text("materials")
    objectives = _objectives(opening)
    title, children, attributes = _titled(opening, children)
    _report_empty(opening, children)
    if not attributes.id:
        opening.error(
            "", "The exercise has no id.", "Give it one that begins with ex-: ::: {.exercise #ex-NAME …}."
        )
    elif not attributes.id.startswith("ex-"):
        opening.context.diagnostics.error(
            attributes.pos,
            f"The exercise's id “{attributes.id}” does not begin with ex-.",
            f"Write #ex-{attributes.id}, so that @ex-{attributes.id} can refer to it.",
        )
    return Exercise(
        title,
        children,
        minutes,
        group,
        materials,
        objectives=objectives,
        attributes=attributes,
        pos=opening.pos,
    )


def _objectives(opening: Opening) -> tuple[int, ...]:
    """The numbers in ``objectives="1 3"``; whether the section has them, ``source`` checks."""
    words = opening.text("objectives").replace(",", " ").split()
    if all(word.isascii() and word.isdigit() and len(word) < 4 and int(word) for word in words):
        return tuple(dict.fromkeys(map(int, words)))
    opening.error(
        "objectives",
        f"“objectives” are numbers of the section's objectives, not “{' '.join(words)}”.",
        'Count them from 1, and write objectives="1 3".',
    )
    return ()


def _write_on(opening: Opening, children: Blocks) -> Block:
    lines = opening.whole_number("lines", 1, MAX_LINES, "4")
    fills = opening.text("height") == REST
    height = opening.length("height", REST) if opening.has("height") and not fills else 0.0
    if fills or (opening.kind == "draw" and not opening.has("height")):
        height = DRAWING
    label = opening.text("label")
    if not opening.has("lines") and not opening.has("height") and opening.kind != "draw":
        opening.error(
            "", "Room to write on says neither its lines nor its height.", "Write lines=4 or height=5cm."
        )
    if children:
        opening.error("", "Room to write on can't hold text.", "Put the text above it, before the ::: line.")
    return WriteOn(lines, height, label, opening.attributes, opening.pos, fills)


DIVS: Mapping[str, Callable[[Opening, Blocks], Block]] = {
    **dict.fromkeys(CALLOUTS, _callout),
    "checklist": _checklist,
    "exercise": _exercise,
    "write": _write_on,
    "box": _write_on,
    "draw": _write_on,
    **KINDS,
}
"""Div name -> what builds it."""
