"""Running text: inline content in, lines of type out, in a layout's fonts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from pyphen import Pyphen, language_fallback

from packetpress import model
from packetpress.diagnostics import Diagnostics
from packetpress.model import FontFile, Inlines, Layout, Position, TextStyle
from packetpress.typeset.fonts import FontSet, with_actual_text
from packetpress.typeset.galley import NEVER, SENTENCE, Slug
from packetpress.typeset.images import Artwork
from packetpress.typeset.linebreak import break_lines
from packetpress.typeset.lines import Art, Fragment, LineBuilder, Run, Sized, TextLine, Units, width_of
from packetpress.typeset.structure import Node
from packetpress.typeset.units import UnitBuilder

WHOLE = ""
"""Asked for in place of an id: the number of the file's last page."""


class Typesetter:
    """Sets inline content in a layout's fonts. One for each file."""

    def __init__(
        self,
        layout: Layout,
        fonts: FontSet,
        page_number: Callable[[str], str],
        artwork: Callable[[str], Artwork],
        diagnostics: Diagnostics,
        language: str,
    ) -> None:
        self.layout = layout
        self._language = language
        self._hyphenator: Pyphen | None = None
        self._fonts = fonts
        self._page_number = page_number
        self._artwork = artwork
        self._diagnostics = diagnostics
        self._sizes: dict[tuple[FontFile, float, float, bool], Sized] = {}

    # ---------------------------------------------------------------- runs

    def sized(self, file: FontFile, size: float, tracking: float = 0.0, uppercase: bool = False) -> Sized:
        key = (file, size, tracking, uppercase)
        found = self._sizes.get(key)
        if found is None:
            found = self._sizes[key] = Sized(self._fonts, file, size, tracking, uppercase)
        return found

    def font(self, style: TextStyle, bold: bool = False, italic: bool = False) -> FontFile:
        family = self.layout.families[style.family]
        if italic and self.layout.emphasis == "bold":
            bold, italic = True, False
        if bold or style.weight == "bold":
            return family.bold_italic if italic else family.bold
        return family.italic if italic else family.regular

    def run(self, style: TextStyle, node: Node | None) -> Run:
        sized = self.sized(self.font(style), style.size, style.tracking, style.uppercase)
        return Run(sized, style.color, node)

    def in_face(self, run: Run, file: FontFile) -> Run:
        """The same run in another face, for characters its own lacks."""
        if file is run.sized.file:
            return run
        sized = run.sized
        other = self.sized(file, sized.size, sized.tracking / sized.size, sized.uppercase)
        return replace(run, sized=other)

    # ---------------------------------------------------------------- units

    def units(self, content: Inlines, style: TextStyle, node: Node | None, widest: float = math.inf) -> Units:
        """``node`` owns the text; links, notes and abbreviations in it become its children.

        A word wider than ``widest`` (an address, say) is divided where it must be.
        """
        divide = self._divided if style.align == "justify" and style.hyphenate else None
        return UnitBuilder(self, style, widest, divide).build(content, node)

    def _divided(self, word: str) -> list[str]:
        """Syllables of a word (Pyphen's patterns for the document's language)."""
        if self._hyphenator is None:
            self._hyphenator = Pyphen(lang=language_fallback(self._language) or "en_US")
        return list(self._hyphenator.inserted(word, "\u00ad").split("\u00ad"))

    def plain(self, text: str, style: TextStyle, node: Node | None) -> list[Fragment]:
        """Words of the engine's own, on one line: a running head, a label, a folio."""
        units = self.units((model.Text(text),), style, node)
        return self.assemble(units, 0, len(units.widths))[0]

    def one_line(self, words: str, style: TextStyle, room: float) -> list[Fragment]:
        """Words of the engine's own as an artifact, shortened at a word where there is no room."""
        line = self.plain(words, style, None)
        while width_of(line) > room and " " in words:
            words = words.rsplit(" ", 1)[0]
            line = self.plain(f"{words} …", style, None)
        return line

    def missing(self, characters: str, text: str, pos: Position, font: FontFile) -> None:
        for character in characters:
            column = pos.column + max(text.find(character), 0)
            self._diagnostics.error(
                Position(pos.file, pos.line, column),
                f"No font has the character “{character}” (U+{ord(character):04X}).",
                f"Replace it, or add a font that has it to “fallback:” in the layout ({font.name} lacks it).",
            )

    def page_number(self, target: str) -> str:
        return self._page_number(target)

    def page_count(self, count: model.PageCount) -> str:
        pages = int(self._page_number(WHOLE))
        return str(math.ceil(pages / count.sides) * count.copies + count.plus)

    def artwork(self, asset: str) -> Artwork:
        return self._artwork(asset)

    # ---------------------------------------------------------------- lines

    def extent(self, content: Inlines, style: TextStyle) -> tuple[float, float]:
        """Width of the longest word, and of all of it on one line."""
        units = self.units(content, style, None)
        if not units.widths:
            return 0.0, 0.0
        return max(units.widths), sum(units.widths) + sum(units.spaces[1:])

    def assemble(
        self, units: Units, start: int, end: int, stretch: float = 0.0
    ) -> tuple[list[Fragment], list[tuple[float, Art]]]:
        """Fragments of the units ``start`` to ``end``; ``stretch`` points are added to each space."""
        first = units.runs[start]
        runs = units.runs[start:end]
        spaces = units.spaces[start + 1 : end]
        if isinstance(first, Run) and not stretch and runs.count(first) == len(runs) and 0.0 not in spaces:
            # The common case: one run, ordinary spaces.
            code = first.sized.space_code.join(units.codes[start:end])
            return [(first, code, sum(units.widths[start:end]) + sum(spaces))], []
        line = LineBuilder(stretch)
        for i in range(start, end):
            if i > start and units.spaces[i]:
                line.space(units.spaces[i])
            run = units.runs[i]
            if isinstance(run, Run):
                line.add(run, units.codes[i], units.widths[i])
            elif run is None:
                for fragment in units.rows[i]:
                    line.add(*fragment)
            else:
                line.image(run)
        return line.finish()

    def lines(
        self,
        content: Inlines,
        style: TextStyle,
        measure: float,
        node: Node | None,
        *,
        indent: float = 0.0,
        balance: bool = False,
        notes: Callable[[model.Footnote, Node | None], list[Slug]] | None = None,
    ) -> list[TextLine]:
        """Sets a paragraph. Widows and orphans: no break after the first or before the last line."""
        before = len(node.children) if node is not None else 0
        units = self.units(content, style, node)
        if not units.widths:
            return []
        if max(units.widths) > measure:
            if node is not None:
                del node.children[before:]
            units = self.units(content, style, node, measure)
        breaks = break_lines(
            units.widths,
            units.spaces,
            units.breaks,
            measure,
            justify=style.align == "justify",
            balance=balance,
            hyphens=units.hyphens,
        )
        slugs: list[TextLine] = []
        count = len(units.widths)
        height, baseline = style.leading, self.baseline(style)
        for start, end in zip(breaks, [*breaks[1:], count], strict=True):
            stretch = 0.0
            last = end == count or end in units.breaks
            if style.align == "justify" and not last:
                gaps = sum(1 for space in units.spaces[start + 1 : end] if space)
                natural = sum(units.widths[start:end]) + sum(units.spaces[start + 1 : end])
                natural += units.hyphens.get(end, 0.0)
                stretch = (measure - natural) / gaps if gaps else 0.0
            fragments, art = self.assemble(units, start, end, stretch)
            left = indent
            if style.align in ("center", "right"):
                spare = measure - width_of(fragments)
                left += spare / 2 if style.align == "center" else spare
            if end in units.hyphens and fragments:
                run, code, width = fragments[-1]
                fragments[-1] = (run, code + self._soft_hyphen(run), width + units.hyphens[end])
            elif end < count and fragments and (end in units.breaks or units.spaces[end]):
                # The space at the line's end is kept, so that text taken out of the file has it.
                run, code, width = fragments[-1]
                fragments[-1] = (run, code + run.sized.space_code, width)
            line = TextLine(height, baseline, fragments, left)
            if art:
                line.art = art
                line.height += max(0.0, max(a.height for _, a in art) - baseline)
                line.baseline += line.height - height
            slugs.append(line)
            if units.anchors:
                line.anchors = tuple(units.anchors[i] for i in range(start, end) if i in units.anchors)
            if units.notes and notes:
                for i in range(start, end):
                    for note in units.notes.get(i, ()):
                        line.notes = (*line.notes, notes(*note))
        _keep_lines(slugs)
        return slugs

    def _soft_hyphen(self, run: Run) -> str:
        """A hyphen that is no part of the text (ISO 32000-1, 14.8.2.2.3)."""
        fragments, _ = run.sized.fragments("-")
        return with_actual_text("\u00ad", fragments[0][1])

    def baseline(self, style: TextStyle) -> float:
        """From the line's top: the face's ascent and descent are centred in the leading."""
        face = self.sized(self.font(style), style.size)
        return (style.leading - face.ascent - face.descent) / 2 + face.ascent


def _keep_lines(slugs: Sequence[Slug]) -> None:
    """Two lines at least on either side of a page break; three lines stay whole."""
    for slug in slugs[:-1]:
        slug.goes_on = SENTENCE
    if len(slugs) < 4:
        for slug in slugs[:-1]:
            slug.break_after = NEVER
    else:
        slugs[0].break_after = NEVER
        slugs[-2].break_after = NEVER
