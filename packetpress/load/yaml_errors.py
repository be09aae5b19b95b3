"""A PyYAML syntax error in; what is wrong in plain words, a way to mend it, and where, out."""

from __future__ import annotations

import re

import yaml

_QUOTE = "Put the whole value in quotation marks."
_LINES_UP = "Keys of one group begin in the same column; indent with spaces, two a level."

_PROBLEMS: tuple[tuple[str, str, str], ...] = (
    (
        r"mapping values are not allowed",
        "A colon followed by a space stands where it can't.",
        "Put text that holds “: ” in quotation marks; if there is none, mend the indentation.",
    ),
    (
        r"found character '\\t'",
        "A tab is used to indent.",
        "Use spaces; most editors have “convert tabs to spaces”.",
    ),
    (r"found character '(.)' that cannot start", "Text can't begin with “{1}” here.", _QUOTE),
    (
        r"could not find expected ':'",
        "A line has no colon after its key.",
        "Write “key: value”, or put text of several lines in quotation marks.",
    ),
    (
        r"found unexpected (end of stream|document separator)",
        "A quotation mark is opened here and never closed.",
        "Close it, or remove it.",
    ),
    (r"expected ',' or '(.)'", "A list or group is opened here and never closed.", "Close it with “{1}”."),
    (
        r"expected <block end>, but found '-'|sequence entries are not allowed|block sequence entries",
        "A hyphen stands where no list is.",
        "Put the list under its key, each item as “- item” in the same column.",
    ),
    (
        r"expected <block end>, but found '<scalar>'",
        "There is more text after the value ended.",
        "Put the whole value in one pair of quotation marks.",
    ),
    (
        r"expected <block end>, but found '<block mapping start>'|expected <block end>|inconsistent",
        "The indentation doesn't line up with the lines above.",
        _LINES_UP,
    ),
    (
        r"expected the node content, but found '<stream end>'",
        "The text ends before the list or group is closed.",
        "Close it with “]” or “}}”.",
    ),
    (r"expected the node content|found '\?'", "A value is expected here.", "Write “key: value” or “- item”."),
    (
        r"found unknown escape character '(.)'",
        "Inside double quotation marks “\\{1}” has no meaning.",
        "Use single quotation marks, or write the backslash twice.",
    ),
    (
        r"found duplicate anchor",
        "The same “&name” is given twice.",
        "Rename one, or put the text in quotation marks.",
    ),
    (
        r"while scanning an? (anchor|alias)",
        "“&” and “*” at the beginning of a value have a meaning in YAML.",
        _QUOTE,
    ),
)

_CURLED = re.compile(r"(?:^|: +|- +|\[)([“”„‘’«»])")
"""A curly quote where a value begins: it was meant to quote it."""
_AT_OPENING = re.compile(r"unexpected end of stream|unexpected document separator|expected ',' or")
"""Problems best shown where the thing was opened, not where YAML gave up."""


def explain(error: yaml.YAMLError, text: str) -> tuple[str, str, int]:
    """Message, hint, and the index into ``text`` of the character to look at."""
    if isinstance(error, yaml.reader.ReaderError):
        code = error.character if isinstance(error.character, int) else 0
        return (
            f"The character U+{code:04X} can't stand in YAML.",
            "Delete it; it was probably pasted in unseen.",
            min(int(error.position), len(text)),
        )
    if not isinstance(error, yaml.MarkedYAMLError):
        return "This is not YAML that can be read.", "", 0
    problem = f"{error.problem or ''} {error.context or ''}"
    mark = error.problem_mark or error.context_mark
    if _AT_OPENING.search(problem) and error.context_mark is not None:
        mark = error.context_mark
    index = min(mark.index, len(text)) if mark is not None else 0
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", start)
    curled = _CURLED.search(text, start, len(text) if end < 0 else end)
    if curled:
        return (
            f"A word processor's quotation mark stands here: {curled[1]}",
            'Use straight ones around the whole value: "…".',
            curled.start(1),
        )
    for pattern, message, hint in _PROBLEMS:
        found = re.search(pattern, problem)
        if found:
            groups = ("", *found.groups())
            return message.format(*groups), hint.format(*groups), index
    return f"YAML can't read this ({error.problem or 'wrong syntax'}).", _LINES_UP, index
