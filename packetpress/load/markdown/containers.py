"""What opens a container: quote marks, list items, definitions, footnotes.

Each function looks at the cursor's place in its line. It returns False and leaves everything as it is if
the container doesn't begin there; else it opens it and moves the cursor to its content.
"""

from __future__ import annotations

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import syntax
from packetpress.load.markdown.nodes import Container, Leaf
from packetpress.load.markdown.openblocks import Cursor, OpenBlocks


def begin_quote(blocks: OpenBlocks, cursor: Cursor) -> bool:
    if not blocks.room(cursor):
        return False
    parent = blocks.parent_at(cursor)
    last = parent.children[-1] if parent.children else None
    if isinstance(last, Container) and last.kind == "quote":
        # Quotes with only empty lines between them are one, as Python-Markdown reads them.
        blocks.containers.append(last)
    else:
        blocks.push("quote", cursor)
    cursor.enter_quote()
    cursor.depth = len(blocks.containers)
    cursor.whole = True
    cursor.item = None
    return True


def begin_item(blocks: OpenBlocks, cursor: Cursor) -> bool:
    match = syntax.ITEM.match(cursor.text, cursor.first)
    if match is None:
        return False
    ordered, number = bool(match[2]), int(match[2] or 1)
    top = blocks.containers[cursor.depth - 1]
    sibling = top.kind == "list" and top.ordered == ordered
    if blocks.leaf is not None and not sibling:
        # In running text only a list below an item begins without an empty line before it.
        if cursor.whole and top.kind != "item":
            return False
        if match.end() == len(cursor.text) or number != 1:
            return False
    if not blocks.room(cursor):
        return False
    if sibling:
        blocks.close_to(cursor.depth)
        top.loose = top.loose or blocks.after_blank
    else:
        blocks.parent_at(cursor)
        top = blocks.push("list", cursor)
        top.ordered, top.start = ordered, number
    marker = match.end(1) if match[1] else match.end(2) + 1
    spaces = match.end() - marker
    item = blocks.push("item", cursor, match.end() if 1 <= spaces <= 4 else marker + 1)
    item.ordered = ordered
    first = match.end()
    if box := syntax.CHECKBOX.match(cursor.text, first):
        item.checkbox = box[1] != " "
        first = box.end()
    cursor.enter(first, len(blocks.containers))
    cursor.item = item
    return True


def begin_definition(blocks: OpenBlocks, cursor: Cursor) -> bool:
    match = syntax.DEFINITION.match(cursor.text, cursor.first)
    if match is None:
        return False
    terms: Leaf | None = None
    if blocks.containers[cursor.depth - 1].kind == "terms":
        if not blocks.room(cursor):
            return False
        blocks.close_to(cursor.depth)
    else:
        terms = _terms(blocks, cursor)
        if terms is None or not blocks.room(cursor):
            return False
        parent = blocks.parent_at(cursor)
        parent.children.pop()
        last = parent.children[-1] if parent.children else None
        if isinstance(last, Container) and last.kind == "terms":
            blocks.containers.append(last)
        else:
            blocks.push("terms", cursor).pos = terms.pos
    definition = blocks.push("definition", cursor, match.end())
    if terms is not None:
        definition.terms = terms.fragments
    cursor.enter(match.end(), len(blocks.containers))
    cursor.item = None
    return True


def _terms(blocks: OpenBlocks, cursor: Cursor) -> Leaf | None:
    """The paragraph just before, whose lines are what a definition here defines."""
    if blocks.leaf is not None:
        return blocks.paragraph if cursor.whole else None
    children = blocks.containers[cursor.depth - 1].children
    last = children[-1] if children else None
    if not blocks.after_blank or not isinstance(last, Leaf) or last.kind != "paragraph":
        return None
    before = children[-2] if len(children) > 1 else None
    if isinstance(before, Leaf) and before.kind == "table" and syntax.CAPTION.match(last.fragments[0][0]):
        return None
    return last


def begin_note(
    blocks: OpenBlocks, cursor: Cursor, notes: dict[str, Container], diagnostics: Diagnostics
) -> bool:
    match = syntax.NOTE.match(cursor.text, cursor.first)
    if match is None or not blocks.room(cursor):
        return False
    blocks.parent_at(cursor)
    note = Container("note", cursor.pos, cursor.first - cursor.origin)
    note.content = note.column + 4
    earlier = notes.setdefault(match[1], note)
    if earlier is not note:
        diagnostics.error(
            note.pos,
            f"The footnote “{match[1]}” is written twice; {earlier.pos.file}:{earlier.pos.line} has it too.",
            "Rename one of them, here and where it is referred to.",
        )
    blocks.containers.append(note)
    cursor.enter(match.end(), len(blocks.containers))
    cursor.item = None
    return True
