from pathlib import Path

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.color import contrast, paint
from packetpress.load.layout import layout_names, load_layouts
from packetpress.load.layout_keys import LABELS, ROLES
from packetpress.load.lengths import points
from packetpress.model import Layout, PageGeometry, Paint, TextStyle

SHIPPED = Path(__file__).parent.parent.parent / "layouts"


def layouts(root: Path, *names: str, **files: str) -> tuple[dict[str, Layout], list[str]]:
    """Loads ``names`` from a project whose ``layouts/`` holds ``files``."""
    if files:
        (root / "layouts").mkdir()
    for name, text in files.items():
        (root / "layouts" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    found = load_layouts(root, names, diagnostics)
    return found, [str(finding).replace("layouts/", "") for finding in diagnostics.sorted]


def test_a_project_without_layouts_gets_the_shipped_ones(tmp_path: Path) -> None:
    found, findings = layouts(tmp_path, "office")
    assert findings == []
    office = found["office"]
    assert (office.name, office.color, office.finishing, office.writing_pitch) == (
        "office",
        "rgb",
        "plain",
        24.0,
    )
    assert office.page == PageGeometry(
        width=612, height=792, inner=75.6, outer=57.6, top=73.44, bottom=64.8, head=47.52, foot=36
    )
    assert office.palette["deep"] == Paint((0.0431, 0.3098, 0.349), (0.9, 0.4, 0.42, 0.48), 0.2803)
    assert office.palette["ink"].cmyk == (0, 0, 0, 1)
    assert office.styles["body"] == TextStyle("text", 11, 15.5, space_after=8)
    assert office.styles["tag"] == TextStyle(
        "text", 9, 12, color="paper", weight="bold", tracking=0.05, uppercase=True
    )
    assert set(office.styles) == ROLES
    assert set(office.labels) == LABELS
    assert office.families["display"].bold.name == "Fraunces_600SemiBold"
    assert [font.name for font in office.fallback] == ["SourceSans3_400Regular", "SourceSans3_700Bold"]


def test_the_layouts_a_packet_can_ask_for(tmp_path: Path) -> None:
    assert "office" in layout_names(tmp_path)
    assert "brand" not in layout_names(tmp_path)
    layouts(tmp_path, small="extends: office\npage: {width: 5in}\n", house="extends: brand\n")
    assert {"office", "small"} <= set(layout_names(tmp_path))
    assert "house" not in layout_names(tmp_path)


def test_what_a_layout_says_wins_over_what_it_extends(tmp_path: Path) -> None:
    found, findings = layouts(
        tmp_path,
        "big",
        big="extends: house\npage: {width: 210mm}\nstyles: {body: {size: 14pt}}\nlabels:\n",
        house='extends: office\npalette: {coral: "#aa0000"}\nstyles: {body: {size: 12pt, leading: 20pt}}\n',
    )
    assert findings == []
    big = found["big"]
    assert (big.page.width, big.page.height) == (595.275591, 792)
    assert (big.styles["body"].size, big.styles["body"].leading) == (14, 20)
    assert big.palette["coral"].rgb == (0.6667, 0, 0)
    assert big.labels["contents"] == "Contents"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "extends: office\npalette:\n  deep: #3a2a5c\n",
            "small.yaml:3:3: error: “deep” has no value: what follows # is a comment.\n"
            '    Put it in quotation marks: "#3a2a5c".',
        ),
        (
            "extends: office\npalette:\n  deep:\n",
            "small.yaml:3:3: error: “deep” has no value.\n"
            "    Write one after the colon, or take the line out.",
        ),
        (
            "extends: office\nstyles:\n  body:\n    size:\n",
            "small.yaml:4:5: error: “size” has no value.\n"
            "    Write one after the colon, or take the line out.",
        ),
    ],
)
def test_a_name_without_a_value_does_not_pass_unseen(tmp_path: Path, text: str, expected: str) -> None:
    assert layouts(tmp_path, "small", small=text)[1] == [expected]


