"""A PDF's bytes in; what must not get lost when it is rewritten, as values, out."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

Box: TypeAlias = tuple[float, ...]
Tag: TypeAlias = tuple[object, ...]
"""Of an element: depth, role, its texts and attributes in order; of its content: "content", page index,
marked-content id; of its annotation: "annotation", page index."""
AnnotationFact: TypeAlias = tuple[str, Box, str]
"""Subtype, rectangle, and where it leads or the field's name."""

BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
TAG_TEXTS = frozenset({"Alt", "ActualText", "Lang", "E", "T"})
"""Entries of a structure element that are text (ISO 32000-1, table 323)."""
_STRUCTURAL = frozenset({"/Type", "/S", "/P", "/Pg", "/K"})
"""What every structure element has, and says nothing more of it."""
_RESOURCES = ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading")
_HOW_STORED = frozenset({"/Length", "/Filter", "/DecodeParms"})
"""Entries of a stream that say how it is stored, not what it holds."""
_UPWARDS = frozenset({"/Parent", "/P", "/StructParent", "/StructParents"})
_ASIDE = re.compile(rb"\s*([qQ]?|/Artifact\b.*\bEMC)\s*", re.DOTALL)
"""Content that a pass may add to a page: an artifact, and the states saved around the rest."""
_REFERENCE = re.compile(rb"\d+ \d+ R\b")
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MAX_DEPTH = 400
_DEEP = 40


@dataclass(frozen=True, slots=True)
class PageFacts:
    boxes: Mapping[str, Box]
    """Name -> corners, points; those of the page itself."""
    content: tuple[str, ...]
    """A digest of each content stream, without what is only an aside."""
    whole: str
    """A digest of the content streams as one, as a form holds them."""
    resources: Mapping[str, str]
    """Name, "/Font/F5" -> a digest of all that it stands for."""
    annotations: tuple[AnnotationFact, ...] = ()
    label: str = ""
    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """``whole`` of each form that is among the resources -> its ``resources``."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    depth: int
    """From 0."""
    title: str
    page: int
    """Index from 0; -1: nowhere."""
    top: float


@dataclass(frozen=True, slots=True)
class Facts:
    """None: not asked about."""

    pages: tuple[PageFacts, ...]
    outline: tuple[OutlineItem, ...] = ()
    tags: tuple[Tag, ...] = ()
    parents: tuple[int, ...] = ()
    """For each page: how many pieces of marked content lead back to their element."""
    destinations: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    info: Mapping[str, str] = field(default_factory=dict)
    xmp: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    intents: tuple[str, ...] = ()
    """A digest of each output intent with its profile."""


def facts(data: bytes) -> Facts:
    """Of a file that we made ourselves. Raises pikepdf.PdfError if it can't be read."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return _Reader(pdf).read()


