"""The files that are checked, and the Documents that they were made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packetpress.audience import select
from packetpress.citations import CitationCache
from packetpress.compose import compose
from packetpress.diagnostics import Diagnostics
from packetpress.load import load, load_layouts
from packetpress.model import Document
from packetpress.pipeline import build

ROOT = Path(__file__).resolve().parent.parent.parent
HOUSE = ROOT
TORTURE = ROOT / "tests" / "torture"


def packets(project: Path) -> list[str]:
    return sorted(path.stem for path in (project / "sources" / "packets").glob("*.yaml"))


@dataclass(frozen=True, slots=True)
class Built:
    """Every packet of a project in one layout."""

    files: Mapping[tuple[str, str], Path]
    """By packet and edition."""

    def of(self, packet: str) -> list[Path]:
        return [path for (name, _), path in self.files.items() if name == packet]


def build_all(project: Path, output: Path, layout: str) -> Built:
    """Builds what the project's packets say; fails on a warning."""
    report = build(project, output, layouts=[layout])
    assert not report.warnings
    return Built({(b.file.packet, b.file.edition): output / b.file.path for b in report.files})


def documents(project: Path, layout: str) -> dict[tuple[str, str], tuple[Document, Mapping[str, str]]]:
    """What each packet and edition says, before it is set, and the words that the layout adds."""
    diagnostics = Diagnostics()
    library = load(project, diagnostics)
    labels = load_layouts(project, {layout}, diagnostics)[layout].labels
    cache = CitationCache()
    made = {}
    for packet in library.packets:
        for edition in packet.editions:
            manuscript = select(library, packet, edition, diagnostics)
            document = compose(manuscript, library.project, library.assets, labels, cache, diagnostics)
            made[packet.name, edition] = (document, labels)
    assert not diagnostics.errors
    return made
