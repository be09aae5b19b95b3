"""Fenced divs -> the model's values, by their name: the registry of kinds and a builder for each.

A div whose name is not in the registry is a plain group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from packetpress.load.markdown.inlines import parse_run
from packetpress.load.markdown.lines import Line, Run
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
    List,
    Paragraph,
    Position,
    Scale,
    Span,
    WriteOn,
)

MAX_LINES = 200
MAX_POINTS = 11
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(cm|mm|in|pt)")
_UNITS: Mapping[str, float] = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0}


class BlockBuilder(Protocol):
    """What a div's builder asks of the builder of the whole file."""

    context: Context

    def blocks(self, nodes: Sequence[Node]) -> Blocks: ...


class Opening:
    """A div's opening line: its values, taken one by one; what is left stays in the attributes."""

    def __init__(self, node: Container, context: Context, kind: str) -> None:
        self.kind = kind
        self.pos = node.pos
        self.context = context
        self._line = node.line or Line("", node.pos.file, node.pos.line)
        self._listed = node.listed
        self._taken: set[str] = set()
        self._attributes = context.claim(node.attributes)

    @property
    def attributes(self) -> Attributes:
        """What no builder has taken."""
        kept = tuple(pair for pair in self._attributes.pairs if pair[0] not in self._taken)
        return replace(self._attributes, pairs=kept) if self._taken else self._attributes

    def has(self, key: str) -> bool:
        return any(name == key for name, _ in self._attributes.pairs)

    def text(self, key: str) -> str:
        self._taken.add(key)
        return self._attributes.get(key)

    def inlines(self, key: str) -> Inlines:
        """The value's Markdown, with the positions it has on the line."""
        if not self.text(key) or self._listed is None:
            return ()
        start, end = self._listed.values[key]
        return parse_run(self.context, Run([(self._line.text[start:end], self._line, start)]))

    def whole_number(self, key: str, low: int, high: int, example: str) -> int:
        """The value as a number from ``low`` to ``high``; 0 if it is missing or (an error) no such number."""
        if not self.has(key):
            self._taken.add(key)
            return 0
        value = self.text(key)
        if value.isascii() and value.isdigit() and len(value) < 7 and low <= int(value) <= high:
            return int(value)
        self.error(
            key, f"“{key}” is a whole number from {low} to {high}, not “{value}”.", f"Write {key}={example}."
        )
        return 0

    def length(self, key: str) -> float:
        """The value in points; 0, with an error, if it is no length. At most a page of 100 cm."""
        value = self.text(key)
        match = _LENGTH.fullmatch(value)
        points = float(match[1]) * _UNITS[match[2]] if match and len(value) < 12 else 0.0
        if not 0 < points <= 100 * _UNITS["cm"]:
            self.error(
                key, f"“{key}” can't be “{value}”.", f"Give a length up to 100cm: {key}=5cm, 50mm, 2in."
            )
            return 0.0
        return points

    def error(self, key: str, message: str, hint: str) -> None:
        """An error at the value of ``key``, or at the div if that isn't given."""
        pos = self.pos
        if self._listed is not None and key in self._listed.values:
            pos = self._line.at(self._listed.values[key][0])
        self.context.diagnostics.error(pos, message, hint)


def build_div(node: Container, builder: BlockBuilder) -> Block:
    """The model's value for a div, by the first of its names that the registry knows."""
    kind = next((name for name in node.attributes.classes if name in DIVS), "")
    opening = Opening(node, builder.context, kind)
    children = builder.blocks(node.children)
    return DIVS.get(kind, _group)(opening, children)


def _group(opening: Opening, children: Blocks) -> Block:
    return Div(children, opening.attributes, opening.pos)


def _titled(opening: Opening, children: Blocks) -> tuple[Inlines, Blocks, Attributes]:
    """The title: the ``title`` attribute, else the first block if that is a heading."""
    title = opening.inlines("title")
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


def _callout(opening: Opening, children: Blocks) -> Block:
    title, children, attributes = _titled(opening, children)
    return Callout(opening.kind, title, children, attributes, opening.pos)


def _exercise(opening: Opening, children: Blocks) -> Block:
    minutes = opening.whole_number("minutes", 0, 1440, "15")
    group, materials = opening.text("group"), opening.text("materials")
    title, children, attributes = _titled(opening, children)
    if not attributes.id:
        opening.error(
            "", "The exercise has no id.", "Give it one that begins with ex-: ::: {.exercise #ex-NAME …}."
        )
    return Exercise(title, children, minutes, group, materials, attributes=attributes, pos=opening.pos)


def _write_on(opening: Opening, children: Blocks) -> Block:
    lines = opening.whole_number("lines", 1, MAX_LINES, "4")
    height = opening.length("height") if opening.has("height") else 0.0
    label = opening.text("label")
    if not opening.has("lines") and not opening.has("height"):
        opening.error(
            "", "Room to write on says neither its lines nor its height.", "Write lines=4 or height=5cm."
        )
    if children:
        opening.error("", "Room to write on can't hold text.", "Put the text above it, before the ::: line.")
    return WriteOn(lines, height, label, opening.attributes, opening.pos)


def _scale(opening: Opening, children: Blocks) -> Block:
    points = opening.whole_number("points", 2, MAX_POINTS, "5") if opening.has("points") else 5
    points = points or 5
    low, middle, high = opening.text("from"), opening.text("mid"), opening.text("to")
    if middle and points % 2 == 0:
        opening.error(
            "mid", f"A scale of {points} points has no middle.", "Write points=5, or leave mid out."
        )
    labels = ((1, low), ((points + 1) // 2, middle), (points, high))
    statements = _statements(opening, children)
    return Scale(
        statements, points, tuple(label for label in labels if label[1]), opening.attributes, opening.pos
    )


def _statements(opening: Opening, children: Blocks) -> tuple[Inlines, ...]:
    statements: list[Inlines] = []
    for child in children:
        if not isinstance(child, List):
            _report_not_statement(opening, child)
            continue
        for item in child.items:
            match item.children:
                case (Paragraph(children=inlines),):
                    plain = item.attributes is NO_ATTRIBUTES
                    statements.append(inlines if plain else (Span(inlines, item.attributes),))
                case _:
                    _report_not_statement(opening, item.children[0] if item.children else None, item.pos)
    if not statements:
        opening.error("", "The scale has no statements.", "Write them as a list, each in a line: - I can …")
    return tuple(statements)


def _report_not_statement(opening: Opening, block: Block | None, pos: Position | None = None) -> None:
    place = pos or (block.pos if block is not None else opening.pos)
    opening.context.diagnostics.error(
        place,
        "A scale holds one list of statements and nothing else.",
        "Put other text before or after the ::: lines, and each statement in one paragraph.",
    )


DIVS: Mapping[str, Callable[[Opening, Blocks], Block]] = {
    **dict.fromkeys(CALLOUTS, _callout),
    "exercise": _exercise,
    "write": _write_on,
    "box": _write_on,
    "scale": _scale,
}
"""Div name -> what builds it."""
