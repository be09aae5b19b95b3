"""What is read and decided step by step: vignettes, branching stories, transcripts, journal pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from packetpress.diagnostics import did_you_mean
from packetpress.load.markdown.divline import Opening
from packetpress.load.markdown.kinds.items import only, refuse, too_few, words_of
from packetpress.model import (
    NO_ATTRIBUTES,
    Block,
    Blocks,
    Callout,
    Cell,
    Column,
    Div,
    Heading,
    Link,
    List,
    PageBreak,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    WriteOn,
)
from packetpress.model.tasks import Branch, Branching, Step
from packetpress.walk import plain_text

_STAGES = "Write each stage as ::: {.stage title=…}, and what is asked about it below."
_STORY = "Write each step as a heading with an id, its text, and a list of ways on: - [Wait.](#ex-NAME-wait)."
_TURNS = "Write each turn as a list item, who speaks in bold: - **Mother:** Are you tired?"
_PROMPTS = "Write what is asked as a list; there is room to write after each item."
_SHARES = (0.15, 0.5, 0.35)
"""Of a transcript's columns: who, the words, the margin."""


def vignette(opening: Opening, children: Blocks) -> Block:
    """Stages in order, numbered; with ``pages=yes`` each further one begins overleaf: nobody reads on."""
    apart = opening.yes("pages")
    stages: list[Block] = []
    count = 0
    for child in children:
        if isinstance(child, Callout) and child.kind == "stage":
            count += 1
            if apart and count > 1:
                stages.append(PageBreak(child.pos, overleaf=True))
            number = Text(f"{count} · " if child.title else f"{count}", child.pos)
            child = replace(child, title=(number, *child.title))
        stages.append(child)
    too_few(opening, count, 2, "two stages at least", _STAGES)
    return Div(tuple(stages), opening.attributes, opening.pos)


def branching(opening: Opening, children: Blocks) -> Block:
    apart = opening.yes("pages")
    steps = tuple(_steps(opening, children))
    known = {step.attributes.id for step in steps}
    for step in steps:
        for branch in step.branches:
            if branch.target not in known:
                opening.context.diagnostics.error(
                    branch.pos,
                    f"This leads to a step that doesn't exist: “#{branch.target}”.",
                    did_you_mean(branch.target, known),
                )
    too_few(opening, len(steps), 2, "two steps at least", _STORY)
    return Branching(steps, apart, opening.attributes, opening.pos)


def _steps(opening: Opening, children: Blocks) -> Iterator[Step]:
    heading: Heading | None = None
    told: list[Block] = []
    for child in (*children, None):
        if child is None or isinstance(child, Heading):
            if heading is not None:
                yield _step(opening, heading, told)
            elif told:
                refuse(opening, told[0].pos, _STORY)
            heading, told = child, []
        else:
            told.append(child)


def _step(opening: Opening, heading: Heading, told: list[Block]) -> Step:
    if not heading.attributes.id:
        opening.context.diagnostics.error(
            heading.pos,
            "This step has no id, so that nothing can lead to it.",
            "Give it one: {#ex-NAME-wait}.",
        )
    branches: list[Branch] = []
    blocks: list[Block] = []
    for block in told:
        if isinstance(block, List):
            branches += _branches(opening, block)
        else:
            blocks.append(block)
    return Step(heading.children, tuple(blocks), tuple(branches), heading.attributes, heading.pos)


def _branches(opening: Opening, block: List) -> Iterator[Branch]:
    for item in block.items:
        match words_of(item.children):
            case (Link(children=children, target=target, pos=pos),) if target.startswith("#"):
                yield Branch(children, target[1:], item.attributes, pos)
            case _:
                refuse(opening, item.pos, _STORY)


def transcript(opening: Opening, children: Blocks) -> Block:
    """The words said, one turn a row, with a margin to write in beside them."""
    names = [opening.inlines(key) for key in ("who", "said", "notes")]
    if not names[2]:
        opening.error("notes", "The transcript's margin has no name.", 'Write notes="What I notice".')
    rows = tuple(
        row
        for block in only(opening, children, List, _TURNS)
        if isinstance(block, List)
        for row in _turns(block)
    )
    too_few(opening, len(rows), 1, "what was said", _TURNS)
    pos = opening.pos
    head = Row(tuple(Cell((Paragraph(name, pos),) if name else (), True, pos) for name in names), pos=pos)
    columns = tuple(Column("left", share) for share in _SHARES)
    table = Table(columns, (head,), rows, pos=pos, lines=1)
    return Div((table,), opening.attributes, pos)


def _turns(block: List) -> Iterator[Row]:
    for item in block.items:
        who: Blocks = ()
        said = item.children
        first = said[0] if said else None
        if isinstance(first, Paragraph) and isinstance(first.children[0], Strong):
            name, rest = first.children[0], first.children[1:]
            who = (Paragraph((name,), first.pos),)
            said = (*((replace(first, children=rest),) if rest else ()), *said[1:])
        cells = (Cell(who, bool(who), item.pos), Cell(said, pos=item.pos), Cell((), pos=item.pos))
        yield Row(cells, item.attributes, item.pos)


def journal(opening: Opening, children: Blocks) -> Block:
    """A page to write on: each question, and lines below it."""
    lines = (opening.whole_number("lines", 1, 40, "6") if opening.has("lines") else 0) or 6
    page: list[Block] = [PageBreak(opening.pos)] if opening.yes("page") else []
    asked = 0
    for child in children:
        if not isinstance(child, List):
            page.append(child)
            continue
        for item in child.items:
            asked += 1
            label = plain_text(words_of(item.children[:1]) or ())
            question = (*item.children, WriteOn(lines, label=label, pos=item.pos))
            plain = item.attributes is NO_ATTRIBUTES
            page += question if plain else (Div(question, item.attributes, item.pos),)
    too_few(opening, asked, 1, "a question", _PROMPTS)
    return Div(tuple(page), opening.attributes, opening.pos)
