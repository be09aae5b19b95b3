"""What tests share: a project folder in, the findings that a trainer would see out."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from packetpress.diagnostics import Diagnostic, SourceError
from packetpress.pipeline import build


def findings(project: Path) -> list[Diagnostic]:
    """Everything that building ``project`` finds, errors first, in the order in which it is shown."""
    with TemporaryDirectory() as folder:
        try:
            return list(build(project, Path(folder) / "output").warnings)
        except SourceError as error:
            return list(error.diagnostics)
