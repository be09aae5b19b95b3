"""The schemas as files: where they are, that they are kept in step, and that YAML files refer to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from packetpress import editor
from packetpress.cli import main
from packetpress.diagnostics import SourceError, UsageError
from tests.projects import write_project

ROOT = Path(__file__).resolve().parents[1]
STARTER = ROOT / "packetpress" / "starter" / "project"


def test_the_committed_schemas_are_those_of_the_project() -> None:
    """If this fails, run ``python build.py schema``."""
    there = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / editor.FOLDER).iterdir()}
    assert there == dict(editor.schema_files(ROOT))


@pytest.mark.parametrize("project", [ROOT, STARTER], ids=["house", "starter"])
def test_yaml_files_name_their_schema(project: Path) -> None:
    schemas = editor.schema_files(project)
    files = {
        **dict.fromkeys([project / "sources" / "project.yaml"], "project"),
        **dict.fromkeys(project.glob("sources/packets/*.yaml"), "packet"),
        **{path: "brand" if path.stem == "brand" else "layout" for path in project.glob("layouts/*.yaml")},
    }
    assert len(files) > 1
    for path, name in files.items():
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        reference = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / reference).resolve() == project / editor.FOLDER / f"{name}.schema.json"
        assert f"{name}.schema.json" in schemas


def test_the_command_writes_them_into_the_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path, {"a.md": "# A\n"})
    assert main(["schema", "--project", str(tmp_path)]) == 0
    folder = tmp_path / "schemas"
    names = [f"{name}.schema.json" for name in ("project", "packet", "layout", "brand", "front-matter")]
    assert capsys.readouterr().out.splitlines() == [f"Wrote {folder / name}" for name in names]
    assert json.loads((folder / "packet.schema.json").read_text(encoding="utf-8"))["title"] == "A packet"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(["schema", str(tmp_path / "a" / "b"), "--project", str(tmp_path)]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "a" / "b").iterdir()} == before


def test_a_new_project_has_them(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "new")]) == 0
    there = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "new" / "schemas").iterdir()}
    assert there == dict(editor.schema_files(STARTER))


def test_a_folder_that_leads_out_of_the_project_is_not_written(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {"a.md": "# A\n"})
    (tmp_path / "elsewhere").mkdir()
    (project / "schemas").symlink_to(tmp_path / "elsewhere")
    assert main(["schema", "--project", str(project)]) == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_without_a_project_or_a_place_there_are_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a packetpress project"):
        editor.schema_files(tmp_path)
    write_project(tmp_path, {"a.md": "# A\n"})
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="can't be written"):
        editor.write_schemas(tmp_path, tmp_path / "file")
    (tmp_path / "sources" / "project.yaml").write_text("titel: x\n")
    with pytest.raises(SourceError):
        editor.schema_files(tmp_path)
