"""Running text: inline content in, lines of type out.

A paragraph becomes a row of *units*: pieces that are never divided, each with its width, the code
that draws it and the space before it. Lines are broken by adding widths. Because every distinct word
is shaped once per face, a long text costs a dictionary look-up and two additions a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from packetpress import model
from packetpress.diagnostics import Diagnostics
from packetpress.model import FontFile, Inlines, Layout, Position, TextStyle
from packetpress.typeset.fonts import FontSet
from packetpress.typeset.galley import NEVER, Slug
from packetpress.typeset.linebreak import break_lines
from packetpress.typeset.pen import Pen, num
from packetpress.typeset.structure import TRANSPARENT, Node

if TYPE_CHECKING:
    from packetpress.typeset.images import Artwork

# A line may end after these without a space (UAX #14, classes HY, BA, B2, SY), but a hyphen at the
# start of a word ("-5") holds on to what follows.
_BREAK_AFTER = re.compile(r"(?<=[^\s\-‐–—/])(?:[-‐–]+(?=[^\W\d_])|[—/]+(?=\w))|​")
_MAY_BREAK = frozenset("-‐–—/​")


class Sized:
    """A face at a size: words with their widths in points."""

    __slots__ = (
        "_fonts",
        "ascent",
        "descent",
        "file",
        "font_operator",
        "size",
        "space_code",
        "space_width",
        "tracking",
        "tracking_operator",
        "uppercase",
        "words",
    )

    def __init__(self, fonts: FontSet, file: FontFile, size: float, tracking: float, uppercase: bool) -> None:
        face = fonts.face(file)
        self._fonts = fonts
        self.file = file
        self.size = size
        self.tracking = tracking * size
        self.uppercase = uppercase
        self.font_operator = f"/{face.resource} {num(size)} Tf"
        self.tracking_operator = f"{num(self.tracking)} Tc " if tracking else "0 Tc "
        self.space_width = face.space_width * size / 1000 + self.tracking
        self.space_code = face.space_code
        self.ascent = face.face.ascent * size
        self.descent = face.face.descent * size
        self.words: dict[str, tuple[str, float]] = {}
        """Words that are one unit in one face: code and width."""

    def fragments(self, text: str) -> tuple[list[tuple[FontFile, str, float]], str]:
        """Text that may need more than one face: (face, code, width) and what no face has."""
        word = self._fonts.word(self.file, text.upper() if self.uppercase else text)
        scale = self.size / 1000
        parts = [
            (piece.face.face.file, piece.code, piece.width * scale + piece.characters * self.tracking)
            for piece in word.pieces
        ]
        return parts, word.missing


@dataclass(slots=True, eq=False)
class Run:
    """What text drawn in one way has in common."""

    sized: Sized
    color: str
    node: Node | None
    """Structure element (or a place in one) that owns the text; None for an artifact."""
    rise: float = 0.0
    underline: bool = False
    link: str = ""
    link_node: Node | None = None


Fragment = tuple[Run, str, float]
"""A run, the inside of its TJ array, its width."""


class Art:
    """An image in running text, standing on the baseline; takes a fragment's place."""

    __slots__ = ("artwork", "height", "node", "width")

    def __init__(self, artwork: Artwork, width: float, height: float, node: Node) -> None:
        self.artwork = artwork
        self.width = width
        self.height = height
        self.node = node


class TextLine(Slug):
    """A line of type."""

    __slots__ = ("art", "baseline", "fragments", "indent")

    def __init__(self, height: float, baseline: float, fragments: list[Fragment], indent: float) -> None:
        super().__init__(height)
        self.baseline = baseline
        """From the slug's top."""
        self.fragments = fragments
        self.indent = indent
        """From the galley's left edge to the first glyph."""
        self.art: list[tuple[float, Art]] = []

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = x + self.indent
        baseline = top - self.baseline
        pen.line(left, baseline, self.fragments)
        for run, _, width in self.fragments:
            if run.underline:
                depth = baseline + run.rise - 0.13 * run.sized.size
                pen.rule(left, depth, left + width, depth, run.color, 0.5)
            left += width
        self._link_areas(pen, x + self.indent, baseline)
        for offset, art in self.art:
            art.artwork.draw(pen, x + self.indent + offset, baseline, art.width, art.height, art.node)

    def _link_areas(self, pen: Pen, left: float, baseline: float) -> None:
        """One area for each stretch of a link on this line."""
        at = left
        start: float | None = None
        current: Run | None = None
        for run, _, width in [*self.fragments, (None, "", 0.0)]:
            if current is not None and (run is None or run.link_node is not current.link_node):
                assert start is not None and current.link_node is not None  # noqa: PT018, S101
                sized = current.sized
                pen.link(
                    start,
                    baseline - sized.descent,
                    at,
                    baseline + sized.ascent,
                    current.link,
                    current.link_node.attributes.get("Contents", ""),
                    current.link_node,
                )
                current = None
            if run is not None and run.link and current is None:
                start, current = at, run
            at += width


