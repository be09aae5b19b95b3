"""What content paints: places, sizes, colours and states, also of content that makes no sense."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf

from packetpress.preflight.content import ContentError, painted
from packetpress.preflight.ink import InkMap
from packetpress.preflight.painted import Painted, Tiling


def read(content: bytes, resources: pikepdf.Object | None = None) -> list[Painted]:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(600, 800))
        page.obj.Contents = pdf.make_stream(content)
        if resources is not None:
            page.obj.Resources = resources
        return list(painted(page))


def only(content: bytes, resources: pikepdf.Object | None = None) -> Painted:
    (thing,) = read(content, resources)
    return thing


FONT = Dictionary(
    Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=65, Widths=Array([600, 700]), Encoding=Name.A
)
FONTS = Dictionary(Font=Dictionary(F=FONT))

FILE = Pdf.new()
TILE = FILE.make_stream(
    b".5 .5 0 0 k 0 0 4 4 re f /Pattern cs /R scn 5 5 9 9 re f",
    PatternType=1,
    PaintType=1,
    BBox=Array([0, 0, 9, 9]),
    XStep=9,
    YStep=-9,
)
SHADING = Dictionary(
    ShadingType=3,
    ColorSpace=Name.DeviceCMYK,
    Coords=Array([0, 0, 1, 30, 30, 20]),
    Function=Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 1]), C1=Array([1, 1, 0, 0])
    ),
)
RAMP = Dictionary(PatternType=2, Shading=SHADING)
TILE.Resources = Dictionary(Pattern=Dictionary(R=RAMP))
RESOURCES = Dictionary(
    Font=Dictionary(F=FONT), Pattern=Dictionary(T=TILE, R=RAMP), Shading=Dictionary(R=SHADING)
)
"""Something for the names that made-up content uses."""


def test_places_follow_the_matrix() -> None:
    thing = only(b"2 0 0 3 10 20 cm 0 0 0 .5 k 5 5 10 10 re f")
    assert (thing.kind, thing.box) == ("fill", (20, 35, 40, 65))
    assert thing.color.inks == (0, 0, 0, 0.5)


def test_states_are_saved_and_restored() -> None:
    things = read(b"1 0 0 0 k q 0 1 0 0 k 9 9 9 9 re f Q 9 9 9 9 re f Q Q 9 9 9 9 re f")
    assert [thing.color.inks for thing in things] == [(0, 1, 0, 0), (1, 0, 0, 0), (1, 0, 0, 0)]


def test_line_widths_grow_with_the_matrix() -> None:
    assert only(b"3 0 0 3 0 0 cm 0.5 w 10 10 m 20 10 l S").size == pytest.approx(1.5)


def test_clips_cut_off() -> None:
    assert only(b"0 0 50 50 re W n 40 40 100 100 re f").box == (40, 40, 50, 50)


def test_text_has_size_width_and_marked_content() -> None:
    first, second = read(b"/P <</MCID 7>> BDC BT /F 10 Tf 2 0 0 2 100 200 Tm (AB) Tj (A) Tj ET EMC", FONTS)
    assert (first.kind, first.size, first.mcid) == ("text", 20, 7)
    assert first.box == pytest.approx((100, 195.6, 126, 215))
    assert second.box[0] == pytest.approx(126)
    assert first.face is not None
    assert (first.face.name, first.face.embedded) == ("Helvetica", False)


def test_forms_paint_where_they_are_put() -> None:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page()
        form = pdf.make_stream(b"0 0 100 100 re f", Subtype=Name.Form, BBox=Array([0, 0, 30, 40]))
        form.Matrix = Array([1, 0, 0, 1, 5, 5])
        page.obj.Resources = Dictionary(XObject=Dictionary(X=form))
        page.obj.Contents = pdf.make_stream(b"1 0 0 1 100 0 cm 1 0 0 0 k /X Do 0 0 1 1 re f")
        things = list(painted(page))
    assert [thing.box for thing in things] == [(105, 5, 135, 45), (100, 0, 101, 1)]
    assert things[0].color.inks == (1, 0, 0, 0)


def test_spot_colours_that_are_made_of_inks() -> None:
    tint = Dictionary(FunctionType=2, N=1, C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0.5, 0]))
    spot = Array([Name.Separation, Name.Coral, Name.DeviceCMYK, tint])
    resources = Dictionary(ColorSpace=Dictionary(S=spot))
    assert only(b"/S cs .5 scn 0 0 9 9 re f", resources).color.inks == (0, 0.5, 0.25, 0)


def test_a_pattern_is_told_with_what_its_tile_paints_at_the_place_it_fills() -> None:
    area, tile, inner = read(b"/Pattern cs /T scn 20 20 30 30 re f", RESOURCES)
    assert isinstance(area.pattern, Tiling)
    assert (area.kind, area.color.inks, area.in_tile) == ("fill", None, False)
    assert (tile.color.inks, tile.box, tile.in_tile) == ((0.5, 0.5, 0, 0), (27, 27, 31, 31), True)
    assert (inner.color.space.name, inner.in_tile) == ("DeviceCMYK", True)


def test_a_tile_without_colours_takes_those_it_is_asked_for_in() -> None:
    plain = FILE.make_stream(
        b"1 0 0 rg 0 0 4 4 re f", PatternType=1, PaintType=2, BBox=Array([0, 0, 9, 9]), XStep=9, YStep=9
    )
    spaces = Dictionary(C=Array([Name.Pattern, Name.DeviceCMYK]))
    resources = Dictionary(Pattern=Dictionary(T=plain), ColorSpace=spaces)
    _, tile = read(b"/C cs .1 .2 .3 0 /T scn 0 0 30 30 re f", resources)
    assert tile.color.inks == (0.1, 0.2, 0.3, 0)


def test_wrong_operands_do_not_stop_the_page() -> None:
    assert len(read(b"/x cm (a) w 1 re q Q Q /No Do /No gs BT /No Tf (a) Tj ET 0 0 9 9 re f")) == 1


OPERATORS = st.sampled_from(
    [
        *("q", "Q", "cm", "w", "re", "m", "l", "c", "v", "y", "h", "f", "f*", "F", "B", "b", "S", "s", "n"),
        *("W", "W*", "k", "K", "g", "G", "rg", "RG", "cs", "CS", "sc", "scn", "SCN", "gs", "Do", "sh", "BT"),
        *("ET", "Tf", "Tm", "Td", "TD", "T*", "Tj", "TJ", "'", '"', "Tc", "Tw", "Tz", "TL", "Tr", "Ts"),
        *("BMC", "BDC", "EMC", "d", "i", "j", "J", "ri", "MP"),
    ]
)
OPERANDS = st.one_of(
    st.integers(-(10**9), 10**9).map(str),
    st.floats(-1000, 1000).map(lambda value: f"{value:.3f}"),
    st.sampled_from(
        [
            "/F",
            "/P",
            "/T",
            "/R",
            "/Pattern",
            "(AB)",
            "[(A) -20 (B)]",
            "<</MCID 3>>",
            "<0041>",
            "null",
            "true",
            "[]",
        ]
    ),
)


@given(st.lists(st.tuples(st.lists(OPERANDS, max_size=6), OPERATORS), max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_content_is_read_or_refused(instructions: list[tuple[list[str], str]]) -> None:
    content = " ".join(" ".join([*operands, operator]) for operands, operator in instructions)
    try:
        things = read(content.encode("latin-1"), RESOURCES)
    except ContentError:
        return
    assert all(len(thing.box) == 4 for thing in things)
    InkMap.of((0, 0, 60, 80), things)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read(content)
    except ContentError:
        return
