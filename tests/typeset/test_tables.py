"""Tables: rows over a page break, room to write in rows of any height, widths by what columns hold."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packetpress.model import (
    Block,
    Callout,
    Cell,
    Column,
    Div,
    Exercise,
    FieldArea,
    Layout,
    Pages,
    Paragraph,
    Row,
    Strong,
    Table,
)
from packetpress.model.tasks import Item, Match
from tests.pdf import operations, page_texts, place_of
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages, text, words

HEADS = ("When", "What")


def table(*rows: tuple[str, ...], lines: int = 0, shares: tuple[float, ...] = (0, 0)) -> Table:
    head = Row(tuple(Cell((paragraph(word),), True) for word in HEADS))
    body = tuple(Row(tuple(Cell((paragraph(cell),) if cell else ()) for cell in row)) for row in rows)
    return Table(tuple(Column(width=share) for share in shares), (head,), body, lines=lines)


def write_lines(pages: Pages, widest: float = 400.0) -> list[tuple[int, float, float]]:
    """Page, left edge and height of each line to write on."""
    found = []
    for page in range(pages.count):
        start = (0.0, 0.0)
        width = ""
        for operation in operations(pages.pdf, page):
            if operation.operator == "w":
                width = str(operation.operands[0])
            if operation.operator in ("m", "l"):
                x, y = (float(value) for value in operation.operands)  # type: ignore[arg-type]
                if (
                    operation.operator == "l"
                    and y == start[1]
                    and 20 < x - start[0] < widest
                    and width == "0.5"
                ):
                    found.append((page, start[0], y))
                start = (x, y)
    return found


def fields(pages: Pages) -> list[FieldArea]:
    return [area for area in pages.annotations if isinstance(area, FieldArea)]


@pytest.mark.parametrize(("rows", "lines"), [(1, 8), (1, 20), (2, 20), (1, 40)])
def test_a_row_has_its_lines_however_high_it_is(rows: int, lines: int) -> None:
    """The lowest line of a row is the rule below it, so each cell draws one line less."""
    pages = set_pages(document(section(table(*[("", "")] * rows, lines=lines))))
    drawn = write_lines(pages)
    pitch = house_layout().writing_pitch
    for left in {x for _, x, _ in drawn}:
        on = [(page, y) for page, x, y in drawn if x == left]
        for (page, upper), (next_page, lower) in pairwise(sorted(on, key=lambda at: (at[0], -at[1]))):
            if page == next_page and rows == 1:
                assert upper - lower == pytest.approx(pitch, abs=0.02)
    # A verso's columns stand elsewhere, so cells are counted by their share of all lines.
    assert len(drawn) == 2 * rows * (lines - 1)


def test_a_row_that_runs_over_a_page_has_a_field_for_each_cell_on_each() -> None:
    pages = set_pages(document(section(table(("", ""), lines=40))), layout=house_layout("screen"))
    made = [(area.page, area.tooltip, area.name) for area in fields(pages)]
    first = made[0][0]
    assert made == [
        (first, "When", "sec-one-1"),
        (first, "What", "sec-one-2"),
        (first + 1, "When", "sec-one-1-2"),
        (first + 1, "What", "sec-one-2-2"),
    ]


def test_beside_long_words_there_is_room_to_write_as_far_as_they_go() -> None:
    long = table((words(300), ""), lines=2, shares=(0.5, 0.5))
    pages = set_pages(document(section(long)), layout=house_layout("screen"))
    areas = fields(pages)
    assert len(areas) == len({area.page for area in areas}) >= 1
    _, _, last = place_of(pages.pdf, "word299")
    assert areas[-1].rect[1] < last + 6


cells = st.sampled_from(["", "a few words", words(40), words(220)])


def around(block: Block, how: str) -> Block:
    match how:
        case "callout":
            return Callout("tip", (), (block,))
        case "group":
            return Div((block,), together=True)
        case "exercise":
            return Exercise(text("Title"), (block,), number="1A")
        case "notes":
            return Exercise(text("Title"), (block,), number="1A", notes=(paragraph(words(60)),))
    return block


@cache
def shallow() -> Layout:
    layout = house_layout("screen")
    return replace(layout, page=replace(layout.page, height=layout.page.height / 2))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(cells, cells), min_size=1, max_size=4),
    st.sampled_from([0, 1, 8, 20, 40]),
    st.sampled_from(["", "callout", "group", "exercise", "notes"]),
    st.booleans(),
)
def test_any_table_is_set_and_none_of_its_words_is_lost(
    rows: list[tuple[str, str]], lines: int, how: str, low: bool
) -> None:
    layout = shallow() if low else house_layout("screen")
    pages = set_pages(document(section(around(table(*rows, lines=lines), how))), layout=layout)
    found = set(" ".join(page_texts(pages.pdf)).split())
    assert {word for row in rows for cell in row for word in cell.split()} <= found
    empty = sum(not cell for row in rows for cell in row)
    bottom, top = layout.page.bottom, layout.page.height - layout.page.top
    areas = fields(pages)
    assert bool(areas) == bool(empty)
    for area in areas:
        assert bottom - 0.01 <= area.rect[1] < area.rect[3] <= top


def rows_on_pages(before: int, count: int) -> list[int]:
    """How many rows of a table stand on each page, after so many lines of text."""
    rows = [(f"row{number}", "words") for number in range(count)]
    fill = [Paragraph(text(f"line{number}")) for number in range(before)]
    pages = set_pages(document(section(*fill, table(*rows))))
    counts = [page.count("row") for page in page_texts(pages.pdf)]
    return [number for number in counts if number]


@pytest.mark.parametrize(("count", "least"), [(3, 3), (5, 2), (7, 2), (14, 3)])
def test_rows_arent_left_alone_by_a_page_break(count: int, least: int) -> None:
    for before in range(14, 32):
        parts = rows_on_pages(before, count)
        assert sum(parts) == count
        assert min(parts) >= least


def test_what_belongs_together_is_on_one_page_where_it_fits() -> None:
    rows = [(f"row{number}", "words") for number in range(16)]
    for before in (6, 12, 18, 24):
        fill = [paragraph(f"line{number}") for number in range(before)]
        meeting = Div((table(*rows), paragraph("In all")), together=True)
        texts = page_texts(set_pages(document(section(*fill, meeting))).pdf)
        (page,) = [each for each in texts if "row" in each]
        assert "In all" in page


def test_what_ends_it_isnt_alone_where_it_doesnt_fit() -> None:
    for count in range(28, 34):
        rows = [(f"row{number}", "words") for number in range(count)]
        meeting = Div((table(*rows), paragraph("In all")), together=True)
        texts = page_texts(set_pages(document(section(meeting))).pdf)
        (last,) = [each for each in texts if "In all" in each]
        assert last.count("row") >= 3


def test_short_names_of_rows_arent_broken() -> None:
    turns = tuple(
        Row((Cell((Paragraph((Strong(text(f"{n} Walt:")),)),), True), Cell((paragraph(words(12)),))))
        for n in (9, 10)
    )
    made = Table((Column(width=0.08), Column(width=0.92)), (), turns)
    pages = set_pages(document(section(made)))
    (page, _, number), (_, _, name) = place_of(pages.pdf, "10 Walt"), place_of(pages.pdf, "10 Walt:")
    assert number == name
    assert "10 Walt:" in page_texts(pages.pdf)[page]


def test_columns_to_match_are_as_wide_as_they_need() -> None:
    meanings = Match(
        tuple(Item(text(f"Term{n}"), beside=text(f"begin{n} {words(24)}")) for n in range(3)),
        (text("L"), text("R")),
    )
    layout = house_layout()
    measure = layout.page.width - layout.page.inner - layout.page.outer
    pages = set_pages(document(section(meanings)))
    _, left, _ = place_of(pages.pdf, "Term0")
    _, right, _ = place_of(pages.pdf, "begin0")
    assert 0.1 < (right - left) / measure < 0.35
    turned = Match(
        tuple(replace(item, children=item.beside, beside=item.children) for item in meanings.items)
    )
    pages = set_pages(document(section(turned)))
    _, left, _ = place_of(pages.pdf, "begin0")
    _, right, _ = place_of(pages.pdf, "Term0")
    assert 0.7 < (right - left) / measure < 0.9
