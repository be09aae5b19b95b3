"""What a layout file may hold: its keys, the names the engine needs under them, and their conversion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from packetpress.load.color import paint
from packetpress.load.lengths import points
from packetpress.load.validate import Settings, YesNo
from packetpress.model import CALLOUTS, SEATING, ColorMode, Dividers, PageGeometry, Paint, Tabs, TextStyle

MAX_POINTS = 14_400
"""Longest side of a PDF page (ISO 32000-1:2008, annex C.2)."""

MIN_MEASURE = 72.0
"""Points of width and height that the margins have to leave for text."""

GUTTERS = {"3-hole": 18.0, "coil": 10.8, "staple": 0.0}
"""By how many points the margin at the binding edge is wider than the other.

Holes are punched half an inch from the edge; a coil takes a quarter; staples in the fold take nothing.
"""

REQUIRED_COLORS = frozenset(
    {"ink", "deep", "mid", "sand", "coral", "rule", "paper", "muted", "write", "accent", "arc"}
)
"""Palette tokens that the engine's own drawing uses."""

REQUIRED_FAMILIES = frozenset({"text", "display", "mono", "numeral"})

ROLES = frozenset(
    {
        *("body", "h1", "h2", "h3", "h4", "h5", "h6", "list", "quote", "code", "caption", "note"),
        *("table", "table-head", "callout", "callout-label", "tag", "definition-term", "reference"),
        "running-note",
        *("running-head", "folio", "footer", "tab"),
        *("cover-kicker", "cover-title", "cover-subtitle", "cover-audience", "cover-meta"),
        *("opener-number", "opener-title", "opener-label"),
        *("contents-part", "contents-section", "contents-entry", "contents-exercise"),
    }
)
"""Roles of text; each needs a style."""

LABELS = frozenset(
    {
        *("contents", "notes", "footnotes", "references", "glossary", "objectives", "in-this-section"),
        *("section", "exercise", "figure", "table", "page", "minutes", "hours"),
        *("edition", "source", "participant-packet", "facilitator-packet", "training-packet"),
        *("fold", "name", "not-yet", "ready"),
        *("time", "activity", "break", "resumed", "finish", "in-all", "without-breaks"),
        *("file", "pages", "sheets", "copies", "sheets-in-all"),
        *("order-sheet", "people", "people-unknown", "color-pages", "black-pages", "spine", "page-size"),
        *("pages-with-text", "sheet-size", "color-sides", "black-sides", "folded", "both-sides-short"),
        *(
            "one-side",
            "actual-size",
            "then",
            "then-booklet",
            "then-cut-stack",
            "then-cards",
            "to-agree-holes",
        ),
        *(
            "cost-of",
            "printing",
            "both-sides",
            "black-only",
            "binding",
            *(f"binding-{way}" for way in GUTTERS),
        ),
        *("to-agree", "paper", "cover-paper", "printed-by"),
        *("cost", "number-of", "price", "amount", "color-clicks", "black-clicks", "setup", "one-of-each"),
        *("before-ordering", "hint-sheet", "hint-multiple", "hint-booklet"),
        *("hint-few-in-color", "hint-most-in-color", "hint-saves"),
        *("screen", "flip-chart", "door", "quiet-corner", "seating-room-alt"),
        *(f"seating-{way}{which}" for way in SEATING for which in ("", "-alt")),
        *(f"{what}-{many}" for what in ("chairs", "tables", "pairs", "rows") for many in ("one", "more")),
        *("facilitator-mark", "materials", "imprint", "participant-page", "in-packet"),
        *("choose-one", "choose-all", "to-tick", "right", "true", "false", "statement"),
        *("letter", "number", "blank", "before", "now", "for-my-role", "turn-to-page"),
        *(f"callout-{kind}" for kind in CALLOUTS),
    }
)
"""Words that the engine prints by itself."""


def _points(value: Any) -> Any:
    return points(value) if isinstance(value, str) else value


