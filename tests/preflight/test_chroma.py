"""Which pages a copier bills as colour, against what two renderers make of them."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from packetpress.preflight import color_pages
from tests.tools import require

Resources = Mapping[str, Callable[[pikepdf.Pdf], pikepdf.Object]]


def one_page(content: str | bytes, **groups: Resources) -> bytes:
    """A page of 100 × 100 points; ``groups``: resources by group and name."""
    with pikepdf.Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=_font(pdf)))
        for group, entries in groups.items():
            made = {f"/{name}": make(pdf) for name, make in entries.items()}
            resources[f"/{group}"] = pikepdf.Dictionary(made)
        page.obj.Resources = resources
        page.obj.Contents = pdf.make_stream(content.encode() if isinstance(content, str) else content)
        target = io.BytesIO()
        pdf.save(target, static_id=True)
    return target.getvalue()


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    font.BaseFont = pikepdf.Name.Helvetica
    return pdf.make_indirect(font)


def picture(mode: str, color: tuple[int, ...] | int) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    spaces = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        data = Image.new(mode, (4, 4), color).tobytes()
        return pdf.make_stream(
            data,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=4,
            Height=4,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name(spaces[mode]),
        )

    return make


def mask(pdf: pikepdf.Pdf) -> pikepdf.Object:
    keys = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "ImageMask": True}
    return pdf.make_stream(b"\x00" * 4, Width=4, Height=4, BitsPerComponent=1, **keys)


def form(content: bytes) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        box = pikepdf.Array([0, 0, 100, 100])
        return pdf.make_stream(content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=box)

    return make


def shading(space: str, low: list[float], high: list[float]) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    def make(_pdf: pikepdf.Pdf) -> pikepdf.Object:
        function = pikepdf.Dictionary(
            FunctionType=2, Domain=[0, 1], C0=pikepdf.Array(low), C1=pikepdf.Array(high), N=1
        )
        return pikepdf.Dictionary(
            ShadingType=2, ColorSpace=pikepdf.Name(space), Coords=[0, 0, 100, 0], Function=function
        )

    return make


def spot(name: str, inks: list[float]) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    def make(_pdf: pikepdf.Pdf) -> pikepdf.Object:
        function = pikepdf.Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=pikepdf.Array(inks), N=1
        )
        parts = [pikepdf.Name.Separation, pikepdf.Name(f"/{name}"), pikepdf.Name.DeviceCMYK, function]
        return pikepdf.Array(parts)

    return make


BOX = "20 20 50 50 re f"
IMAGE = "50 0 0 50 20 20 cm /X Do"
CASES: Mapping[str, tuple[bool, bytes]] = {
    "nothing": (False, one_page("")),
    "black": (False, one_page(f"0 g {BOX}")),
    "grey that is RGB": (False, one_page(f"0.5 0.5 0.5 rg {BOX}")),
    "colour": (True, one_page(f"0.5 0.4 0.5 rg {BOX}")),
    "a coloured line": (True, one_page("1 0 0 RG 5 w 10 50 m 90 50 l S")),
    "colour that paints nothing": (False, one_page(f"1 0 0 rg 0 1 0 RG 0 g {BOX}")),
    "a line's colour that only fills": (False, one_page(f"1 0 0 RG 0 g {BOX}")),
    "colour after a restored state": (False, one_page(f"q 1 0 0 rg Q {BOX}")),
    "colour in a saved state": (True, one_page(f"1 0 0 rg q q Q {BOX} Q")),
    "coloured type": (True, one_page("1 0 0 rg BT /F 40 Tf 20 40 Td (I) Tj ET")),
    "coloured type that is invisible": (False, one_page("1 0 0 rg BT /F 40 Tf 3 Tr 20 40 Td (I) Tj ET")),
    "outlined type": (True, one_page("1 0 0 RG 3 w BT /F 40 Tf 1 Tr 20 40 Td (I) Tj ET")),
    "operators in type": (False, one_page(r"BT /F 9 Tf 20 40 Td ( 1 0 0 rg (f \) ) S ) Tj ET")),
    "operators in a comment": (False, one_page(f"% 1 0 0 rg\n{BOX}")),
    "black ink": (False, one_page(f"0 0 0 0.7 k {BOX}")),
    "some yellow ink": (True, one_page(f"0 0 0.2 0.7 k {BOX}")),
    "white ink": (False, one_page(f"0 0 0 0 k {BOX}")),
    "a space by its name": (True, one_page(f"/DeviceRGB cs 0 0 1 sc {BOX}")),
    "a space as it begins": (False, one_page(f"1 0 0 rg /DeviceRGB cs {BOX}")),
    "a grey picture": (False, one_page(IMAGE, XObject={"X": picture("L", 90)})),
    "a grey picture in RGB": (False, one_page(IMAGE, XObject={"X": picture("RGB", (90, 90, 90))})),
    "a coloured picture": (True, one_page(IMAGE, XObject={"X": picture("RGB", (90, 20, 90))})),
    "a picture in black ink": (False, one_page(IMAGE, XObject={"X": picture("CMYK", (0, 0, 0, 90))})),
    "a picture in inks": (True, one_page(IMAGE, XObject={"X": picture("CMYK", (90, 0, 0, 90))})),
    "a mask in colour": (True, one_page(f"0 0 1 rg {IMAGE}", XObject={"X": mask})),
    "a mask in black": (False, one_page(f"0 0 1 rg 0 g {IMAGE}", XObject={"X": mask})),
    "a form in colour": (True, one_page("/X Do", XObject={"X": form(b"1 0 0 rg 20 20 50 50 re f")})),
    "a form in the colour around": (True, one_page("1 0 0 rg /X Do", XObject={"X": form(BOX.encode())})),
    "a form in black": (False, one_page("/X Do", XObject={"X": form(BOX.encode())})),
    "a shading in colour": (
        True,
        one_page("/X sh", Shading={"X": shading("/DeviceRGB", [0, 0, 0], [1, 0, 0])}),
    ),
    "a shading in grey": (False, one_page("/X sh", Shading={"X": shading("/DeviceGray", [0], [1])})),
    "a spot colour": (True, one_page(f"/X cs 1 scn {BOX}", ColorSpace={"X": spot("Teal", [1, 0, 0.3, 0])})),
    "a spot colour of black": (
        False,
        one_page(f"/X cs 1 scn {BOX}", ColorSpace={"X": spot("Slate", [0, 0, 0, 0.6])}),
    ),
    "an image in the content": (
        True,
        one_page(b"50 0 0 50 20 20 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \xff\x00\x00 EI"),
    ),
    "a grey image in the content": (
        False,
        one_page(b"1 0 0 rg 50 0 0 50 20 20 cm BI /W 3 /H 1 /BPC 8 /CS /G ID  rg EI 0 g 5 5 9 9 re f"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_colour(name: str) -> None:
    colored, data = CASES[name]
    assert color_pages(data) == (colored,)


INKS = frozenset(name for name in CASES if "ink" in name or "spot" in name)


@pytest.mark.parametrize("name", sorted(CASES.keys() - INKS))
def test_poppler_renders_the_same(name: str, tmp_path: Path) -> None:
    colored, data = CASES[name]
    assert rendered(data, tmp_path) == (colored,)


@pytest.mark.parametrize("name", sorted(INKS))
def test_ghostscript_separates_the_same(name: str, tmp_path: Path) -> None:
    colored, data = CASES[name]
    assert inked(data, tmp_path) == (colored,)


def inked(data: bytes, folder: Path) -> tuple[bool, ...]:
    """Which pages have any cyan, magenta or yellow as Ghostscript separates them."""
    (folder / "it.pdf").write_bytes(data)
    command = [require("gs"), "-q", "-dSAFER", "-o", "-", "-sDEVICE=inkcov", str(folder / "it.pdf")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    covered = [line.split()[:3] for line in done.stdout.splitlines() if line.endswith("CMYK OK")]
    return tuple(any(float(part) > 0 for part in parts) for parts in covered)


def rendered(data: bytes, folder: Path) -> tuple[bool, ...]:
    """Which pages have a pixel of colour as poppler draws them."""
    (folder / "it.pdf").write_bytes(data)
    command = [require("pdftoppm"), "-r", "72", str(folder / "it.pdf"), str(folder / "page")]
    subprocess.run(command, check=True, capture_output=True)
    found = []
    for path in sorted(folder.glob("page*.ppm")):
        with Image.open(path) as image:
            red, green, blue = image.convert("RGB").split()
            apart = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
            found.append(apart.point(lambda value: value > 2 and 255).getbbox() is not None)
    return tuple(found)


def test_what_cannot_be_read_counts_as_colour() -> None:
    def damaged(pdf: pikepdf.Pdf) -> pikepdf.Object:
        keys = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image}
        return pdf.make_stream(
            b"no JPEG",
            Width=4,
            Height=4,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceRGB,
            Filter=pikepdf.Name.DCTDecode,
            **keys,
        )

    assert color_pages(one_page(IMAGE, XObject={"X": damaged})) == (True,)
    assert color_pages(one_page(f"/Nowhere cs 1 sc {BOX}")) == (True,)


def test_pages_are_told_apart() -> None:
    with pikepdf.Pdf.new() as pdf:
        for data in (CASES["black"][1], CASES["colour"][1], CASES["nothing"][1]):
            with pikepdf.open(io.BytesIO(data)) as part:
                pdf.pages.extend(part.pages)
        target = io.BytesIO()
        pdf.save(target)
    assert color_pages(target.getvalue()) == (False, True, False)
