"""``![alt](path "caption"){attributes}`` -> a Figure, if it is alone in its paragraph, or an InlineImage."""

from __future__ import annotations

import re
from collections.abc import Iterable

from packetpress.load.markdown.attributes import AttributeFault, parse_attributes
from packetpress.load.markdown.scan import Context, Scan
from packetpress.model import (
    NO_ATTRIBUTES,
    Abbreviation,
    Attributes,
    Code,
    Emphasis,
    Figure,
    Inline,
    InlineImage,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    Position,
    SoftBreak,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
    Variable,
)

_REMOTE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:|//)")


def attributes_after(
    scan: Scan, end: int, what: str, keys: Iterable[str], names: Iterable[str] = ()
) -> tuple[Attributes, int]:
    """The attribute list that follows ``what`` directly, claimed, and the offset after it."""
    text = scan.text
    if not text.startswith("{", end) or text.startswith("{{", end):
        return NO_ATTRIBUTES, end
    found = parse_attributes(text, end, scan.run.at(end))
    if isinstance(found, AttributeFault):
        scan.context.diagnostics.error(scan.run.at(found.offset), found.message, found.hint)
        return NO_ATTRIBUTES, end
    return scan.context.written_on(what, found.attributes, keys, names), found.end


def asset_path(context: Context, target: str, pos: Position) -> str | None:
    """The project file an image shows; None, with an error, where it can't be shown."""
    if context.files is None:
        context.diagnostics.error(pos, "An image can't stand here.", "Move it into the text of the section.")
        return None
    if _REMOTE.match(target):
        context.diagnostics.error(
            pos,
            f"The image “{target}” is not a file of the project; nothing is fetched from the web.",
            "Save the image in the project and write its path.",
        )
        return None
    path = context.files.resolve(target, pos.file, pos)
    if path is not None:
        context.images.setdefault(path, pos)
    return path


def alternative(children: Inlines) -> str:
    """Alt text in words; a variable stays as written, to be filled in with the packet's value."""
    words: list[str] = []
    for child in children:
        if isinstance(child, Text | Code):
            words.append(child.value)
        elif isinstance(child, SoftBreak | LineBreak):
            words.append(" ")
        elif isinstance(child, Variable):
            words.append(f"{{{{ {child.name} }}}}")
        elif isinstance(
            child, Emphasis | Strong | Superscript | Subscript | Keyboard | Abbreviation | Span | Link
        ):
            words.append(alternative(child.children))
    return "".join(words).strip()


def place_image(
    scan: Scan, children: Inlines, target: str, caption: Inlines, pos: Position, end: int, alone: bool
) -> int:
    """Puts the image into the scan, ``end`` being the offset after its target; returns that after it all."""
    attributes, end = attributes_after(scan, end, "a picture", ("width",), ("decorative",))
    decorative = "decorative" in attributes.classes
    alt = "" if decorative else alternative(children)
    if not alt and not decorative:
        scan.context.diagnostics.error(
            pos,
            f"The image “{target}” has no alt text, so that readers who can't see it get nothing.",
            "Say in the square brackets what it shows; if nothing of use, write {.decorative} after it.",
        )
    path = asset_path(scan.context, target, pos)
    if path is None:
        scan.literal(end, alt)
        return end
    if alone and not scan.text[end:].strip():
        scan.figure = Figure(path, alt, caption, decorative, attributes, pos=pos)
        return scan.length
    image: Inline = InlineImage(path, alt, pos)
    scan.push(image if attributes is NO_ATTRIBUTES else Span((image,), attributes))
    return end
