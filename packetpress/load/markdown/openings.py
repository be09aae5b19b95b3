"""The attribute lists on lines that open something: a div, a code block, a heading, an item."""

from __future__ import annotations

from dataclasses import replace

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import syntax
from packetpress.load.markdown.attributes import AttributeFault, AttributeList, parse_attributes
from packetpress.load.markdown.lines import Fragment, Line
from packetpress.load.markdown.nodes import Container
from packetpress.model import FACILITATOR_ONLY, NO_ATTRIBUTES, Attributes


def read_div(line: Line, colons: int, start: int, diagnostics: Diagnostics) -> AttributeList | None:
    """What follows the colons of a div's opening line: a word or a list; None, with an error, if neither."""
    text = line.text
    if text[start] == "{":
        found = parse_attributes(text, start, line.at(start))
        if isinstance(found, AttributeFault):
            diagnostics.error(line.at(found.offset), found.message, found.hint)
            return None
        rest = text[found.end :].strip()
        if rest.strip(":"):
            diagnostics.error(
                line.at(found.end),
                f"“{rest[:40]}” can't stand after the braces.",
                'A title is written between them: title="…".',
            )
        return found
    word = syntax.DIV_WORD.match(text.rstrip(), start)
    if word is None:
        name = text[start:].split()[0].rstrip("{").strip("{}.:") or "NAME"
        diagnostics.error(
            line.at(colons),
            "This line starts a ::: group, but what follows can't be read.",
            f'Write one word (::: {name}) or a list in braces (::: {{.{name} title="…"}}).',
        )
        return None
    return AttributeList(Attributes(classes=(word[1],), pos=line.at(start)), {}, len(text))


def read_fence(line: Line, start: int, diagnostics: Diagnostics) -> Attributes:
    """What the braces after a code block's opening marks, which end at ``start``, say beside its language."""
    brace = line.text.find("{", start)
    if brace < 0:
        return NO_ATTRIBUTES
    found = parse_attributes(line.text, brace, line.at(brace))
    if isinstance(found, AttributeFault):
        diagnostics.error(line.at(found.offset), found.message, found.hint)
        return NO_ATTRIBUTES
    classes = found.attributes.classes
    language = classes[:1] if classes and classes[0] not in FACILITATOR_ONLY else ()
    return replace(found.attributes, classes=classes[len(language) :])


def list_at_end(line: Line, first: int, diagnostics: Diagnostics) -> tuple[int, Attributes]:
    """Where the text before a line's closing attribute list ends, and the list."""
    text = line.text
    end = len(text.rstrip())
    if not text.endswith("}", first, end):
        return end, NO_ATTRIBUTES
    match = syntax.ATTRIBUTES_AT_END.search(text, max(first - 1, 0), end)
    if match is None or match.start(1) < first:
        return end, NO_ATTRIBUTES
    found = parse_attributes(text, match.start(1), line.at(match.start(1)))
    if isinstance(found, AttributeFault):
        if found.begun:
            diagnostics.error(line.at(found.offset), found.message, found.hint)
        return end, NO_ATTRIBUTES
    if found.end != end or text[match.start(1) : end].strip("{:} ") == "":
        return end, NO_ATTRIBUTES
    return len(text[: match.start(1)].rstrip()), found.attributes


def split_heading(
    line: Line, first: int, hashes: bool, diagnostics: Diagnostics
) -> tuple[Fragment, Attributes]:
    """The title of a heading's line from ``first`` on, and its attributes. ``hashes``: some may close it."""
    end, attributes = list_at_end(line, first, diagnostics)
    end = max(end, first)
    if hashes and (closing := syntax.CLOSING_HASHES.search(line.text[first:end])):
        end = first + len(line.text[first : first + closing.start()].rstrip())
    return (line.text[first:end], line, first), attributes


def read_item_attributes(item: Container, line: Line, first: int, diagnostics: Diagnostics) -> int:
    """Gives an item the list that ends its first line; returns where the line's text ends."""
    if not line.text.rstrip().endswith("}"):
        return len(line.text)
    end, attributes = list_at_end(line, first, diagnostics)
    if attributes is NO_ATTRIBUTES:
        return len(line.text)
    item.attributes = attributes
    return max(end, first)
