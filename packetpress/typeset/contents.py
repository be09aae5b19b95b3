"""Tables of contents: the packet's, and "in this section" on an opener."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from packetpress import model
from packetpress.model import Entry, Inlines, Layout, Section
from packetpress.typeset.compositor import Column, Compositor, Labelled
from packetpress.typeset.galley import NEVER, Slug
from packetpress.typeset.lines import Fragment, width_of, with_space
from packetpress.typeset.pen import Pen
from packetpress.typeset.structure import Node

_NUMBER_ROOM = 30.0
"""Kept free at the right for page numbers."""
_INDENT = 24.0
_STYLES = ("contents-part", "contents-section", "contents-entry", "contents-exercise")
_TORN = 250.0
"""Cost of a page break among the entries of one section."""


class _EntryLine(Slug):
    """The last line of an entry: its words, a leader, the page number."""

    __slots__ = ("_baseline", "_inner", "_leader", "_left", "_number", "_right", "_ruled")

    def __init__(
        self,
        inner: Slug,
        baseline: float,
        edges: tuple[float, float],
        number: tuple[list[Fragment], float],
        leader: tuple[list[Fragment], float] | None,
        ruled: float,
    ) -> None:
        super().__init__(inner.height + ruled)
        for name in ("space_before", "space_after", "break_after", "boxes"):
            setattr(self, name, getattr(inner, name))
        self._inner = inner
        self._baseline = baseline
        self._left, self._right = edges
        self._number = number
        self._leader = leader
        self._ruled = ruled

    def draw(self, pen: Pen, x: float, top: float) -> None:
        if self._ruled:
            bottom = top - self.height
            pen.rule(x + self._left, bottom, x + self._right, bottom, "rule", 0.6)
            top -= self._ruled / 2
        self._inner.draw(pen, x, top)
        fragments, width = self._number
        baseline = top - self._baseline
        if self._leader:
            self._draw_leader(pen, x, baseline, x + self._right - width - 6.0)
        pen.line(x + self._right - width, baseline, fragments)

    def _draw_leader(self, pen: Pen, x: float, baseline: float, end: float) -> None:
        """Dots on a grid counted from the page's left edge, so that they stand under each other."""
        assert self._leader is not None  # noqa: S101
        dot, pitch = self._leader
        words = sum(width for _, _, width in getattr(self._inner, "fragments", ()))
        start = x + getattr(self._inner, "indent", 0.0) + words + 6.0
        first = int(start / pitch) + 1
        count = int(end / pitch) - first
        run, code, _ = dot[0]
        if count > 0:
            gap = f">{-(pitch - dot[0][2]) * 1000 / run.sized.size:.0f}<"
            pen.line(first * pitch, baseline, [(run, gap.join([code] * count), count * pitch)])


def closer(layout: Layout, leading: float) -> Layout:
    """The layout with this share of the space in and around the lines of the packet's contents."""
    styles = {
        name: replace(
            style,
            leading=style.leading * leading,
            space_before=style.space_before * leading,
            space_after=style.space_after * leading,
        )
        for name, style in layout.styles.items()
        if name in _STYLES
    }
    return replace(layout, styles={**layout.styles, **styles})


def contents_galley(compositor: Compositor, entries: Iterable[Entry], column: Column) -> None:
    """The packet's table of contents: title, parts, sections, what is in them."""
    title = (model.Text(compositor.layout.labels["contents"]),)
    compositor.paragraph(title, compositor.style("h1"), column, Node("H1", column.node))
    toc = Node("TOC", column.node)
    inner = replace(column, node=toc)
    for entry in entries:
        if entry.kind == "part":
            lines = compositor.paragraph(
                entry.title, compositor.style("contents-part"), inner, Node("P", Node("TOCI", toc))
            )
            for line in lines:
                line.break_after = NEVER
            continue
        name = {1: "contents-section"}.get(entry.level, f"contents-{_kind(entry)}")
        start = len(compositor.slugs)
        _entry(compositor, entry, name, inner, indent=0.0 if entry.level == 1 else _INDENT, leaders=True)
        for slug in compositor.slugs[start:]:
            # What is in a section stays with its title where it can.
            slug.break_after = NEVER if entry.level == 1 else _TORN
        if entry.level == 1 and start and compositor.slugs[start - 1].break_after == _TORN:
            compositor.slugs[start - 1].break_after = 0.0


