"""A project's vocabulary in; JSON Schemas (draft 2020-12) of the files that people write, out.

With them an editor completes keys and values, shows what they mean and marks mistakes while they are typed.
They are made from the pydantic models that check the files, so that both say the same; what only a build can
tell (whether a file exists, whether a name is used) no schema knows.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import ModelSchema

from packetpress.load.conditions import NOT
from packetpress.load.kit import KIT, KitSettings
from packetpress.load.layout_keys import LABELS, REQUIRED_COLORS, REQUIRED_FAMILIES, ROLES, LayoutSettings
from packetpress.load.packet import AUDIENCE, PacketSettings
from packetpress.load.project import BUILT_IN, ProjectSettings
from packetpress.load.sessions import MeetingSettings
from packetpress.load.source import FrontMatterSettings
from packetpress.model import EDITIONS, SEATING, Project

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = ["string", "number", "boolean"]
"""What text may look like to an editor: packetpress takes any scalar as it is typed, 2026.1 and yes too."""


def schemas(project: Project, layouts: Collection[str]) -> Mapping[str, Schema]:
    """Name -> schema: ``project``, ``packet``, ``layout``, ``brand`` and ``front-matter``.

    ``layouts`` are those that a packet may ask for.
    """
    return {
        "project": _described(ProjectSettings, "project.yaml", "What all packets of a project share."),
        "packet": _packet(project, layouts),
        "layout": _look("A layout", "Page, colour and finishing; extends a brand or a layout.", ("page",)),
        "brand": _look("A brand", "Palette, typefaces, text styles and words, for layouts to extend.", ()),
        "front-matter": _front_matter(project),
    }


def _described(model: type[BaseModel], title: str, description: str) -> Schema:
    schema = _schema_of(model)
    schema.update({"$schema": DIALECT, "title": title, "description": description})
    return {key: schema[key] for key in sorted(schema, key=_order)}


def _schema_of(model: type[BaseModel]) -> Schema:
    made: Schema = _plain(model.model_json_schema(by_alias=True, schema_generator=_Explained))
    return made


class _Explained(GenerateJsonSchema):
    """With the docstring under each key as its description. Pydantic can do so by itself, but then reads
    every model's source at every start, and only schemas need it."""

    def model_schema(self, schema: ModelSchema) -> Schema:
        made = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        for name, said in _docstrings(model).items():
            made["properties"][model.model_fields[name].alias or name]["description"] = said
        return made


