"""The opening line of a fenced div: what its builder reads its values from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from packetpress.load.markdown.inlines import parse_run
from packetpress.load.markdown.lines import Line, Run
from packetpress.load.markdown.nodes import Container
from packetpress.load.markdown.scan import Context
from packetpress.model import Attributes, Inlines, Position

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(cm|mm|in|pt)")
_UNITS: Mapping[str, float] = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0}


class Opening:
    """A div's opening line: its values, taken one by one; what is left stays in the attributes."""

    def __init__(self, node: Container, context: Context, kind: str) -> None:
        self.kind = kind
        self.pos = node.pos
        self.context = context
        self._line = node.line or Line("", node.pos.file, node.pos.line)
        self._listed = node.listed
        self._taken: set[str] = set()
        self._asked: set[str] = set()
        self._attributes = context.claim(node.attributes)

    @property
    def attributes(self) -> Attributes:
        """What no builder has taken."""
        kept = tuple(pair for pair in self._attributes.pairs if pair[0] not in self._taken)
        return replace(self._attributes, pairs=kept) if self._taken else self._attributes

    def remember(self, what: str, names: Iterable[str]) -> None:
        """Once it is built: the keys that mean something on ``what`` are those that its builder asked for."""
        self.context.remember(what, self._attributes, self._asked, names)

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return any(name == key for name, _ in self._attributes.pairs)

    def text(self, key: str) -> str:
        self._asked.add(key)
        self._taken.add(key)
        return self._attributes.get(key)

    def inlines(self, key: str) -> Inlines:
        """The value's Markdown, with the positions it has on the line."""
        if not self.text(key) or self._listed is None:
            return ()
        start, end = self._listed.values[key]
        return parse_run(self.context, Run([(self._line.text[start:end], self._line, start)]))

    def whole_number(self, key: str, low: int, high: int, example: str) -> int:
        """The value as a number from ``low`` to ``high``; 0 if it is missing or (an error) no such number."""
        if not self.has(key):
            self._taken.add(key)
            return 0
        value = self.text(key)
        if value.isascii() and value.isdigit() and len(value) < 7 and low <= int(value) <= high:
            return int(value)
        self.error(
            key, f"“{key}” is a whole number from {low} to {high}, not “{value}”.", f"Write {key}={example}."
        )
        return 0

    def yes(self, key: str) -> bool:
        """Whether the value is ``yes``; anything but yes and no is an error."""
        value = self.text(key)
        if value not in ("", "yes", "no"):
            self.error(key, f"“{key}” is yes or no, not “{value}”.", f"Write {key}=yes, or leave it out.")
        return value == "yes"

    def one_of(self, key: str, values: tuple[str, ...]) -> str:
        """The value, one of ``values``; empty if it is missing or (an error) another."""
        value = self.text(key)
        if value and value not in values:
            listed = " or ".join(f"{key}={each}" for each in values)
            self.error(key, f"“{key}” can't be “{value}”.", f"Write {listed}.")
            return ""
        return value

    def length(self, key: str, word: str = "") -> float:
        """The value in points; 0, with an error, if it is no length. At most a page of 100 cm.

        ``word``: what can be said in place of a length.
        """
        value = self.text(key)
        match = _LENGTH.fullmatch(value)
        points = float(match[1]) * _UNITS[match[2]] if match and len(value) < 12 else 0.0
        if not 0 < points <= 100 * _UNITS["cm"]:
            other = f", or {key}={word}" if word else ""
            hint = f"Give a length up to 100cm: {key}=5cm, 50mm, 2in{other}."
            self.error(key, f"“{key}” can't be “{value}”.", hint)
            return 0.0
        return points

    def error(self, key: str, message: str, hint: str) -> None:
        """An error at the value of ``key``, or at the div if that isn't given."""
        self.context.diagnostics.error(self._place(key), message, hint)

    def warning(self, key: str, message: str, hint: str) -> None:
        """A warning at the same place."""
        self.context.diagnostics.warning(self._place(key), message, hint)

    def _place(self, key: str) -> Position:
        if self._listed is not None and key in self._listed.values:
            return self._line.at(self._listed.values[key][0])
        return self.pos
