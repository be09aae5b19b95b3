"""Lines of a file -> its block structure (``nodes``): containers, leaves, definitions, inclusions in place.

One pass with a stack of open containers, as the appendix of CommonMark describes it: a line first says
which open containers it belongs to, then what it opens, then what its text is. What Python-Markdown and
Pandoc do differently is kept: a list in running text needs an empty line before it, only a one-line
paragraph is underlined to a heading, and items may be indented by 2, 3 or 4 spaces.
"""

from __future__ import annotations

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import syntax
from packetpress.load.markdown.access import FileAccess
from packetpress.load.markdown.attributes import AttributeFault, parse_attributes
from packetpress.load.markdown.comments import without_comments
from packetpress.load.markdown.includes import Includes
from packetpress.load.markdown.lines import Line
from packetpress.load.markdown.links import normal_label, unescape
from packetpress.load.markdown.nodes import Container, ContainerKind, Leaf, Node, Parsed
from packetpress.load.markdown.openings import read_div, read_item_attributes, split_heading
from packetpress.load.markdown.tables import begins_table, has_pipe
from packetpress.model import NO_ATTRIBUTES

MAX_DEPTH = 40
"""Containers within containers (a list and its item count as two); later stages recurse into them."""
MAX_ABBREVIATIONS = 500
_INDENTED = ("item", "definition", "note")
_PASSED = ("list", "terms")
"""Containers that hold nothing but items or definitions: other blocks stand beside them."""


def parse_blocks(lines: list[Line], path: str, diagnostics: Diagnostics, files: FileAccess) -> Parsed:
    parser = _BlockParser(Includes(path, diagnostics, files), diagnostics)
    parser.parse(lines)
    parser.close()
    return parser.parsed


class _Cursor:
    """How far into a line the parser is."""

    __slots__ = ("depth", "first", "item", "line", "origin", "start", "text")

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
        self.item: Container | None = None
        """The item opened last on this line, while nothing else has been read."""
        self.skip()

    def skip(self) -> None:
        text = self.text
        first = self.first
        end = len(text)
        while first < end and text[first] == " ":
            first += 1
        self.first = first

    @property
    def blank(self) -> bool:
        return self.first == len(self.text)

    @property
    def rest(self) -> str:
        return self.text[self.first :]


