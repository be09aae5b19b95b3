"""The project that holds everything does hold everything, and nobody has to be warned of it."""

from __future__ import annotations

from pathlib import Path

from packetpress.diagnostics import Diagnostics
from packetpress.load import load
from packetpress.model import CALLOUTS, Callout
from packetpress.pipeline import survey
from packetpress.typeset.blocks import SETTERS
from packetpress.walk import descendants
from tests.support import findings

TORTURE = Path(__file__).parent / "torture"


def test_every_block_that_can_be_set_is_there() -> None:
    library = load(TORTURE, Diagnostics())
    nodes = [node for source in library.sources.values() for node in descendants(source.blocks)]
    # Some blocks are made by the engine alone.
    for each in survey(TORTURE).set_packets:
        nodes += [node for section in each.document.sections for node in descendants(section.blocks)]
    missing = {kind.__name__ for kind in SETTERS} - {type(node).__name__ for node in nodes}
    assert missing == set()
    assert CALLOUTS.keys() - {node.kind for node in nodes if isinstance(node, Callout)} == set()


def test_nothing_is_found() -> None:
    assert findings(TORTURE) == []
