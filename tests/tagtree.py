"""The structure tree of a finished PDF, with the words that it holds, as assistive technology reads them.

In: a file. Out: ``Element`` values. Words come from the page content by marked-content id: glyph codes
through each font's ToUnicode (ISO 32000-1, 9.10.3), ActualText in place of what it encloses (14.9.4).
Nothing of packetpress is used, so that a fault in it can't hide itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary

MarkedText = dict[int, str]
"""Words of one page by marked-content id."""

INLINE = frozenset({"Span", "Link", "Reference", "Code", "Quote", "Em", "Strong"})
"""Roles inside a line of text: no space is heard around them (ISO 32000-1, 14.8.4.4)."""


@dataclass(frozen=True, slots=True)
class ObjectReference:
    """An annotation in the tree: a link or a field."""

    subtype: str
    contents: str
    """Contents of a link, TU of a field."""
    field_type: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    role: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Element | str | ObjectReference, ...] = ()

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def spoken(self) -> str:
        """Words in reading order; elements that aren't part of a line are set off by line feeds."""
        replaced = self.attributes.get("Alt") or self.attributes.get("ActualText")
        if self.role == "Figure":
            return f" {replaced} "
        if replaced:
            text = replaced
        else:
            text = "".join(
                child if isinstance(child, str) else child.spoken()
                for child in self.children
                if not isinstance(child, ObjectReference)
            )
        return text if self.role in INLINE else f"\n{text}\n"


def read(file: Path) -> Element:
    """The one element at the top of the tree."""
    with pikepdf.open(file) as pdf:
        reader = _Reader(pdf)
        kids = pdf.Root.StructTreeRoot.K
        (top,) = [kids] if isinstance(kids, Dictionary) else list(kids)
        return reader.element(top)


def destinations(file: Path) -> dict[str, int]:
    """Page of each named destination, counted from 1."""
    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        return {str(name): numbers[target[0].objgen] for name, target in names.items()}


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages: dict[tuple[int, int], MarkedText] = {}
        fonts: dict[tuple[int, int], dict[str, str]] = {}
        for page in pdf.pages:
            self._pages[page.obj.objgen] = _marked_text(page, fonts)

    def element(self, source: pikepdf.Object) -> Element:
        page = source.get("/Pg")
        kids = source.get("/K")
        children: list[Element | str | ObjectReference] = []
        for kid in [] if kids is None else kids if isinstance(kids, Array) else [kids]:
            child = self._child(kid, page)
            if isinstance(child, str) and children and isinstance(children[-1], str):
                children[-1] += child
            else:
                children.append(child)
        return Element(str(source.S).lstrip("/"), dict(_attributes(source)), tuple(children))

    def _child(
        self, kid: pikepdf.Object | int, page: pikepdf.Object | None
    ) -> Element | str | ObjectReference:
        if not isinstance(kid, pikepdf.Object):
            assert page is not None
            return self._pages[page.objgen][int(kid)]
        kind = str(kid.get("/Type", "/StructElem"))
        if kind == "/MCR":
            owner = kid.get("/Pg", page)
            assert owner is not None
            return self._pages[owner.objgen][int(kid.MCID)]
        if kind == "/OBJR":
            annotation = kid.Obj
            parent = annotation.get("/Parent", Dictionary())
            words = annotation.get("/Contents") or annotation.get("/TU") or parent.get("/TU") or ""
            field_type = annotation.get("/FT") or parent.get("/FT") or ""
            return ObjectReference(
                str(annotation.Subtype).lstrip("/"), str(words), str(field_type).lstrip("/")
            )
        return self.element(kid)


def _attributes(source: pikepdf.Object) -> Iterator[tuple[str, str]]:
    for key in ("Alt", "ActualText", "Lang", "E", "T", "ID"):
        if f"/{key}" in source:
            yield key, str(source[f"/{key}"])
    groups = source.get("/A")
    if groups is None:
        return
    for group in groups if isinstance(groups, Array) else [groups]:
        for name, value in group.items():
            if name != "/O":
                words = [str(v) for v in value] if isinstance(value, Array) else [str(value).lstrip("/")]
                yield name.lstrip("/"), " ".join(words)


# ------------------------------------------------------------------------------------ page content

_ENTRY = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def _to_unicode(font: pikepdf.Object) -> dict[str, str]:
    """Code (four hexadecimal digits, upper case) -> characters."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    table: dict[str, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in _ENTRY.findall(block):
            table[code.upper()] = _utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, text in _RANGE.findall(block):
            for offset in range(int(high, 16) - int(low, 16) + 1):
                first = _utf16(text)
                last = chr(ord(first[-1]) + offset)
                table[f"{int(low, 16) + offset:04X}"] = first[:-1] + last
    return table


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _marked_text(page: pikepdf.Page, fonts: dict[tuple[int, int], dict[str, str]]) -> MarkedText:
    """Words by marked-content id; what is in an artifact is left out."""
    found: MarkedText = {}
    stack: list[tuple[int | None, str | None]] = []
    """Marked-content id and ActualText of each sequence that is open."""
    table: dict[str, str] = {}
    for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ ' \""):
        name, operands = str(instruction.operator), instruction.operands
        if name == "BMC":
            stack.append((None, None))
        elif name == "BDC":
            properties = operands[1]
            mcid = properties.get("/MCID")
            actual = properties.get("/ActualText")
            stack.append((None if mcid is None else int(mcid), None if actual is None else str(actual)))
            if mcid is not None:
                assert int(mcid) not in found, "a marked-content id is used twice on a page"
                found[int(mcid)] = ""
            if actual is not None:
                _put(found, stack[:-1], str(actual))
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = page.Resources.Font[str(operands[0])]
            if font.objgen not in fonts:
                fonts[font.objgen] = _to_unicode(font)
            table = fonts[font.objgen]
        else:
            strings = operands[0] if name == "TJ" else [operands[-1]]
            codes = "".join(bytes(s).hex().upper() for s in strings if isinstance(s, pikepdf.String))
            if all(actual is None for _, actual in stack):
                _put(found, stack, "".join(table[codes[i : i + 4]] for i in range(0, len(codes), 4)))
    return found


def _put(found: MarkedText, stack: list[tuple[int | None, str | None]], text: str) -> None:
    for mcid, _ in reversed(stack):
        if mcid is not None:
            found[mcid] += text
            return
