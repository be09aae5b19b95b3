"""Questions with boxes to tick: ``::: choice`` and ``::: true-false``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from packetpress.load.markdown.divline import Opening
from packetpress.load.markdown.kinds.items import boxed_items, only, too_few
from packetpress.model import Block, Blocks, List
from packetpress.model.tasks import Choice, Question, TrueFalse

_OPTIONS = "Write each option in a line, the right one ticked: - [ ] … and - [x] …."
_STATEMENTS = "Write each statement in a line: - [x] for a true one, - [ ] for a false one."


def choice(opening: Opening, children: Blocks) -> Block:
    questions = tuple(_questions(opening, children))
    if opening.has("multiple"):
        questions = tuple(replace(question, multiple=opening.yes("multiple")) for question in questions)
    if not questions:
        too_few(opening, 0, 1, "a question with options", _OPTIONS)
    return Choice(questions, opening.attributes, opening.pos)


def _questions(opening: Opening, children: Blocks) -> Iterator[Question]:
    """Text and the list of options after it; or a numbered list, each item of which is that."""
    diagnostics = opening.context.diagnostics
    asked: list[Block] = []
    for child in children:
        if isinstance(child, List) and any(item.checkbox is not None for item in child.items):
            options = tuple(boxed_items(opening, child, _OPTIONS))
            right = sum(option.answer or 0 for option in options)
            if not right:
                diagnostics.error(
                    child.pos, "None of these options is the right one.", "Tick it, or more than one: - [x] …"
                )
            if len(options) == 1:
                diagnostics.error(child.pos, "There is one option only.", _OPTIONS)
            yield Question(tuple(asked), options, right > 1, pos=asked[0].pos if asked else child.pos)
            asked.clear()
        elif isinstance(child, List) and child.ordered and not asked:
            for item in child.items:
                for question in _questions(opening, item.children):
                    yield replace(question, attributes=item.attributes)
        else:
            asked.append(child)
    if asked:
        diagnostics.error(asked[0].pos, "No options follow this question.", _OPTIONS)


def true_false(opening: Opening, children: Blocks) -> Block:
    lists = only(opening, children, List, _STATEMENTS)
    items = tuple(
        item
        for block in lists
        if isinstance(block, List)
        for item in boxed_items(opening, block, _STATEMENTS)
    )
    too_few(opening, len(items), 1, "a statement", _STATEMENTS)
    return TrueFalse(items, opening.attributes, opening.pos)
