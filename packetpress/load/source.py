"""Text of one Markdown file with its YAML front matter in; a ``Source`` and the images it uses out.

A section's title is its front matter's, else its first H1, which then leaves the blocks. What the front
matter says beside the known keys are conditions of the whole section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.conditions import Vocabulary, check_written, is_condition, written_condition
from packetpress.load.markdown import FileAccess, Written, parse, parse_inline
from packetpress.load.validate import Settings, YesNo, known_keys, yes_or_no
from packetpress.load.yaml_values import YamlValue, parse_yaml
from packetpress.model import (
    NO_ATTRIBUTES,
    NOWHERE,
    Attributes,
    Blocks,
    Exercise,
    Heading,
    Inlines,
    Position,
    Source,
)
from packetpress.walk import descendants, plain_text

MAX_MINUTES = 10_000
_OPENED = re.compile(r"\ufeff?---[ \t]*\n(?=[^\n]*\S)")
_CLOSED = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_ID = re.compile(r"[\w][\w:.-]*")


class FrontMatterSettings(Settings):
    """The keys of a section's front matter, without its conditions; ``_FrontMatter`` reads them."""

    title: str = ""
    """Of the section, in Markdown; else its first heading is the title."""
    short_title: str = ""
    """For running heads, where the title is long."""
    id: Annotated[str, Field(pattern=rf"^sec-{_ID.pattern}$")] = ""
    """What cross-references name: @sec-…"""
    objectives: tuple[str, ...] = ()
    """What a reader can do at the end, each in Markdown."""
    minutes: Annotated[int, Field(ge=0, le=MAX_MINUTES)] = 0
    """How long the section takes."""
    leaf: YesNo = False
    """It can be torn out: it begins on a right-hand page, and nothing else stands on its back."""


KEYS = known_keys(FrontMatterSettings)


def load_source(
    path: str, text: str, diagnostics: Diagnostics, files: FileAccess, vocabulary: Vocabulary
) -> tuple[Source, tuple[tuple[str, Position], ...]]:
    """Parses the file ``path`` and checks what stands between its braces; findings go to ``diagnostics``.

    The images are project-relative paths, each with the place where it is used first.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    start = Position(path, 1, 1)
    yaml, rest, first_line = _front_matter(text, start, diagnostics)
    front = _FrontMatter(vocabulary, diagnostics)
    values = None if yaml is None else parse_yaml(yaml, path, diagnostics, first_line=2)
    front.read(values)
    body = parse(rest, path, diagnostics, files=files, first_line=first_line)
    check_written((*front.written, *body.written), vocabulary, diagnostics)
    title, heading, blocks = _title(front.title, body.blocks)
    attributes = front.attributes
    if heading is not None:
        attributes = _joined(attributes, heading.attributes, diagnostics)
    # What can't be read may say the title; that it can't was said.
    if not title and (yaml is None or (values is not None and "title" not in values.entries)):
        diagnostics.error(
            start,
            "This section has no title.",
            "Begin the text with “# The title”, or give the front matter a “title:”.",
        )
    _check_objectives(body.blocks, len(front.objectives), diagnostics)
    source = Source(
        path=path,
        title=title,
        short_title=front.short_title,
        objectives=front.objectives,
        minutes=front.minutes,
        leaf=front.leaf,
        blocks=blocks,
        depends=tuple(dict.fromkeys((*body.depends, *(image for image, _ in body.images)))),
        attributes=attributes,
        pos=start,
        short_title_pos=front.short_title_pos,
    )
    return source, body.images


def _check_objectives(blocks: Blocks, count: int, diagnostics: Diagnostics) -> None:
    """Every objective that an exercise serves is one of the section's."""
    for node in descendants(blocks):
        if isinstance(node, Exercise):
            for number in node.objectives:
                if number > count:
                    have = f"has {count}" if count else "has none"
                    diagnostics.error(
                        node.pos,
                        f"This exercise serves objective {number}, and its section {have}.",
                        "List the section's “objectives” in its front matter; they count from 1.",
                    )


def _front_matter(text: str, start: Position, diagnostics: Diagnostics) -> tuple[str | None, str, int]:
    """The YAML between the lines of dashes, the text after it, and the line that begins on."""
    opened = _OPENED.match(text)
    if opened is None:
        return None, text, 1
    closed = _CLOSED.search(text, opened.end())
    if closed is not None:
        yaml = text[opened.end() : closed.start()]
        return yaml, text[closed.end() :], 1 + text.count("\n", 0, closed.end())
    diagnostics.error(
        start, "The front matter that begins here is never closed.", "Write --- in a line below it."
    )
    return None, text, 1


