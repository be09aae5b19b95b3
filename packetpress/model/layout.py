"""Stage 1, the look: what a page is, its type and colours, and who prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Paint:
    """One palette colour in the forms a layout may need; components 0 to 1."""

    rgb: tuple[float, float, float]
    cmyk: tuple[float, float, float, float]
    gray: float
    spot: str = ""
    """The ink of its own that a press prints it in, where it takes one; empty: the four inks."""
    tint: float = 1.0
    """How much of that ink."""


@dataclass(frozen=True, slots=True)
class FontFile:
    name: str
    """File name, used as the PDF font's name and in messages."""
    data: bytes


@dataclass(frozen=True, slots=True)
class FontFamily:
    regular: FontFile
    bold: FontFile
    italic: FontFile
    bold_italic: FontFile


@dataclass(frozen=True, slots=True)
class TextStyle:
    family: str
    """A key of ``Layout.families``."""
    size: float
    leading: float
    color: str = "ink"
    """A key of ``Layout.palette``."""
    weight: Literal["regular", "bold"] = "regular"
    align: Literal["left", "center", "right", "justify"] = "left"
    space_before: float = 0.0
    space_after: float = 0.0
    tracking: float = 0.0
    """Added after each character, in em."""
    uppercase: bool = False
    hyphenate: bool = False


Dividers: TypeAlias = Literal["none", "parts", "sections"]


@dataclass(frozen=True, slots=True)
class PageGeometry:
    width: float
    """Trim size."""
    height: float
    inner: float
    """Margin at the binding edge."""
    outer: float
    top: float
    bottom: float
    head: float
    """From the trim's top to the running head's baseline."""
    foot: float
    """From the trim's bottom to the folio's baseline."""
    bleed: float = 0.0
    mirrored: bool = True
    """Inner and outer change sides on versos."""
    recto_sections: bool = True
    """Sections start on a right-hand page."""
    dividers: Dividers = "none"
    """What begins with a leaf of its own: right-hand page, empty back."""
    slug: float = 0.0
    """Beyond the bleed: room for a press's marks."""
    multiple: int = 1
    """Pages for notes at the end make the number of pages a multiple of this."""

    @property
    def border(self) -> float:
        """From the sheet's edge (the MediaBox) to the trimmed page: slug and bleed."""
        return self.slug + self.bleed


TAB_EDGE = 18.0
"""Points at the outer edge that tabs keep their words out of: a copier leaves it white, a knife slips."""
TAB_MARGIN = 36.0
"""Points at the head and the foot of the page without tabs."""


@dataclass(frozen=True, slots=True)
class Tabs:
    """Thumb tabs printed at the outer edge, one for each part or section, each lower than the one before."""

    steps: int = 6
    """So many at most stand below each other; the next one is at the top again."""
    label: Literal["number", "title"] = "title"
    """What they say: numbers upright, titles turned."""
    pages: Literal["none", "recto", "all"] = "none"
    """Which pages of the text have the tab of their part or section, beside the one that it opens with."""


ColorMode: TypeAlias = Literal["rgb", "cmyk", "gray"]


@dataclass(frozen=True, slots=True)
class OutputProfile:
    """The printing condition that a file for a press is made for."""

    condition: str
    """Its name in the ICC's registry of characterizations: "FOGRA39"."""
    name: str
    """What people call it: "Coated FOGRA39 (ISO 12647-2:2004)"."""
    data: bytes
    """An ICC output profile (``prtr``) for CMYK."""


Mark: TypeAlias = Literal["crop", "registration", "color-bar"]


