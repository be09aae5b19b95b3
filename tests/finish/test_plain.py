from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from packetpress.finish import finish
from packetpress.finish.parts import label_ranges
from packetpress.model import Attributes, Entry, Heading, Link, PageBreak, Paragraph
from tests.typeset.samples import document, house_layout, section, set_pages, text

CONTENTS = (Entry(1, "1", text("A section"), "sec-one", "section"),)
BLOCKS = (
    Heading(2, text("First"), Attributes("first")),
    Heading(3, text("Inside"), Attributes("inside")),
    PageBreak(),
    Heading(2, text("Second"), Attributes("second")),
    Paragraph((Link(text("back"), "#first"), Link(text("out"), "https://example.org/a?b=c"))),
)


def finished() -> bytes:
    made = document(section(*BLOCKS), contents=CONTENTS)
    return finish(set_pages(made), made, house_layout())


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(finished())) as opened:
        yield opened


def test_the_same_values_make_the_same_bytes() -> None:
    assert finished() == finished()


def test_bookmarks_nest_as_headings_do(pdf: pikepdf.Pdf) -> None:
    def titles(items: list[pikepdf.OutlineItem]) -> list[object]:
        return [[item.title, titles(item.children)] if item.children else item.title for item in items]

    with pdf.open_outline() as outline:
        assert titles(outline.root) == ["Contents", ["1 A section", [["First", ["Inside"]], "Second"]]]


def test_info_and_xmp_say_the_same(pdf: pikepdf.Pdf) -> None:
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == info["/Title"]
        assert xmp["dc:creator"] == [info["/Author"]]
        assert xmp["dc:description"] == info["/Subject"]
        assert xmp["xmp:CreateDate"] == "2026-11-21T12:00:00+00:00"
    assert info["/CreationDate"] == "D:20261121120000+00'00'"
    assert info["/Title"] == "A packet · Front-line practitioners · Participant packet"
    assert "2026.1, 7f3a91c" in info["/Keywords"]


def test_language_and_title_are_shown(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "en-CA"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_page_labels_count_from_the_cover(pdf: pikepdf.Pdf) -> None:
    assert [str(page.label) for page in pdf.pages] == [str(n + 1) for n in range(len(pdf.pages))]


def test_labels_that_do_not_count_are_spelled_out() -> None:
    ranges = list(label_ranges(("i", "1", "2", "5")))
    assert [ranges[0], ranges[2], ranges[4]] == [0, 1, 3]
    assert [ranges[3].St, ranges[5].St] == [1, 5]  # type: ignore[union-attr]


def test_internal_links_reach_their_heading(pdf: pikepdf.Pdf) -> None:
    annotations = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
    inside = [a for a in annotations if "/Dest" in a]
    (outside,) = [a for a in annotations if "/A" in a]
    assert str(outside.A.URI) == "https://example.org/a?b=c"
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    assert {str(a.Dest) for a in inside} == {"first", "sec-one"}
    for annotation in inside:
        assert names[str(annotation.Dest)][0].Type == "/Page"


def test_boxes(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        assert [float(v) for v in page.mediabox] == [0, 0, 612, 792]
        assert [float(v) for v in page.trimbox] == [0, 0, 612, 792]


def test_only_our_fonts_are_in_the_file(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            assert font.Subtype == "/Type0"
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font
