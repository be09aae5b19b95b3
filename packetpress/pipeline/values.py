"""What the pipeline tells of its work: steps, files, packets as far as they were set."""

from __future__ import annotations

from dataclasses import dataclass

from packetpress.diagnostics import Diagnostic
from packetpress.model import Document, Layout, Library, Manuscript, Packet, Pages, Vendor
from packetpress.publish import Publishable


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
class Inspection:
    """Finished files, looked at for who is to print them."""

    findings: tuple[Diagnostic, ...]
    vendor: Vendor


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
