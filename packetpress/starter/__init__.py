"""The project that ``packetpress init`` writes: the files under ``project/``, and schemas for editors."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from packetpress.diagnostics import UsageError
from packetpress.editor import FOLDER, write_schemas


def write(folder: Path) -> None:
    """Copies the starter project into ``folder``, which is made if it isn't there.

    Raises UsageError if something is there already, or if the folder can't be written.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"“{folder}” is a file. Give the name of a new folder.")
        if folder.is_dir() and any(folder.iterdir()):
            raise UsageError(f"“{folder}” is not empty. Give the name of a new folder, or of an empty one.")
        _copy(files(__name__) / "project", folder)
        write_schemas(folder, folder / FOLDER)
    except OSError as error:
        raise UsageError(
            f"“{error.filename or folder}” can't be written: {error.strerror or error}."
        ) from error


def _copy(source: Traversable, target: Path) -> None:
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        for entry in source.iterdir():
            _copy(entry, target / entry.name)
    else:
        target.write_bytes(source.read_bytes())


__all__ = ["write"]
