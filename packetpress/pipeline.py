"""``build()``: the stages in order; ``check()``, ``survey()`` and ``read()``: as far as each needs to go.

Only this module knows the order. Sources are read once; the whole matrix of packets, editions and
layouts is built from them in one process; nothing is published unless all of it is without errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from packetpress import __version__
from packetpress.audience import select
from packetpress.checks import check_length, check_reading, check_sources
from packetpress.citations import CitationCache
from packetpress.compose import Elsewhere, Outline, compose, outline
from packetpress.diagnostics import Diagnostic, Diagnostics, UsageError, did_you_mean
from packetpress.finish import finish
from packetpress.imposer import Imposer
from packetpress.load import (
    for_dividers,
    for_text_size,
    for_vendor,
    layout_names,
    load,
    load_layouts,
    load_vendors,
    source_files,
)
from packetpress.model import Document, Layout, Library, Manuscript, Packet, Pages, Position, Vendor
from packetpress.orderer import Orderer
from packetpress.preflight import (
    Finding,
    check_accessible,
    check_press,
    conformance_report,
    diagnose,
    diagnose_file,
)
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
class SetPacket:
    """One packet in one edition and layout, as far as its pages."""

    packet: Packet
    edition: str
    layout: Layout
    manuscript: Manuscript
    document: Document
    pages: Pages
    warnings: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    checked: tuple[SetPacket, ...]
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything about a project that can be reported on."""

    library: Library
    files: tuple[str, ...]
    """Every file under ``sources/``, used or not."""
    set_packets: tuple[SetPacket, ...]
    """Each packet and edition, in the packet's first layout."""
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What each reader gets, before anything is numbered or set."""

    library: Library
    files: tuple[str, ...]
    """Every file under ``sources/``, used or not."""
    manuscripts: tuple[Manuscript, ...]
    """Each packet and edition, in the order of the packets."""
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
    evidence: bool = False,
    sheets: Sequence[str] = (),
    paper: str = "",
    signature: int = 0,
    progress: Callable[[Step], None] | None = None,
) -> BuildReport:
    """Builds the project in ``project`` and publishes to ``output``; empty selections mean all.

    ``evidence``: beside each file that claims a standard goes a report of what was checked.
    Beside files for paper goes an order sheet, for each layout in which all editions of a packet are built.
    ``sheets``: beside each file for paper go sheets with its pages (keys of ``impose.SCHEMES``), a copier's
    of the size ``paper`` (a key of ``impose.PAPERS``), or of the size that suits; of a booklet at most
    ``signature`` sheets are folded into each other (0: all).

    Raises SourceError with every finding if the sources have errors, UsageError for a packet, layout,
    edition or folder that doesn't exist and for sheets that can't be made; ``output`` is then as it was.
    """
    tell = progress or (lambda _: None)
    diagnostics = Diagnostics()
    imposer, orderer = Imposer(sheets, paper, signature), Orderer()

    tell(Step(0, 1, "reading the sources"))
    library = load(project, diagnostics)
    jobs = _jobs(library, packets, layouts, editions, layout_names(project), diagnostics)
    if sheets:
        imposer.check_layouts(load_layouts(project, {job.layout for job in jobs}, Diagnostics()).values())

    built: list[BuiltFile] = []
    started = perf_counter()
    reports: list[Publishable] = []
    told = diagnostics.part()
    for each in _set_all(project, library, jobs, tell, diagnostics):
        file = _finished(each)
        findings = () if diagnostics.errors else _preflight(each, file, told)
        built.append(BuiltFile(file, perf_counter() - started, each.warnings))
        if evidence and each.layout.finishing in EVIDENCE:
            reports.append(_evidence(each, file, findings))
        started = perf_counter()
        if not diagnostics.errors:
            reports += orderer.order(each, file, told)
            for imposed, warnings in imposer.sheets(each, file, told):
                built.append(BuiltFile(imposed, perf_counter() - started, warnings))
                started = perf_counter()
    diagnostics.extend(told.sorted)
    diagnostics.raise_errors()
    imposer.check_made()

    tell(Step(len(jobs), len(jobs), "publishing"))
    complete = not (packets or layouts or editions)
    publish([*(each.file for each in built), *reports], output, complete=complete)
    return BuildReport(tuple(built), diagnostics.warnings)


def check(
    project: Path,
    *,
    packets: Sequence[str] = (),
    layouts: Sequence[str] = (),
    editions: Sequence[str] = (),
    progress: Callable[[Step], None] | None = None,
) -> CheckReport:
    """Checks what ``build`` would build, and writes nothing; raises what it raises.

    Files that claim a standard are made and checked; of the others only the pages are set.
    """
    tell = progress or (lambda _: None)
    diagnostics = Diagnostics()
    tell(Step(0, 1, "reading the sources"))
    library = load(project, diagnostics)
    jobs = _jobs(library, packets, layouts, editions, layout_names(project), diagnostics)
    checked: list[SetPacket] = []
    told = diagnostics.part()
    for each in _set_all(project, library, jobs, tell, diagnostics):
        if each.layout.finishing in PREFLIGHT and not diagnostics.errors:
            _preflight(each, _finished(each), told)
        checked.append(each)
    diagnostics.extend(told.sorted)
    diagnostics.raise_errors()
    return CheckReport(tuple(checked), diagnostics.warnings)


def preflight(project: Path, files: Sequence[Path], vendor: str = "") -> tuple[Diagnostic, ...]:
    """What keeps PDFs, ours or anyone's, from printing well at ``vendor`` (empty: the press layout's).

    Raises UsageError for a file that can't be read and a print shop that nobody knows.
    """
    diagnostics = Diagnostics()
    if vendor:
        shop = load_vendors(project, {vendor: Position("--vendor")}, diagnostics).get(vendor)
    else:
        press = load_layouts(project, {"press"}, diagnostics).get("press")
        shop = press.vendor if press is not None else None
    if shop is None:
        raise UsageError("\n".join(f"{found.message} {found.hint}".rstrip() for found in diagnostics.errors))
    if not shop.press:
        raise UsageError(
            f"“{vendor}” is a copier and asks nothing of a file. Name a print shop, such as --vendor offset."
        )
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(f"“{path}” can't be read: {error.strerror or error}.") from None
        diagnostics.extend(diagnose_file(check_press(data, shop), str(path)))
    return diagnostics.sorted


def survey(project: Path, *, progress: Callable[[Step], None] | None = None) -> Survey:
    """Every packet and edition in the packet's first layout, for reports on all of them together.

    Raises SourceError with every finding if the sources have errors, UsageError for a missing folder.
    """
    tell = progress or (lambda _: None)
    diagnostics = Diagnostics()
    tell(Step(0, 1, "reading the sources"))
    library = load(project, diagnostics)
    jobs = tuple(
        job
        for job in _jobs(library, (), (), (), layout_names(project), diagnostics)
        if job.layout == job.packet.layouts[0]
    )
    set_packets = tuple(_set_all(project, library, jobs, tell, diagnostics))
    diagnostics.raise_errors()
    return Survey(library, source_files(project), set_packets, diagnostics.warnings)


def read(project: Path) -> Reading:
    """What each packet and edition gets of the sources.

    Raises SourceError with every finding if the sources have errors, UsageError for a missing folder.
    """
    diagnostics = Diagnostics()
    library = load(project, diagnostics)
    diagnostics.raise_errors()
    manuscripts = tuple(
        select(library, packet, edition, diagnostics)
        for packet in library.packets
        for edition in packet.editions
    )
    diagnostics.raise_errors()
    return Reading(library, source_files(project), manuscripts, diagnostics.warnings)


def _set_all(
    project: Path,
    library: Library,
    jobs: Sequence[_Job],
    tell: Callable[[Step], None],
    diagnostics: Diagnostics,
) -> Iterator[SetPacket]:
    """The jobs as far as pages, one after the other; those whose layout can't be used are left out."""
    looks = load_layouts(project, {job.layout for job in jobs}, diagnostics)
    check_sources(library, diagnostics, strict=any(look.finishing == "accessible" for look in looks.values()))
    asked = {job.packet.vendor: job.packet.vendor_pos for job in jobs if job.packet.vendor}
    vendors = load_vendors(project, asked, diagnostics)
    press = _Press(library, looks, vendors, diagnostics)
    for number, job in enumerate(jobs):
        tell(Step(number, len(jobs), f"{job.packet.name}, {job.edition}, {job.layout}"))
        if job.layout in looks and job.packet.vendor in ("", *vendors):
            yield press.set(job)


