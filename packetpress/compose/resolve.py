"""Numbered drafts and the texts of citations in; content without citations, references and open notes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from packetpress.citations import Cited
from packetpress.compose.numbering import Numbered, Target
from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.model import (
    Citation,
    CrossReference,
    Footnote,
    Inlines,
    LineBreak,
    Link,
    Manuscript,
    PageNumber,
    Paragraph,
    Position,
    SoftBreak,
    Span,
    Text,
)
from packetpress.walk import Node, Rewriter, descendants


class Resolver(Rewriter):
    """Goes through a packet once, in reading order: notes and citations are counted on the way."""

    def __init__(
        self,
        manuscript: Manuscript,
        numbered: Numbered,
        cited: Cited,
        labels: Mapping[str, str],
        diagnostics: Diagnostics,
    ) -> None:
        super().__init__(
            {
                Citation: self._citation,
                CrossReference: self._cross_reference,
                Footnote: self._footnote,
                Link: self._link,
            }
        )
        self._manuscript = manuscript
        self._targets = numbered.targets
        self._labels = labels
        self._diagnostics = diagnostics
        self._texts = iter(cited.texts)
        listed = any(draft.kind == "references" for draft in numbered.drafts)
        self._references = frozenset(f"ref-{key}" for key, _ in cited.references) if listed else frozenset()
        self._notes = 0
        self._in_note = False
        self._in_link = False
        self._listing = _Listing(self)

    def begin_section(self) -> None:
        """Notes count from 1 in each section."""
        self._notes = 0

    def listed(self, title: Inlines) -> Inlines:
        """A title as it stands in a table of contents: no notes, citations, links, ids or line breaks."""
        return self._listing.inlines(title)

    def reference(self, node: CrossReference) -> tuple[str, Target | None]:
        """The words for ``node`` without the page, and its target if this packet has it (else reported)."""
        target = self._targets.get(node.target)
        if target is None:
            if not node.fallback:
                self._missing(f"@{node.target}", node.target, node.pos)
            return node.fallback, None
        if target.kind == "section" and target.label:
            return f"{target.label}, {target.title}", target
        if target.kind in ("figure", "table") and not target.label:
            self._diagnostics.error(
                node.pos,
                f"“@{node.target}” is a {target.kind} without a caption, so it has no number to print.",
                "Give it a caption, or say in your own words which one you mean.",
            )
        return target.label or target.title, target

    def _citation(self, node: Citation) -> Node:
        text = next(self._texts, ())
        if self._in_note or self._in_link:
            text = _without_notes(text)
        target = f"ref-{node.works[0].key}"
        holds_more = any(isinstance(child, (Link, Footnote)) for child in descendants(text))
        if target in self._references and not self._in_link and not holds_more:
            return Link(text, f"#{target}", pos=node.pos)
        return tuple(self._footnote(child) if isinstance(child, Footnote) else child for child in text)

    def _cross_reference(self, node: CrossReference) -> Node:
        words, target = self.reference(node)
        if target is None or self._in_link:
            return Text(words, node.pos) if words else ()
        page = Text(f"{self._labels['page']} ", node.pos)
        children: Inlines = (page, PageNumber(node.target))
        if words:
            children = (
                Text(words, node.pos),
                Text(f" ({page.value}", node.pos),
                PageNumber(node.target),
                Text(")", node.pos),
            )
        return Link(children, f"#{node.target}", pos=node.pos)

    def _footnote(self, node: Footnote) -> Node:
        self._notes += 1
        number = self._notes
        outside = self._in_note, self._in_link
        # A note stands at the foot of the page, outside a link that its number may be in.
        self._in_note, self._in_link = True, False
        new = self.inside(node)
        self._in_note, self._in_link = outside
        return replace(new, number=number)

    def _link(self, node: Link) -> Node:
        target = node.target.removeprefix("#")
        if node.target.startswith("#") and target not in self._targets and target not in self._references:
            self._missing(f"[…]({node.target})", target, node.pos)
        self._in_link = True
        new = self.inside(node)
        self._in_link = False
        return new

    def _missing(self, written: str, target: str, pos: Position) -> None:
        """Reports a reference whose target isn't in this packet, or nowhere."""
        others = self._manuscript.other_ids
        if target in others:
            place = " and ".join(f"{p.file}:{p.line}" for p in others[target])
            packet = f"the packet “{self._manuscript.packet}” ({self._manuscript.edition} edition)"
            mend = "give the reference a fallback text, as in " + f'{written}{{fallback="…"}}, '
            self._diagnostics.error(
                pos,
                f"“{written}” leads to {place}, which {packet} doesn't get.",
                "Put the reference under the same condition as its target, "
                + (mend if written.startswith("@") else "")
                + "or let this packet have the target.",
            )
            return
        known = {*self._targets, *others}
        prefix = target.split("-", 1)[0] + "-"
        alike = {name for name in known if name.startswith(prefix)}
        self._diagnostics.error(
            pos,
            f"“{written}” leads nowhere: nothing in the project has the id “{target}”.",
            did_you_mean(target, alike or known) or f"Give its target the id, as in {{#{target}}}.",
        )


class _Listing(Rewriter):
    """Rewrites titles for contents lines, where a link would be a link inside a link."""

    def __init__(self, resolver: Resolver) -> None:
        super().__init__(
            {
                Citation: lambda _: (),
                Footnote: lambda _: (),
                LineBreak: lambda _: SoftBreak(),
                CrossReference: lambda node: Text(resolver.reference(node)[0], node.pos),
                Link: lambda node: self.inside(node).children,
                Span: self._span,
            }
        )

    def _span(self, node: Span) -> Node:
        new = self.inside(node)
        if not node.attributes.id:
            return new
        attributes = replace(node.attributes, id="")
        if attributes.classes or attributes.pairs:
            return replace(new, attributes=attributes)
        return new.children


def _without_notes(text: Inlines) -> Inlines:
    """A note style's citation inside a note (or a link) stands there as plain text."""
    found: list[Node] = []
    for node in text:
        if isinstance(node, Footnote):
            for block in node.children:
                found += block.children if isinstance(block, Paragraph) else ()
        else:
            found.append(node)
    return tuple(found)