def _em(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    number = value.removesuffix("em").strip()
    try:
        tracking = float(number)
    except ValueError:
        tracking = 2.0
    if number == value.strip() or not -1 < tracking < 1:
        raise ValueError(f"“{value}” is not tracking; write part of an em, such as 0.06em")
    return tracking


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _paint(value: Any) -> Any:
    if isinstance(value, str):
        return paint(value)
    if isinstance(value, dict):
        color = ColorSettings.model_validate(value)
        return paint(color.color, color.cmyk, color.spot, color.tint)
    return value


_LENGTH = WithJsonSchema(
    {
        "type": "string",
        "pattern": r"^-?(\d+(\.\d*)?|\.\d+) *(pt|pc|in|cm|mm|px)$",
        "examples": ["12pt", "3mm", "0.5in"],
    }
)
_EM = WithJsonSchema({"type": "string", "pattern": r"^-?0?\.\d+ *em$|^0 *em$", "examples": ["0.06em"]})
_HEX = {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$", "examples": ["#0b4f59"]}

Points = Annotated[float, BeforeValidator(_points), Field(ge=0, le=MAX_POINTS), _LENGTH]
Size = Annotated[float, BeforeValidator(_points), Field(gt=0, le=MAX_POINTS), _LENGTH]
Em = Annotated[float, BeforeValidator(_em), _EM]
Hex = Annotated[str, WithJsonSchema(_HEX)]


class ColorSettings(Settings):
    """A palette colour with the inks that a designer chose for it."""

    color: Hex
    """On screen, as #rrggbb in quotation marks."""
    cmyk: list[float] | None = None
    """Per cent of cyan, magenta, yellow and black."""
    spot: str = ""
    """The name of an ink of its own, for print shops that take it, such as PANTONE 3165 C."""
    tint: float | None = None
    """Per cent of that ink; 100 if not given."""


Color = Annotated[Paint, BeforeValidator(_paint, json_schema_input_type=Hex | ColorSettings)]


class PageSettings(Settings):
    """Page geometry; see ``model.PageGeometry``."""

    width: Size
    """Of the trimmed page."""
    height: Size
    """Of the trimmed page."""
    inner: Points
    """Margin at the binding edge."""
    outer: Points
    """Margin opposite the binding edge."""
    top: Points
    """Margin."""
    bottom: Points
    """Margin."""
    head: Points
    """From the top edge to the running head."""
    foot: Points
    """From the bottom edge to the page number."""
    bleed: Points = 0.0
    """What is printed beyond the trimmed edge."""
    mirrored: YesNo = True
    """Inner and outer margin change sides on left-hand pages."""
    recto_sections: YesNo = True
    """Sections begin on right-hand pages."""
    dividers: Dividers = "none"
    """What begins with a leaf of its own, its back empty."""

    def geometry(self, binding: str = "") -> PageGeometry:
        geometry = PageGeometry(**self.model_dump())
        return bound(geometry, binding) if binding else geometry


def bound(geometry: PageGeometry, binding: str) -> PageGeometry:
    """Moves the text away from the binding, a key of ``GUTTERS``.

    The measure stays, so that lines and pages break alike however a packet is bound.
    """
    middle, shift = (geometry.inner + geometry.outer) / 2, GUTTERS[binding] / 2
    return replace(geometry, inner=round(middle + shift, 4), outer=round(middle - shift, 4))


class TabSettings(Settings):
    """Thumb tabs; see ``model.Tabs``."""

    steps: Annotated[int, Field(ge=1, le=24)] = 6
    """So many at most stand below each other."""
    label: Literal["number", "title"] = "title"
    """What they say."""
    pages: Literal["none", "recto", "all"] = "none"
    """Which pages of the text have them too."""

    def tabs(self) -> Tabs:
        return Tabs(**self.model_dump())


def _tabs(value: Any) -> Any:
    """``yes`` and ``no`` beside a group of keys; either may be how YAML gives them."""
    return {"yes": {}, "True": {}, "no": None, "False": None}.get(str(value), value)


class ProfileSettings(Settings):
    """What the four inks look like on paper: an ICC output profile."""

    file: str
    """A file in layouts/icc/."""
    condition: str
    """The printing condition by its name in the ICC's registry, such as FOGRA39."""
    name: str = ""
    """What people call it."""


class StyleSettings(Settings):
    """A role's text style; see ``model.TextStyle``."""

    family: str
    """One of the families."""
    size: Size
    """Of the letters."""
    leading: Size
    """From one line to the next."""
    color: str = "ink"
    """One of the palette."""
    on: Annotated[
        tuple[str, ...], BeforeValidator(_one_or_more, json_schema_input_type=str | tuple[str, ...])
    ] = ("paper",)
    """Palette colours of the grounds that the text stands on, for the check of contrast."""
    weight: Literal["regular", "bold"] = "regular"
    align: Literal["left", "center", "right", "justify"] = "left"
    space_before: Points = 0.0
    space_after: Points = 0.0
    tracking: Em = 0.0
    """Added after each letter."""
    uppercase: YesNo = False
    hyphenate: YesNo = False

    def text_style(self) -> TextStyle:
        return TextStyle(**self.model_dump(exclude={"on"}))


class FamilySettings(Settings):
    """Font files, by name in ``layouts/fonts/``."""

    regular: str
    bold: str
    italic: str
    bold_italic: str


class LayoutSettings(Settings):
    """A layout with everything it extends."""

    extends: str = ""
    """The layout that this one changes: the name of its file in layouts/ without .yaml."""
    page: PageSettings
    """The page and its margins."""
    color: ColorMode = "rgb"
    """What colours become."""
    palette: dict[str, Color]
    """The colours, by the names that styles use."""
    families: dict[str, FamilySettings]
    """The typefaces, by the names that styles use."""
    fallback: tuple[str, ...] = ()
    """Fonts that are tried in this order for a character that a family lacks."""
    styles: dict[str, StyleSettings]
    """How each kind of text looks."""
    labels: dict[str, str]
    """The words that packetpress prints by itself."""
    writing_pitch: Size
    """Distance between ruled lines."""
    ink: Literal["color", "grey"] = "color"
    """Grey: black ink or toner alone, whatever the colours become otherwise."""
    binding: Literal["3-hole", "coil", "staple"] | None = None
    """How the sheets are held together: what of the margins is at the binding edge."""
    cover: Literal["full", "light"] = "full"
    """Light: lines and words on white paper, so that a copier needs little toner."""
    tabs: Annotated[
        TabSettings | None, BeforeValidator(_tabs, json_schema_input_type=YesNo | TabSettings)
    ] = None
    """Thumb tabs at the outer edge where parts or sections begin."""
    finishing: Literal["plain", "accessible", "press"] = "plain"
    profile: ProfileSettings | None = None
    vendor: str = ""
    """Who prints it: the name of a file in layouts/vendors/ without .yaml."""
    emphasis: Literal["italic", "bold"] = "italic"
    notes: Literal["foot", "section"] = "foot"
    figures: Literal["given", "full"] = "given"
    wide_tables: Literal["error", "list"] = Field(default="error", alias="wide-tables")
    running_notes: Literal["margin", "below"] = Field(default="margin", alias="running-notes")
    fields: YesNo = False
    """Room to write, scales and boxes to tick can be filled in on screen."""

    def font_files(self) -> Iterator[str]:
        for family in self.families.values():
            yield from (family.regular, family.bold, family.italic, family.bold_italic)
        yield from self.fallback
