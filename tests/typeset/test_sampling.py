"""How many dots a picture keeps, read back from the pages; and what is said of one with too few."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import cache
from math import ceil

import pikepdf
import pytest
from PIL import Image, ImageCms

from packetpress.diagnostics import Diagnostics
from packetpress.finish import finish
from packetpress.load.assets import load_asset
from packetpress.model import Asset, Attributes, Figure, Layout, Position
from packetpress.typeset import Typefaces, typeset
from packetpress.typeset.sampling import dots, sampled, wanted
from tests.typeset.samples import document, house_layout, section

HERE = Position("sources/a.md", 7, 1)


@cache
def picture(kind: str, mode: str, across: int, down: int) -> Asset:
    """Black at its lower edge, white at its upper, as a file of that kind, read as a project's are."""
    shades = Image.linear_gradient("L").resize((across, down)).rotate(180)
    stream = io.BytesIO()
    shades.convert(mode).save(stream, kind, quality=90)
    name = f"a.{kind.lower()}"
    diagnostics = Diagnostics()
    made = load_asset(name, stream.getvalue(), HERE, diagnostics)
    assert made is not None
    assert not diagnostics.sorted
    return made


@dataclass(frozen=True)
class Embedded:
    """A picture as it lies in a finished file."""

    width: int
    height: int
    space: str
    how: str
    raw: bytes


def made(asset: Asset, width: str, layout: Layout) -> tuple[Embedded, list[str]]:
    """The picture, set ``width`` wide, as it lies in the finished file; and what was said."""
    diagnostics = Diagnostics()
    attributes = Attributes(pairs=(("width", width),))
    book = document(
        section(Figure(asset.path, "Shades", attributes=attributes, pos=HERE)), assets={asset.path: asset}
    )
    pages = typeset(book, layout, Typefaces(), diagnostics)
    with pikepdf.open(io.BytesIO(finish(pages, book, layout))) as pdf:
        (found,) = [
            Embedded(
                int(each.Width),
                int(each.Height),
                str(each.ColorSpace),
                " ".join(pikepdf.PdfImage(each).filters),
                each.read_raw_bytes(),
            )
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
    return found, [str(each) for each in diagnostics.sorted]


@pytest.mark.parametrize("layout", ["office", "screen"])
def test_a_photo_with_fitting_dots_is_passed_on_byte_for_byte(layout: str) -> None:
    photo = picture("JPEG", "RGB", 400, 200)
    found, told = made(photo, "2in", house_layout(layout))
    assert found == Embedded(400, 200, "/DeviceRGB", "/DCTDecode", photo.data)
    assert told == []


@pytest.mark.parametrize(
    ("kind", "layout", "size"),
    [
        ("JPEG", "office", (600, 300)),
        ("JPEG", "screen", (400, 200)),
        ("JPEG", "large-print", (1300, 650)),  # across the measure of 6.5 inches, whatever is asked for
        ("PNG", "office", (1200, 600)),
        ("PNG", "screen", (800, 400)),
        ("JPEG", "office-grey", (600, 300)),
        ("JPEG", "press", (600, 300)),
    ],
)
def test_more_dots_than_are_seen_are_left_out(kind: str, layout: str, size: tuple[int, int]) -> None:
    found, told = made(picture(kind, "RGB", 4000, 2000), "2in", house_layout(layout))
    assert (found.width, found.height) == size
    assert told == []


def test_a_file_is_small_where_its_photos_are() -> None:
    photo = picture("JPEG", "RGB", 4000, 2000)
    found, _ = made(photo, "2in", house_layout())
    assert found.how == "/DCTDecode"
    assert len(found.raw) < len(photo.data) / 10


@pytest.mark.parametrize(("across", "left"), [(900, 900), (902, 600)])
def test_a_few_more_are_left_as_they_are(across: int, left: int) -> None:
    found, _ = made(picture("JPEG", "RGB", across, 400), "2in", house_layout())
    assert found.width == left


def test_a_shop_that_wants_more_dots_gets_them() -> None:
    layout = house_layout("press")
    assert layout.vendor is not None
    fine = replace(layout, vendor=replace(layout.vendor, good_dpi=450.0))
    photo = picture("JPEG", "RGB", 4000, 2000)
    assert made(photo, "2in", fine)[0].width == 900
    assert made(photo, "2in", layout)[0].width == 600


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P"])
def test_what_it_shows_stays(mode: str) -> None:
    """White at its upper edge, black at its lower, and the colours between in the same places."""
    drawing = picture("PNG", mode, 3000, 1500)
    with Image.open(io.BytesIO(sampled(drawing, (600, 300)))) as image:
        assert image.size == (600, 300)
        grey = image.convert("L")
        assert [grey.getpixel((300, y)) for y in (0, 150, 299)] == [255, 127, 0]


def test_transparent_places_stay() -> None:
    stream = io.BytesIO()
    drawing = Image.new("P", (400, 400), 0)
    drawing.putpalette([255, 0, 0, 0, 0, 255])
    drawing.paste(1, (0, 0, 400, 200))
    drawing.save(stream, "PNG", transparency=0)
    asset = Asset("a.png", "png", stream.getvalue(), 400, 400, (400, 400))
    with Image.open(io.BytesIO(sampled(asset, (40, 40)))) as image:
        assert image.getpixel((20, 5)) == (0, 0, 255, 255)
        assert image.getpixel((20, 35))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "I;16"])