def test_the_digest_tells_whether_a_file_changed(tmp_path: Path) -> None:
    shipped = layouts(tmp_path, "office")[0]["office"].digest
    same = layouts(tmp_path, "office", office=(SHIPPED / "office.yaml").read_text("utf-8"))[0][
        "office"
    ].digest
    assert same == shipped
    other = tmp_path / "other"
    other.mkdir()
    text = (SHIPPED / "office.yaml").read_text("utf-8") + "# changed\n"
    assert layouts(other, "office", office=text)[0]["office"].digest != shipped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("extends: office\npaper: A4\n", "x.yaml:2:1: error: “paper” is not a key that can stand here.\n"),
        (
            "extends: office\nstyles: {body: {sise: 9pt}}\n",
            "x.yaml:2:17: error: “sise” is not a key that can stand here.\n    Did you mean “size”?",
        ),
        (
            'extends: office\npalette: {write: "#c0cccf"}\n',
            "x.yaml:2:11: error: Marks in “write” are hard to see on “paper”: their contrast is 1.6 to 1,"
            " and 3 to 1 is the least (WCAG 2.2, 1.4.11).\n"
            "    Make it darker. Lines to write on, circles to mark and bars are drawn in it.",
        ),
        (
            "extends: office\nstyles: {boddy: {family: text, size: 9pt, leading: 12pt}}\n",
            "x.yaml:2:10: error: Nothing uses “boddy” under “styles”.\n    Did you mean “body”?",
        ),
        (
            "extends: office\nstyles: {body: {color: corral}}\n",
            "x.yaml:2:24: error: “color” of the style “body” is “corral”, which isn't defined.\n"
            "    Did you mean “coral”?",
        ),
        (
            'extends: office\npalette: {corall: "#112233"}\n',
            "x.yaml:2:11: error: Nothing uses “corall” under “palette”.\n",
        ),
        (
            "extends: office\npage: {width: 8.5}\n",
            "x.yaml:2:15: error: “width”: “8.5” is not a length; write a number and a unit: 12pt, 3mm,"
            " 1.5cm or 0.5in.",
        ),
        (
            "extends: office\nstyles: {tag: {tracking: 5pt}}\n",
            "x.yaml:2:26: error: “tracking”: “5pt” is not tracking; write part of an em, such as 0.06em.",
        ),
        (
            'extends: office\npalette: {coral: "red"}\n',
            "x.yaml:2:19: error: “coral”: “red” is not a colour; write it as “#rrggbb”, in quotation marks.",
        ),
        (
            'extends: office\npalette: {coral: {color: "#112233", cmyk: [0, 0, 101, 0]}}\n',
            "x.yaml:2:18: error: “coral”: “cmyk” takes four numbers from 0 to 100:"
            " [cyan, magenta, yellow, black].",
        ),
        (
            "extends: office\ncolor: sepia\n",
            "x.yaml:2:8: error: “color”: “sepia” is not one of the words that can stand here.\n"
            "    Known here: cmyk, gray, rgb.",
        ),
        (
            "extends: office\npage: {mirrored: perhaps}\n",
            "x.yaml:2:18: error: “mirrored”: “perhaps” is neither yes nor no.\n    Write yes or no.",
        ),
        ("extends: office\nstyles: {body: {size: 0pt}}\n", "x.yaml:2:23: error: “size”: “0pt” is too small."),
        (
            "extends: office\npage: {width: 2in}\n",
            "x.yaml:2:15: error: The margins leave 10.8 points of the page's width for text.\n"
            "    Make the page larger or its margins smaller.",
        ),
        (
            "extends: offce\n",
            "x.yaml:1:10: error: There is no layout “offce” to extend.\n    Did you mean “office”?",
        ),
        (
            "extends: x\n",
            "x.yaml:1:10: error: These layouts extend each other in a circle: x → x.\n"
            "    Remove “extends” from one of them.",
        ),
        ("extends: brand\n", "x.yaml:1:1: error: “page” is missing.\n    Add a line “page: …”."),
        (
            "extends: office\nfamilies: {text: {bold: Nothing.ttf}}\n",
            "x.yaml:2:25: error: There is no file “fonts/Nothing.ttf”.\n",
        ),
        (
            "extends: office\nfallback: [../../etc/passwd]\n",
            "x.yaml:2:12: error: There is no file “fonts/../../etc/passwd”.",
        ),
        (
            "extends: office\nfallback: [OFL-Fraunces.txt]\n",
            "x.yaml:2:12: error: “OFL-Fraunces.txt” is not a font.\n"
            "    Use a TrueType or OpenType font file.",
        ),
        (
            'extends: office\npalette: {mid: "#999999"}\n',
            "x.yaml:2:11: error: Text in “mid” is hard to read on “paper”: their contrast is 2.8 to 1, and"
            " 4.5 to 1 is the least (WCAG 2.2, 1.4.3).\n"
            "    Make one of the two darker or lighter. The pair is used for running-head.",
        ),
    ],
)
def test_findings_are_placed(tmp_path: Path, text: str, expected: str) -> None:
    _, findings = layouts(tmp_path, "x", x=text)
    assert any(finding.startswith(expected) for finding in findings), findings


