"""The structure tree while it grows.

The tree is made from the Document, in reading order, before anything is drawn; drawing only adds
marked-content ids to the nodes. So no frame order, split or kept group can change the reading order.
"""

from __future__ import annotations

from packetpress.model import NOWHERE, MarkedContent, ObjectReference, Position, StructureElement

TRANSPARENT = ""
"""Role of a node that only holds a place: its content counts as its parent's, at that place."""


class Node:
    """A structure element under construction."""

    __slots__ = ("attributes", "children", "pos", "role")

    def __init__(self, role: str, parent: Node | None = None, **attributes: str) -> None:
        self.role = role
        """A standard structure type (ISO 32000-1, 14.8.4), or ``TRANSPARENT``."""
        self.attributes = attributes
        self.children: list[Node | MarkedContent | ObjectReference] = []
        self.pos = NOWHERE
        """Where it stands in the sources, as near as that is known."""
        if parent is not None:
            parent.children.append(self)

    def box(self, rect: tuple[float, float, float, float]) -> None:
        """Where an illustration stands on its page (BBox; ISO 32000-1, 14.8.5.4.3)."""
        self.attributes["BBox"] = " ".join(f"{value:.2f}" for value in rect)

    def place(self, pos: Position) -> None:
        """``pos`` for this element and those below it that have none of their own."""
        if self.pos is NOWHERE:
            self.pos = pos
            for child in self.children:
                if isinstance(child, Node):
                    child.place(pos)

    def frozen(self) -> StructureElement:
        return StructureElement(self.role, tuple(_flattened(self)), tuple(sorted(self.attributes.items())))


def _flattened(node: Node) -> list[StructureElement | MarkedContent | ObjectReference]:
    """Children with transparent nodes dissolved and elements without any content left out."""
    result: list[StructureElement | MarkedContent | ObjectReference] = []
    for child in node.children:
        if not isinstance(child, Node):
            result.append(child)
        elif child.role == TRANSPARENT:
            result += _flattened(child)
        else:
            element = child.frozen()
            if element.children or element.role in KEPT_EMPTY:
                result.append(element)
    return result


KEPT_EMPTY = frozenset({"TD", "TH"})
"""An empty cell still holds its column (ISO 14289-1, 7.5: regular tables)."""
