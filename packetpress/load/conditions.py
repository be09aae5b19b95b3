"""What stands between braces in a source, and the project's closed vocabulary, in; what is wrong, out.

A key that is no condition belongs to the element that carries it, which says what it knows (``Written``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.markdown import DIVS, Written, hiding, meant
from packetpress.load.yaml_values import YamlValue
from packetpress.model import FACILITATOR_ONLY, Position, Project

NOT = "not-"
_ALIKE = 0.75
"""Share of letters in common from which a key is taken for a misspelt one (``difflib``)."""
_WORD = re.compile(r"[^\s,;|]+")

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


def check_written(lists: Iterable[Written], vocabulary: Vocabulary, diagnostics: Diagnostics) -> None:
    """Checks every name, key and value that stands between braces in a source, with what it belongs to."""
    for written in lists:
        _check_names(written, vocabulary, diagnostics)
        for key, value in written.attributes.pairs:
            name = key.removeprefix(NOT)
            if name in vocabulary:
                _check_values(key, value, written.attributes.pos, vocabulary, diagnostics)
            elif key not in written.keys:
                _check_key(key, value, written, vocabulary, diagnostics)


def _check_names(written: Written, vocabulary: Vocabulary, diagnostics: Diagnostics) -> None:
    """A name nobody knows is the author's own, unless it is surely meant as one that is known.

    With ``.anwser`` for ``.answer``, every reader would get what is for some.
    """
    pos = written.attributes.pos
    for name in written.attributes.classes:
        if name in written.names or name in FACILITATOR_ONLY:
            continue
        if name == "blank":
            diagnostics.error(
                pos,
                f"“blank” hides nothing on {written.what}.",
                "It is for words in a line: [the answer]{.blank}.",
            )
        elif name in DIVS:
            diagnostics.warning(
                pos,
                f"“{name}” does nothing on {written.what}; it is the name of a group.",
                f"Write a line “::: {name}” before the text, and a line “:::” after it.",
            )
        elif wanted := hiding(name) or meant(name, DIVS):
            diagnostics.error(
                pos,
                f"“{name}” is not a name that packetpress knows, and close to one.",
                f"Did you mean “{wanted}”? A name of your own should look less like it.",
            )
        else:
            _check_value_as_name(name, written, vocabulary, diagnostics)


def _check_value_as_name(
    name: str, written: Written, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> None:
    """A condition's value, written as a name, keeps nothing from anybody."""
    keys = {key.removeprefix(NOT) for key, _ in written.attributes.pairs}
    for condition in _having(name, vocabulary):
        if condition not in keys:
            diagnostics.error(
                written.attributes.pos,
                f"“{name}” is a value of “{condition}”; as a name it keeps nothing from anybody.",
                f'Write {condition}="{name}" between the braces.',
            )


def _having(word: str, vocabulary: Vocabulary) -> list[str]:
    """The conditions that have a value or a group called ``word``."""
    return [condition for condition, values in vocabulary.items() if word in values]


def _check_values(
    key: str, value: str, pos: Position, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> None:
    name = key.removeprefix(NOT)
    words = value.split()
    if any(mark in value for mark in ",;|") and (several := _WORD.findall(value)):
        diagnostics.error(
            pos,
            f"“{value}” is not a value of “{name}”.",
            f'A space separates values: {key}="{" ".join(several)}".',
        )
        words = several
    if not words:
        diagnostics.error(
            pos, f"“{key}” names no value.", did_you_mean("", vocabulary[name]) or f"Remove “{key}”."
        )
    for word in words:
        _check_word(name, word, pos, vocabulary, diagnostics)


def _check_key(
    key: str, value: str, written: Written, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> None:
    """A key that is neither a condition nor one that means something here.

    If it is surely meant as one of them that is an error: with a misspelt condition every reader would get
    what is for some.
    """
    pos, name = written.attributes.pos, key.removeprefix(NOT)
    if key.startswith(NOT):
        diagnostics.error(
            pos,
            f"“{key}” excludes by “{name}”, which is not a condition of this project.",
            did_you_mean(name, vocabulary),
        )
    elif own := meant(key, written.keys) or _alike(key, written.keys):
        diagnostics.error(pos, f"“{key}” does nothing on {written.what}.", f"Did you mean “{own}”?")
    elif meant(name, vocabulary) or _alike(name, vocabulary):
        diagnostics.error(pos, f"“{key}” is not a condition of this project.", did_you_mean(name, vocabulary))
    elif conditions := [each for word in value.split() for each in _having(word, vocabulary)]:
        diagnostics.error(
            pos,
            f"“{key}” is not a condition of this project, and “{value}” is said by “{conditions[0]}”.",
            f'Write {conditions[0]}="{value}".',
        )
    else:
        known = f"It knows {', '.join(sorted(written.keys))}, and" if written.keys else "It knows"
        diagnostics.warning(
            pos, f"“{key}” does nothing on {written.what}.", f"{known} conditions; take “{key}” out."
        )


def _alike(name: str, known: Collection[str]) -> str:
    return next(iter(get_close_matches(name, known, n=1, cutoff=_ALIKE)), "")


def _check_word(
    condition: str, word: str, pos: Position, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> None:
    if word not in vocabulary[condition]:
        diagnostics.error(
            pos, f"“{word}” is not a value of “{condition}”.", did_you_mean(word, vocabulary[condition])
        )


def _moved(pos: Position, columns: int) -> Position:
    return replace(pos, column=pos.column + columns)
