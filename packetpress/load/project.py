"""``sources/project.yaml`` in; the ``Project`` that all packets share out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.files import SOURCES, ProjectFiles
from packetpress.load.reserved import RESERVED
from packetpress.load.validate import Settings, salvaged
from packetpress.load.xml_safe import parse_xml
from packetpress.load.yaml_values import YamlValue, parse_yaml
from packetpress.model import Position, Project

PROJECT_FILE = f"{SOURCES}/project.yaml"

EDITION = "edition"
BUILT_IN: Mapping[str, Mapping[str, str]] = {
    EDITION: {"participant": "Participant", "facilitator": "Facilitator"}
}
"""Conditions that every project has."""

APA = "apa"

_NAME = re.compile(r"[^\W_][\w-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _date(value: Any) -> Any:
    # pydantic would take a bare number for seconds since 1970.
    if isinstance(value, str) and not _DATE.fullmatch(value.strip()):
        raise ValueError(f"“{value}” is not a date; write year, month and day: 2026-11-21")
    return value


def _labels(value: Any) -> Any:
    """``[a, b]`` is short for values that are printed as they are written."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return dict.fromkeys(value)
    return value


def _words(value: Any) -> Any:
    return {key: item or "" for key, item in value.items()} if isinstance(value, dict) else value


def one_or_more(value: Any) -> Any:
    """``a`` is short for ``[a]``."""
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(one_or_more, json_schema_input_type=str | tuple[str, ...])]

Words = Annotated[dict[str, str], BeforeValidator(_words, json_schema_input_type=dict[str, str | None])]
"""Names and what is printed for them; nothing given prints nothing."""


Labels = Annotated[
    dict[str, str | None],
    BeforeValidator(_labels, json_schema_input_type=dict[str, str | None] | list[str]),
]
"""The values of a condition and the words printed for them."""


class ProjectSettings(Settings):
    """What all packets of a project share."""

    title: str
    """Of the series: printed on covers above the packet's own title."""
    organisation: str = ""
    """Who publishes the packets; printed on covers and in imprints."""
    language: str = "en"
    """Language code (BCP 47) such as en-CA or fr-CA, with a hyphen."""
    version: str
    """Of the texts; printed in imprints."""
    date: Annotated[date, BeforeValidator(_date, json_schema_input_type=date)]
    """Of the texts, as year-month-day; printed in imprints."""
    conditions: dict[str, Labels] = Field(default_factory=dict)
    """What a passage can be for: condition (audience, setting, …), value, and the words printed for it."""
    groups: dict[str, dict[str, Names]] = Field(default_factory=dict)
    """Names for several values of a condition: condition, group, its values."""
    variables: Words = Field(default_factory=dict)
    """Texts that sources use as {{ name }}; a packet may give its own."""
    bibliography: str = ""
    """BibTeX file with the works that are cited, relative to sources/."""
    citation_style: str = APA
    """The name of a style that comes with packetpress (apa), or a .csl file relative to sources/."""


_PLACEHOLDERS = {"title": "-", "version": "-", "date": "2000-01-01"}


def load_project(files: ProjectFiles, diagnostics: Diagnostics) -> Project | None:
    """The project, with the bibliography's text and, if ``citation-style`` names a file, the style's XML.

    Returns None if the file or its conditions can't be read, because then nothing can be said about the
    sources. Anything else that is wrong is reported and left out.
    """
    text = files.read_text(PROJECT_FILE, Position(PROJECT_FILE))
    value = None if text is None else parse_yaml(text, PROJECT_FILE, diagnostics)
    if value is None:
        return None
    settings = salvaged(ProjectSettings, value, _PLACEHOLDERS, diagnostics)
    if settings is None or (value.get("conditions").value and not settings.conditions):
        return None
    for pos, message, hint in _findings(value, settings):
        diagnostics.error(pos, message, hint)
    bibliography_path = ""
    bibliography = ""
    if settings.bibliography:
        pos = value.get("bibliography").pos
        bibliography_path = files.resolve(settings.bibliography, PROJECT_FILE, pos) or ""
        if bibliography_path:
            bibliography = files.read_text(bibliography_path, pos) or ""
    conditions = {
        name: {key: label or key for key, label in values.items()}
        for name, values in settings.conditions.items()
    }
    return Project(
        title=settings.title,
        organisation=settings.organisation,
        language=settings.language,
        version=settings.version,
        date=settings.date,
        conditions={**conditions, **BUILT_IN},
        groups=_groups(value.get("groups"), conditions, settings, diagnostics),
        variables=settings.variables,
        bibliography=bibliography,
        bibliography_path=bibliography_path,
        citation_style=_style(settings, value, files, diagnostics),
    )


