"""Pandoc's answer (its JSON document) in; texts and references as model inlines out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from packetpress.model import (
    Attributes,
    Citation,
    Code,
    Emphasis,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Position,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)

Json: TypeAlias = Any

_WRAPPERS: Mapping[str, type[Emphasis | Strong | Superscript | Subscript]] = {
    "Emph": Emphasis,
    "Strong": Strong,
    "Superscript": Superscript,
    "Subscript": Subscript,
}
_SAFE = ("https://", "http://", "mailto:")
_PLACE = "ref-"
"""What citeproc puts before a key for the id of its entry."""


def read_texts(document: Json, clusters: Sequence[Citation]) -> tuple[Inlines, ...]:
    """The text of each cluster, in order, every word at the cluster's place."""
    return tuple(
        _Reader(cluster.pos).inlines(paragraph["c"])
        for cluster, paragraph in zip(clusters, document["blocks"], strict=False)
    )


def read_references(document: Json, places: Mapping[str, Position]) -> tuple[tuple[str, Inlines], ...]:
    """Key and text of each reference, in the style's order, every word at its entry's place."""
    found = []
    for block in document["blocks"]:
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            for entry in block["c"][1]:
                key = entry["c"][0][0].removeprefix(_PLACE)
                found.append((key, _Reader(places[key]).inlines(_flat(entry["c"][1]))))
    return tuple(found)


def _flat(blocks: Iterable[Json]) -> list[Json]:
    """The inlines of all paragraphs, one after the other; a style may set an entry as several."""
    found: list[Json] = []
    for block in blocks:
        found += [{"t": "Space"}] if found else []
        found += _flat(block["c"][1]) if block["t"] == "Div" else block["c"]
    return found


class _Reader:
    """Makes model inlines of Pandoc's, joining words to one Text wherever nothing comes between."""

    def __init__(self, pos: Position) -> None:
        self._pos = pos

    def inlines(self, nodes: Iterable[Json]) -> Inlines:
        found: list[Inline] = []
        self._read(nodes, found)
        return tuple(found)

    def _read(self, nodes: Iterable[Json], found: list[Inline]) -> None:
        for node in nodes:
            kind, content = node["t"], node.get("c")
            if kind == "Str":
                self._text(content, found)
            elif kind in ("Space", "SoftBreak"):
                self._text(" ", found)
            elif kind == "LineBreak":
                found.append(LineBreak())
            elif kind in _WRAPPERS:
                found.append(_WRAPPERS[kind](self.inlines(content)))
            elif kind in ("SmallCaps", "Underline", "Strikeout"):
                found.append(Span(self.inlines(content), Attributes(classes=(kind.lower(),))))
            elif kind == "Quoted":
                opening, closing = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
                self._text(opening, found)
                self._read(content[1], found)
                self._text(closing, found)
            elif kind == "Code":
                found.append(Code(content[1], self._pos))
            elif kind in ("Math", "RawInline"):
                # TeX that has no plain form: its words stay to be seen rather than go without a trace.
                self._text(content[1], found)
            elif kind == "Link":
                self._link(content, found)
            elif kind == "Note":
                found.append(Footnote((Paragraph(self.inlines(_flat(content)), self._pos),), pos=self._pos))
            elif kind == "Span":
                if "csl-right-inline" in content[0][1]:
                    self._text(" ", found)
                self._read(content[1], found)
            else:
                # Cite and Image: what they hold comes last.
                self._read(content[1], found)

    def _text(self, value: str, found: list[Inline]) -> None:
        if found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].value + value, self._pos)
        elif value:
            found.append(Text(value, self._pos))

    def _link(self, content: Json, found: list[Inline]) -> None:
        target = content[2][0]
        if target.startswith(_SAFE):
            found.append(Link(self.inlines(content[1]), target, pos=self._pos))
        else:
            self._read(content[1], found)
