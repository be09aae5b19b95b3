"""``build()``: the stages in order.

Only this module knows the order. Sources are read once; the whole matrix of packets, editions and
layouts is built from them in one process; nothing is published unless all of it is without errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from packetpress.audience import select
from packetpress.citations import CitationCache
from packetpress.compose import compose
from packetpress.diagnostics import Diagnostic, Diagnostics, UsageError, did_you_mean
from packetpress.finish import finish
from packetpress.load import load, load_layouts
from packetpress.model import Layout, Library, Packet
from packetpress.publish import Publishable, publish
from packetpress.typeset import Typefaces, typeset


@dataclass(frozen=True, slots=True)
class Step:
    """Where a build stands, for a progress bar."""

    done: int
    total: int
    text: str


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A published file and what it took."""

    file: Publishable
    seconds: float
    warnings: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    files: tuple[BuiltFile, ...]
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """One file to make."""

    packet: Packet
    edition: str
    layout: str


def build(
    project: Path,
    output: Path,
    *,
    packets: Sequence[str] = (),
    layouts: Sequence[str] = (),
    editions: Sequence[str] = (),
    progress: Callable[[Step], None] | None = None,
) -> BuildReport:
    """Builds the project in ``project`` and publishes to ``output``; empty selections mean all.

    Raises SourceError with every finding if the sources have errors, UsageError for a packet, layout,
    edition or folder that doesn't exist; ``output`` is then as it was before.
    """
    tell = progress or (lambda _: None)
    diagnostics = Diagnostics()

    tell(Step(0, 1, "reading the sources"))
    library = load(project, diagnostics)
    jobs = _jobs(library, packets, layouts, editions, diagnostics)
    looks = load_layouts(project, {job.layout for job in jobs}, diagnostics)

    built: list[BuiltFile] = []
    cache, typefaces = CitationCache(), Typefaces()
    for number, job in enumerate(jobs):
        tell(Step(number, len(jobs), f"{job.packet.name}, {job.edition}, {job.layout}"))
        if job.layout in looks:
            built.append(_make(job, library, looks[job.layout], cache, typefaces, diagnostics))
    diagnostics.raise_errors()

    tell(Step(len(jobs), len(jobs), "publishing"))
    complete = not (packets or layouts or editions)
    publish([each.file for each in built], output, complete=complete)
    return BuildReport(tuple(built), diagnostics.warnings)


def _make(
    job: _Job,
    library: Library,
    layout: Layout,
    cache: CitationCache,
    typefaces: Typefaces,
    everything: Diagnostics,
) -> BuiltFile:
    """One file through the stages. After an error in the sources it goes as far as more can be found."""
    started = perf_counter()
    diagnostics = Diagnostics()
    manuscript = select(library, job.packet, job.edition, diagnostics)
    document = compose(manuscript, library.project, library.assets, layout.labels, cache, diagnostics)
    pages = typeset(document, layout, typefaces, diagnostics)
    data = finish(pages, document, layout)
    everything.extend(diagnostics.sorted)
    file = Publishable(
        packet=job.packet.name,
        edition=job.edition,
        layout=job.layout,
        audience=job.packet.audience,
        pages=pages.count,
        data=data,
        version=document.version,
        source_hash=document.source_hash,
    )
    return BuiltFile(file, perf_counter() - started, len(diagnostics.warnings))


def _jobs(
    library: Library,
    packets: Sequence[str],
    layouts: Sequence[str],
    editions: Sequence[str],
    diagnostics: Diagnostics,
) -> tuple[_Job, ...]:
    """The matrix, narrowed to what was asked for.

    Raises UsageError for a name that no packet has; but SourceError if a file with errors may be why.
    """
    try:
        _check("packet", packets, [packet.name for packet in library.packets])
        chosen = [packet for packet in library.packets if not packets or packet.name in packets]
        _check("edition", editions, [edition for packet in chosen for edition in packet.editions])
        _check("layout", layouts, [layout for packet in chosen for layout in packet.layouts])
        jobs = tuple(_matrix(chosen, layouts, editions))
        if not jobs and (layouts or editions):
            raise UsageError("No packet has both that edition and that layout; “list” shows what each has.")
    except UsageError:
        diagnostics.raise_errors()
        raise
    return jobs


def _matrix(packets: Sequence[Packet], layouts: Sequence[str], editions: Sequence[str]) -> Iterator[_Job]:
    for packet in packets:
        for edition in packet.editions:
            for layout in packet.layouts:
                if (not editions or edition in editions) and (not layouts or layout in layouts):
                    yield _Job(packet, edition, layout)


def _check(kind: str, asked: Sequence[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            hint = did_you_mean(name, set(known))
            raise UsageError(f"There is no {kind} “{name}”. {hint}".rstrip())
