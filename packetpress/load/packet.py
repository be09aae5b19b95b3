"""``sources/packets/*.yaml`` in; one ``Packet`` for each out, with its globs written out as file names."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import Field

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.conditions import Vocabulary, is_condition, vocabulary, written_condition
from packetpress.load.files import SOURCES, ProjectFiles
from packetpress.load.kit import load_kit
from packetpress.load.layout_keys import Size
from packetpress.load.project import BUILT_IN, Names, Words, is_name
from packetpress.load.sessions import load_plans
from packetpress.load.validate import Model, Settings, known_keys, salvaged, validated
from packetpress.load.yaml_values import YamlValue, parse_yaml
from packetpress.model import (
    EDITIONS,
    NO_ATTRIBUTES,
    NOWHERE,
    SEATING,
    Attributes,
    ContentsEntry,
    Dividers,
    Limits,
    Packet,
    Position,
    Project,
)

PACKETS = f"{SOURCES}/packets"
AUDIENCE = "audience"
_GENERATED: Mapping[str, Literal["references", "glossary"]] = {
    "references": "references",
    "glossary": "glossary",
}
"""Entries of ``contents`` that stand for what the engine makes."""
TextSize = Annotated[Size, Field(ge=8, le=24)]
"""Points; larger is a layout of its own, in which notes and tables stand otherwise."""


class PacketSettings(Settings):
    """A packet file without its conditions and its contents, which are read one by one."""

    title: str
    """On the cover, and in the document's properties."""
    subtitle: str = ""
    """Below the title on the cover."""
    editions: Names = EDITIONS[:1]
    """Which editions to build; facilitators also get answers and running notes."""
    layouts: Names = ("office",)
    """Which layouts to build, by their files in layouts/ without .yaml."""
    contents: Any
    """What the packet is made of, in order."""
    variables: Words = Field(default_factory=dict)
    """Texts for {{ name }} that this packet has instead of the project's."""
    reading_grade: Annotated[float, Field(gt=0, le=20, allow_inf_nan=False)] | None = None
    """Highest school grade (Flesch-Kincaid) that a section should read at; more is a warning."""
    sentence_words: Annotated[int, Field(ge=5, le=500)] | None = None
    """Most words that a sentence should have; more is a warning."""
    max_pages: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """Most pages that a file should have; more is a warning."""
    kit: Any = None
    """The pages around the text that trainers expect, by name, in the order in which they come."""
    sessions: Any = None
    """The meetings it is for, with their breaks; or several ways to cut it into meetings, by name."""
    participants: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """How many people it is printed for."""
    facilitators: Annotated[int, Field(ge=1, le=1_000)] = 1
    """How many people lead them."""
    seating: Names = ()
    """How the chairs stand, drawn in the kit's room plan: one way, or several through the day."""
    dividers: Dividers | None = None
    """What begins with a leaf of its own, its back empty; else the layout says it."""
    text_size: TextSize | None = None
    """The least size of text that its readers need, such as 12pt; layouts with smaller text set it larger."""
    vendor: str = ""
    """Who prints it: a print shop's file in layouts/vendors/ without .yaml; else the layout says it."""


_PLACEHOLDERS = {"title": "-", "contents": "-"}


class PartSettings(Settings):
    """A part, without its conditions."""

    part: str
    contents: Any


class SectionsSettings(Settings):
    """An entry of ``contents`` with conditions, without these."""

    sections: Any


def packet_paths(files: ProjectFiles, diagnostics: Diagnostics) -> tuple[str, ...]:
    """The packet files of the project, by name."""
    for path in files.in_folder(PACKETS, ".yml"):
        diagnostics.error(
            Position(path), "Packet files end in “.yaml”.", f"Rename it to {path.removesuffix('.yml')}.yaml."
        )
    return files.in_folder(PACKETS, ".yaml")


