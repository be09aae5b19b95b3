"""What one character starts in running text: escapes, code, emphasis, entities, variables, citations.

Each function reads the construct that starts at ``start``, puts it into the scan and returns the
offset after it; what turns out to be an ordinary character is put in as text.
"""

from __future__ import annotations

import re

from packetpress.load.markdown import html, links
from packetpress.load.markdown.attributes import AttributeFault, AttributeList, parse_attributes
from packetpress.load.markdown.crossrefs import cross_reference
from packetpress.load.markdown.emphasis import delimiter
from packetpress.load.markdown.scan import VARIABLE, Scan
from packetpress.model import Citation, CitedWork, Code, LineBreak, Variable

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_RUN = re.compile(r"`+|\*+|_+")
_LIKE_VARIABLE = re.compile(r"\{\{(?!<)([^{}\n]{0,60})\}\}")
_SHORTCODE = re.compile(r"\{\{<\s*([^\s>]*)[^\n]*?>\}\}")
_LOCATOR = re.compile(r" \[([^\[\]@]{1,200})\](?![(\[{:])")


def backslash(scan: Scan, start: int) -> int:
    following = scan.text[start + 1 : start + 2]
    if following == "\n":
        scan.push(LineBreak())
        return start + 2
    if following in _PUNCTUATION:
        scan.literal(start, following)
        return start + 2
    scan.literal(start, "\\")
    return start + 1


def backticks(scan: Scan, start: int) -> int:
    run = _RUN.match(scan.text, start)
    end = run.end() if run else start + 1
    close = scan.code.close(end, end - start)
    if close < 0:
        scan.literal(start, scan.text[start:end])
        return end
    value = scan.text[end:close].replace("\n", " ")
    first = end
    if len(value) > 2 and value[0] == value[-1] == " " and value.strip():
        value, first = value[1:-1], end + 1
    scan.push(Code(value, scan.run.at(first)))
    return close + end - start


def emphasis(scan: Scan, start: int) -> int:
    run = _RUN.match(scan.text, start)
    end = run.end() if run else start + 1
    found = delimiter(scan.run, start, end)
    if found is not None and scan.mark(start):
        scan.push(found)
    else:
        scan.literal(start, scan.text[start:end])
    return end


def ampersand(scan: Scan, start: int) -> int:
    entity = html.entity_at(scan.text, start)
    if entity is None:
        scan.literal(start, "&")
        return start + 1
    scan.literal(start, entity[0])
    return entity[1]


def brace(scan: Scan, start: int) -> int:
    if not scan.text.startswith("{{", start):
        found = parse_attributes(scan.text, start, scan.run.at(start))
        if isinstance(found, AttributeList) and found.end - start > len("{:}") and not scan.crowded:
            # Printed as it stands, a condition would let through what it is to keep back.
            scan.context.diagnostics.error(
                scan.run.at(start),
                f"“{scan.text[start : found.end][:60]}” belongs to nothing here.",
                r"Write it directly after [the text], at the end of a heading's or item's first line, or on "
                r"a ::: line. For braces as text write \{.",
            )
        elif isinstance(found, AttributeFault) and found.begun and not scan.crowded:
            scan.context.diagnostics.error(scan.run.at(found.offset), found.message, found.hint)
        scan.literal(start, "{")
        return start + 1
    if match := VARIABLE.match(scan.text, start):
        given = scan.context.parameter(match[1])
        if given is None:
            scan.push(Variable(match[1], scan.run.at(start)))
        else:
            scan.fill_in(given)
        return match.end()
    if match := _SHORTCODE.match(scan.text, start):
        scan.context.diagnostics.error(
            scan.run.at(start),
            f"“{match[0]}” stands inside a line of text."
            if match[1] in ("include", "pagebreak")
            else f"There is no shortcode “{match[1]}”.",
            "{{< include FILE >}} and {{< pagebreak >}} stand alone in their line; there are no others.",
        )
        return match.end()
    if match := _LIKE_VARIABLE.match(scan.text, start):
        scan.context.diagnostics.error(
            scan.run.at(start),
            f"“{match[0]}” can't be read as a variable.",
            r"A variable's name has letters, digits, _ and - only. For two braces as text write \{{.",
        )
        return match.end()
    scan.literal(start, "{{")
    return start + 2


def at_sign(scan: Scan, start: int) -> int:
    text = scan.text
    before = text[start - 1 : start] if start else ""
    match = None if before.isalnum() or before == "_" else links.KEY.match(text, start)
    if match is None:
        scan.literal(start, "@")
        return start + 1
    key, end, pos = match[1] or match[2], match.end(), scan.run.at(start)
    if key.startswith(links.CROSS_REFERENCES):
        return cross_reference(scan, key, pos, end)
    suffix = ""
    if locator := _LOCATOR.match(text, end):
        suffix, end = links.tidy(locator[1]), locator.end()
    scan.push(Citation((CitedWork(key, suffix=suffix, pos=pos),), True, pos))
    return end
