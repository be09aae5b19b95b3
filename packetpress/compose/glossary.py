"""Every term of the project and a packet's text in; the terms that the text uses out, sorted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from packetpress.model import (
    Code,
    CodeBlock,
    Definition,
    Exercise,
    Footnote,
    Inlines,
    LineBreak,
    Paragraph,
    Scale,
    SoftBreak,
    Source,
    Text,
    WriteOn,
)
from packetpress.walk import CONTENT, Node, plain_text

_BREAK = " \0 "
"""Between blocks, so that no term is found across them."""
_RUNNING = frozenset(cls for cls, fields in CONTENT.items() if fields == (("children", "inlines"),)) - {
    Paragraph
}
"""Types whose content runs on with what stands around it (headings too: nothing runs on into them)."""
_SAME = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "\u00ad": None})
_BRACKETED = re.compile(r"(.+?)\s*\(([^()]+)\)")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&-]+s?")
_SIBILANTS = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class _Words:
    """Text in one line: as written, and folded for comparing in any case."""

    written: str
    folded: str

    @classmethod
    def of(cls, text: str) -> _Words:
        written = " ".join(text.translate(_SAME).split())
        return cls(written, written.casefold())

    def use(self, form: str) -> bool:
        """Whether ``form`` stands here as whole words. Capitals count in an abbreviation: WHO is not who."""
        text = self.written
        if not _ABBREVIATION.fullmatch(form):
            form, text = form.casefold(), self.folded
        # Looking for the bare string first is what makes a glossary of hundreds of terms cost nothing.
        return form in text and bool(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text))


def used_terms(glossary: Sequence[Definition], sources: Iterable[Source]) -> tuple[Definition, ...]:
    """The definitions whose terms ``sources`` use, and those that these definitions use in turn.

    A term is used where it stands as whole words, in any case, singular or plural, wherever lines break; not
    in code. Of "adverse childhood experience (ACE)" either form counts. Sorted by the first term.
    """
    waiting = {
        index: tuple(form for term in definition.terms for form in _forms(term))
        for index, definition in enumerate(glossary)
    }
    used: list[Definition] = []
    text = _Words.of("".join(_pieces_of_sources(sources)))
    while text.written:
        found = [index for index, forms in waiting.items() if any(text.use(form) for form in forms)]
        for index in found:
            del waiting[index]
            used.append(glossary[index])
        pieces: list[str] = []
        for index in found:
            for blocks in glossary[index].definitions:
                _collect(blocks, pieces)
        text = _Words.of("".join(pieces))
    return tuple(sorted(used, key=_sort_key))


def _pieces_of_sources(sources: Iterable[Source]) -> list[str]:
    pieces: list[str] = []
    for source in sources:
        for inlines in (source.title, *source.objectives):
            _collect(inlines, pieces)
            pieces.append(_BREAK)
        _collect(source.blocks, pieces)
    return pieces


def _collect(nodes: tuple[Node, ...], pieces: list[str]) -> None:
    """Adds the words of ``nodes``, notes after the rest."""
    notes: list[Footnote] = []
    for node in nodes:
        cls = type(node)
        if cls is Text:
            pieces.append(node.value)
        elif cls is SoftBreak or cls is LineBreak:
            pieces.append(" ")
        elif cls is Code or cls is CodeBlock:
            pieces.append(_BREAK)
        elif cls is Footnote:
            notes.append(node)
        elif cls in _RUNNING:
            _collect(node.children, pieces)
        else:
            _collect_block(node, pieces)
    for note in notes:
        pieces.append(_BREAK)
        _collect(note.children, pieces)


def _collect_block(node: Node, pieces: list[str]) -> None:
    if isinstance(node, Exercise):
        pieces += [node.group, _BREAK, node.materials, _BREAK]
    elif isinstance(node, WriteOn):
        pieces += [node.label, _BREAK]
    elif isinstance(node, Scale):
        pieces += [label + _BREAK for _, label in node.labels]
    for name, kind in CONTENT[type(node)]:
        value = getattr(node, name)
        for sequence in value if kind.startswith("many_") else (value,):
            _collect(sequence, pieces)
            pieces.append(_BREAK)


def _forms(term: Inlines) -> Iterator[str]:
    """The ways in which a term may be written: with and without its bracket, singular and plural."""
    written = _Words.of(plain_text(term)).written
    names = [written]
    if match := _BRACKETED.fullmatch(written):
        outside, bracketed = match.groups()
        names.append(outside)
        if _ABBREVIATION.fullmatch(bracketed) or _ABBREVIATION.fullmatch(outside):
            names.append(bracketed)
    for name in filter(None, names):
        yield name
        yield name + "s"
        if name.endswith(_SIBILANTS):
            yield name + "es"
        if name.endswith("y"):
            yield name[:-1] + "ies"
        if name.endswith("ies"):
            yield name[:-3] + "y"
        elif name.endswith("s") and not name.endswith("ss") and len(name) > 3:
            yield name[:-1]


def _sort_key(definition: Definition) -> tuple[str, str]:
    name = plain_text(definition.terms[0]).casefold()
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return letters, name
