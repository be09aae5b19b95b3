"""The state of one pass over a Run: what has been read, what is still open, and what the file defines.

``inlines`` drives the pass; the functions of ``marks``, ``tags`` and ``brackets`` read one construct
each, put it into a ``Scan`` and say where they ended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown.access import FileAccess
from packetpress.load.markdown.attributes import Written
from packetpress.load.markdown.codespans import CodeSpans
from packetpress.load.markdown.emphasis import Piece, assemble
from packetpress.load.markdown.lines import Fragment, Run
from packetpress.load.markdown.links import Finder
from packetpress.load.markdown.smart import smarten
from packetpress.load.markdown.snippets import Parameters
from packetpress.model import Abbreviation, Attributes, Figure, Inline, Inlines, Link, Position, Text
from packetpress.walk import descendants

MAX_OPEN = 16
"""Brackets and tags open at once; more is surely not meant, and later stages recurse into them."""
MAX_MARKS = 50_000
"""Brackets and emphasis marks in one paragraph; bounds the memory that hostile text takes."""
MAX_FILLED_IN = 1_000_000
"""Characters that the parameters of all of a file's snippets may come to; they can multiply each other."""
VARIABLE = re.compile(r"\{\{[ \t]*([\w-]+)[ \t]*\}\}", re.ASCII)


@dataclass(slots=True)
class Context:
    """What inline content of one file needs to know of the rest of it, and where its findings go."""

    diagnostics: Diagnostics
    files: FileAccess | None = None
    """None: images are not possible here."""
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Normal label -> target and title of ``[label]: target "title"``."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    note: Callable[[str, Position], Inline | None] | None = None
    """Makes a Footnote for a label, or reports why it can't. None: there are no footnotes here."""
    images: dict[str, Position] = field(default_factory=dict)
    """Path -> where it is used first."""
    ids: dict[str, Position] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)
    """Every attribute list, with what it belongs to."""
    left_out: set[str] = field(default_factory=set)
    """Names of HTML tags that were left out."""
    parameters: Parameters | None = None
    """The values that the file being read was included with."""
    _pattern: re.Pattern[str] | None = None
    _filled_in: int = 0
    """Characters of parameters put in place so far."""
    _overfull: bool = False

    def parameter(self, name: str) -> Fragment | None:
        """The value that the inclusion gives ``name``, where it gives one."""
        fragment = self.parameters.take(name) if self.parameters is not None else None
        if fragment is None:
            return None
        text, line, first = fragment
        self._filled_in += len(text) + 1
        if self._filled_in <= MAX_FILLED_IN:
            return fragment
        if not self._overfull:
            self._overfull = True
            self.diagnostics.error(
                line.at(first),
                f"The values given to snippets come to more than {MAX_FILLED_IN} characters.",
                "Look for a snippet that gives its own value, many times over, to another snippet.",
            )
        return ("", line, first)

    def expand(self, text: str) -> str:
        """A plain string (an attribute's value, an address) with the snippet's values in place."""
        if self.parameters is None or "{{" not in text:
            return text
        return VARIABLE.sub(self._expanded, text)

    def _expanded(self, match: re.Match[str]) -> str:
        fragment = self.parameter(match[1])
        if fragment is None:
            return match[0]
        inner = self.parameters
        self.parameters = inner.outer if inner is not None else None
        text = self.expand(fragment[0])
        self.parameters = inner
        return text

    def written_on(
        self, what: str, attributes: Attributes, keys: Iterable[str] = (), names: Iterable[str] = ()
    ) -> Attributes:
        """``claim``, and notes that ``what`` carries them, where ``keys`` and ``names`` mean something."""
        claimed = self.claim(attributes)
        self.remember(what, claimed, keys, names)
        return claimed

    def remember(self, what: str, claimed: Attributes, keys: Iterable[str], names: Iterable[str]) -> None:
        """Notes what carries a list that was claimed already."""
        if claimed.classes or claimed.pairs:
            self.written.append(Written(claimed, what, frozenset(keys), frozenset(names)))

    def claim(self, attributes: Attributes) -> Attributes:
        """The attributes with a snippet's values in place. Notes the id as taken; reports a second one."""
        if attributes.id:
            earlier = self.ids.setdefault(attributes.id, attributes.pos)
            if earlier != attributes.pos:
                self.diagnostics.error(
                    attributes.pos,
                    f"The id “{attributes.id}” is given twice; {earlier.file}:{earlier.line} has it too.",
                    "Rename one of them, and the references to it.",
                )
        if self.parameters is not None and any("{{" in value for _, value in attributes.pairs):
            pairs = tuple((key, self.expand(value)) for key, value in attributes.pairs)
            return replace(attributes, pairs=pairs)
        return attributes

    @property
    def abbreviation_pattern(self) -> re.Pattern[str] | None:
        if self._pattern is None and self.abbreviations:
            longest_first = sorted(self.abbreviations, key=lambda key: (-len(key), key))
            self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
        return self._pattern


