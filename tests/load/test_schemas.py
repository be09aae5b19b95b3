"""The schemas for editors say what the loader says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from packetpress.diagnostics import Diagnostics
from packetpress.load import load_schemas
from packetpress.load.packet import PacketSettings
from packetpress.load.project import ProjectSettings
from packetpress.load.schemas import DIALECT
from packetpress.load.source import FrontMatterSettings
from packetpress.load.validate import known_keys
from tests.projects import PACKET, write_project

ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "packetpress" / "starter" / "project"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def plain(text: str) -> Any:
    """YAML as an editor reads it: version 1.2, in which yes, no and dates are text."""

    def typed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: typed(item) for key, item in value.items()}
        if isinstance(value, list):
            return [typed(item) for item in value]
        if isinstance(value, str) and _NUMBER.fullmatch(value):
            return float(value) if "." in value else int(value)
        return {"true": True, "false": False, "": None}.get(value, value)

    return typed(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506  it makes nothing but text


def schemas(project: Path) -> Mapping[str, dict[str, Any]]:
    diagnostics = Diagnostics()
    found = load_schemas(project, diagnostics)
    assert diagnostics.sorted == ()
    return found


def mistakes(schema: dict[str, Any], text: str) -> list[str]:
    found = Draft202012Validator(schema).iter_errors(plain(text))
    return sorted(error.json_path for error in found)


def test_they_are_schemas_of_the_newest_draft() -> None:
    found = schemas(ROOT)
    assert sorted(found) == ["brand", "front-matter", "layout", "packet", "project"]
    for schema in found.values():
        assert schema["$schema"] == DIALECT
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("project", [ROOT, STARTER], ids=["house", "starter"])
def test_every_file_that_loads_is_valid(project: Path) -> None:
    found = schemas(project)
    files = {
        "project": [project / "sources" / "project.yaml"],
        "packet": sorted(project.glob("sources/packets/*.yaml")),
    }
    if project == ROOT:
        layouts = sorted(project.glob("layouts/*.yaml"))
        files["brand"] = [path for path in layouts if path.stem == "brand"]
        files["layout"] = [path for path in layouts if path.stem != "brand"]
    for name, paths in files.items():
        assert paths
        for path in paths:
            assert mistakes(found[name], path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize("project", [ROOT, STARTER], ids=["house", "starter"])
def test_the_front_matter_of_every_section_is_valid(project: Path) -> None:
    schema = schemas(project)["front-matter"]
    heads = [
        path.read_text(encoding="utf-8").split("\n---", 1)[0].removeprefix("---\n")
        for path in sorted((project / "sources").rglob("*.md"))
        if path.read_text(encoding="utf-8").startswith("---\n")
    ]
    assert heads
    assert [found for head in heads for found in mistakes(schema, head)] == []


def test_every_key_is_there_with_a_description(tmp_path: Path) -> None:
    found = schemas(write_project(tmp_path, {"a.md": "# A\n"}))
    for name, model in (
        ("project", ProjectSettings),
        ("packet", PacketSettings),
        ("front-matter", FrontMatterSettings),
    ):
        properties = found[name]["properties"]
        assert known_keys(model) <= properties.keys()
        assert [key for key, value in properties.items() if not value.get("description")] == []


def test_a_projects_own_words_are_completed(tmp_path: Path) -> None:
    found = schemas(write_project(tmp_path, {"a.md": "# A\n"}))
    assert found["packet"]["properties"]["audience"]["enum"] == ["front-line", "managers"]
    matter = found["front-matter"]["properties"]
    assert {"audience", "not-audience", "edition", "not-edition"} <= matter.keys()
    assert matter["audience"]["anyOf"][0] == {"enum": ["front-line", "managers"]}
    assert "office" in found["packet"]["properties"]["layouts"]["anyOf"][0]["enum"]


@pytest.mark.parametrize(
    ("name", "text", "path"),
    [
        ("packet", PACKET.replace("audience: front-line", "audience: frontline"), "$.audience"),
        ("packet", PACKET.replace("[office]", "[ofice]"), "$.layouts"),
        ("packet", PACKET.replace("participant, ", "participants, "), "$.editions"),
        ("packet", PACKET + "subtitel: x\n", "$"),
        ("packet", PACKET + "max-pages: many\n", "$['max-pages']"),
        ("packet", PACKET.replace("[text/*.md]", "[{part: One, content: [a.md]}]"), "$.contents"),
        ("packet", PACKET.replace("title: A packet\n", ""), "$"),
        ("project", "title: A\nversion: 1\n", "$"),
        ("project", "title: A\nversion: 1\ndate: 2026-01-01\nconditions: [audience]\n", "$.conditions"),
        ("layout", "page: {width: 8.5, height: 11in}\nextends: brand\n", "$.page.width"),
        ("layout", "extends: brand\nstyles: {bdy: {size: 12pt}}\n", "$.styles"),
        ("layout", "extends: brand\npalette: {ink: 'black'}\n", "$.palette.ink"),
        ("layout", "extends: brand\ncolor: rainbow\n", "$.color"),
        ("layout", "color: rgb\n", "$"),
        ("front-matter", "id: feeding\n", "$.id"),
        ("front-matter", "minutes: long\n", "$.minutes"),
        ("front-matter", "audience: managrs\n", "$.audience"),
        ("front-matter", "titel: x\n", "$"),
    ],
)
def test_a_mistake_is_marked(tmp_path: Path, name: str, text: str, path: str) -> None:
    assert mistakes(schemas(write_project(tmp_path, {"a.md": "# A\n"}))[name], text) == [path]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("packet", PACKET + "subtitle: 2026\nvariables: {year: 2026, nothing: }\nreading-grade: 8.5\n"),
        ("packet", PACKET.replace("[text/*.md]", "text/*.md")),
        (
            "packet",
            PACKET.replace("[text/*.md]", "[{sections: [a.md], audience: managers}, glossary, references]"),
        ),
        (
            "packet",
            PACKET.replace(
                "[text/*.md]", "[{part: One, contents: [{sections: a.md, not-audience: managers}]}]"
            ),
        ),
        (
            "project",
            "title: A\nversion: 2026.1\ndate: 2026-01-01\nconditions: {audience: [a], role: {c: , d: D}}\n",
        ),
        (
            "layout",
            "extends: brand\npage: {mirrored: yes, recto-sections: no, bleed: 3mm}\nwriting-pitch: .5in\n",
        ),
        (
            "layout",
            "extends: brand\npalette: {ink: '#000000', gold: {color: '#aa8800', cmyk: [0, 20, 100, 30]}}\n",
        ),
        (
            "front-matter",
            "title: A\nid: sec-a\nobjectives: [x]\nminutes: 20\naudience: front-line managers\n",
        ),
        ("front-matter", "not-audience: [managers]\nedition: facilitator\n"),
    ],
)
def test_what_may_stand_there(tmp_path: Path, name: str, text: str) -> None:
    assert mistakes(schemas(write_project(tmp_path, {"a.md": "# A\n"}))[name], text) == []


def test_the_words_of_a_group_are_values_too(tmp_path: Path) -> None:
    write_project(tmp_path, {"a.md": "# A\n"})
    project = tmp_path / "sources" / "project.yaml"
    text = project.read_text(encoding="utf-8") + "groups: {audience: {all: [front-line, managers]}}\n"
    project.write_text(text, encoding="utf-8")
    found = schemas(tmp_path)
    assert mistakes(found["front-matter"], "audience: all\n") == []
    assert mistakes(found["project"], text) == []
