"""Ink by our raster and by Ghostscript's separations."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageStat

from packetpress.preflight.content import painted
from packetpress.preflight.ink import InkMap
from packetpress.preflight.sheets import sheets
from tests.preflight.samples import clean, drawn
from tests.tools import require

PLATES = ("Cyan", "Magenta", "Yellow", "Black")
OVER = {"ExtGState": {"Over": pikepdf.Dictionary(OP=True, op=True, OPM=1)}}
SHAPES = (
    ".6 .2 .1 0 k 100 100 200 150 re f"
    " 0 .7 .7 .1 k 300 300 m 400 300 450 350 400 420 c h f"
    " .3 .3 .3 .3 k 100 300 80 80 re 120 320 40 40 re f*"
    " /Over gs 0 0 0 .8 k 200 150 150 150 re f"
    " q 350 100 100 100 re W n 1 0 0 0 k 320 120 m 480 120 l 400 260 l h f Q"
    " 0 1 0 0 K 9 w 60 450 m 500 470 l S"
)


def ours(data: bytes, page: int) -> InkMap:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sheet = list(sheets(pdf))[page]
        plates = InkMap(sheet.media)
        plates.paint(sheet.things)
        return plates


def ghostscripts(data: bytes, page: int, folder: Path) -> list[Image.Image]:
    path = folder / "press.pdf"
    path.write_bytes(data)
    pages = (f"-dFirstPage={page + 1}", f"-dLastPage={page + 1}")
    command = [require("gs"), "-q", "-dBATCH", "-dNOPAUSE", *pages, "-sDEVICE=tiffsep", "-r72"]
    subprocess.run([*command, "-o", str(folder / "sep.tif"), str(path)], check=True, capture_output=True)
    return [Image.open(folder / f"sep({plate}).tif").convert("L") for plate in PLATES]


@pytest.mark.parametrize(
    ("data", "page"), [(clean(), 0), (drawn(SHAPES, OVER), 2)], ids=["the cover", "shapes"]
)
def test_separations_agree_with_ghostscript(data: bytes, page: int, tmp_path: Path) -> None:
    mine, theirs = ours(data, page), ghostscripts(data, page, tmp_path)
    for plate, (one, other) in enumerate(zip(mine.plates, theirs, strict=True)):
        covered = ImageStat.Stat(one).mean[0] / 255
        expected = 1 - ImageStat.Stat(other).mean[0] / 255
        # Type is not in our raster: the cover's white title leaves a little more ink there.
        assert covered == pytest.approx(expected, abs=0.025), PLATES[plate]
    sums = zip(*(plate.get_flattened_data() for plate in theirs), strict=True)
    heaviest = max(sum(255 - int(value) for value in place) for place in sums) / 255
    assert mine.heaviest()[0] == pytest.approx(heaviest, abs=0.02)


def test_what_lies_where() -> None:
    plates = ours(drawn(SHAPES, OVER), 2)
    assert plates.below((110, 110, 120, 120)) == pytest.approx((0.6, 0.2, 0.1, 0), abs=0.01)
    assert plates.below((220, 170, 240, 190)) == pytest.approx((0.6, 0.2, 0.1, 0.8), abs=0.01)
    assert plates.below((130, 330, 150, 350)) == (0, 0, 0, 0)
    assert plates.below((365, 125, 380, 135)) == pytest.approx((1, 0, 0, 0), abs=0.01)
    assert plates.below((330, 125, 345, 130))[0] == 0
    most, (x, y) = plates.heaviest()
    assert most == pytest.approx(2.2, abs=0.01)  # 80 % black over 0/70/70/10
    assert 290 <= x <= 350
    assert 290 <= y <= 310


def test_every_page_paints_something() -> None:
    with pikepdf.open(io.BytesIO(clean())) as pdf:
        kinds = [{thing.kind for thing in painted(page)} for page in pdf.pages]
    assert kinds[0] == {"fill", "text"}
    assert all("text" in kind for kind in kinds)
