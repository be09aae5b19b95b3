"""Nothing that a reader isn't to see is in that reader's file: every packet and edition, every byte.

What is looked for comes out of the sources themselves: words and runs of words, ids and cited works that
stand only where another audience or the facilitator gets them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest

from packetpress.audience.reader import FORMS
from packetpress.diagnostics import Diagnostics
from packetpress.load import load, load_layouts
from packetpress.model import Library, Packet
from packetpress.pipeline import build
from tests.pdf import page_texts
from tests.projects import write_project
from tests.visible import Eyes, Said, letters

ROOT = Path(__file__).resolve().parent.parent
SHORTEST = 4
"""Shorter words, and numbers, are everywhere."""
RUN = 6
"""Words in a row that are looked for."""
BY_THE_STYLE = "https doi org retrieved from pages page chapter volume issue"
"""What a citation style prints that stands in no source."""


@cache
def house() -> Library:
    return load(ROOT, Diagnostics())


@cache
def files() -> dict[tuple[str, str], list[bytes]]:
    """Every layout's file of each packet and edition."""
    with TemporaryDirectory() as folder:
        report = build(ROOT, Path(folder) / "out")
    found: dict[tuple[str, str], list[bytes]] = {}
    for each in report.files:
        found.setdefault((each.file.packet, each.file.edition), []).append(each.file.data)
    return found


@cache
def by_the_engine(layouts: tuple[str, ...]) -> tuple[str, ...]:
    """The strings in files of a project that says next to nothing: encodings, what metadata claim."""
    with TemporaryDirectory() as folder:
        packet = f"title: X\naudience: front-line\nlayouts: [{', '.join(layouts)}]\ncontents: [text/*.md]\n"
        project = write_project(Path(folder) / "p", {"x.md": "# X\n\nX.\n"}, packet)
        report = build(project, Path(folder) / "out")
    return tuple(text for each in report.files for text in contents_of(each.file.data).strings)


@cache
def works() -> dict[str, str]:
    """Key -> what the bibliography says of it."""
    entries = re.split(r"^@\w+\{", house().project.bibliography, flags=re.MULTILINE)[1:]
    return {key.strip(): re.sub(r"\\.|[{}]", " ", text) for key, text in (e.split(",", 1) for e in entries)}


def runs(texts: list[str]) -> Iterator[str]:
    words = letters(" ".join(texts))
    for index in range(len(words) - RUN + 1):
        yield " ".join(words[index : index + RUN])


def hidden(packet: Packet, edition: str) -> tuple[set[str], set[str], set[str]]:
    """Words, runs of words and ids that this reader's file must not have."""
    seen, every = Eyes(house(), packet, edition).read()
    for said in (seen, every):
        said.texts += [works().get(key, "") for key in sorted(said.works)]
    seen.texts += [*_around(packet), *sorted(seen.ids)]
    words = {word for word in every.words - seen.words if len(word) >= SHORTEST and not word.isdigit()}
    own = {run for text in every.texts for run in runs([text])}
    ids = every.ids - seen.ids | {f"ref-{key}" for key in every.works - seen.works}
    return words, own - set(runs(seen.texts)), ids


def _around(packet: Packet) -> list[str]:
    """What stands in a file beside the text of its sources."""
    project = house().project
    layouts = load_layouts(ROOT, set(packet.layouts), Diagnostics())
    entries = [*packet.contents, *(inner for entry in packet.contents for inner in entry.entries)]
    return [
        *(packet.title, packet.subtitle, packet.name, project.title, project.organisation, BY_THE_STYLE),
        *(project.date.strftime("%d %B %Y"), project.version, *project.variables.values()),
        *(label for words in project.conditions.values() for label in words.values()),
        *packet.variables.values(),
        *FORMS.values(),
        *(entry.title for entry in entries),
        *(f"{plan.name} {plan.title}" for plan in packet.plans),
        *(meeting.title for plan in packet.plans for meeting in plan.meetings),
        *(pause.title for plan in packet.plans for meeting in plan.meetings for pause in meeting.breaks),
        *by_the_engine(packet.layouts),
        *(label for layout in layouts.values() for label in layout.labels.values()),
    ]


