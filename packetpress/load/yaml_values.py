"""YAML text in, a tree of ``YamlValue`` out: plain data in which every value and key knows its position.

Scalars stay the text that the author typed, so ``version: 2026.1`` is "2026.1" and ``no`` is "no"; whoever
wants a number, a date or a yes/no converts it (``validate.validated`` does, through pydantic). Only an empty
value, ``~`` and ``null`` mean "nothing". No tag is obeyed, so nothing is constructed and no code runs.
"""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import yaml

from packetpress.diagnostics import Diagnostics
from packetpress.load.yaml_errors import explain
from packetpress.model import NOWHERE, Position

MAX_CHARACTERS = 256 * 1024
"""Longest YAML text that is read; PyYAML's scanner takes about a second for it."""
MAX_DEPTH = 32
MAX_VALUES = 20_000
"""Most values in one text, with every alias counted at the size of what it repeats."""

_COMMENT = re.compile(r"[ \t]+(#[^\s#](?:(?! #)[^\n]){0,60})")
"""A # with something directly after it: a colour, a number; a comment has a space there."""
_CURLED = re.compile(r"[“„”«].*[”“»]", re.DOTALL)

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"


@dataclass(frozen=True, slots=True)
class YamlValue:
    """A scalar, a list or a mapping, and where it stands."""

    value: str | tuple[YamlValue, ...] | Mapping[str, YamlValue] | None
    """Text (None: nothing was given), the items of a list, or key and value in source order."""
    pos: Position = NOWHERE
    """Of the first character; inside the quotation marks, and on the first line of a ``|`` block."""
    key_pos: Position = NOWHERE
    """Of the key in front of it, for a mapping's values."""
    weight: int = 1
    """Number of values in it, itself included."""

    @property
    def text(self) -> str:
        """A scalar's text; empty for nothing, a list or a mapping."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> tuple[YamlValue, ...]:
        """A list's items; empty for anything else."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def entries(self) -> Mapping[str, YamlValue]:
        """A mapping's keys and values; empty for anything else."""
        return self.value if isinstance(self.value, Mapping) else {}

    @property
    def kind(self) -> str:
        """What it is, in an author's words."""
        if self.value is None:
            return "nothing"
        if isinstance(self.value, str):
            return "text"
        if isinstance(self.value, tuple):
            return "a list" if self.value else "an empty list"
        return "a group of keys"

    def get(self, key: str) -> YamlValue:
        """The value of ``key``; nothing, standing where this stands, if there is none."""
        return self.entries.get(key) or YamlValue(None, self.pos)

    def plain(self) -> Plain:
        """The same as str, None, list and dict."""
        if isinstance(self.value, tuple):
            return [item.plain() for item in self.value]
        if isinstance(self.value, Mapping):
            return {key: item.plain() for key, item in self.value.items()}
        return self.value

    def at(self, loc: Sequence[int | str]) -> YamlValue:
        """The value at ``loc`` (keys and indexes, as pydantic reports them).

        Parts that name no value here are passed over (pydantic puts the name of a union's member into a
        ``loc``).
        """
        found = self
        for part in loc:
            if isinstance(part, int):
                if part < len(found.items):
                    found = found.items[part]
            elif part in found.entries:
                found = found.entries[part]
        return found


@dataclass(slots=True)
class _OpenList:
    """A list whose end has not been read yet."""

    pos: Position
    anchor: str | None
    items: list[YamlValue] = field(default_factory=list)

    def add(self, value: YamlValue) -> None:
        self.items.append(value)

    def close(self) -> YamlValue:
        return YamlValue(tuple(self.items), self.pos, weight=1 + sum(item.weight for item in self.items))


@dataclass(slots=True)
class _OpenMapping:
    """A mapping whose end has not been read yet."""

    pos: Position
    anchor: str | None
    entries: dict[str, YamlValue] = field(default_factory=dict)
    key: str | None = None
    """The key that waits for its value."""
    key_pos: Position = NOWHERE

    def add(self, value: YamlValue) -> None:
        if self.key is not None:
            # A repeated key was reported when it was read; what stood first stays.
            self.entries.setdefault(self.key, replace(value, key_pos=self.key_pos))
        self.key = None

    def close(self) -> YamlValue:
        weight = 1 + sum(value.weight for value in self.entries.values())
        return YamlValue(self.entries, self.pos, weight=weight)