def _docstrings(model: type[BaseModel]) -> Mapping[str, str]:
    """Field -> the string that stands under it."""
    return {
        field.target.id: inspect.cleandoc(under.value.value)
        for definition in ast.parse(inspect.getsource(model)).body
        if isinstance(definition, ast.ClassDef)
        for field, under in pairwise(definition.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(under, ast.Expr) and isinstance(under.value, ast.Constant)
        if isinstance(under.value.value, str)
    }


def _order(key: str) -> tuple[int, str]:
    first = ("$schema", "title", "description")
    return (first.index(key) if key in first else len(first), key)


def _plain(node: Any) -> Any:
    """Without pydantic's titles and defaults, and with text as YAML has it."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: {name: _plain(value) for name, value in item.items()}
        if key in ("properties", "$defs")
        else _plain(item)
        for key, item in node.items()
        if key not in ("title", "default")
    }
    if kept.get("type") == "string" and not kept.keys() & {"enum", "const", "pattern", "format"}:
        kept["type"] = list(_SCALAR)
    return kept


# ----------------------------------------------------------------------------------------------- packets


def _packet(project: Project, layouts: Collection[str]) -> Schema:
    schema = _described(PacketSettings, "A packet", "One deliverable: its title, reader and contents.")
    properties = schema["properties"]
    properties["editions"] = _names(EDITIONS) | {"description": properties["editions"]["description"]}
    properties["layouts"] = _names(sorted(layouts)) | {"description": properties["layouts"]["description"]}
    for name, values in _vocabulary(project).items():
        if name not in BUILT_IN:
            described = {"description": f"The values of “{name}” that this packet is for."}
            properties[name] = _names(values) | described
    audiences = list(project.conditions.get(AUDIENCE, ()))
    properties[AUDIENCE] = ({"enum": audiences} if audiences else {"type": "string"}) | {
        "description": "Who the packet is for; printed on its cover."
    }
    properties["kit"] = _kit(project) | {"description": properties["kit"]["description"]}
    properties["seating"] = _names(SEATING) | {"description": properties["seating"]["description"]}
    meeting = _schema_of(MeetingSettings)
    schema["$defs"] = {
        **schema.get("$defs", {}),
        **_contents(project),
        **meeting.pop("$defs", {}),
        "meetings": {"type": "array", "minItems": 1, "items": meeting},
    }
    properties["sessions"] = {
        "anyOf": [
            {"$ref": "#/$defs/meetings"},
            {"type": "object", "additionalProperties": {"$ref": "#/$defs/meetings"}},
        ],
        "description": properties["sessions"]["description"],
    }
    properties["contents"] = {
        "$ref": "#/$defs/contents",
        "description": properties["contents"]["description"],
    }
    return schema


def _kit(project: Project) -> Schema:
    """Names of pages, or groups of keys with conditions."""
    page = _described(KitSettings, "A page of the kit", "A page that the packet has under conditions.")
    del page["$schema"]
    page["properties"]["page"] = {"enum": list(KIT), "description": page["properties"]["page"]["description"]}
    page["properties"].update(_conditions(project))
    return _one_or_more({"anyOf": [{"enum": list(KIT)}, page]})


def _contents(project: Project) -> Schema:
    """Definitions of what may stand under ``contents``, which packets read entry by entry."""
    conditions = _conditions(project)
    path = {
        "type": "string",
        "description": "Markdown files, relative to sources/; * and ** stand for names and folders.",
        "examples": ["principles/*.md"],
    }
    generated = {
        "enum": ["glossary", "references"],
        "description": "A list that packetpress makes from the terms and citations that are used.",
    }
    sections = {
        "type": "object",
        "description": "Files that the packet has only under conditions.",
        "properties": {"sections": {"$ref": "#/$defs/files"}, **conditions},
        "required": ["sections"],
        "additionalProperties": False,
    }
    part = {
        "type": "object",
        "description": "A part with a title of its own.",
        "properties": {
            "part": {"type": list(_SCALAR), "description": "The part's title."},
            "contents": {"$ref": "#/$defs/files"},
            **conditions,
        },
        "required": ["part", "contents"],
        "additionalProperties": False,
    }
    inner = [generated, path, {"$ref": "#/$defs/sections"}]
    return {
        "sections": sections,
        "part": part,
        "files": _one_or_more({"anyOf": inner}),
        "contents": _one_or_more({"anyOf": [*inner, {"$ref": "#/$defs/part"}]}),
    }


def _front_matter(project: Project) -> Schema:
    schema = _described(
        FrontMatterSettings, "Front matter", "What stands between lines of dashes at the head of a section."
    )
    schema["properties"].update(_conditions(project))
    return schema


def _vocabulary(project: Project) -> Mapping[str, list[str]]:
    """Condition -> its values and groups."""
    return {name: [*values, *project.groups.get(name, ())] for name, values in project.conditions.items()}


def _conditions(project: Project) -> Schema:
    """The keys that keep something for some readers."""
    found: Schema = {}
    for name, values in _vocabulary(project).items():
        # Several values may also stand in one text, with spaces between them.
        either = {"anyOf": [*_names(values)["anyOf"], {"type": "string", "pattern": r"\s"}]}
        found[name] = either | {"description": f"Only for these values of “{name}”."}
        found[NOT + name] = either | {"description": f"Not for these values of “{name}”."}
    return found


def _names(values: Collection[str]) -> Schema:
    return _one_or_more({"enum": list(values)} if values else {"type": "string"})


def _one_or_more(item: Schema) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


# ------------------------------------------------------------------------------------- layouts and brands


def _look(title: str, description: str, needed: tuple[str, ...]) -> Schema:
    """A layout may leave to what it extends whatever it likes, also inside a style or the page."""
    schema = _described(LayoutSettings, title, description)
    every = ("palette", "families", "styles", "labels", "writing-pitch", *needed)
    schema["anyOf"] = [{"required": ["extends"]}, {"required": [*every]}]
    del schema["required"]
    for name, definition in schema["$defs"].items():
        if name != "ColorSettings":
            definition.pop("required", None)
    for key, names, others in (
        ("palette", REQUIRED_COLORS, True),
        ("families", REQUIRED_FAMILIES, True),
        ("styles", ROLES, False),
        ("labels", LABELS, False),
    ):
        group = schema["properties"][key]
        item = group["additionalProperties"]
        group["properties"] = dict.fromkeys(sorted(names), item)
        if not others:
            group["additionalProperties"] = False
    return schema
