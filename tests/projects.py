"""Small projects on disk, for tests that go through the whole build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from packetpress.audience import select
from packetpress.citations import CitationCache
from packetpress.compose import compose
from packetpress.diagnostics import Diagnostics
from packetpress.load import load, load_layouts
from packetpress.model import Document, Pages
from packetpress.typeset import Typefaces, typeset

PROJECT = """\
title: Practice
organisation: The house
language: en-CA
version: "2026.1"
date: 2026-11-21
conditions:
  audience: {front-line: Front-line practitioners, managers: Program managers}
"""

PACKET = """\
title: A packet
audience: front-line
editions: [participant, facilitator]
layouts: [office]
contents: [text/*.md]
"""


def write_project(folder: Path, texts: Mapping[str, str], packet: str = PACKET) -> Path:
    """A project with one packet, ``one``, and the sections ``texts`` (file name -> Markdown)."""
    sources = folder / "sources"
    (sources / "packets").mkdir(parents=True)
    (sources / "text").mkdir()
    (sources / "project.yaml").write_text(PROJECT, encoding="utf-8")
    (sources / "packets" / "one.yaml").write_text(packet, encoding="utf-8")
    for name, text in texts.items():
        (sources / "text" / name).write_text(text, encoding="utf-8", newline="")
    return folder


def typeset_project(folder: Path, diagnostics: Diagnostics, name: str = "one") -> tuple[Document, Pages]:
    """The participant edition of a packet, as far as pages."""
    library = load(folder, diagnostics)
    layout = load_layouts(folder, {"office"}, diagnostics)["office"]
    (packet,) = [packet for packet in library.packets if packet.name == name]
    manuscript = select(library, packet, "participant", diagnostics)
    document = compose(
        manuscript, library.project, library.assets, layout.labels, CitationCache(), diagnostics
    )
    return document, typeset(document, layout, Typefaces(), diagnostics)
