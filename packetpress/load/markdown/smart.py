"""A slice of running text -> the same with typographic quotes, dashes and ellipses.

Rules: a quote opens where a word begins after a space, an opening bracket or a dash, else it closes;
``'`` inside or before a clipped word (``don't``, ``'90s``, ``'tis``) is an apostrophe; ``--`` is an en
dash, ``---`` an em dash, ``...`` an ellipsis. Web addresses stay as typed.
"""

from __future__ import annotations

import re

_SMART = re.compile(r"""["']|-{2,}|\.{3,}|[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s"'<>]+""")
_CLIPPED = re.compile(r"'(?:\d\ds?\b|(?:tis|twas|twere|til|em|cause|n|cuz|round)\b)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]{2,}")
_MARKS = "*_\"'"
_OPENERS = "([{-–—/\n  \u2009\u00a0"
_LOOK_BACK = 8
"""Marks skipped on the way back to the character that decides; enough for nested quotes and emphasis."""


def smarten(text: str, start: int, end: int) -> str:
    """``text[start:end]`` made typographic; what stands before and after it in ``text`` is looked at."""
    piece = text[start:end]
    if "'" in piece or '"' in piece or "--" in piece or "..." in piece:
        parts: list[str] = []
        done = start
        for match in _SMART.finditer(text, start, end):
            parts.append(text[done : match.start()])
            parts.append(_replacement(text, match))
            done = match.end()
        parts.append(text[done:end])
        piece = "".join(parts)
    if "  " in piece or "\t" in piece:
        piece = _SPACES.sub(" ", piece)
    return piece


def _replacement(text: str, match: re.Match[str]) -> str:
    found = match[0]
    first = found[0]
    if first == "-":
        return {2: "–", 3: "—"}.get(len(found), found)
    if first == ".":
        return "…" if len(found) == 3 else found
    if first == '"':
        return "“" if _opens(text, match.start()) else "”"
    if first == "'":
        if _opens(text, match.start()) and not _CLIPPED.match(text, match.start()):
            return "‘"
        return "’"
    return found


def _opens(text: str, at: int) -> bool:
    following = text[at + 1 : at + 2]
    if not following or following.isspace():
        return False
    before = at - 1
    while before >= 0 and at - before <= _LOOK_BACK and text[before] in _MARKS:
        before -= 1
    return before < 0 or text[before] in _OPENERS
