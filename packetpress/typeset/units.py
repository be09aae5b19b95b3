"""Inline content in, ``Units`` out: pieces that are never divided, with width, code and owner.

Because every distinct word is shaped once per face, a long text costs a dictionary look-up and two
additions a word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from packetpress import model
from packetpress.model import Inlines, Position, TextStyle
from packetpress.typeset.blanks import HEIGHT, WIDTH, BlankRule
from packetpress.typeset.lines import Art, Fragment, Run, Units
from packetpress.typeset.structure import TRANSPARENT, Node
from packetpress.walk import plain_text

if TYPE_CHECKING:
    from packetpress.typeset.text import Typesetter

# A line may end after these without a space (UAX #14, classes HY, BA, B2, SY), but a hyphen at the
# start of a word ("-5") holds on to what follows.
_BREAK_AFTER = re.compile(r"(?<=[^\s\-‐–—/])(?:[-‐–]+(?=[^\W\d_])|[—/]+(?=\w))|​")
_MAY_BREAK = frozenset("-‐–—/​")


_COLORED = {"accent": "coral", "time": "mid"}
"""Classes of the engine's own spans, and the palette token of each."""


class _Look(NamedTuple):
    """How text is drawn, apart from the paragraph's own style."""

    bold: bool = False
    italic: bool = False
    mono: bool = False
    scale: float = 1.0
    rise: float = 0.0
    """Fractions of the style's size."""
    link: str = ""
    color: str = ""
    """A palette token; empty takes the style's."""
    underline: bool = False


