"""Lines of type: runs of text drawn in one way, and the slugs that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from packetpress.model import FontFile, Footnote
from packetpress.typeset.colorants import num
from packetpress.typeset.fonts import FontSet, with_actual_text
from packetpress.typeset.galley import Slug
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node

if TYPE_CHECKING:
    from packetpress.typeset.images import Artwork


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
        self.ascent: float = face.face.ascent * size
        self.descent: float = face.face.descent * size
        self.words: dict[str, tuple[str, float]] = {}
        """Words that are one unit in one face: code and width."""

    def simple(self, text: str) -> tuple[str, float] | None:
        """Code and width of text that is one piece in this face, as it is written; else None."""
        word = self._fonts.word(self.file, text)
        if self.uppercase or word.missing or len(word.pieces) != 1:
            return None
        piece = word.pieces[0]
        if piece.face.face.file is not self.file:
            return None
        return piece.code, piece.width * self.size / 1000 + piece.characters * self.tracking

    def fragments(self, text: str) -> tuple[list[tuple[FontFile, str, float]], str]:
        """Text that may need more than one face: (face, code, width) and what no face has."""
        word = self._fonts.word(self.file, text.upper() if self.uppercase else text)
        scale = self.size / 1000
        parts = [
            (piece.face.face.file, piece.code, piece.width * scale + piece.characters * self.tracking)
            for piece in word.pieces
        ]
        if self.uppercase and len(parts) == 1 and text != text.upper():
            # Capitals are a look; whoever takes the text out gets it as it was written.
            file, code, width = parts[0]
            parts = [(file, with_actual_text(text, code), width)]
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
            start = x + self.indent + offset
            art.node.box((start, baseline, start + art.width, baseline + art.height))
            art.artwork.draw(pen, start, baseline, art.width, art.height, art.node)

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
    """None: the unit is made of several fragments, in ``rows``."""
    codes: list[str] = field(default_factory=list)
    rows: dict[int, list[Fragment]] = field(default_factory=dict)
    hyphens: dict[int, float] = field(default_factory=dict)
    """Units that go on a word: the width of the hyphen that a line ending before them needs."""
    anchors: dict[int, str] = field(default_factory=dict)
    """Ids of spans, by the unit that they begin with."""
    breaks: set[int] = field(default_factory=set)
    """Units that start a line whatever the measure."""
    notes: dict[int, list[tuple[Footnote, Node | None]]] = field(default_factory=dict)


class LineBuilder:
    """Joins neighbouring fragments of one run."""

    def __init__(self, stretch: float) -> None:
        self._stretch = stretch
        self._fragments: list[Fragment] = []
        self._art: list[tuple[float, Art]] = []
        self._at = 0.0
        self._ahead = 0.0
        """Width of what stands before the line's first fragment."""

    def add(self, run: Run, code: str, width: float) -> None:
        self._at += width
        if self._ahead:
            code = f">{num(-self._ahead * 1000 / run.sized.size)}<{code}"
            width += self._ahead
            self._ahead = 0.0
        if self._fragments and self._fragments[-1][0] is run:
            _, before, wide = self._fragments[-1]
            self._fragments[-1] = (run, before + code, wide + width)
        else:
            self._fragments.append((run, code, width))

    def space(self, width: float) -> None:
        if not self._fragments:
            self._at += width
            self._ahead += width
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
        if not self._fragments:
            self._ahead += art.width
        else:
            run, code, wide = self._fragments[-1]
            code += f">{num(-art.width * 1000 / run.sized.size)}<"
            self._fragments[-1] = (run, code, wide + art.width)

    def finish(self) -> tuple[list[Fragment], list[tuple[float, Art]]]:
        return self._fragments, self._art


def width_of(fragments: Sequence[Fragment]) -> float:
    return sum(fragment[2] for fragment in fragments)


def with_space(fragment: Fragment) -> Fragment:
    """The fragment and a space after it."""
    run, code, width = fragment
    return run, code + run.sized.space_code, width + run.sized.space_width
