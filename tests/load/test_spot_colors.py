"""Spot colours of a palette: which names and mixtures can stand there, and what prints them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from packetpress.load import for_vendor
from packetpress.load.color import paint
from packetpress.model import Layout
from tests.load.test_press_layout import load
from tests.typeset.samples import house_layout

DEEP = 'deep: {color: "#0b4f59", cmyk: [90, 40, 42, 48], spot: PANTONE 3165 C}'
MID = 'mid: {color: "#27707a", cmyk: [80, 31, 38, 29], spot: PANTONE 3165 C, tint: 80}'


def spotted(folder: Path, *lines: str, extends: str = "press") -> Layout:
    layout, findings = load(
        folder, f"extends: {extends}\npalette:\n" + "".join(f"  {line}\n" for line in lines)
    )
    assert findings == []
    assert layout is not None
    return layout


def test_a_spot_colour_and_a_tint_of_it(tmp_path: Path) -> None:
    layout = spotted(tmp_path, DEEP, MID)
    assert (layout.palette["deep"].spot, layout.palette["deep"].tint) == ("PANTONE 3165 C", 1)
    assert (layout.palette["mid"].spot, layout.palette["mid"].tint) == ("PANTONE 3165 C", 0.8)
    assert layout.separations == {"PANTONE 3165 C": (0.9, 0.4, 0.42, 0.48)}


def test_only_a_press_that_takes_them_prints_them(tmp_path: Path) -> None:
    press = spotted(tmp_path, DEEP)
    assert press.vendor is not None
    assert press.vendor.spot_colors == 2
    assert for_vendor(press, replace(press.vendor, spot_colors=0)).separations == {}
    assert spotted(tmp_path, DEEP, extends="office").separations == {}
    assert replace(press, color="gray").separations == {}
    assert house_layout("press").separations == {}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            "spot: Black",
            "3:9: error: “deep”: “Black” is no spot colour: the name means something else in a PDF.",
        ),
        ("spot: All", "3:9: error: “deep”: “All” is no spot colour: the name means something else in a PDF."),
        (
            'spot: "Türkis"',
            "3:9: error: “deep”: “Türkis” can't name a spot colour: write plain letters, numbers and spaces.",
        ),
        (
            "spot: Teal, tint: 0",
            "3:9: error: “deep”: “tint” is per cent of the ink that “spot” names, above 0 and up to 100.",
        ),
        (
            "tint: 50",
            "3:9: error: “deep”: “tint” is per cent of the ink that “spot” names, above 0 and up to 100.",
        ),
        ("spot: Teal, tint: 60", "3:58: error: “Teal” is used at 60% here, and no colour is it in full."),
    ],
)
def test_mistakes_are_named_with_their_place(tmp_path: Path, entry: str, message: str) -> None:
    text = f'extends: press\npalette:\n  deep: {{color: "#0b4f59", cmyk: [90, 40, 42, 48], {entry}}}\n'
    _, findings = load(tmp_path, text)
    assert [finding.splitlines()[0] for finding in findings] == [f"layouts/mine.yaml:{message}"]


def test_a_spot_colour_needs_what_stands_for_it() -> None:
    with pytest.raises(ValueError, match="“Teal” needs “cmyk”, the four inks that stand for it"):
        paint("#0b4f59", None, "Teal")


def test_one_ink_has_one_mixture(tmp_path: Path) -> None:
    other = MID.replace(", tint: 80", "")
    _, findings = load(tmp_path, f"extends: press\npalette:\n  {DEEP}\n  {other}\n")
    assert findings == [
        "layouts/mine.yaml:4:33: error: “PANTONE 3165 C” has other inks here than in “deep”; one ink looks"
        " the same everywhere.\n"
        "    Give both the same “cmyk”, or this one a “tint”."
    ]
