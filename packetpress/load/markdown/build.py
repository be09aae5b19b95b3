"""Block nodes -> the model's blocks: inline content parsed, footnotes at their references, divs by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.markdown import syntax
from packetpress.load.markdown.access import FileAccess
from packetpress.load.markdown.answers import check_answers
from packetpress.load.markdown.attributes import AttributeFault, parse_attributes
from packetpress.load.markdown.divs import build_div
from packetpress.load.markdown.inlines import parse_paragraph, parse_run
from packetpress.load.markdown.lines import Fragment, Run
from packetpress.load.markdown.nodes import Container, Leaf, Node, Parsed
from packetpress.load.markdown.openings import list_at_end
from packetpress.load.markdown.scan import Context
from packetpress.load.markdown.snippets import Parameters
from packetpress.load.markdown.tables import columns, split_row
from packetpress.model import (
    NO_ATTRIBUTES,
    Attributes,
    Block,
    BlockQuote,
    Blocks,
    Cell,
    CodeBlock,
    Column,
    Definition,
    DefinitionList,
    Div,
    Figure,
    Footnote,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Position,
    Row,
    SoftBreak,
    Table,
    Text,
    ThematicBreak,
)


class Builder:
    """Builds one file's blocks; ``context`` gathers its images and ids on the way."""

    def __init__(self, parsed: Parsed, diagnostics: Diagnostics, files: FileAccess) -> None:
        self._parsed = parsed
        self._diagnostics = diagnostics
        self._notes: dict[str, Blocks] = {}
        self._in_note = False
        self.context = Context(
            diagnostics, files, parsed.references, parsed.abbreviations, self._note, {}, {}
        )

    def build(self) -> Blocks:
        blocks = self.blocks(self._parsed.root.children)
        for label, note in self._parsed.notes.items():
            if label not in self._notes:
                self._diagnostics.warning(
                    note.pos,
                    f"Nothing refers to the footnote “{label}”, so that no reader gets it.",
                    f"Write [^{label}] where it belongs, or delete it.",
                )
                self._within(note.parameters, note.children)
        for path, parameters in self._parsed.inclusions:
            parameters.report_unused(path, self._diagnostics)
        check_answers(blocks, self._diagnostics)
        return blocks

    def blocks(self, nodes: Sequence[Node]) -> Blocks:
        built: list[Block] = []
        outer = self.context.parameters
        spliced = list(_spliced(nodes, outer))
        for index, (node, parameters) in enumerate(spliced):
            self.context.parameters = parameters
            if isinstance(node, Container):
                built.append(self._container(node))
            elif node.kind == "paragraph":
                previous = spliced[index - 1][0] if index else None
                if not self._is_caption(node, previous):
                    built.extend(self._paragraph(node))
            elif node.kind == "table":
                following = spliced[index + 1][0] if index + 1 < len(spliced) else None
                caption = following if self._is_caption(following, node) else None
                built.append(self._table(node, caption if isinstance(caption, Leaf) else None))
            else:
                built.append(self._leaf(node))
        self.context.parameters = outer
        return tuple(built)

    def _within(self, parameters: Parameters | None, nodes: Sequence[Node]) -> Blocks:
        """The blocks of a note, read with the values that its file was included with."""
        outer, self.context.parameters = self.context.parameters, parameters
        blocks = self.blocks(nodes)
        self.context.parameters = outer
        return blocks

    def inlines(self, fragments: Sequence[Fragment]) -> Inlines:
        return parse_run(self.context, _run(fragments))

    # ----------------------------------------------------------------------------------- containers

    def _container(self, node: Container) -> Block:
        if node.kind == "div":
            return build_div(node, self)
        if node.kind == "list":
            items = [item for item in node.children if isinstance(item, Container)]
            return List(tuple(map(self._item, items)), node.ordered, node.start, not node.loose, pos=node.pos)
        if node.kind == "terms":
            return self._definitions(node)
        return BlockQuote(self.blocks(node.children), pos=node.pos)

    def _item(self, node: Container) -> ListItem:
        attributes = self.context.written_on("an item", node.attributes)
        return ListItem(self.blocks(node.children), attributes, node.pos, node.checkbox)

    def _definitions(self, node: Container) -> DefinitionList:
        items: list[Definition] = []
        terms: tuple[Inlines, ...] = ()
        definitions: list[Blocks] = []
        pos = node.pos
        for child in node.children:
            if not isinstance(child, Container):
                continue
            if child.terms and definitions:
                items.append(Definition(terms, tuple(definitions), pos))
                definitions = []
            if child.terms:
                terms = tuple(self.inlines([fragment]) for fragment in child.terms)
                pos = child.terms[0][1].at(child.terms[0][2])
            definitions.append(self.blocks(child.children))
        items.append(Definition(terms, tuple(definitions), pos))
        return DefinitionList(tuple(items), node.pos)

    def _note(self, label: str, pos: Position) -> Inline | None:
        note = self._parsed.notes.get(label)
        if note is None:
            hint = did_you_mean(label, self._parsed.notes) or f"Write it anywhere in the file: [^{label}]: …"
            self._diagnostics.error(pos, f"There is no footnote “{label}” in this file.", hint)
            return None
        if self._in_note:
            self._diagnostics.error(
                pos, "A footnote can't refer to a footnote.", "Say it in the first one, or in the text."
            )
            self._notes.setdefault(label, ())
            return None
        if not self._notes.get(label):
            self._in_note = True
            self._notes[label] = self._within(note.parameters, note.children)
            self._in_note = False
        return Footnote(self._notes[label], pos=pos)

    # --------------------------------------------------------------------------------------- leaves

    def _leaf(self, node: Leaf) -> Block:
        if node.kind == "heading":
            attributes = self.context.written_on("a heading", node.attributes, (), ("unnumbered",))
            return Heading(node.level, self.inlines(node.fragments), attributes, node.pos)
        if node.kind == "code":
            lines = [fragment[0] for fragment in node.fragments]
            while lines and not lines[-1].strip():
                lines.pop()
            pos = node.fragments[0][1].at(node.fragments[0][2]) if node.fragments else node.pos
            code = CodeBlock("\n".join(lines), node.language, pos)
            attributes = self.context.written_on("code", node.attributes)
            named = attributes.id or attributes.classes or attributes.pairs
            return Div((code,), attributes, node.pos) if named else code
        return ThematicBreak(node.pos) if node.kind == "rule" else PageBreak(node.pos)

    def _paragraph(self, node: Leaf) -> tuple[Block, ...]:
        """The paragraph, or nothing if only comments and tags were in it."""
        inlines = parse_paragraph(self.context, _run(node.fragments))
        if isinstance(inlines, Figure):
            below = self.context.written_on("a picture", node.attributes, ("width",))
            return (replace(inlines, attributes=_together(inlines.attributes, below)),)
        inlines = _without_edges(inlines)
        if not inlines:
            return ()
        return (Paragraph(inlines, node.pos, self.context.written_on("a paragraph", node.attributes)),)

    # --------------------------------------------------------------------------------------- tables

    @staticmethod
    def _is_caption(node: Node | None, before: Node | None) -> bool:
        return (
            isinstance(node, Leaf)
            and node.kind == "paragraph"
            and isinstance(before, Leaf)
            and before.kind == "table"
            and bool(syntax.CAPTION.match(node.fragments[0][0]))
        )

    def _table(self, node: Leaf, caption: Leaf | None) -> Table:
        (header, line, first), (rule, *_), *body = node.fragments
        shape = columns(rule, [fragment[0] for fragment in node.fragments])
        cells = split_row(header).cells
        if len(cells) != len(shape):
            self._diagnostics.error(
                line.at(first),
                f"The table's first row has {len(cells)} cells, but the dashes below it make {len(shape)}.",
                "Give both the same number of cells.",
            )
            shape = (*shape, *[Column()] * (len(cells) - len(shape)))
        head = self._row((header, line, first), len(shape), header=True)
        rows = tuple(self._row(fragment, len(shape), header=False) for fragment in body)
        if head.cells and not head.cells[0].children and any(cell.children for cell in head.cells):
            # Nothing above the first column: it holds the heads of the rows.
            rows = tuple(map(_with_row_head, rows))
        title, attributes = self._caption(caption) if caption else ((), NO_ATTRIBUTES)
        heads = (head,) if any(cell.children for cell in head.cells) else ()
        return Table(shape, heads, rows, title, attributes, pos=node.pos)

    def _row(self, fragment: Fragment, width: int, *, header: bool) -> Row:
        text, line, first = fragment
        row = split_row(text)
        cells: list[Cell] = []
        for index, (start, end) in enumerate(row.cells):
            pos = line.at(first + start)
            if index >= width and start < end:
                self._diagnostics.error(
                    pos,
                    f"This row has more cells than the table has columns ({width}).",
                    r"Take a | out, or write \| where it is part of the text.",
                )
            if index < width or start < end:
                inlines = self.inlines([(text[start:end], line, first + start)]) if start < end else ()
                cells.append(Cell((Paragraph(inlines, pos),) if inlines else (), header, pos))
        edge = line.at(first + row.end)
        cells.extend(Cell((), header, edge) for _ in range(width - len(cells)))
        return Row(tuple(cells[:width]), self._row_attributes(fragment, row.end), line.at(first))

    def _row_attributes(self, fragment: Fragment, end: int) -> Attributes:
        text, line, first = fragment
        brace = text.find("{", end)
        if brace < 0:
            return NO_ATTRIBUTES
        found = parse_attributes(text, brace, line.at(first + brace))
        if isinstance(found, AttributeFault):
            self._diagnostics.error(line.at(first + found.offset), found.message, found.hint)
            return NO_ATTRIBUTES
        return self.context.written_on("a row of a table", found.attributes)

    def _caption(self, node: Leaf) -> tuple[Inlines, Attributes]:
        fragments = list(node.fragments)
        text, line, first = fragments[-1]
        end, attributes = list_at_end(line, first, self._diagnostics)
        fragments[-1] = (text[: max(end - first, 0)], line, first)
        text, line, first = fragments[0]
        match = syntax.CAPTION.match(text)
        skipped = match.end() if match else 0
        fragments[0] = (text[skipped:], line, first + skipped)
        return self.inlines(fragments), self.context.written_on("a table", attributes)