@dataclass(slots=True)
class Units:
    """A paragraph, ready to be broken into lines. Parallel lists, one entry a unit."""

    widths: list[float] = field(default_factory=list)
    spaces: list[float] = field(default_factory=list)
    """Width of the space before the unit; 0 where the line may break without one."""
    runs: list[Run | Art | None] = field(default_factory=list)
    """None: the unit is made of several fragments."""
    codes: list[str | list[Fragment]] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    """Units that start a line whatever the measure."""
    notes: dict[int, list[tuple[model.Footnote, Node | None]]] = field(default_factory=dict)


class Typesetter:
    """Sets inline content in a layout's fonts. One for each file."""

    def __init__(
        self,
        layout: Layout,
        fonts: FontSet,
        page_number: Callable[[str], str],
        artwork: Callable[[str], Artwork],
        diagnostics: Diagnostics,
    ) -> None:
        self.layout = layout
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

    def units(self, content: Inlines, style: TextStyle, node: Node | None) -> Units:
        """``node`` owns the text; links, notes and abbreviations in it become its children."""
        return _UnitBuilder(self, style).build(content, node)

    def plain(self, text: str, style: TextStyle, node: Node | None) -> list[Fragment]:
        """Words of the engine's own, on one line: a running head, a label, a folio."""
        units = self.units((model.Text(text),), style, node)
        return self.assemble(units, 0, len(units.widths))[0]

    def width(self, fragments: Sequence[Fragment]) -> float:
        return sum(fragment[2] for fragment in fragments)

    def missing(self, characters: str, text: str, pos: Position, font: FontFile) -> None:
        for character in characters:
            column = pos.column + max(text.find(character), 0)
            self._diagnostics.error(
                Position(pos.file, pos.line, column),
                f"no font has the character “{character}” (U+{ord(character):04X})",
                f"Replace it, or add a font that has it under “fallback:” in the layout ({font.name} doesn't).",
            )

    def page_number(self, target: str) -> str:
        return self._page_number(target)

    def artwork(self, asset: str) -> Artwork:
        return self._artwork(asset)

    # ---------------------------------------------------------------- lines

    def assemble(
        self, units: Units, start: int, end: int, stretch: float = 0.0
    ) -> tuple[list[Fragment], list[tuple[float, Art]]]:
        """Fragments of the units ``start`` to ``end``; ``stretch`` points are added to each space."""
        first = units.runs[start]
        runs = units.runs[start:end]
        spaces = units.spaces[start + 1 : end]
        if isinstance(first, Run) and not stretch and runs.count(first) == len(runs) and 0.0 not in spaces:
            # The common case: one run, ordinary spaces.
            code = first.sized.space_code.join(units.codes[start:end])  # type: ignore[arg-type]
            return [(first, code, sum(units.widths[start:end]) + sum(spaces))], []
        line = _LineBuilder(stretch)
        for i in range(start, end):
            if i > start and units.spaces[i]:
                line.space(units.spaces[i])
            run, code = units.runs[i], units.codes[i]
            if isinstance(run, Run):
                line.add(run, code, units.widths[i])  # type: ignore[arg-type]
            elif run is None:
                for fragment in code:
                    line.add(*fragment)  # type: ignore[misc]
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
    ) -> list[Slug]:
        """Sets a paragraph. Widows and orphans: no break after the first or before the last line."""
        units = self.units(content, style, node)
        if not units.widths:
            return []
        breaks = break_lines(
            units.widths,
            units.spaces,
            units.breaks,
            measure,
            justify=style.align == "justify",
            balance=balance,
        )
        slugs: list[Slug] = []
        count = len(units.widths)
        height, baseline = style.leading, self.baseline(style)
        for start, end in zip(breaks, [*breaks[1:], count], strict=True):
            stretch = 0.0
            last = end == count or end in units.breaks
            if style.align == "justify" and not last:
                gaps = sum(1 for space in units.spaces[start + 1 : end] if space)
                natural = sum(units.widths[start:end]) + sum(units.spaces[start + 1 : end])
                stretch = (measure - natural) / gaps if gaps else 0.0
            fragments, art = self.assemble(units, start, end, stretch)
            left = indent
            if style.align in ("center", "right"):
                spare = measure - self.width(fragments)
                left += spare / 2 if style.align == "center" else spare
            if end < count and fragments and (end in units.breaks or units.spaces[end]):
                # The space at the line's end is kept, so that text taken out of the file has it.
                run, code, width = fragments[-1]
                fragments[-1] = (run, code + run.sized.space_code, width)
            line = TextLine(height, baseline, fragments, left)
            if art:
                line.art = art
                line.height += max(0.0, max(a.height for _, a in art) - baseline)
                line.baseline += line.height - height
            slugs.append(line)
            if units.notes and notes:
                for i in range(start, end):
                    for note in units.notes.get(i, ()):
                        line.notes = (*line.notes, notes(*note))
        _keep_lines(slugs)
        return slugs

    def baseline(self, style: TextStyle) -> float:
        """From the line's top: the face's ascent and descent are centred in the leading."""
        face = self.sized(self.font(style), style.size)
        return (style.leading - face.ascent - face.descent) / 2 + face.ascent