@dataclass(frozen=True, slots=True)
class Paper:
    """What leaves are made of."""

    name: str
    """As people call it: "Offset, uncoated"."""
    weight: float
    """Grams to the square metre."""
    thickness: float
    """Of one leaf."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What a print shop takes. Money is decimal, never binary: cents add up as they do on an invoice."""

    currency: str
    """ISO 4217: "CAD"."""
    color_click: Decimal
    """For a side of a leaf with colour."""
    black_click: Decimal
    """For a side of a leaf with black alone."""
    sheet: Decimal
    """For a sheet of paper."""
    cover_sheet: Decimal
    """For a sheet of the cover's paper."""
    binding: Mapping[str, Decimal]
    """For a copy, by ``Layout.binding``."""
    setup: Decimal
    """For a file, however many copies."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """What a print shop asks of a file."""

    name: str
    title: str
    """As people call it."""
    bleed: float
    safe: float
    """Nothing that must not be cut off stands nearer to the trim than this."""
    ink_limit: float
    """Sum of the four inks in one place; 2.4 is 240 %."""
    min_dpi: float
    """Pictures with fewer dots to the inch are refused."""
    good_dpi: float
    """Pictures with fewer get a warning."""
    min_line: float
    """Width of the thinnest line."""
    min_type: float
    """Size of the smallest type."""
    page_multiple: int
    """The number of pages is a multiple of this."""
    marks: tuple[Mark, ...] = ()
    paper: Paper | None = None
    """None: not said."""
    cover_paper: Paper | None = None
    """Of the first leaf, where that is another paper."""
    prices: Prices | None = None
    press: bool = True
    """A press that says what it asks of a file; else a copier, which takes any."""
    spot_colors: int = 0
    """How many inks it prints beside the four; 0: a spot colour is printed in the four."""


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    page: PageGeometry
    color: ColorMode
    palette: Mapping[str, Paint]
    """Tokens: ink, deep, mid, sand, coral, rule, paper, muted, accent, write."""
    families: Mapping[str, FontFamily]
    """``text``, ``display``, ``mono``."""
    fallback: tuple[FontFile, ...]
    """Tried in order for a character that a family's font lacks."""
    styles: Mapping[str, TextStyle]
    """By role; see ``layouts/brand.yaml`` for the list."""
    labels: Mapping[str, str]
    """The words the engine prints itself ("Contents", "Exercise", "page"), by key."""
    writing_pitch: float = 24.0
    """Distance between ruled lines."""
    finishing: str = "plain"
    """Standard that ``finish`` makes: a key of its registry."""
    emphasis: Literal["italic", "bold"] = "italic"
    """How emphasis is set; slanted letters are hard to read for many who ask for large print."""
    notes: Literal["foot", "section"] = "foot"
    """Where footnotes stand: at the foot of the page, or at the end of their section."""
    figures: Literal["given", "full"] = "given"
    """Width of figures: what their source says, or the whole measure."""
    wide_tables: Literal["error", "list"] = "error"
    """What becomes of a table that is wider than the page: an error, or a list with the heads as labels."""
    running_notes: Literal["margin", "below"] = "margin"
    """Where an exercise's running notes stand: in a column at the outer side, or below it."""
    fields: bool = False
    """Room to write, scales and boxes to tick are fields to fill in on screen."""
    digest: str = ""
    """SHA-256 over the files this layout was read from."""
    profile: OutputProfile | None = None
    """What CMYK means; None where the layout doesn't print in it."""
    cover: Literal["full", "light"] = "full"
    """A coloured ground, or white paper with lines: a copier's toner lies thin and uneven on a whole page."""
    tabs: Tabs | None = None
    vendor: Vendor | None = None
    """Who prints it."""
    binding: str = ""
    """How the leaves are held together: "3-hole", "coil", "staple"; empty: not said."""

    @property
    def shows_tabs(self) -> bool:
        """Tabs stand on dividers; without those, where the layout asks for them on pages of the text."""
        return self.tabs is not None and (self.page.dividers != "none" or self.tabs.pages != "none")

    @property
    def tab_width(self) -> float:
        """From the trimmed edge inwards: room for one line along the edge."""
        return TAB_EDGE + self.styles["tab"].leading + 4.0

    @property
    def separations(self) -> Mapping[str, tuple[float, float, float, float]]:
        """The spot colours that the file is printed in, each with what stands for it in the four inks."""
        if self.finishing != "press" or self.color != "cmyk" or not (self.vendor and self.vendor.spot_colors):
            return {}
        solid = [paint for paint in self.palette.values() if paint.spot and paint.tint == 1]
        return {paint.spot: paint.cmyk for paint in sorted(solid, key=lambda paint: paint.spot)}
