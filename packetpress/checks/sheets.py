"""Sheets that are imposed in; warnings where they can't be stapled or read, out."""

from __future__ import annotations

from packetpress.diagnostics import Diagnostics
from packetpress.model import ImposedSheets, Layout, Packet, Position

STAPLED = 16
"""Sheets of copy paper that a booklet stapler takes; more don't lie flat in the fold either."""
SMALLEST = 6.0
"""Points; smaller type is hard to read for many with good eyes."""


def check_sheets(
    packet: Packet, edition: str, layout: Layout, made: ImposedSheets, diagnostics: Diagnostics
) -> None:
    """Told at the packet, which chooses what is in it."""
    what = f"The {edition} edition's {made.scheme} in the layout “{layout.name}”"
    if made.nested > STAPLED:
        diagnostics.warning(
            Position(packet.path),
            f"{what} has {made.nested} sheets folded into each other; staplers take {STAPLED}, which are "
            f"{4 * STAPLED} pages.",
            f"Make several thinner ones of it with “--signature {STAPLED}”, or print the sheets of “--impose "
            "cut-stack” and bind them with a coil.",
        )
    size = layout.styles["body"].size * made.scale
    wanted = f"; its readers need {packet.text_size:g} (text-size)" if size < packet.text_size - 0.05 else ""
    if size < SMALLEST or wanted:
        diagnostics.warning(
            Position(packet.path),
            f"{what} prints the text at {made.scale:.0%} of its size, as small as {size:.1f} points{wanted}.",
            "Print on larger sheets, such as “--sheet tabloid” or “--sheet a3”, or fewer pages on each.",
        )
