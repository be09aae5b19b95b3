"""Help for editors: a project in; JSON Schemas of its files, with its own vocabulary, written to a folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from packetpress.diagnostics import Diagnostics, UsageError
from packetpress.load import load_schemas

FOLDER = "schemas"
"""In the project's folder; the first line of its YAML files refers to it."""


def schema_files(project: Path) -> Mapping[str, str]:
    """File name -> text of each schema.

    Raises SourceError if ``sources/project.yaml`` has errors, UsageError if there is no project.
    """
    diagnostics = Diagnostics()
    schemas = load_schemas(project, diagnostics)
    diagnostics.raise_errors()
    return {
        f"{name}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def write_schemas(project: Path, folder: Path) -> tuple[Path, ...]:
    """Writes the schemas to ``folder``, which is made if need be; returns the files.

    Raises what ``schema_files`` raises, and UsageError if the folder can't be written.
    """
    texts = schema_files(project)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"“{error.filename or folder}” can't be written: {error.strerror or error}."
        ) from error
    return tuple(folder / name for name in texts)
