"""Drafts of sections in, numbered drafts out, with all that can be referred to and all that is cited.

Sections count 1, 2, …; exercises by section and letter (2A … 2Z, 2AA); captioned figures and tables by
section (2.1). Everything that a link, a contents line or a bookmark points to gets an id that is unique in
the packet and doesn't change as long as its author's id or its words don't.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from packetpress.model import (
    NOWHERE,
    Attributes,
    BlockQuote,
    Blocks,
    Callout,
    Citation,
    Div,
    Entry,
    Exercise,
    Figure,
    Heading,
    InlineImage,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Position,
    Row,
    Scale,
    Span,
    Table,
    WriteOn,
)
from packetpress.model.tasks import PARTS, TASKS
from packetpress.walk import WITH_ATTRIBUTES, Node, Rewriter, descendants, plain_text

DEEPEST_HEADING = 6

RESERVED = frozenset({"contents"})
"""Ids that the typesetter gives to pages of its own."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A section on its way to ``model.Section``."""

    kind: Literal["section", "kit", "references", "glossary"]
    part: str
    title: Inlines
    blocks: Blocks = ()
    short_title: str = ""
    objectives: tuple[Inlines, ...] = ()
    minutes: int = 0
    id: str = ""
    """The author's; never empty after ``number``."""
    number: str = ""
    entries: tuple[Entry, ...] = ()
    """Its level-2 headings and exercises, their titles as in the manuscript."""
    pos: Position = NOWHERE
    path: str = ""
    """Of its source; empty for references and glossary."""
    leaf: bool = False


TargetKind = Literal["section", "heading", "exercise", "figure", "table", "other"]


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a cross-reference can name."""

    kind: TargetKind
    label: str = ""
    """ "Exercise 2A"; empty for what has no number."""
    title: str = ""
    """Plain text."""


@dataclass(frozen=True, slots=True)
class Numbered:
    drafts: tuple[Draft, ...]
    targets: Mapping[str, Target]
    """By id; every id there is in the packet."""
    citations: tuple[Citation, ...]
    """In reading order."""
    assets: tuple[str, ...]
    """Paths of the images that are printed, sorted."""


def number(drafts: Sequence[Draft], labels: Mapping[str, str]) -> Numbered:
    """Gives numbers and ids to everything in ``drafts`` that has one."""
    citations: list[Citation] = []
    assets: set[str] = set()
    own_ids: set[str] = {draft.id for draft in drafts if draft.id}
    with_title: set[int] = set()
    for index, draft in enumerate(drafts):
        for content in (draft.title, *draft.objectives, draft.blocks):
            for node in descendants(content):
                cls = type(node)
                if cls in WITH_ATTRIBUTES:
                    if node.attributes.id:
                        own_ids.add(node.attributes.id)
                    if cls is Heading and node.level == 1:
                        with_title.add(index)
                elif cls is Citation:
                    citations.append(node)
                if cls is Figure or cls is InlineImage:
                    assets.add(node.asset)
    ids = _Ids(own_ids)
    targets: dict[str, Target] = {}
    numbered: list[Draft] = []
    for index, draft in enumerate(drafts):
        count = sum(d.kind == "section" for d in drafts[: index + 1]) if draft.kind == "section" else 0
        numbering = _Numbering(
            str(count) if count else "", labels, ids, targets, shift=int(index in with_title)
        )
        numbered.append(numbering.draft(draft))
    return Numbered(tuple(numbered), targets, tuple(citations), tuple(sorted(assets)))


def with_content(numbered: Numbered, drafts: Sequence[Draft]) -> Numbered:
    """``numbered`` with what its drafts have become, and with what is cited and printed in them now.

    What refers to a draft that is left out leads nowhere.
    """
    if len(drafts) == len(numbered.drafts) and all(map(operator.is_, drafts, numbered.drafts)):
        return numbered
    gone = {draft.id for draft in numbered.drafts} - {draft.id for draft in drafts}
    targets = {name: target for name, target in numbered.targets.items() if name not in gone}
    citations: list[Citation] = []
    assets: set[str] = set()
    for draft in drafts:
        for content in (draft.title, *draft.objectives, draft.blocks):
            for node in descendants(content):
                if isinstance(node, Citation):
                    citations.append(node)
                elif isinstance(node, Figure | InlineImage):
                    assets.add(node.asset)
    images = tuple(sorted(assets))
    return Numbered(tuple(drafts), targets, tuple(citations), images)


class _Ids:
    """Hands out ids, each once."""

    def __init__(self, own: Iterable[str]) -> None:
        self._own = frozenset(own)
        self._taken = set(RESERVED)
        self._next: Counter[str] = Counter()

    def take(self, own: str, title: str, otherwise: str) -> str:
        """The author's id if it is still free, else one made of the title, else one made of ``otherwise``."""
        if own and own not in self._taken:
            self._taken.add(own)
            return own
        base = own or slug(title) or otherwise
        name = base
        while name in self._taken or name in self._own:
            self._next[base] += 1
            name = f"{base}-{self._next[base] + 1}"
        self._taken.add(name)
        return name


