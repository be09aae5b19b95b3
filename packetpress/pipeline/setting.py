"""Jobs in; each packet as far as its pages, and as a finished file, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from packetpress.audience import select
from packetpress.checks import check_length, check_reading, check_sources
from packetpress.citations import CitationCache
from packetpress.compose import Elsewhere, Outline, compose, outline
from packetpress.diagnostics import Diagnostics
from packetpress.finish import finish
from packetpress.load import (
    for_dividers,
    for_text_size,
    for_vendor,
    load_layouts,
    load_vendors,
)
from packetpress.model import Layout, Library, Manuscript, Vendor
from packetpress.pipeline.jobs import Job
from packetpress.pipeline.values import SetPacket, Step
from packetpress.publish import Publishable
from packetpress.typeset import Typefaces, typeset


def set_all(
    project: Path,
    library: Library,
    jobs: Sequence[Job],
    tell: Callable[[Step], None],
    diagnostics: Diagnostics,
) -> Iterator[SetPacket]:
    """The jobs as far as pages, one after the other; those whose layout can't be used are left out."""
    looks = load_layouts(project, {job.layout for job in jobs}, diagnostics)
    check_sources(library, diagnostics, strict=any(look.finishing == "accessible" for look in looks.values()))
    asked = {job.packet.vendor: job.packet.vendor_pos for job in jobs if job.packet.vendor}
    vendors = load_vendors(project, asked, diagnostics)
    setter = PacketSetter(library, looks, vendors, diagnostics)
    for number, job in enumerate(jobs):
        tell(Step(number, len(jobs), f"{job.packet.name}, {job.edition}, {job.layout}"))
        if job.layout in looks and job.packet.vendor in ("", *vendors):
            yield setter.set(job)


class PacketSetter:
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

    def set(self, job: Job) -> SetPacket:
        """One file as far as pages."""
        diagnostics = self._diagnostics.part()
        if any(other.packet is not job.packet for other in self._last.values()):
            self._last.clear()
        found = self._last[job.edition, job.layout] = self._set(job, diagnostics)
        self._diagnostics.extend(diagnostics.sorted)
        return found

    def _set(self, job: Job, diagnostics: Diagnostics) -> SetPacket:
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

    def _layout(self, job: Job, diagnostics: Diagnostics) -> Layout:
        """As the packet's readers need it, and its print shop wants it where the layout is for one."""
        packet, vendor = job.packet, job.packet.vendor
        layout = for_text_size(self._looks[job.layout], packet.text_size)
        layout = for_dividers(layout, packet.dividers, packet.dividers_pos, diagnostics)
        shop = self._vendors[vendor] if vendor else layout.vendor
        suits = shop is not None and shop.press is (layout.finishing == "press")
        return for_vendor(layout, shop) if shop is not None and suits else layout

    def _elsewhere(self, job: Job, manuscript: Manuscript) -> Elsewhere:
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


def finished(each: SetPacket) -> Publishable:
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