def test_a_circle_names_the_whole_chain(tmp_path: Path) -> None:
    found, findings = layouts(tmp_path, "a", a="extends: b\n", b="extends: c\n", c="extends: b\n")
    assert found == {}
    assert [finding.splitlines()[0] for finding in findings] == [
        "c.yaml:1:10: error: These layouts extend each other in a circle: a → b → c → b."
    ]


def test_an_unknown_layout(tmp_path: Path) -> None:
    found, findings = layouts(tmp_path, "ofice", "office")
    assert list(found) == ["office"]
    assert findings == ["ofice.yaml: error: There is no layout “ofice”.\n    Did you mean “office”?"]


def test_a_font_that_is_cut_short_is_named(tmp_path: Path) -> None:
    (tmp_path / "layouts" / "fonts").mkdir(parents=True)
    font = (SHIPPED / "fonts" / "Fraunces_300Light.ttf").read_bytes()
    (tmp_path / "layouts" / "fonts" / "Fraunces_300Light.ttf").write_bytes(font[: len(font) // 2])
    found, findings = layouts(tmp_path, "office")
    assert found == {}
    assert {finding.split(": ", 1)[1] for finding in findings} == {
        "error: “Fraunces_300Light.ttf” is cut short.\n    Use a TrueType or OpenType font file."
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8.5in", 612),
        ("1 pt", 1),
        ("25.4mm", 72),
        ("2.54cm", 72),
        ("96px", 72),
        ("1pc", 12),
        (".5in", 36),
        ("0pt", 0),
    ],
)
def test_lengths(text: str, expected: float) -> None:
    assert points(text) == expected


@pytest.mark.parametrize("text", ["", "12", "pt", "12 em", "1e9in", "nanpt", "1,5cm", "12pt 3"])
def test_what_is_not_a_length(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length"):
        points(text)


@pytest.mark.parametrize(
    ("color", "cmyk", "gray"),
    [
        ("#000000", (0, 0, 0, 1), 0),
        ("#ffffff", (0, 0, 0, 0), 1),
        ("#ff0000", (0, 1, 1, 0), 0.4984),
        ("#808080", (0, 0, 0, 0.498), 0.502),
        ("#804000", (0, 0.251, 0.502, 0.498), 0.3182),
    ],
)
def test_inks_and_grey_without_a_designers_choice(
    color: str, cmyk: tuple[float, float, float, float], gray: float
) -> None:
    assert (paint(color).cmyk, paint(color).gray) == (cmyk, gray)


def test_black_ink_alone_is_its_own_grey() -> None:
    assert paint("#5a6a70", [0, 0, 0, 72]).gray == 0.28


def test_contrast() -> None:
    assert contrast(paint("#000000"), paint("#ffffff")) == pytest.approx(21)
    assert contrast(paint("#ffffff"), paint("#777777")) == pytest.approx(4.478, abs=0.001)
