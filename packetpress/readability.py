"""Blocks in; how long and how hard their sentences are, out.

Counted is running text: paragraphs, list items, definitions, quotations, the statements of scales, and all
of these inside callouts, exercises and notes. Headings, tables, captions and code are looked up rather than
read, and are left out. A paragraph or list item ends its last sentence, with or without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from packetpress.model import (
    NOWHERE,
    Blocks,
    Citation,
    Code,
    CrossReference,
    DefinitionList,
    Footnote,
    Inlines,
    LineBreak,
    List,
    Paragraph,
    Position,
    Scale,
    SoftBreak,
    Table,
    Text,
    Variable,
)
from packetpress.model.tasks import PARTS, TASKS, Item
from packetpress.walk import CONTENT, Node


@dataclass(frozen=True, slots=True)
class Sentence:
    words: int
    text: str
    """On one line, without notes and citations in brackets."""
    pos: Position
    """Of its first character. Within a line this counts the characters that are printed, so that it lies a
    little before the true column where the line holds entities or typewriter dashes."""


@dataclass(frozen=True, slots=True)
class Readability:
    """Figures of some running text; those of several texts add up (``combined``)."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    longest: Sentence | None = None
    """The sentence with most words; the first of several."""

    @property
    def words_per_sentence(self) -> float:
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade level: the years of (US) school that reading it takes. For English only.

        Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new readability formulas for Navy
        enlisted personnel, Research Branch Report 8-75, Naval Technical Training Command. Never below 0;
        0 where there is no text.
        """
        if not self.words:
            return 0.0
        return max(0.0, 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59)


def statistics(blocks: Blocks) -> Readability:
    """The figures of the running text in ``blocks``."""
    return combined(map(_measured, sentences(blocks)))


def combined(parts: Iterable[Readability]) -> Readability:
    """The figures of several texts together."""
    words = number = syllables = 0
    longest: Sentence | None = None
    for part in parts:
        words += part.words
        number += part.sentences
        syllables += part.syllables
        if part.longest is not None and (longest is None or part.longest.words > longest.words):
            longest = part.longest
    return Readability(words, number, syllables, longest)


def sentences(blocks: Blocks) -> Iterator[Sentence]:
    """The sentences of the running text in ``blocks``, in reading order; notes follow what refers to them."""
    for inlines in _passages(blocks):
        yield from _sentences_of(tuple(_pieces(inlines)))


def _measured(sentence: Sentence) -> Readability:
    total = sum(map(count_syllables, _WORD.findall(sentence.text)))
    return Readability(sentence.words, 1, total, sentence)


# ---------------------------------------------------------------------------------------- running text


def _passages(nodes: Iterable[Node]) -> Iterator[Inlines]:
    """What is read as one stretch of sentences."""
    for node in nodes:
        if isinstance(node, Paragraph):
            yield from _with_notes(node.children)
        elif isinstance(node, List):
            for item in node.items:
                yield from _passages(item.children)
        elif isinstance(node, DefinitionList):
            for definition in node.items:
                for blocks in definition.definitions:
                    yield from _passages(blocks)
        elif isinstance(node, Scale):
            for statement in node.statements:
                yield from _with_notes(statement)
        elif isinstance(node, Item):
            yield from _with_notes(node.children)
            yield from _with_notes(node.beside)
        elif isinstance(node, (*TASKS, *PARTS)):
            for name, kind in CONTENT[type(node)]:
                if kind in ("parts", "blocks"):
                    yield from _passages(getattr(node, name))
        elif not isinstance(node, Table) and not hasattr(node, "level"):
            yield from _passages(getattr(node, "children", ()))


def _with_notes(inlines: Inlines) -> Iterator[Inlines]:
    yield inlines
    for note in _notes(inlines):
        yield from _passages(note.children)


def _notes(inlines: Iterable[Node]) -> Iterator[Footnote]:
    for node in inlines:
        if isinstance(node, Footnote):
            yield node
        else:
            yield from _notes(getattr(node, "children", ()))


def _pieces(inlines: Iterable[Node]) -> Iterator[tuple[str, Position]]:
    """The words as they are read, with their places; what is only known later counts as one short word."""
    for node in inlines:
        if isinstance(node, Text | Code):
            yield node.value, node.pos
        elif isinstance(node, SoftBreak | LineBreak):
            yield " ", NOWHERE
        elif isinstance(node, CrossReference | Variable) or (isinstance(node, Citation) and node.narrative):
            yield "it", node.pos
        elif not isinstance(node, Footnote):
            yield from _pieces(getattr(node, "children", ()))


_WORD = re.compile(r"[^\W_]+(?:['’.\-–/][^\W_]+)*")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-zß-öø-ÿ])")
"""The end of a sentence: a mark, and a word that begins with a capital or a digit."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|e\.g|i\.e|cf|vs|pp?|Dr|Mr|Mrs|Ms|Mx|Prof|St|No|Fig|Ch|Vol|ed|eds|al|approx|incl))\.\s+$"
)


