"""The blocks that are open while lines are read: the stack of containers, and the leaf that takes lines."""

from __future__ import annotations

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import syntax
from packetpress.load.markdown.lines import Line
from packetpress.load.markdown.nodes import Container, ContainerKind, Leaf, Node
from packetpress.model import Position

MAX_DEPTH = 40
"""Containers within containers (a list and its item count as two); later stages recurse into them."""
INDENTED = ("item", "definition", "note")
"""Containers whose lines are indented."""
_PASSED = ("list", "terms")
"""Containers that hold nothing but items or definitions: other blocks stand beside them."""


class Cursor:
    """How far into a line the parser is."""

    __slots__ = ("depth", "first", "item", "line", "origin", "start", "text", "whole")

    def __init__(self, line: Line, base: int) -> None:
        self.line = line
        self.text = line.text
        self.first = 0
        """Index of the first character that is neither a space nor a container's mark."""
        self.start = 0
        """Index from which indentation counts."""
        self.origin = 0
        """Index from which columns of items count: after the last quote mark."""
        self.depth = base
        """How many of the open containers the line belongs to."""
        self.whole = False
        """Whether it belongs to all of them."""
        self.item: Container | None = None
        """The item opened last on this line, while nothing else has been read."""
        self.skip()

    def skip(self) -> None:
        """Goes over spaces."""
        text = self.text
        first = self.first
        end = len(text)
        while first < end and text[first] == " ":
            first += 1
        self.first = first

    def replace_line(self, line: Line) -> None:
        """Goes on with ``line``, which is the same up to ``first``."""
        self.line, self.text = line, line.text
        self.skip()

    @property
    def blank(self) -> bool:
        return self.first == len(self.text)

    @property
    def rest(self) -> str:
        return self.text[self.first :]

    @property
    def indent(self) -> int:
        return self.first - self.start

    @property
    def pos(self) -> Position:
        return self.line.at(self.first)

    def enter(self, first: int, depth: int) -> None:
        """A container was opened whose content starts at ``first``, perhaps after more spaces."""
        self.first = self.start = first
        self.skip()
        self.start = self.first
        self.depth = depth
        self.whole = True

    def enter_quote(self) -> None:
        """Goes over a quote mark and one space."""
        self.first += 1
        if self.text.startswith(" ", self.first):
            self.first += 1
        self.origin = self.start = self.first
        self.skip()


class OpenBlocks:
    """The containers that a next line may belong to, outermost first, and the leaf at their end."""

    def __init__(self, root: Container, diagnostics: Diagnostics) -> None:
        self.containers = [root]
        self.base = 1
        """Containers of the including file, which lines of the included one don't leave."""
        self.leaf: Leaf | None = None
        self.fence = ""
        """The opening run of the fenced code that is open."""
        self.after_blank = False
        """Whether the line before was empty."""
        self._crowded = False
        """Whether there was no room, and it was said, since a container was closed last."""
        self._refused = 0
        """Divs for which there was no room; their closing lines are still to come."""
        self._diagnostics = diagnostics

    @property
    def paragraph(self) -> Leaf | None:
        """The leaf, if it is a paragraph."""
        leaf = self.leaf
        return leaf if leaf is not None and leaf.kind == "paragraph" else None

    def match(self, cursor: Cursor) -> None:
        """Goes through the containers as far as the line belongs to them."""
        text = cursor.text
        for depth, container in enumerate(self.containers[self.base :], self.base):
            kind = container.kind
            if kind == "quote":
                if cursor.blank or text[cursor.first] != ">" or cursor.indent > 3:
                    return
                cursor.enter_quote()
            elif kind in INDENTED and not cursor.blank:
                column = cursor.first - cursor.origin
                if column < container.column + 2:
                    return
                if column < container.content and container.ordered and self._goes_on(cursor, depth):
                    return
                cursor.start = min(cursor.first, cursor.origin + container.content)
            cursor.depth += 1
        cursor.whole = True

    def _goes_on(self, cursor: Cursor, depth: int) -> bool:
        """Whether the list around the item at ``depth`` goes on with a number that is indented a little:
        it is not 1, so no list begins, and no list in the item goes on either."""
        match = syntax.ITEM.match(cursor.text, cursor.first)
        if match is None or not match[2] or int(match[2]) == 1:
            return False
        inner = self.containers[depth + 1 : depth + 2]
        return not (inner and inner[0].kind == "list" and inner[0].column <= cursor.first - cursor.origin)

    def room(self, cursor: Cursor) -> bool:
        """Whether one more container may be opened; reports the first that may not."""
        if len(self.containers) < MAX_DEPTH:
            return True
        if not self._crowded:
            self._crowded = True
            self._diagnostics.error(
                cursor.pos,
                "Lists, quotes and ::: groups stand too deep within each other here.",
                f"At most {MAX_DEPTH} levels can be set; a reader can follow four.",
            )
        return False

    def refuse_div(self, cursor: Cursor) -> None:
        """A div begins for which there is no room: what it holds goes where it stands."""
        self.parent_at(cursor)
        self._refused += 1

    def parent_at(self, cursor: Cursor) -> Container:
        """Closes what the line doesn't belong to; returns the container a new block goes into."""
        depth = cursor.depth
        if self.containers[depth - 1].kind in _PASSED:
            depth -= 1
        self.close_to(depth)
        cursor.depth = depth
        return self.containers[-1]

    def push(self, kind: ContainerKind, cursor: Cursor, content: int = 0) -> Container:
        """Opens a container at the cursor, its content from the index ``content`` on."""
        container = Container(kind, cursor.pos)
        container.column = cursor.first - cursor.origin
        container.content = content - cursor.origin
        self.add(container)
        self.containers.append(container)
        return container

    def begin_leaf(self, cursor: Cursor, leaf: Leaf) -> None:
        """Opens a leaf where the cursor is."""
        self.parent_at(cursor)
        self.add(leaf)
        self.leaf = leaf

    def add(self, node: Node) -> None:
        parent = self.containers[-1]
        if parent.kind == "item" and self.after_blank and parent.children:
            self.containers[-2].loose = True
        parent.children.append(node)

    def drop_leaf(self) -> None:
        """Takes the open paragraph away: its line turned out to be a heading or a table's header."""
        self.containers[-1].children.pop()
        self.leaf = None

    def close_leaf(self) -> None:
        if self.leaf is not None and self.fence:
            self._diagnostics.error(
                self.leaf.pos,
                f"The code block that begins here is never closed with {self.fence[:8]}.",
                "Write the same marks on a line of their own after the code, indented as this line is.",
            )
        self.fence = ""
        self.leaf = None

    def close_div(self) -> bool:
        """Closes the innermost div of the file; False if none is open."""
        if self._refused:
            self.close_leaf()
            self._refused -= 1
            return True
        for depth in range(len(self.containers) - 1, self.base - 1, -1):
            if self.containers[depth].kind == "div":
                self.containers[depth].closed = True
                self.close_to(depth)
                return True
        return False

    def close_to(self, depth: int) -> None:
        """Closes the leaf and all containers but the outer ``depth``; reports a div that wasn't closed."""
        self.close_leaf()
        while len(self.containers) > depth:
            container = self.containers.pop()
            self._crowded, self._refused = False, 0
            if container.kind == "div" and not container.closed:
                self._diagnostics.error(
                    container.pos,
                    "The group that begins here is never closed.",
                    "Write ::: on a line of its own where it ends"
                    + (", indented as this line is." if container.pos.column > 1 else "."),
                )