@dataclass(slots=True)
class _Reader:
    pdf: Pdf
    numbers: dict[tuple[int, int], int] = field(default_factory=dict)
    """Number of a page's object -> index."""
    digests: dict[tuple[int, int], str] = field(default_factory=dict)

    def read(self) -> Facts:
        pages = list(self.pdf.pages)
        self.numbers = {page.obj.objgen: index for index, page in enumerate(pages)}
        root = self.pdf.Root
        tree = root.get("/StructTreeRoot")
        tags: list[Tag] = []
        if isinstance(tree, Dictionary) and "/K" in tree:
            self._tags(tree.K, 0, tree, tags)
        info = self.pdf.trailer.get("/Info")
        return Facts(
            pages=tuple(self._page(page) for page in pages),
            outline=tuple(self._outline(root.get("/Outlines"), 0)),
            tags=tuple(tags),
            parents=self._parents(tree),
            destinations=self._destinations(root),
            info={key[1:]: str(value) for key, value in info.items()} if isinstance(info, Dictionary) else {},
            xmp=_xmp(root.get("/Metadata")),
            language=str(root.get("/Lang", "")),
            intents=tuple(self._digest(each) for each in root.get("/OutputIntents", [])),
        )

    # ---------------------------------------------------------------- pages

    def _page(self, page: pikepdf.Page) -> PageFacts:
        obj = page.obj
        contents = obj.get("/Contents", Array([]))
        streams = [_data(each) for each in (contents if isinstance(contents, Array) else Array([contents]))]
        resources = obj.get("/Resources", Dictionary())
        return PageFacts(
            boxes={name: _numbers(obj[name]) for name in BOXES if name in obj},
            content=tuple(_hash(data) for data in streams if not _ASIDE.fullmatch(data)),
            whole=_whole(streams),
            resources=self._resources(resources),
            annotations=tuple(_annotation(each) for each in obj.get("/Annots", [])),
            label=str(page.label),
            forms=self._forms(resources),
        )

    def _resources(self, resources: pikepdf.Object) -> dict[str, str]:
        return {
            f"{group}{name}": self._digest(value)
            for group in _RESOURCES
            for name, value in resources.get(group, {}).items()
        }

    def _forms(self, resources: pikepdf.Object) -> dict[str, Mapping[str, str]]:
        return {
            _whole([_data(value)]): self._resources(value.get("/Resources", Dictionary()))
            for value in resources.get("/XObject", {}).values()
            if value.get("/Subtype") == "/Form"
        }

    def _digest(self, given: object, depth: int = 0) -> str:
        """Of an object and all that it leads to, however it is stored."""
        if not isinstance(given, pikepdf.Object):
            return repr(given)
        known = self.digests.get(given.objgen) if given.is_indirect else None
        if known is None:
            known = self._digested(given, depth)
            if given.is_indirect:
                self.digests[given.objgen] = known
        return known

    def _digested(self, given: pikepdf.Object, depth: int) -> str:
        if depth > _DEEP:
            raise ValueError("the file's objects lead to each other without end")
        if isinstance(given, Stream):
            entries = self._entries(given, depth, _HOW_STORED)
            return _hash(entries.encode() + _data(given))
        text = given.unparse(resolved=True)
        if not _REFERENCE.search(text):
            return _hash(text)
        if isinstance(given, Dictionary):
            return _hash(self._entries(given, depth, _UPWARDS).encode())
        return _hash("".join(self._digest(each, depth + 1) for each in given).encode())

    def _entries(self, given: pikepdf.Object, depth: int, without: frozenset[str]) -> str:
        return "".join(
            f"{key} {self._digest(value, depth + 1)}\n"
            for key, value in sorted(given.items())
            if key not in without
        )

    # ---------------------------------------------------------------- bookmarks and places

    def _outline(self, node: object, depth: int) -> Iterator[OutlineItem]:
        item = node.get("/First") if isinstance(node, Dictionary) else None
        while isinstance(item, Dictionary) and depth < _DEEP:
            page, top = self._place(item.get("/Dest"))
            yield OutlineItem(depth, str(item.get("/Title", "")), page, top)
            yield from self._outline(item, depth + 1)
            item = item.get("/Next")

    def _place(self, given: object) -> tuple[int, float]:
        """Page index and top of an explicit destination (ISO 32000-1, 12.3.2.2)."""
        if not isinstance(given, Array) or len(given) < 4:
            return -1, 0.0
        return self.numbers.get(given[0].objgen, -1), round(float(given[3]), 2)

    def _destinations(self, root: pikepdf.Object) -> dict[str, tuple[int, float]]:
        names = root.get("/Names", Dictionary()).get("/Dests")
        if names is None:
            return {}
        return {str(name): self._place(place) for name, place in pikepdf.NameTree(names).items()}

    # ---------------------------------------------------------------- tags

    def _tags(self, given: object, depth: int, owner: pikepdf.Object, found: list[Tag]) -> None:
        """Of elements and their content, in reading order. By far the most there is to read: a look at an
        entry costs as much as ten lines of Python, so that only entries are looked at that are needed."""
        page = -1
        for kid in given if isinstance(given, Array) else (given,):
            if isinstance(kid, int):
                if page < 0:
                    page = self._number(owner)
                found.append(("content", page, kid))
                continue
            if not isinstance(kid, Dictionary):
                continue
            role = kid.get("/S")
            if role is not None:
                found.append((depth, str(role)[1:], *_described(kid)))
                below = kid.get("/K")
                if below is not None and depth < _MAX_DEPTH:
                    self._tags(below, depth + 1, kid, found)
            elif "/MCID" in kid:
                found.append(("content", self._number(kid), int(kid["/MCID"])))
            else:
                found.append(("annotation", self._number(kid)))

    def _number(self, holder: pikepdf.Object) -> int:
        """Index of the page that an element or a piece of content names; -1: none."""
        page = holder.get("/Pg")
        return -1 if page is None else self.numbers.get(page.objgen, -1)

    def _parents(self, tree: object) -> tuple[int, ...]:
        if not isinstance(tree, Dictionary) or "/ParentTree" not in tree:
            return ()
        numbers = dict(pikepdf.NumberTree(tree.ParentTree).items())
        found = []
        for page in self.pdf.pages:
            key = int(page.obj.get("/StructParents", -1))
            held = numbers.get(key)
            found.append(len(held) if isinstance(held, Array) else 0)
        return tuple(found)


