"""The sheets that a build was asked for: a packet's finished pages in, sheets to publish out.

Pages that don't fill their sheets are set once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from packetpress.checks import check_sheets
from packetpress.diagnostics import Diagnostics, UsageError, did_you_mean
from packetpress.finish import finish
from packetpress.impose import IMPOSABLE, PAPERS, SCHEMES, impose
from packetpress.load import for_sheets
from packetpress.model import ImposedSheets, Layout, Pages, Position
from packetpress.pipeline.values import SetPacket
from packetpress.preflight import check_press, diagnose
from packetpress.publish import Publishable
from packetpress.roundtrip import compare_sheets
from packetpress.typeset import Typefaces, typeset


@dataclass(frozen=True, slots=True)
class SheetsFile:
    """A file of sheets to publish, and how it was made."""

    file: Publishable
    sheets: ImposedSheets
    laid: Pages
    """What is on them."""
    warnings: int


class Imposer:
    """Lays out one packet after the other."""

    def __init__(self, schemes: Sequence[str], paper: str = "", signature: int = 0) -> None:
        """``schemes``: keys of ``SCHEMES``; none for a build without sheets.

        ``paper``: a copier's sheets, a key of ``PAPERS``; empty for those that suit. ``signature``: so many
        sheets of a booklet at most are folded into each other; 0: all. Raises UsageError for a name that
        isn't one.
        """
        for name in schemes:
            if name not in SCHEMES:
                raise UsageError(
                    f"There is no way to lay out pages called “{name}”. {did_you_mean(name, SCHEMES)}"
                )
        if paper and paper not in PAPERS:
            raise UsageError(f"There is no size of sheets called “{paper}”. {did_you_mean(paper, PAPERS)}")
        if paper and not schemes:
            raise UsageError("Say with --impose what goes on the sheets, for example --impose booklet.")
        if signature and "booklet" not in schemes:
            raise UsageError("Only booklets are folded: --signature needs --impose booklet.")
        self._schemes = tuple(dict.fromkeys(schemes))
        self._paper = paper
        self._signature = signature
        self._typefaces = Typefaces()
        self._made: set[str] = set()

    def check_layouts(self, layouts: Iterable[Layout]) -> None:
        """Raises UsageError if sheets were asked for and can be made of none of the layouts."""
        found = sorted(layouts, key=lambda layout: layout.name)
        if not self._schemes or not found or any(map(self._takes, found)):
            return
        names = " and ".join(f"“{layout.name}”" for layout in found)
        if any(layout.finishing == "press" for layout in found):
            raise UsageError(
                f"Sheets for a press are as large as its pages, bleed and marks need: --sheet doesn't suit "
                f"{names}. Leave it out, or choose a layout for the copier, such as --layout office."
            )
        raise UsageError(
            f"Files in the layout {names} are for reading and filling in on a screen, page by page; on sheets"
            " they would lose what they are made for. Choose a layout for paper, such as --layout office."
        )

    def _takes(self, layout: Layout) -> bool:
        return layout.finishing in IMPOSABLE and not (self._paper and layout.finishing == "press")

    def sheets(self, each: SetPacket, file: Publishable, diagnostics: Diagnostics) -> Iterator[SheetsFile]:
        """Each file of sheets. ``file``: the finished pages.

        Reports to ``diagnostics`` what keeps press sheets from printing well, and sheets that can't be
        stapled or read.
        """
        if not self._takes(each.layout):
            return
        for name in self._schemes:
            if SCHEMES[name].of_cards and not each.pages.cards:
                continue
            layout, pages, data = self._filled(each, file.data, name)
            made = impose(data, pages, layout, name, self._paper, self._signature)
            on_sheets = {each.page for each in pages.cards} if SCHEMES[name].of_cards else range(pages.count)
            compare_sheets(data, made.pdf, "imposing", frozenset(on_sheets))
            sheets = replace(file, data=made.pdf, pages=made.sides, ending=f"-{name}.pdf")
            told = diagnostics.part()
            check_sheets(each.packet, each.edition, layout, made, told)
            _check_press(each, layout, made, sheets.path, told)
            diagnostics.extend(told.sorted)
            self._made.add(name)
            yield SheetsFile(sheets, made, pages, len(told.warnings))

    def _filled(self, each: SetPacket, data: bytes, name: str) -> tuple[Layout, Pages, bytes]:
        """As many pages as fill the sheets, with the margins that the sheets' binding needs."""
        scheme = SCHEMES[name]
        layout = for_sheets(each.layout, scheme.multiple, scheme.binding)
        if layout.page == replace(each.layout.page, multiple=layout.page.multiple) and not (
            each.pages.count % scheme.multiple
        ):
            return each.layout, each.pages, data
        # What there is to find, setting the packet's own pages has found.
        pages = typeset(each.document, layout, self._typefaces, Diagnostics())
        return layout, pages, finish(pages, each.document, layout)

    def check_made(self) -> None:
        """Raises UsageError for sheets that were asked for and that no packet has pages for."""
        if any(SCHEMES[name].of_cards and name not in self._made for name in self._schemes):
            raise UsageError(
                "None of these packets has cards to cut out. Cards are written as “::: cards”; docs/guide.md "
                "shows how."
            )


def _check_press(
    each: SetPacket, layout: Layout, made: ImposedSheets, path: str, diagnostics: Diagnostics
) -> None:
    if layout.finishing != "press" or layout.vendor is None:
        return
    # The shop's multiple is one of pages, and those have been checked.
    findings = check_press(made.pdf, replace(layout.vendor, page_multiple=1))
    diagnostics.extend(diagnose(findings, path, Position(each.packet.path), {}))
