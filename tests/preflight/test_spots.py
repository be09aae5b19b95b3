"""Spot colours from the palette to the plate, as Ghostscript separates them."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageStat

from packetpress.diagnostics import Diagnostics
from packetpress.finish import finish
from packetpress.load import for_vendor, load_vendors
from packetpress.model import NOWHERE, Asset, Figure, Heading, Layout
from packetpress.preflight import check_press
from packetpress.preflight.ink import InkMap
from packetpress.preflight.sheets import sheets
from tests.pdf import operations
from tests.preflight.samples import rules, shop
from tests.tools import require
from tests.typeset.samples import ROOT, document, house_layout, paragraph, section, set_pages, text

TEAL, CORAL = "PANTONE 3165 C", "PANTONE 1675 C"
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="72" height="36">
<rect width="36" height="36" fill="#0b4f59"/>
<rect x="36" width="36" height="36" fill="#0b4f59" fill-opacity=".5"/></svg>"""
MADE = document(
    section(
        Heading(2, text("A heading in teal")),
        paragraph("Text in black."),
        Figure("a.svg", "Two squares"),
        objectives=(text("learn"),),
        minutes=20,
    ),
    assets={"a.svg": Asset("a.svg", "svg", DRAWING, 72, 36)},
)


@cache
def spotted(name: str = "press", vendor: str = "") -> Layout:
    layout = house_layout(name)
    spots = {"deep": (TEAL, 1.0), "mid": (TEAL, 0.8), "coral": (CORAL, 1.0)}
    changed = {
        token: replace(layout.palette[token], spot=spot, tint=tint) for token, (spot, tint) in spots.items()
    }
    layout = replace(layout, palette={**layout.palette, **changed})
    if not vendor:
        return layout
    diagnostics = Diagnostics()
    made = for_vendor(layout, load_vendors(ROOT, {vendor: NOWHERE}, diagnostics)[vendor])
    assert not diagnostics.sorted
    return made


@cache
def finished(name: str = "press", vendor: str = "") -> bytes:
    layout = spotted(name, vendor)
    return finish(set_pages(MADE, layout=layout), MADE, layout)


def spaces(data: bytes) -> list[dict[str, str]]:
    """Page by page the separations among the resources: name -> colorant."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            {str(name): str(space[1]) for name, space in page.obj.Resources.get("/ColorSpace", {}).items()}
            for page in pdf.pages
        ]


def plates(data: bytes, page: int, folder: Path) -> Mapping[str, Image.Image]:
    """Ghostscript's, by the name of the ink; white is no ink."""
    (folder / "press.pdf").write_bytes(data)
    pages = (f"-dFirstPage={page + 1}", f"-dLastPage={page + 1}")
    command = [require("gs"), "-q", "-dBATCH", "-dNOPAUSE", *pages, "-sDEVICE=tiffsep", "-r72"]
    subprocess.run(
        [*command, "-o", str(folder / "sep.tif"), str(folder / "press.pdf")], check=True, capture_output=True
    )
    return {
        path.stem.removeprefix("sep(").removesuffix(")"): Image.open(path).convert("L")
        for path in folder.glob("sep(*.tif")
    }


def covered(image: Image.Image) -> float:
    return 1 - ImageStat.Stat(image).mean[0] / 255


def test_the_file_has_one_separation_for_each_ink_and_keeps_the_standard() -> None:
    assert check_press(finished(), shop()) == ()
    assert spaces(finished())[0] == {"/Spot1": f"/{TEAL}"}
    assert spaces(finished())[2] == {"/Spot0": f"/{CORAL}", "/Spot1": f"/{TEAL}"}
    with pikepdf.open(io.BytesIO(finished())) as pdf:
        first, second = (pdf.pages[page].obj.Resources.ColorSpace.Spot1 for page in (0, 2))
        assert first.objgen == second.objgen != (0, 0)
        assert [float(value) for value in first[3].C1] == [0.9, 0.4, 0.42, 0.48]
        assert str(first[2]) == "/DeviceCMYK"