class _Press:
    """Sets one file after the other. After an error in the sources it goes as far as more can be found."""

    def __init__(
        self,
        library: Library,
        looks: Mapping[str, Layout],
        vendors: Mapping[str, Vendor],
        diagnostics: Diagnostics,
    ) -> None:
        self._library = library
        self._looks = looks
        self._vendors = vendors
        self._diagnostics = diagnostics
        self._cache, self._typefaces = CitationCache(), Typefaces()
        self._last: dict[tuple[str, str], SetPacket] = {}
        """What has been set of the packet at hand, by edition and layout."""

    def set(self, job: _Job) -> SetPacket:
        """One file as far as pages."""
        diagnostics = self._diagnostics.part()
        if any(other.packet is not job.packet for other in self._last.values()):
            self._last.clear()
        found = self._last[job.edition, job.layout] = self._set(job, diagnostics)
        self._diagnostics.extend(diagnostics.sorted)
        return found

    def _set(self, job: _Job, diagnostics: Diagnostics) -> SetPacket:
        project, layout = self._library.project, self._layout(job, diagnostics)
        manuscript = select(self._library, job.packet, job.edition, diagnostics)
        check_reading(job.packet, manuscript, project.language, diagnostics)
        document = compose(
            manuscript,
            project,
            self._library.assets,
            layout.labels,
            self._cache,
            diagnostics,
            self._elsewhere(job, manuscript),
        )
        pages = typeset(document, layout, self._typefaces, diagnostics)
        check_length(job.packet, job.edition, job.layout, document, pages, diagnostics)
        warnings = len(diagnostics.warnings)
        return SetPacket(job.packet, job.edition, layout, manuscript, document, pages, warnings)

    def _layout(self, job: _Job, diagnostics: Diagnostics) -> Layout:
        """As the packet's readers need it, and its print shop wants it where the layout is for one."""
        packet, vendor = job.packet, job.packet.vendor
        layout = for_text_size(self._looks[job.layout], packet.text_size)
        layout = for_dividers(layout, packet.dividers, packet.dividers_pos, diagnostics)
        shop = self._vendors[vendor] if vendor else layout.vendor
        suits = shop is not None and shop.press is (layout.finishing == "press")
        return for_vendor(layout, shop) if shop is not None and suits else layout

    def _elsewhere(self, job: _Job, manuscript: Manuscript) -> Elsewhere:
        """What the manuscript refers to in other packets, and in other editions of its own."""
        labels = self._looks[job.layout].labels
        packets = {
            packet.name: outline(select(self._library, packet, edition, Diagnostics()), labels)
            for packet in self._library.packets
            if packet.name in manuscript.packets_named
            for edition in [job.edition if job.edition in packet.editions else packet.editions[0]]
        }
        editions: dict[str, Outline] = {}
        for edition in manuscript.editions_named:
            if edition not in job.packet.editions:
                continue
            other = edition, job.layout
            if other not in self._last:
                # Its pages are printed here, so its errors count, but its warnings are for who builds it.
                found = self._diagnostics.part()
                self._last[other] = self._set(replace(job, edition=edition), found)
                self._diagnostics.extend(found.errors)
            each = self._last[other]
            editions[edition] = outline(each.manuscript, labels, each.pages)
        return Elsewhere(packets, editions)