def test_dots_of_other_kinds_are_left_as_they_are(mode: str) -> None:
    stream = io.BytesIO()
    Image.new(mode, (400, 400)).save(stream, "PNG")
    asset = Asset("a.png", "png", stream.getvalue(), 400, 400, (400, 400))
    assert sampled(asset, (40, 40)) == asset.data


def test_a_photos_profile_goes_along() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    stream = io.BytesIO()
    Image.new("RGB", (400, 400)).save(stream, "JPEG", icc_profile=profile)
    asset = Asset("a.jpg", "jpeg", stream.getvalue(), 400, 400, (400, 400))
    with Image.open(io.BytesIO(sampled(asset, (40, 40)))) as image:
        assert image.info["icc_profile"] == profile


def test_the_same_picture_becomes_the_same_bytes() -> None:
    photo = picture("JPEG", "RGB", 4000, 2000)
    assert sampled(photo, (600, 300)) == sampled(replace(photo), (600, 300))


def test_a_drawing_has_no_dots() -> None:
    svg = Asset("a.svg", "svg", b"", 72.0, 72.0)
    assert dots(svg, 72.0, 72.0) == 0
    assert wanted(svg, house_layout(), 1.0, 1.0) is None


@pytest.mark.parametrize("layout", ["office", "office-grey", "half-letter", "screen", "large-print"])
def test_a_coarse_picture_is_told_in_every_layout(layout: str) -> None:
    look = house_layout(layout)
    measure = (look.page.width - look.page.inner - look.page.outer) / 72
    _, told = made(picture("JPEG", "RGB", 90, 45), "100%", look)
    enough = ceil(100 * measure - 1e-9)
    assert told == [
        f"sources/a.md:7:1: warning: The picture “a.jpeg” has {90 / measure:.0f} dots to the inch at this "
        "size; with fewer than 100 it looks coarse.\n"
        f"    Use a larger file of it, {enough} dots wide or more, or set it smaller."
    ]


@pytest.mark.parametrize(("across", "number"), [(200, 0), (199, 1)])
def test_a_hundred_dots_are_enough(across: int, number: int) -> None:
    _, told = made(picture("PNG", "RGB", across, 150), "2in", house_layout())
    assert len(told) == number


def test_a_press_says_it_by_what_its_shop_asks_for() -> None:
    assert made(picture("JPEG", "RGB", 90, 45), "2in", house_layout("press"))[1] == []