def test_our_plates_agree_with_ghostscript(tmp_path: Path) -> None:
    theirs = plates(finished(), 0, tmp_path)
    assert set(theirs) == {"Cyan", "Magenta", "Yellow", "Black", TEAL}
    with pikepdf.open(io.BytesIO(finished())) as pdf:
        sheet = next(iter(sheets(pdf)))
    ours = InkMap.of(sheet.media, sheet.things, own_plates=True)
    assert ours.spots == (TEAL,)
    for name, plate in zip(("Cyan", "Magenta", "Yellow", "Black", *ours.spots), ours.plates, strict=True):
        # Type is not in our raster: the white title takes a little from the teal.
        assert ImageStat.Stat(plate).mean[0] / 255 == pytest.approx(covered(theirs[name]), abs=0.025), name
    assert covered(theirs[TEAL]) > 0.35


def test_headings_are_on_the_spots_plate_alone_and_text_on_the_black_one(tmp_path: Path) -> None:
    theirs = plates(finished(), 3, tmp_path)
    assert covered(theirs[TEAL]) > 0.001
    assert covered(theirs["Black"]) > 0.001
    assert [covered(theirs[name]) for name in ("Cyan", "Magenta", "Yellow")] == [0, 0, 0]


def test_tints_and_drawings_are_tints_of_the_ink() -> None:
    tints = set()
    for page in (2, 3):
        current = ""
        for found in operations(finished(), page):
            if found.operator in ("cs", "CS"):
                current = str(found.operands[0])
            elif found.operator in ("scn", "SCN") and current == "/Spot1":
                tints.add(float(str(found.operands[0])))
    assert tints == {1, 0.8, 0.5}  # headings, the part and minutes in the middle tone, a drawing at half


def test_ink_is_counted_with_the_spot(tmp_path: Path) -> None:
    data = finished()
    assert "ink-limit" not in rules(check_press(data, shop()))
    low = rules(check_press(data, replace(shop(), ink_limit=0.99)))
    assert "ink-limit" in low
    with pikepdf.open(io.BytesIO(data)) as pdf:
        cover = InkMap.of((0, 0, 600, 700), next(iter(sheets(pdf))).things, own_plates=True)
    assert cover.heaviest()[0] == pytest.approx(2.0, abs=0.02)  # the arc in four inks is the most


def test_a_shop_without_spot_colours_gets_the_four_inks() -> None:
    data = finished(vendor="digital")
    digital = spotted(vendor="digital").vendor
    assert digital is not None
    assert spaces(data) == [{}] * len(spaces(data))
    assert check_press(data, digital) == ()
    fills = {found.operands for found in operations(data, 0) if found.operator == "k"}
    assert ("0.9", "0.4", "0.42", "0.48") in {tuple(str(float(str(part))) for part in each) for each in fills}


def test_marks_and_spots_stand_beside_each_other(tmp_path: Path) -> None:
    data = finished(vendor="offset-marks")
    marks = {"/MarksAll": "/All", "/MarksAll0": f"/{CORAL}", "/MarksAll1": f"/{TEAL}"}
    assert spaces(data)[0] == {"/Spot1": f"/{TEAL}", **marks}
    vendor = spotted(vendor="offset-marks").vendor
    assert vendor is not None
    assert check_press(data, vendor) == ()
    theirs = plates(data, 0, tmp_path)
    corner = (0, 0, 27, 60)
    strip = (45, 8, 400, 20)
    assert min(theirs[CORAL].crop(strip).tobytes()) == 0  # on the colour bar only: the cover has none of it
    assert covered(theirs[CORAL]) < 0.002
    assert all(min(theirs[name].crop(corner).tobytes()) < 128 for name in (TEAL, "Cyan", "Black"))


@pytest.mark.parametrize("name", ["office", "office-grey", "screen"])
def test_nothing_changes_but_on_a_press(name: str) -> None:
    plain, own = house_layout(name), spotted(name)
    assert set_pages(MADE, layout=own).pdf == set_pages(MADE, layout=plain).pdf


def test_an_ink_that_looks_black_cuts_out_what_is_below() -> None:
    layout = spotted()
    black = replace(layout.palette["ink"], spot="PANTONE Black 7 C")
    assert black.cmyk == (0, 0, 0, 1)
    layout = replace(layout, palette={**layout.palette, "ink": black})
    data = finish(set_pages(MADE, layout=layout), MADE, layout)
    assert {"/Over"} == overprinting(finished()) - {"/Knock"}
    assert overprinting(data) == set()
    assert any("/PANTONE Black 7 C" in space.values() for space in spaces(data))


def overprinting(data: bytes) -> set[str]:
    return {str(found.operands[0]) for found in operations(data, 3) if found.operator == "gs"}
