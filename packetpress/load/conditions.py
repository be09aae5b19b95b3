"""Parsed sources and the project's closed vocabulary in; a diagnostic for each name or value outside it, out.

An attribute whose key is no condition is left alone: it belongs to the element that carries it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.yaml_values import YamlValue
from packetpress.model import Attributes, Position, Project, Source
from packetpress.walk import descendants

NOT = "not-"

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


def written_condition(key: str, value: YamlValue, diagnostics: Diagnostics) -> tuple[str, str]:
    """A condition in YAML as an attribute's key and value: one name, several with spaces, or a list."""
    words = [word for item in (value.items or (value,)) for word in item.text.replace(",", " ").split()]
    if not words or any(item.kind != "text" for item in value.items):
        diagnostics.error(
            value.pos, f"“{key}” names no value.", f"Write {key}: NAME, or several: {key}: [NAME, NAME]."
        )
    return key, " ".join(words)


def check_conditions(source: Source, vocabulary: Vocabulary, diagnostics: Diagnostics) -> None:
    """Checks every attribute list of ``source``, the front matter's included."""
    check_attributes(source.attributes, vocabulary, source.pos, diagnostics)
    for node in descendants(source.blocks):
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
