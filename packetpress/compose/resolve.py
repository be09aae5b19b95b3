"""Numbered drafts and the texts of citations in; content without citations, references and open notes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from packetpress.citations import Cited
from packetpress.compose.elsewhere import Elsewhere
from packetpress.compose.numbering import Numbered, Target
from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.model import (
    Blocks,
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
from packetpress.model.tasks import Branch
from packetpress.walk import Node, Rewriter, descendants


@dataclass(frozen=True, slots=True)
class _Reference:
    """A cross-reference, resolved: "Exercise 2A (page 17)"."""

    words: str
    """ "Exercise 2A", or a fallback; may be empty."""
    place: str = ""
    """ "page ", or which packet has it; empty for words alone."""
    number: PageNumber | Text | None = None
    """After ``place``."""
    link: str = ""
    """``#id`` if the target is in this packet."""


class Resolver(Rewriter):
    """Goes through a packet once, in reading order: notes and citations are counted on the way."""

    def __init__(
        self,
        manuscript: Manuscript,
        numbered: Numbered,
        elsewhere: Elsewhere,
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
                Branch: self._branch,
                Text: self._text,
            }
        )
        self._manuscript = manuscript
        self._targets = numbered.targets
        self._elsewhere = elsewhere
        self._labels = labels
        self._diagnostics = diagnostics
        self._texts = iter(cited.texts)
        listed = any(draft.kind == "references" for draft in numbered.drafts)
        self._references = frozenset(f"ref-{key}" for key, _ in cited.references) if listed else frozenset()
        self._notes = 0
        self._in_note = False
        self._in_link = False
        self._open: int | None = None
        """How many parentheses are open in the running text at hand; None outside of any."""
        self._listing = _Listing(self)

    def begin_section(self) -> None:
        """Notes count from 1 in each section."""
        self._notes = 0

    def inlines(self, nodes: Inlines) -> Inlines:
        if self._open is not None:
            return super().inlines(nodes)
        self._open = 0
        new = super().inlines(nodes)
        self._open = None
        return new

    def blocks(self, nodes: Blocks) -> Blocks:
        # A note's paragraphs are running text of their own.
        outside, self._open = self._open, None
        new = super().blocks(nodes)
        self._open = outside
        return new

    def listed(self, title: Inlines) -> Inlines:
        """A title as it stands in a table of contents: no notes, citations, links, ids or line breaks."""
        return self._listing.inlines(title)

    def words(self, node: CrossReference) -> str:
        """What ``node`` is called, without a page, for a contents line."""
        return self._reference(node).words

    def _reference(self, node: CrossReference) -> _Reference:
        """Where ``node`` leads; if nowhere, that is reported and its words are empty."""
        own = self._targets.get(node.target)
        here = f"#{node.target}" if own else ""
        page_of = node.page_of if node.page_of != self._manuscript.edition else ""
        edition = self._elsewhere.editions.get(page_of)
        if edition is not None and node.target in edition.targets:
            page = edition.folios.get(node.target, "")
            words = self._named(edition.targets[node.target], node)
            return _Reference(words, f"{self._labels['participant-page']} ", Text(page, node.pos), here)
        if page_of and not node.fallback:
            self._missing_in_edition(node, own is not None, exists=edition is not None)
        elif own is not None and not page_of:
            number = PageNumber(node.target)
            return _Reference(self._named(own, node), f"{self._labels['page']} ", number, here)
        other = self._elsewhere.packets.get(node.see_packet)
        if other is not None and node.target in other.targets:
            words = self._named(other.targets[node.target], node)
            return _Reference(words, f"{self._labels['in-packet']} “{other.title}”")
        if not node.fallback and own is None:
            self._missing(f"@{node.target}", node.target, node.pos, node.see_packet)
        return _Reference(node.fallback)

    def _named(self, target: Target, node: CrossReference) -> str:
        """The number of ``target`` with its kind, or its title."""
        if target.kind == "section" and target.label:
            return f"{target.label}, {target.title}"
        if target.kind in ("figure", "table") and not target.label:
            self._diagnostics.error(
                node.pos,
                f"“@{node.target}” is a {target.kind} without a caption, so it has no number to print.",
                "Give it a caption, or say in your own words which one you mean.",
            )
        return target.label or target.title

    def _citation(self, node: Citation) -> Node:
        text = next(self._texts, ())
        if self._in_note or self._in_link:
            text = _without_notes(text)
        target = f"ref-{node.works[0].key}"
        holds_more = any(isinstance(child, (Link, Footnote)) for child in descendants(text))
        if target in self._references and not self._in_link and not holds_more:
            return Link(text, f"#{target}", pos=node.pos)
        return tuple(self._footnote(child) if isinstance(child, Footnote) else child for child in text)

    def _text(self, node: Text) -> Node:
        if self._open is not None and ("(" in node.value or ")" in node.value):
            for sign in node.value:
                # One that nothing opened, as in "a) …", closes nothing.
                self._open = max(self._open + (sign == "(") - (sign == ")"), 0)
        return node

    def _cross_reference(self, node: CrossReference) -> Node:
        """In parentheses the place follows a comma, so that they don't nest."""
        found = self._reference(node)
        if not found.place or (self._in_link and found.link):
            return Text(found.words, node.pos) if found.words else ()
        number: Inlines = () if found.number is None else (found.number,)
        children: Inlines = (Text(found.place, node.pos), *number)
        if found.words and self._open:
            children = (Text(found.words, node.pos), Text(f", {found.place}", node.pos), *number)
        elif found.words:
            opened = (Text(found.words, node.pos), Text(f" ({found.place}", node.pos))
            children = (*opened, *number, Text(")", node.pos))
        return Link(children, found.link, pos=node.pos) if found.link else children

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

    def _branch(self, node: Branch) -> Node:
        # A step that is nowhere was reported when its story was read.
        if node.target not in self._targets and node.target in self._manuscript.other_ids:
            self._missing(f"[…](#{node.target})", node.target, node.pos)
        return self.inside(node)

    def _missing(self, written: str, target: str, pos: Position, see_packet: str = "") -> None:
        """Reports a reference whose target isn't in this packet, or nowhere."""
        others = self._manuscript.other_ids
        if target in others:
            place = " and ".join(f"{p.file}:{p.line}" for p in others[target])
            packet = f"the packet “{self._manuscript.packet}” ({self._manuscript.edition} edition)"
            who = f"neither {packet} nor “{see_packet}” gets" if see_packet else f"{packet} doesn't get"
            self._diagnostics.error(
                pos,
                f"“{written}” leads to {place}, which {who}.",
                "Put the reference under the same condition as its target, "
                + (
                    _other_ways(written) if written.startswith("@") else "or let this packet have the target."
                ),
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

    def _missing_in_edition(self, node: CrossReference, has_own: bool, *, exists: bool) -> None:
        """Reports that ``node.page_of`` has no page for a target that this edition has."""
        if not has_own:
            return
        take_away = f"take “page of {node.page_of}” away"
        if exists:
            self._diagnostics.error(
                node.pos,
                f"The {node.page_of} edition of the packet “{self._manuscript.packet}” doesn't get "
                f"“@{node.target}”, so it has no page for it.",
                f"Let that edition have it, give a text to print instead "
                f'(@{node.target}{{page="{node.page_of}" fallback="…"}}), or {take_away}.',
            )
        else:
            self._diagnostics.error(
                node.pos,
                f"The packet “{self._manuscript.packet}” has no {node.page_of} edition, whose page "
                f"“@{node.target}” asks for.",
                f"Add it to the packet's “editions”, or {take_away}.",
            )


def _other_ways(written: str) -> str:
    return (
        f'give it a text to print instead ({written}{{fallback="…"}}), or name a packet that has the target '
        f'({written}{{see-packet="…"}}).'
    )


class _Listing(Rewriter):
    """Rewrites titles for contents lines, where a link would be a link inside a link."""

    def __init__(self, resolver: Resolver) -> None:
        super().__init__(
            {
                Citation: lambda _: (),
                Footnote: lambda _: (),
                LineBreak: lambda _: SoftBreak(),
                CrossReference: lambda node: Text(resolver.words(node), node.pos),
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
