"""The packets of a project and what was asked for in; the files to make, one a job, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from packetpress.diagnostics import Diagnostics, UsageError, did_you_mean
from packetpress.model import Library, Packet


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make."""

    packet: Packet
    edition: str
    layout: str


def jobs_of(
    library: Library,
    packets: Sequence[str],
    layouts: Sequence[str],
    editions: Sequence[str],
    known_layouts: Sequence[str],
    diagnostics: Diagnostics,
) -> tuple[Job, ...]:
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
        Job(packet, edition, layout)
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
