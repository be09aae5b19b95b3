"""Small documents for the typesetter's tests, set in the house's layout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from packetpress.diagnostics import Diagnostics
from packetpress.load.layout import load_layouts
from packetpress.model import (
    Asset,
    Block,
    Document,
    Entry,
    Inlines,
    Layout,
    Pages,
    Paragraph,
    Position,
    Section,
    Text,
)
from packetpress.typeset import Typefaces, typeset

ROOT = Path(__file__).resolve().parents[2]


@cache
def house_layout(name: str = "office") -> Layout:
    diagnostics = Diagnostics()
    layouts = load_layouts(ROOT, {name}, diagnostics)
    assert not diagnostics.sorted
    return layouts[name]


def text(value: str, line: int = 1) -> Inlines:
    return (Text(value, Position("sources/a.md", line, 1)),)


def paragraph(value: str, line: int = 1) -> Paragraph:
    return Paragraph(text(value, line))


def words(count: int, start: int = 0) -> str:
    """Distinct words, so that each can be found again: "word0 word1 …"."""
    return " ".join(f"word{number}" for number in range(start, start + count))


def section(*blocks: Block, **changes: object) -> Section:
    values: dict[str, object] = {
        "id": "sec-one",
        "number": "1",
        "title": text("A section"),
        "running_title": "A section",
        "part": "",
        "objectives": (),
        "minutes": 0,
        "entries": (),
        "blocks": blocks,
    }
    return Section(**(values | changes))  # type: ignore[arg-type]


def document(
    *sections: Section,
    contents: tuple[Entry, ...] = (),
    assets: Mapping[str, Asset] | None = None,
) -> Document:
    return Document(
        title="A packet",
        subtitle="For a test",
        audience="Front-line practitioners",
        edition_label="Participant packet",
        edition_mark="",
        organisation="The house",
        series="Practice",
        language="en-CA",
        version="2026.1",
        date=date(2026, 11, 21),
        source_hash="7f3a91c",
        contents=contents,
        sections=sections,
        assets=assets or {},
    )


def set_pages(made: Document, diagnostics: Diagnostics | None = None, layout: Layout | None = None) -> Pages:
    """Typesets; without a collector of its own, findings fail the test."""
    collector = diagnostics if diagnostics is not None else Diagnostics()
    pages = typeset(made, layout or house_layout(), Typefaces(), collector)
    if diagnostics is None:
        assert collector.sorted == ()
    return pages


def set_blocks(*blocks: Block) -> Pages:
    return set_pages(document(section(*blocks)))
