"""A Markdown file in, a PDF out, with Python-Markdown and ReportLab's own Paragraph: ``BOOK.md OUT.pdf``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import markdown
from reportlab.lib import colors
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    Flowable,
    ListFlowable,
    ListItem,
    PageBreak,
    Paragraph,
    Preformatted,
    SimpleDocTemplate,
    Table,
    TableStyle,
)

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=15.5, spaceAfter=8)
CELL = ParagraphStyle("cell", BODY, fontSize=10, leading=13.5, spaceAfter=0)
HEAD = ParagraphStyle("head", CELL, fontName="Helvetica-Bold", textColor=colors.white)
QUOTE = ParagraphStyle("quote", BODY, leftIndent=24)
CODE = ParagraphStyle("code", fontName="Courier", fontSize=9.2, leading=13, spaceAfter=8)
HEADINGS = {
    name: ParagraphStyle(
        name, BODY, fontName="Helvetica-Bold", fontSize=size, leading=size * 1.2, keepWithNext=1
    )
    for name, size in (("h1", 31), ("h2", 18), ("h3", 13))
}
GRID = TableStyle(
    [
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#0b4f59")),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.HexColor("#c9d6d8")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)
MEASURE = letter[0] - 1.85 * 72
TAGS = {"em": "i", "strong": "b"}


def inline(element: ElementTree.Element) -> str:
    """The element's content in the XML that Paragraph reads; nested lists are left to ``blocks``."""
    parts = [escape(element.text or "")]
    for child in element:
        if child.tag == "code":
            parts.append(f'<font name="Courier">{inline(child)}</font>')
        elif child.tag == "a":
            parts.append(f"<a href={quoteattr(child.get('href', ''))}>{inline(child)}</a>")
        elif child.tag not in {"ul", "ol"}:
            tag = TAGS.get(child.tag)
            parts.append(f"<{tag}>{inline(child)}</{tag}>" if tag else inline(child))
        parts.append(escape(child.tail or ""))
    return "".join(parts)


def item(element: ElementTree.Element) -> ListItem:
    content: list[Flowable] = []
    if (element.text or "").strip() or any(child.tag not in {"p", "ul", "ol"} for child in element):
        content.append(Paragraph(inline(element), BODY))
    content += blocks(child for child in element if child.tag in {"p", "ul", "ol"})
    return ListItem(content)


def table(element: ElementTree.Element) -> Table:
    rows = [
        [Paragraph(inline(cell), HEAD if cell.tag == "th" else CELL) for cell in row]
        for row in element.iter("tr")
    ]
    return Table(
        rows, colWidths=[MEASURE / len(rows[0])] * len(rows[0]), style=GRID, repeatRows=1, spaceAfter=10
    )


def blocks(elements: Iterator[ElementTree.Element]) -> Iterator[Flowable]:
    for element in elements:
        tag = element.tag
        if tag in HEADINGS:
            if tag == "h1":
                yield PageBreak()
            yield Paragraph(inline(element), HEADINGS[tag])
        elif tag == "p":
            yield Paragraph(inline(element), BODY)
        elif tag == "blockquote":
            for child in element:
                yield Paragraph(inline(child), QUOTE)
        elif tag in {"ul", "ol"}:
            items: list[Any] = [item(child) for child in element]
            yield ListFlowable(items, bulletType="bullet" if tag == "ul" else "1")
        elif tag == "table":
            yield table(element)
        elif tag == "pre":
            yield Preformatted("".join(element.itertext()), CODE)
        else:
            raise ValueError(f"<{tag}> is not known here")


def main(source: Path, target: Path) -> None:
    html = markdown.markdown(source.read_text(), extensions=["tables", "fenced_code"])
    # Safe: the file is one that this benchmark generated.
    root = ElementTree.fromstring(f"<body>{html}</body>")  # noqa: S314
    document = SimpleDocTemplate(
        str(target), pagesize=letter, leftMargin=75.6, rightMargin=57.6, topMargin=73.4, bottomMargin=64.8
    )
    document.build(list(blocks(iter(root))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
