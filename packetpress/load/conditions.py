"""Parsed sources and the project's closed vocabulary in; a diagnostic for each name or value outside it, out.

An attribute whose key is no condition is left alone: it belongs to the element that carries it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from difflib import get_close_matches

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.reserved import RESERVED
from packetpress.load.yaml_values import YamlValue
from packetpress.model import Attributes, Position, Project, Source
from packetpress.walk import descendants

NOT = "not-"
_ALIKE = 0.75
"""Share of letters in common from which a key is taken for a misspelt condition (``difflib``)."""
_WORD = re.compile(r"[^\s,]+")

Vocabulary = Mapping[str, Collection[str]]
"""Condition -> every name that may stand for it: its values and its groups."""


def vocabulary(project: Project) -> Vocabulary:
    """The names that conditions in sources and in ``contents`` may use."""
    return {
        condition: (*values, *project.groups.get(condition, {}))
        for condition, values in project.conditions.items()
    }


def is_condition(key: str, names: Collection[str]) -> bool:
    """Whether ``key`` is one of the conditions ``names``, or such a one with ``not-`` before it."""
    return key.removeprefix(NOT) in names


def written_condition(
    key: str, value: YamlValue, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> tuple[str, str]:
    """A condition in YAML, checked, as an attribute's key and value: one name, several, or a list of them."""
    words: list[str] = []
    for item in value.items or (value,):
        for match in _WORD.finditer(item.text):
            pos = item.pos if "\n" in item.text else _moved(item.pos, match.start())
            _check_word(key.removeprefix(NOT), match[0], pos, vocabulary, diagnostics)
            words.append(match[0])
    if not words or any(item.kind != "text" for item in value.items):
        diagnostics.error(
            value.pos, f"“{key}” names no value.", f"Write {key}: NAME, or several: {key}: [NAME, NAME]."
        )
    return key, " ".join(words)


def check_conditions(source: Source, vocabulary: Vocabulary, diagnostics: Diagnostics) -> None:
    """Checks every attribute list in the title, the objectives and the text of ``source``.

    Those of the section itself were checked when they were read.
    """
    for content in (source.title, *source.objectives, source.blocks):
        for node in descendants(content):
            attributes = getattr(node, "attributes", None)
            if attributes is not None and attributes.pairs:
                check_attributes(attributes, vocabulary, getattr(node, "pos", source.pos), diagnostics)


def check_attributes(
    attributes: Attributes, vocabulary: Vocabulary, near: Position, diagnostics: Diagnostics
) -> None:
    """Checks one attribute list; ``near`` is its place where it has none of its own."""
    pos = attributes.pos if attributes.pos.file else near
    for key, value in attributes.pairs:
        name = key.removeprefix(NOT)
        if name not in vocabulary:
            _check_key(key, pos, vocabulary, diagnostics)
            continue
        words = value.split()
        if not words:
            diagnostics.error(
                pos, f"“{key}” names no value.", did_you_mean("", vocabulary[name]) or f"Remove “{key}”."
            )
        for word in words:
            _check_word(name, word, pos, vocabulary, diagnostics)


def _check_key(key: str, pos: Position, vocabulary: Vocabulary, diagnostics: Diagnostics) -> None:
    """A key that is no condition is the element's own, unless it is surely meant as one.

    With a misspelt condition every reader would get what is for some.
    """
    name = key.removeprefix(NOT)
    if key.startswith(NOT):
        diagnostics.error(
            pos,
            f"“{key}” excludes by “{name}”, which is not a condition of this project.",
            did_you_mean(name, vocabulary),
        )
    elif key not in RESERVED and get_close_matches(name, vocabulary, n=1, cutoff=_ALIKE):
        diagnostics.error(pos, f"“{key}” is not a condition of this project.", did_you_mean(name, vocabulary))


def _check_word(
    condition: str, word: str, pos: Position, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> None:
    if word not in vocabulary[condition]:
        diagnostics.error(
            pos, f"“{word}” is not a value of “{condition}”.", did_you_mean(word, vocabulary[condition])
        )


def _moved(pos: Position, columns: int) -> Position:
    return replace(pos, column=pos.column + columns)
