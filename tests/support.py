"""What tests share: a project folder in, the findings that a trainer would see out."""

from __future__ import annotations

from pathlib import Path

from packetpress.diagnostics import Diagnostic, Diagnostics, SourceError
from packetpress.load import load, load_layouts


def findings(project: Path) -> list[Diagnostic]:
    """Everything found in a project, errors first, in the order in which it is shown."""
    diagnostics = Diagnostics()
    try:
        library = load(project, diagnostics)
    except SourceError as error:
        return list(error.diagnostics)
    names = {name for packet in library.packets for name in packet.layouts}
    load_layouts(project, names, diagnostics)
    return list(diagnostics.sorted)