@dataclass(slots=True)
class Contents:
    """All that is in a PDF, decompressed and decoded; fonts and colour profiles aside."""

    strings: list[str] = field(default_factory=list)
    """Text strings: metadata, bookmarks, alt text, tooltips, languages, …"""
    names: set[str] = field(default_factory=set)
    """Names and keys: mostly the words of PDF itself, but of destinations too."""
    streams: list[str] = field(default_factory=list)


def contents_of(data: bytes) -> Contents:
    found = Contents()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        binary = {stream.objgen for holder in pdf.objects for stream in _for_machines(holder)}
        for obj in (*pdf.objects, pdf.trailer):
            _take(obj, found)
            if isinstance(obj, pikepdf.Stream) and obj.objgen not in binary:
                content = obj.read_bytes()
                found.streams += [content.decode("latin-1"), content.decode("utf-16-be", "ignore")]
                if obj.get("/Type") == pikepdf.Name.Metadata:
                    found.strings.append(re.sub(r"<[^>]*>", " ", content.decode("utf-8")))
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                if isinstance(instruction, pikepdf.ContentStreamInstruction):
                    for operand in instruction.operands:
                        if isinstance(operand, pikepdf.Dictionary):
                            _take(operand, found)
    return found


def _for_machines(holder: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Font programs, and the profiles of colour spaces and output intents."""
    if isinstance(holder, pikepdf.Array):
        if len(holder) == 2 and holder[0] == pikepdf.Name.ICCBased:
            yield holder[1]
    elif isinstance(holder, pikepdf.Dictionary):
        for key in ("/FontFile2", "/FontFile3", "/DestOutputProfile"):
            if key in holder:
                yield holder[key]


def _take(obj: object, found: Contents) -> None:
    """What an object says itself; the objects that it refers to have their turn."""
    if isinstance(obj, pikepdf.String):
        found.strings.append(str(obj))
    elif isinstance(obj, pikepdf.Name):
        found.names.add(str(obj).lstrip("/"))
    elif isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)):
        if not isinstance(obj, pikepdf.Array):
            found.names.update(key.lstrip("/") for key, _ in obj.items())
        for value in obj if isinstance(obj, pikepdf.Array) else (value for _, value in obj.items()):
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                _take(value, found)


READERS = [(packet.name, edition) for packet in house().packets for edition in packet.editions]


@pytest.mark.parametrize(("name", "edition"), READERS)
def test_nothing_hidden_is_in_the_file(name: str, edition: str) -> None:
    (packet,) = [packet for packet in house().packets if packet.name == name]
    words, phrases, ids = hidden(packet, edition)
    assert len(words) > 100
    assert len(phrases) > 1000
    assert ids
    for data in files()[name, edition]:
        pages, contents = page_texts(data), contents_of(data)
        strings = [*contents.strings, *contents.names]
        assert len(contents.strings) > 100
        assert words.intersection(letters("\n".join([*pages, *contents.strings]))) == set()
        assert phrases.intersection(runs(pages)) == set()
        for text in (*contents.strings, *contents.streams):
            assert phrases.intersection(runs([text])) == set()
        assert ids.intersection(strings) == set()


@pytest.mark.parametrize(("name", "edition"), READERS)
def test_what_is_looked_for_would_be_found(name: str, edition: str) -> None:
    """The same search finds what the reader does get, so that its silence above says something."""
    (packet,) = [packet for packet in house().packets if packet.name == name]
    seen, _ = Eyes(house(), packet, edition).read()
    prose = Said([text for text in seen.texts if len(text) > 40])
    data = files()[name, edition][0]
    printed = set(runs(page_texts(data)))
    wanted = {run for text in prose.texts for run in runs([text])}
    # Not all of it: a glossary that this packet doesn't list may be seen, but isn't printed.
    assert len(wanted & printed) > 0.5 * len(wanted)
