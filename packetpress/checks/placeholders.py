"""A library in; warnings about text that says it isn't finished, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from packetpress.diagnostics import Diagnostics
from packetpress.model import Library, Position, Source, Text
from packetpress.walk import CONTENT, Node, descendants

_UNFINISHED = re.compile(r"\b(?:TODO|TBD|TBC|FIXME|XXX)\b|\b(?i:lorem ipsum)\b")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_SPOKEN = ("alt", "label", "group", "materials", "fallback")
"""Fields of model values that are printed or read aloud and hold plain text."""
_SPOKEN_OF = {cls: tuple(name for name in _SPOKEN if hasattr(cls, name)) for cls in CONTENT}


def check_placeholders(library: Library, diagnostics: Diagnostics) -> None:
    """Sources, glossary, and what packet files and the project file say; comments and code are left alone."""
    for source in library.sources.values():
        _check_all(_texts(source), diagnostics)
    _check_all(_in(library.glossary), diagnostics)
    for file in sorted({packet.path for packet in library.packets} | {"sources/project.yaml"}):
        for number, line in enumerate(diagnostics.lines(file), 1):
            _check(_COMMENT.sub("", line), Position(file, number, 1), diagnostics)


def _texts(source: Source) -> Iterator[tuple[str, Position]]:
    yield from _in(source.title)
    if source.short_title:
        yield source.short_title, source.short_title_pos
    for objective in source.objectives:
        yield from _in(objective)
    yield from _in(source.blocks)


def _in(nodes: tuple[Node, ...]) -> Iterator[tuple[str, Position]]:
    for node in descendants(nodes):
        if type(node) is Text:
            yield node.value, node.pos
            continue
        for name in _SPOKEN_OF[type(node)]:
            value = getattr(node, name)
            if value:
                yield value, node.pos


def _check_all(texts: Iterable[tuple[str, Position]], diagnostics: Diagnostics) -> None:
    """Nearly always all is finished, which one look at all of it tells."""
    found = list(texts)
    if _UNFINISHED.search("\n".join([text for text, _ in found])):
        for text, pos in found:
            _check(text, pos, diagnostics)


def _check(text: str, pos: Position, diagnostics: Diagnostics) -> None:
    for nth, found in enumerate(_UNFINISHED.finditer(text)):
        diagnostics.warning(
            _place(nth, pos, diagnostics),
            f"The text still says “{found[0]}”, which would be printed.",
            "Finish it, or take it out; a note to yourself can stand in a comment: <!-- … -->.",
            width=len(found[0]),
        )


def _place(nth: int, pos: Position, diagnostics: Diagnostics) -> Position:
    """Where the word stands in the file; escapes and dashes make a text shorter than its source."""
    after = list(_UNFINISHED.finditer(diagnostics.line(pos), max(pos.column, 1) - 1))
    return Position(pos.file, pos.line, after[nth].start() + 1) if nth < len(after) else pos
