"""Booklets too thick to staple and pages too small to read are told at the packet."""

from __future__ import annotations

import pytest

from packetpress.checks import check_sheets
from packetpress.diagnostics import Diagnostics
from packetpress.load import for_text_size
from packetpress.model import ImposedSheets, Packet
from tests.typeset.samples import house_layout

WHERE = "sources/packets/one.yaml"


def told(scheme: str, nested: int, scale: float, text_size: float = 0.0) -> list[str]:
    packet = Packet("one", "One", "", "", ("participant",), ("office",), (), path=WHERE, text_size=text_size)
    diagnostics = Diagnostics()
    made = ImposedSheets(b"", scheme, 80, 40, scale, (nested,) if nested else ())
    layout = for_text_size(house_layout(), text_size)
    check_sheets(packet, "participant", layout, made, diagnostics)
    return [str(found) for found in diagnostics.sorted]


@pytest.mark.parametrize(("scheme", "nested"), [("booklet", 16), ("2-up", 0), ("cut-stack", 0)])
def test_what_can_be_stapled_and_read_is_not_talked_about(scheme: str, nested: int) -> None:
    assert told(scheme, nested, 1.0) == []


def test_a_booklet_of_too_many_sheets() -> None:
    assert told("booklet", 17, 1.0) == [
        f"{WHERE}: warning: The participant edition's booklet in the layout “office” has 17 sheets folded "
        "into each other; staplers take 16, which are 64 pages.\n"
        "    Make several thinner ones of it with “--signature 16”, or print the sheets of “--impose "
        "cut-stack” and bind them with a coil."
    ]


def test_pages_too_small_to_read() -> None:
    (warning,) = told("4-up", 0, 0.4559)
    # Text of 11 points.
    assert warning.startswith(
        f"{WHERE}: warning: The participant edition's 4-up in the layout “office” prints the text at 46% of "
        "its size, as small as 5.0 points."
    )


def test_pages_smaller_than_their_readers_need() -> None:
    assert told("booklet", 4, 0.6471, 12.0) == [
        f"{WHERE}: warning: The participant edition's booklet in the layout “office” prints the text at 65% "
        "of its size, as small as 7.8 points; its readers need 12 (text-size).\n"
        "    Print on larger sheets, such as “--sheet tabloid” or “--sheet a3”, or fewer pages on each."
    ]
    # As large as they need, and of 11 points where nobody asked for more.
    assert told("booklet", 4, 1.0, 12.0) == told("booklet", 4, 0.6471) == []
