"""Packets and the texts that were read in; warnings for variables of packets that nothing prints out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.files import ProjectFiles
from packetpress.load.kit import KIT, shipped_page
from packetpress.model import Packet

_USE = re.compile(r"\{\{\s*([\w-]+)\s*\}\}", re.ASCII)


def check_variables(packets: Iterable[Packet], files: ProjectFiles, diagnostics: Diagnostics) -> None:
    """A variable that stands in no text of the project, nor in a page of the kit, is misspelt or left over.

    Its place in other packets' texts counts, and what says the words in another variable.
    """
    own = {name for text in files.texts.values() for name in _USE.findall(text)}
    kit: set[str] | None = None
    for packet in packets:
        for name in packet.variables:
            if name in own:
                continue
            if kit is None:
                kit = {each for page in KIT for each in _USE.findall(shipped_page(page))}
            if name not in kit:
                diagnostics.warning(
                    packet.variable_pos[name],
                    f"Nothing prints the variable “{name}”: no text has {{{{ {name} }}}}.",
                    did_you_mean(name, own | kit),
                )