def _keep_lines(slugs: list[Slug]) -> None:
    """Two lines at least on either side of a page break; three lines stay whole."""
    if len(slugs) < 4:
        for slug in slugs[:-1]:
            slug.break_after = NEVER
    else:
        slugs[0].break_after = NEVER
        slugs[-2].break_after = NEVER


class _LineBuilder:
    """Joins neighbouring fragments of one run."""

    def __init__(self, stretch: float) -> None:
        self._stretch = stretch
        self._fragments: list[Fragment] = []
        self._art: list[tuple[float, Art]] = []
        self._at = 0.0

    def add(self, run: Run, code: str, width: float) -> None:
        self._at += width
        if self._fragments and self._fragments[-1][0] is run:
            _, before, wide = self._fragments[-1]
            self._fragments[-1] = (run, before + code, wide + width)
        else:
            self._fragments.append((run, code, width))

    def space(self, width: float) -> None:
        if not self._fragments:
            self._at += width
            return
        run, code, wide = self._fragments[-1]
        code += run.sized.space_code
        if self._stretch:
            code += f">{num(-self._stretch * 1000 / run.sized.size)}<"
        self._at += width + self._stretch
        self._fragments[-1] = (run, code, wide + width + self._stretch)

    def image(self, art: Art) -> None:
        self._art.append((self._at, art))
        self._at += art.width
        if self._fragments:
            run, code, wide = self._fragments[-1]
            code += f">{num(-art.width * 1000 / run.sized.size)}<"
            self._fragments[-1] = (run, code, wide + art.width)

    def finish(self) -> tuple[list[Fragment], list[tuple[float, Art]]]:
        return self._fragments, self._art


@dataclass(frozen=True, slots=True)
class _Look:
    """How text is drawn, apart from the paragraph's own style."""

    bold: bool = False
    italic: bool = False
    mono: bool = False
    scale: float = 1.0
    rise: float = 0.0
    """Fractions of the style's size."""
    link: str = ""


