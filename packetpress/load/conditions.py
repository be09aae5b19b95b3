"""Parsed sources and the project's closed vocabulary in; a diagnostic for each name or value outside it, out.

An attribute whose key is no condition is left alone: it belongs to the element that carries it.
"""

from __future__ import annotations

from collections.abc import Mapping

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.model import Attributes, Position, Source
from packetpress.walk import descendants

NOT = "not-"

Vocabulary = Mapping[str, Mapping[str, str]]
"""Condition -> value -> the words printed for it."""


def check_conditions(source: Source, vocabulary: Vocabulary, diagnostics: Diagnostics) -> None:
    """Checks every attribute list of ``source``, the front matter's included."""
    _check(source.attributes, vocabulary, source.pos, diagnostics)
    for node in descendants(source.blocks):
        attributes = getattr(node, "attributes", None)
        if attributes is not None and attributes.pairs:
            _check(attributes, vocabulary, getattr(node, "pos", source.pos), diagnostics)


def _check(attributes: Attributes, vocabulary: Vocabulary, near: Position, diagnostics: Diagnostics) -> None:
    pos = attributes.pos if attributes.pos.file else near
    for key, value in attributes.pairs:
        name = key.removeprefix(NOT)
        if name not in vocabulary:
            if key.startswith(NOT):
                diagnostics.error(
                    pos,
                    f"“{key}” excludes by “{name}”, which is not a condition of this project.",
                    did_you_mean(name, vocabulary),
                )
            continue
        words = value.split()
        if not words:
            diagnostics.error(
                pos, f"“{key}” names no value.", did_you_mean("", vocabulary[name]) or f"Remove “{key}”."
            )
        for word in words:
            if word not in vocabulary[name]:
                diagnostics.error(
                    pos, f"“{word}” is not a value of “{name}”.", did_you_mean(word, vocabulary[name])
                )