def _sentences_of(pieces: tuple[tuple[str, Position], ...]) -> Iterator[Sentence]:
    text = "".join(value for value, _ in pieces)
    start = 0
    ends = [match.end() for match in _END.finditer(text)]
    places = _Places(pieces)
    for end in (*ends, len(text)):
        if end < len(text) and _ABBREVIATION.search(text, max(start, end - 12), end):
            continue
        words = len(_WORD.findall(text, start, end))
        if words:
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            yield Sentence(words, " ".join(text[start:end].split()), places.at(first))
        start = end


class _Places:
    """Positions of the characters of joined pieces, asked for in ascending order."""

    def __init__(self, pieces: tuple[tuple[str, Position], ...]) -> None:
        self._pieces = pieces
        self._index = 0
        self._start = 0

    def at(self, offset: int) -> Position:
        while offset >= self._start + len(self._pieces[self._index][0]):
            self._start += len(self._pieces[self._index][0])
            self._index += 1
        pos = self._pieces[self._index][1]
        return Position(pos.file, pos.line, pos.column + offset - self._start) if pos.line else pos


# ------------------------------------------------------------------------------------------- syllables

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouyr]l)e$"  # make, whole; not table
    r"|(?<=[^aeiouydt])(?<![^aeiouyr]l)ed$"  # looked; not needed, settled
    r"|(?<=[^aeiouy])(?<![sxzcg])(?<!ch)(?<!sh)(?<![^aeiouyr]l)es$"  # makes; not places, watches, tables
    r"|(?<=[aeiouy][^aeiouy])e(?=(?:ly|ments?|ful|fully|less|ness|work|time|thing|body|one|where|how)$)"
    r"|(?<=[cg])e(?=(?:ments?|ful|ly)$)"  # arrangement, peaceful
    r"|(?<=[aeiouy][rvf])e(?=(?:giv|load|ty|ry))"  # caregiver, every
)
"""Letters e that are not spoken."""
_APART = re.compile(
    r"i[ao](?<![cstg]i[ao])|(?<=[tcs])iat|iet|ienc(?<![cst]ienc)|ient(?<![cst]ient)"  # trial, quiet, client
    r"|(?<=[td])ual|(?<![qg])ua(?=t|r[yi]|l|b)|(?<!q)uou|uit(?=y|ou)"  # actual, continuous, ambiguity
    r"|(?<=.)eo(?=r|l|g|m|ne$)|[er]yo|idea|area|crea(?=t)|\brea(?=ct|l[iy])"  # theory, beyond, create, react
    r"|[aeouy]ing$|[^aeiou]s?m$(?<=[sth]m)|(?<=[aeiou])ism"  # being, playing, rhythm, egoism
)
"""Vowels (or an m) side by side that are two syllables."""


@lru_cache(maxsize=20_000)
def count_syllables(word: str) -> int:
    """An estimate for an English word, at least 1, also for a number.

    Vowel groups, with corrections for what English leaves silent or speaks apart. Against the CMU Pronouncing
    Dictionary on 52,000 words of training packets, 1 word in 100 differs and the sum by less than 1 in 1,000.
    """
    letters = word.lower()
    groups = len(_VOWELS.findall(letters))
    return max(1, groups + len(_APART.findall(letters)) - len(_SILENT.findall(letters)))