class UnitBuilder:
    """Walks inline content and fills ``Units``."""

    def __init__(
        self,
        setter: Typesetter,
        style: TextStyle,
        widest: float,
        divide: Callable[[str], list[str]] | None,
    ) -> None:
        self._setter = setter
        self._divide = divide
        """Syllables of a word, for text that is hyphenated."""
        self._widest = widest
        self._style = style
        self._units = Units()
        self._pending_space = False
        self._plain = divide is None and widest == math.inf
        """Words are neither hyphenated nor cut to a measure."""
        self._parent: Node | None = None
        self._place: Node | None = None
        """Owner of the text that comes next: ``_parent``, or a place among its children."""
        self._link_node: Node | None = None
        self._runs: dict[tuple[_Look, int], Run] = {}

    def build(self, content: Inlines, node: Node | None) -> Units:
        self._parent = node
        # A paragraph of text alone owns it directly; elements inside split it into places.
        flat = all(isinstance(inline, _FLAT) for inline in content)
        self._place = node if flat or node is None else Node(TRANSPARENT, node)
        self._walk(content, _Look())
        return self._units

    # ------------------------------------------------------------ the walk

    def _walk(self, content: Inlines, look: _Look) -> None:
        for inline in content:
            if isinstance(inline, model.Text):
                self._text(inline.value, inline.pos, self._run(look))
            elif isinstance(inline, model.SoftBreak):
                self._pending_space = True
            elif isinstance(inline, model.LineBreak):
                self._units.breaks.add(len(self._units.widths))
                self._pending_space = False
            elif isinstance(inline, model.Strong):
                self._walk(inline.children, _Look(True, *look[1:]))
            elif isinstance(inline, model.Emphasis):
                self._walk(inline.children, _Look(look.bold, not look.italic, *look[2:]))
            elif isinstance(inline, model.Superscript):
                self._walk(inline.children, look._replace(scale=0.68, rise=0.36))
            elif isinstance(inline, model.Subscript):
                self._walk(inline.children, look._replace(scale=0.68, rise=-0.14))
            elif isinstance(inline, model.Keyboard):
                self._walk(inline.children, look._replace(mono=True))
            elif isinstance(inline, model.Code):
                self._own(
                    "Code", (model.Text(inline.value, inline.pos),), look._replace(mono=True, scale=0.92)
                )
            elif isinstance(inline, model.Abbreviation):
                self._own("Span", inline.children, look, E=inline.expansion)
            elif isinstance(inline, model.Span):
                self._span(inline, look)
            elif isinstance(inline, model.Link):
                self._link(inline, look)
            elif isinstance(inline, model.PageNumber):
                self._text(self._setter.page_number(inline.target), model.NOWHERE, self._run(look))
            elif isinstance(inline, model.PageCount):
                self._text(self._setter.page_count(inline), model.NOWHERE, self._run(look))
            elif isinstance(inline, model.InlineImage):
                self._image(inline)
            elif isinstance(inline, model.Blank):
                self._blank(inline, look)
            elif isinstance(inline, model.Footnote):
                self._note(inline, look)
            else:
                raise TypeError(f"{type(inline).__name__} is resolved before typesetting")

    def _own(self, role: str, children: Inlines, look: _Look, **attributes: str) -> Node | None:
        """Children inside a structure element of their own."""
        outer = self._parent
        node = Node(role, outer, **attributes) if outer is not None else None
        self._parent = node
        self._place = Node(TRANSPARENT, node) if node is not None else None
        self._walk(children, look)
        self._parent = outer
        self._place = Node(TRANSPARENT, outer) if outer is not None else None
        return node

    def _span(self, span: model.Span, look: _Look) -> None:
        if span.attributes.id:
            self._units.anchors[len(self._units.widths)] = span.attributes.id
        language = span.attributes.get("lang")
        for name in span.attributes.classes:
            if name in _COLORED:
                look = look._replace(color=_COLORED[name])
        if language:
            self._own("Span", span.children, look, Lang=language)
        else:
            self._walk(span.children, look)

    def _link(self, link: model.Link, look: _Look) -> None:
        outer = self._parent
        if outer is None:
            self._walk(link.children, look)
            return
        numbered = tuple(
            model.Text(self._setter.page_number(child.target))
            if isinstance(child, model.PageNumber)
            else child
            for child in link.children
        )
        node = Node("Link", outer, Contents=link.title or plain_text(numbered))
        self._parent, self._link_node = node, node
        self._place = Node(TRANSPARENT, node)
        self._walk(link.children, look._replace(link=link.target))
        self._parent, self._link_node = outer, None
        self._place = Node(TRANSPARENT, outer)

    def _note(self, note: model.Footnote, look: _Look) -> None:
        number = (model.Text(str(note.number)),)
        self._own("Reference", number, look._replace(scale=0.68, rise=0.36))
        node = Node("Note", self._parent)
        at = max(len(self._units.widths) - 1, 0)
        self._units.notes.setdefault(at, []).append((note, node))
        if self._parent is not None:
            self._place = Node(TRANSPARENT, self._parent)

    def _blank(self, blank: model.Blank, look: _Look) -> None:
        """A rule to write on after the blank's number; or, after its number, the answer."""
        # A space that the number holds on to: it and the answer are two words when they are read.
        number = f"{blank.number}\u00a0"
        small = look._replace(scale=0.68, rise=0.36, color="muted")
        if blank.children:
            self._text(number, model.NOWHERE, self._run(small))
            self._walk(blank.children, look._replace(bold=True, color="coral", underline=True))
            return
        layout = self._setter.layout
        tooltip = f"{layout.labels['blank']} {blank.number}"
        node = Node(TRANSPARENT if layout.fields else "Figure", self._parent, Alt=tooltip)
        self._place = node
        run = self._run(small)
        written = [
            (self._setter.in_face(run, file), code, wide)
            for file, code, wide in run.sized.fragments(number)[0]
        ]
        width = min(WIDTH * self._style.size, self._widest)
        rule = BlankRule(written, blank.name if layout.fields else "", tooltip, width)
        self._put(Art(rule, width, HEIGHT, node), "", width)
        self._place = Node(TRANSPARENT, self._parent) if self._parent is not None else None

    def _image(self, image: model.InlineImage) -> None:
        artwork = self._setter.artwork(image.asset)
        # As high as the line allows; wider than high is fine.
        height = min(artwork.height, self._style.leading)
        width = artwork.width * height / artwork.height
        node = Node("Figure", self._parent, Alt=image.alt)
        self._put(Art(artwork, width, height, node), "", width)
        if self._parent is not None:
            self._place = Node(TRANSPARENT, self._parent)

    # ------------------------------------------------------------ text

    def _run(self, look: _Look) -> Run:
        key = (look, id(self._place))
        run = self._runs.get(key)
        if run is None:
            setter, style = self._setter, self._style
            if look.mono:
                style = replace(style, family="mono")
            file = setter.font(style, look.bold, look.italic)
            size = style.size * look.scale
            sized = setter.sized(file, size, style.tracking, style.uppercase)
            run = Run(
                sized,
                look.color or style.color,
                self._place,
                rise=style.size * look.rise,
                underline=look.underline or (bool(look.link) and not look.link.startswith("#")),
                link=look.link,
                link_node=self._link_node,
            )
            self._runs[key] = run
        return run

    def _text(self, value: str, pos: Position, run: Run) -> None:
        units = self._units
        known = run.sized.words
        space = run.sized.space_width
        widths, spaces, runs, codes = units.widths, units.spaces, units.runs, units.codes
        if not value:
            return
        words = value.split(" ")
        if self._plain and self._all_known(words, known, space, run):
            return
        for index, word in enumerate(words):
            if index:
                self._pending_space = True
            if not word:
                continue
            simple = known.get(word)
            if simple is None or simple[1] > self._widest:
                simple = self._new_word(word, value, pos, run)
                if simple is None:
                    continue
            if self._divide is not None and len(word) > 5:
                self._syllables(self._divide(word), run)
            elif self._pending_space or not widths or len(widths) in units.breaks:
                widths.append(simple[1])
                spaces.append(space)
                runs.append(run)
                codes.append(simple[0])
                self._pending_space = False
            else:
                self._glue(run, simple[0], simple[1])

    def _all_known(
        self, words: list[str], known: dict[str, tuple[str, float]], space: float, run: Run
    ) -> bool:
        """Text of words that stand in lines already, the common case in a long text: put in place at once."""
        inner = words[bool(not words[0]) : len(words) - bool(not words[-1])]
        try:
            found = [known[word] for word in inner]
        except KeyError:
            return False
        units = self._units
        self._pending_space |= not words[0]
        if found and units.widths and not self._pending_space and len(units.widths) not in units.breaks:
            self._glue(run, *found.pop(0))
        units.widths += [width for _, width in found]
        units.codes += [code for code, _ in found]
        units.spaces += [space] * len(found)
        units.runs += [run] * len(found)
        if inner:
            self._pending_space = not words[-1]
        return True

    def _new_word(self, word: str, value: str, pos: Position, run: Run) -> tuple[str, float] | None:
        """Remembers a word that is one unit in one face; puts any other word in place itself."""
        divisible = not _MAY_BREAK.isdisjoint(word)
        if not divisible and self._widest == math.inf:
            simple = run.sized.simple(word)
            if simple is not None:
                run.sized.words[word] = simple
                return simple
        parts = _breakable(word) if divisible else [word]
        if self._widest < math.inf:
            parts = [piece for part in parts for piece in self._narrow(part, run)]
        for index, part in enumerate(parts):
            fragments, missing = run.sized.fragments(part)
            if missing:
                self._setter.missing(missing, value, pos, run.sized.file)
            if len(parts) == 1 and len(fragments) == 1 and fragments[0][0] is run.sized.file and not missing:
                run.sized.words[word] = fragments[0][1:]
                return fragments[0][1:]
            row = [(self._setter.in_face(run, file), code, width) for file, code, width in fragments]
            if not row:
                continue
            if index == 0 and not self._pending_space and self._units.widths:
                if len(self._units.widths) in self._units.breaks:
                    self._put_row(row, run.sized.space_width)
                else:
                    for fragment in row:
                        self._glue(*fragment)
            else:
                self._put_row(row, run.sized.space_width if index == 0 else 0.0)
            self._pending_space = False
        return None

    def _syllables(self, syllables: list[str], run: Run) -> None:
        hyphen = run.sized.fragments("-")[0][0][2]
        for index, syllable in enumerate(syllables):
            row = [
                (self._setter.in_face(run, file), code, width)
                for file, code, width in run.sized.fragments(syllable)[0]
            ]
            if index == 0 and not self._pending_space and self._units.widths:
                for fragment in row:
                    self._glue(*fragment)
            else:
                if index:
                    self._units.hyphens[len(self._units.widths)] = hyphen
                self._put_row(row, 0.0 if index else run.sized.space_width)
            self._pending_space = False

    def _narrow(self, part: str, run: Run) -> list[str]:
        """Pieces of ``part`` no wider than the measure, divided after punctuation if there is any."""
        pieces: list[str] = []
        start = good = 0
        at = 0.0
        for index, character in enumerate(part):
            width = sum(fragment[2] for fragment in run.sized.fragments(character)[0])
            if at + width > self._widest and index > start:
                end = good if good > start else index
                pieces.append(part[start:end])
                start = end
                at = sum(fragment[2] for c in part[start:index] for fragment in run.sized.fragments(c)[0])
            at += width
            if not character.isalnum():
                good = index + 1
        return [*pieces, part[start:]]

    def _put_row(self, row: list[Fragment], space: float) -> None:
        units = self._units
        if len(row) == 1:
            units.runs.append(row[0][0])
            units.codes.append(row[0][1])
        else:
            units.rows[len(units.runs)] = row
            units.runs.append(None)
            units.codes.append("")
        units.widths.append(sum(width for _, _, width in row))
        units.spaces.append(space)

    def _put(self, run: Run | Art, code: str, width: float) -> None:
        units = self._units
        units.widths.append(width)
        units.spaces.append(self._style.size * 0.25 if self._pending_space else 0.0)
        units.runs.append(run)
        units.codes.append(code)
        self._pending_space = False

    def _glue(self, run: Run, code: str, width: float) -> None:
        """Appends to the last unit: no break between them."""
        units = self._units
        last = units.runs[-1]
        if isinstance(last, Art) or units.widths[-1] + width > self._widest:
            self._put_row([(run, code, width)], 0.0)
            return
        if last is run:
            units.codes[-1] += code
        else:
            if last is not None:
                units.rows[len(units.runs) - 1] = [(last, units.codes[-1], units.widths[-1])]
                units.runs[-1] = None
            units.rows[len(units.runs) - 1].append((run, code, width))
        units.widths[-1] += width


_FLAT = (model.Text, model.SoftBreak, model.LineBreak, model.PageNumber, model.PageCount)


def _breakable(word: str) -> list[str]:
    """Divides a word where a line may end inside it: "parent-", "child"."""
    parts: list[str] = []
    start = 0
    for match in _BREAK_AFTER.finditer(word):
        parts.append(word[start : match.end()])
        start = match.end()
    parts.append(word[start:])
    return [part.replace("\u200b", "") for part in parts if part.strip("\u200b")]
