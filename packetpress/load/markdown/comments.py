"""``<!-- … -->`` taken out of a line; a comment may run on over following lines, empty ones too."""

from __future__ import annotations

import re

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown.codespans import CodeSpans
from packetpress.load.markdown.lines import Line

_MARK = re.compile(r"\\.|`+|<!--")


def without_comments(
    line: Line, first: int, lines: list[Line], index: int, diagnostics: Diagnostics
) -> tuple[Line, int]:
    """``line`` from ``first`` on without its comments, and the index of the line to read next.

    What follows the end of a comment on a later line is left in ``lines``, as a line of its own.
    """
    cuts, begun = _comments(line.text, first)
    if begun >= 0:
        end_index = index
        while end_index < len(lines) and "-->" not in lines[end_index].text:
            end_index += 1
        if end_index == len(lines):
            diagnostics.error(
                line.at(begun),
                "The comment that begins here is never closed, so that nothing after it is read.",
                r"Write --> where it ends. If no comment is meant, write \<!--.",
            )
            cuts.append((begun, len(line.text)))
            index = end_index
        else:
            cuts.append((begun, len(line.text)))
            last = lines[end_index]
            tail = last.cut([(0, last.text.index("-->") + 3)])
            if tail.text.strip():
                lines[end_index] = tail
                index = end_index
            else:
                index = end_index + 1
    return line.cut(cuts), index


def _comments(text: str, first: int) -> tuple[list[tuple[int, int]], int]:
    """Start and end of every comment in the line, and the start of one that isn't closed in it (-1: none)."""
    code = CodeSpans(text)
    cuts: list[tuple[int, int]] = []
    at = first
    while match := _MARK.search(text, at):
        at = match.end()
        if match[0] == "<!--":
            end = text.find("-->", at)
            if end < 0:
                return cuts, match.start()
            at = end + 3
            cuts.append((match.start(), at))
        elif match[0][0] == "`":
            close = code.close(at, len(match[0]))
            at = at if close < 0 else close + len(match[0])
    return cuts, -1