def slug(title: str) -> str:
    """Letters and digits of ``title`` as an id (Pandoc's ``auto_identifiers`` with ``ascii_identifiers``)."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9_. -]", "", plain).split()
    return re.sub(r"^[^a-z]+", "", "-".join(words)).rstrip("-.")


def letters(count: int) -> str:
    """1, 2, … 26, 27 as A, B, … Z, AA."""
    name = ""
    while count:
        count, rest = divmod(count - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class _Numbering(Rewriter):
    """Goes through the blocks of one section; inlines are looked at for their ids alone."""

    def __init__(
        self, section: str, labels: Mapping[str, str], ids: _Ids, targets: dict[str, Target], shift: int
    ) -> None:
        handlers: dict[type, Any] = {
            Heading: self._heading,
            Exercise: self._exercise,
            Figure: self._captioned,
            Table: self._captioned,
            Span: self._other,
        }
        handlers |= dict.fromkeys((Paragraph, Div, WriteOn, Scale, Row), self._other)
        tasks = WITH_ATTRIBUTES & {*TASKS, *PARTS}
        handlers |= dict.fromkeys((BlockQuote, Callout, List, ListItem, *tasks), self._aside)
        super().__init__(handlers)
        self._section = section
        self._labels = labels
        self._ids = ids
        self._targets = targets
        self._shift = shift
        self._counts: Counter[type] = Counter()
        self._entries: list[Entry] = []
        self._depth = 0
        """How many blocks stand around this one that keep their headings out of the contents."""

    def draft(self, draft: Draft) -> Draft:
        title = plain_text(draft.title)
        name = self._ids.take(draft.id, title, f"section-{self._section}" if self._section else draft.kind)
        label = f"{self._labels['section']} {self._section}" if self._section else ""
        self._targets[name] = Target("section", label, title)
        blocks = self.blocks(draft.blocks)
        # A page of the kit is one line of the contents, whatever it holds.
        entries = () if draft.kind == "kit" else tuple(self._entries)
        return replace(draft, id=name, number=self._section, blocks=blocks, entries=entries)

    def _identified(self, attributes: Attributes, title: str, kind: str) -> Attributes:
        name = self._ids.take(attributes.id, title, kind)
        return attributes if name == attributes.id else replace(attributes, id=name)

    def _heading(self, node: Heading) -> Node:
        title = plain_text(node.children)
        attributes = self._identified(node.attributes, title, "heading")
        level = min(node.level + self._shift, DEEPEST_HEADING)
        self._targets[attributes.id] = Target("heading", title=title)
        if level == 2 and not self._depth:
            self._entries.append(Entry(2, "", node.children, attributes.id, "heading"))
        new = self.inside(node)
        if attributes is node.attributes and level == node.level:
            return new
        return replace(new, attributes=attributes, level=level)

    def _exercise(self, node: Exercise) -> Node:
        self._counts[Exercise] += 1
        number = self._section + letters(self._counts[Exercise])
        label = f"{self._labels['exercise']} {number}"
        title = plain_text(node.title)
        attributes = self._identified(node.attributes, title, "exercise")
        self._targets[attributes.id] = Target("exercise", label, title)
        self._entries.append(Entry(2, label, node.title, attributes.id, "exercise"))
        self._depth += 1
        new = self.inside(node)
        self._depth -= 1
        return replace(new, attributes=attributes, number=number)

    def _captioned(self, node: Figure | Table) -> Node:
        cls = type(node)
        kind: TargetKind = "figure" if cls is Figure else "table"
        number = ""
        if node.caption and self._section:
            self._counts[cls] += 1
            number = f"{self._section}.{self._counts[cls]}"
        new: Any = node
        if node.attributes.id:
            attributes = self._identified(node.attributes, "", kind)
            label = f"{self._labels[kind]} {number}" if number else ""
            self._targets[attributes.id] = Target(kind, label, plain_text(node.caption))
            new = replace(node, attributes=attributes)
        self._depth += 1
        new = self.inside(new)
        self._depth -= 1
        return replace(new, number=number) if number else new

    def _other(self, node: Node) -> Node:
        """What has an id only if its author gave it one."""
        new = self.inside(node)
        if not node.attributes.id:
            return new
        attributes = self._identified(node.attributes, "", "")
        title = plain_text(node.title) if isinstance(node, Callout) else ""
        self._targets[attributes.id] = Target("other", title=title)
        return new if attributes is node.attributes else replace(new, attributes=attributes)

    def _aside(self, node: Node) -> Node:
        self._depth += 1
        new = self._other(node)
        self._depth -= 1
        return new
