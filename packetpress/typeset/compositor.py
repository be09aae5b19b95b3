"""Blocks of a Document in, a galley of slugs out.

Which function sets which block is said in ``typeset.blocks``. The compositor keeps what all of them
need: where the column stands, what encloses it, which element of the structure tree they add to.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from packetpress import model
from packetpress.diagnostics import Diagnostics
from packetpress.model import Blocks, Inlines, Layout, TextStyle
from packetpress.typeset.galley import NEVER, Box, Side, Slug, lead
from packetpress.typeset.lines import Fragment, TextLine
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node
from packetpress.typeset.text import Typesetter


@dataclass(frozen=True, slots=True)
class Column:
    """Where blocks are set: a part of the page's measure."""

    left: float
    """From the galley's left edge."""
    width: float
    node: Node
    """Parent of the structure elements that are made."""
    style: str = "body"
    """Style of its paragraphs; a key of ``Layout.styles``."""
    boxes: tuple[Box, ...] = ()

    def inset(self, left: float, right: float = 0.0, **changes: object) -> Column:
        changed = replace(self, left=self.left + left, width=self.width - left - right)
        return replace(changed, **changes) if changes else changed  # type: ignore[arg-type]


LEFT_BEHIND = 400.0
"""Cost of a page break between a lead-in and the table or scale that it announces."""


@dataclass(frozen=True, slots=True)
class PlannedBookmark:
    level: int
    title: str
    target: str


_WISHES = ("space_before", "space_after", "break_after", "goes_on", "side", "boxes", "notes", "anchors")


class Labelled(Slug):
    """A slug with something in the margin beside its first line: a list's number or bullet."""

    __slots__ = ("_baseline", "_fragments", "_left", "inner")

    def __init__(self, inner: Slug, left: float, baseline: float, fragments: list[Fragment]) -> None:
        super().__init__(inner.height)
        for name in _WISHES:
            setattr(self, name, getattr(inner, name))
        self.inner = inner
        self._left = left
        self._baseline = baseline
        self._fragments = fragments

    def draw(self, pen: Pen, x: float, top: float) -> None:
        pen.line(x + self._left, top - self._baseline, self._fragments)
        self.inner.draw(pen, x, top)


Setter = Callable[..., None]
"""``(compositor, block, column)``; the block's type is the registry's key."""