def _spliced(
    nodes: Sequence[Node], parameters: Parameters | None
) -> Iterator[tuple[Node, Parameters | None]]:
    """The nodes, those of snippets in the place of the snippet, each with the parameters it is read with."""
    for node in nodes:
        if isinstance(node, Container) and node.kind == "snippet":
            yield from _spliced(node.children, node.parameters)
        else:
            yield node, parameters


def _run(fragments: Sequence[Fragment]) -> Run:
    """The fragments without the spaces that end the last one."""
    text, line, first = fragments[-1]
    if text.endswith(" "):
        return Run([*fragments[:-1], (text.rstrip(" "), line, first)])
    return Run(fragments)


def _together(one: Attributes, other: Attributes) -> Attributes:
    """Two lists of one element."""
    if other is NO_ATTRIBUTES or one is NO_ATTRIBUTES:
        return one if other is NO_ATTRIBUTES else other
    return Attributes(one.id or other.id, (*one.classes, *other.classes), (*one.pairs, *other.pairs), one.pos)


def _without_edges(inlines: Inlines) -> Inlines:
    """Line ends and spaces at the edges go: what stood there was a comment or a tag."""
    start, end = 0, len(inlines)
    while start < end and _is_space(inlines[start]):
        start += 1
    while end > start and _is_space(inlines[end - 1]):
        end -= 1
    return inlines if end - start == len(inlines) else inlines[start:end]


def _is_space(inline: Inline) -> bool:
    return isinstance(inline, SoftBreak | LineBreak) or (isinstance(inline, Text) and inline.value.isspace())


def _with_row_head(row: Row) -> Row:
    if not row.cells:
        return row
    first, *others = row.cells
    return replace(row, cells=(replace(first, header=True), *others))
