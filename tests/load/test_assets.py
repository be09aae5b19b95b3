import base64
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from packetpress.diagnostics import Diagnostics
from packetpress.load import bitmap
from packetpress.load.assets import load_asset
from packetpress.model import Asset, Position

HERE = Position("sources/one.md", 3, 1)


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (30, 20), **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size).save(stream, kind, **options)
    return stream.getvalue()


def load(path: str, data: bytes) -> tuple[Asset | None, list[str]]:
    diagnostics = Diagnostics()
    found = load_asset(path, data, HERE, diagnostics)
    return found, [str(finding) for finding in diagnostics.sorted]


def svg(inside: str = "", attributes: str = 'viewBox="0 0 96 48"') -> bytes:
    text = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>'
    return f"{text}{inside}</svg>".encode()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_png_of_every_kind(mode: str) -> None:
    data = encoded("PNG", mode)
    assert load("a.png", data) == (Asset("a.png", "png", data, 30, 20, (30, 20)), [])


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_jpeg_of_every_kind(mode: str) -> None:
    data = encoded("JPEG", mode)
    assert load("a.JPG", data) == (Asset("a.JPG", "jpeg", data, 30, 20, (30, 20)), [])


def test_animated_png() -> None:
    data = encoded("PNG", save_all=True, append_images=[Image.new("RGB", (30, 20), "red")])
    assert load("a.png", data)[1] == []


def test_natural_size_follows_the_files_resolution() -> None:
    found, _ = load("a.png", encoded("PNG", size=(300, 150), dpi=(300, 150)))
    assert found is not None
    assert (found.width, found.height) == pytest.approx((72, 72), abs=0.01)


def test_a_picture_from_a_phone_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    found, findings = load("a.jpg", encoded("JPEG", size=(40, 20), exif=exif, dpi=(72, 144)))
    assert findings == []
    assert found is not None
    assert (found.width, found.height, found.pixels) == (10, 40, (20, 40))
    with Image.open(io.BytesIO(found.data)) as image:
        assert image.size == (20, 40)
        assert ExifTags.Base.Orientation not in image.getexif()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_every_cut_of_a_bitmap_is_found(kind: str) -> None:
    name = f"a.{kind.lower()}"
    data = encoded(kind, size=(60, 60))
    for end in (20, len(data) // 2, len(data) * 3 // 4):
        found, findings = load(name, data[:end])
        assert found is None
        assert findings == [
            f"sources/one.md:3:1: error: The image “{name}” is damaged and can't be read.\n"
            "    Open it in an image program and save it again, or export it anew."
        ]


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("a.png", b"", "The image “a.png” is empty."),
        ("a.png", b"hello", "“a.png” is not an image that can be used."),
        ("a.jpg", encoded("PNG"), "The image “a.jpg” is in fact PNG; its name says something else."),
        ("a.png", svg(), "The image “a.png” is in fact SVG; its name says something else."),
        ("a.gif", encoded("GIF"), "“a.gif” is a GIF file."),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "“a.webp” is a WebP file."),
        ("a.svg", b"\x1f\x8b\x08", "“a.svg” is a compressed SVG (SVGZ) file."),
        ("a.heic", b"\0\0\0\x18ftypheic", "“a.heic” is a HEIC or AVIF file."),
    ],
)
def test_a_file_that_is_not_what_it_should_be(path: str, data: bytes, message: str) -> None:
    found, findings = load(path, data)
    assert found is None
    assert [finding.splitlines()[0] for finding in findings] == [f"sources/one.md:3:1: error: {message}"]


def test_pixels_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bitmap, "MAX_PIXELS", 599)
    assert "has more than 0 million pixels" in load("a.png", encoded("PNG"))[1][0]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 96 48"', (72, 36)),
        ('width="2in" height="36pt"', (144, 36)),
        ('width="96" height="48px"', (72, 36)),
        ('width="1in" viewBox="0 0 20 10"', (72, 36)),
        ('width="100%" height="100%" viewBox="-5,-5,96,48"', (72, 36)),
        ('height="1in" viewBox="0 0 20 10"', (144, 72)),
    ],
)
def test_a_drawings_natural_size(attributes: str, size: tuple[float, float]) -> None:
    data = svg(attributes=attributes)
    assert load("a.svg", data) == (Asset("a.svg", "svg", data, *size), [])


@pytest.mark.parametrize(
    "attributes", ["", 'viewBox="0 0 0 0"', 'width="nan" height="1"', 'viewBox="0 0 1e9 1"']
)
def test_a_drawing_without_a_size(attributes: str) -> None:
    found, findings = load("a.svg", svg(attributes=attributes))
    assert found is None
    assert findings[0].startswith("a.svg: error: This drawing doesn't say how large it is.")


