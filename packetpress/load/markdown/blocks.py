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
from packetpress.load.markdown.containers import begin_definition, begin_item, begin_note, begin_quote
from packetpress.load.markdown.includes import Includes
from packetpress.load.markdown.lines import Line
from packetpress.load.markdown.links import normal_label, unescape
from packetpress.load.markdown.lookalikes import report_look_alike
from packetpress.load.markdown.nodes import Container, Leaf, Parsed
from packetpress.load.markdown.openblocks import INDENTED, Cursor, OpenBlocks
from packetpress.load.markdown.openings import read_div, read_fence, read_item_attributes, split_heading
from packetpress.load.markdown.snippets import Parameters, read_call
from packetpress.load.markdown.tables import begins_table, has_pipe
from packetpress.model import NO_ATTRIBUTES, Position

MAX_ABBREVIATIONS = 500


def parse_blocks(lines: list[Line], path: str, diagnostics: Diagnostics, files: FileAccess) -> Parsed:
    """Reads a whole file. ``lines`` is used up."""
    parser = _BlockParser(Includes(path, diagnostics, files), diagnostics)
    parser.parse(lines)
    return parser.parsed


class _BlockParser:
    def __init__(self, includes: Includes, diagnostics: Diagnostics) -> None:
        self._includes = includes
        self._diagnostics = diagnostics
        root = Container("document", includes.start)
        self.parsed = Parsed(root, depends=includes.depends)
        self._blocks = OpenBlocks(root, diagnostics)
        self._parameters: Parameters | None = None
        """Those of the file that is being read."""
        self._code_indent = 0
        """Spaces taken off each line of the code that is open, after ``Cursor.start``."""

    def parse(self, lines: list[Line]) -> None:
        """Reads one file's lines into the container that is open, and closes what they opened."""
        index = 0
        while index < len(lines):
            index = self._line(lines, index)
        self._blocks.close_to(self._blocks.base)

    def _line(self, lines: list[Line], index: int) -> int:
        """Reads a line, and those that its comment runs on to; returns the index of the next one."""
        blocks = self._blocks
        cursor = Cursor(lines[index], blocks.base)
        blocks.match(cursor)
        index += 1
        leaf = blocks.leaf
        if leaf is not None and leaf.kind == "code":
            if cursor.whole and self._continue_code(leaf, cursor):
                return index
            blocks.close_leaf()
            leaf = None
        if cursor.blank:
            blocks.close_to(cursor.depth)
            blocks.after_blank = True
            return index
        if "<!--" in cursor.text and (leaf is not None or cursor.indent < 4):
            line, index = without_comments(cursor.line, cursor.first, lines, index, self._diagnostics)
            cursor.replace_line(line)
            if cursor.blank:
                return index
        if leaf is not None and leaf.kind == "table":
            if cursor.whole and has_pipe(cursor.rest):
                leaf.fragments.append((cursor.rest, cursor.line, cursor.first))
                return index
            blocks.close_leaf()
        self._open(cursor)
        blocks.after_blank = False
        return index

    def _continue_code(self, leaf: Leaf, cursor: Cursor) -> bool:
        """Adds a line to the open code block, or closes it; False if the line is not part of it."""
        blocks, fence = self._blocks, self._blocks.fence
        if fence:
            if not cursor.blank and cursor.indent < 4 and cursor.text[cursor.first] == fence[0]:
                run = cursor.rest.rstrip()
                if len(run) >= len(fence) and not run.strip(fence[0]):
                    blocks.fence = ""
                    blocks.close_leaf()
                    return True
        elif not cursor.blank and cursor.indent < 4:
            return False
        first = min(cursor.first, cursor.start + self._code_indent)
        leaf.fragments.append((cursor.text[first:], cursor.line, first))
        blocks.after_blank = cursor.blank and not fence
        return True

    def _open(self, cursor: Cursor) -> None:
        """Opens containers and leaves until the line is used up."""
        blocks = self._blocks
        while not cursor.blank:
            if cursor.indent >= 4:
                if blocks.leaf is None:
                    self._begin_code(cursor)
                    return
                break
            mark = cursor.text[cursor.first]
            if mark.isalpha():
                break
            if self._opens_container(cursor, mark):
                continue
            if self._takes_line(cursor, mark):
                return
            break
        if not cursor.blank:
            self._text(cursor)

    def _opens_container(self, cursor: Cursor, mark: str) -> bool:
        blocks = self._blocks
        if mark == ">":
            return begin_quote(blocks, cursor)
        if mark in "-+*0123456789":
            # An underline, a rule and an abbreviation begin like an item.
            if self._underlines(cursor) or syntax.RULE.match(cursor.text, cursor.first):
                return False
            return begin_item(blocks, cursor)
        if mark == ":":
            return begin_definition(blocks, cursor)
        if mark != "[" or not begin_note(blocks, cursor, self.parsed.notes, self._diagnostics):
            return False
        blocks.containers[-1].parameters = self._parameters
        return True

    def _takes_line(self, cursor: Cursor, mark: str) -> bool:
        """Whether the line is one that stands alone: heading, rule, fence, div, definition, shortcode."""
        if mark in "-=|:*_" and self._underlined(cursor):
            return True
        if mark == "#":
            return self._begins_heading(cursor)
        if mark in "`~":
            return self._begins_fence(cursor)
        if mark == ":":
            return self._div_line(cursor)
        if mark in "[*":
            return self._definition_line(cursor)
        return mark == "{" and self._brace_line(cursor)

    # ------------------------------------------------------------------------------------ text lines

    def _text(self, cursor: Cursor) -> None:
        blocks = self._blocks
        text = cursor.rest
        goes_on = blocks.paragraph is not None
        if cursor.indent < 4 and not text[0].isalpha():
            top = blocks.containers[-1]
            report_look_alike(
                text,
                cursor.pos,
                self._diagnostics,
                goes_on=goes_on,
                in_item=top.kind == "item" and top.checkbox is not None,
                begins_item=cursor.item is not None and not goes_on and cursor.item.checkbox is None,
            )
        if blocks.paragraph is not None:
            blocks.paragraph.fragments.append((text, cursor.line, cursor.first))
            return
        if cursor.item is not None:
            end = read_item_attributes(cursor.item, cursor.line, cursor.first, self._diagnostics)
            text = cursor.text[cursor.first : end]
            if not text:
                return
        blocks.begin_leaf(cursor, Leaf("paragraph", cursor.pos, [(text, cursor.line, cursor.first)]))

    def _begin_code(self, cursor: Cursor) -> None:
        container = self._blocks.containers[cursor.depth - 1]
        indent = 4
        if container.kind in INDENTED and cursor.first - cursor.origin >= container.column + 8:
            # Python-Markdown's way: the item's content stands at its marker + 4, its code at + 8.
            indent = max(4, cursor.origin + container.column + 8 - cursor.start)
        first = cursor.start + indent
        fragment = (cursor.text[first:], cursor.line, first)
        self._blocks.begin_leaf(cursor, Leaf("code", cursor.line.at(first), [fragment]))
        self._code_indent = indent

    # -------------------------------------------------------------------------- lines that stand alone

    def _underlines(self, cursor: Cursor) -> bool:
        """Whether the line underlines the open paragraph: to a heading, or as a table's header."""
        paragraph = self._blocks.paragraph
        if paragraph is None or not cursor.whole:
            return False
        rest = cursor.rest
        if len(paragraph.fragments) == 1 and syntax.UNDERLINE.match(rest):
            return True
        return bool(syntax.TABLE_RULE.match(rest)) and begins_table(paragraph.fragments[-1], rest)

    def _underlined(self, cursor: Cursor) -> bool:
        """Makes the heading, table or rule that the line says there is."""
        blocks = self._blocks
        paragraph = blocks.paragraph
        if paragraph is not None and self._underlines(cursor):
            text, line, first = paragraph.fragments.pop()
            if not paragraph.fragments:
                blocks.drop_leaf()
            if syntax.UNDERLINE.match(cursor.rest):
                self._heading(line, first, 1 if cursor.rest[0] == "=" else 2, line.at(first), hashes=False)
            else:
                fragments = [(text, line, first), (cursor.rest, cursor.line, cursor.first)]
                blocks.begin_leaf(cursor, Leaf("table", line.at(first), fragments))
            return True
        if syntax.RULE.match(cursor.text, cursor.first):
            blocks.parent_at(cursor)
            blocks.add(Leaf("rule", cursor.pos))
            return True
        return False

    def _begins_heading(self, cursor: Cursor) -> bool:
        match = syntax.HEADING.match(cursor.text, cursor.first)
        if match is None:
            return False
        self._blocks.parent_at(cursor)
        self._heading(cursor.line, match.end(), len(match[1]), cursor.pos, hashes=True)
        return True

    def _heading(self, line: Line, first: int, level: int, pos: Position, *, hashes: bool) -> None:
        fragment, attributes = split_heading(line, first, hashes, self._diagnostics)
        self._blocks.add(Leaf("heading", pos, [fragment], level=level, attributes=attributes))

    def _begins_fence(self, cursor: Cursor) -> bool:
        match = syntax.FENCE.match(cursor.text, cursor.first)
        if match is None:
            return False
        info = syntax.CODE_LANGUAGE.match(match[2] or match[4] or "")
        leaf = Leaf("code", cursor.pos, language=info[1] if info else "")
        leaf.attributes = read_fence(cursor.line, match.end(1 if match[1] else 3), self._diagnostics)
        self._blocks.begin_leaf(cursor, leaf)
        self._blocks.fence = match[1] or match[3]
        self._code_indent = cursor.indent
        return True

    def _div_line(self, cursor: Cursor) -> bool:
        match = syntax.DIV.match(cursor.text, cursor.first)
        if match is None:
            return False
        if match[1]:
            if not self._blocks.room(cursor):
                self._blocks.refuse_div(cursor)
                return True
            listed = read_div(cursor.line, cursor.first, match.start(1), self._diagnostics)
            self._blocks.parent_at(cursor)
            div = self._blocks.push("div", cursor)
            div.line, div.listed = cursor.line, listed
            div.attributes = listed.attributes if listed else NO_ATTRIBUTES
        elif not self._blocks.close_div():
            self._blocks.parent_at(cursor)
            self._diagnostics.error(
                cursor.pos,
                "This line of colons closes nothing.",
                "Delete it, or write the line that opens the group (::: NAME) above it.",
            )
        return True

    def _definition_line(self, cursor: Cursor) -> bool:
        """``*[ABBR]: …`` and ``[label]: target``, which leave no trace of their own."""
        if match := syntax.ABBREVIATION.match(cursor.rest):
            self._blocks.parent_at(cursor)
            abbreviations = self.parsed.abbreviations
            if len(abbreviations) < MAX_ABBREVIATIONS:
                abbreviations[match[1].strip()] = match[2]
            else:
                self._diagnostics.error(
                    cursor.pos,
                    f"There are more than {MAX_ABBREVIATIONS} abbreviations in one file.",
                    "Divide the file.",
                )
            return True
        if self._blocks.leaf is None and (match := syntax.REFERENCE.match(cursor.rest)):
            self._blocks.parent_at(cursor)
            target = unescape(match[2] if match[2] is not None else match[3])
            title = unescape(match[4] or match[5] or match[6] or "")
            self.parsed.references.setdefault(normal_label(match[1]), (target, title))
            return True
        return False

    def _brace_line(self, cursor: Cursor) -> bool:
        """A shortcode, or the attribute list of the paragraph above."""
        if match := syntax.SHORTCODE.match(cursor.text, cursor.first):
            self._blocks.parent_at(cursor)
            if match[1] == "pagebreak" and not match[2]:
                self._blocks.add(Leaf("pagebreak", cursor.pos))
            elif match[1] == "include":
                self._include(cursor, match.start(2), match.end(2))
            else:
                self._includes.report_unknown(match[1], cursor.pos)
            return True
        paragraph = self._blocks.paragraph
        if paragraph is None or not syntax.ATTRIBUTE_LINE.match(cursor.rest):
            return False
        found = parse_attributes(cursor.text, cursor.first, cursor.pos)
        if isinstance(found, AttributeFault):
            self._diagnostics.error(cursor.line.at(found.offset), found.message, found.hint)
        else:
            paragraph.attributes = found.attributes
        self._blocks.close_leaf()
        return True

    def _include(self, cursor: Cursor, start: int, end: int) -> None:
        """Reads the file that the line names from ``start`` to ``end``, into a container of its own."""
        reference, values = read_call(cursor.line, start, end, self._diagnostics)
        found = self._includes.enter(reference, cursor.line.file, cursor.pos)
        if found is None:
            return
        path, lines = found
        blocks = self._blocks
        holder = blocks.containers[-1]
        snippet = blocks.push("snippet", cursor)
        outer = self._parameters
        snippet.parameters = self._parameters = Parameters(values, outer)
        self.parsed.inclusions.append((path, self._parameters))
        base, blocks.base = blocks.base, len(blocks.containers)
        self.parse(lines)
        blocks.base = base
        blocks.containers.pop()
        self._parameters = outer
        if holder.kind == "item" and len(snippet.children) > 1:
            blocks.containers[-2].loose = True
        self._includes.leave()
