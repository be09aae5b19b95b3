"""A parsed source in; warnings about its headings, tables and links out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    BlockQuote,
    Blocks,
    Callout,
    Div,
    Exercise,
    Heading,
    InlineImage,
    Link,
    Paragraph,
    Position,
    Source,
    Strong,
    Table,
    Text,
)
from packetpress.walk import descendants, plain_text

MAX_HEADING = 80
"""Characters; a longer paragraph in bold is emphasis."""

EXERCISE_LEVEL = 2
"""The level that the title of an exercise has in the printed packet."""

_VAGUE = frozenset(
    {
        *(
            "here",
            "click here",
            "see here",
            "this",
            "this link",
            "link",
            "the link",
            "this page",
            "this site",
        ),
        *("this website", "this document", "more", "read more", "learn more", "more information", "website"),
    }
)
"""Link texts that say nothing when a screen reader lists the links of a page (WCAG 2.2, 2.4.4)."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SENTENCE_END = (".", "!", "?", "…", ".”", "!”", "?”")


def check_structure(source: Source, diagnostics: Diagnostics, *, strict: bool) -> None:
    """``strict``: what a tagged file may not have (ISO 14289-1, 7.4.2 and 7.5) is an error, not a warning."""
    report = diagnostics.error if strict else diagnostics.warning
    _check_levels(source, report)
    for flow in _flows(source.blocks):
        _check_bold(flow, diagnostics)
    for node in descendants(source.blocks):
        if type(node) is Table:
            if not node.head:
                report(
                    node.pos,
                    "This table has no header row, so that a screen reader can't say what a cell is about.",
                    "Name the columns in the row above the dashes.",
                )
        elif type(node) is Link:
            _check_link(node, diagnostics)


def _check_levels(source: Source, report: Callable[..., None]) -> None:
    """Levels go down one at a time (PDF/UA-1, ISO 14289-1, 7.4.2), in the order in which they are printed."""
    level, above = 1, "the section's title"
    for node in descendants(source.blocks):
        if type(node) is Exercise:
            level, above = EXERCISE_LEVEL, f"the exercise in line {node.pos.line}"
        elif type(node) is Heading:
            found = max(node.level, EXERCISE_LEVEL)
            if found > level + 1:
                report(
                    node.pos,
                    f"This heading is of level {found}, and the one before it, {above}, of level {level}.",
                    f"Write {'#' * (level + 1)}: a level that is left out looks like a missing heading.",
                    width=found,
                )
            level, above = found, f"in line {node.pos.line}"


def _flows(blocks: Blocks) -> Iterator[Blocks]:
    """The sequences of blocks in which a heading may stand."""
    yield blocks
    for block in blocks:
        if isinstance(block, Div | Callout | Exercise | BlockQuote):
            yield from _flows(block.children)


def _check_bold(flow: Blocks, diagnostics: Diagnostics) -> None:
    for block, following in pairwise(flow):
        if not isinstance(block, Paragraph) or isinstance(following, Heading):
            continue
        text = plain_text(block.children)
        if _is_bold(block) and len(text) <= MAX_HEADING and not text.endswith(_SENTENCE_END):
            line = diagnostics.line(block.pos)
            diagnostics.warning(
                block.pos,
                f"“{text}” is bold text that looks like a heading.",
                "Make it a heading, with ## or ### before it and no asterisks, so that contents, bookmarks "
                "and screen readers find it.",
                width=len(line.rstrip()) - block.pos.column + 1,
            )


def _is_bold(paragraph: Paragraph) -> bool:
    match paragraph.children:
        case (Strong(),):
            return True
        case (Strong(), Text(value=value)):
            return value.strip() in ("", ":")
    return False


def _check_link(link: Link, diagnostics: Diagnostics) -> None:
    if any(type(node) is InlineImage for node in descendants(link.children)):
        return
    text = plain_text(link.children)
    words = text.casefold().strip(" .,:;!?…→›»>\"'“”‘’()")
    if not words:
        diagnostics.warning(link.pos, "This link has no text.", "Write what it leads to: [the form](…).")
    elif words in _VAGUE:
        diagnostics.warning(
            link.pos,
            f"The link's text “{text}” doesn't say where it leads.",
            "Name what is there: [the referral form](…). On paper nobody can click.",
            width=_width(link.pos, "]", diagnostics),
        )
    elif _ADDRESS.fullmatch(text):
        diagnostics.warning(
            link.pos,
            "The link's text is its bare address, which a screen reader spells out.",
            "Name what is there: [the clinic's page](https://…).",
        )


def _width(pos: Position, end: str, diagnostics: Diagnostics) -> int:
    """Characters from ``pos`` as far as ``end`` in the same line; 0 if it isn't there."""
    return max(0, diagnostics.line(pos).find(end, pos.column) - pos.column + 2)
