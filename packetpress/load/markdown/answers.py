"""A file's blocks in; errors for answers that nobody could look up out: those outside an exercise."""

from __future__ import annotations

from packetpress.diagnostics import Diagnostics
from packetpress.model import Blank, Blocks, Callout, Exercise
from packetpress.model.tasks import ANSWERED
from packetpress.walk import Node, Rewriter

_HINT = "Put it between ::: {.exercise #ex-NAME …} and its closing :::."


def check_answers(blocks: Blocks, diagnostics: Diagnostics) -> None:
    """An answer belongs to an exercise: its id gives the order, its number stands in the answer key."""

    def report(what: str, node: Node) -> Node:
        diagnostics.error(node.pos, f"{what} stands outside an exercise.", _HINT)
        return node

    def callout(node: Callout) -> Node:
        if node.kind == "answer":
            return report("This answer", node)
        return outside.inside(node)

    def task(node: Node) -> Node:
        return report("This task", node)

    outside = Rewriter(
        {
            Exercise: lambda node: node,
            Blank: lambda node: report("This blank", node),
            Callout: callout,
            **dict.fromkeys(ANSWERED, task),
        }
    )
    outside.blocks(blocks)