def _check_press(data: bytes, layout: Layout) -> tuple[Finding, ...]:
    return check_press(data, layout.vendor) if layout.vendor is not None else ()


PREFLIGHT: Mapping[str, Callable[[bytes, Layout], tuple[Finding, ...]]] = {
    "accessible": lambda data, _: check_accessible(data),
    "press": _check_press,
}
"""Checks of finished files, by the layout's ``finishing``."""
EVIDENCE = frozenset({"accessible"})
"""Finishings whose checks make a conformance report."""


def _preflight(each: SetPacket, file: Publishable, diagnostics: Diagnostics) -> tuple[Finding, ...]:
    """What keeps the file from being what it claims: errors, so that it isn't published.

    Of sources with errors nothing is published anyway, so that files made of them needn't be looked at.
    """
    if each.layout.finishing not in PREFLIGHT:
        return ()
    findings = PREFLIGHT[each.layout.finishing](file.data, each.layout)
    packet = Position(each.packet.path)
    diagnostics.extend(diagnose(findings, file.path, packet, each.pages.places))
    return findings


def _evidence(each: SetPacket, file: Publishable, findings: Sequence[Finding]) -> Publishable:
    versions = {"packetpress": __version__, "page-validation": version("page-validation")}
    text = conformance_report(file.path, file.data, each.document, findings, versions)
    return replace(file, data=text.encode("utf-8"), pages=1, ending="-conformance.txt")


def _finished(each: SetPacket) -> Publishable:
    """The pages made into a file, with what the manifest says about it."""
    return Publishable(
        packet=each.packet.name,
        edition=each.edition,
        layout=each.layout.name,
        audience=each.packet.audience,
        pages=each.pages.count,
        data=finish(each.pages, each.document, each.layout),
        version=each.document.version,
        source_hash=each.document.source_hash,
    )


def _jobs(
    library: Library,
    packets: Sequence[str],
    layouts: Sequence[str],
    editions: Sequence[str],
    known_layouts: Sequence[str],
    diagnostics: Diagnostics,
) -> tuple[_Job, ...]:
    """The matrix, narrowed to what was asked for; a layout asked for by name need not be the packet's.

    Raises UsageError for a name that nobody has; but SourceError if a file with errors may be why.
    """
    try:
        _check("packet", packets, [packet.name for packet in library.packets])
        chosen = [packet for packet in library.packets if not packets or packet.name in packets]
        _check("edition", editions, [edition for packet in chosen for edition in packet.editions])
        _check("layout", layouts, known_layouts)
    except UsageError:
        diagnostics.raise_errors()
        raise
    return tuple(
        _Job(packet, edition, layout)
        for packet in chosen
        for edition in packet.editions
        if not editions or edition in editions
        for layout in layouts or packet.layouts
    )


def _check(kind: str, asked: Sequence[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            hint = did_you_mean(name, set(known))
            raise UsageError(f"There is no {kind} “{name}”. {hint}".rstrip())