def _groups(
    value: YamlValue,
    conditions: Mapping[str, Mapping[str, str]],
    settings: ProjectSettings,
    diagnostics: Diagnostics,
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Names for several values of a condition; what is wrong with one is reported, and left out of it."""
    groups: dict[str, dict[str, tuple[str, ...]]] = {}
    for condition, named in settings.groups.items():
        written = value.get(condition)
        words = conditions.get(condition)
        if words is None:
            diagnostics.error(
                written.key_pos,
                f"“{condition}” is not a condition of this project, so it has no groups.",
                did_you_mean(condition, conditions),
            )
            continue
        groups[condition] = {}
        for group, names in named.items():
            item = written.get(group)
            if not _NAME.fullmatch(group):
                diagnostics.error(
                    item.key_pos,
                    f"“{group}” can't be the name of a group.",
                    "Use letters, digits and hyphens.",
                )
            elif group in words:
                diagnostics.error(
                    item.key_pos,
                    f"“{group}” is a value of “{condition}” already, so it can't be a group.",
                    "Give the group another name.",
                )
            if not names:
                diagnostics.error(item.pos, f"The group “{group}” is empty.", "List values of its condition.")
            for index, name in enumerate(names):
                if name not in words:
                    diagnostics.error(
                        item.at((index,)).pos,
                        f"“{name}” is not a value of “{condition}”.",
                        did_you_mean(name, words),
                    )
            groups[condition][group] = tuple(dict.fromkeys(name for name in names if name in words))
    return groups


def _style(settings: ProjectSettings, value: YamlValue, files: ProjectFiles, diagnostics: Diagnostics) -> str:
    name = settings.citation_style
    if not name.casefold().endswith(".csl"):
        return name
    pos = value.get("citation-style").pos
    path = files.resolve(name, PROJECT_FILE, pos)
    text = files.read_text(path, pos) if path is not None else None
    if path is None or text is None or parse_xml(text.encode("utf-8"), path, diagnostics) is None:
        return APA
    return text.strip()


def _findings(value: YamlValue, settings: ProjectSettings) -> Iterator[tuple[Position, str, str]]:
    """What pydantic doesn't check: the spelling of names, and names that are taken."""
    if not _LANGUAGE.fullmatch(settings.language):
        yield (
            value.get("language").pos,
            f"“{settings.language}” is not a language code.",
            "Write it as en, en-CA or fr-CA, with a hyphen.",
        )
    for name, item in value.get("conditions").entries.items():
        if not _NAME.fullmatch(name) or name.startswith("not-"):
            yield (
                item.key_pos,
                f"“{name}” can't be the name of a condition.",
                "Use letters, digits and hyphens, and don't begin with “not-”.",
            )
        elif name in BUILT_IN:
            yield item.key_pos, f"“{name}” is a condition of every project.", "Remove it here."
        elif name in RESERVED:
            yield (
                item.key_pos,
                f"“{name}” means something else in sources and packet files.",
                "Give the condition another name.",
            )
        values = [(key, label.key_pos) for key, label in item.entries.items()]
        for key, where in values or [(label.text, label.pos) for label in item.items]:
            if not _NAME.fullmatch(key):
                yield (
                    where,
                    f"“{key}” can't be a value of “{name}”.",
                    "Use letters, digits and hyphens, no spaces.",
                )
    for name, item in value.get("variables").entries.items():
        if not _NAME.fullmatch(name):
            yield (
                item.key_pos,
                f"“{name}” can't be the name of a variable.",
                "Use letters, digits, hyphens and underscores.",
            )


def is_name(text: str) -> bool:
    """Whether ``text`` can name a packet: it becomes part of file names on every system."""
    return bool(_NAME.fullmatch(text)) and unicodedata.is_normalized("NFC", text)
