"""Marks for the print shop, outside the bleed: where to cut, whether the plates meet, how much ink there is.

In: finished pages with their geometry. Out: the same pages, each with the marks as an artifact of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

from packetpress.model import Layout, Mark, PageGeometry

_GAP = 3.0
"""Between the bleed and a mark."""
_LINE = 0.25
_PATCH = 11.0
"""Side of a field of the colour bar."""
_RESOURCE = "/MarksAll"
_ALL_INKS = f"{_RESOURCE} cs 1 scn {_RESOURCE} CS 1 SCN"
_PATCHES = (
    *("1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1"),
    *(".5 0 0 0", "0 .5 0 0", "0 0 .5 0", "0 0 0 .5"),
    *("1 1 0 0", "1 0 1 0", "0 1 1 0"),
)
"""Solids, halves and overprints of the inks."""


def draw_marks(pdf: Pdf, layout: Layout, marks: Collection[Mark]) -> None:
    """On every page; the colour bar has the spot colours that the layout prints in as well."""
    spots = [f"{_RESOURCE}{number}" for number in range(len(layout.separations))]
    content = "\n".join(_operators(layout.page, marks, spots)).encode("ascii")
    stream = pdf.make_stream(b"/Artifact BMC q\n" + content + b"\nQ EMC\n")
    # "All" marks every plate, whatever inks a job has (ISO 32000-1, 8.6.6.4).
    spaces = {_RESOURCE: _separation(pdf, "All", (1, 1, 1, 1))}
    for resource, (spot, inks) in zip(spots, layout.separations.items(), strict=True):
        spaces[resource] = _separation(pdf, spot, inks)
    for page in pdf.pages:
        own = page.obj.Resources.get("/ColorSpace", Dictionary())
        page.obj.Resources.ColorSpace = Dictionary({**dict(own.items()), **spaces})
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n")
        page.contents_add(stream)


def _separation(pdf: Pdf, name: str, inks: Sequence[float]) -> Object:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array(inks), N=1)
    space = Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, pdf.make_indirect(tint)])
    return pdf.make_indirect(space)


def _operators(geometry: PageGeometry, marks: Collection[Mark], spots: Sequence[str]) -> Iterator[str]:
    if "crop" in marks:
        yield f"{_ALL_INKS} {_LINE} w"
        yield from _crop(geometry)
    if "registration" in marks:
        yield f"{_ALL_INKS} {_LINE} w"
        yield from _registration(geometry)
    if "color-bar" in marks:
        yield from _color_bar(geometry, spots)


def _crop(geometry: PageGeometry) -> Iterator[str]:
    """Two lines at each corner of the trimmed page, in line with its edges."""
    low, slug = geometry.border, geometry.slug
    right, top = low + geometry.width, low + geometry.height
    width, height = right + low, top + low
    for x in (low, right):
        yield f"{x:.3f} 3 m {x:.3f} {slug - _GAP:.3f} l S"
        yield f"{x:.3f} {height - slug + _GAP:.3f} m {x:.3f} {height - 3:.3f} l S"
    for y in (low, top):
        yield f"3 {y:.3f} m {slug - _GAP:.3f} {y:.3f} l S"
        yield f"{width - slug + _GAP:.3f} {y:.3f} m {width - 3:.3f} {y:.3f} l S"


def _registration(geometry: PageGeometry) -> Iterator[str]:
    """A crosshair in a circle at the middle of each side."""
    width, height = (2 * geometry.border + side for side in (geometry.width, geometry.height))
    middle = geometry.slug / 2
    arm, radius = middle - 4.0, middle - 7.5
    centers = (
        (width / 2, middle),
        (width / 2, height - middle),
        (middle, height / 2),
        (width - middle, height / 2),
    )
    k = 0.5523 * radius
    for x, y in centers:
        yield f"q 1 0 0 1 {x:.3f} {y:.3f} cm"
        yield f"{-arm:.3f} 0 m {arm:.3f} 0 l 0 {-arm:.3f} m 0 {arm:.3f} l S"
        yield (
            f"{radius:.3f} 0 m {radius:.3f} {k:.3f} {k:.3f} {radius:.3f} 0 {radius:.3f} c"
            f" {-k:.3f} {radius:.3f} {-radius:.3f} {k:.3f} {-radius:.3f} 0 c"
            f" {-radius:.3f} {-k:.3f} {-k:.3f} {-radius:.3f} 0 {-radius:.3f} c"
            f" {k:.3f} {-radius:.3f} {radius:.3f} {-k:.3f} {radius:.3f} 0 c S Q"
        )


def _color_bar(geometry: PageGeometry, spots: Sequence[str]) -> Iterator[str]:
    """Fields of ink along the left half of the upper edge, clear of the marks."""
    x = geometry.border + 9.0
    y = geometry.border + geometry.height + geometry.bleed + (geometry.slug - _PATCH) / 2
    own = [f"{spot} cs {tint} scn" for spot in spots for tint in ("1", ".5")]
    for color in (*(f"{inks} k" for inks in _PATCHES), *own):
        yield f"{color} {x:.3f} {y:.3f} {_PATCH} {_PATCH} re f"
        x += _PATCH