def _described(element: pikepdf.Object) -> list[str]:
    """Texts and attributes of a structure element, sorted: "Alt=A baby", "Scope=Row"."""
    keys = element.keys()
    if keys <= _STRUCTURAL:
        return []
    told = [f"{key}={element[f'/{key}']}" for key in TAG_TEXTS if f"/{key}" in keys]
    if "/A" in keys:
        given = element.A
        for owned in given if isinstance(given, Array) else (given,):
            told += [f"{key[1:]}={_plain(value)}" for key, value in owned.items() if key != "/O"]
    return sorted(told)


def _plain(value: object) -> str:
    if isinstance(value, Array):
        return " ".join(f"{float(number):.2f}" for number in value)
    return str(value).removeprefix("/") if isinstance(value, Name) else str(value)


def _annotation(given: pikepdf.Object) -> AnnotationFact:
    leads = ""
    if "/Dest" in given:
        leads = f"#{given.Dest}"
    elif "/A" in given:
        leads = str(given.A.get("/URI", given.A.get("/S", "")))
    elif "/T" in given:
        leads = str(given.T)
    elif "/Parent" in given:
        leads = str(given.Parent.get("/T", ""))
    return str(given.get("/Subtype", ""))[1:], _numbers(given.Rect), leads


def _numbers(box: pikepdf.Object) -> Box:
    return tuple([round(float(value), 3) for value in box])


def _data(stream: pikepdf.Object) -> bytes:
    """Unpacked, but for pictures in a coding of their own."""
    try:
        return bytes(stream.get_stream_buffer())
    except pikepdf.PdfError:
        return bytes(stream.get_raw_stream_buffer())


def _whole(streams: Sequence[bytes]) -> str:
    """Content streams are one, told apart by white space (ISO 32000-1, 7.8.2)."""
    joined = b"".join(data if data.endswith(b"\n") else data + b"\n" for data in streams)
    return _hash(joined.rstrip())


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _xmp(stream: object) -> dict[str, str]:
    """Property -> its text; of lists all items, one to a line."""
    if not isinstance(stream, Stream):
        return {}
    found: dict[str, str] = {}
    for description in ET.fromstring(_data(stream)).iter(f"{{{_RDF}}}Description"):  # noqa: S314  (our own)
        for child in description:
            items = [each.text or "" for each in child.iter(f"{{{_RDF}}}li")]
            found[child.tag] = "\n".join(items) if items else (child.text or "").strip()
    return found
