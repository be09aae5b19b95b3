"""``{#id .class key="value"}`` -> Attributes, as Pandoc writes them; Python-Markdown's ``{: … }`` too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packetpress.load.markdown.alike import hiding
from packetpress.model import Attributes, Position

_SPACE = re.compile(r"[ \n]*")
_ID = re.compile(r"#([\w][\w:.-]*)")
_CLASS = re.compile(r"\.([A-Za-z_][\w:-]*)")
_KEY = re.compile(r"([A-Za-z_][\w:.-]*)[ \n]*=[ \n]*")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_SINGLE = re.compile(r"'((?:[^'\\]|\\.)*+)'", re.DOTALL)
_BARE = re.compile(r"""[^\s"'}=]+""")
_ESCAPE = re.compile(r"""\\(["'\\])""")
_CURLY = "“”„‘’‚«»"
_BARE_NAME = re.compile(r"[.:# ]*([A-Za-z][\w-]*) *\}")


@dataclass(frozen=True, slots=True)
class Written:
    """A list that was read, and what it belongs to."""

    attributes: Attributes
    what: str
    """What carries it, in an author's words: "a heading", "“.exercise”"."""
    keys: frozenset[str] = frozenset()
    """The keys that mean something there, beside conditions."""
    names: frozenset[str] = frozenset()
    """The names that mean something there, beside those that anything may have."""


@dataclass(frozen=True, slots=True)
class AttributeList:
    """A list that could be read."""

    attributes: Attributes
    values: dict[str, tuple[int, int]]
    """Key -> where its value starts and ends in the text, quotes not included."""
    end: int
    """Offset after the closing brace."""


@dataclass(frozen=True, slots=True)
class AttributeFault:
    """A list that could not be read, from ``offset`` on."""

    offset: int
    message: str
    hint: str
    begun: bool
    """Whether something in it could be read, so that it is surely meant as one."""


def parse_attributes(text: str, start: int, pos: Position) -> AttributeList | AttributeFault:
    """Reads the list whose opening brace is ``text[start]`` and stands at ``pos``."""
    at = start + 1
    if text.startswith(":", at):
        at += 1
    name = ""
    classes: list[str] = []
    pairs: dict[str, str] = {}
    values: dict[str, tuple[int, int]] = {}
    begun = False
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if text.startswith("}", at):
            return AttributeList(Attributes(name, tuple(classes), tuple(pairs.items()), pos), values, at + 1)
        if match := _ID.match(text, at):
            if name:
                return _fault(at, "There are two ids between these braces.", "Keep one of them.")
            name = match[1]
        elif match := _CLASS.match(text, at):
            classes.append(match[1])
        elif text.startswith("- ", at) or text.startswith("-}", at):
            classes.append("unnumbered")
            at += 1
            continue
        elif match := _KEY.match(text, at):
            key = match[1]
            if key in pairs:
                return _fault(
                    at,
                    f"“{key}” stands twice between these braces.",
                    f'Write all its values in one: {key}="NAME NAME".',
                )
            quoted = _DOUBLE.match(text, match.end()) or _SINGLE.match(text, match.end())
            value = quoted or _BARE.match(text, match.end())
            if value is None or value[0][0] in _CURLY:
                return _value_fault(text, key, match.end())
            first, last = (value.start(1), value.end(1)) if quoted else value.span()
            pairs[key] = _ESCAPE.sub(r"\1", text[first:last])
            values[key] = (first, last)
            match = value
        else:
            return _unreadable(text, at, begun)
        begun = True
        at = match.end()


def _fault(at: int, message: str, hint: str, begun: bool = True) -> AttributeFault:
    return AttributeFault(at, message, hint, begun)


def _value_fault(text: str, key: str, at: int) -> AttributeFault:
    if text[at : at + 1] and text[at] in _CURLY:
        return _fault(
            at,
            f"The value of “{key}” stands in curly quotes.",
            f'Use straight ones: {key}="…". Word processors curl them; a plain text editor does not.',
        )
    if text[at : at + 1] in ('"', "'"):
        return _fault(
            at, f"The quote that opens the value of “{key}” is never closed.", "Add the other quote."
        )
    return _fault(at, f"“{key}” has no value.", f'Write {key}="…".')


def _unreadable(text: str, at: int, begun: bool) -> AttributeFault:
    if at >= len(text):
        return _fault(
            at, "The brace that opens here is never closed.", "Close it with } on the same line.", begun
        )
    name = _BARE_NAME.match(text, at)
    if name and (meant := hiding(name[1])):
        # Read as text it would show what it is to keep back.
        return _fault(at, f"“{name[1]}” stands between braces without its dot.", f"Write {{.{meant}}}.")
    word = (text[at : at + 40].split(maxsplit=1) or [""])[0]
    return _fault(
        at,
        f"“{word.rstrip('}')}” can't be read between braces.",
        'Write {#id .class key="value"}; a value with spaces stands in straight quotes.',
        begun,
    )
