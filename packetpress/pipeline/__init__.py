"""``build()``: the stages in order; ``check()``, ``survey()`` and ``read()``: as far as each needs to go.

Only this package knows the order. Sources are read once; the whole matrix of packets, editions and
layouts is built from them in one process; nothing is published unless all of it is without errors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from packetpress.audience import select
from packetpress.diagnostics import Diagnostics, UsageError
from packetpress.load import layout_names, load, load_layouts, load_vendors, source_files
from packetpress.model import Position
from packetpress.pipeline.checking import EVIDENCE, PREFLIGHT, evidence_of, preflighted
from packetpress.pipeline.imposing import Imposer
from packetpress.pipeline.jobs import jobs_of
from packetpress.pipeline.ordering import Orderer
from packetpress.pipeline.setting import finished, set_all
from packetpress.pipeline.values import (
    BuildReport,
    BuiltFile,
    CheckReport,
    Inspection,
    Reading,
    SetPacket,
    Step,
    Survey,
)
from packetpress.preflight import check_press, diagnose_file
from packetpress.publish import Publishable, check_folder, publish


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
    Beside files for paper goes an order sheet, for each layout in which all editions of a packet are built,
    and one for each way in which they were laid out on sheets.
    ``sheets``: beside each file for paper go sheets with its pages (keys of ``impose.SCHEMES``), a copier's
    of the size ``paper`` (a key of ``impose.PAPERS``), or of the size that suits; of a booklet at most
    ``signature`` sheets are folded into each other (0: all).

    Raises SourceError with every finding if the sources have errors, UsageError for a packet, layout,
    edition or folder that doesn't exist, for sheets that can't be made, and for an ``output`` that isn't for
    packets; ``output`` is then as it was.
    """
    check_folder(output, project)
    tell = progress or (lambda _: None)
    diagnostics = Diagnostics()
    imposer, orderer = Imposer(sheets, paper, signature), Orderer()

    tell(Step(0, 1, "reading the sources"))
    library = load(project, diagnostics)
    jobs = jobs_of(library, packets, layouts, editions, layout_names(project), diagnostics)
    if sheets:
        imposer.check_layouts(load_layouts(project, {job.layout for job in jobs}, Diagnostics()).values())

    built: list[BuiltFile] = []
    started = perf_counter()
    reports: list[Publishable] = []
    told = diagnostics.part()
    for each in set_all(project, library, jobs, tell, diagnostics):
        file = finished(each)
        findings = () if diagnostics.errors else preflighted(each, file, told)
        built.append(BuiltFile(file, perf_counter() - started, each.warnings))
        if evidence and each.layout.finishing in EVIDENCE:
            reports.append(evidence_of(each, file, findings))
        started = perf_counter()
        if not diagnostics.errors:
            orderer.add(each, file)
            for sheets_file in imposer.sheets(each, file, told):
                orderer.add_sheets(each, sheets_file)
                seconds = perf_counter() - started
                built.append(BuiltFile(sheets_file.file, seconds, sheets_file.warnings))
                started = perf_counter()
            reports += orderer.orders(each, file, told)
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
    jobs = jobs_of(library, packets, layouts, editions, layout_names(project), diagnostics)
    checked: list[SetPacket] = []
    told = diagnostics.part()
    for each in set_all(project, library, jobs, tell, diagnostics):
        if each.layout.finishing in PREFLIGHT and not diagnostics.errors:
            preflighted(each, finished(each), told)
        checked.append(each)
    diagnostics.extend(told.sorted)
    diagnostics.raise_errors()
    return CheckReport(tuple(checked), diagnostics.warnings)


def preflight(project: Path, files: Sequence[Path], vendor: str = "") -> Inspection:
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
    return Inspection(diagnostics.sorted, shop)


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
        for job in jobs_of(library, (), (), (), layout_names(project), diagnostics)
        if job.layout == job.packet.layouts[0]
    )
    set_packets = tuple(set_all(project, library, jobs, tell, diagnostics))
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


__all__ = [
    "BuildReport",
    "BuiltFile",
    "CheckReport",
    "Inspection",
    "Reading",
    "SetPacket",
    "Step",
    "Survey",
    "build",
    "check",
    "preflight",
    "read",
    "survey",
]
