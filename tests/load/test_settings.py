"""Whatever stands in a settings file, there is a value or a finding, and never a crash."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from packetpress.diagnostics import Diagnostics
from packetpress.load.files import ProjectFiles
from packetpress.load.layout import load_layouts
from packetpress.load.packet import PacketSettings, load_packet
from packetpress.load.project import BUILT_IN, ProjectSettings, load_project
from packetpress.load.validate import known_keys
from packetpress.model import Project

WORDS = st.sampled_from(
    [
        *(
            "a",
            "",
            "no",
            "12",
            "1e400",
            "nan",
            "9pt",
            "#112233",
            "office",
            "participant",
            "*.md",
            "../x",
            "references",
        ),
        *(
            "brand",
            "x",
            "2026-01-02",
            "99999-99-99",
            "\u0000",
            "é\u0301",
            "paper",
            "text",
            "part",
            "contents",
        ),
    ]
)
TREES = st.recursive(
    WORDS | st.none() | st.integers(-3, 3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


def mapping(keys: frozenset[str] | set[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(sorted(keys)) | WORDS, TREES, max_size=6)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "sources" / "packets").mkdir(parents=True)
    (folder / "layouts").mkdir()
    (folder / "sources" / "a.md").write_text("", encoding="utf-8")
    return folder


def write(file: Path, tree: object) -> None:
    file.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")


@settings(max_examples=150, deadline=None)
@given(mapping(known_keys(ProjectSettings)))
def test_project(root: Path, tree: dict[str, Any]) -> None:
    write(root / "sources" / "project.yaml", tree)
    diagnostics = Diagnostics()
    found = load_project(ProjectFiles(root, diagnostics), diagnostics)
    assert found is not None or diagnostics.errors
    assert all(finding.pos.file for finding in diagnostics.sorted)


@settings(max_examples=150, deadline=None)
@given(mapping(known_keys(PacketSettings) | {"audience", "setting"}))
def test_packet(root: Path, tree: dict[str, Any]) -> None:
    write(root / "sources" / "packets" / "x.yaml", tree)
    diagnostics = Diagnostics()
    conditions = {"audience": {"a": "A"}, "setting": {"x": "X"}, **BUILT_IN}
    project = Project("T", "", "en", "1", date(2026, 1, 2), conditions, {})
    files = ProjectFiles(root, diagnostics)
    found = load_packet("sources/packets/x.yaml", project, ("office",), files, diagnostics)
    assert found is not None or diagnostics.errors
    assert all(finding.pos.file for finding in diagnostics.sorted)


@settings(max_examples=60, deadline=None)
@given(mapping({"page", "palette", "families", "fallback", "styles", "labels", "color", "writing-pitch"}))
def test_layout(root: Path, tree: dict[str, Any]) -> None:
    write(root / "layouts" / "x.yaml", {**tree, "extends": "office"})
    diagnostics = Diagnostics()
    found = load_layouts(root, ["x"], diagnostics)
    assert bool(found) != bool(diagnostics.errors)
    assert all(finding.pos.file for finding in diagnostics.sorted)
