"""Sentences of the house sources with the works they cite and the figures they give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packetpress.diagnostics import Diagnostics
from packetpress.load import load
from packetpress.model import Citation, Exercise, Footnote, Library, LineBreak, Position, Row, SoftBreak
from packetpress.model.tasks import TrueFalse
from packetpress.walk import CONTENT, Node

ROOT = Path(__file__).resolve().parent.parent.parent

_COUNTED = (
    "adults|babies|births|categories|children|classrooms|dyads|families|fathers|infants|mothers|papers|parents|"
    "people|publications|respondents|studies|therapists|toddlers|trials|women"
)
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
CLAIM = re.compile(
    rf"""
      {_NUMBER} \s* (?:%|per\ cent)                                   # 23 %
    | \b{_NUMBER} \s in \s {_NUMBER} \b                               # 18 in 100
    | \b[dr] \s? = \s? -?{_NUMBER}                                    # d = 0.33
    | {_NUMBER} \s per \s {_NUMBER}                                   # 6.67 per 1,000
    | {_NUMBER} (?:-fold | \s times)\b
    | \b{_NUMBER} \s of \s (?:the\ )?{_NUMBER} \b                     # 22 of 24
    | \b(?!(?:19|20)\d\d\ )(?:\d{{2,}}|\d{{1,3}},\d{{3}}) \s (?:\w+ \s){{0,2}} (?:{_COUNTED}) \b
    """,
    re.VERBOSE,
)
"""What a study measured: shares, effects, rates, and how many took part."""

_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(]?[A-Z0-9⟦])|(?<=:)\s+(?=⟦)")
_CITED = re.compile("⟦([^⟧]*)⟧")


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    """As printed, without citations."""
    works: frozenset[str]
    pos: Position
    """Of the paragraph, item, or row it stands in."""
    told: bool
    """In an exercise, where figures may be a story's."""

    @property
    def claims(self) -> list[str]:
        return CLAIM.findall(self.text)


@cache
def house() -> Library:
    diagnostics = Diagnostics()
    library = load(ROOT, diagnostics)
    diagnostics.raise_errors()
    return library


def sentences() -> Iterator[Sentence]:
    """Every sentence of every file that a packet lists, its snippets and the glossary included."""
    library = house()
    for path, source in sorted(library.sources.items()):
        for text, pos, told in _passages(source.blocks, Position(path), False):
            yield from _sentences(text, pos, told)
    for text, pos, told in _passages(library.glossary, Position("sources/glossary.md"), False):
        yield from _sentences(text, pos, told)


def _sentences(text: str, pos: Position, told: bool) -> Iterator[Sentence]:
    for part in _END.split(text):
        works = frozenset(key for keys in _CITED.findall(part) for key in keys.split())
        plain = " ".join(_CITED.sub("", part).split())
        if plain:
            yield Sentence(plain, works, pos, told)


def _passages(nodes: tuple[Node, ...], pos: Position, told: bool) -> Iterator[tuple[str, Position, bool]]:
    """Runs of inlines, with citations as ⟦keys⟧; a row of a table is one, since its cells belong together."""
    for node in nodes:
        if isinstance(node, TrueFalse):
            # A statement to be found false is not said.
            yield from _passages(tuple(item for item in node.items if item.answer), pos, True)
            continue
        here = getattr(node, "pos", pos) or pos
        inside = told or isinstance(node, Exercise)
        if isinstance(node, Row):
            cells = [text for text, _, _ in _passages(node.cells, here, inside)]
            # One sentence, whatever full stops its cells have.
            yield " | ".join(cells).replace(". ", "; "), here, inside
            continue
        for name, kind in CONTENT[type(node)]:
            value = getattr(node, name)
            for run in value if kind.startswith("many_") else (value,):
                if kind.endswith("inlines"):
                    if run:
                        yield _words(run), here, inside
                        yield from _passages(_notes(run), here, inside)
                else:
                    yield from _passages(run, here, inside)


def _words(inlines: tuple[Node, ...]) -> str:
    found: list[str] = []
    for node in inlines:
        if isinstance(node, Citation):
            found.append(f" ⟦{' '.join(work.key for work in node.works)}⟧ ")
        elif isinstance(node, (SoftBreak, LineBreak)):
            found.append(" ")
        elif hasattr(node, "value"):
            found.append(node.value)
        elif not isinstance(node, Footnote):
            found.extend(
                _words(getattr(node, name)) for name, kind in CONTENT[type(node)] if kind == "inlines"
            )
    return "".join(found)


def _notes(inlines: tuple[Node, ...]) -> tuple[Node, ...]:
    found: list[Node] = []
    for node in inlines:
        if isinstance(node, Footnote):
            found.extend(node.children)
        else:
            for name, kind in CONTENT[type(node)]:
                if kind == "inlines":
                    found.extend(_notes(getattr(node, name)))
    return tuple(found)
