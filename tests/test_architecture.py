"""Which module may import which: data flows one way, and each library has its stage."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from packetpress.model import EDITIONS

PACKAGE = Path(__file__).resolve().parent.parent / "packetpress"

STAGES = ("load", "audience", "compose", "typeset", "finish", "impose", "preflight", "order", "publish")
"""In the order in which data flows through them."""

SHARED = {"model", "diagnostics", "walk", "readability", "copies"}
"""What every stage may import."""

HELPERS = {
    "compose": {"citations"},
    "citations": set[str](),
    "finish": {"roundtrip"},
    "roundtrip": set[str](),
}
"""Folders that belong to one stage."""

BESIDE = {"reports": {"audience", "citations", "pipeline"}, "formats": {"excerpt"}}
"""What reads the values of the stages without being one -> what it may import beside the shared modules."""

ABOVE = {
    *(
        "cli",
        "cli_press",
        "cli_reports",
        "cli_shared",
        "console",
        "editor",
        "pipeline",
        "starter",
        "__init__",
        "__main__",
    ),
}
"""What stands above the stages: it may import all of them."""

OWNERS = {
    "reportlab": {"typeset"},
    "svglib": {"typeset"},
    "uharfbuzz": {"typeset", "finish"},
    "pikepdf": {"finish", "impose", "preflight", "roundtrip"},
    "yaml": {"load"},
    "pydantic": {"load"},
    "pypandoc": {"citations"},
    "typer": {"cli", "cli_press", "cli_reports", "cli_shared"},
    "rich": {"cli", "console"},
}
"""Library -> the parts that may import it."""

NOT_IN_STAGES = {"socket", "urllib.request", "http", "random", "time"}
"""No network and no clock between load and publish."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            yield node.module
            if node.module == "packetpress":
                yield from (f"packetpress.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_follow_the_architecture(path: Path) -> None:
    part = part_of(path)
    allowed = SHARED | {part} | HELPERS.get(part, set()) | BESIDE.get(part, set())
    for name in imports(path):
        root, _, rest = name.partition(".")
        if root == "packetpress" and rest:
            other = rest.split(".")[0]
            assert part in ABOVE or other in allowed, f"{part} imports {other}"
        for library, owners in OWNERS.items():
            if root == library:
                assert part in owners, f"{part} imports {library}"
        if part in (*STAGES, *BESIDE) and part not in ("load", "publish"):
            assert name not in NOT_IN_STAGES, f"{part} imports {name}"


def test_no_layout_code_asks_which_edition_it_is_in() -> None:
    """Nothing after compose names an edition, nor looks at anything of one but the words to print."""
    printed = {"edition_label", "edition_mark"}
    for path in modules():
        if part_of(path) in ("typeset", "finish"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant):
                    assert node.value not in EDITIONS, path
                if isinstance(node, ast.Attribute) and "edition" in node.attr:
                    assert node.attr in printed | {"_edition"}, f"{path}:{node.lineno}"
                if isinstance(node, ast.Compare):
                    compared = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
                    assert not compared & printed, f"{path}:{node.lineno}"


def test_the_shared_modules_import_no_stage() -> None:
    for path in modules():
        if part_of(path) in SHARED:
            for imported in imports(path):
                if imported.startswith("packetpress."):
                    assert imported.split(".")[1] in SHARED


def test_only_load_and_publish_touch_files() -> None:
    for path in modules():
        part = part_of(path)
        if part in (*STAGES, *BESIDE) and part not in ("load", "publish"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    assert node.func.id != "open", path
                assert not (isinstance(node, ast.Attribute) and node.attr in FILE_METHODS), path


FILE_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"}