def parse_yaml(text: str, path: str, diagnostics: Diagnostics, first_line: int = 1) -> YamlValue | None:
    """Reads one YAML document.

    ``first_line`` is the line of the file ``path`` on which ``text`` begins (front matter: 2). An empty
    document is an empty mapping. Returns None after an error: wrong syntax, a second document, a tag, a key
    that isn't plain text, or a text beyond the bounds above. A repeated key is an error too, and its first
    value is kept.
    """
    return _Reader(text, path, diagnostics, first_line).read()


class _UnreadableError(Exception):
    """The text can't be read further; the reason has been reported."""


class _Reader:
    def __init__(self, text: str, path: str, diagnostics: Diagnostics, first_line: int) -> None:
        self._text = text
        self._path = path
        self._diagnostics = diagnostics
        self._first_line = first_line
        self._starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
        self._anchors: dict[str, YamlValue] = {}
        self._count = 0

    def read(self) -> YamlValue | None:
        if len(self._text) > MAX_CHARACTERS:
            self._diagnostics.error(
                self._pos(0),
                f"This YAML is longer than {MAX_CHARACTERS // 1024} kilobytes.",
                "Settings of that size are almost always a mistake; move text into a Markdown file.",
            )
            return None
        try:
            return self._build(self._events())
        except _UnreadableError:
            return None

    def _events(self) -> Iterator[yaml.Event]:
        # The event stream keeps no call stack, so depth is ours to bound; the composer would recurse.
        # libyaml, where PyYAML has it, reads ten times as fast; PyYAML itself explains errors better.
        with contextlib.suppress(yaml.YAMLError, AttributeError):
            yield from list(yaml.parse(self._text, Loader=yaml.CSafeLoader))
            return
        try:
            yield from yaml.parse(self._text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            message, hint, index = explain(error, self._text)
            raise self._stop(index, message, hint) from None

    def _build(self, events: Iterator[yaml.Event]) -> YamlValue:
        stack: list[_OpenList | _OpenMapping] = []
        root = YamlValue({}, self._pos(0))
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._stop(
                        _index(event),
                        "A second YAML document begins here.",
                        "Keep everything in one; remove the line of three hyphens.",
                    )
            inner = stack[-1] if stack else None
            if isinstance(event, yaml.CollectionEndEvent):
                closed = stack.pop()
                done = closed.close()
                self._remember(closed.anchor, done)
            elif not isinstance(event, yaml.NodeEvent):
                continue
            elif isinstance(inner, _OpenMapping) and inner.key is None:
                self._open_key(inner, event)
                continue
            elif isinstance(event, yaml.AliasEvent):
                done = self._repeat(event)
            else:
                self._check(event, len(stack))
                pos = self._content_pos(event)
                if isinstance(event, yaml.MappingStartEvent):
                    stack.append(_OpenMapping(pos, event.anchor))
                    continue
                if isinstance(event, yaml.SequenceStartEvent):
                    stack.append(_OpenList(pos, event.anchor))
                    continue
                done = YamlValue(_scalar(event), pos)
                if isinstance(event, yaml.ScalarEvent):
                    done = self._check_lost(event, inner, done)
                self._remember(event.anchor, done)
            if stack:
                stack[-1].add(done)
            else:
                root = done
        return YamlValue({}, root.pos) if root.value is None else root

    def _repeat(self, event: yaml.AliasEvent) -> YamlValue:
        index = _index(event)
        if event.anchor not in self._anchors:
            raise self._stop(
                index,
                f"“*{event.anchor}” stands for something named “&{event.anchor}”, which isn't there.",
                "Put text that begins with an asterisk in quotation marks.",
            )
        done = self._anchors[event.anchor]
        self._count_more(done.weight, index)
        return done

    def _count_more(self, values: int, index: int) -> None:
        """Bounds what is there once written out, so that a few lines of aliases can't stand for billions."""
        self._count += values
        if self._count > MAX_VALUES:
            raise self._stop(
                index,
                f"This YAML holds more than {MAX_VALUES} values once its repetitions are written out.",
                "Remove the anchors and aliases (“&name”, “*name”).",
            )

    def _open_key(self, mapping: _OpenMapping, event: yaml.NodeEvent) -> None:
        index = _index(event)
        if not isinstance(event, yaml.ScalarEvent) or not event.value:
            if self._text[:index].endswith("{") and self._text[index : index + 1] == "{":
                raise self._stop(
                    index - 1,
                    "A value that begins with “{{” is read as YAML's own braces.",
                    'Put the whole value in quotation marks: "{{ name }}".',
                )
            raise self._stop(index, "A key has to be plain text.", "Write it as “name: value”.")
        self._check(event, 0)
        mapping.key, mapping.key_pos = event.value, self._pos(index)
        if event.value in mapping.entries:
            first = mapping.entries[event.value].key_pos.line
            self._diagnostics.error(
                mapping.key_pos,
                f"“{event.value}” is given twice; the first one is in line {first}.",
                "Keep one of the two.",
            )

    def _remember(self, anchor: str | None, value: YamlValue) -> None:
        if anchor:
            self._anchors[anchor] = value

    def _check(self, event: yaml.NodeEvent, depth: int) -> None:
        index = _index(event)
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            raise self._stop(
                index,
                "YAML tags (words that begin with “!”) are not used here.",
                "Remove it, or put the text in quotation marks.",
            )
        if depth >= MAX_DEPTH:
            raise self._stop(index, f"This is nested more than {MAX_DEPTH} levels deep.", "Make it flatter.")
        self._count_more(1, index)

    def _check_lost(
        self, event: yaml.ScalarEvent, inner: _OpenList | _OpenMapping | None, value: YamlValue
    ) -> YamlValue:
        """Reports what YAML takes for a comment and an author surely doesn't, and quotes that are printed.

        Gives back ``value`` or, where there is none, what was lost: nobody is to report it missing as well.
        """
        end = event.end_mark.index if event.end_mark is not None else 0
        lost = None if event.style in ("|", ">") else _COMMENT.match(self._text, end)
        if lost is None:
            if not event.style and _CURLED.fullmatch(event.value):
                self._diagnostics.warning(
                    value.pos,
                    "The quotation marks around this are a word processor's, and would be printed.",
                    f'Use straight ones: "{event.value[1:-1]}".',
                )
            return value
        words = lost[1].rstrip()
        if event.value or event.style:
            self._diagnostics.warning(
                self._pos(lost.start(1)),
                f"“{words}” is left out: YAML takes what follows # for a comment.",
                "Put the whole value in quotation marks, or a space after # where it is a comment.",
            )
            return value
        key = inner.key if isinstance(inner, _OpenMapping) else None
        self._diagnostics.error(
            inner.key_pos if isinstance(inner, _OpenMapping) else self._pos(lost.start(1)),
            f"“{key}” has no value: what follows # is a comment."
            if key
            else "This item is empty: what follows # is a comment.",
            f'Put it in quotation marks: "{words}".',
        )
        return replace(value, value=words)

    def _stop(self, index: int, message: str, hint: str) -> _UnreadableError:
        self._diagnostics.error(self._pos(index), message, hint)
        return _UnreadableError()

    def _content_pos(self, event: yaml.NodeEvent) -> Position:
        index = _index(event)
        if not isinstance(event, yaml.ScalarEvent):
            return self._pos(index)
        if event.style in ("'", '"'):
            index += 1
        elif event.style in ("|", ">"):
            body = self._text.find("\n", index) + 1
            rest = self._text[body:]
            index = body + len(rest) - len(rest.lstrip())
        return self._pos(index)

    def _pos(self, index: int) -> Position:
        # PyYAML's own line count takes U+0085 and U+2028 for line ends, which no editor does.
        line = bisect_right(self._starts, index) - 1
        return Position(self._path, line + self._first_line, index - self._starts[line] + 1)


def _index(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark is not None else 0


def _scalar(event: yaml.NodeEvent) -> str | None:
    if not isinstance(event, yaml.ScalarEvent):
        return None
    nothing = not event.style and event.value in ("", "~", "null", "Null", "NULL")
    return None if nothing else str(event.value)
