"""Variables of packets that nothing prints."""

from __future__ import annotations

from pathlib import Path

from packetpress.diagnostics import Diagnostics
from packetpress.load import load
from tests.projects import PACKET, write_project


def findings(folder: Path, texts: dict[str, str], variables: str) -> list[str]:
    diagnostics = Diagnostics()
    load(write_project(folder, texts, f"{PACKET}variables:\n{variables}"), diagnostics)
    return [str(found).removeprefix("sources/packets/one.yaml:") for found in diagnostics.sorted]


def test_a_variable_that_nothing_prints(tmp_path: Path) -> None:
    assert findings(tmp_path, {"1.md": "# One\n\nFor {{ hours }}.\n"}, "  huors: two\n  left: over\n") == [
        "7:3: warning: Nothing prints the variable “huors”: no text has {{ huors }}.\n"
        "    Did you mean “hours”?",
        "8:3: warning: Nothing prints the variable “left”: no text has {{ left }}.\n"
        "    Known here: attendance_title, contact, hours, organisation, place, tent_copies, title, trainer, "
        "version.",
    ]


def test_what_texts_values_and_the_kit_print(tmp_path: Path) -> None:
    text = '# {{a}}\n\n::: {.tip title="{{ b }}"}\nx\n:::\n'
    assert findings(tmp_path, {"1.md": text}, '  a: x\n  b: "{{ c }}"\n  c: y\n  trainer: z\n') == []
