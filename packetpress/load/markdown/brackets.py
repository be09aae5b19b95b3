"""Square brackets in running text: links, images, spans, citations and footnotes.

An opening bracket is remembered; its closing one decides, by what stands inside and after it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from packetpress.load.markdown import html, links
from packetpress.load.markdown.attributes import AttributeFault, parse_attributes
from packetpress.load.markdown.images import attributes_after, place_image
from packetpress.load.markdown.scan import Open, Scan
from packetpress.load.markdown.tags import report_unclosed
from packetpress.load.markdown.targets import checked_target
from packetpress.model import (
    NO_ATTRIBUTES,
    Attributes,
    Blank,
    Citation,
    CitedWork,
    Inline,
    Inlines,
    Link,
    Position,
    Span,
    Text,
)

_NOTE = re.compile(r"\[\^([^\]\s^]{1,200})\]")
_LABEL = re.compile(r"\[([^\[\]]{0,999}+)\]")


def open_bracket(scan: Scan, start: int) -> int:
    text = scan.text
    image = text[start] == "!"
    if not image and text.startswith("[^", start) and (match := _NOTE.match(text, start)):
        _note(scan, match[0], match[1], start)
        return match.end()
    kind = "![" if image else "["
    end = start + len(kind)
    if not scan.mark(start) or not scan.room(start):
        scan.literal(start, kind)
        return end
    pos = scan.run.at(start)
    scan.push(Text(kind, pos))
    scan.begin(Open(kind, len(scan.pieces), end, pos))
    return end


def _note(scan: Scan, written: str, label: str, start: int) -> None:
    pos = scan.run.at(start)
    if scan.context.note is None:
        scan.context.diagnostics.error(
            pos, "A footnote can't stand in a title or objective.", "Put it into the text."
        )
        return
    note = scan.context.note(label, pos)
    if note is None:
        scan.literal(start, written)
    else:
        scan.push(note)


def close_bracket(scan: Scan, start: int) -> int:
    if not scan.waiting.get("[") and not scan.waiting.get("!["):
        scan.literal(start, "]")
        return start + 1
    opened = scan.end()
    while opened.kind in html.PAIRED:
        report_unclosed(scan, opened)
        opened = scan.end()
    end = start + 1
    if not opened.linked and scan.text.startswith("(", end):
        found = links.destination(scan.text, end, scan.finder)
        if found is not None:
            return _link(scan, opened, found)
    if opened.kind == "[":
        after = _span(scan, opened, end)
        if after is None:
            after = _citation(scan, opened, start)
        if after is not None:
            return after
    reference = None if opened.linked else _reference(scan, opened, start)
    if reference is not None:
        return _link(scan, opened, reference[0], reference[1])
    scan.literal(start, "]")
    return end


def _children(scan: Scan, opened: Open) -> Inlines:
    """What the bracket encloses, finished; it and the bracket's own text leave the scan."""
    children = scan.take(opened.index)
    del scan.pieces[opened.index - 1 :]
    return children


def _link(scan: Scan, opened: Open, found: links.Destination, title: str = "") -> int:
    """A link or image to what follows the brackets (the title stands there too) or to a definition."""
    children = _children(scan, opened)
    address = scan.context.expand(found.target)
    if opened.kind == "![":
        caption: Inlines = (Text(title, opened.pos),) if title else ()
        if found.title:
            caption = scan.again(scan.context, scan.run.part(*found.title))
        alone = scan.figures and not scan.pieces and not scan.open
        return place_image(scan, children, address, caption, opened.pos, found.end, alone)
    if found.title:
        title = scan.context.expand(links.tidy(scan.text[found.title[0] : found.title[1]]))
    target = checked_target(address, opened.pos, scan.context.diagnostics)
    attributes, end = attributes_after(scan, found.end, "a link", ("lang",))
    children = children or (Text(address, opened.pos),)
    if target is None:
        _splice(scan, children if attributes is NO_ATTRIBUTES else (Span(children, attributes),))
        return end
    link: Inline = Link(children, target, title, opened.pos)
    if scan.open:
        scan.open[-1].linked = True
    _splice(scan, (link if attributes is NO_ATTRIBUTES else Span((link,), attributes),))
    return end


def _splice(scan: Scan, inlines: Inlines) -> None:
    scan.flush()
    scan.pieces.extend(inlines)


def _span(scan: Scan, opened: Open, end: int) -> int | None:
    text = scan.text
    if not text.startswith("{", end) or text.startswith("{{", end):
        return None
    found = parse_attributes(text, end, scan.run.at(end))
    if isinstance(found, AttributeFault):
        if found.begun:
            scan.context.diagnostics.error(scan.run.at(found.offset), found.message, found.hint)
        return None
    children = _children(scan, opened)
    attributes = scan.context.written_on("words in brackets", found.attributes, ("lang",), ("blank",))
    if "blank" in attributes.classes:
        scan.push(_blank(scan, children, attributes, opened.pos))
    else:
        scan.push(Span(children, attributes))
    return found.end


def _blank(scan: Scan, children: Inlines, attributes: Attributes, pos: Position) -> Inline:
    """``[answer]{.blank}``; what else stands between the braces goes around it."""
    if not any(not isinstance(child, Text) or child.value.strip() for child in children):
        scan.context.diagnostics.error(
            pos,
            "This blank has no answer.",
            "Write it between the brackets: [answer]{.blank}; only facilitators get it.",
        )
    blank = Blank(children, pos=pos)
    others = tuple(name for name in attributes.classes if name != "blank")
    if not (others or attributes.id or attributes.pairs):
        return blank
    return Span((blank,), replace(attributes, classes=others))


def _citation(scan: Scan, opened: Open, start: int) -> int | None:
    at = scan.finder.find("@", opened.start)
    if not 0 <= at < start:
        return None
    cited = links.cited_works(scan.text, opened.start, start)
    if cited is None:
        return None
    references = [work for work in cited if work.key.startswith(links.CROSS_REFERENCES)]
    if references:
        if len(references) < len(cited):
            scan.context.diagnostics.error(
                opened.pos,
                "Works and places in the packet are named in one pair of brackets.",
                f"Give “@{references[0].key}” brackets of its own.",
            )
        # The brackets go; what is in them has been read already.
        scan.flush()
        del scan.pieces[opened.index - 1]
        return start + 1
    works = tuple(
        CitedWork(work.key, work.prefix, work.suffix, work.suppress_author, scan.run.at(work.offset))
        for work in cited
    )
    _children(scan, opened)
    scan.push(Citation(works, False, opened.pos))
    return start + 1


def _reference(scan: Scan, opened: Open, start: int) -> tuple[links.Destination, str] | None:
    """The definition that ``[text][label]``, ``[label][]`` or ``[label]`` names."""
    following = _LABEL.match(scan.text, start + 1)
    end = following.end() if following else start + 1
    label = following[1] if following else ""
    if not label.strip():
        if start - opened.start > links.MAX_LABEL:
            return None
        label = scan.text[opened.start : start]
    defined = scan.context.references.get(links.normal_label(label))
    if defined is None:
        if following and following[1].strip():
            scan.context.diagnostics.warning(
                scan.run.at(following.start()),
                f"No line says where “[{label}]” leads; the brackets are kept as text.",
                f"Write in a line of its own: [{label}]: https://… (or a backslash before the brackets).",
            )
        return None
    return links.Destination(defined[0], None, end), defined[1]
