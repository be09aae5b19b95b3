from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from packetpress.typeset.galley import ALWAYS, LIST, NEVER, SENTENCE, Box, Slug
from packetpress.typeset.paginate import NOTE_SEPARATION, paginate


def slugs(*heights: float) -> list[Slug]:
    return [Slug(height) for height in heights]


def tops(page_slugs: list[Slug], height: float) -> list[list[float]]:
    return [[placed.top for placed in page.slugs] for page in paginate(page_slugs, height)]


def test_fills_pages_from_the_top() -> None:
    assert tops(slugs(40, 40, 40), 100) == [[0, 40], [0]]


def test_the_first_page_may_have_less_room() -> None:
    pages = paginate(slugs(40, 40, 40), 100, 50)
    assert [len(page.slugs) for page in pages] == [1, 2]


def test_space_between_is_the_larger_of_two_and_none_at_the_top() -> None:
    galley = slugs(30, 30, 30)
    galley[0].space_after = 5
    galley[1].space_before = 8
    galley[2].space_before = 8
    assert tops(galley, 70) == [[0, 38], [0]]


def test_a_forced_break_ends_the_page() -> None:
    galley = slugs(10, 10)
    galley[0].break_after = ALWAYS
    assert tops(galley, 100) == [[0], [0]]


def test_a_forbidden_break_moves_the_heading_to_the_next_page() -> None:
    galley = slugs(70, 20, 20)
    galley[1].break_after = NEVER
    assert tops(galley, 100) == [[0], [0, 20]]


def test_a_page_with_room_left_does_not_end_in_a_sentence() -> None:
    """The three lines that lead to the table go with it; where the page is nearly full, two of them stay."""
    for before, found in ((25.0, [1, 4]), (75.0, [3, 2])):
        galley = slugs(before, 10, 10, 10, 60)
        for line in galley[1:3]:
            line.goes_on = SENTENCE
        galley[3].break_after = SENTENCE
        assert [len(page.slugs) for page in paginate(galley, 100)] == found


def test_a_page_pauses_where_nothing_goes_on_on_the_next() -> None:
    for goes_on, costs, paused in (
        (0.0, 0.0, True),
        (LIST, 0.0, False),
        (0.0, 50.0, False),
        (0.0, ALWAYS, True),
    ):
        galley = slugs(60, 60)
        galley[0].goes_on, galley[0].break_after = goes_on, costs
        assert [page.pauses for page in paginate(galley, 100)] == [paused, True]
    box = Box(0, 100)
    galley = slugs(60, 60)
    for slug in galley:
        slug.boxes = (box,)
    assert [page.pauses for page in paginate(galley, 100)] == [False, True]


def test_a_box_that_fits_on_a_page_is_kept_whole() -> None:
    box = Box(0, 100)
    box.keep = True
    galley = slugs(30, 30, 30, 30)
    for slug in galley[1:]:
        slug.boxes = (box,)
    assert tops(galley, 100) == [[0], [0, 30, 60]]


def test_a_box_higher_than_a_page_is_divided() -> None:
    box = Box(0, 100)
    box.keep = True
    galley = slugs(30, 30, 30, 30)
    for slug in galley:
        slug.boxes = (box,)
    assert [len(page) for page in tops(galley, 100)] == [3, 1]


def test_padding_of_a_divided_box_counts_on_both_pages() -> None:
    box = Box(0, 100, pad_top=10, pad_bottom=10)
    galley = slugs(30, 30, 30)
    for slug in galley:
        slug.boxes = (box,)
    pages = paginate(galley, 80)
    assert [[placed.top for placed in page.slugs] for page in pages] == [[10, 40], [10]]
    assert [(top, bottom) for page in pages for _, top, bottom in page.boxes] == [(0, 80), (0, 50)]


def test_a_table_head_is_set_again_on_the_next_page() -> None:
    box = Box(0, 100)
    galley = slugs(20, 30, 30, 30)
    box.header = (galley[0],)
    galley[0].break_after = NEVER
    for slug in galley:
        slug.boxes = (box,)
    pages = paginate(galley, 80)
    assert [[(placed.top, placed.repeated) for placed in page.slugs] for page in pages] == [
        [(0, False), (20, False), (50, False)],
        [(0, True), (20, False)],
    ]


