"""Each loss is planted into a file that has none, and is named."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from packetpress import build
from packetpress import finish as finishing
from packetpress.finish import FINISHERS, finish
from packetpress.finish.expected import expected
from packetpress.model import (
    Asset,
    Attributes,
    Cell,
    Column,
    Document,
    Entry,
    Exercise,
    Figure,
    Heading,
    Layout,
    Link,
    Pages,
    Paragraph,
    Row,
    Table,
    WriteOn,
)
from packetpress.roundtrip import Facts, compare_sheets, facts, losses, sheet_losses
from packetpress.roundtrip.compare import LossError
from tests.finish.test_press import marked
from tests.projects import write_project
from tests.tools import require
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages, text

LAYOUTS = ("office", "screen", "press", "press with marks")
Change = Callable[[Pdf], object]


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((400, 400)).save(buffer, "PNG")
    return buffer.getvalue()


@cache
def layout_of(name: str) -> Layout:
    return marked() if name == "press with marks" else house_layout(name)


@cache
def made() -> Document:
    table = Table(
        (Column(), Column()),
        (Row((Cell((paragraph("What"),)), Cell((paragraph("When"),)))),),
        (Row((Cell((paragraph("A room"),)), Cell((paragraph("Soon"),)))),),
    )
    blocks = (
        Heading(2, text("First"), Attributes("first")),
        Paragraph((Link(text("back"), "#first"), Link(text("out"), "https://example.org"))),
        Figure("a.png", "A grey gradient"),
        table,
        Exercise(text("Watch"), (WriteOn(lines=2),), number="1A", attributes=Attributes("ex-watch")),
    )
    contents = (Entry(1, "1", text("A section"), "sec-one", "section"),)
    return document(
        section(*blocks), contents=contents, assets={"a.png": Asset("a.png", "png", picture(), 96, 96)}
    )


@cache
def pages_of(name: str) -> Pages:
    return set_pages(made(), layout=layout_of(name))


@cache
def finished(name: str) -> bytes:
    return finish(pages_of(name), made(), layout_of(name))


@cache
def wanted(name: str) -> Facts:
    layout, pages = layout_of(name), pages_of(name)
    finisher = FINISHERS[layout.finishing]
    before = facts(pages.pdf)
    return expected(before, pages, made(), layout, finisher.tags(pages), finisher.annotations(pages))


def without(name: str, change: Change) -> tuple[str, ...]:
    """What is said to be lost after ``change``."""
    return losses(wanted(name), facts(changed(finished(name), change)))


def changed(data: bytes, change: Change) -> bytes:
    with Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(target, static_id=True)
    return target.getvalue()


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_is_lost_on_the_way(name: str) -> None:
    assert without(name, lambda _: None) == ()


@pytest.mark.parametrize("name", LAYOUTS)
def test_other_programs_read_the_same_text_before_and_after(name: str, tmp_path: Path) -> None:
    told = []
    for data in (pages_of(name).pdf, finished(name)):
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        command = [require("pdftotext"), "-layout", str(path), "-"]
        told.append(subprocess.run(command, capture_output=True, check=True).stdout)
    assert told[0] == told[1]
    assert b"A section" in told[1]


# ------------------------------------------------------------------------------------ planted losses


def page(pdf: Pdf) -> pikepdf.Object:
    """The one with the section."""
    return next(each.obj for each in pdf.pages if "/XObject" in each.Resources)


def number(name: str) -> int:
    with Pdf.open(io.BytesIO(finished(name))) as pdf:
        return 1 + next(i for i, each in enumerate(pdf.pages) if "/XObject" in each.Resources)


def elements(pdf: Pdf, role: str) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Array):
            waiting[:0] = list(node)
        elif isinstance(node, Dictionary) and "/S" in node:
            if f"/{role}" == node.S:
                found.append(node)
            waiting.insert(0, node.get("/K", Array([])))
    return found


def drop(node: Callable[[Pdf], pikepdf.Object], key: str) -> Change:
    def change(pdf: Pdf) -> None:
        del node(pdf)[key]

    return change


def cut_content(pdf: Pdf) -> None:
    stream = page(pdf).Contents
    if isinstance(stream, Array):
        stream = max(stream, key=lambda each: len(each.read_bytes()))
    data = stream.read_bytes()
    stream.write(data[: data.rindex(b"BT")])


def swap_font(pdf: Pdf) -> None:
    fonts = page(pdf).Resources.Font
    first, second = list(fonts.keys())[:2]
    fonts[first] = fonts[second]


def cut_font(pdf: Pdf) -> None:
    font = next(iter(page(pdf).Resources.Font.values()))
    program = font.DescendantFonts[0].FontDescriptor.FontFile2
    program.write(program.read_bytes()[:-1] + b"x")


def darken(pdf: Pdf) -> None:
    image = next(iter(page(pdf).Resources.XObject.values()))
    image.write(bytes(len(image.read_bytes())))


def retitle(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Title = String("Something else")


def astray(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Dest[0] = pdf.pages[0].obj


def flatten(pdf: Pdf) -> None:
    """The bookmarks of the second level go."""
    item = pdf.Root.Outlines.First
    while "/First" not in item:
        item = item.Next
    del item["/First"]


def demote(pdf: Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.P


def unread(pdf: Pdf) -> None:
    parent = elements(pdf, "P")[0]
    del parent["/K"]


def reorder(pdf: Pdf) -> None:
    row = elements(pdf, "TR")[0]
    row.K = Array(list(reversed(list(row.K))))


def rewritten(old: bytes, new: bytes) -> Change:
    def change(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new))

    return change


def renumber(pdf: Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))


def root(pdf: Pdf) -> pikepdf.Object:
    return pdf.Root


EVERYWHERE: dict[str, tuple[Change, str]] = {
    "a page": (lambda pdf: pdf.pages.__delitem__(1), "pages ("),
    "the trim": (drop(page, "/TrimBox"), "the TrimBox of page "),
    "another sheet": (lambda pdf: page(pdf).MediaBox.__setitem__(2, 99), "the MediaBox of page "),
    "text": (cut_content, "content of page "),
    "a font": (drop(lambda pdf: page(pdf).Resources, "/Font"), "the resource /Font/"),
    "a font for another": (swap_font, "the resource /Font/"),
    "a byte of a font": (cut_font, "the resource /Font/"),
    "a picture": (drop(lambda pdf: page(pdf).Resources, "/XObject"), "the resource /XObject/"),
    "what a picture shows": (darken, "the resource /XObject/"),
    "page numbers": (renumber, "the number of page 1 (“1” before, “i” after)"),
    "all bookmarks": (drop(root, "/Outlines"), "the bookmark “"),
    "a bookmark's title": (retitle, "the bookmark “"),
    "where a bookmark leads": (astray, "the bookmark “"),
    "bookmarks inside others": (flatten, "the bookmark “First”"),
    "the title": (drop(lambda pdf: pdf.trailer.Info, "/Title"), "Title in Info"),
    "the version in XMP": (rewritten(b"2026.1", b"2025.9"), "Keywords in XMP"),
    "XMP": (drop(root, "/Metadata"), "title in XMP"),
    "the language": (drop(root, "/Lang"), "the language"),
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize(("change", "named"), EVERYWHERE.values(), ids=EVERYWHERE.keys())
def test_what_is_lost_is_named(name: str, change: Change, named: str) -> None:
    found = without(name, change)
    if named.endswith(" page "):
        named += str(number(name))
    assert any(each.startswith(named) for each in found), found


TAGS: dict[str, tuple[Change, str]] = {
    "all tags": (drop(root, "/StructTreeRoot"), "a tag: Document, number 1 of "),
    "a heading": (demote, "a tag: H2"),
    "what a tag holds": (unread, "a tag: content "),
    "the order of cells": (reorder, "a tag: "),
    "a text for a picture": (
        drop(lambda pdf: elements(pdf, "Figure")[0], "/Alt"),
        "a tag: Figure Alt=A grey",
    ),
    "what a head is for": (drop(lambda pdf: elements(pdf, "TH")[0], "/A"), "a tag: TH Scope="),
    "the way back": (drop(page, "/StructParents"), "the way back from content to tags on page "),
}


@pytest.mark.parametrize("name", ["screen", "press"])
@pytest.mark.parametrize(("change", "named"), TAGS.values(), ids=TAGS.keys())
def test_lost_tags_are_named(name: str, change: Change, named: str) -> None:
    (found,) = without(name, change)
    assert found.startswith(named)


def annotated(pdf: Pdf) -> pikepdf.Object:
    return next(each.obj for each in pdf.pages if any("/A" in a for a in each.get("/Annots", [])))


def moved(pdf: Pdf) -> None:
    next(a for a in annotated(pdf).Annots if "/A" in a).Rect[0] = 1


LINKS: dict[str, tuple[Change, str]] = {
    "links": (drop(annotated, "/Annots"), "the Link “https://example.org” on page "),
    "a link's place": (moved, "the Link “https://example.org” on page "),
    "where links lead": (drop(root, "/Names"), "the place “first” that links lead to"),
}


@pytest.mark.parametrize("name", ["office", "screen"])
@pytest.mark.parametrize(("change", "named"), LINKS.values(), ids=LINKS.keys())
def test_lost_links_are_named(name: str, change: Change, named: str) -> None:
    assert any(each.startswith(named) for each in without(name, change))


def test_lost_fields_are_named() -> None:
    def change(pdf: Pdf) -> None:
        for field in pdf.Root.AcroForm.Fields:
            field.T = String("unnamed")

    assert any("the Widget “ex-watch-1”" in each for each in without("screen", change))


def test_what_is_added_is_an_artifact_or_a_loss() -> None:
    def add(content: bytes) -> Change:
        return lambda pdf: pdf.pages[1].contents_add(content)

    assert without("press", add(b"/Artifact BMC 0 0 9 9 re f EMC")) == ()
    assert without("press", add(b"0 0 9 9 re f")) == ("content of page 2",)


# ------------------------------------------------------------------------------------ sheets


def two_up(data: bytes, change: Callable[[Pdf, list[pikepdf.Object]], None] = lambda _, __: None) -> bytes:
    """Pages as forms on sheets, two side by side, by means of pikepdf alone."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        forms = [pdf.make_indirect(each.as_form_xobject()) for each in pdf.pages]
        change(pdf, forms)
        count = len(forms)
        for at in range(0, count, 2):
            pdf.add_blank_page(page_size=(1224, 792))
            names = {f"/P{at + i}": form for i, form in enumerate(forms[at : at + 2])}
            sheet = pdf.pages[-1].obj
            sheet.Resources = Dictionary(XObject=Dictionary(names))
            sheet.Contents = pdf.make_stream(" ".join(f"{name} Do" for name in names).encode())
        del pdf.pages[:count]
        target = io.BytesIO()
        pdf.save(target, static_id=True)
    return target.getvalue()