def divider_galley(compositor: Compositor, title: str, sections: Iterable[Section], column: Column) -> None:
    """A part's title, and the sections in it."""
    lines = compositor.paragraph(
        (model.Text(title),), compositor.style("h1"), column, Node("H1", column.node), balance=True
    )
    for line in lines:
        line.break_after = NEVER
    toc = replace(column, node=Node("TOC", column.node))
    for section in sections:
        entry = Entry(1, section.number, section.title, section.id, "section")
        _entry(compositor, entry, "contents-section", toc, indent=7.0, leaders=False)


def opener_galley(compositor: Compositor, section: Section, column: Column) -> None:
    """Objectives and contents of one section."""
    label = compositor.style("opener-label")
    labels = compositor.layout.labels
    if section.objectives:
        words = (model.Text(labels["objectives"]),)
        for line in compositor.paragraph(words, label, column, Node("P", column.node)):
            line.break_after = NEVER
        items = tuple(model.ListItem((model.Paragraph(objective),)) for objective in section.objectives)
        compositor.blocks((model.List(items),), column)
    if section.entries:
        words = (model.Text(labels["in-this-section"]),)
        for line in compositor.paragraph(words, label, column, Node("P", column.node)):
            line.break_after = NEVER
        toc = replace(column, node=Node("TOC", column.node))
        for entry in section.entries:
            _entry(compositor, entry, f"contents-{_kind(entry)}", toc, indent=7.0, leaders=False)


def _kind(entry: Entry) -> str:
    return "exercise" if entry.kind == "exercise" else "entry"


def _entry(
    compositor: Compositor, entry: Entry, name: str, column: Column, *, indent: float, leaders: bool
) -> None:
    style = compositor.style(name)
    setter = compositor.setter
    item = Node("TOCI", column.node)
    numbered = entry.kind == "section" and bool(entry.label)
    number_label = setter.plain(entry.label, style, Node("Lbl", item)) if numbered else []
    reference = Node("Reference", item)
    right = column.left + column.width
    inset = 0.0 if leaders else indent
    start = len(compositor.slugs)
    room = column.inset(_INDENT if numbered else indent, _NUMBER_ROOM)
    lines = compositor.paragraph(_words(entry), style, room, reference)
    for line in lines[:-1]:
        line.break_after = NEVER
    if not lines:
        return
    # A space nobody sees, so that the title and the number aren't read as one word.
    lines[-1].fragments[-1:] = map(with_space, lines[-1].fragments[-1:])
    number = setter.plain(setter.page_number(entry.target), style, Node("Span", reference))
    leader = None
    if leaders:
        dot = setter.plain(".", replace(style, weight="regular", color="muted"), None)
        leader = (dot, 5.0)
    compositor.slugs[-1] = _EntryLine(
        lines[-1],
        setter.baseline(style),
        (column.left, right),
        (number, width_of(number) + inset),
        leader,
        ruled=0.0 if leaders else 9.0,
    )
    if numbered:
        # Titles stand under each other whatever the number's width.
        shift = compositor.slugs[start].height - lines[0].height if len(lines) == 1 else 0.0
        baseline = setter.baseline(style) + shift / 2
        label = Labelled(compositor.slugs[start], column.left, baseline, number_label)
        compositor.slugs[start] = label


def _words(entry: Entry) -> Inlines:
    """What an entry says. Exercises are marked by their word and its weight, not by colour alone."""
    label: Inlines = ()
    if entry.kind == "exercise":
        accent = model.Attributes(classes=("accent",))
        label = (model.Span((model.Strong((model.Text(entry.label),)),), accent),)
    gap: Inlines = (model.Text(" "),) if label else ()
    return (model.Link((*label, *gap, *entry.title), f"#{entry.target}"),)