def test_notes_stand_at_the_foot_of_the_page_that_calls_them() -> None:
    galley = slugs(30, 30, 30)
    galley[1].notes = ([Slug(10)],)
    pages = paginate(galley, 100)
    assert [len(page.slugs) for page in pages] == [2, 1]
    assert [[note.top for note in page.notes] for page in pages] == [[90], []]


def test_a_note_that_does_not_fit_runs_over() -> None:
    galley = slugs(40, 40)
    galley[0].notes = ([Slug(10) for _ in range(8)],)
    pages = paginate(galley, 100)
    assert sum(len(page.notes) for page in pages) == 8
    for page in pages:
        assert all(note.top >= page.height + NOTE_SEPARATION - 0.01 for note in page.notes)
        assert all(note.top + 10 <= 100.01 for note in page.notes)


HEIGHTS = st.lists(
    st.tuples(st.floats(1, 60), st.floats(0, 20), st.sampled_from([0.0, 50.0, NEVER])),
    min_size=1,
    max_size=80,
)


@given(spec=HEIGHTS, height=st.floats(100, 700), boxed=st.sets(st.integers(0, 79)))
def test_every_slug_is_placed_once_in_order_and_on_the_page(
    spec: list[tuple[float, float, float]], height: float, boxed: set[int]
) -> None:
    box = Box(0, 100, 6, 6)
    galley = []
    for index, (size, space, penalty) in enumerate(spec):
        slug = Slug(size)
        slug.space_after, slug.break_after = space, penalty
        if index in boxed:
            slug.boxes = (box,)
        galley.append(slug)
    pages = paginate(galley, height)
    assert [placed.slug for page in pages for placed in page.slugs] == galley
    for page in pages:
        bottoms = [placed.top + placed.slug.height for placed in page.slugs]
        assert bottoms == sorted(bottoms)
        assert bottoms[-1] <= height + 0.02


def test_a_box_a_little_too_high_is_set_tighter_to_stay_whole() -> None:
    box = Box(0, 100)
    box.keep = True
    galley = slugs(20, 30, 30, 30, 20)
    for slug in galley[1:4]:
        slug.boxes = (box,)
        slug.space_before = 10
    assert tops(galley, 107) == [[0], [0, 38.5, 77], [0]]


def test_a_box_is_as_high_as_what_stands_in_it_with_its_edges() -> None:
    """What ends a box ends with its own edge; without it, the box would seem to fit, and be torn."""
    outer, inner = Box(0, 100), Box(0, 100, 5, 10)
    outer.keep = inner.keep = True
    galley = slugs(40, 30, 10, 10)
    galley[0].boxes = galley[1].boxes = (outer,)
    galley[2].boxes = galley[3].boxes = (outer, inner)
    assert tops(galley, 100) == [[0, 40], [5, 15]]
    assert tops(galley, 105) == [[0, 40, 75, 85]]


def test_a_page_with_much_room_left_is_set_tighter_for_what_comes_next() -> None:
    galley = slugs(30, 30, 25, 30)
    for slug in galley:
        slug.space_before = 10
    assert tops(galley, 103) == [[0, 38.5, 77], [0]]


def test_not_where_the_page_is_full_or_ends_by_itself() -> None:
    galley = slugs(30, 50, 25)
    for slug in galley:
        slug.space_before = 10
    assert tops(galley, 103) == [[0, 40], [0]]
    galley = slugs(30, 30, 25)
    for slug in galley:
        slug.space_before = 10
    galley[1].break_after = ALWAYS
    assert tops(galley, 103) == [[0, 40], [0]]


def test_what_grows_takes_what_its_page_has_left() -> None:
    box = Box(0, 100, 5, 5)
    galley = slugs(20, 30, 10)
    galley[1].grows = True
    galley[1].boxes = (box,)
    (page,) = paginate(galley, 200)
    assert [(placed.top, placed.slug.height) for placed in page.slugs] == [(0, 20), (25, 160), (190, 10)]
    assert page.boxes == [(box, 20, 190)]
    assert page.height == 200
    assert galley[1].height == 30


def test_what_grows_leaves_room_for_notes() -> None:
    galley = slugs(20, 30)
    galley[1].grows = True
    galley[0].notes = (slugs(12),)
    (page,) = paginate(galley, 200)
    assert page.slugs[1].slug.height == 200 - 20 - 12 - NOTE_SEPARATION
    assert [placed.top for placed in page.notes] == [188]
