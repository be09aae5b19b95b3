"""The pieces of a link or citation in running text: destination, title, label, key, cited works.

Every function looks at the text from one offset on and returns what it read and where it ended;
none goes back over what it read, so that hostile text costs linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from packetpress.load.markdown.html import decode

MAX_LABEL = 999
"""Longest label of a reference link (CommonMark §6.3) and longest citation, in characters."""
MAX_PARENTHESES = 32

AUTOLINK = re.compile(
    r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[\w.!#$%&*+/=?^`{|}~-]++@[\w-]++(?:\.[\w-]++)+)>"
)
KEY = re.compile(r"@(?:\{([^\s{}]+)\}|(\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*+))")
"""A citation key as Pandoc reads it: word characters, with single punctuation marks inside."""
CROSS_REFERENCES = ("sec-", "ex-", "fig-", "tbl-")

_SPACE = re.compile(r"[ \n]*+")
_ESCAPE = re.compile(r"""\\([!-/:-@\[-`{-~])""")
_LABEL_SPACE = re.compile(r"\s+")
_CITED = re.compile(
    r"(?P<prefix>(?:[^@]|(?<=\w)@)*?)(?<![\w@])(?P<minus>-?)(?P<at>@)(?:\{(?P<braced>[^\s{}]+)\}|"
    r"(?P<key>\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*+))(?P<suffix>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Destination:
    """``(target "title")`` after a link's or image's brackets."""

    target: str
    title: tuple[int, int] | None
    """Where the title's text starts and ends, quotes not included."""
    end: int


@dataclass(frozen=True, slots=True)
class Cited:
    """One work of a bracketed citation."""

    key: str
    offset: int
    """Of the ``@``."""
    prefix: str
    suffix: str
    suppress_author: bool


class Finder:
    """``str.find`` that remembers: a character that doesn't come any more is searched for only once."""

    __slots__ = ("_next", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, int] = {}

    def find(self, wanted: str, start: int) -> int:
        """Offset of the first ``wanted`` at or after ``start``; -1 if there is none."""
        known = self._next.get(wanted)
        if known is None or -1 < known < start:
            known = self._next[wanted] = self._text.find(wanted, start)
        return known


def unescape(text: str) -> str:
    """Backslash escapes and entities resolved, as in a link's target."""
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return decode(text)


def normal_label(label: str) -> str:
    """Labels are compared without regard to case and spacing."""
    return _LABEL_SPACE.sub(" ", label.strip()).casefold()


def destination(text: str, start: int, finder: Finder) -> Destination | None:
    """Reads what stands in parentheses from ``text[start] == "("`` on; None if it isn't a destination."""
    at = _skip(text, start + 1)
    if text.startswith("<", at):
        close = finder.find(">", at)
        if close < 0 or finder.find("\n", at) in range(at, close):
            return None
        target, at = text[at + 1 : close], close + 1
    else:
        close = _bare_target(text, at)
        if close < 0:
            return None
        target, at = text[at:close], close
    at = _skip(text, at)
    title = None
    if text[at : at + 1] in ('"', "'"):
        close = finder.find(text[at], at + 1)
        while close > 0 and text[close - 1] == "\\":
            close = text.find(text[at], close + 1)
        if close < 0:
            return None
        title = (at + 1, close)
        at = _skip(text, close + 1)
    if not text.startswith(")", at):
        return None
    return Destination(unescape(target), title, at + 1)


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _bare_target(text: str, start: int) -> int:
    """End of a target without angle brackets (parentheses balance, no spaces); -1 if it is none."""
    depth = 0
    at = start
    while at < len(text):
        character = text[at]
        if character == "\\":
            at += 1
        elif character == "(":
            depth += 1
            if depth > MAX_PARENTHESES:
                return -1
        elif character == ")":
            if not depth:
                return at
            depth -= 1
        elif character in " \n":
            return at if not depth else -1
        at += 1
    return -1


def cited_works(text: str, start: int, end: int) -> list[Cited] | None:
    """The works in ``text[start:end]`` (a bracket's inside); None if some part of it names none."""
    if end - start > MAX_LABEL:
        return None
    works: list[Cited] = []
    at = start
    for part in text[start:end].split(";"):
        match = _CITED.fullmatch(part)
        if match is None or KEY.search(_without_addresses(match["suffix"])):
            return None
        prefix, suffix = tidy(match["prefix"]), tidy(match["suffix"]).removeprefix(",").strip()
        key = match["braced"] or match["key"]
        works.append(Cited(key, at + match.start("at"), prefix, suffix, bool(match["minus"])))
        at += len(part) + 1
    return works


def tidy(text: str) -> str:
    """Spacing, escapes and entities made plain."""
    return unescape(_LABEL_SPACE.sub(" ", text)).strip()


def _without_addresses(text: str) -> str:
    return re.sub(r"\w@", "", text)
