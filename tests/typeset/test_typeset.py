"""Whole pages: text, positions, marks and the structure tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    Abbreviation,
    Attributes,
    BlockQuote,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Column,
    Definition,
    DefinitionList,
    Emphasis,
    Entry,
    Exercise,
    Footnote,
    Heading,
    Layout,
    Link,
    LinkArea,
    List,
    ListItem,
    MarkedContent,
    PageBreak,
    PageNumber,
    Pages,
    Position,
    Row,
    Scale,
    Strong,
    StructureElement,
    Table,
    Text,
    ThematicBreak,
    WriteOn,
)
from tests.pdf import PAINTING, operations, page_texts, words_of
from tests.typeset.samples import (
    document,
    house_layout,
    paragraph,
    section,
    set_blocks,
    set_pages,
    text,
    words,
)


def table(rows: int, columns: int = 2) -> Table:
    def row(number: int) -> Row:
        return Row(tuple(Cell((paragraph(f"r{number}c{column}"),)) for column in range(columns)))

    return Table(tuple(Column() for _ in range(columns)), (row(0),), tuple(row(n + 1) for n in range(rows)))


EVERYTHING = (
    Heading(2, text("Heading two"), Attributes("two")),
    paragraph(words(120)),
    Callout("key-message", (), (paragraph("Callout text"),)),
    List((ListItem((paragraph("Item one"), List((ListItem((paragraph("Nested"),)),), ordered=True))),)),
    List((ListItem((paragraph("To do"),), checkbox=False), ListItem((paragraph("Done"),), checkbox=True))),
    DefinitionList((Definition((text("Term"),), ((paragraph("What it means"),),)),)),
    BlockQuote((paragraph("Quoted"),)),
    CodeBlock("if a:\n    b()\n" + "x" * 200, "python", Position("a.md", 3, 1)),
    table(3),
    ThematicBreak(),
    Exercise(
        text("Watching"),
        (paragraph("Write."), WriteOn(lines=3), WriteOn(height=90), Scale((text("I can"),), 5, ((1, "No"),))),
        minutes=15,
        group="pairs",
        materials="pens",
        number="1A",
        attributes=Attributes("ex-watching"),
    ),
)


def leaves(element: StructureElement) -> Iterator[MarkedContent]:
    for child in element.children:
        if isinstance(child, StructureElement):
            yield from leaves(child)
        elif isinstance(child, MarkedContent):
            yield child


def find(element: StructureElement, role: str) -> list[StructureElement]:
    found = [element] if element.role == role else []
    for child in element.children:
        if isinstance(child, StructureElement):
            found += find(child, role)
    return found


def body_text(pages: Pages) -> str:
    return " ".join(words_of(pages.pdf))


# ------------------------------------------------------------------------------------ text


def test_every_word_is_printed_once_in_order() -> None:
    printed = [word for word in words_of(set_blocks(paragraph(words(2000))).pdf) if word.startswith("word")]
    assert printed == words(2000).split()


def test_mixed_styles_keep_their_words_together() -> None:
    block = paragraph("")
    mixed = type(block)(
        (Text("un"), Strong(text("break")), Text("able, "), Emphasis(text("and")), Text(" "), Code("c = d"))
    )
    assert "unbreakable, and c = d" in body_text(set_blocks(mixed))


def test_a_word_wider_than_the_page_is_divided_and_stays_on_it() -> None:
    pages = set_blocks(paragraph("https://example.org/" + "abcdefghij" * 30))
    joined = body_text(pages).replace(" ", "")
    assert "abcdefghij" * 30 in joined
    for page in range(pages.count):
        for operation in operations(pages.pdf, page):
            if operation.operator == "Tm":
                assert 0 <= float(operation.operands[4]) <= 612  # type: ignore[arg-type]


def test_long_code_lines_are_wrapped_and_complete() -> None:
    line = "abcdefghijklmnopqrstuvwxyz0123456789" * 6
    assert line in body_text(set_blocks(CodeBlock(line))).replace(" ", "")


def test_a_missing_glyph_is_an_error_at_its_place() -> None:
    diagnostics = Diagnostics()
    set_pages(document(section(paragraph("fine ᐃ here", line=7))), diagnostics)
    (found,) = diagnostics.errors
    assert found.pos == Position("sources/a.md", 7, 6)
    assert "“ᐃ” (U+1403)" in found.message


def test_a_table_too_wide_is_an_error_at_its_place() -> None:
    diagnostics = Diagnostics()
    wide = table(1, 40)
    placed = Table(wide.columns, wide.head, wide.body, pos=Position("sources/a.md", 3, 1))
    set_pages(document(section(placed)), diagnostics)
    (found,) = diagnostics.errors
    assert found.pos == Position("sources/a.md", 3, 1)
    assert "too wide" in found.message


# ------------------------------------------------------------------------------------ pages


def test_a_section_opens_on_a_recto_and_blanks_are_notes_pages() -> None:
    second = section(paragraph("Second"), id="sec-two", number="2", title=text("Another"))
    pages = set_pages(document(section(paragraph("First")), second))
    texts = page_texts(pages.pdf)
    openers = [index for index, page in enumerate(texts) if "Second" in page or "First" in page]
    assert all(index % 2 == 0 for index in openers)
    assert texts[openers[0] + 1].split("\n")[0].strip() == "Front-line practitioners"
    assert "Notes" in texts[openers[0] + 1]
    assert pages.count % 2 == 0


def test_where_a_document_goes_on_its_sections_begin_on_the_next_page_and_leaves_on_a_recto() -> None:
    two, three = (
        section(paragraph(f"Text {n}"), id=f"sec-{n}", number=n, title=text("Another"), leaf=n == "3")
        for n in ("2", "3")
    )
    whole = document(section(paragraph("Text 1")), two, three)
    for each, found in ((whole, [2, 4, 6]), (replace(whole, recto_sections=False), [2, 3, 4])):
        texts = page_texts(set_pages(each).pdf)
        assert [index for n in "123" for index, page in enumerate(texts) if f"Text {n}" in page] == found
        assert len(texts) % 2 == 0


def test_every_page_but_the_cover_and_imprint_has_folio_and_version() -> None:
    pages = set_blocks(paragraph(words(900)))
    for index, page in enumerate(page_texts(pages.pdf)):
        assert "2026.1" in page
        assert "7f3a91c" in page
        if index > 1:
            assert str(index + 1) in page.split()


def test_page_numbers_in_the_text_are_those_of_the_pages() -> None:
    target = Heading(2, text("Target"), Attributes("target"))
    see = type(paragraph(""))((Text("see page "), PageNumber("target")))
    pages = set_blocks(see, PageBreak(), paragraph("between"), PageBreak(), target)
    page = pages.destinations["target"][0]
    assert f"see page {page + 1}" in body_text(pages)
    assert "Target" in page_texts(pages.pdf)[page]


def test_contents_lists_entries_with_their_pages() -> None:
    contents = (
        Entry(0, "", text("Practice"), "", "part"),
        Entry(1, "1", text("A section"), "sec-one", "section"),
        Entry(2, "Exercise 1A", text("Watching"), "ex-watching", "exercise"),
    )
    pages = set_pages(document(section(*EVERYTHING), contents=contents))
    page = page_texts(pages.pdf)[2].replace(".", " ").split()
    assert page[page.index("Watching") + 1] == str(pages.destinations["ex-watching"][0] + 1)
    # Set in capitals, taken out as it was written.
    assert "Practice" in page


def test_a_heading_is_never_last_on_its_page() -> None:
    for filler in range(20, 50):
        blocks = [paragraph(f"p{n}") for n in range(filler)]
        pages = set_blocks(*blocks, Heading(2, text("Lonely"), Attributes("lonely")), paragraph("follower"))
        page = page_texts(pages.pdf)[pages.destinations["lonely"][0]]
        assert "follower" in page


def test_table_heads_repeat_as_artifacts() -> None:
    pages = set_blocks(table(120))
    texts = page_texts(pages.pdf)
    carrying = [index for index, page in enumerate(texts) if "r0c0" in page]
    assert len(carrying) >= 3
    heads = find(pages.structure, "THead")
    assert len(heads) == 1
    assert {mark.page for mark in leaves(heads[0])} == {carrying[0]}


def test_an_exercise_that_fits_is_on_one_page() -> None:
    exercise = EVERYTHING[-1]
    for filler in (30, 36, 40):
        pages = set_blocks(*(paragraph(f"p{n}") for n in range(filler)), exercise)
        page = page_texts(pages.pdf)[pages.destinations["ex-watching"][0]]
        assert "Watching" in page
        assert "I can" in page


def test_a_footnote_stands_on_the_page_of_its_reference() -> None:
    note = Footnote((paragraph("The note itself."),), 1)
    calling = type(paragraph(""))((Text("Called"), note, Text(" here.")))
    pages = set_blocks(*(paragraph(words(60)) for _ in range(12)), calling)
    (page,) = [page for page in page_texts(pages.pdf) if "Called1 here." in page]
    assert "The note itself." in page


# ------------------------------------------------------------------------------------ structure


@pytest.fixture(scope="module")
def everything() -> Pages:
    link = Link(text("a place"), "https://example.org")
    inline = type(paragraph(""))(
        (Text("Go to "), link, Text(" with "), Abbreviation(text("NICU"), "neonatal intensive care unit"))
    )
    return set_blocks(inline, *EVERYTHING)


def test_everything_drawn_is_marked_or_an_artifact(everything: Pages) -> None:
    for page in range(everything.count):
        for operation in operations(everything.pdf, page):
            if operation.operator in PAINTING:
                assert operation.mark, (page, operation)


def test_each_marked_content_belongs_to_one_element(everything: Pages) -> None:
    in_tree = Counter((mark.page, mark.mcid) for mark in leaves(everything.structure))
    assert set(in_tree.values()) == {1}
    drawn = {
        (page, operation.mcid)
        for page in range(everything.count)
        for operation in operations(everything.pdf, page)
        if operation.mcid >= 0
    }
    assert drawn == set(in_tree)


def test_roles_of_each_kind_of_block(everything: Pages) -> None:
    for role in (
        "H1",
        "H2",
        "P",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TH",
        "TD",
        "BlockQuote",
        "Code",
        "Aside",
    ):
        assert find(everything.structure, role), role
    (link,) = find(everything.structure, "Link")
    assert dict(link.attributes)["Contents"] == "a place"
    expansions = {dict(span.attributes).get("E") for span in find(everything.structure, "Span")}
    assert "neonatal intensive care unit" in expansions


def test_links_become_areas_with_their_words(everything: Pages) -> None:
    links = [area for area in everything.annotations if isinstance(area, LinkArea)]
    (area,) = [area for area in links if area.target.startswith("https")]
    x0, y0, x1, y1 = area.rect
    assert x0 < x1
    assert y0 < y1
    assert area.contents == "a place"


# ------------------------------------------------------------------------------------ justified text


def justified_layout() -> Layout:
    layout = house_layout()
    body = replace(layout.styles["body"], align="justify", hyphenate=True)
    return replace(layout, styles={**layout.styles, "body": body})


PROSE = (
    "Practitioners who look for reconciliation and reorganisation within conversational relationships"
    " give families observations they can understand immediately and communicate independently. "
) * 6


def test_justified_lines_end_at_the_margin_and_words_are_whole_when_taken_out() -> None:
    pages = set_pages(document(section(paragraph(PROSE))), layout=justified_layout())
    # PDFium gives a hyphen that only ends a line as U+0002.
    flat = "".join(" ".join(page_texts(pages.pdf)).replace("\x02", "").split())
    assert "".join(PROSE.split()) in flat
    assert b"ActualText <feff00ad>" in pages.pdf


def test_ragged_text_is_never_divided() -> None:
    assert b"ActualText <feff00ad>" not in set_blocks(paragraph(PROSE)).pdf
