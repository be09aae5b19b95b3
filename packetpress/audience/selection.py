"""Content and a reader in, the reader's content out: what isn't for the reader goes, without ``debris``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from packetpress.audience.answers import arranged
from packetpress.audience.debris import (
    Gone,
    close_gap,
    is_blank,
    without_breaks,
    without_emptied,
    without_headings,
)
from packetpress.audience.quiz import with_quizzes
from packetpress.audience.reader import Reader
from packetpress.model import (
    NO_ATTRIBUTES,
    NOWHERE,
    RECKONED,
    Abbreviation,
    Attributes,
    Blank,
    BlockQuote,
    Blocks,
    Callout,
    CrossReference,
    Definition,
    DefinitionList,
    Div,
    Dropped,
    Emphasis,
    Exercise,
    Figure,
    Footnote,
    Form,
    Gathered,
    Heading,
    Inline,
    InlineImage,
    Inlines,
    Keyboard,
    Link,
    List,
    ListItem,
    Paragraph,
    Position,
    Reckoned,
    Row,
    Scale,
    Source,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Tent,
    Text,
    Variable,
    WriteOn,
)
from packetpress.model.tasks import (
    Branch,
    Branching,
    Card,
    Cards,
    Choice,
    Group,
    Item,
    Match,
    Ordering,
    Question,
    Quiz,
    Sort,
    Step,
    TrueFalse,
)
from packetpress.walk import CONTENT, Node, Rewriter, descendants

_WORDS: Mapping[type, tuple[str, ...]] = {
    Link: ("target", "title"),
    InlineImage: ("alt",),
    Abbreviation: ("expansion",),
    CrossReference: ("fallback",),
    Figure: ("alt",),
    Exercise: ("group", "materials"),
    WriteOn: ("label",),
    Gathered: (),
    Tent: (),
}
"""Type -> its plain strings in which a variable may stand."""

_CARRIES: Mapping[type, str] = {
    Heading: "children",
    Paragraph: "children",
    List: "items",
    ListItem: "children",
    DefinitionList: "items",
    Table: "body",
    BlockQuote: "children",
    Div: "children",
    Callout: "children",
    Exercise: "children",
    Scale: "statements",
    Footnote: "children",
    Emphasis: "children",
    Strong: "children",
    Superscript: "children",
    Subscript: "children",
    Keyboard: "children",
    Abbreviation: "children",
    Link: "children",
    Span: "children",
    Blank: "children",
    Form: "fields",
    Item: "children",
    Question: "options",
    Group: "items",
    Choice: "questions",
    TrueFalse: "items",
    Match: "items",
    Sort: "groups",
    Ordering: "items",
    Branch: "children",
    Step: "children",
    Branching: "steps",
    Card: "children",
    Cards: "cards",
}
"""Type -> the field without which it stands for nothing."""

_NAMES: Mapping[type, str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    List: "list",
    ListItem: "list item",
    DefinitionList: "list of definitions",
    Definition: "definition",
    Table: "table",
    Row: "table row",
    BlockQuote: "quotation",
    Figure: "figure",
    Div: "group",
    Callout: "callout",
    Exercise: "exercise",
    WriteOn: "room to write",
    Scale: "scale",
    Form: "form",
    Tent: "card",
    Item: "item",
    Question: "question",
    Group: "column",
    Choice: "questions",
    TrueFalse: "statements",
    Match: "matching",
    Sort: "sorting",
    Ordering: "steps",
    Quiz: "quiz",
    Branch: "branch",
    Step: "step",
    Branching: "story",
    Card: "card",
    Cards: "cards",
    Footnote: "footnote",
}
"""Type -> what a report calls it; anything else is words in a line."""


class Selection(Rewriter):
    """Rewrites content for one reader."""

    def __init__(self, reader: Reader, glossary: tuple[Definition, ...] = ()) -> None:
        """``glossary`` as written, for the quizzes that are made from it."""
        self.reader = reader
        self._glossary = glossary
        self.quizzed = False
        """Whether something was made from the glossary so far."""
        self.dropped: dict[Dropped, None] = {}
        """What was left out so far: the outermost of what went together, then what that emptied."""
        self._kept: dict[int, int] = {}
        """Of the section at hand: number of an objective in its file -> its number for the reader."""
        handlers: dict[type, Any] = {cls: self._content for cls in CONTENT if cls in {*_WORDS, *_CARRIES}}
        handlers |= {Variable: self._variable, Definition: self._definition, Row: self._row, Div: self._div}
        handlers |= {Callout: self._callout, Scale: self._scale, Span: self._span}
        handlers |= {Exercise: self._exercise}
        super().__init__(handlers)

    def source(self, source: Source) -> Source | None:
        """The reader's part of a whole file; None if there is none."""
        if not self.gets("section", source.attributes, source.pos):
            return None
        objectives = self._objectives(source)
        blocks = self.blocks(source.blocks)
        if blocks is not source.blocks and is_blank(blocks):
            self._drop("section", source.pos)
            return None
        title = self.inlines(source.title)
        if title is not source.title and is_blank(title):
            self.reader.diagnostics.error(
                source.pos,
                f"The packet “{self.reader.packet.name}” gets this section, but not its title.",
                "Leave a title for every reader who gets some of the section.",
            )
        return replace(
            source,
            title=title,
            short_title=self.reader.expand(source.short_title, source.short_title_pos),
            objectives=objectives,
            blocks=blocks,
            attributes=self.reader.resolved(source.attributes, source.pos),
            # Paths of images and snippets that only others get must not travel on.
            depends=(),
        )

    def _objectives(self, source: Source) -> tuple[Inlines, ...]:
        """Those of the section that the reader gets; exercises find theirs by ``self._kept``."""
        new = [self.inlines(each) for each in source.objectives]
        pairs = zip(source.objectives, new, strict=True)
        kept = [index for index, (old, each) in enumerate(pairs) if each is old or not is_blank(each)]
        self._kept = {old + 1: number for number, old in enumerate(kept, 1)}
        return tuple(new[index] for index in kept)

    def gets(self, kind: str, attributes: Attributes, pos: Position) -> bool:
        """Whether the reader gets what carries ``attributes``; notes it where not."""
        condition = self.reader.unmet(attributes, pos)
        if condition:
            self._drop(kind, attributes.pos if attributes.pos.line else pos, condition)
        return not condition

    def _drop(self, kind: str, pos: Position, condition: str = "") -> None:
        self.dropped.setdefault(Dropped(kind, pos, condition))

    def _empty(self, node: Node) -> None:
        """Notes that nothing of ``node`` is left. Marks within a line aren't worth telling."""
        kind = _NAMES.get(type(node))
        if kind:
            self._drop(kind, _position(node))

    def blocks(self, nodes: Blocks) -> Blocks:
        """A heading that isn't for the reader takes all down to the next of its level with it."""
        handlers = self._handlers
        kept: list[Node] | None = None
        hidden_below = 0
        every: tuple[Node, ...] = nodes
        for index, node in enumerate(every):
            cls = type(node)
            if cls is Heading and (not hidden_below or node.level <= hidden_below):
                hidden_below = 0 if self.gets("heading", node.attributes, node.pos) else node.level
            if hidden_below:
                new: Any = ()
            else:
                handle = handlers[cls]
                new = node if handle is None else handle(node)
            if kept is None:
                if new is node:
                    continue
                kept = list(every[:index])
            if new == ():
                kept.append(Gone(node.level if cls is Heading else 0))
            elif type(new) is tuple:
                kept.extend(new)
            else:
                kept.append(new)
        return nodes if kept is None else without_breaks(without_headings(kept, self._empty))

    def inlines(self, nodes: Inlines) -> Inlines:
        """Closes the gap that a hidden span leaves between two spaces, or before a full stop."""
        handlers = self._handlers
        kept: list[Inline] | None = None
        gap = False
        for index, node in enumerate(nodes):
            handle = handlers[type(node)]
            new: Any = node if handle is None else handle(node)
            if kept is None:
                if new is node:
                    continue
                kept = list(nodes[:index])
            if new == ():
                gap = True
                continue
            following = list(new) if type(new) is tuple else [new]
            if gap:
                close_gap(kept, following)
                gap = not following
            kept.extend(following)
        if kept is None:
            return nodes
        if gap:
            close_gap(kept, [])
        return tuple(kept)

    def many_inlines(self, sequences: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
        return without_emptied(sequences, tuple([self.inlines(nodes) for nodes in sequences]))

    def many_blocks(self, sequences: tuple[Blocks, ...]) -> tuple[Blocks, ...]:
        return without_emptied(sequences, tuple([self.blocks(nodes) for nodes in sequences]))

    def _content(self, node: Node) -> Node:
        """Any node that carries conditions, variables or content; ``()`` where nothing of it is left."""
        cls = type(node)
        attributes = getattr(node, "attributes", NO_ATTRIBUTES)
        # blocks() has asked for headings: what is below goes with them.
        if (
            (attributes.pairs or attributes.classes)
            and cls is not Heading
            and not self.gets(_NAMES.get(cls, "words"), attributes, _position(node))
        ):
            return ()
        new = self.inside(node)
        field = _CARRIES.get(cls)
        if new is not node and field and is_blank(getattr(new, field)):
            self._empty(node)
            return ()
        changes: dict[str, Any] = {}
        for name in _WORDS.get(cls, ()):
            text = getattr(node, name)
            if "{{" in text:
                changes[name] = self.reader.expand(text, _position(node))
        if attributes.pairs:
            resolved = self.reader.resolved(attributes, _position(node))
            if resolved is not attributes:
                changes["attributes"] = resolved
        return replace(new, **changes) if changes else new

    def _variable(self, node: Variable) -> Node:
        value = self.reader.value(node.name, node.pos)
        if not value and node.name in RECKONED and getattr(self.reader.packet, RECKONED[node.name]):
            return Reckoned(node.name, node.pos)
        return Text(value, node.pos) if value else ()

    def _span(self, node: Span) -> Node:
        return _unwrapped(node, self._content(node))

    def _div(self, node: Div) -> Node:
        return _unwrapped(node, self._content(node))

    def _callout(self, node: Callout) -> Node:
        condition = self.reader.unmet_kind((node.kind,))
        if condition:
            self._drop("callout", node.pos, condition)
            return ()
        return self._content(node)

    def _exercise(self, node: Exercise) -> Node:
        new = self._content(node)
        if new == ():
            return ()
        if new.objectives:
            served = tuple(self._kept[each] for each in new.objectives if each in self._kept)
            new = replace(new, objectives=served)
        if any(isinstance(each, Quiz) for each in descendants(new.children)):
            self.quizzed = True
            new = with_quizzes(new, self.parts(self._glossary), self.reader.diagnostics)
        return arranged(new, answers=self.reader.edition == "facilitator")

    def _scale(self, node: Scale) -> Node:
        new = self._content(node)
        if new == () or not any("{{" in label for _, label in node.labels):
            return new
        return replace(
            new, labels=tuple((point, self.reader.expand(label, node.pos)) for point, label in node.labels)
        )

    def _row(self, node: Row) -> Node:
        new = self._content(node)
        if new is node or new == () or not all(is_blank(cell.children) for cell in new.cells):
            return new
        self._empty(node)
        return ()

    def _definition(self, node: Definition) -> Node:
        new = self.inside(node)
        if new is node or (new.terms and new.definitions):
            return new
        self._empty(node)
        return ()


def _unwrapped(node: Span | Div, new: Node) -> Node:
    """The content alone, where a div or span was only there to carry a condition."""
    if new != () and new.attributes is NO_ATTRIBUTES and node.attributes is not NO_ATTRIBUTES:
        return new.children
    return new


def _position(node: Node) -> Position:
    """The node's own place, or that of the first words in it."""
    pos: Position = getattr(node, "pos", NOWHERE)
    if not pos.line and isinstance(node, (Abbreviation, Span)):
        return next((_position(child) for child in node.children), NOWHERE)
    return pos