PIXEL = f"data:image/png;base64,{base64.b64encode(encoded('PNG')).decode()}"


@pytest.mark.parametrize(
    "inside",
    [
        '<circle r="3" fill="url(#g)"/><use xlink:href="#g"/>',
        f'<image href="{PIXEL}"/>',
        '<a href="https://example.org"><text>words</text></a>',
        "<style>.a { fill: #fff; clip-path: url(#c) }</style>",
    ],
)
def test_what_a_drawing_may_hold(inside: str) -> None:
    assert load("a.svg", svg(inside))[1] == []


@pytest.mark.parametrize(
    ("inside", "finding"),
    [
        ("<script>1</script>", "a script"),
        ('<g onload="x()"/>', "a script (onload)"),
        ("<foreignObject/>", "content that is not a drawing (foreignObject)"),
        ('<image href="other.png"/>', "a reference to another file (“other.png”)"),
        ('<image xlink:href="file:///etc/passwd"/>', "a reference to another file (“file:///etc/passwd”)"),
        (
            '<use href="https://example.org/x.svg#a"/>',
            "a reference to another file (“https://example.org/x.svg#a”)",
        ),
        ('<rect fill="url(http://example.org/p)"/>', "a reference to another file (“http://example.org/p”)"),
        ("<rect style=\"fill: URL( 'x.svg#p' )\"/>", "a reference to another file (“x.svg#p”)"),
        ("<style>@import 'x.css';</style>", "a reference to another file (“@import”)"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "a reference to another file"),
        ('<image href="data:image/png;base64,AAAA"/>', "a picture that is damaged and can't be read"),
        ('<g id="a"><use href="#a"/></g>', "parts that repeat each other without end"),
        (
            '<g id="g0"><rect/></g>'
            + "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 30 + "</g>" for n in range(1, 6)),
            "parts that repeat each other without end",
        ),
        (
            "".join(f'<g id="g{n}"><use href="#g{n + 1}"/></g>' for n in range(5000)),
            "parts that repeat each other without end",
        ),
    ],
)
def test_what_a_drawing_may_not_hold(inside: str, finding: str) -> None:
    found, findings = load("a.svg", svg(inside))
    assert found is None
    assert len(findings) == 1
    assert findings[0].startswith(f"a.svg: error: This drawing holds {finding}")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (svg("<g>\n<rect></g>"), "a.svg:2:9: error: This is not well-formed XML (mismatched tag)."),
        (
            b'<!DOCTYPE svg [<!ENTITY a "b">]>\n' + svg("&a;"),
            "a.svg:1:15: error: It declares entities, which are not read.",
        ),
        (b'<?xml-stylesheet href="x.css"?>' + svg(), "a.svg:1:1: error: It asks for a style sheet"),
        (svg("&nbsp;"), "error: This is not well-formed XML (undefined entity)."),
        (svg("<g>" * 100 + "</g>" * 100), "error: It is nested more than 64 elements deep."),
        (b"<html><svg/></html>", "a.svg: error: This is not an SVG drawing"),
    ],
)
def test_xml_that_is_refused(data: bytes, expected: str) -> None:
    found, findings = load("a.svg", data)
    assert found is None
    assert len(findings) == 1
    assert expected in findings[0]


def test_an_ordinary_document_type_is_passed_over() -> None:
    doctype = (
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert load("a.svg", doctype + svg())[1] == []


DRAWING = svg('<g id="a"><rect style="fill: url(#b)"/></g><use xlink:href="#a"/><style>a {}</style>')
SAMPLES = (
    ("a.png", encoded("PNG", "P", dpi=(72, 72))),
    ("a.jpg", encoded("JPEG", exif=Image.Exif(), dpi=(72, 72))),
    ("a.svg", DRAWING),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6))
def test_a_damaged_file_gives_an_image_or_a_finding(
    sample: tuple[str, bytes], changes: list[tuple[int, int]]
) -> None:
    path, data = sample
    damaged = bytearray(data)
    for index, value in changes:
        damaged[index % len(damaged)] = value
    found, findings = load(path, bytes(damaged))
    assert (found is None) == bool(findings)
    if found is not None:
        assert found.width > 0
        assert found.height > 0


def test_the_shipped_drawings_are_accepted() -> None:
    root = Path(__file__).parent.parent.parent
    for file in sorted(root.glob("sources/images/*.svg")):
        assert load(file.name, file.read_bytes())[1] == []
