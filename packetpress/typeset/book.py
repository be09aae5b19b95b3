"""Making a book: parts and sections planned into a sequence of pages, settled, then drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import lcm

from packetpress import model
from packetpress.diagnostics import Diagnostics
from packetpress.model import Bookmark, Document, Layout, Pages, Section
from packetpress.typeset.blocks import SETTERS
from packetpress.typeset.compositor import Column, Compositor, PlannedBookmark
from packetpress.typeset.contents import closer, contents_galley, divider_galley, opener_galley
from packetpress.typeset.cover import Cover
from packetpress.typeset.fonts import FontSet
from packetpress.typeset.furniture import OPENER_GROUND, Furniture, margins
from packetpress.typeset.galley import NEVER, Side, Slug
from packetpress.typeset.images import Artwork, artwork
from packetpress.typeset.paginate import MadeUpPage, paginate
from packetpress.typeset.pen import Pen
from packetpress.typeset.sheet import SheetFile
from packetpress.typeset.structure import Node
from packetpress.typeset.tabs import plan_tabs
from packetpress.typeset.text import WHOLE, Typesetter
from packetpress.typeset.textpage import draw_text
from packetpress.typeset.typeface import Typefaces
from packetpress.walk import descendants, plain_text

_PASSES = 5
"""Page numbers that don't settle in this many passes never will: they push each other around."""
_UNSETTLED = "000"
"""Printed in the first pass: as wide as a usual page number."""
_SCRAP = 0.3
"""A last page filled less than this is worth tightening the section for."""
_SQUEEZES = (0.85, 0.7)
"""How far the space between blocks may be tightened, mildest first."""
_CLOSER = (0.94, 0.88)
"""How close the contents' lines may stand, mildest first."""
_HALF_EMPTY = 0.58
"""A page of a section filled less than this is ruled for notes."""
_DIVIDER_DROP = 0.2
"""Share of a divider's column above the part's title."""
_LIGHT_OPENER = 2
"""An opener with fewer entries than this, and no objectives, shares its page with the text."""


@dataclass(slots=True)
class _Setting:
    """A section as it was last set."""

    title: Node
    opener: Node
    body: Node
    slugs: list[Slug] = field(default_factory=list)
    pages: list[MadeUpPage] | None = None
    """Of the slugs alone; None: not made up since they were set."""
    bookmarks: list[PlannedBookmark] = field(default_factory=list)
    settled: bool = False
    """Its text prints no page numbers, so it never needs setting again."""
    divider: _Divider | None = None
    """The leaf before it, where it begins a part."""


@dataclass(slots=True)
class _Divider:
    """The leaf that a part begins with."""

    title: str
    sections: list[Section]
    node: Node
    page: int = 0
    """Its index, as last planned."""


DrawPage = Callable[[int], None]


