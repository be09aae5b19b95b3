"""A Run of Markdown text -> Inlines with true positions, in one pass from left to right.

Each special character has one reader (``READERS``); emphasis is settled at the end by ``emphasis``.
Time is linear in the text's length whatever it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from packetpress.load.markdown import brackets, marks, tags
from packetpress.load.markdown.emphasis import assemble
from packetpress.load.markdown.lines import Run
from packetpress.load.markdown.scan import Context, Scan
from packetpress.model import Figure, Inlines, LineBreak, SoftBreak

READERS: Mapping[str, Callable[[Scan, int], int]] = {
    "\\": marks.backslash,
    "`": marks.backticks,
    "*": marks.emphasis,
    "_": marks.emphasis,
    "&": marks.ampersand,
    "{": marks.brace,
    "@": marks.at_sign,
    "<": tags.angle,
    "[": brackets.open_bracket,
    "!": brackets.open_bracket,
    "]": brackets.close_bracket,
}

_SPECIAL = re.compile(r"[\n\\`*_&{@<\[\]]|!\[")
_SOFT_BREAK = SoftBreak()


def parse_run(context: Context, run: Run) -> Inlines:
    """The inline content of a heading, cell, term or title."""
    return _parse(Scan(context, run, parse_run))


def parse_paragraph(context: Context, run: Run) -> Inlines | Figure:
    """The inline content of a paragraph, or the Figure that it is if an image is all it has."""
    scan = Scan(context, run, parse_run, figures=True)
    inlines = _parse(scan)
    return scan.figure or inlines


def _parse(scan: Scan) -> Inlines:
    text = scan.text
    search = _SPECIAL.search
    at = 0
    while match := search(text, at):
        start = match.start()
        mark = text[start]
        if mark == "\n":
            words = text[at:start]
            end = at + len(words.rstrip(" "))
            if at < end:
                scan.words(at, end)
            scan.push(LineBreak() if start - end >= 2 else _SOFT_BREAK)
            at = start + 1
        else:
            if at < start:
                scan.words(at, start)
            at = READERS[mark](scan, start)
    if at < scan.length:
        scan.words(at, scan.length)
    scan.flush()
    while scan.open:
        tags.report_unclosed(scan, scan.end())
    return assemble(scan.pieces)