class _BlockParser:
    def __init__(self, includes: Includes, diagnostics: Diagnostics) -> None:
        self._includes = includes
        self._diagnostics = diagnostics
        root = Container("document", includes.start)
        self.parsed = Parsed(root, depends=includes.depends)
        self._stack = [root]
        self._base = 1
        """Containers of the including file, which lines of the included one don't leave."""
        self._leaf: Leaf | None = None
        self._fence = ""
        """The opening run of the fenced code that is open."""
        self._code_indent = 0
        """Spaces taken off each line of the code that is open, after ``_Cursor.start``."""
        self._blank = False
        """Whether the line before was empty."""

    def parse(self, lines: list[Line]) -> None:
        """Reads one file's lines, into the container that is open."""
        index = 0
        while index < len(lines):
            index = self._line(lines, index)

    def close(self) -> None:
        self._close_to(self._base)

    # ---------------------------------------------------------------------------------------- lines

    def _line(self, lines: list[Line], index: int) -> int:
        """Reads a line, and those that its comment runs on to; returns the index of the next one."""
        cursor = _Cursor(lines[index], self._base)
        self._match(cursor)
        whole = cursor.depth == len(self._stack)
        leaf = self._leaf
        if leaf is not None and leaf.kind == "code":
            if whole and self._continue_code(leaf, cursor):
                return index + 1
            self._close_leaf()
            leaf = None
        if cursor.blank:
            self._close_to(cursor.depth)
            self._blank = True
            return index + 1
        index += 1
        if "<!--" in cursor.text and (leaf is not None or cursor.first - cursor.start < 4):
            line, index = without_comments(cursor.line, cursor.first, lines, index, self._diagnostics)
            cursor.line, cursor.text = line, line.text
            cursor.skip()
            if cursor.blank:
                return index
        if leaf is not None and leaf.kind == "table":
            if whole and has_pipe(cursor.rest):
                leaf.fragments.append((cursor.rest, cursor.line, cursor.first))
                return index
            self._close_leaf()
        self._open(cursor, whole)
        self._blank = False
        return index

    def _match(self, cursor: _Cursor) -> None:
        """Goes through the open containers as far as the line belongs to them."""
        text = cursor.text
        for container in self._stack[self._base :]:
            kind = container.kind
            if kind == "quote":
                if cursor.blank or text[cursor.first] != ">" or cursor.first - cursor.start > 3:
                    return
                self._pass_quote_mark(cursor)
            elif kind in _INDENTED and not cursor.blank:
                if cursor.first - cursor.origin < container.column + 2:
                    return
                cursor.start = min(cursor.first, cursor.origin + container.content)
            cursor.depth += 1

    @staticmethod
    def _pass_quote_mark(cursor: _Cursor) -> None:
        cursor.first += 1
        if cursor.text.startswith(" ", cursor.first):
            cursor.first += 1
        cursor.origin = cursor.start = cursor.first
        cursor.skip()

    def _continue_code(self, leaf: Leaf, cursor: _Cursor) -> bool:
        text, start = cursor.text, cursor.start
        if self._fence:
            if not cursor.blank and cursor.first - start < 4 and text[cursor.first] == self._fence[0]:
                run = cursor.rest.rstrip()
                if len(run) >= len(self._fence) and not run.strip(self._fence[0]):
                    self._fence = ""
                    self._close_leaf()
                    return True
        elif not cursor.blank and cursor.first - start < 4:
            return False
        first = min(cursor.first, start + self._code_indent)
        leaf.fragments.append((text[first:], cursor.line, first))
        self._blank = cursor.blank and not self._fence
        return True

    # ---------------------------------------------------------------------------- what a line opens

    def _open(self, cursor: _Cursor, whole: bool) -> None:
        """Opens containers and leaves until the line is used up."""
        while not cursor.blank:
            leaf = self._leaf
            if cursor.first - cursor.start >= 4:
                if leaf is None:
                    self._begin_code(cursor)
                    return
                break
            mark = cursor.text[cursor.first]
            if mark.isalpha():
                break
            if mark == ">":
                if not self._begin_quote(cursor):
                    break
            elif mark in "-=|:*_+0123456789" and self._underlined(cursor, whole):
                return
            elif self._begins_item(cursor, whole):
                if not self._begin_item(cursor):
                    break
            elif mark == ":" and self._begins_definition(cursor, whole):
                if not self._begin_definition(cursor, whole):
                    break
            elif mark == "[" and (note := syntax.NOTE.match(cursor.text, cursor.first)):
                if not self._begin_note(cursor, note[1], note.end()):
                    break
            elif self._block_line(cursor, mark):
                return
            else:
                break
            whole = True
        if not cursor.blank:
            self._text(cursor, whole)

    def _underlined(self, cursor: _Cursor, whole: bool) -> bool:
        """A line that makes the one before it a heading or a table's header, or that is a rule."""
        leaf = self._leaf
        rest = cursor.rest
        if whole and leaf is not None and leaf.kind == "paragraph":
            if len(leaf.fragments) == 1 and (underline := syntax.UNDERLINE.match(rest)):
                self._drop_leaf()
                self._heading(leaf.fragments[0][1], leaf.fragments[0][2], 1 if underline[0][0] == "=" else 2)
                return True
            if syntax.TABLE_RULE.match(rest) and begins_table(leaf.fragments[-1], rest):
                head = leaf.fragments.pop()
                if not leaf.fragments:
                    self._drop_leaf()
                self._leaf_at(cursor, Leaf("table", head[1].at(head[2]), [head]))
                leaf = self._leaf
                if leaf is not None:
                    leaf.fragments.append((rest, cursor.line, cursor.first))
                return True
        if syntax.RULE.match(rest):
            self._leaf_at(cursor, Leaf("rule", cursor.line.at(cursor.first)))
            self._leaf = None
            return True
        return False

    def _block_line(self, cursor: _Cursor, mark: str) -> bool:
        """A heading, fence, div line, definition or shortcode, which take the whole line."""
        if mark == "#":
            return self._begins_heading(cursor)
        if mark in "`~":
            return self._begins_fence(cursor)
        if mark == ":":
            return self._div_line(cursor)
        if mark in "[*":
            return self._definition_line(cursor)
        if mark == "{":
            return self._brace_line(cursor)
        return False

    def _text(self, cursor: _Cursor, whole: bool) -> None:
        leaf = self._leaf
        if leaf is not None and leaf.kind == "paragraph":
            if self._looks_like_item(cursor):
                self._diagnostics.warning(
                    cursor.line.at(cursor.first),
                    "This looks like a list, but goes on the paragraph above it.",
                    "Put an empty line before a list's first item.",
                )
            leaf.fragments.append((cursor.rest, cursor.line, cursor.first))
            return
        pos = cursor.line.at(cursor.first)
        if cursor.item is not None:
            end = read_item_attributes(cursor.item, cursor.line, cursor.first, self._diagnostics)
            text = cursor.text[cursor.first : end]
            if not text:
                return
        else:
            text = cursor.rest
        self._leaf_at(cursor, Leaf("paragraph", pos, [(text, cursor.line, cursor.first)]))

    def _looks_like_item(self, cursor: _Cursor) -> bool:
        return bool(syntax.LIST_LIKE.match(cursor.text, cursor.first)) and cursor.first - cursor.start < 4

    # ----------------------------------------------------------------------------------- containers

    def _begin_quote(self, cursor: _Cursor) -> bool:
        if not self._room(cursor):
            return False
        parent = self._parent_at(cursor)
        last = parent.children[-1] if parent.children else None
        if isinstance(last, Container) and last.kind == "quote" and not last.closed:
            # Quotes with only empty lines between them are one, as Python-Markdown reads them.
            self._stack.append(last)
        else:
            self._push("quote", cursor)
        self._pass_quote_mark(cursor)
        cursor.depth = len(self._stack)
        cursor.item = None
        return True

    def _begins_item(self, cursor: _Cursor, whole: bool) -> bool:
        match = syntax.ITEM.match(cursor.text, cursor.first)
        if match is None or (match[1] == "*" and cursor.text.startswith("*[", cursor.first)):
            return False
        if self._leaf is None:
            return True
        # In running text: a sibling of the items around it, or the first of a list below an item.
        top = self._stack[cursor.depth - 1]
        if top.kind == "list" and top.ordered == bool(match[2]):
            return True
        if whole and top.kind != "item":
            return False
        return match.end() < len(cursor.text) and (not match[2] or int(match[2]) == 1)

    def _begin_item(self, cursor: _Cursor) -> bool:
        match = syntax.ITEM.match(cursor.text, cursor.first)
        if match is None or not self._room(cursor):
            return False
        ordered = bool(match[2])
        top = self._stack[cursor.depth - 1]
        if top.kind == "list" and top.ordered == ordered:
            self._close_to(cursor.depth)
            top.loose = top.loose or self._blank
        else:
            self._parent_at(cursor)
            top = self._push("list", cursor)
            top.ordered, top.start = ordered, int(match[2] or 1)
        marker = match.end(1) if match[1] else match.end(2) + 1
        spaces = match.end() - marker
        item = self._push("item", cursor, match.end() if 1 <= spaces <= 4 else marker + 1)
        cursor.first = cursor.start = match.end()
        if box := syntax.CHECKBOX.match(cursor.text, cursor.first):
            item.checkbox = box[1] != " "
            cursor.first = cursor.start = box.end()
        cursor.item = item
        cursor.depth = len(self._stack)
        return True

    def _begins_definition(self, cursor: _Cursor, whole: bool) -> bool:
        if not syntax.DEFINITION.match(cursor.text, cursor.first):
            return False
        if self._stack[cursor.depth - 1].kind == "terms":
            return True
        return self._terms(cursor, whole) is not None

    def _terms(self, cursor: _Cursor, whole: bool) -> Leaf | None:
        """The paragraph just before, whose lines are what a definition here would define."""
        if self._leaf is not None:
            return self._leaf if whole and self._leaf.kind == "paragraph" else None
        children = self._stack[cursor.depth - 1].children
        last = children[-1] if children else None
        if not self._blank or not isinstance(last, Leaf) or last.kind != "paragraph":
            return None
        before = children[-2] if len(children) > 1 else None
        if isinstance(before, Leaf) and before.kind == "table" and syntax.CAPTION.match(last.fragments[0][0]):
            return None
        return last

    def _begin_definition(self, cursor: _Cursor, whole: bool) -> bool:
        match = syntax.DEFINITION.match(cursor.text, cursor.first)
        if match is None or not self._room(cursor):
            return False
        terms: Leaf | None = None
        if self._stack[cursor.depth - 1].kind == "terms":
            self._close_to(cursor.depth)
        else:
            terms = self._terms(cursor, whole)
            parent = self._parent_at(cursor)
            parent.children.pop()
            last = parent.children[-1] if parent.children else None
            if isinstance(last, Container) and last.kind == "terms":
                self._stack.append(last)
            else:
                self._push("terms", cursor).pos = terms.pos if terms else cursor.line.at(cursor.first)
        definition = self._push("definition", cursor, match.end())
        definition.terms = terms.fragments if terms else []
        cursor.first = cursor.start = match.end()
        cursor.depth = len(self._stack)
        return True

    def _begin_note(self, cursor: _Cursor, label: str, end: int) -> bool:
        if not self._room(cursor):
            return False
        self._parent_at(cursor)
        note = Container("note", cursor.line.at(cursor.first), cursor.first - cursor.origin)
        note.content = note.column + 4
        earlier = self.parsed.notes.setdefault(label, note)
        if earlier is not note:
            self._diagnostics.error(
                note.pos,
                f"The footnote “{label}” is written twice; the first time on line {earlier.pos.line}.",
                "Give one of them another name, here and where it is referred to.",
            )
        self._stack.append(note)
        cursor.first = cursor.start = end
        cursor.depth = len(self._stack)
        return True

    # ---------------------------------------------------------------------------------- whole lines

    def _begins_heading(self, cursor: _Cursor) -> bool:
        match = syntax.HEADING.match(cursor.text, cursor.first)
        if match is None:
            if self._leaf is None and syntax.TIGHT_HEADING.match(cursor.text, cursor.first):
                self._diagnostics.warning(
                    cursor.line.at(cursor.first),
                    "This is read as text, not as a heading.",
                    "For a heading, write a space after the #.",
                )
            return False
        self._parent_at(cursor)
        self._heading(cursor.line, match.end(), len(match[1]), cursor.first)
        return True

    def _heading(self, line: Line, first: int, level: int, marker: int | None = None) -> None:
        fragment, attributes = split_heading(line, first, marker is not None, self._diagnostics)
        pos = line.at(first if marker is None else marker)
        self._add(Leaf("heading", pos, [fragment], level=level, attributes=attributes))

    def _begins_fence(self, cursor: _Cursor) -> bool:
        match = syntax.FENCE.match(cursor.text, cursor.first)
        if match is None:
            return False
        info = syntax.CODE_LANGUAGE.match(match[2] or match[4] or "")
        self._leaf_at(cursor, Leaf("code", cursor.line.at(cursor.first), language=info[1] if info else ""))
        self._fence = match[1] or match[3]
        self._code_indent = cursor.first - cursor.start
        return True

    def _begin_code(self, cursor: _Cursor) -> None:
        container = self._stack[cursor.depth - 1]
        indent = 4
        if container.kind in _INDENTED and cursor.first - cursor.origin >= container.column + 8:
            # Python-Markdown's way: the item's content stands at its marker + 4, its code at + 8.
            indent = max(4, cursor.origin + container.column + 8 - cursor.start)
        first = cursor.start + indent
        leaf = Leaf("code", cursor.line.at(first), [(cursor.text[first:], cursor.line, first)])
        self._leaf_at(cursor, leaf)
        self._fence = ""
        self._code_indent = indent

    def _div_line(self, cursor: _Cursor) -> bool:
        match = syntax.DIV.match(cursor.text, cursor.first)
        if match is None:
            return False
        if match[1]:
            if not self._room(cursor):
                return False
            listed = read_div(cursor.line, cursor.first, match.start(1), self._diagnostics)
            self._parent_at(cursor)
            div = self._push("div", cursor)
            div.line = cursor.line
            div.listed = listed
            div.attributes = listed.attributes if listed else NO_ATTRIBUTES
            return True
        for depth in range(len(self._stack) - 1, self._base - 1, -1):
            if self._stack[depth].kind == "div":
                self._stack[depth].closed = True
                self._close_to(depth)
                return True
        self._close_to(cursor.depth)
        self._diagnostics.error(
            cursor.line.at(cursor.first),
            "This line of colons closes nothing.",
            "Delete it, or write the line that opens the group (::: NAME) above it.",
        )
        return True

    def _definition_line(self, cursor: _Cursor) -> bool:
        """``*[ABBR]: …`` and ``[label]: target``, which leave no trace of their own."""
        rest = cursor.rest
        if match := syntax.ABBREVIATION.match(rest):
            self._parent_at(cursor)
            if len(self.parsed.abbreviations) == MAX_ABBREVIATIONS:
                self._diagnostics.error(
                    cursor.line.at(cursor.first),
                    f"There are more than {MAX_ABBREVIATIONS} abbreviations in one file.",
                    "Divide the file.",
                )
            if len(self.parsed.abbreviations) < MAX_ABBREVIATIONS:
                self.parsed.abbreviations[match[1].strip()] = match[2]
            return True
        if self._leaf is None and (match := syntax.REFERENCE.match(rest)):
            self._parent_at(cursor)
            target = unescape(match[2] if match[2] is not None else match[3])
            title = unescape(match[4] or match[5] or match[6] or "")
            self.parsed.references.setdefault(normal_label(match[1]), (target, title))
            return True
        return False

    def _brace_line(self, cursor: _Cursor) -> bool:
        if match := syntax.SHORTCODE.match(cursor.text, cursor.first):
            pos = cursor.line.at(cursor.first)
            self._parent_at(cursor)
            if match[1] == "pagebreak" and not match[2]:
                self._add(Leaf("pagebreak", pos))
            elif match[1] == "include":
                self._include(match[2], cursor)
            else:
                self._includes.report_unknown(match[1], pos)
            return True
        leaf = self._leaf
        if leaf is not None and leaf.kind == "paragraph" and syntax.ATTRIBUTE_LINE.match(cursor.rest):
            found = parse_attributes(cursor.text, cursor.first, cursor.line.at(cursor.first))
            if isinstance(found, AttributeFault):
                self._diagnostics.error(cursor.line.at(found.offset), found.message, found.hint)
            else:
                leaf.attributes = found.attributes
            self._close_leaf()
            return True
        return False

    def _include(self, reference: str, cursor: _Cursor) -> None:
        lines = self._includes.enter(reference, cursor.line.file, cursor.line.at(cursor.first))
        if lines is None:
            return
        base, self._base = self._base, len(self._stack)
        self.parse(lines)
        self._close_to(self._base)
        self._base = base
        self._includes.leave()

    # ------------------------------------------------------------------------------------ the stack

    def _room(self, cursor: _Cursor) -> bool:
        if len(self._stack) < MAX_DEPTH:
            return True
        self._diagnostics.error(
            cursor.line.at(cursor.first),
            "Lists, quotes and ::: groups stand too deep within each other here.",
            f"At most {MAX_DEPTH} levels can be set; a reader can follow four.",
        )
        return False

    def _parent_at(self, cursor: _Cursor) -> Container:
        """Closes what the line doesn't belong to; returns the container a new block goes into."""
        depth = cursor.depth
        if self._stack[depth - 1].kind in _PASSED:
            depth -= 1
        self._close_to(depth)
        cursor.depth = depth
        return self._stack[-1]

    def _push(self, kind: ContainerKind, cursor: _Cursor, content: int = 0) -> Container:
        container = Container(kind, cursor.line.at(cursor.first))
        container.column = cursor.first - cursor.origin
        container.content = content - cursor.origin
        self._add(container)
        self._stack.append(container)
        return container

    def _leaf_at(self, cursor: _Cursor, leaf: Leaf) -> None:
        self._parent_at(cursor)
        self._add(leaf)
        self._leaf = leaf

    def _add(self, node: Node) -> None:
        parent = self._stack[-1]
        if parent.kind == "item" and self._blank and parent.children:
            self._stack[-2].loose = True
        parent.children.append(node)

    def _drop_leaf(self) -> None:
        """Takes the open paragraph away: its line turned out to be a heading or a table's header."""
        self._stack[-1].children.pop()
        self._leaf = None

    def _close_leaf(self) -> None:
        leaf = self._leaf
        if leaf is not None and leaf.kind == "code":
            if self._fence:
                self._diagnostics.error(
                    leaf.pos,
                    f"The code block that begins here is never closed with {self._fence}.",
                    "Write the same marks on a line of their own after the code.",
                )
                self._fence = ""
        self._leaf = None

    def _close_to(self, depth: int) -> None:
        self._close_leaf()
        while len(self._stack) > depth:
            container = self._stack.pop()
            if container.kind == "div" and not container.closed:
                self._diagnostics.error(
                    container.pos,
                    "The group that begins here is never closed.",
                    "Write ::: on a line of its own where it ends"
                    + (", indented as this line is." if container.pos.column > 1 else "."),
                )