@dataclass(slots=True)
class Compositor:
    """Builds one galley."""

    setter: Typesetter
    layout: Layout
    assets: Mapping[str, model.Asset]
    diagnostics: Diagnostics
    setters: Mapping[type, Setter]
    measure: float
    """Width of the page's text column."""
    page_height: float
    """Of the text column: nothing that stays whole may be higher."""
    scope: str
    """What fields are named after: the id of the section, or of the exercise that is being set."""
    slugs: list[Slug] = field(default_factory=list)
    bookmarks: list[PlannedBookmark] = field(default_factory=list)
    prompt: str = ""
    """The words before the next field: what it asks for."""
    heading: str = ""
    """The last one, or the title of an exercise."""
    repeated: Container[str] = ()
    """Statements that come in several scales of the section: their fields are told apart by the heading."""
    endnotes: list[tuple[model.Footnote, Node]] = field(default_factory=list)
    """Called in the section so far, where the layout sets them at its end."""
    side: Side = ""
    """Which side the page is on that begins with the block to come."""
    _field_counts: dict[str, int] = field(default_factory=dict)

    def style(self, name: str) -> TextStyle:
        return self.layout.styles[name]

    # ---------------------------------------------------------------- blocks

    def blocks(self, blocks: Blocks, column: Column) -> None:
        for block in blocks:
            start, elements = len(self.slugs), len(column.node.children)
            side, self.side = self.side, ""
            self.setters[type(block)](self, block, column)
            for made in column.node.children[elements:]:
                if isinstance(made, Node):
                    made.place(block.pos)
            if side and len(self.slugs) > start:
                self.slugs[start].side = side
            attributes = getattr(block, "attributes", None)
            if attributes is not None and attributes.id and len(self.slugs) > start:
                first = self.slugs[start]
                first.anchors = (attributes.id, *first.anchors)

    def add(self, slug: Slug, column: Column) -> None:
        slug.boxes = column.boxes
        self.slugs.append(slug)

    def paragraph(
        self,
        content: Inlines,
        style: TextStyle,
        column: Column,
        node: Node | None,
        *,
        balance: bool = False,
    ) -> list[TextLine]:
        """Sets lines into the galley, with the style's space around them."""
        lines = self.setter.lines(
            content,
            style,
            column.width,
            node,
            indent=column.left,
            balance=balance,
            notes=self.note,
        )
        for line in lines:
            line.boxes = column.boxes
        if lines:
            lines[0].space_before = style.space_before
            lines[-1].space_after = style.space_after
        self.slugs += lines
        return lines

    def field_name(self) -> str:
        """ "ex-feed-3": unique in the file, the same in every build."""
        count = self._field_counts[self.scope] = self._field_counts.get(self.scope, 0) + 1
        return f"{self.scope}-{count}".replace(".", "-")

    def spaced(self, start: int, before: float, after: float) -> None:
        """At least this much space around what was set since index ``start``."""
        if len(self.slugs) > start:
            first, last = self.slugs[start], self.slugs[-1]
            first.space_before = max(first.space_before, before)
            last.space_after = max(last.space_after, after)

    def follow(self, column: Column) -> None:
        """What is set next in the column wants its lead-in on the same page. A callout is none."""
        if self.slugs and not any(box.complete for box in self.slugs[-1].boxes[len(column.boxes) :]):
            last = self.slugs[-1]
            last.break_after = max(last.break_after, LEFT_BEHIND)

    def inner(self, blocks: Blocks, width: float, node: Node, style: str) -> list[Slug]:
        """A galley of its own, for a table cell or a note."""
        compositor = replace(self, slugs=[], bookmarks=self.bookmarks)
        compositor.blocks(blocks, Column(0.0, width, node, style))
        return compositor.slugs

    def note(self, note: model.Footnote, node: Node | None) -> list[Slug]:
        """A footnote for the foot of its page; none where the layout puts notes after the section."""
        owner = node if node is not None else Node("Note")
        if self.layout.notes == "section":
            self.endnotes.append((note, owner))
            return []
        return self._note_galley(note, owner)

    def set_endnotes(self, column: Column) -> None:
        """The notes that were kept for the section's end."""
        if not self.endnotes:
            return
        heading = (model.Text(self.layout.labels["footnotes"]),)
        for line in self.paragraph(heading, self.style("h3"), column, Node("H2", column.node)):
            line.break_after = NEVER
        for note, owner in self.endnotes:
            for slug in self._note_galley(note, owner):
                self.add(slug, column)
        self.endnotes.clear()

    def _note_galley(self, note: model.Footnote, owner: Node) -> list[Slug]:
        style = self.style("note")
        hang = 1.6 * style.size
        label = self.setter.plain(str(note.number), style, Node("Lbl", owner))
        slugs = self.inner(note.children, self.measure - hang, owner, "note")
        shifted: list[Slug] = [Shifted(slug, hang) for slug in slugs]
        if shifted:
            shifted[0] = Labelled(shifted[0], 0.0, self.setter.baseline(style), label)
        return shifted


class Shifted(Slug):
    """A slug moved to the right."""

    __slots__ = ("_inner", "_shift")

    def __init__(self, inner: Slug, shift: float) -> None:
        super().__init__(inner.height + inner.space_after)
        self._inner = inner
        self._shift = shift

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self._inner.draw(pen, x + self._shift, top)


def stacked_height(slugs: Sequence[Slug]) -> float:
    """Height of a galley that is not divided."""
    height = 0.0
    previous: Slug | None = None
    for slug in slugs:
        height += lead(previous, slug) + slug.height
        previous = slug
    return height
