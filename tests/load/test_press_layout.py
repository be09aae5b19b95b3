"""Layouts for a press and for the copier: profile, print shop, inks, binding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load import for_sheets, for_vendor, load_layouts, load_vendors
from packetpress.load.icc import profile_problem
from packetpress.model import Layout, Paper, Position, Vendor
from tests.typeset.samples import ROOT, house_layout

PROFILE = (ROOT / "layouts" / "icc" / "FOGRA39L_coated.icc").read_bytes()


def load(root: Path, text: str) -> tuple[Layout | None, list[str]]:
    (root / "layouts").mkdir(exist_ok=True)
    (root / "layouts" / "mine.yaml").write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    found = load_layouts(root, {"mine"}, diagnostics)
    return found.get("mine"), [str(finding) for finding in diagnostics.sorted]


def test_pages_for_sheets() -> None:
    office = house_layout()
    made = for_sheets(office, 4, "staple").page
    assert (made.inner, made.outer, made.multiple) == (66.6, 66.6, 4)
    assert for_sheets(office, 1) == office
    shop = house_layout("press")
    assert shop.page.multiple == 2
    assert for_sheets(replace(shop, page=replace(shop.page, multiple=6)), 4).page.multiple == 12


def test_the_press_layout() -> None:
    press = house_layout("press")
    assert (press.color, press.finishing) == ("cmyk", "press")
    assert press.profile is not None
    assert (press.profile.condition, press.profile.data) == ("FOGRA39", PROFILE)
    assert press.vendor == Vendor(
        name="offset",
        title="Offset print shop",
        bleed=8.503937,
        safe=8.503937,
        ink_limit=3.0,
        min_dpi=140,
        good_dpi=300,
        min_line=0.25,
        min_type=4,
        page_multiple=2,
        spot_colors=2,
        paper=Paper("Coated, matt", 120, 0.311811),
        cover_paper=Paper("Coated, matt", 250, 0.708661),
    )
    assert (press.page.bleed, press.page.slug, press.page.border) == (8.503937, 0, 8.503937)


@pytest.mark.parametrize(
    ("name", "bleed", "limit", "slug"),
    [
        ("offset", 8.503937, 3, 0),
        ("offset-marks", 8.503937, 3, 27),
        ("digital", 9, 2.6, 0),
        ("ingramspark", 9, 2.4, 0),
    ],
)
def test_shipped_print_shops(name: str, bleed: float, limit: float, slug: float) -> None:
    diagnostics = Diagnostics()
    vendor = load_vendors(ROOT, {name: Position("p.yaml", 3, 9)}, diagnostics)[name]
    assert not diagnostics.sorted
    page = for_vendor(house_layout("press"), vendor).page
    assert (vendor.ink_limit, page.bleed, page.slug) == (limit, bleed, slug)


def test_an_unknown_print_shop_is_named_where_it_is_asked_for() -> None:
    diagnostics = Diagnostics()
    assert load_vendors(ROOT, {"ofset": Position("sources/packets/one.yaml", 3, 9)}, diagnostics) == {}
    (finding,) = diagnostics.sorted
    assert str(finding) == (
        "sources/packets/one.yaml:3:9: error: There is no file “layouts/vendors/ofset.yaml”.\n"
        "    Did you mean “offset.yaml”?"
    )


def test_a_print_shop_cannot_be_a_path(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    assert load_vendors(tmp_path, {"../brand": Position("p.yaml", 1, 1)}, diagnostics) == {}
    assert len(diagnostics.errors) == 1


def test_a_print_shop_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "layouts" / "vendors").mkdir(parents=True)
    (tmp_path / "layouts" / "vendors" / "corner.yaml").write_text(
        "title: The shop at the corner\nbleed: 5mm\nsafe: 5mm\nink-limit: 20\nmin-dpi: 150\n",
        encoding="utf-8",
    )
    layout, findings = load(tmp_path, "extends: press\nvendor: corner\n")
    assert layout is None
    assert findings == [
        "layouts/vendors/corner.yaml:4:12: error: “ink-limit”: “20” is too small.\n    Write 100 or more."
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda _: b"", "is not an ICC profile"),
        (lambda data: data[:200], "is cut short"),
        (lambda data: data[:12] + b"mntr" + data[16:], "is not a profile of a press or printer"),
        (lambda data: data[:16] + b"RGB " + data[20:], "is not for four inks (CMYK)"),
        (lambda data: data, ""),
    ],
)
def test_profiles(change: object, problem: str) -> None:
    assert callable(change)
    assert profile_problem(change(PROFILE)) == problem


def test_a_profile_that_is_not_for_a_press_is_named(tmp_path: Path) -> None:
    (tmp_path / "layouts" / "icc").mkdir(parents=True)
    (tmp_path / "layouts" / "icc" / "screen.icc").write_bytes(PROFILE[:12] + b"mntrRGB " + PROFILE[20:])
    layout, findings = load(tmp_path, "extends: press\nprofile:\n  file: screen.icc\n")
    assert layout is None
    assert findings[0].startswith(
        "layouts/mine.yaml:3:9: error: “screen.icc” is not a profile of a press or printer."
    )


def test_a_colour_without_inks_is_named_where_it_stands(tmp_path: Path) -> None:
    layout, findings = load(tmp_path, 'extends: press\npalette:\n  deep: "#3a2a5c"\n')
    assert layout is None
    assert findings[0].startswith(
        "layouts/mine.yaml:3:10: error: The colour “deep” has no inks, and a press needs them."
    )


def test_what_a_press_layout_needs(tmp_path: Path) -> None:
    layout, findings = load(tmp_path, "extends: office\nfinishing: press\n")
    assert layout is None
    messages = [finding.splitlines()[0].split("error: ")[1] for finding in findings]
    assert "“finishing: press” needs “profile”." in messages
    assert "“finishing: press” needs “vendor”." in messages
    assert "A press prints in four inks, and “color” is “rgb”." in messages


@pytest.mark.parametrize(
    ("binding", "inner", "outer"), [("3-hole", 75.6, 57.6), ("coil", 72, 61.2), ("staple", 66.6, 66.6)]
)
def test_the_binding_moves_the_text_and_keeps_its_width(
    tmp_path: Path, binding: str, inner: float, outer: float
) -> None:
    layout, findings = load(tmp_path, f"extends: office\nbinding: {binding}\n")
    assert layout is not None
    assert findings == []
    assert (layout.page.inner, layout.page.outer) == (inner, outer)


def test_grey_ink() -> None:
    assert house_layout("office-grey").color == "gray"
    assert house_layout("office-a4").page.width == pytest.approx(595.28, abs=0.01)