class Book:
    """One file in the making."""

    def __init__(
        self, document: Document, layout: Layout, typefaces: Typefaces, diagnostics: Diagnostics
    ) -> None:
        self._document = document
        self._layout = layout
        self._diagnostics = diagnostics
        self._fonts = FontSet(typefaces, layout.fallback)
        self._setter = Typesetter(
            layout, self._fonts, self._page_number, self._artwork, diagnostics, document.language
        )
        self._artworks: dict[str, Artwork] = {}
        self._printed: dict[str, str] = {}
        """What the current pass prints for each target."""
        self._asked: set[str] = set()
        """Targets whose page number the current pass prints."""

        geometry = layout.page
        self._measure = geometry.width - geometry.inner - geometry.outer
        self._height = geometry.height - geometry.top - geometry.bottom
        self._pages: list[DrawPage] = []
        self._destinations: dict[str, tuple[int, float]] = {}

        self._sheets = SheetFile(layout)
        self._pen = Pen(self._sheets, layout)
        self._furniture = Furniture(self._pen, self._setter, layout, document)
        self._cover = Cover(self._pen, self._setter, layout, document, diagnostics)
        self._tabs = plan_tabs(document.sections, layout)

        self._root = Node("Document")
        front = ("cover", "imprint", "contents") if document.bound else ()
        self._front = {name: Node("Sect", self._root) for name in front}
        self._settings = self._new_settings(document.sections)

    def _new_settings(self, sections: Sequence[Section]) -> list[_Setting]:
        """Sections that follow each other in one part share its element."""
        settings: list[_Setting] = []
        part, parent = "", self._root
        divider: _Divider | None = None
        for section in sections:
            begins = section.part != part
            if begins:
                part = section.part
                parent = Node("Part", self._root) if part else self._root
                divided = part and self._layout.page.dividers == "parts"
                divider = _Divider(part, [], Node("Sect", parent)) if divided else None
            if divider is not None:
                divider.sections.append(section)
            node = Node("Sect", parent)
            setting = _Setting(Node("H1", node), Node("Sect", node), Node("Sect", node))
            setting.divider = divider if begins else None
            settings.append(setting)
        return settings

    # ---------------------------------------------------------------- what the text asks for

    def _page_number(self, target: str) -> str:
        self._asked.add(target)
        return self._printed.get(target, _UNSETTLED)

    def _artwork(self, asset: str) -> Artwork:
        found = self._artworks.get(asset)
        if found is None:
            found = artwork(self._document.assets[asset], self._layout, self._set_text)
            self._artworks[asset] = found
        return found

    def _set_text(self, text: str, file: model.FontFile, size: float) -> tuple[str, str, float]:
        sized = self._setter.sized(file, size)
        parts, _missing = sized.fragments(text)
        return sized.font_operator, "".join(part[1] for part in parts), sum(part[2] for part in parts)

    # ---------------------------------------------------------------- planning

    def settle(self) -> None:
        """Plans pages until the page numbers in the text are true."""
        unsettled: list[str] = []
        for _ in range(_PASSES):
            self._asked = set()
            self._plan()
            numbers = {
                target: str(self._destinations[target][0] + 1)
                for target in sorted(self._asked)
                if target in self._destinations
            }
            if WHOLE in self._asked:
                numbers[WHOLE] = str(len(self._pages))
            unsettled = [target for target, number in numbers.items() if self._printed.get(target) != number]
            if not unsettled:
                return
            self._printed |= numbers
        self._diagnostics.error(
            model.NOWHERE,
            f"The page number printed for “{unsettled[0] or 'the whole file'}” doesn't settle.",
            "Printing it moves the page it names. Put {{< pagebreak >}} before it, or leave it out.",
        )

    def _plan(self) -> None:
        self._pages = []
        if self._document.bound:
            self._pages.append(lambda _: self._cover.draw(self._front["cover"]))
            self._pages.append(lambda page: self._cover.imprint(page, self._front["imprint"]))
        self._destinations = {}
        if self._document.contents:
            self._flow(self._contents(), None)
        for section, setting in zip(self._document.sections, self._settings, strict=True):
            if not setting.settled:
                self._set(section, setting)
            if setting.divider is not None:
                self._plan_divider(setting.divider)
            if section.leaf:
                self._to_recto()
            if section.kind == "section":
                self._plan_section(section, setting)
            else:
                self._flow(self._text_pages(setting), section)
            if section.leaf:
                self._to_recto(blank=True)
        while len(self._pages) % lcm(
            self._layout.page.multiple, 2 if self._layout.page.recto_sections else 1
        ):
            self._notes_page(None)

    def _contents(self) -> list[MadeUpPage]:
        """Pages of the contents; with less room between lines where that saves a last one with a few."""
        pages = self._contents_set(1.0)
        if not self._scrappy(pages):
            return pages
        for share in _CLOSER:
            closed = self._contents_set(share)
            if len(closed) < len(pages):
                return closed
        # Set again: the elements of a page are those of the last setting.
        return self._contents_set(1.0)

    def _contents_set(self, leading: float) -> list[MadeUpPage]:
        """``leading``: share of the entries' own."""
        node = self._front["contents"]
        node.children.clear()
        compositor = self._compositor("contents")
        compositor.layout = closer(self._layout, leading)
        contents_galley(compositor, self._document.contents, Column(0.0, self._measure, node))
        compositor.slugs[0].anchors = ("contents",)
        return self._made_up(compositor.slugs)

    def _compositor(self, scope: str) -> Compositor:
        return Compositor(
            self._setter,
            self._layout,
            self._document.assets,
            self._diagnostics,
            SETTERS,
            self._measure,
            self._height,
            scope,
        )

    def _set(self, section: Section, setting: _Setting) -> None:
        """The section's text; its opener is set in every pass, because it prints page numbers."""
        outside, self._asked = self._asked, set()
        setting.body.children.clear()
        compositor = self._compositor(section.id)
        compositor.prompt = compositor.heading = plain_text(section.title)
        compositor.repeated = _repeated(section.blocks)
        column = Column(0.0, self._measure, setting.body)
        if section.kind != "section":
            setting.title.children.clear()
            lines = compositor.paragraph(
                section.title, self._layout.styles["h1"], column, setting.title, balance=True
            )
            for line in lines:
                line.break_after = NEVER
            lines[0].anchors = (section.id,)
        compositor.blocks(section.blocks, column)
        compositor.set_endnotes(column)
        setting.slugs, setting.pages = compositor.slugs, None
        setting.bookmarks = compositor.bookmarks
        setting.settled = not self._asked
        self._asked |= outside

    def _plan_divider(self, divider: _Divider) -> None:
        self._to_recto()
        divider.node.children.clear()
        divider.page = len(self._pages)
        compositor = self._compositor("divider")
        column = Column(0.0, self._measure, divider.node)
        divider_galley(compositor, divider.title, divider.sections, column)
        drop = _DIVIDER_DROP * self._height

        def begin(page: int) -> None:
            self._furniture.divider()
            self._draw_tab(page, divider.sections[0], begins=True)

        self._flow(self._made_up(compositor.slugs, self._height - drop), None, begin, drop)
        self._to_recto(blank=True)

    def _to_recto(self, *, blank: bool = False) -> None:
        """Ends a leaf: its back is for notes, or stays blank for a leaf of other paper."""
        if not len(self._pages) % 2:
            return
        if blank:
            self._pages.append(lambda _: None)
        else:
            self._notes_page(None)

    def _draw_tab(self, page: int, section: Section | None, *, begins: bool = False) -> None:
        """The tab of the section, on the page that begins it, and on others if the layout asks for that."""
        tab = self._tabs.get(section.id) if section is not None else None
        if tab is None or self._layout.tabs is None:
            return
        on = self._layout.tabs.pages
        if begins or on == "all" or (on == "recto" and page % 2 == 0):
            self._furniture.tab(page, tab)

    def _plan_section(self, section: Section, setting: _Setting) -> None:
        dividers = self._layout.page.dividers
        # What can be torn out takes its title along.
        divided = dividers == "sections" and not section.leaf
        to_recto = self._layout.page.recto_sections and self._document.recto_sections
        if to_recto or divided:
            self._to_recto()
        setting.opener.children.clear()
        compositor = self._compositor(section.id)
        opener_galley(compositor, section, Column(0.0, self._measure, setting.opener))
        geometry = self._layout.page
        drop = OPENER_GROUND * geometry.height - geometry.top + 30.0
        first = self._height - drop
        fits = not setting.slugs or setting.slugs[0].height <= first
        light = not section.objectives and len(section.entries) < _LIGHT_OPENER and fits
        if light and not divided:
            pages, rest = self._made_up([*compositor.slugs, *setting.slugs], first), []
        else:
            pages, rest = self._made_up(compositor.slugs, first), self._text_pages(setting)
        self._destinations[section.id] = (len(self._pages), geometry.height - geometry.top)

        def begin(page: int) -> None:
            self._furniture.opener(page, section, setting.title, setting.opener)
            self._draw_tab(page, section, begins=dividers != "parts")

        self._flow(pages or [MadeUpPage()], section, begin, drop)
        if divided:
            self._to_recto(blank=True)
        self._flow(rest, section)

    def _text_pages(self, setting: _Setting) -> list[MadeUpPage]:
        """A settled text breaks in the same places in every pass."""
        if setting.pages is None:
            setting.pages = self._made_up(setting.slugs)
        return setting.pages

    def _made_up(self, slugs: Sequence[Slug], first: float | None = None) -> list[MadeUpPage]:
        """Pages, set a little tighter if that saves a last page with next to nothing on it."""
        pages = paginate(slugs, self._height, first)
        if self._scrappy(pages):
            for squeeze in _SQUEEZES:
                tighter = paginate(slugs, self._height, first, squeeze=squeeze)
                if len(tighter) < len(pages):
                    return tighter
        return pages

    def _scrappy(self, pages: Sequence[MadeUpPage]) -> bool:
        """Whether the last of several pages has next to nothing on it."""
        return len(pages) > 1 and pages[-1].height < _SCRAP * self._height

    def _notes_page(self, section: Section | None) -> None:
        def draw(page: int) -> None:
            self._furniture.head(page, section)
            self._draw_tab(page, section)
            self._furniture.notes_page(page)
            self._furniture.foot(page, str(page + 1))

        self._pages.append(draw)

    def _flow(
        self,
        pages: Sequence[MadeUpPage],
        section: Section | None,
        begin: DrawPage | None = None,
        drop: float = 0.0,
    ) -> None:
        """Appends text pages. ``begin`` draws what the first has in place of a head, above or behind its
        text, which stands ``drop`` lower."""
        for index, made_up in enumerate(pages):
            if _side(made_up) == ("recto" if len(self._pages) % 2 else "verso"):
                self._notes_page(section)
            opens = begin if index == 0 else None
            page = len(self._pages)
            top = margins(self._layout, page).top - (drop if opens else 0.0)
            beside = (placed for _, aside in made_up.asides for placed in aside.slugs)
            for placed in (*made_up.slugs, *beside):
                if not placed.repeated:
                    for anchor in placed.slug.anchors:
                        self._destinations.setdefault(anchor, (page, top - placed.top))
            self._pages.append(self._text_page(made_up, section, opens, top))

    def _text_page(
        self, made_up: MadeUpPage, section: Section | None, begin: DrawPage | None, top: float
    ) -> DrawPage:
        def draw(page: int) -> None:
            if begin is not None:
                begin(page)
            else:
                self._furniture.head(page, section)
                self._draw_tab(page, section)
            draw_text(self._pen, self._layout, made_up, page, top)
            in_section = section is not None and section.kind == "section" and begin is None
            half_empty = made_up.height < _HALF_EMPTY * self._height and not made_up.notes
            if in_section and half_empty and made_up.pauses:
                self._furniture.rest_for_notes(page, top - made_up.height)
            self._furniture.foot(page, str(page + 1))

        return draw

    # ---------------------------------------------------------------- drawing

    def draw(self) -> Pages:
        """The settled pages, drawn; a Book is drawn once."""
        for index, draw_page in enumerate(self._pages):
            draw_page(index)
            self._pen.finish_page()
        self._fonts.add_to(self._sheets)
        return Pages(
            pdf=self._sheets.close(),
            count=len(self._pages),
            structure=self._root.frozen(),
            bookmarks=tuple(self._bookmarks()),
            annotations=tuple(self._pen.annotations),
            destinations=dict(self._destinations),
            folios=tuple(str(number + 1) for number in range(len(self._pages))),
            places=self._pen.places,
            cards=tuple(self._pen.cards),
        )

    def _bookmarks(self) -> list[Bookmark]:
        marks = []
        if "contents" in self._destinations:
            page, top = self._destinations["contents"]
            marks.append(Bookmark(1, self._layout.labels["contents"], page, top))
        part, below = "", 0
        for section, setting in zip(self._document.sections, self._settings, strict=True):
            if section.part != part:
                part, below = section.part, 0
            if setting.divider is not None:
                below = 1
                height = self._layout.page.height
                marks.append(Bookmark(1, setting.divider.title, setting.divider.page, height))
            title = " ".join(filter(None, (section.number, plain_text(section.title))))
            page, top = self._destinations[section.id]
            marks.append(Bookmark(1 + below, title, page, self._layout.page.height))
            for planned in setting.bookmarks:
                if planned.target in self._destinations:
                    page, top = self._destinations[planned.target]
                    marks.append(Bookmark(planned.level + below, planned.title, page, top))
        return marks


def _repeated(blocks: model.Blocks) -> set[str]:
    """Statements of more than one scale."""
    scales = [node for node in descendants(blocks) if isinstance(node, model.Scale)]
    counts = Counter(words for scale in scales for words in set(map(plain_text, scale.statements)))
    return {words for words, count in counts.items() if count > 1}


def _side(made_up: MadeUpPage) -> Side:
    """Which side of a leaf the page wants to be, in every layout: its paper is printed on both."""
    return made_up.slugs[0].slug.side if made_up.slugs else ""
