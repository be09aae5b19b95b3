"""The project that holds everything does hold everything, and nobody has to be warned of it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from packetpress import model
from packetpress.diagnostics import Diagnostics
from packetpress.load import load
from packetpress.model import CALLOUTS, Callout
from packetpress.walk import descendants
from tests.support import findings

TORTURE = Path(__file__).parent / "torture"
RESOLVED_EARLIER = {"PageNumber"}
"""Made by later stages; no source has it."""


def names(union: object) -> set[str]:
    (text,) = get_args(union) or (str(union),)
    return {name.strip() for name in text.strip("'").split("|")}


def test_every_kind_of_content_is_there() -> None:
    library = load(TORTURE, Diagnostics())
    nodes = [node for source in library.sources.values() for node in descendants(source.blocks)]
    wanted = names(model.Block) | names(model.Inline) - RESOLVED_EARLIER
    assert wanted - {type(node).__name__ for node in nodes} == set()
    assert CALLOUTS.keys() - {node.kind for node in nodes if isinstance(node, Callout)} == set()


def test_nothing_is_found() -> None:
    assert findings(TORTURE) == []
