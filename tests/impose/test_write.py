"""Files of sheets: nothing of the pages is lost or made anew, and they say of themselves what is true."""

from __future__ import annotations

import hashlib
import io
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from packetpress.diagnostics import Diagnostics
from packetpress.finish import finish
from packetpress.impose import SCHEMES, impose
from packetpress.load import for_vendor, load_vendors
from packetpress.model import NOWHERE, Layout, Paragraph, Position
from packetpress.model.tasks import Cards
from packetpress.preflight import check_press
from tests.impose.dummy import press
from tests.impose.test_cards import card
from tests.tools import require
from tests.typeset.samples import ROOT, document, house_layout, section, set_pages, text, words

LAYOUTS = ["office", "office-grey", "press"]
EVERY_WAY = [(name, scheme) for name in LAYOUTS for scheme in SCHEMES]
SOME_TEXT = tuple(Paragraph(text(words(90, 100 * n)), pos=Position("a.md", n, 1)) for n in range(12))


@cache
def made(name: str, scheme: str) -> tuple[bytes, bytes, Layout]:
    layout = house_layout(name)
    packet = document(section(*SOME_TEXT, Cards((card("front", "back"),))))
    pages = set_pages(packet, layout=layout)
    data = finish(pages, packet, layout)
    return data, impose(data, pages, layout, scheme).pdf, layout


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def words_of(data: bytes, folder: Path) -> list[str]:
    path = folder / "read.pdf"
    path.write_bytes(data)
    done = subprocess.run([require("pdftotext"), path, "-"], capture_output=True, check=True)
    return sorted(done.stdout.decode("utf-8").split())


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("scheme", ["booklet", "2-up", "4-up", "cut-stack"])
def test_the_sheets_hold_the_words_of_the_pages(name: str, scheme: str, tmp_path: Path) -> None:
    pages, sheets, _ = made(name, scheme)
    assert words_of(sheets, tmp_path) == words_of(pages, tmp_path)


def streams(data: bytes, kind: str) -> set[str]:
    """Digests of what is stored of fonts or pictures, as it is stored."""
    with opened(data) as pdf:
        return {
            hashlib.sha256(each.read_raw_bytes()).hexdigest()
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and (kind in each or each.get("/Subtype") == kind)
        }


