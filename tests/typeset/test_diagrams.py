from __future__ import annotations

import pytest

from packetpress.compose.seating import seating
from packetpress.load.text_size import for_text_size
from packetpress.model import Diagram, Diagrams, Disc, Line, Oblong, Words, WriteOn
from tests.labels import LABELS
from tests.pdf import operations, page_texts, words_of
from tests.typeset.samples import document, house_layout, section, set_blocks, set_pages
from tests.typeset.test_typeset import find

ONE = Diagram(
    (
        Oblong((0.0, 0.0), (100.0, 50.0), stroke="mid"),
        Line((0.0, 0.0), (100.0, 50.0), "deep", 2.0),
        Disc((50.0, 25.0), 10.0, fill="sand"),
        Words("Middle", (50.0, 25.0)),
    ),
    100.0,
    50.0,
    "A room",
    "A room with a line through it.",
)


def boxes(*diagrams: Diagram, layout: str = "office") -> list[list[float]]:
    pages = set_pages(document(section(Diagrams(diagrams))), layout=house_layout(layout))
    figures = find(pages.structure, "Figure")
    assert [dict(figure.attributes)["Alt"] for figure in figures] == [each.alt for each in diagrams]
    return [[float(value) for value in dict(figure.attributes)["BBox"].split()] for figure in figures]


def test_one_stands_in_the_middle_with_its_title_below() -> None:
    pages = set_blocks(Diagrams((ONE,)))
    ((x0, y0, x1, y1),) = boxes(ONE)
    geometry = house_layout().page
    assert (x1 - x0) / (y1 - y0) == pytest.approx(2.0, abs=0.001)
    # On a right-hand page the text begins at the inner margin.
    assert x0 - geometry.inner == pytest.approx(geometry.width - geometry.outer - x1, abs=0.02)
    assert " ".join(words_of(pages.pdf)).count("Middle A room") == 1
    (caption,) = find(pages.structure, "Caption")
    assert caption.children


def test_several_stand_in_two_columns_and_in_large_print_in_one() -> None:
    first, second, third = boxes(ONE, ONE, ONE)
    assert first[1] == second[1] > third[3]
    assert first[0] == third[0] < first[2] < second[0]
    for box in boxes(ONE, ONE, layout="large-print"):
        assert box[2] - box[0] == pytest.approx(6.5 * 72, abs=0.02)


def test_all_of_it_belongs_to_the_figure() -> None:
    pages = set_blocks(seating(("tables",), 12, LABELS))
    page = next(n for n in range(pages.count) if any(o.mark == "Figure" for o in operations(pages.pdf, n)))
    drawn = [o for o in operations(pages.pdf, page) if o.operator in ("re", "c", "TJ")]
    assert sum(o.mark == "Figure" for o in drawn) > 30
    # The words and strokes of the section's head belong to the heading and to nobody.
    assert {o.mark for o in drawn} <= {"Figure", "Caption", "H1", "Span", "Artifact"}
    assert {o.mark for o in drawn if o.operator == "c"} == {"Figure"}


@pytest.mark.parametrize(
    ("name", "size", "drawn"),
    [("office", 14.0, [1, 2, 2]), ("large-print", 0.0, [1, 2, 2]), ("half-letter", 0.0, [2, 3])],
)
def test_where_their_words_need_the_width_several_stand_on_a_page(
    name: str, size: float, drawn: list[int]
) -> None:
    """All five ways to sit, below each other, as large as that allows; on the first page stands more."""
    layout = for_text_size(house_layout(name), size)
    made = section(WriteOn(lines=4), seating((), 12, LABELS), kind="kit")
    pages = set_pages(document(made), layout=layout)
    assert [found for each in page_texts(pages.pdf) if (found := each.count("12 chairs"))] == drawn
    figures = [dict(figure.attributes)["BBox"].split() for figure in find(pages.structure, "Figure")]
    (width,) = {round(float(x1) - float(x0), 1) for x0, _, x1, _ in figures}
    assert width > 20 * layout.styles["note"].size