def lost_on_sheets(name: str, after: bytes) -> tuple[str, ...]:
    return sheet_losses(facts(finished(name)), facts(after))


@pytest.mark.parametrize("name", ["office", "press", "press with marks"])
def test_pages_are_found_on_sheets(name: str) -> None:
    assert lost_on_sheets(name, two_up(finished(name))) == ()


def test_what_sheets_lose_is_named() -> None:
    def empty(_: Pdf, forms: list[pikepdf.Object]) -> None:
        forms[2].write(b"")

    def unset(pdf: Pdf, _: list[pikepdf.Object]) -> None:
        del pdf.Root["/OutputIntents"]

    def other_fonts(_: Pdf, forms: list[pikepdf.Object]) -> None:
        forms[0].Resources = Dictionary()

    press = finished("press")
    assert lost_on_sheets("press", two_up(press, empty)) == ("page 3",)
    assert lost_on_sheets("press", two_up(press, unset)) == ("the printing condition",)
    assert all("of page 1" in each for each in lost_on_sheets("press", two_up(press, other_fonts)))
    identified = rewritten(b"<xmpMM:DocumentID>uuid:", b"<xmpMM:DocumentID>uuid:0")
    assert lost_on_sheets("press", changed(two_up(press), identified)) == ()
    titled = rewritten(b"A packet", b"A pocket")
    assert lost_on_sheets("press", changed(two_up(press), titled)) == ("title in XMP",)


