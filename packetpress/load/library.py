"""The project folder in; a ``Library`` with everything its packets need out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from packetpress.diagnostics import Diagnostic, Diagnostics, SourceError, UsageError, did_you_mean
from packetpress.load.assets import load_asset
from packetpress.load.conditions import vocabulary
from packetpress.load.files import ProjectFiles
from packetpress.load.glossary import GLOSSARY, load_glossary
from packetpress.load.kit import check_own_pages, shipped_text
from packetpress.load.layout import layout_names
from packetpress.load.packet import PACKETS, load_packet, packet_paths
from packetpress.load.project import PROJECT_FILE, load_project
from packetpress.load.schemas import Schema, schemas
from packetpress.load.source import load_source
from packetpress.load.unused import check_variables
from packetpress.model import (
    Asset,
    ContentsEntry,
    CrossReference,
    Definition,
    Library,
    Packet,
    Position,
    Source,
)
from packetpress.walk import descendants

BLANK = b'<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="72pt"/>'


def load(project_root: Path, diagnostics: Diagnostics) -> Library:
    """Reads and checks the project in the folder ``project_root``.

    What is wrong in the sources goes to ``diagnostics``, and loading goes on without it as far as it can.
    Raises UsageError if the folder holds no project, and SourceError if the project file is too broken to go
    on.
    """
    files = _files(project_root, diagnostics)
    project = load_project(files, diagnostics)
    if project is None:
        raise SourceError(diagnostics.sorted)
    paths = packet_paths(files, diagnostics)
    if not paths and not diagnostics.errors:
        raise UsageError(f"This project has no packets yet; describe one in {PACKETS}/<name>.yaml.")
    layouts = layout_names(project_root)
    found = (load_packet(path, project, layouts, files, diagnostics) for path in paths)
    packets = tuple(packet for packet in found if packet is not None)

    names = vocabulary(project)
    sources: dict[str, Source] = {}
    images: dict[str, Position] = {}
    shipped: dict[str, str] = {}
    for path, pos in _listed(packets):
        if path in sources:
            continue
        text = _text(path, pos, files, shipped)
        if text is None:
            continue
        source, used = load_source(path, text, diagnostics, files, names)
        sources[path] = source
        for image, where in used:
            images.setdefault(image, where)
    glossary: tuple[Definition, ...] = ()
    if files.exists(GLOSSARY):
        glossary, used = load_glossary(files, names, diagnostics)
        for image, where in used:
            images.setdefault(image, where)
    else:
        _report_missing_glossary(packets, diagnostics)
    check_own_pages(files, diagnostics)
    check_variables(packets, files, diagnostics)
    _check_ids(sources.values(), diagnostics)
    _check_packet_names(sources.values(), packets, diagnostics)
    return Library(
        project=project,
        packets=packets,
        sources=sources,
        assets=_assets(images, files, diagnostics),
        glossary=glossary,
        digests=dict(sorted({**files.digests, **shipped}.items())),
    )


def _text(path: str, pos: Position, files: ProjectFiles, shipped: dict[str, str]) -> str | None:
    """The file's text; the digest of a page of the engine's own goes to ``shipped``."""
    text = shipped_text(path)
    if text is None:
        return files.read_text(path, pos)
    shipped[path] = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return text


def load_schemas(project_root: Path, diagnostics: Diagnostics) -> Mapping[str, Schema]:
    """JSON Schemas of the files of this project, with its own vocabulary and layouts; see ``schemas``.

    Raises what ``load`` raises; packets and sources are not read.
    """
    files = _files(project_root, diagnostics)
    project = load_project(files, diagnostics)
    if project is None:
        raise SourceError(diagnostics.sorted)
    return schemas(project, layout_names(project_root))


def _files(project_root: Path, diagnostics: Diagnostics) -> ProjectFiles:
    """The files of the project in the folder ``project_root``; UsageError if it holds none."""
    if not project_root.is_dir():
        raise UsageError(f"There is no folder “{project_root}”.")
    files = ProjectFiles(project_root, diagnostics)
    if not files.exists(PROJECT_FILE):
        raise UsageError(
            f"“{project_root}” is not a packetpress project: it has no {PROJECT_FILE}.\n"
            "Go to the project's folder, name it with --project, or make one with “packetpress init FOLDER”."
        )
    return files


def _entries(packets: Iterable[Packet]) -> Iterator[ContentsEntry]:
    for packet in packets:
        for entry in packet.contents:
            yield entry
            yield from entry.entries


def _listed(packets: Iterable[Packet]) -> Iterator[tuple[str, Position]]:
    """Every file that some packet lists, and where it does."""
    for entry in _entries(packets):
        for path in entry.sources:
            yield path, entry.pos


def _report_missing_glossary(packets: Iterable[Packet], diagnostics: Diagnostics) -> None:
    for entry in _entries(packets):
        if entry.kind == "glossary":
            diagnostics.error(
                entry.pos,
                f"This packet has a glossary, and there is no {GLOSSARY}.",
                "Write that file as a definition list, or remove “glossary” here.",
            )


def _assets(images: dict[str, Position], files: ProjectFiles, diagnostics: Diagnostics) -> dict[str, Asset]:
    """The images by path; a blank one, so that the run can go on, for one that can't be used."""
    assets: dict[str, Asset] = {}
    for path in sorted(images):
        data = files.read_bytes(path, images[path])
        found = diagnostics.part()
        asset = None if data is None else load_asset(path, data, images[path], found)
        diagnostics.extend(_with_use(finding, images[path]) for finding in found.sorted)
        assets[path] = asset or Asset(path, "svg", BLANK, 72.0, 72.0)
    return assets


def _with_use(finding: Diagnostic, used: Position) -> Diagnostic:
    """A finding in a drawing's own file says which text shows it."""
    if finding.pos.file == used.file:
        return finding
    return replace(finding, hint=f"{finding.hint} {used.file}:{used.line} shows this picture.".strip())


def _check_ids(sources: Iterable[Source], diagnostics: Diagnostics) -> None:
    """An id names one place in the whole project, because packets refer to each other's pages.

    A snippet that several files include is one place: its position tells.
    """
    first: dict[str, Position] = {}
    for source in sources:
        for name, pos in _ids(source):
            known = first.setdefault(name, pos)
            if known != pos:
                diagnostics.error(
                    pos,
                    f"The id “{name}” is given twice; {known.file}:{known.line} has it too.",
                    "Rename one of them, and the references to it.",
                )


def _check_packet_names(
    sources: Iterable[Source], packets: Iterable[Packet], diagnostics: Diagnostics
) -> None:
    """Every ``see-packet`` names a packet, whether or not this build needs it."""
    names = {packet.name for packet in packets}
    for source in sources:
        for content in (source.title, *source.objectives, source.blocks):
            for node in descendants(content):
                if isinstance(node, CrossReference) and node.see_packet and node.see_packet not in names:
                    diagnostics.error(
                        node.pos,
                        f"There is no packet “{node.see_packet}” in which to see “@{node.target}”.",
                        did_you_mean(node.see_packet, names),
                    )


def _ids(source: Source) -> Iterator[tuple[str, Position]]:
    if source.attributes.id:
        yield source.attributes.id, source.attributes.pos if source.attributes.pos.file else source.pos
    for node in descendants(source.blocks):
        attributes = getattr(node, "attributes", None)
        if attributes is not None and attributes.id:
            pos = attributes.pos if attributes.pos.file else getattr(node, "pos", source.pos)
            yield attributes.id, pos
