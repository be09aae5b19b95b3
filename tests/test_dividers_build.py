"""Dividers, tabs and a spot colour through whole builds: every standard is kept, the pages are the same."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from packetpress import build
from packetpress.preflight import check_press
from tests.pdf import page_texts
from tests.preflight.samples import shop
from tests.projects import write_project
from tests.support import findings
from tests.tagtree import read
from tests.tools import require

LAYOUTS = ("office", "press", "screen", "office-grey")
TEXTS = {
    f"{number}.md": f"# Title {number}\n\n" + "Somebody watches a baby, and waits. " * (40 * number)
    for number in range(1, 5)
}
PACKET = """\
title: A binder
editions: [participant]
dividers: DIVIDERS
layouts: [office, press, screen, office-grey]
contents:
  - text/1.md
  - part: Watching
    contents: [text/2.md, text/3.md]
  - part: Talking
    contents: text/4.md
"""
SPOT = "extends: press\npalette: {deep: {spot: Harbour Teal}}\nvendor: corner\n"
CORNER = "title: The corner\nbleed: 3mm\nsafe: 3mm\nink-limit: 300\nmin-dpi: 100\nspot-colors: COUNT\n"


@pytest.fixture(scope="module", params=["parts", "sections"])
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("binder")
    write_project(folder, TEXTS, PACKET.replace("DIVIDERS", request.param))
    report = build(folder, folder / "output")
    assert report.warnings == ()
    return {name: folder / "output" / "one" / f"one-participant-{name}.pdf" for name in LAYOUTS}


@pytest.mark.parametrize("layout", LAYOUTS[1:])
def test_pages_hold_the_same_words(files: dict[str, Path], layout: str) -> None:
    office, other = (page_texts(files[name].read_bytes()) for name in ("office", layout))
    assert [sorted(text.split()) for text in office] == [sorted(text.split()) for text in other]
    assert sum(not text.strip() for text in office) in (2, 4)


def test_what_lies_behind_a_divider_is_empty_for_other_programs_too(files: dict[str, Path]) -> None:
    command = [require("gs"), "-q", "-o", "-", "-sDEVICE=inkcov", str(files["office"])]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    blank = [number for number, line in enumerate(lines, start=1) if not any(map(float, line.split()[:4]))]
    assert len(blank) in (2, 4)
    assert all(number % 2 == 0 for number in blank)


def test_the_tags_of_the_screen_file_hold_the_dividers_title_once(files: dict[str, Path]) -> None:
    headings = (each for each in read(files["screen"]).walk() if each.role == "H1")
    titles = [" ".join(each.spoken().split()) for each in headings]
    parts = [title for title in titles if title in ("Watching", "Talking")]
    assert parts in ([], ["Watching", "Talking"])
    sections = [title for title in titles if "Title" in title]
    assert sections == [f"{number} Title {number}" for number in range(1, 5)]


def spotted(folder: Path, count: int) -> Path:
    packet = PACKET.replace("DIVIDERS", "parts").replace("[office, press, screen, office-grey]", "[teal]")
    write_project(folder, TEXTS, packet)
    (folder / "layouts" / "vendors").mkdir(parents=True)
    (folder / "layouts" / "teal.yaml").write_text(SPOT, encoding="utf-8")
    (folder / "layouts" / "vendors" / "corner.yaml").write_text(CORNER.replace("COUNT", str(count)))
    return folder


@pytest.mark.parametrize(("count", "names"), [(0, set()), (1, {"/Harbour Teal"})])
def test_a_shop_prints_the_ink_or_mixes_it(tmp_path: Path, count: int, names: set[str]) -> None:
    report = build(spotted(tmp_path, count), tmp_path / "output")
    data = (tmp_path / "output" / "one" / "one-participant-teal.pdf").read_bytes()
    assert report.warnings == ()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        spaces = [page.obj.Resources.get("/ColorSpace", pikepdf.Dictionary()) for page in pdf.pages]
        assert {str(space[1]) for each in spaces for _, space in each.items()} == names


def test_more_inks_than_the_shop_prints_stop_the_build(tmp_path: Path) -> None:
    spotted(tmp_path, 1)
    two = SPOT.replace("{deep:", "{coral: {spot: Coral}, deep:")
    (tmp_path / "layouts" / "teal.yaml").write_text(two, encoding="utf-8")
    (error,) = findings(tmp_path)
    assert error.severity == "error"
    assert (
        "The file has inks beside the four, “Coral”, “Harbour Teal”; 1 at most are printed" in error.message
    )


def test_any_shop_is_told_of_inks_that_it_does_not_print(tmp_path: Path) -> None:
    build(spotted(tmp_path, 1), tmp_path / "output")
    data = (tmp_path / "output" / "one" / "one-participant-teal.pdf").read_bytes()
    assert {found.rule for found in check_press(data, shop())} == set()
    (told,) = check_press(data, replace(shop(), spot_colors=0))
    assert told.message == "The file has inks beside the four, “Harbour Teal”; none is printed"
