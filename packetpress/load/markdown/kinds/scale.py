"""Self-rating scales: ``::: scale``, with the statements as a list."""

from __future__ import annotations

from typing import Literal

from packetpress.load.markdown.divline import Opening
from packetpress.model import (
    NO_ATTRIBUTES,
    Block,
    Blocks,
    Inlines,
    List,
    Paragraph,
    Position,
    Scale,
    Span,
)

MAX_POINTS = 11


def scale(opening: Opening, children: Blocks) -> Block:
    points = opening.whole_number("points", 2, MAX_POINTS, "5") if opening.has("points") else 5
    points = points or 5
    low, middle, high = opening.text("from"), opening.text("mid"), opening.text("to")
    if middle and points % 2 == 0:
        opening.error(
            "mid", f"A scale of {points} points has no middle.", "Write points=5, or leave mid out."
        )
    labels = ((1, low), ((points + 1) // 2, middle), (points, high))
    retrospective: Literal["", "together", "split"] = ""
    match opening.one_of("retrospective", ("together", "split")):
        case "together":
            retrospective = "together"
        case "split":
            retrospective = "split"
    role = opening.yes("role")
    statements = _statements(opening, children)
    return Scale(
        statements,
        points,
        tuple(label for label in labels if label[1]),
        opening.attributes,
        opening.pos,
        retrospective,
        role,
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
