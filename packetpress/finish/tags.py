"""The structure tree in the file: elements, their marked content, their annotations.

In: the tree that the typesetter made (``StructureElement``) and the annotations in the order in which the
tree counts them. Out: ``StructTreeRoot`` with its parent tree (ISO 32000-1, 14.7), as PDF/UA-1 asks
(ISO 14289-1, 7.1 to 7.20).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Pdf, String

from packetpress.model import MarkedContent, ObjectReference, StructureElement

ROLE_MAP = {"Aside": "Sect", "Title": "P"}
"""Roles of our own (both are standard in PDF 2.0) -> the nearest standard type of PDF 1.7."""

_TEXT_KEYS = {"Alt", "ActualText", "Lang", "E", "T"}
"""Entries of a structure element that are text (ISO 32000-1, table 323)."""

_OWNERS = {
    "Scope": "Table",
    "RowSpan": "Table",
    "ColSpan": "Table",
    "ListNumbering": "List",
    "BBox": "Layout",
    "Placement": "Layout",
}
"""Structure attribute -> its owner (ISO 32000-1, 14.8.5)."""


class TagWriter:
    """Writes one tree into one file."""

    def __init__(
        self, pdf: Pdf, annotations: Mapping[int, Sequence[pikepdf.Object]], border: float = 0.0
    ) -> None:
        """``border``: from the sheet's edge to the trimmed page, where the tree's places are counted from."""
        self._pdf = pdf
        self._border = border
        self._annotations = annotations
        self._pages = [page.obj for page in pdf.pages]
        self._content: list[dict[int, pikepdf.Object]] = [{} for _ in self._pages]
        """For each page: marked-content id -> its element."""
        self._owners: list[tuple[pikepdf.Object, pikepdf.Object]] = []
        """Annotation and its element."""
        self._notes: list[pikepdf.Object] = []

    def write(self, tree: StructureElement) -> None:
        pdf = self._pdf
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._element(tree, root)
        root.RoleMap = Dictionary({f"/{own}": Name(f"/{standard}") for own, standard in ROLE_MAP.items()})
        if self._notes:
            root.IDTree = self._id_tree()
        root.ParentTree = self._parent_tree()
        root.ParentTreeNextKey = len(self._pages) + len(self._owners)
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, element: StructureElement, parent: pikepdf.Object) -> pikepdf.Object:
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
        self._describe(made, element.attributes)
        if element.role == "Note":
            # Counted here: a text that is included twice has its notes twice (ISO 14289-1, 7.9).
            self._notes.append(made)
            made.ID = String(f"note-{len(self._notes)}")
        first = next((child for child in element.children if isinstance(child, MarkedContent)), None)
        if first is not None:
            made.Pg = self._pages[first.page]
        page = first.page if first is not None else -1
        kids = [self._kid(child, made, page) for child in element.children]
        if kids:
            made.K = kids[0] if len(kids) == 1 else Array(kids)
        return made

    def _kid(
        self,
        child: StructureElement | MarkedContent | ObjectReference,
        parent: pikepdf.Object,
        page: int,
    ) -> pikepdf.Object | int:
        if isinstance(child, StructureElement):
            return self._element(child, parent)
        if isinstance(child, MarkedContent):
            self._content[child.page][child.mcid] = parent
            if child.page == page:
                return child.mcid
            return Dictionary(Type=Name.MCR, Pg=self._pages[child.page], MCID=child.mcid)
        annotation = self._annotations[child.page][child.annotation]
        self._owners.append((annotation, parent))
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self._pages[child.page])

    def _describe(self, made: pikepdf.Object, attributes: Sequence[tuple[str, str]]) -> None:
        owned: dict[str, Dictionary] = {}
        for key, value in attributes:
            if key in _TEXT_KEYS:
                made[f"/{key}"] = String(value)
            elif key in _OWNERS:
                owner = owned.setdefault(_OWNERS[key], Dictionary(O=Name(f"/{_OWNERS[key]}")))
                owner[f"/{key}"] = self._attribute(key, value)
        if owned:
            made.A = Array(list(owned.values())) if len(owned) > 1 else next(iter(owned.values()))

    def _attribute(self, key: str, value: str) -> pikepdf.Object | int:
        if key == "BBox":
            return Array([round(float(number) + self._border, 3) for number in value.split()])
        return int(value) if key.endswith("Span") else Name(f"/{value}")

    def _id_tree(self) -> pikepdf.Object:
        """From identifiers back to elements (ISO 32000-1, table 322)."""
        tree = NameTree.new(self._pdf)
        for note in self._notes:
            tree[str(note.ID)] = note
        return tree.obj

    def _parent_tree(self) -> pikepdf.Object:
        """From content and annotations back to elements (ISO 32000-1, 14.7.4.4).

        In branches, because readers search it for every piece of text.
        """
        tree = NumberTree.new(self._pdf)
        for index, (page, content) in enumerate(zip(self._pages, self._content, strict=True)):
            page.StructParents = index
            page.Tabs = Name.S
            if content:
                parents = [content[mcid] for mcid in range(max(content) + 1)]
                tree[index] = self._pdf.make_indirect(Array(parents))
        for key, (annotation, element) in enumerate(self._owners, len(self._pages)):
            annotation.StructParent = key
            tree[key] = element
        return tree.obj
