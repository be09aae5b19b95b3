"""What large print does otherwise: bold for emphasis, notes after the section, wide tables as lists."""

from __future__ import annotations

from packetpress.model import (
    Cell,
    Column,
    Emphasis,
    Footnote,
    Pages,
    Paragraph,
    Row,
    Section,
    StructureElement,
    Table,
    Text,
)
from tests.pdf import operations, page_texts
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages, text, words

LARGE = house_layout("large-print")


def set_large(*sections: Section) -> Pages:
    return set_pages(document(*sections), layout=LARGE)


def roles(element: StructureElement) -> list[str]:
    inner = [child for child in element.children if isinstance(child, StructureElement)]
    return [element.role, *(role for child in inner for role in roles(child))]


def test_no_running_text_is_smaller_than_eighteen_points() -> None:
    assert (
        min(LARGE.styles[name].size for name in ("body", "list", "table", "callout", "note", "caption")) == 18
    )
    assert (LARGE.styles["h3"].size, LARGE.styles["h2"].size) == (20, 22)


def test_emphasis_is_bold() -> None:
    plain = set_large(section(paragraph("calm")))
    emphatic = set_large(section(Paragraph((Text("calm "), Emphasis(text("again"))))))
    italic = LARGE.families["text"].italic.name.rsplit(".", 1)[0].encode()
    assert italic not in plain.pdf
    assert italic not in emphatic.pdf
    assert LARGE.families["text"].bold.name.rsplit(".", 1)[0].encode() in emphatic.pdf


def test_notes_stand_at_the_end_of_their_section() -> None:
    note = Footnote((paragraph("The note itself."),), 1)
    calling = Paragraph((Text("Called"), note, Text(" here.")))
    pages = set_large(
        section(calling, *(paragraph(words(60)) for _ in range(8)), paragraph("The last words."))
    )
    joined = "\n".join(page_texts(pages.pdf))
    assert joined.index("Called1 here.") < joined.index("The last words.") < joined.index("The note itself.")


def test_a_table_that_does_not_fit_is_a_list_with_labels() -> None:
    def row(*cells: str) -> Row:
        return Row(tuple(Cell((paragraph(cell),)) for cell in cells))

    heads = [f"Consideration{n}" for n in range(6)]
    wide = Table(tuple(Column() for _ in heads), (row(*heads),), (row(*(f"value{n}" for n in range(6))),))
    pages = set_large(section(wide))
    assert "Consideration5: value5" in "\n".join(page_texts(pages.pdf))
    found = roles(pages.structure)
    assert "Table" not in found
    assert "L" in found


def test_everything_stays_inside_the_margins() -> None:
    pages = set_large(section(paragraph(words(600))))
    page = LARGE.page
    for number in range(3, pages.count):
        for operation in operations(pages.pdf, number):
            if operation.operator == "Tm":
                assert page.inner - 0.01 <= float(operation.operands[4])  # type: ignore[arg-type]


def test_sections_of_a_part_share_an_element() -> None:
    first = section(paragraph("One"), part="Practice")
    second = section(paragraph("Two"), part="Practice", id="sec-two", number="2")
    last = section(paragraph("Three"), id="sec-three", number="3")
    tree = set_large(first, second, last).structure
    tops = [child for child in tree.children if isinstance(child, StructureElement)]
    assert [element.role for element in tops[-2:]] == ["Part", "Sect"]
    assert [child.role for child in tops[-2].children if isinstance(child, StructureElement)] == [
        "Sect",
        "Sect",
    ]