def test_pages_that_are_not_on_the_sheets_are_no_loss() -> None:
    def empty(_: Pdf, forms: list[pikepdf.Object]) -> None:
        forms[2].write(b"")

    after = two_up(finished("office"), empty)
    compare_sheets(finished("office"), after, "imposing", frozenset({0, 1}))
    with pytest.raises(LossError, match="imposing lost page 3"):
        compare_sheets(finished("office"), after, "imposing")


# ------------------------------------------------------------------------------------ in a build


def test_a_loss_stops_publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = FINISHERS["plain"]

    def write(pdf: Pdf, pages: Pages, document: Document, layout: Layout) -> bytes:
        return changed(whole.write(pdf, pages, document, layout), drop(root, "/Outlines"))

    write_project(tmp_path, {"a.md": "# One\n\nText.\n"})
    monkeypatch.setattr(finishing, "FINISHERS", {"plain": replace(whole, write=write)})
    with pytest.raises(LossError, match=r"lost the bookmark “Contents”; the bookmark “1 One”$"):
        build(tmp_path, tmp_path / "output")
    assert not (tmp_path / "output").exists()


def test_many_losses_are_counted() -> None:
    error = LossError("finishing", [f"page {n}" for n in range(50)])
    assert str(error).endswith("; page 19; and 30 more")
    assert len(error.lost) == 50
