from __future__ import annotations

from packetpress.model import FieldArea, Form, Tent
from packetpress.model.tasks import Item
from tests.pdf import page_texts, place_of
from tests.typeset.samples import document, house_layout, section, set_blocks, set_pages, text, words
from tests.typeset.test_typeset import find

FORM = Form((Item(text("Name")), Item(text("Provider"), beside=text("The house")), Item(text("Date"))))


def test_what_is_known_is_printed_and_the_rest_is_a_line() -> None:
    pages = set_blocks(FORM)
    assert "Name Provider The house Date" in " ".join(" ".join(page_texts(pages.pdf)).split())
    assert [a for a in pages.annotations if isinstance(a, FieldArea)] == []


def test_on_screen_each_line_is_a_field_after_its_label() -> None:
    pages = set_pages(document(section(FORM, Tent())), layout=house_layout("screen"))
    fields = [area for area in pages.annotations if isinstance(area, FieldArea)]
    assert [(field.kind, field.tooltip) for field in fields] == [
        ("text", "Name"),
        ("text", "Date"),
        ("text", "Name"),
    ]
    assert len({field.name for field in fields}) == 3
    assert len(find(pages.structure, "Form")) == 3
    for field in fields:
        x0, y0, x1, y1 = field.rect
        assert x1 - x0 > 200
        assert 18 < y1 - y0 < 80


def test_a_label_stands_beside_the_first_line_of_what_is_known() -> None:
    long = Form(
        (
            Item(text("Provider"), beside=text(f"A lodge {words(30)}")),
            Item(text("Date"), beside=text("Now")),
        )
    )
    pages = set_blocks(long)
    _, _, label = place_of(pages.pdf, "Provider")
    _, _, first = place_of(pages.pdf, "A lodge")
    _, _, last = place_of(pages.pdf, "word29")
    assert first - last > 12
    assert abs(label - first) < 1
    assert abs(place_of(pages.pdf, "Date")[2] - place_of(pages.pdf, "Now")[2]) < 1


def test_two_name_tents_stand_on_a_page() -> None:
    pages = set_pages(document(section(Tent(), Tent(), kind="kit")))
    found = [index for index, words in enumerate(page_texts(pages.pdf)) if words.count("fold here") == 2]
    assert len(found) == 1