@dataclass(slots=True)
class _FrontMatter:
    """What the keys say; each is read by itself, so that one error doesn't hide another."""

    vocabulary: Vocabulary
    diagnostics: Diagnostics
    title: Inlines = ()
    short_title: str = ""
    short_title_pos: Position = NOWHERE
    objectives: tuple[Inlines, ...] = ()
    minutes: int = 0
    leaf: bool = False
    attributes: Attributes = NO_ATTRIBUTES
    written: list[Written] = field(default_factory=list)
    """The attribute lists in the title and the objectives."""

    def read(self, values: YamlValue | None) -> None:
        if values is None:
            return
        if values.value is not None and values.kind != "a group of keys":
            self.diagnostics.error(
                values.pos, f"The front matter is {values.kind}, not keys with values.", "Write title: …"
            )
            return
        name, pairs, pos = "", [], None
        for key, value in values.entries.items():
            if is_condition(key, self.vocabulary):
                pairs.append(written_condition(key, value, self.vocabulary, self.diagnostics))
                pos = pos or value.pos
            elif key == "title":
                self.title = parse_inline(self._text(key, value), value.pos, self.diagnostics, self.written)
            elif key == "short-title":
                self.short_title = self._text(key, value)
                self.short_title_pos = value.pos
            elif key == "id":
                name = self._id(value)
                pos = value.pos
            elif key == "objectives":
                self.objectives = self._objectives(value)
            elif key == "minutes":
                self.minutes = self._minutes(value)
            elif key == "leaf":
                self.leaf = yes_or_no(key, value, self.diagnostics)
            else:
                known = (*KEYS, *self.vocabulary)
                self.diagnostics.error(
                    value.key_pos, f"The front matter has no “{key}”.", did_you_mean(key, known)
                )
        if pos is not None:
            self.attributes = Attributes(name, (), tuple(pairs), pos)

    def _text(self, key: str, value: YamlValue) -> str:
        if value.kind != "text":
            self.diagnostics.error(
                value.pos, f"“{key}” is a line of text, not {value.kind}.", f"Write {key}: the text"
            )
        return value.text.strip()

    def _id(self, value: YamlValue) -> str:
        name = self._text("id", value)
        if not _ID.fullmatch(name):
            self.diagnostics.error(
                value.pos,
                f"“{name}” can't be an id.",
                "An id has letters, digits, - and _, and no spaces; a section's begins with sec-.",
            )
            return ""
        if not name.startswith("sec-"):
            self.diagnostics.error(
                value.pos, f"The section's id “{name}” does not begin with sec-.", f"Write id: sec-{name}"
            )
        return name

    def _objectives(self, value: YamlValue) -> tuple[Inlines, ...]:
        if value.kind != "a list":
            self.diagnostics.error(
                value.pos, f"“objectives” is a list, not {value.kind}.", "Write each in a line: - name the …"
            )
            return ()
        for item in value.items:
            if item.kind != "text":
                self.diagnostics.error(
                    item.pos, f"An objective is a line of text, not {item.kind}.", "Put it in quotes."
                )
        return tuple(
            parse_inline(item.text.strip(), item.pos, self.diagnostics, self.written)
            for item in value.items
            if item.text
        )

    def _minutes(self, value: YamlValue) -> int:
        text = value.text
        if text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MAX_MINUTES:
            return int(text)
        self.diagnostics.error(
            value.pos, f"“minutes” is a whole number, not “{text or value.kind}”.", "Write minutes: 45"
        )
        return 0


def _title(title: Inlines, blocks: Blocks) -> tuple[Inlines, Heading | None, Blocks]:
    """The section's title, the H1 that says it, and the blocks without that H1."""
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 1:
            if title and (index or _words(block.children) != _words(title)):
                break
            return title or block.children, block, blocks[:index] + blocks[index + 1 :]
    return title, None, blocks


def _words(inlines: Inlines) -> list[str]:
    return plain_text(inlines).casefold().split()


def _joined(front: Attributes, heading: Attributes, diagnostics: Diagnostics) -> Attributes:
    """The section's attributes: the front matter's and those of the H1 that is its title."""
    if front.id and heading.id and front.id != heading.id:
        diagnostics.error(
            heading.pos,
            f"The section has two ids: “{front.id}” in the front matter, “{heading.id}” here.",
            "Keep one of them.",
        )
    if heading is NO_ATTRIBUTES:
        return front
    if front is NO_ATTRIBUTES:
        return heading
    return Attributes(front.id or heading.id, heading.classes, (*front.pairs, *heading.pairs), front.pos)
