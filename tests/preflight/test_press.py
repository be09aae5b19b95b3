"""Each fault is planted into a file that has none, and is found: it, and nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.preflight.samples import FONT, FREE, PAGE, clean, drawn, found, planted, rules, shop

X, Y = FREE


def text(size: float, color: str = "0 0 0 1 k /Over gs", at: tuple[float, float] = FREE) -> str:
    return f"{color} BT {FONT} {size} Tf 1 0 0 1 {at[0]} {at[1]} Tm <0001000200030004> Tj ET"


def nothing(_: Pdf) -> None:
    pass


def test_a_file_as_we_make_it_has_no_faults() -> None:
    assert found(clean()) == ()


def test_saving_it_again_alone_plants_nothing() -> None:
    assert found(planted(nothing)) == ()


# ------------------------------------------------------------------------------------ the whole file


def intent(pdf: Pdf) -> pikepdf.Object:
    return pdf.Root.OutputIntents[0]


def reprofiled(change: Callable[[bytes], bytes]) -> Callable[[Pdf], None]:
    def changed(pdf: Pdf) -> None:
        profile = intent(pdf).DestOutputProfile
        profile.write(change(profile.read_bytes()))

    return changed


def rewritten(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    def changed(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new))

    return changed


def deleted(node: Callable[[Pdf], pikepdf.Object], key: str) -> Callable[[Pdf], None]:
    def changed(pdf: Pdf) -> None:
        del node(pdf)[key]

    return changed


def set_to(node: Callable[[Pdf], pikepdf.Object], key: str, value: object) -> Callable[[Pdf], None]:
    def changed(pdf: Pdf) -> None:
        node(pdf)[key] = value

    return changed


def root(pdf: Pdf) -> pikepdf.Object:
    return pdf.Root


def info(pdf: Pdf) -> pikepdf.Object:
    return pdf.trailer.Info


def page(pdf: Pdf) -> pikepdf.Object:
    return pdf.pages[PAGE].obj


def with_spots(*mixtures: tuple[str, float]) -> Callable[[Pdf], None]:
    """Spot colours, each with the part of cyan that stands for it, a page for each."""

    def change(pdf: Pdf) -> None:
        for page, (name, cyan) in zip(pdf.pages, mixtures, strict=False):
            tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * 4))
            tint.C1 = Array([cyan, 0, 0, 0])
            space = Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, tint])
            page.obj.Resources.ColorSpace = Dictionary(Own=space)

    return change


DOCUMENT = {
    "three inks of their own": ("spot-colours", with_spots(("Teal", 1), ("Coral", 1), ("Gold", 1))),
    "one ink in two mixtures": ("spot-mixture", with_spots(("Teal", 1), ("Teal", 0.5))),
    "no intent": ("output-intent", deleted(root, "/OutputIntents")),
    "an intent for archives": ("output-intent", set_to(intent, "/S", Name.GTS_PDFA1)),
    "two intents": ("output-intent", lambda pdf: pdf.Root.OutputIntents.append(intent(pdf))),
    "an intent without a name": ("output-intent", set_to(intent, "/OutputConditionIdentifier", String(""))),
    "no profile": ("output-intent", deleted(intent, "/DestOutputProfile")),
    "a monitor's profile": ("output-intent", reprofiled(lambda data: data[:12] + b"mntr" + data[16:])),
    "a profile in RGB": ("output-intent", reprofiled(lambda data: data[:16] + b"RGB " + data[20:])),
    "no XMP": ("identification", deleted(root, "/Metadata")),
    "another standard": ("identification", rewritten(b">PDF/X-4<", b">PDF/X-3<")),
    "no document id": ("identification", rewritten(b"xmpMM:DocumentID", b"xmpMM:DocumentXX")),
    "broken XMP": ("identification", rewritten(b"</rdf:RDF>", b"")),
    "XMP with entities": (
        "identification",
        rewritten(b"<x:xmpmeta", b'<!DOCTYPE a [<!ENTITY b "c">]><x:xmpmeta'),
    ),
    "another title": ("agreement", set_to(info, "/Title", String("Something else"))),
    "another date": ("agreement", set_to(info, "/ModDate", String("D:20250101000000Z"))),
    "trapping that differs": ("agreement", set_to(info, "/Trapped", Name("/True"))),
    "trapping not said": ("trapped", deleted(info, "/Trapped")),
    "an action": ("actions", set_to(root, "/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1")))),
    "an odd number of pages": ("page-multiple", lambda pdf: pdf.pages.__delitem__(3)),
    "trim and art": ("boxes", set_to(page, "/ArtBox", Array([9, 9, 600, 700]))),
    "a bleed larger than the sheet": ("boxes", set_to(page, "/BleedBox", Array([-9, -9, 640, 820]))),
    "a bleed too narrow": ("bleed", set_to(page, "/BleedBox", Array([4, 4, 625, 805]))),
    "a group in RGB": (
        "transparency-group",
        set_to(page, "/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
    ),
    "a link": (
        "annotations",
        set_to(page, "/Annots", Array([Dictionary(Subtype=Name.Link, Rect=Array([99, 99, 120, 120]))])),
    ),
}


@pytest.mark.parametrize(("rule", "change"), DOCUMENT.values(), ids=DOCUMENT.keys())
def test_faults_of_dictionaries(rule: str, change: Callable[[Pdf], object]) -> None:
    assert rules(found(planted(change))) == {rule}


@pytest.mark.parametrize("content", ["", f"0 0 0 .5 k {X} {Y} 100 50 re f", f"0 0 0 0 k 0 {Y} 100 50 re f"])
def test_a_page_without_a_trim_needs_no_bleed_if_nothing_runs_to_its_edge(content: str) -> None:
    assert rules(found(plain_page(content))) == {"boxes"}


@pytest.mark.parametrize(
    "area", [f"0 {Y} 100 50", f"500 {Y} 200 50", "300 -3 50 50", "300 700 50 92", "0.3 0.3 611.4 791.4"]
)
def test_a_page_without_a_trim_and_art_at_its_edge(area: str) -> None:
    findings = found(plain_page(f"0 0 0 .5 k {area} re f {area} re f"))
    assert [finding.rule for finding in findings] == ["boxes", "bleed"]
    assert findings[1].message == (
        "Art runs to the edge of the page (612 × 792 points), with no bleed that the file tells of; "
        "8.5 points are asked for"
    )


def test_text_near_the_edge_of_a_page_without_a_trim() -> None:
    (_, finding) = found(plain_page(text(11, at=(4, 300)), OVER))
    assert (finding.rule, finding.at) == ("safe-area", (4.0, 297.6))
    assert finding.message == "Text stands nearer than 8.5 points to the edge of the page"


def plain_page(content: str, resources: Mapping[str, Mapping[str, object]] | None = None) -> bytes:
    """The clean file, its broken page with nothing but ``content``, as an office program makes it."""

    def change(pdf: Pdf) -> None:
        target = page(pdf)
        for key in ("/TrimBox", "/BleedBox", "/CropBox"):
            if key in target:
                del target[key]
        target.MediaBox = Array([0, 0, 612, 792])
        fonts = target.Resources.Font
        fonts[FONT] = next(font for name, font in fonts.items() if "NextRegular" not in str(name))
        for group, entries in (resources or {}).items():
            target.Resources[f"/{group}"] = Dictionary({f"/{key}": value for key, value in entries.items()})
        target.Contents = pdf.make_stream(content.encode())

    return planted(change)


def test_a_trim_outside_the_bleed() -> None:
    findings = found(planted(set_to(page, "/TrimBox", Array([-5, 8.5, 620.5, 800.5]))))
    assert "boxes" in rules(findings)


def test_pikepdfs_name_for_false_is_not_false() -> None:
    findings = found(planted(set_to(info, "/Trapped", Name.False_)))
    assert rules(findings) == {"trapped", "agreement"}
    assert "is “False_”" in findings[-1].message or "is “False_”" in findings[0].message


def test_a_newer_version_and_compressed_metadata() -> None:
    assert rules(found(planted(nothing, force_version="1.7"))) == {"version"}

    def compress(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        del pdf.Root.Metadata["/Type"]  # qpdf knows metadata by it, and would expand them
        pdf.Root.Metadata.write(zlib.compress(data), filter=Name.FlateDecode)

    assert rules(found(planted(compress))) == {"identification"}


def test_protection_and_no_identifier() -> None:
    locked = planted(nothing, force_version="", encryption=pikepdf.Encryption(owner="a", user=""))
    assert "encryption" in rules(found(locked))
    closed = planted(nothing, force_version="", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert rules(found(closed)) == {"encryption"}
    assert rules(found(clean().replace(b"/ID [", b"/IX ["))) == {"file-identifier"}


BREAKS_OFF = "The file breaks off: its end is missing"
NO_PDF = {
    "empty": (b"", "The file is empty"),
    "text": (b"hello", "The file is not a PDF"),
    "a picture": (b"\xff\xd8\xff\xe0" + bytes(2000), "The file is a JPEG picture, not a PDF"),
    "Word": (
        b"PK\x03\x04\x14" + bytes(2000),
        "The file is a ZIP archive, or a document of Word or PowerPoint, not a PDF",
    ),
    "its first line": (b"%PDF-1.6\n", BREAKS_OFF),
    "its first lines": (clean()[:200], BREAKS_OFF),
    "without its end": (clean()[:-300], BREAKS_OFF),
    "half of it": (clean()[: len(clean()) // 2], BREAKS_OFF),
    "half of one for the web": (
        planted(nothing, linearize=True)[: len(clean()) * 3 // 4],
        BREAKS_OFF,
    ),
    "no pages": (b"%PDF-1.6\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n", "The file is damaged"),
}


@pytest.mark.parametrize(("data", "message"), NO_PDF.values(), ids=NO_PDF.keys())
def test_what_is_no_pdf_is_one_finding(data: bytes, message: str) -> None:
    (finding,) = found(data)
    assert (finding.rule, finding.severity, finding.message) == ("readable", "error", message)
    assert finding.hint.startswith(("Copy or download it again.", "Open it in the program that made it"))


def test_a_damaged_file_is_looked_at_as_far_as_it_can_be() -> None:
    astray = clean().replace(b"startxref\n", b"startxref\n1")
    assert [finding.message for finding in found(astray)] == ["The file is damaged"]
    broken = bytearray(planted(deleted(info, "/Trapped")))
    start = broken.index(b"<?xpacket begin")
    broken[start : start + 400] = bytes(400)
    assert rules(found(bytes(broken))) == {"identification", "trapped"}


def test_a_part_that_is_damaged() -> None:
    def change(pdf: Pdf) -> None:
        intent(pdf).DestOutputProfile.write(b"no deflated data at all", filter=Name.FlateDecode)
        page(pdf).Contents = pdf.make_stream(b"no deflated data at all", Filter=Name.FlateDecode)
        pdf.pages[0].obj.TrimBox = Array([0, 0, Name.Wide, 792])

    told = [(finding.page, finding.rule, finding.message) for finding in found(planted(change))]
    assert (0, "readable", "A part of the file is damaged and can't be checked") in told
    assert (3, "content", "The page's content can't be read: it is damaged") in told
    assert (1, "boxes", "The page doesn't say where it is trimmed (TrimBox)") in told
    assert not any("BytesIO" in message or "object" in message for _, _, message in told)


# ------------------------------------------------------------------------------------ what is painted


def image(
    space: object, width: int, *, mask: bool = False, level: int = 0
) -> Callable[[Pdf], pikepdf.Object]:
    def made(pdf: Pdf) -> pikepdf.Object:
        count = {"/DeviceRGB": 3, "/DeviceGray": 1, "/DeviceCMYK": 4}.get(str(space), 4)
        keys = {"Type": Name.XObject, "Subtype": Name.Image, "Width": width, "Height": width}
        stream = pdf.make_stream(
            bytes([level]) * width * width * count, **keys, ColorSpace=space, BitsPerComponent=8
        )
        if mask:
            stream.SMask = pdf.make_stream(
                b"\x80" * width * width, **keys, ColorSpace=Name.DeviceGray, BitsPerComponent=8
            )
        return stream

    return made


def profiled(pdf: Pdf) -> pikepdf.Object:
    return Array([Name.ICCBased, pdf.make_stream(b"", N=4)])


def picture(width: int, space: object = Name.DeviceCMYK, **more: object) -> bytes:
    made = image(space, width, **more)  # type: ignore[arg-type]
    return drawn(f"72 0 0 72 {X} {Y} cm /P Do", {"XObject": {"P": made}})


OVER = {"ExtGState": {"Over": Dictionary(OP=True, op=True, OPM=1)}}
AREA = f"{X} {Y} 100 80 re f"

NIGHT = Dictionary(
    FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([1, 0.9, 0.5, 0.7])
)
DEEPENING = Dictionary(
    ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([X, 0, X + 100, 0]), Function=NIGHT
)


def spot(tint: Dictionary, name: str = "Night") -> Array:
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def tile(content: bytes) -> dict[str, dict[str, object]]:
    """Shown 30 by 30 points apart."""

    def made(pdf: Pdf) -> pikepdf.Object:
        keys = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 30, "YStep": 30}
        return pdf.make_stream(content, **keys, BBox=Array([0, 0, 30, 30]), Resources=Dictionary())

    return {"Pattern": {"T": made}}


PAINTED = {
    "text in RGB": ("colour-space", drawn(text(11, "0.5 0 0 rg"))),
    "a line in RGB": ("colour-space", drawn(f"1 0 0 RG {X} {Y} m 300 200 l S")),
    "an area in a profile of its own": (
        "colour-space",
        drawn(f"/Own cs 0 0 0 .5 sc {AREA}", {"ColorSpace": {"Own": profiled}}),
    ),
    "a picture in RGB": ("colour-space", picture(300, Name.DeviceRGB)),
    "a shading in RGB": (
        "colour-space",
        drawn(
            f"{X} {Y} 50 50 re W n /Sh sh",
            {"Shading": {"Sh": Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB)}},
        ),
    ),
    "a mesh of colours": (
        "not-judged",
        drawn(
            f"{X} {Y} 50 50 re W n /Sh sh",
            {"Shading": {"Sh": Dictionary(ShadingType=4, ColorSpace=Name.DeviceCMYK)}},
        ),
    ),
    "a tile in RGB": ("colour-space", drawn(f"/Pattern cs /T scn {AREA}", tile(b"1 0 0 rg 0 0 9 9 re f"))),
    "a tile of hairlines": ("hairline", drawn(f"/Pattern cs /T scn {AREA}", tile(b".1 w 0 5 m 30 5 l S"))),
    "a tile with too much ink": (
        "ink-limit",
        drawn(f"/Pattern cs /T scn {AREA}", tile(b"1 1 .9 .4 k 0 0 9 9 re f")),
    ),
    "a shading with too much ink at its end": (
        "ink-limit",
        drawn(f"q {X} {Y} 100 50 re W n /Sh sh Q", {"Shading": {"Sh": DEEPENING}}),
    ),
    "black type in four inks": ("black-text", drawn(text(11, ".5 .4 .2 1 k"))),
    "a small area in four inks": ("rich-black", drawn(f".5 .4 .2 1 k {X} {Y} 30 30 re f")),
    "small type in several inks": ("small-type-inks", drawn(text(7, ".8 .3 .4 .3 k"))),
    "too much ink": ("ink-limit", drawn(f".9 .8 .8 .7 k {AREA}")),
    "too much ink in a picture": ("ink-limit", picture(300, level=220)),
    "too much ink where black overprints": ("ink-limit", drawn(f"1 .8 .6 0 k {AREA} {text(20)}", OVER)),
    "a hairline": ("hairline", drawn(f"0 0 0 1 K .1 w {X} {Y} m 300 200 l S")),
    "a line as thin as can be": ("hairline", drawn(f"0 0 0 1 K 0 w {X} {Y} m 300 {Y} l S")),
    "a line made small": ("hairline", drawn("q .2 0 0 .2 0 0 cm 0 0 0 1 K 1 w 900 600 m 999 700 l S Q")),
    "a thin area": ("hairline", drawn(f"0 0 0 1 k {X} {Y} 100 .1 re f")),
    "type too small": ("type-size", drawn(text(3), OVER)),
    "white type too small": ("type-size", drawn(f"0 0 0 .5 k {AREA} {text(5, '0 0 0 0 k')}")),
    "white that overprints": ("white-overprint", drawn(f"/Over gs 0 0 0 0 k {AREA}", OVER)),
    "black that cuts out": ("black-overprint", drawn(text(11, "0 0 0 1 k"))),
    "something transparent": (
        "transparency",
        drawn(f"/Half gs 0 0 0 .5 k {AREA}", {"ExtGState": {"Half": Dictionary(ca=0.5)}}),
    ),
    "a transparent picture": ("transparency", picture(300, mask=True)),
    "a picture with few dots": ("resolution", picture(100)),
    "a picture with not quite enough dots": ("resolution", picture(200)),
    "art that stops at the trim": ("bleed-reached", drawn(f"0 0 0 .5 k 8.5 {Y} 100 50 re f")),
    "art that stops in the bleed": ("bleed-reached", drawn(f"0 0 0 .5 k 600 {Y} 24 50 re f")),
    "text near the edge": ("safe-area", drawn(text(11, at=(12, 300)), OVER)),
    "text in the cut": ("safe-area", drawn(text(11, at=(400, 6)), OVER)),
}


@pytest.mark.parametrize(("rule", "data"), PAINTED.values(), ids=PAINTED.keys())
def test_faults_of_content(rule: str, data: bytes) -> None:
    findings = found(data)
    assert rules(findings) == {rule}
    assert {finding.page for finding in findings} == {PAGE + 1}


MIXED = {
    "made by a program": (
        "not-judged",
        drawn(f"/Gold cs 1 scn {AREA}", {"ColorSpace": {"Gold": spot(Dictionary(FunctionType=4))}}),
    ),
    "too much ink": ("ink-limit", drawn(f"/Night cs 1 scn {AREA}", {"ColorSpace": {"Night": spot(NIGHT)}})),
}


@pytest.mark.parametrize(("rule", "data"), MIXED.values(), ids=MIXED.keys())
def test_faults_of_spot_colours_that_are_mixed_of_the_four(rule: str, data: bytes) -> None:
    assert rules(found(data, replace(shop(), spot_colors=0))) == {rule, "spot-colours"}
    assert rules(found(data)) == set()


CLEAN = {
    "a large area in four inks": drawn(f".5 .4 .2 1 k {AREA}"),
    "large type in four inks": drawn(text(60, ".5 .4 .2 1 k")),
    "art over the edge": drawn(f"0 0 0 .5 k 0 {Y} 100 50 re f"),
    "black over colour, within the limit": drawn(f".5 .4 .2 0 k {AREA} {text(20)}", OVER),
    "a picture with dots enough": picture(300),
    "a grey picture": picture(300, Name.DeviceGray, level=90),
    "invisible text": drawn(f"3 Tr {text(2, '1 0 0 rg')}"),
    "text outside the page": drawn(text(2, "1 .9 .9 1 k", at=(900, 900))),
}


@pytest.mark.parametrize("data", CLEAN.values(), ids=CLEAN.keys())
def test_what_is_no_fault(data: bytes) -> None:
    assert found(data) == ()


def test_a_font_that_is_missing() -> None:
    def change(pdf: Pdf) -> None:
        for font in page(pdf).Resources.Font.values():
            del font.DescendantFonts[0].FontDescriptor["/FontFile2"]

    assert rules(found(planted(change))) == {"font-embedded"}


def test_content_that_never_ends() -> None:
    def form(pdf: Pdf) -> pikepdf.Object:
        made = pdf.make_stream(b"/Self Do", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        made.Resources = Dictionary(XObject=Dictionary(Self=made))
        return made

    data = drawn("/Self Do", {"XObject": {"Self": form}})
    assert rules(found(data)) == {"content"}


def test_where_and_how_to_mend_it() -> None:
    (finding,) = found(drawn(f"q 1 0 0 1 10 0 cm 0 0 0 1 K .1 w {X} {Y} m 300 200 l S Q"))
    assert (finding.severity, finding.page) == ("error", 3)
    assert finding.at == (221.4, 141.4)  # the trim's corner is at 8.5
    assert finding.message == "A line is 0.10 points thin; 0.25 is the least that prints"


def test_severities_of_pictures() -> None:
    assert [finding.severity for finding in found(picture(100))] == ["error"]
    assert [finding.severity for finding in found(picture(200))] == ["warning"]


def test_the_shop_says_how_much() -> None:
    strict = replace(shop(), ink_limit=1.5, min_type=12.0)
    assert rules(found(clean(), strict)) >= {"ink-limit", "type-size"}


DEEP = Dictionary(
    FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([0.9, 0.3, 0, 0])
)
SOFT = Dictionary(
    FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([0.2, 0.4, 0, 0])
)


def test_more_spot_colours_than_plates() -> None:
    spaces = {"ColorSpace": {name: spot(SOFT, name) for name in ("Sun", "Moon", "Star")}}
    data = drawn(f"/Sun cs 1 scn {AREA} /Moon cs 1 scn {AREA} /Star cs 1 scn {AREA}", spaces)
    (finding,) = found(data, replace(shop(), spot_colors=2))
    assert (finding.rule, finding.severity) == ("spot-colours", "error")
    assert found(data, replace(shop(), spot_colors=3)) == ()


def test_a_spot_colour_with_two_mixtures() -> None:
    spaces = {"ColorSpace": {"One": spot(SOFT), "Other": spot(DEEP)}}
    data = drawn(f"/One cs 1 scn {AREA} /Other cs 1 scn {AREA}", spaces)
    assert rules(found(data, replace(shop(), spot_colors=1))) == {"spot-mixture"}