@pytest.mark.parametrize("name", LAYOUTS)
def test_fonts_and_content_are_those_of_the_pages(name: str) -> None:
    pages, sheets, _ = made(name, "2-up")
    assert streams(sheets, "/Length1") == streams(pages, "/Length1")
    with opened(pages) as before, opened(sheets) as after:
        for number, page in enumerate(before.pages, 1):
            form = after.pages[(number - 1) // 2].Resources.XObject[f"/Page{number}"]
            assert form.read_bytes().strip() == contents(page).strip()
            assert form.Subtype == "/Form"


def contents(page: pikepdf.Page) -> bytes:
    found = page.obj.Contents
    return (
        b"\n".join(part.read_bytes() for part in found)
        if isinstance(found, pikepdf.Array)
        else found.read_bytes()
    )


def rendered(data: bytes, page: int, box: tuple[float, float, float, float]) -> Image.Image:
    """What is seen in ``box``, a pixel a point."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        image: Image.Image = pdf[page].render(scale=1).to_pil().convert("L")
    finally:
        pdf.close()
    left, low, right, top = box
    return image.crop((int(left), int(image.height - top), int(right), int(image.height - low)))


@pytest.mark.parametrize(
    ("scheme", "side", "number", "x"),
    [("booklet", 0, 1, 648), ("booklet", 1, 2, 36), ("2-up", 1, 4, 666), ("cut-stack", 0, 1, 36)],
)
def test_a_page_looks_on_the_sheet_as_it_does_alone(scheme: str, side: int, number: int, x: float) -> None:
    layout = press(bleed=9.0)
    packet = document(section(*SOME_TEXT))
    pages = set_pages(packet, layout=layout)
    data = finish(pages, packet, layout)
    sheets = impose(data, pages, layout, scheme).pdf
    alone = rendered(data, number - 1, (9.0, 9.0, 621.0, 801.0))
    placed = rendered(sheets, side, (x, 36.0, x + 612, 828.0))
    assert len(alone.getcolors() or ()) > 20
    # Few letters round to another shade; of a page moved by a point the difference is one.
    assert ImageStat.Stat(ImageChops.difference(alone, placed)).mean[0] < 0.01


def test_marks_around_the_pages_stay_behind() -> None:
    diagnostics = Diagnostics()
    vendors = load_vendors(ROOT, {"offset-marks": NOWHERE}, diagnostics)
    layout = for_vendor(house_layout("press"), vendors["offset-marks"])
    packet = document(section(*SOME_TEXT))
    pages = set_pages(packet, layout=layout)
    sheets = impose(finish(pages, packet, layout), pages, layout, "2-up").pdf
    assert layout.vendor is not None
    assert check_press(sheets, layout.vendor) == ()
    with opened(sheets) as pdf:
        assert numbers(pdf.pages[0].Resources.XObject["/Page1"].BBox) == pytest.approx(
            [27, 27, 656.008, 836.008], abs=0.001
        )


@pytest.mark.parametrize(("name", "scheme"), EVERY_WAY)
def test_sheets_claim_no_reading_order(name: str, scheme: str) -> None:
    _, sheets, _ = made(name, scheme)
    with opened(sheets) as pdf:
        assert not {
            *("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageLabels", "/Names", "/AcroForm", "/PageMode")
        } & set(pdf.Root.keys())
        for page in pdf.pages:
            assert not {"/StructParents", "/Annots", "/Tabs"} & set(page.obj.keys())
    assert b"pdfuaid" not in sheets


@pytest.mark.parametrize(("name", "scheme"), EVERY_WAY)
def test_boxes_nest(name: str, scheme: str) -> None:
    _, sheets, layout = made(name, scheme)
    with opened(sheets) as pdf:
        for page in pdf.pages:
            media, trim = numbers(page.obj.MediaBox), numbers(page.obj.TrimBox)
            assert media[:2] == [0, 0]
            if name != "press":
                assert trim == media
                assert "/BleedBox" not in page.obj
                continue
            bleed = numbers(page.obj.BleedBox)
            by = layout.page.bleed
            assert bleed == pytest.approx([trim[0] - by, trim[1] - by, trim[2] + by, trim[3] + by], abs=1e-3)
            assert bleed[0] >= 27
            assert media[2] - bleed[2] >= 26.99


def numbers(box: pikepdf.Object) -> list[float]:
    return [float(value) for value in box]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_press_sheets_are_pdf_x(scheme: str) -> None:
    pages, sheets, layout = made("press", scheme)
    assert layout.vendor is not None
    found = [f for f in check_press(sheets, layout.vendor) if f.rule != "page-multiple"]
    assert found == []
    with opened(pages) as before, opened(sheets) as after:
        assert before.pdf_version == after.pdf_version == "1.6"
        (one,), (other,) = before.Root.OutputIntents, after.Root.OutputIntents
        assert str(other.OutputConditionIdentifier) == "FOGRA39"
        assert one.DestOutputProfile.read_bytes() == other.DestOutputProfile.read_bytes()
        assert "/ViewerPreferences" not in after.Root
        for key in set(before.trailer.Info.keys()):
            assert str(before.trailer.Info[key]) == str(after.trailer.Info[key])
        assert str(after.trailer.Info.Trapped) == "/False"
        assert str(before.trailer.ID[1]) != str(after.trailer.ID[1])
        with before.open_metadata() as xmp, after.open_metadata() as other_xmp:
            assert xmp["xmpMM:DocumentID"] != other_xmp["xmpMM:DocumentID"]
            differing = {key for key in xmp if xmp[key] != other_xmp.get(key)}
            assert differing == {"{http://ns.adobe.com/xap/1.0/mm/}DocumentID"}
    assert b"/ObjStm" not in sheets
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in sheets


def test_each_way_has_a_name_of_its_own() -> None:
    identifiers = set()
    for scheme in SCHEMES:
        with opened(made("press", scheme)[1]) as pdf, pdf.open_metadata() as xmp:
            identifiers.add(str(xmp["xmpMM:DocumentID"]))
    assert len(identifiers) == len(SCHEMES)
    assert all(len(name) == 41 and name[19] == "8" for name in identifiers)


def test_the_description_of_a_copiers_sheets_is_that_of_the_pages() -> None:
    pages, sheets, _ = made("office", "booklet")
    with opened(pages) as before, opened(sheets) as after:
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert str(before.Root.Lang) == str(after.Root.Lang) == "en-CA"
        assert str(after.trailer.Info.Title) == str(before.trailer.Info.Title)


@pytest.mark.parametrize(
    ("scheme", "duplex"),
    [
        ("booklet", "/DuplexFlipShortEdge"),
        ("2-up", "/DuplexFlipShortEdge"),
        ("4-up", "/DuplexFlipLongEdge"),
        ("cut-stack", "/DuplexFlipShortEdge"),
        ("cards", "/DuplexFlipLongEdge"),
    ],
)
def test_copiers_are_told_how_to_turn_the_paper(scheme: str, duplex: str) -> None:
    with opened(made("office", scheme)[1]) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert str(wishes.Duplex) == duplex
        assert str(wishes.PrintScaling) == "/None"
        assert bool(wishes.PickTrayByPDFSize)
        width, height = numbers(pdf.pages[0].obj.MediaBox)[2:]
        assert (width > height) is (duplex == "/DuplexFlipShortEdge")


def color_operators(data: bytes) -> Iterator[str]:
    with opened(data) as pdf:
        for page in pdf.pages:
            streams: list[pikepdf.Object | pikepdf.Page] = [page]
            streams += [form for _, form in page.obj.Resources.get("/XObject", {}).items()]
            for stream in streams:
                for instruction in pikepdf.parse_content_stream(stream):
                    yield str(instruction.operator)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_add_no_colour_to_a_grey_packet(scheme: str) -> None:
    used = set(color_operators(made("office-grey", scheme)[1]))
    assert not used & {"rg", "RG", "k", "K", "cs", "CS", "sc", "scn", "SC", "SCN", "sh"}


@pytest.mark.parametrize(("name", "scheme"), EVERY_WAY)
def test_other_programs_read_it_without_complaint(name: str, scheme: str, tmp_path: Path) -> None:
    path = tmp_path / "sheets.pdf"
    path.write_bytes(made(name, scheme)[1])
    for command in (["qpdf", "--check"], ["gs", "-q", "-dPDFSTOPONERROR", "-o", "-", "-sDEVICE=inkcov"]):
        tool = require(command[0])
        done = subprocess.run([tool, *command[1:], str(path)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_same_values_make_the_same_bytes(scheme: str) -> None:
    first = made("press", scheme)[1]
    made.cache_clear()
    assert made("press", scheme)[1] == first
