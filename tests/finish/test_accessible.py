"""The screen file: what its dictionaries say, and that its fields can be filled."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from packetpress.finish import finish
from packetpress.model import (
    Attributes,
    Cell,
    Column,
    Exercise,
    Heading,
    List,
    ListItem,
    Row,
    Scale,
    Table,
    WriteOn,
)
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages, text

PLAN = Table(
    (Column(), Column()),
    (Row((Cell((paragraph("What"),)), Cell((paragraph("By when"),)))),),
    (Row((Cell((paragraph("Book a room"),)), Cell(()))),),
)
EXERCISE = Exercise(
    text("Watching a feed"),
    (
        Heading(3, text("What did the baby do?"), Attributes("what")),
        WriteOn(lines=3),
        WriteOn(height=80, label="Draw it"),
        List((ListItem((paragraph("Told the family"),), checkbox=False),)),
        Scale((text("I can wait."), text("I can ask.")), 3, ((1, "Not yet"), (3, "Ready"))),
        PLAN,
    ),
    15,
    number="1A",
    attributes=Attributes("ex-feed"),
)


@pytest.fixture(scope="module")
def data() -> bytes:
    made = document(section(EXERCISE))
    layout = house_layout("screen")
    return finish(set_pages(made, layout=layout), made, layout)


@pytest.fixture
def pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def fields(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return {str(field.T): field for field in pdf.Root.AcroForm.Fields}


def test_every_place_to_write_is_a_named_field(pdf: pikepdf.Pdf) -> None:
    assert [(name, str(field.FT), str(field.TU)) for name, field in fields(pdf).items()] == [
        ("ex-feed-1", "/Tx", "What did the baby do?"),
        ("ex-feed-2", "/Tx", "Draw it"),
        ("ex-feed-3", "/Btn", "Told the family"),
        ("ex-feed-4", "/Btn", "I can wait."),
        ("ex-feed-5", "/Btn", "I can ask."),
        ("ex-feed-6", "/Tx", "Book a room, By when"),
    ]


def test_points_of_a_scale_are_one_choice(pdf: pikepdf.Pdf) -> None:
    row = fields(pdf)["ex-feed-4"]
    assert [str(point.TU) for point in row.Kids] == [
        "I can wait. Not yet",
        "I can wait. 2",
        "I can wait. Ready",
    ]
    assert [set(point.AP.N.keys()) for point in row.Kids] == [{"/Off", f"/p{n}"} for n in (1, 2, 3)]


def test_ruled_lines_are_one_field_as_high_as_all_of_them(pdf: pikepdf.Pdf) -> None:
    x0, y0, x1, y1 = (float(value) for value in fields(pdf)["ex-feed-1"].Rect)
    layout = house_layout("screen")
    assert y1 - y0 == pytest.approx(3 * layout.writing_pitch, abs=0.01)
    assert x1 - x0 == pytest.approx(layout.page.width - layout.page.inner - layout.page.outer, abs=0.01)


def test_every_state_has_an_appearance_and_no_viewer_has_to_make_one(pdf: pikepdf.Pdf) -> None:
    assert "/NeedAppearances" not in pdf.Root.AcroForm
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if annotation.Subtype == "/Widget":
                assert "/N" in annotation.AP
                assert annotation.F == 4


def test_annotations_and_content_lead_back_to_their_elements(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for page in pdf.pages:
        assert page.Tabs == "/S"
        for annotation in page.get("/Annots", []):
            element = parents[int(annotation.StructParent)]
            assert str(element.S) == ("/Form" if annotation.Subtype == "/Widget" else "/Link")
            kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
            references = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
            assert any(kid.Obj.objgen == annotation.objgen for kid in references)


def test_fields_keep_what_pikepdf_puts_into_them(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as opened:
        fields(opened)["ex-feed-1"].V = pikepdf.String("Elle a souri, then looked away.")
        fields(opened)["ex-feed-3"].V = pikepdf.Name.Yes
        saved = io.BytesIO()
        opened.save(saved)
    with pikepdf.open(saved) as reopened:
        assert str(fields(reopened)["ex-feed-1"].V) == "Elle a souri, then looked away."
        assert fields(reopened)["ex-feed-3"].V == "/Yes"


def test_a_viewer_can_type_and_tick(data: bytes) -> None:
    """PDFium, the engine of Chromium's viewer, focuses a field, types, and shows what was typed."""
    document_ = pypdfium2.PdfDocument(data)
    assert document_.init_forms()
    page = document_[2]
    with pikepdf.open(io.BytesIO(data)) as opened:
        x0, y0, x1, y1 = (float(value) for value in fields(opened)["ex-feed-1"].Rect)
    before = page.render(scale=1).to_pil().tobytes()
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    handle = document_.formenv.raw
    pdfium.FORM_OnLButtonDown(handle, page.raw, 0, x, y)
    pdfium.FORM_OnLButtonUp(handle, page.raw, 0, x, y)
    for character in "Seen":
        pdfium.FORM_OnChar(handle, page.raw, ord(character), 0)
    length = pdfium.FORM_GetFocusedText(handle, page.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FORM_GetFocusedText(handle, page.raw, buffer, length)
    assert buffer.raw.decode("utf-16-le").rstrip("\0") == "Seen"
    pdfium.FORM_ForceToKillFocus(handle)
    after = page.render(scale=1).to_pil().tobytes()
    assert before != after
    page.close()
    document_.close()


def test_metadata_claims_both_standards(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as xmp:
        assert (xmp["pdfuaid:part"], xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("1", "2", "A")
    assert "/Filter" not in pdf.Root.Metadata
    assert bool(pdf.Root.MarkInfo.Marked)
    assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"


def test_paper_has_lines_where_the_screen_has_fields() -> None:
    made = document(section(EXERCISE))
    office, screen = set_pages(made), set_pages(made, layout=house_layout("screen"))
    assert office.annotations == tuple(
        area for area in screen.annotations if type(area).__name__ == "LinkArea"
    )
    assert office.destinations == screen.destinations
