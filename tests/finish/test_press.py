"""The press file: what PDF/X-4 asks of its dictionaries, its inks, and the marks around its pages.

Read back with pikepdf, qpdf, poppler and Ghostscript. Tests name the clause they are taken from.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from packetpress.diagnostics import Diagnostics
from packetpress.finish import finish
from packetpress.load import for_vendor, load_vendors
from packetpress.model import NOWHERE, Asset, Attributes, Exercise, Figure, Layout, Link, Paragraph, WriteOn
from tests.pdf import operations, page_texts
from tests.tools import require
from tests.typeset.samples import ROOT, document, house_layout, paragraph, section, set_pages, text

BLOCKS = (
    paragraph("Babies are born ready."),
    Paragraph((Link(text("out"), "https://example.org"),)),
    Exercise(text("Watch"), (WriteOn(lines=2),), number="1A", attributes=Attributes("ex-watch")),
    Figure("a.png", "A photograph"),
    Figure("b.png", "A drawing in grey"),
)


def png(*colors: tuple[int, ...]) -> bytes:
    image = Image.new("RGBA", (len(colors), 1))
    image.putdata(colors)
    buffer = io.BytesIO()
    image.resize((200, 100), Image.Resampling.NEAREST).save(buffer, "PNG")
    return buffer.getvalue()


ASSETS = {
    "a.png": Asset("a.png", "png", png((200, 40, 40, 255), (0, 0, 0, 0), (40, 40, 40, 255)), 48, 24),
    "b.png": Asset("b.png", "png", png((64, 64, 64, 255), (255, 255, 255, 128)), 48, 24),
}


def marked() -> Layout:
    diagnostics = Diagnostics()
    vendors = load_vendors(ROOT, {"offset-marks": NOWHERE}, diagnostics)
    assert not diagnostics.sorted
    return for_vendor(house_layout("press"), vendors["offset-marks"])


def finished(layout: Layout) -> bytes:
    made = document(section(*BLOCKS), assets=ASSETS)
    return finish(set_pages(made, layout=layout), made, layout)


@pytest.fixture(scope="module")
def data() -> bytes:
    return finished(house_layout("press"))


@pytest.fixture
def pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def numbers(box: object) -> list[float]:
    return [round(float(value), 2) for value in box]  # type: ignore[attr-defined]


def test_the_same_values_make_the_same_bytes(data: bytes) -> None:
    assert finished(house_layout("press")) == data


def test_boxes_nest_with_the_bleed_between_them(pdf: pikepdf.Pdf) -> None:
    """ISO 15930-7, 6.12; ISO 32000-1, 14.11.2."""
    for page in pdf.pages:
        assert numbers(page.obj.TrimBox) == [8.50, 8.50, 620.50, 800.50]
        assert numbers(page.obj.BleedBox) == [0, 0, 629.01, 809.01]
        assert numbers(page.obj.MediaBox) == [0, 0, 629.01, 809.01]
        assert "/ArtBox" not in page.obj


def test_what_identifies_the_standard(pdf: pikepdf.Pdf, data: bytes) -> None:
    """ISO 15930-7, 6.1 and 6.10; ISO 32000-1, 7.5.2, 14.3.2, 14.3.3 and 14.4."""
    assert pdf.pdf_version == "1.6"
    assert b"/ObjStm" not in data
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in data  # so it is unfiltered
    assert len(pdf.trailer.ID) == 2
    assert str(pdf.trailer.Info.Trapped) == "/False"
    with pdf.open_metadata() as xmp:
        assert xmp["pdf:Trapped"] == "False"
        assert xmp["xmpMM:RenditionClass"] == "default"
        assert xmp["xmpMM:VersionID"] == "1"
        assert str(xmp["xmpMM:DocumentID"]).startswith("uuid:")
        assert xmp["dc:title"] == str(pdf.trailer.Info.Title)
        assert xmp["xmp:CreateDate"] == "2026-11-21T12:00:00+00:00"


def test_the_printing_condition_is_inside(pdf: pikepdf.Pdf) -> None:
    """ISO 15930-7, 6.4.1 and 6.4.2.1; ISO 32000-1, 14.11.5."""
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert int(intent.DestOutputProfile.N) == 4
    assert intent.DestOutputProfile.read_bytes()[12:20] == b"prtrCMYK"


def test_no_links_fields_transparency_or_transitions(pdf: pikepdf.Pdf) -> None:
    """ISO 15930-7, 6.17, 6.18 and 6.20; ISO 32000-1, 11.6.4, 11.6.6 and 12.5."""
    assert "/AcroForm" not in pdf.Root
    for page in pdf.pages:
        assert not {"/Annots", "/Group", "/Trans", "/AA"} & set(page.obj.keys())
        for image in page.Resources.get("/XObject", {}).values():
            assert "/SMask" not in image
            assert "/Mask" not in image


def test_tags_are_kept_and_nothing_points_at_an_annotation(pdf: pikepdf.Pdf) -> None:
    """ISO 32000-1, 14.7 and 14.8; ISO 15930-7 leaves tags as they are."""
    roles: list[str] = []
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            assert node.get("/Type") != "/OBJR"
            if "/S" in node:
                roles.append(str(node.S))
                waiting.append(node.get("/K", pikepdf.Array([])))
    assert {"/H1", "/P", "/Figure", "/Span"} <= set(roles)
    assert "/Link" not in roles


def test_colours_are_inks_and_text_is_black_ink_over_others(data: bytes) -> None:
    """ISO 15930-7, 6.4.3.2; ISO 32000-1, 8.6.4 and 8.6.7."""
    color: dict[str, object] = {}
    over, black_text = False, 0
    for page in range(4):
        over = False
        for operation in operations(data, page):
            assert operation.operator not in {"rg", "RG", "g", "G", "cs", "CS", "sc", "scn", "sh"}
            if operation.operator == "gs":
                over = str(operation.operands[0]) == "/Over"
            elif operation.operator == "k":
                color["k"] = tuple(float(v) for v in operation.operands)  # type: ignore[arg-type]
            elif operation.operator == "TJ":
                assert over == (color["k"] == (0, 0, 0, 1))
                black_text += over
            elif operation.operator in ("f", "S"):
                assert not over or color["k"] != (0, 0, 0, 0)
    assert black_text > 5


def test_states_for_overprint(pdf: pikepdf.Pdf) -> None:
    """ISO 32000-1, 8.4.5 and 8.6.7."""
    states = [state for page in pdf.pages for state in page.Resources.get("/ExtGState", {}).items()]
    assert {name for name, _ in states} == {"/Over", "/Knock"}
    for name, state in states:
        assert (bool(state.OP), bool(state.op), int(state.OPM)) == (name == "/Over", name == "/Over", 1)


def test_pictures_are_inks_and_grey_stays_black_ink(pdf: pikepdf.Pdf) -> None:
    """ISO 15930-7, 6.4.3.2; ISO 32000-1, 8.9.5."""
    images = [image for page in pdf.pages for image in page.Resources.get("/XObject", {}).values()]
    colored, grey = sorted(images, key=lambda image: str(image.ColorSpace))
    assert str(colored.ColorSpace) == "/DeviceCMYK"
    pixels = colored.read_bytes()
    red, clear, dark = (pixels[4 * x : 4 * x + 4] for x in (10, 100, 190))
    assert red[1] > 200
    assert red[0] < 60
    assert clear == bytes(4)
    assert dark == bytes((0, 0, 0, 215))
    assert str(grey.ColorSpace) == "/DeviceGray"
    assert (grey.read_bytes()[10], grey.read_bytes()[190]) == (64, 255)


def test_a_packet_for_a_thirstless_shop_holds_less_ink() -> None:
    layout = house_layout("press")
    assert layout.vendor is not None
    dry = replace(layout, vendor=replace(layout.vendor, ink_limit=1.5))
    dark = {"a.png": Asset("a.png", "jpeg", png((60, 20, 10, 255), (90, 0, 60, 255)), 48, 24)}
    made = document(section(Figure("a.png", "A dark photograph")), assets=dark)
    with pikepdf.open(io.BytesIO(finish(set_pages(made, layout=dry), made, dry))) as pdf:
        (image,) = (i for page in pdf.pages for i in page.Resources.get("/XObject", {}).values())
        pixels = image.read_bytes()
    sums = {sum(pixels[at : at + 4]) for at in range(0, len(pixels), 4)}
    assert 370 <= max(sums) <= 383  # 1.5 x 255, rounded down for each ink


def test_marks_stand_outside_the_bleed() -> None:
    """ISO 32000-1, 8.6.6.4 and 14.11.2."""
    data = finished(marked())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            assert numbers(page.obj.MediaBox) == [0, 0, 683.01, 863.01]
            assert numbers(page.obj.BleedBox) == [27, 27, 656.01, 836.01]
            assert numbers(page.obj.TrimBox) == [35.5, 35.5, 647.5, 827.5]
            assert [str(part) for part in page.Resources.ColorSpace.MarksAll][:3] == [
                "/Separation",
                "/All",
                "/DeviceCMYK",
            ]
    lines = [o for o in operations(data, 0) if o.operator in "ml" and o.mark == "Artifact"]
    cuts = {
        (float(o.operands[0]), float(o.operands[1]))  # type: ignore[arg-type]
        for o in lines
    }
    assert {(35.504, 3.0), (35.504, 24.0), (3.0, 35.504), (24.0, 35.504), (647.504, 3.0)} <= cuts
    assert page_texts(data) == page_texts(finished(house_layout("press")))


@pytest.mark.parametrize("layout", [house_layout("press"), marked()], ids=["plain", "marks"])
def test_other_programs_read_it_without_complaint(layout: Layout, tmp_path: Path) -> None:
    path = tmp_path / "press.pdf"
    path.write_bytes(finished(layout))
    for command in (["qpdf", "--check"], ["gs", "-q", "-dPDFSTOPONERROR", "-o", "-", "-sDEVICE=inkcov"]):
        tool = require(command[0])
        done = subprocess.run([tool, *command[1:], str(path)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def told_by(command: list[str], data: bytes, folder: Path) -> list[str]:
    path = folder / "press.pdf"
    path.write_bytes(data)
    done = subprocess.run([require(command[0]), *command[1:], str(path)], capture_output=True, check=True)
    return done.stdout.decode().splitlines()


def test_poppler_finds_every_font_embedded(data: bytes, tmp_path: Path) -> None:
    """ISO 15930-7, 6.5; ISO 32000-1, 9.9."""
    heads, _, *rows = told_by(["pdffonts"], data, tmp_path)
    assert heads.split()[-5:] == ["emb", "sub", "uni", "object", "ID"]
    assert len(rows) >= 3
    assert {tuple(row.split()[-5:-2]) for row in rows} == {("yes", "yes", "yes")}


def test_poppler_finds_boxes_and_version(data: bytes, tmp_path: Path) -> None:
    """ISO 15930-7, 6.1, 6.12 and 6.18."""
    lines = told_by(["pdfinfo", "-box", "-l", "1"], data, tmp_path)
    parts = (" ".join(line.split()).partition(": ") for line in lines)
    told = {key: value for key, _, value in parts}
    assert told["PDF version"] == "1.6"
    assert (told["Tagged"], told["Encrypted"], told["JavaScript"]) == ("yes", "no", "no")
    boxes = {name: told[f"Page 1 {name}"] for name in ("MediaBox", "BleedBox", "TrimBox")}
    assert boxes == {
        "MediaBox": "0.00 0.00 629.01 809.01",
        "BleedBox": "0.00 0.00 629.01 809.01",
        "TrimBox": "8.50 8.50 620.50 800.50",
    }
