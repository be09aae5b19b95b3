"""What a Document says, in reading order: the words that the tag tree of its PDF must hold, and no others.

Written from the guide, not from the typesetter, so that the two can disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from packetpress import model as m

Labels = Mapping[str, str]
ANYTHING = "\0"
"""Stands for what a task prints: its order, letters and marks are the typesetter's, and tested there."""


class Words:
    """``pages``: the page on which each id stands, counted from 1."""

    def __init__(self, document: m.Document, labels: Labels, pages: Mapping[str, int]) -> None:
        self._document = document
        self._labels = labels
        self._pages = pages

    def contents(self) -> str:
        return _joined([self._labels["contents"], *map(self._entry, self._document.contents)])

    def divider(self, part: str) -> str:
        """The leaf before a part: its title, and the sections in it."""
        inside = [section for section in self._document.sections if section.part == part]
        entries = [m.Entry(1, each.number, each.title, each.id, "section") for each in inside]
        return _joined([part, *map(self._entry, entries)])

    def section(self, section: m.Section) -> str:
        minutes = f"{section.minutes} {self._labels['minutes']}" if section.minutes else ""
        kicker = " · ".join(filter(None, (section.part, minutes))) if section.kind == "section" else ""
        lines = [section.number, self._inline(section.title), kicker]
        if section.objectives:
            lines.append(self._labels["objectives"])
            lines += [f"• {self._inline(objective)}" for objective in section.objectives]
        if section.entries:
            lines += [self._labels["in-this-section"], *map(self._entry, section.entries)]
        return _joined([*lines, *self._blocks(section.blocks)])

    def _entry(self, entry: m.Entry) -> str:
        label = entry.label if entry.kind in ("section", "exercise") else ""
        number = str(self._pages[entry.target]) if entry.target else ""
        return f"{label} {self._inline(entry.title)} {number}"

    # ---------------------------------------------------------------- inline content

    def _inline(self, content: m.Inlines) -> str:
        return "".join(self._inline_parts(content))

    def _inline_parts(self, content: m.Inlines) -> Iterator[str]:
        for inline in content:
            match inline:
                case m.Text(value) | m.Code(value):
                    yield value
                case m.SoftBreak() | m.LineBreak():
                    yield " "
                case m.InlineImage():
                    yield f" {inline.alt} "
                case m.PageNumber(target):
                    yield str(self._pages[target])
                case m.Footnote():
                    yield f"{inline.number} {inline.number} {_joined(self._blocks(inline.children))} "
                case m.Blank() | m.PageCount():
                    yield ANYTHING
                case m.Citation() | m.CrossReference() | m.Reckoned() | m.Variable():
                    raise AssertionError(f"{inline} isn't resolved")
                case _:
                    yield self._inline(inline.children)

    # ---------------------------------------------------------------- blocks

    def _blocks(self, blocks: m.Blocks) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: m.Block) -> Iterator[str]:
        match block:
            case m.Heading() | m.Paragraph():
                yield self._inline(block.children)
            case m.List():
                for number, item in enumerate(block.items, block.start):
                    label = f"{number}." if block.ordered else "•"
                    yield "" if item.checkbox is not None else label
                    yield from self._blocks(item.children)
            case m.DefinitionList():
                for definition in block.items:
                    yield from map(self._inline, definition.terms)
                    for blocks in definition.definitions:
                        yield from self._blocks(blocks)
            case m.Table():
                yield self._caption("table", block.number, block.caption)
                for row in (*block.head, *block.body):
                    for cell in row.cells:
                        yield from self._blocks(cell.children)
            case m.CodeBlock():
                yield from block.value.split("\n")
            case m.Figure():
                yield "" if block.decorative else block.alt
                yield self._caption("figure", block.number, block.caption)
            case m.Callout():
                yield self._inline(block.title) or self._labels[f"callout-{block.kind}"]
                yield from self._blocks(block.children)
            case m.Exercise():
                yield from self._exercise(block)
            case m.Scale():
                yield from self._scale(block)
            case m.BlockQuote() | m.Div():
                yield from self._blocks(block.children)
            case m.WriteOn() | m.ThematicBreak() | m.PageBreak():
                return
            case _:
                yield ANYTHING

    def _caption(self, label: str, number: str, caption: m.Inlines) -> str:
        return f"{self._labels[label]} {number} {self._inline(caption)}" if number else self._inline(caption)

    def _scale(self, block: m.Scale) -> Iterator[str]:
        """Heads, then statements. A moment is named before its points; two sheets are read one by one."""
        words = [word for _, word in block.labels]
        moments = [self._labels["before"], self._labels["now"]]
        role = [self._labels["for-my-role"]] if block.role else []
        statements = [self._inline(statement) for statement in block.statements]
        match block.retrospective:
            case "together":
                yield from (each for moment in moments for each in (moment, *words))
                yield from (*role, *statements)
            case "split":
                for moment in moments:
                    yield from (moment, *words, *role, *statements)
            case _:
                yield from (*words, *role, *statements)

    def _exercise(self, block: m.Exercise) -> Iterator[str]:
        minutes = f"{block.minutes} {self._labels['minutes']}" if block.minutes else ""
        tag = (f"{self._labels['exercise']} {block.number}", minutes, block.group)
        yield " · ".join(filter(None, tag))
        yield self._inline(block.title)
        if block.other_page:
            yield f"{self._labels['participant-page']} {block.other_page}"
        if block.materials and not block.notes:
            yield f"{self._labels['materials']}: {block.materials}"
        yield from self._blocks((*block.children, *block.notes))


def _joined(lines: Iterator[str] | list[str]) -> str:
    return "\n".join(lines)


def heard(text: str) -> str:
    """Words alone: a style may set them in capitals, and white space is white space."""
    return " ".join(text.casefold().split())
