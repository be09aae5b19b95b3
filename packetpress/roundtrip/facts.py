"""A PDF's bytes in; what must not get lost when it is rewritten, as values, out."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence, Set
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
        return facts_of(pdf)


def facts_of(pdf: Pdf) -> Facts:
    """Of a file as it is now, in memory."""
    return _Reader(pdf).read()


@dataclass(slots=True)
class _Reader:
    pdf: Pdf
    numbers: dict[tuple[int, int], int] = field(default_factory=dict)
    """Number of a page's object -> index."""
    labelled: bool = False
    digests: dict[tuple[int, int], str] = field(default_factory=dict)
    groups: dict[tuple[int, int], Mapping[str, str]] = field(default_factory=dict)
    """Resources of one kind that pages share: number of their dictionary -> as in ``PageFacts``."""

    def read(self) -> Facts:
        """A look at an entry of an object costs as much as ten lines of Python, and asking for one that
        isn't there as much as a hundred: of what there are thousands, only entries are read that are needed
        and known to be there."""
        pages = list(self.pdf.pages)
        self.numbers = {page.obj.objgen: index for index, page in enumerate(pages)}
        root = self.pdf.Root
        self.labelled = "/PageLabels" in root
        tree = root.get("/StructTreeRoot")
        tags: list[Tag] = []
        if isinstance(tree, Dictionary) and "/K" in tree:
            self._tags(tree.K, 0, tree, tags)
        info = self.pdf.trailer.get("/Info")
        return Facts(
            pages=tuple(self._page(page) for page in pages),
            outline=tuple(self._outline(root.get("/Outlines"), 0)),
            tags=tuple(tags),
            parents=self._parents(tree, pages),
            destinations=self._destinations(root),
            info={key[1:]: str(value) for key, value in info.items()} if isinstance(info, Dictionary) else {},
            xmp=_xmp(root.get("/Metadata")),
            language=str(root.get("/Lang", "")),
            intents=tuple(self._digest(each) for each in root.get("/OutputIntents", [])),
        )

    # ---------------------------------------------------------------- pages

    def _page(self, page: pikepdf.Page) -> PageFacts:
        obj = page.obj
        keys = obj.keys()
        contents = obj["/Contents"] if "/Contents" in keys else Array([])
        streams = [_data(each) for each in (contents if isinstance(contents, Array) else (contents,))]
        resources = obj.get("/Resources", Dictionary())
        digests = [_content(data) for data in streams]
        return PageFacts(
            boxes={name: _numbers(obj[name]) for name in BOXES if name in keys},
            content=tuple(
                digest for digest, data in zip(digests, streams, strict=True) if not _ASIDE.fullmatch(data)
            ),
            whole=digests[0] if len(streams) == 1 else _content(_joined(streams)),
            resources=self._resources(resources),
            annotations=tuple(_annotation(each) for each in obj["/Annots"]) if "/Annots" in keys else (),
            label=str(page.label) if self.labelled else "",
            forms=self._forms(resources),
        )

    def _resources(self, resources: pikepdf.Object) -> dict[str, str]:
        found: dict[str, str] = {}
        keys = resources.keys()
        for kind in _RESOURCES:
            if kind in keys:
                found.update(self._group(kind, resources[kind]))
        return found

    def _group(self, kind: str, group: pikepdf.Object) -> Mapping[str, str]:
        known = self.groups.get(group.objgen) if group.is_indirect else None
        if known is None:
            known = {f"{kind}{name}": self._digest(value) for name, value in group.items()}
            if group.is_indirect:
                self.groups[group.objgen] = known
        return known

    def _forms(self, resources: pikepdf.Object) -> dict[str, Mapping[str, str]]:
        if "/XObject" not in resources:
            return {}
        return {
            _content(_data(value)): self._resources(value.get("/Resources", Dictionary()))
            for value in resources["/XObject"].values()
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
        item = node["/First"] if isinstance(node, Dictionary) and "/First" in node else None
        while item is not None and depth < _DEEP:
            keys = item.keys()
            page, top = self._place(item["/Dest"] if "/Dest" in keys else None)
            yield OutlineItem(depth, str(item["/Title"]) if "/Title" in keys else "", page, top)
            if "/First" in keys:
                yield from self._outline(item, depth + 1)
            item = item["/Next"] if "/Next" in keys else None

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
        """Of elements and their content, in reading order."""
        page = -1
        for kid in given if isinstance(given, Array) else (given,):
            if isinstance(kid, int):
                if page < 0:
                    page = self._number(owner)
                found.append(("content", page, kid))
                continue
            if not isinstance(kid, Dictionary):
                continue
            keys = kid.keys()
            if "/S" in keys:
                role = str(kid["/S"])[1:]
                found.append((depth, role) if keys <= _STRUCTURAL else (depth, role, *_described(kid, keys)))
                if "/K" in keys and depth < _MAX_DEPTH:
                    self._tags(kid["/K"], depth + 1, kid, found)
            elif "/MCID" in keys:
                found.append(("content", self._number(kid), int(kid["/MCID"])))
            else:
                found.append(("annotation", self._number(kid)))

    def _number(self, holder: pikepdf.Object) -> int:
        """Index of the page that an element or a piece of content names; -1: none."""
        return self.numbers.get(holder["/Pg"].objgen, -1) if "/Pg" in holder else -1

    def _parents(self, tree: object, pages: Sequence[pikepdf.Page]) -> tuple[int, ...]:
        if not isinstance(tree, Dictionary) or "/ParentTree" not in tree:
            return ()
        numbers = dict(pikepdf.NumberTree(tree.ParentTree).items())
        found = []
        for page in pages:
            key = int(page.obj.get("/StructParents", -1))
            held = numbers.get(key)
            found.append(len(held) if isinstance(held, Array) else 0)
        return tuple(found)


def _described(element: pikepdf.Object, keys: Set[str]) -> list[str]:
    """Texts and attributes of a structure element, sorted: "Alt=A baby", "Scope=Row"."""
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
    keys = given.keys()
    leads = ""
    if "/Dest" in keys:
        leads = f"#{given['/Dest']}"
    elif "/A" in keys:
        action = given["/A"]
        leads = str(action["/URI" if "/URI" in action else "/S"])
    elif "/T" in keys:
        leads = str(given["/T"])
    elif "/Parent" in keys:
        leads = str(given["/Parent"].get("/T", ""))
    return str(given["/Subtype"])[1:] if "/Subtype" in keys else "", _numbers(given["/Rect"]), leads


def _numbers(box: pikepdf.Object) -> Box:
    """Of an array of numbers; as text, "[ 0 0 612 792 ]", they are had in one go."""
    return tuple([round(float(value), 3) for value in box.unparse(resolved=True)[1:-1].split()])


def _data(stream: pikepdf.Object) -> bytes:
    """Unpacked, but for pictures in a coding of their own."""
    try:
        return bytes(stream.get_stream_buffer())
    except pikepdf.PdfError:
        return bytes(stream.get_raw_stream_buffer())


def _joined(streams: Sequence[bytes]) -> bytes:
    """Content streams are one, told apart by white space (ISO 32000-1, 7.8.2)."""
    return b"".join(data if data.endswith(b"\n") else data + b"\n" for data in streams)


def _content(data: bytes) -> str:
    """A digest of operators; white space after the last means nothing."""
    return _hash(data.rstrip())


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