@dataclass(slots=True)
class Open:
    """A bracket or tag that waits for its end."""

    kind: str
    """``[``, ``![`` or a tag's name."""
    index: int
    """In ``Scan.pieces``, of what it encloses; the piece before is the bracket itself as text."""
    start: int
    """Offset of what it encloses."""
    pos: Position
    title: str = ""
    linked: bool = False
    """A link stands in it, so that it can't become one."""


class Scan:
    """One pass over one run."""

    __slots__ = (
        "_abbreviations",
        "_code",
        "_marks",
        "_parts",
        "_parts_start",
        "again",
        "context",
        "crowded",
        "figure",
        "figures",
        "finder",
        "length",
        "open",
        "pieces",
        "run",
        "text",
        "waiting",
    )

    def __init__(
        self, context: Context, run: Run, again: Callable[[Context, Run], Inlines], *, figures: bool = False
    ) -> None:
        self.context = context
        self.run = run
        self.again = again
        """Reads a part of the run by itself: an image's caption."""
        self.figures = figures
        """Whether an image that is all there is becomes ``figure``."""
        self.text = run.text
        self.length = len(run.text)
        self.pieces: list[Piece] = []
        self.open: list[Open] = []
        self.waiting: dict[str, int] = {}
        """Kind -> how many of it are open."""
        self.figure: Figure | None = None
        self.finder = Finder(run.text)
        self._parts: list[str] = []
        self._parts_start = 0
        self._marks = 0
        self.crowded = False
        """Whether more brackets or tags were open than may be, and it was said."""
        self._code: CodeSpans | None = None
        self._abbreviations = context.abbreviation_pattern

    @property
    def code(self) -> CodeSpans:
        if self._code is None:
            self._code = CodeSpans(self.text)
        return self._code

    def words(self, start: int, end: int) -> None:
        """Takes ``text[start:end]`` as running text."""
        if self._abbreviations is not None:
            for match in self._abbreviations.finditer(self.text, start, end):
                if start < match.start():
                    self.literal(start, smarten(self.text, start, match.start()))
                written = Text(match[0], self.run.at(match.start()))
                self.push(Abbreviation((written,), self.context.abbreviations[match[0]]))
                start = match.end()
        if start < end:
            self.literal(start, smarten(self.text, start, end))

    def literal(self, start: int, text: str) -> None:
        """Takes ``text``, which stands at ``start``, as it is."""
        if not self._parts:
            self._parts_start = start
        self._parts.append(text)

    def flush(self) -> None:
        """Makes the text collected so far a piece."""
        if self._parts:
            self.pieces.append(Text("".join(self._parts), self.run.at(self._parts_start)))
            self._parts.clear()

    def fill_in(self, given: Fragment) -> None:
        """Takes a parameter's value as the line that includes this file has it."""
        context = self.context
        inner = context.parameters
        context.parameters = inner.outer if inner is not None else None
        inlines = self.again(context, Run([given]))
        context.parameters = inner
        self.flush()
        self.pieces.extend(inlines)
        if any(isinstance(node, Link) for node in descendants(inlines)):
            for opened in self.open:
                opened.linked = True

    def push(self, piece: Piece) -> None:
        self.flush()
        self.pieces.append(piece)

    def mark(self, start: int) -> bool:
        """Counts a bracket or emphasis mark; False if there are too many, and it is to be text."""
        self._marks += 1
        if self._marks == MAX_MARKS:
            self.context.diagnostics.error(
                self.run.at(start),
                f"One paragraph has more than {MAX_MARKS} brackets and emphasis marks.",
                "Divide it with empty lines.",
            )
        return self._marks < MAX_MARKS

    def begin(self, opened: Open) -> None:
        self.open.append(opened)
        self.waiting[opened.kind] = self.waiting.get(opened.kind, 0) + 1

    def room(self, start: int) -> bool:
        """Whether one more bracket or tag may be open; reports the first where not."""
        if len(self.open) < MAX_OPEN:
            return True
        if not self.crowded:
            self.crowded = True
            self.context.diagnostics.error(
                self.run.at(start),
                f"More than {MAX_OPEN} brackets or tags are open here.",
                r"Close them, or write \[ for a bracket that is meant as one.",
            )
        return False

    def end(self) -> Open:
        """The innermost open bracket or tag, which is open no more."""
        ended = self.open.pop()
        self.waiting[ended.kind] -= 1
        if ended.linked and self.open:
            self.open[-1].linked = True
        return ended

    def take(self, index: int) -> Inlines:
        """The pieces from ``index`` on, finished; they leave ``pieces``."""
        self.flush()
        taken = self.pieces[index:]
        del self.pieces[index:]
        return assemble(taken)
