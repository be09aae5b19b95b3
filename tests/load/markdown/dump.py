"""Blocks and inlines -> a compact text for fixtures: one line a block, its children indented."""

from __future__ import annotations

from packetpress import model as m


class Files:
    """Files of a project that exists in memory only; ``path`` of a reference is the reference."""

    def __init__(self, **texts: str) -> None:
        self.texts = {name.replace("_", "."): text for name, text in texts.items()}

    def resolve(self, reference: str, from_path: str, pos: m.Position) -> str | None:
        assert from_path
        assert pos.line
        return reference

    def read_text(self, path: str, pos: m.Position) -> str | None:
        assert pos.line
        return self.texts.get(path)


def dump(blocks: m.Blocks) -> str:
    return "".join(_block(block, "") for block in blocks)


def inlines(nodes: m.Inlines) -> str:
    return "".join(map(_inline, nodes))


def _attributes(attributes: m.Attributes) -> str:
    parts = [f"#{attributes.id}"] if attributes.id else []
    parts += [f".{name}" for name in attributes.classes]
    parts += [f"{key}={value!r}" for key, value in attributes.pairs]
    return "{" + " ".join(parts) + "}" if parts else ""


def _line(indent: str, *parts: object) -> str:
    return indent + " ".join(str(part) for part in parts if part != "").rstrip() + "\n"


def _block(block: m.Block, indent: str) -> str:
    deeper = indent + "  "
    listed = _attributes(block.attributes) if hasattr(block, "attributes") else ""
    match block:
        case m.Heading(level=level, children=children):
            return _line(indent, f"h{level}{listed}", inlines(children))
        case m.Paragraph(children=children):
            return _line(indent, f"p{listed}", inlines(children))
        case m.List(items=items):
            kind = f"ol {block.start}" if block.ordered else "ul"
            text = _line(indent, kind, "" if block.tight else "loose")
            for item in items:
                box = {None: "", False: "[ ]", True: "[x]"}[item.checkbox]
                text += _line(deeper, f"li{_attributes(item.attributes)}", box)
                text += "".join(_block(child, deeper + "  ") for child in item.children)
            return text
        case m.DefinitionList(items=definitions):
            text = _line(indent, "dl")
            for definition in definitions:
                text += "".join(_line(deeper, "dt", inlines(term)) for term in definition.terms)
                for meaning in definition.definitions:
                    text += _line(deeper, "dd") + "".join(_block(child, deeper + "  ") for child in meaning)
            return text
        case m.Table():
            shape = " ".join(f"{c.align}:{c.width:.2f}" if c.width else c.align for c in block.columns)
            text = _line(indent, f"table{listed}", f"[{shape}]", inlines(block.caption))
            for row in (*block.head, *block.body):
                cells = " | ".join("".join(_cell(child) for child in cell.children) for cell in row.cells)
                mark = "th" if row in block.head else "tr"
                text += _line(deeper, f"{mark}{_attributes(row.attributes)}", cells)
            return text
        case m.CodeBlock(value=value, language=language):
            return _line(indent, "code", language) + "".join(
                f"{deeper}|{line}\n" for line in value.split("\n")
            )
        case m.Figure():
            alt = "decorative" if block.decorative else repr(block.alt)
            return _line(indent, f"figure{listed}", block.asset, alt, inlines(block.caption))
        case m.WriteOn():
            return _line(indent, f"write{listed}", f"{block.lines} {block.height:.2f}", block.label)
        case m.Scale():
            text = _line(indent, f"scale{listed}", block.points, dict(block.labels))
            return text + "".join(_line(deeper, "-", inlines(statement)) for statement in block.statements)
        case m.ThematicBreak():
            return _line(indent, "rule")
        case m.PageBreak():
            return _line(indent, "pagebreak")
        case m.Callout():
            head = _line(indent, f"callout {block.kind}{listed}", inlines(block.title))
        case m.Exercise():
            facts = f"{block.minutes}/{block.group}/{block.materials}"
            head = _line(indent, f"exercise{listed}", facts, inlines(block.title))
        case m.BlockQuote():
            head = _line(indent, f"quote{listed}")
        case m.Div():
            head = _line(indent, f"div{listed}")
        case _:
            # The kinds of exercises have tests of their own values.
            return _line(indent, f"{type(block).__name__.lower()}{listed}")
    return head + "".join(_block(child, deeper) for child in block.children)


def _cell(block: m.Block) -> str:
    return inlines(block.children) if isinstance(block, m.Paragraph) else _block(block, "")


def _work(work: m.CitedWork) -> str:
    minus = "-" if work.suppress_author else ""
    return ", ".join(part for part in (f"{work.prefix} {minus}@{work.key}".strip(), work.suffix) if part)


def _inline(node: m.Inline) -> str:
    match node:
        case m.Text(value=value):
            return value
        case m.SoftBreak():
            return "↵"
        case m.LineBreak():
            return "⏎"
        case m.Emphasis(children=children):
            return f"em({inlines(children)})"
        case m.Strong(children=children):
            return f"strong({inlines(children)})"
        case m.Superscript(children=children):
            return f"sup({inlines(children)})"
        case m.Subscript(children=children):
            return f"sub({inlines(children)})"
        case m.Keyboard(children=children):
            return f"kbd({inlines(children)})"
        case m.Code(value=value):
            return f"code({value})"
        case m.Abbreviation(children=children, expansion=expansion):
            return f"abbr({inlines(children)} = {expansion})"
        case m.Link(children=children, target=target, title=title):
            return f"link({inlines(children)} -> {target}{f' {title!r}' if title else ''})"
        case m.InlineImage(asset=asset, alt=alt):
            return f"img({asset} {alt!r})"
        case m.Span(children=children, attributes=attributes):
            return f"span{_attributes(attributes)}({inlines(children)})"
        case m.Citation(works=works, narrative=narrative):
            cited = "; ".join(map(_work, works))
            return f"cited({cited})" if narrative else f"cite({cited})"
        case m.CrossReference(target=target, fallback=fallback):
            return f"ref({target}{f' or {fallback}' if fallback else ''})"
        case m.Variable(name=name):
            return f"var({name})"
        case m.Footnote(children=blocks):
            return f"note({' / '.join(_block(block, '').strip() for block in blocks)})"
        case m.PageNumber(target=target):
            return f"page({target})"
        case m.Blank(children=children):
            return f"blank({inlines(children)})"
        case m.PageCount() | m.Reckoned():
            raise AssertionError(f"{node} is made by a later stage")