def load_packet(
    path: str,
    project: Project,
    layouts: Collection[str],
    files: ProjectFiles,
    diagnostics: Diagnostics,
) -> Packet | None:
    """The packet in the file ``path``; ``layouts`` are the names it may ask for.

    Reports what is wrong. Returns None if the file can't be read as a packet; otherwise what was right in it.
    """
    pos = Position(path)
    text = files.read_text(path, pos)
    value = None if text is None else parse_yaml(text, path, diagnostics)
    if value is None:
        return None
    name = posixpath.basename(path).removesuffix(".yaml")
    if not is_name(name):
        diagnostics.error(
            pos, f"“{name}” can't be the name of a packet.", "Use letters, digits and hyphens, no spaces."
        )
    conditions = {key: words for key, words in project.conditions.items() if key not in BUILT_IN}
    bound = {key: item for key, item in value.entries.items() if key == AUDIENCE or key in conditions}
    rest = {key: item for key, item in value.entries.items() if key not in bound}
    bindings = {
        key: _binding(key, item, conditions.get(key, {}), project.groups.get(key, {}), diagnostics)
        for key, item in bound.items()
    }
    for key in set(rest) - known_keys(PacketSettings):
        diagnostics.error(
            rest.pop(key).key_pos,
            f"“{key}” is neither a setting of a packet nor a condition of this project.",
            did_you_mean(key, known_keys(PacketSettings) | conditions.keys() | {AUDIENCE}),
        )
    settings = salvaged(PacketSettings, replace(value, value=rest), _PLACEHOLDERS, diagnostics)
    if settings is None:
        return None
    contents = value.entries.get("contents")
    entries = _Contents(files, vocabulary(project), diagnostics).entries(contents) if contents else ()
    kit = load_kit(value.get("kit"), files, vocabulary(project), diagnostics)
    audience = bindings.get(AUDIENCE, ())
    if len(audience) > 1:
        diagnostics.error(
            bound[AUDIENCE].pos,
            "A packet is for one audience.",
            "Make a packet file for each; they can share all their contents.",
        )
    return Packet(
        name=name,
        title=settings.title,
        subtitle=settings.subtitle,
        audience=audience[0] if audience else "",
        editions=_known(value, "editions", settings.editions, EDITIONS, "edition", diagnostics),
        layouts=_known(value, "layouts", settings.layouts, layouts, "layout", diagnostics),
        contents=(*kit["front"], *entries, *kit["back"]),
        bindings={key: values for key, values in bindings.items() if values},
        variables=settings.variables,
        path=path,
        pos=value.get("title").pos,
        limits=Limits(
            reading_grade=settings.reading_grade or 0.0,
            sentence_words=settings.sentence_words or 0,
            max_pages=settings.max_pages or 0,
            max_pages_pos=value.get("max-pages").pos if settings.max_pages else NOWHERE,
        ),
        subtitle_pos=value.get("subtitle").pos,
        plans=load_plans(value.get("sessions"), files, diagnostics),
        participants=settings.participants or 0,
        facilitators=settings.facilitators,
        seating=_known(value, "seating", settings.seating, SEATING, "seating", diagnostics)
        if settings.seating
        else (),
        vendor=settings.vendor,
        vendor_pos=value.get("vendor").pos if settings.vendor else NOWHERE,
        text_size=settings.text_size or 0.0,
        dividers=settings.dividers,
        dividers_pos=value.get("dividers").pos if settings.dividers else NOWHERE,
        variable_pos={key: item.key_pos for key, item in value.get("variables").entries.items()},
    )


def _binding(
    condition: str,
    item: YamlValue,
    words: Mapping[str, str],
    groups: Mapping[str, tuple[str, ...]],
    diagnostics: Diagnostics,
) -> tuple[str, ...]:
    """The values that the packet has for a condition, a group's name standing for all of its own.

    An unknown one is reported, and taken for the one that is most like it.
    """
    if words:
        form = f"Write one of {', '.join(list(words)[:6])}, or a list of them."
    else:
        form = f"Declare the values of “{condition}” in {SOURCES}/project.yaml, under “conditions”."
    known: list[str] = []
    for name in item.items or (item,):
        if name.text in words:
            known.append(name.text)
        elif name.text in groups:
            known.extend(groups[name.text])
        elif name.text:
            hint = did_you_mean(name.text, (*words, *groups)) or form
            diagnostics.error(name.pos, f"“{name.text}” is not a value of “{condition}”.", hint)
            # Whatever was meant, the packet does say it: nothing that depends on it is to be blamed as well.
            known.extend(get_close_matches(name.text, words, n=1, cutoff=0.0))
        else:
            diagnostics.error(name.pos, f"“{condition}” needs a value here, and this is {name.kind}.", form)
    return tuple(dict.fromkeys(known))


def _known(
    value: YamlValue,
    key: str,
    names: tuple[str, ...],
    known: Collection[str],
    kind: str,
    diagnostics: Diagnostics,
) -> tuple[str, ...]:
    item = value.get(key)
    if not names:
        diagnostics.error(item.key_pos, f"“{key}” names no {kind}.", f"For example: {key}: [{min(known)}]")
    for index, name in enumerate(names):
        if name not in known:
            diagnostics.error(
                item.at((index,)).pos, f"There is no {kind} “{name}”.", did_you_mean(name, known)
            )
    return tuple(dict.fromkeys(name for name in names if name in known))


