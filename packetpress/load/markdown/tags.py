"""Raw HTML in running text: br, sub, sup, kbd, abbr and comments are honoured, other tags left out."""

from __future__ import annotations

from packetpress.load.markdown import html, links
from packetpress.load.markdown.scan import Open, Scan
from packetpress.load.markdown.targets import checked_target
from packetpress.model import Abbreviation, Inline, Keyboard, LineBreak, Link, Subscript, Superscript, Text


def angle(scan: Scan, start: int) -> int:
    """``<`` starts a comment, an autolink, a tag, or nothing."""
    text = scan.text
    if text.startswith("<!--", start):
        close = scan.finder.find("-->", start + 4)
        if close >= 0:
            return close + 3
        scan.literal(start, "<")
        return start + 1
    if match := links.AUTOLINK.match(text, start):
        address = match[1]
        pos = scan.run.at(start)
        has_scheme = ":" in address and "@" not in address.split(":", 1)[0]
        target = checked_target(address if has_scheme else f"mailto:{address}", pos, scan.context.diagnostics)
        written = Text(address, scan.run.at(start + 1))
        scan.push(Link((written,), target, pos=pos) if target else written)
        for opened in scan.open:
            opened.linked = opened.linked or bool(target)
        return match.end()
    tag = html.tag_at(text, start)
    if tag is None:
        scan.literal(start, "<")
        return start + 1
    if tag.name == "br":
        scan.push(LineBreak())
        rest = tag.end
        while rest < scan.length and text[rest] in " \n":
            rest += 1
        return rest
    if tag.name not in html.PAIRED:
        _report_left_out(scan, start, tag)
    elif tag.closing:
        _close(scan, start, tag.name)
    elif scan.room(start):
        scan.flush()
        title = scan.context.expand(tag.title)
        scan.begin(Open(tag.name, len(scan.pieces), tag.end, scan.run.at(start), title))
    return tag.end


def _report_left_out(scan: Scan, start: int, tag: html.Tag) -> None:
    """A warning for every opening tag, and for a closing one that the file never opens."""
    if tag.closing and tag.name in scan.context.left_out:
        return
    scan.context.left_out.add(tag.name)
    scan.context.diagnostics.warning(
        scan.run.at(start),
        f"The HTML tag <{'/' if tag.closing else ''}{tag.name}> is left out; the text around it is kept.",
        "Of HTML, only br, sub, sup, kbd, abbr and comments are read. Write ::: groups and [spans]{.name}.",
    )


def _close(scan: Scan, start: int, name: str) -> None:
    if not scan.waiting.get(name):
        scan.context.diagnostics.warning(
            scan.run.at(start), f"</{name}> closes nothing; it is left out.", f"Write <{name}> before it."
        )
        return
    opened = scan.end()
    while opened.kind != name:
        report_unclosed(scan, opened)
        opened = scan.end()
    children = scan.take(opened.index)
    wrapped: Inline
    if name == "abbr":
        wrapped = Abbreviation(children, opened.title)
    elif name == "kbd":
        wrapped = Keyboard(children)
    else:
        wrapped = Subscript(children) if name == "sub" else Superscript(children)
    scan.push(wrapped)


def report_unclosed(scan: Scan, opened: Open) -> None:
    """A tag whose end didn't come; brackets that didn't end are simply text."""
    if opened.kind in html.PAIRED:
        scan.context.diagnostics.warning(
            opened.pos,
            f"<{opened.kind}> is not closed where it should be; it is left out.",
            f"Write </{opened.kind}> after the text that it is for.",
        )
