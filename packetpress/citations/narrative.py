"""Two answers of citeproc in, one out: between authors a word in running text, the sign in parentheses.

A CSL style has one way to join the last two authors for both (``and``, CSL 1.0.2, "Name"). APA wants the sign
in parentheses and the word in running text (APA 7, 8.17). So a style that has the sign is asked twice, the
second time for the word in the document's language, and a citation that is part of a sentence takes what
comes before its parentheses from the second answer. An ampersand in an author's own name is the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeAlias

from packetpress.model import Citation

Json: TypeAlias = Any

_SIGN = re.compile(r"""\band(\s*=\s*)(["'])symbol\2""")
_HOLD = frozenset({"Emph", "Strong", "Superscript", "Subscript", "SmallCaps", "Underline", "Strikeout"})
"""Pandoc's inlines that hold others and nothing else."""
_HOLD_LAST = frozenset({"Quoted", "Cite", "Link", "Span"})
"""Those that hold others after something else."""


def with_words(style: str) -> str:
    """The CSL text ``style`` with the word for "and" wherever it has the sign; the same if it has none."""
    return _SIGN.sub(r"and\1\2text\2", style)


def joins_with_sign(document: Json, clusters: Sequence[Citation]) -> bool:
    """Whether a citation that is part of a sentence has an ampersand before its parentheses."""
    return any(
        "&" in _text(said[: _parted(said)])
        for cluster, paragraph in zip(clusters, document["blocks"], strict=False)
        if cluster.narrative
        for said in [_said(paragraph)]
    )


def in_sentences(signs: Json, words: Json, clusters: Sequence[Citation]) -> Json:
    """The document ``signs``; its citations in sentences as in ``words``, up to their parentheses.

    Both are Pandoc's answers to the same ``clusters``, one paragraph each.
    """
    paragraphs = [
        _joined(_said(one), _said(other)) if cluster.narrative else one
        for cluster, one, other in zip(clusters, signs["blocks"], words["blocks"], strict=False)
    ]
    return {**signs, "blocks": [*paragraphs, *signs["blocks"][len(paragraphs) :]]}


def _joined(signs: Sequence[Json], words: Sequence[Json]) -> Json:
    return {"t": "Para", "c": [*words[: _parted(words)], *signs[_parted(signs) :]]}


def _said(paragraph: Json) -> list[Json]:
    """What stands for a citation."""
    return [inner for node in paragraph["c"] for inner in (node["c"][1] if node["t"] == "Cite" else [node])]


def _parted(said: Sequence[Json]) -> int:
    """Where the parentheses or the note begin with which a citation ends; its length if there are none."""
    if said and said[-1]["t"] == "Note":
        return len(said) - 1
    closed = 0
    for index in reversed(range(len(said))):
        text = _text([said[index]])
        closed += sum((sign in ")]") - (sign in "([") for sign in text)
        if closed <= 0:
            return index if ")" in text or "]" in text or index < len(said) - 1 else len(said)
    return len(said)


def _text(nodes: Sequence[Json]) -> str:
    """The words in some of Pandoc's inlines, run together."""
    found: list[str] = []
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            found.append(content)
        elif kind in _HOLD:
            found.append(_text(content))
        elif kind in _HOLD_LAST:
            found.append(_text(content[1]))
    return "".join(found)