class _Contents:
    """Reads ``contents``, and remembers where each file was listed."""

    def __init__(self, files: ProjectFiles, names: Vocabulary, diagnostics: Diagnostics) -> None:
        self._files = files
        self._names = names
        self._diagnostics = diagnostics
        self._listed: dict[str, Position] = {}

    def entries(
        self, value: YamlValue, *, key: str = "contents", nested: bool = False
    ) -> tuple[ContentsEntry, ...]:
        """``nested``: inside another entry, where there can be files but no parts."""
        items = (value,) if value.text else value.items
        if value.text.startswith("-"):
            # Without a space YAML takes the lines of the list for one text.
            self._diagnostics.error(
                value.pos,
                f"“{value.text.split()[0]}” isn't read as an item of a list.",
                "Put a space after each hyphen: - path/file.md",
            )
            return ()
        if not items:
            self._diagnostics.error(
                value.pos,
                f"“{key}” has to list what the packet is made of, and this is {value.kind}.",
                "List files, one “- path/*.md” a line.",
            )
        return tuple(entry for item in items for entry in self._entry(item, nested))

    def _entry(self, item: YamlValue, nested: bool) -> tuple[ContentsEntry, ...]:
        generated = _GENERATED.get(item.text)
        if generated is not None:
            self._list_once(item.text, item.pos, f"“{item.text}” is listed twice")
            return (ContentsEntry(generated, pos=item.pos),)
        if item.text:
            return (self._section(item),)
        if not item.entries:
            self._diagnostics.error(
                item.pos,
                f"An entry of “contents” is a file or a part, and this is {item.kind}.",
                "Write a path such as principles/*.md, or “part: Title” with its own “contents”.",
            )
            return ()
        conditions = {key: each for key, each in item.entries.items() if is_condition(key, self._names)}
        rest = {key: each for key, each in item.entries.items() if key not in conditions}
        attributes = self._attributes(conditions)
        if "sections" in rest:
            if self._read(SectionsSettings, item, rest) is None:
                return ()
            found = self.entries(rest["sections"], key="sections", nested=True)
            return tuple(_under(attributes, entry) for entry in found)
        settings = self._read(PartSettings, item, rest)
        if settings is None:
            return ()
        if nested:
            self._diagnostics.error(
                item.pos, "A part can't hold another part.", "Put it after this one, in the same column."
            )
            return ()
        entries = self.entries(item.entries["contents"], nested=True)
        return (
            ContentsEntry("part", title=settings.part, entries=entries, pos=item.pos, attributes=attributes),
        )

    def _read(self, model: type[Model], item: YamlValue, rest: dict[str, YamlValue]) -> Model | None:
        """What an entry says beside its conditions; an unknown key is reported and left out."""
        known = known_keys(model)
        for key in rest.keys() - known:
            self._diagnostics.error(
                rest.pop(key).key_pos,
                f"“{key}” is neither a key that can stand here nor a condition of this project.",
                did_you_mean(key, known | self._names.keys()),
            )
        return validated(model, replace(item, value=rest), self._diagnostics)

    def _attributes(self, conditions: Mapping[str, YamlValue]) -> Attributes:
        """The conditions of an entry, as a source has them."""
        if not conditions:
            return NO_ATTRIBUTES
        pairs = tuple(
            written_condition(key, value, self._names, self._diagnostics) for key, value in conditions.items()
        )
        return Attributes(pairs=pairs, pos=next(iter(conditions.values())).key_pos)

    def _section(self, item: YamlValue) -> ContentsEntry:
        paths = []
        for path in self._files.glob(item.text, item.pos):
            if not path.endswith(".md"):
                self._diagnostics.error(
                    item.pos,
                    f"“{path}” is not a Markdown file.",
                    "Contents are made of .md files; for a folder of them write folder/*.md.",
                )
            elif self._list_once(path, item.pos, f"“{path}” is in this packet twice"):
                paths.append(path)
        return ContentsEntry("section", tuple(paths), pos=item.pos)

    def _list_once(self, name: str, pos: Position, message: str) -> bool:
        first = self._listed.setdefault(name, pos)
        if first is not pos:
            self._diagnostics.error(
                pos, f"{message}; line {first.line} lists it first.", "Remove it from one of the two."
            )
        return first is pos


def _under(attributes: Attributes, entry: ContentsEntry) -> ContentsEntry:
    """``entry`` with the conditions of what it stands in added to its own."""
    if attributes is NO_ATTRIBUTES:
        return entry
    own = entry.attributes
    pairs = (*attributes.pairs, *own.pairs)
    return replace(entry, attributes=Attributes(pairs=pairs, pos=own.pos if own.pairs else attributes.pos))
