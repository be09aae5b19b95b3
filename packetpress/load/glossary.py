"""``sources/glossary.md`` in; its terms and what they mean out."""

from __future__ import annotations

from packetpress.diagnostics import Diagnostics
from packetpress.load.conditions import Vocabulary, check_written
from packetpress.load.files import SOURCES, ProjectFiles
from packetpress.load.markdown import parse
from packetpress.load.source import load_source
from packetpress.model import Definition, DefinitionList, Heading, Inlines, Position, Source
from packetpress.walk import plain_text

GLOSSARY = f"{SOURCES}/glossary.md"


def load_glossary(
    files: ProjectFiles, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> tuple[tuple[Definition, ...], tuple[tuple[str, Position], ...]]:
    """The terms of every definition list in the file, and the images used in them.

    Headings may group the terms for the author; they are not printed. Anything else would be lost, so it is
    an error, as is a term that is given twice.
    """
    text = files.read_text(GLOSSARY, Position(GLOSSARY))
    if text is None:
        return (), ()
    if text.startswith("---"):
        source, images = load_source(GLOSSARY, text, diagnostics, files, vocabulary)
    else:
        body = parse(text, GLOSSARY, diagnostics, files=files)
        source, images = Source(GLOSSARY, (), "", (), 0, body.blocks), body.images
        check_written(body.written, vocabulary, diagnostics)
    terms: list[Definition] = []
    for block in source.blocks:
        if isinstance(block, DefinitionList):
            terms.extend(block.items)
        elif not isinstance(block, Heading):
            diagnostics.error(
                block.pos,
                "The glossary is made of terms and definitions alone; this would not be printed.",
                "Write the term in one line, and “: ” and its definition in the next.",
            )
    first: dict[str, Position] = {}
    for item in terms:
        for term in item.terms:
            _check_once(term, item.pos, first, diagnostics)
    return tuple(terms), images


def _check_once(term: Inlines, pos: Position, first: dict[str, Position], diagnostics: Diagnostics) -> None:
    word = plain_text(term)
    known = first.setdefault(word.casefold(), pos)
    if known != pos:
        diagnostics.error(
            pos, f"“{word}” is in the glossary twice; line {known.line} has it first.", "Keep one."
        )
