"""Every rule by its name: who asks for it, what it means, and the clause it is taken from.

Clauses of ISO 15930-7:2010 (PDF/X-4) are given as exactly as public references support them: its table of
contents, and the clauses that other programs quote. Where they don't, the standard is named without one.
``docs/print.md`` holds the same table; a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rule:
    asked_by: Literal["PDF/X-4", "the print shop", "good printing"]
    meaning: str
    clause: str = ""
    per_place: bool = False
    """Each place is mended by itself, as a picture is; else the same everywhere has one cause."""
    remedy: str = ""
    """What to do in the program that made the file; empty where each finding says how to mend it."""


_AS_X4 = (
    "Export it as PDF/X-4, if the program that made it can; else ask the print shop whether it takes the "
    "file as it is."
)
_AGAIN = "Export it anew from the program that made it."
_BLEED = "Make it anew with bleed; docs/print.md says how in Word and in Canva."

CATALOGUE: Mapping[str, Rule] = {
    "readable": Rule("PDF/X-4", "it is a PDF that programs can open", "ISO 32000-1, 7.5", remedy=_AGAIN),
    "content": Rule(
        "PDF/X-4", "each page's content can be read to its end", "ISO 32000-1, 7.8.2", remedy=_AGAIN
    ),
    "encryption": Rule(
        "PDF/X-4",
        "no password protects the file",
        "ISO 15930-7; ISO 32000-1, 7.6",
        remedy="Save it without a password.",
    ),
    "version": Rule(
        "PDF/X-4",
        "it is PDF 1.6 or older",
        "ISO 15930-7, 6.1; ISO 32000-1, 7.5.2",
        remedy="Save it as PDF 1.6, or export it as PDF/X-4.",
    ),
    "file-identifier": Rule(
        "PDF/X-4", "the file has an identifier", "ISO 15930-7; ISO 32000-1, 14.4", remedy=_AS_X4
    ),
    "output-intent": Rule(
        "PDF/X-4",
        "it names one printing condition, and holds a press's profile for four inks",
        "ISO 15930-7, 6.4.1 and 6.4.2.1; ISO 32000-1, 14.11.5",
        remedy=_AS_X4,
    ),
    "identification": Rule(
        "PDF/X-4",
        "its metadata say that it is PDF/X-4, which document it is, and when it was made",
        "ISO 15930-7, 6.10; ISO 32000-1, 14.3.2",
        remedy=_AS_X4,
    ),
    "agreement": Rule(
        "PDF/X-4",
        "title, dates and the like are the same in both places that hold them, Info and XMP",
        "ISO 15930-7; ISO 32000-1, 14.3",
        remedy=_AS_X4,
    ),
    "trapped": Rule(
        "PDF/X-4",
        "it says whether its colours are trapped",
        "ISO 15930-7; ISO 32000-1, 14.3.3, table 317",
        remedy=_AS_X4,
    ),
    "actions": Rule(
        "PDF/X-4",
        "nothing happens by itself",
        "ISO 15930-7, 6.18; ISO 32000-1, 12.6",
        remedy="Take scripts and actions out, or export it anew for print.",
    ),
    "annotations": Rule(
        "PDF/X-4",
        "no links, notes or fields on what is printed",
        "ISO 15930-7, 6.17; ISO 32000-1, 12.5",
        remedy="Export it anew for print: without links, comments and fields to fill in.",
    ),
    "boxes": Rule(
        "PDF/X-4",
        "each page says where it is trimmed; trim, bleed and sheet lie inside each other",
        "ISO 15930-7, 6.12; ISO 32000-1, 14.11.2",
        remedy=_BLEED,
    ),
    "colour-space": Rule(
        "PDF/X-4",
        "all is in inks or grey: no RGB, no profiles of its own",
        "ISO 15930-7, 6.4.3.2; ISO 32000-1, 8.6.4 and 8.6.5",
        per_place=True,
    ),
    "font-embedded": Rule(
        "PDF/X-4",
        "every font is in the file",
        "ISO 15930-7, 6.5; ISO 32000-1, 9.9",
        remedy="Export it anew with all fonts embedded, or have this font's text turned into outlines.",
    ),
    "transparency-group": Rule(
        "PDF/X-4",
        "what is transparent is mixed in inks",
        "ISO 15930-7, 6.20; ISO 32000-1, 11.6.6",
        remedy=_AS_X4,
    ),
    "transparency": Rule(
        "good printing", "nothing is transparent", "ISO 32000-1, 11.6.4 and 11.6.5", per_place=True
    ),
    "bleed": Rule("the print shop", "there is room for the bleed", "ISO 32000-1, 14.11.2", remedy=_BLEED),
    "bleed-reached": Rule(
        "the print shop", "art at the edge runs over it, as far as the bleed", "ISO 32000-1, 14.11.2"
    ),
    "safe-area": Rule("the print shop", "text keeps from the edge"),
    "ink-limit": Rule("the print shop", "nowhere lies more ink than dries", per_place=True),
    "spot-colours": Rule(
        "the print shop",
        "there are no more inks beside the four than the shop prints",
        "ISO 32000-1, 8.6.6.4",
    ),
    "spot-mixture": Rule(
        "good printing",
        "a spot colour is one ink: the same four stand for it wherever it is used",
        "ISO 32000-1, 8.6.6.4",
    ),
    "resolution": Rule("the print shop", "pictures have dots enough", per_place=True),
    "hairline": Rule("the print shop", "no line is thinner than prints", remedy="Draw it thicker."),
    "type-size": Rule(
        "the print shop",
        "no type is smaller than prints, white type not below 6 points",
        remedy="Set it larger.",
    ),
    "page-multiple": Rule("the print shop", "the number of pages is a multiple of the shop's"),
    "black-text": Rule("good printing", "black type below 50 points is black ink alone"),
    "rich-black": Rule("good printing", "black of several inks is for large areas"),
    "small-type-inks": Rule("good printing", "type below 8 points has one ink or two"),
    "black-overprint": Rule(
        "good printing", "black type is printed over what is below", "ISO 32000-1, 8.6.7"
    ),
    "white-overprint": Rule("good printing", "white cuts out what is below", "ISO 32000-1, 8.6.7"),
    "not-judged": Rule(
        "good printing",
        "the inks of everything on the page can be worked out",
        "ISO 32000-1, 8.7",
        per_place=True,
    ),
}