class _UnitBuilder:
    """Walks inline content and fills ``Units``."""

    def __init__(self, setter: Typesetter, style: TextStyle) -> None:
        self._setter = setter
        self._style = style
        self._units = Units()
        self._pending_space = False
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
                self._walk(inline.children, replace(look, bold=True))
            elif isinstance(inline, model.Emphasis):
                self._walk(inline.children, replace(look, italic=not look.italic))
            elif isinstance(inline, model.Superscript):
                self._walk(inline.children, replace(look, scale=0.68, rise=0.36))
            elif isinstance(inline, model.Subscript):
                self._walk(inline.children, replace(look, scale=0.68, rise=-0.14))
            elif isinstance(inline, model.Keyboard):
                self._walk(inline.children, replace(look, mono=True))
            elif isinstance(inline, model.Code):
                self._own(
                    "Code", (model.Text(inline.value, inline.pos),), replace(look, mono=True, scale=0.92)
                )
            elif isinstance(inline, model.Abbreviation):
                self._own("Span", inline.children, look, E=inline.expansion)
            elif isinstance(inline, model.Span):
                self._span(inline, look)
            elif isinstance(inline, model.Link):
                self._link(inline, look)
            elif isinstance(inline, model.PageNumber):
                self._text(self._setter.page_number(inline.target), model.NOWHERE, self._run(look))
            elif isinstance(inline, model.InlineImage):
                self._image(inline)
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
        language = span.attributes.get("lang")
        if language:
            self._own("Span", span.children, look, Lang=language)
        else:
            self._walk(span.children, look)

    def _link(self, link: model.Link, look: _Look) -> None:
        outer = self._parent
        if outer is None:
            self._walk(link.children, look)
            return
        node = Node("Link", outer, Contents=link.title or plain_text(link.children))
        self._parent, self._link_node = node, node
        self._place = Node(TRANSPARENT, node)
        self._walk(link.children, replace(look, link=link.target))
        self._parent, self._link_node = outer, None
        self._place = Node(TRANSPARENT, outer)

    def _note(self, note: model.Footnote, look: _Look) -> None:
        number = (model.Text(str(note.number)),)
        self._own("Reference", number, replace(look, scale=0.68, rise=0.36))
        node = Node("Note", self._parent, ID=f"note-{note.pos.file}-{note.pos.line}-{note.pos.column}")
        at = max(len(self._units.widths) - 1, 0)
        self._units.notes.setdefault(at, []).append((note, node))
        if self._parent is not None:
            self._place = Node(TRANSPARENT, self._parent)

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
                style.color,
                self._place,
                rise=style.size * look.rise,
                underline=bool(look.link) and not look.link.startswith("#"),
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
        first = True
        for word in value.split(" "):
            if not first:
                self._pending_space = True
            first = False
            if not word:
                continue
            simple = known.get(word)
            if simple is None:
                simple = self._new_word(word, value, pos, run)
                if simple is None:
                    continue
            if self._pending_space or not widths or len(widths) in units.breaks:
                widths.append(simple[1])
                spaces.append(space)
                runs.append(run)
                codes.append(simple[0])
                self._pending_space = False
            else:
                self._glue(run, simple[0], simple[1])

    def _new_word(self, word: str, value: str, pos: Position, run: Run) -> tuple[str, float] | None:
        """Remembers a word that is one unit in one face; puts any other word in place itself."""
        parts = _breakable(word) if not _MAY_BREAK.isdisjoint(word) else [word]
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

    def _put_row(self, row: list[Fragment], space: float) -> None:
        units = self._units
        units.widths.append(sum(width for _, _, width in row))
        units.spaces.append(space)
        if len(row) == 1:
            units.runs.append(row[0][0])
            units.codes.append(row[0][1])
        else:
            units.runs.append(None)
            units.codes.append(row)

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
        if isinstance(last, Art):
            self._put(run, code, width)
            return
        if last is run:
            units.codes[-1] = units.codes[-1] + code  # type: ignore[operator]
        else:
            row = units.codes[-1]
            if last is not None:
                row = [(last, row, units.widths[-1])]  # type: ignore[list-item]
            units.codes[-1] = [*row, (run, code, width)]  # type: ignore[list-item]
            units.runs[-1] = None
        units.widths[-1] += width


_FLAT = (model.Text, model.SoftBreak, model.LineBreak, model.PageNumber)


def _breakable(word: str) -> list[str]:
    """Divides a word where a line may end inside it: "parent-", "child"."""
    parts: list[str] = []
    start = 0
    for match in _BREAK_AFTER.finditer(word):
        parts.append(word[start : match.end()])
        start = match.end()
    parts.append(word[start:])
    return [part.replace("\u200b", "") for part in parts if part.strip("\u200b")]


def plain_text(content: Inlines) -> str:
    """The words of inline content, for a tooltip, a bookmark, an attribute. Notes are left out."""
    parts: list[str] = []
    for inline in content:
        if isinstance(inline, model.Text | model.Code):
            parts.append(inline.value)
        elif isinstance(inline, model.SoftBreak | model.LineBreak):
            parts.append(" ")
        elif isinstance(inline, model.InlineImage):
            parts.append(inline.alt)
        elif not isinstance(inline, model.Footnote | model.PageNumber):
            parts.append(plain_text(getattr(inline, "children", ())))
    return "".join(parts)
