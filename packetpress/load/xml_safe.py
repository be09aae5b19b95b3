"""The bytes of an XML file (a drawing, a citation style) in; its root element, or a diagnostic, out.

Nothing that XML could fetch or multiply is read: declared entities and style sheets are errors, and the
document type that some drawing programs write is passed over.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from xml.parsers import expat

from packetpress.diagnostics import Diagnostics
from packetpress.model import Position

MAX_DEPTH = 64
MAX_ELEMENTS = 200_000


class _RefusedError(Exception):
    """The file is well formed and yet not accepted."""


def parse_xml(data: bytes, path: str, diagnostics: Diagnostics) -> ET.Element | None:
    """Parses ``data`` with names as ``{namespace}local``.

    Reports, with line and column, XML that is not well formed, declares entities, asks for a style sheet, or
    is nested deeper than 64 elements or larger than 200,000, and returns None.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    builder = ET.TreeBuilder()
    depth = 0
    elements = 0

    def name(tag: str) -> str:
        return "{" + tag if "}" in tag else tag

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > MAX_DEPTH:
            raise _RefusedError(f"It is nested more than {MAX_DEPTH} elements deep")
        if elements > MAX_ELEMENTS:
            raise _RefusedError(f"It has more than {MAX_ELEMENTS} elements")
        builder.start(name(tag), {name(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name(tag))

    def doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise _RefusedError("It declares entities, which are not read")

    def instruction(target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            raise _RefusedError("It asks for a style sheet, which is not fetched")

    def skipped(entity: str, _parameter: bool) -> None:
        raise _RefusedError(f"“&{entity};” is not known in XML")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    parser.ProcessingInstructionHandler = instruction
    parser.SkippedEntityHandler = skipped
    try:
        parser.Parse(data, True)
        return builder.close()
    except _RefusedError as error:
        message, hint = (
            f"{error}.",
            "Export the file again as plain XML, without a document type or layers of groups.",
        )
    except (expat.ExpatError, ValueError, LookupError) as error:
        reason = str(error).partition(":")[0] or "wrong syntax"
        message, hint = f"This is not well-formed XML ({reason}).", "Export the file again."
    diagnostics.keep_text(path, data.decode("utf-8", errors="replace"))
    line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
    diagnostics.error(Position(path, line, column), message, hint)
    return None
