"""The order as a page to hand over: an ``OrderSheet`` and a layout's words in, a ``Document`` out.

It is set in the packet's own layout, so it looks like the packet it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from packetpress.copies import SPARES
from packetpress.model import (
    Attributes,
    Block,
    Blocks,
    Cell,
    Code,
    ColorMode,
    Column,
    Document,
    Heading,
    Inline,
    Inlines,
    Layout,
    LineBreak,
    List,
    ListItem,
    Paper,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from packetpress.order.hints import Hint
from packetpress.order.sheet import OrderedFile, OrderSheet, Ranges

_MM = 25.4 / 72
_EIGHTH = 9.0
"""Points in an eighth of an inch: a side that is a whole number of them was meant in inches."""
_NONE = "–"
_TABLE = 9.5
"""Points: it is for who prints, not for the packet's readers, and should be one page."""

_COSTS: Mapping[str, str] = {
    "color-click": "color-clicks",
    "black-click": "black-clicks",
    "sheet": "sheets",
    "cover-sheet": "cover-paper",
    "binding": "binding",
    "setup": "setup",
}
"""What costs -> its label."""


def order_layout(layout: Layout) -> Layout:
    """The packet's layout for a sheet that is read, not bound: trimmed, and in colours for any printer."""
    page = replace(
        layout.page, bleed=0.0, slug=0.0, recto_sections=False, dividers="none", multiple=1, mirrored=False
    )
    color: ColorMode = "gray" if layout.color == "gray" else "rgb"
    styles = dict(layout.styles)
    for role in ("table", "table-head"):
        styles[role] = replace(styles[role], size=_TABLE, leading=1.3 * _TABLE)
    return replace(layout, page=page, color=color, styles=styles, finishing="plain", tabs=None)


def order_document(sheet: OrderSheet, document: Document, labels: Mapping[str, str]) -> Document:
    """``document``: the packet in any of its editions, for what both say."""
    title = labels["order-sheet"]
    section = Section(
        id="order",
        number="",
        title=(Text(title),),
        running_title=title,
        part="",
        objectives=(),
        minutes=0,
        entries=(),
        blocks=tuple(_Page(sheet, labels).blocks()),
        kind="kit",
    )
    return replace(
        document,
        edition_label=title,
        edition_mark="",
        source_hash=sheet.source_hash,
        contents=(),
        sections=(section,),
        assets={},
        bound=False,
    )


class _Page:
    def __init__(self, sheet: OrderSheet, labels: Mapping[str, str]) -> None:
        self._sheet = sheet
        self._labels = labels

    def blocks(self) -> Iterator[Block]:
        sheet = self._sheet
        reader = " · ".join(filter(None, (sheet.title, sheet.audience)))
        yield Paragraph((Strong((Text(reader),)),))
        yield Paragraph(
            self._words(
                "people" if sheet.participants else "people-unknown",
                participants=sheet.participants,
                facilitators=sheet.facilitators,
                spares=SPARES,
            )
        )
        yield self._counts()
        yield self._how()
        yield Paragraph(tuple(self._file_names()))
        if sheet.costs:
            yield self._heading("cost")
            if not sheet.participants:
                yield Paragraph(self._words("one-of-each"))
            yield self._costs()
        if sheet.hints:
            yield self._heading("before-ordering")
            items = (ListItem((Paragraph(tuple(self._hint(hint))),)) for hint in sheet.hints)
            yield List(tuple(items))

    # ---------------------------------------------------------------- tables

    def _counts(self) -> Table:
        """A column for each file."""
        files, labels = self._sheet.files, self._labels
        rows: list[tuple[object, ...]] = [
            (labels["pages"], *(file.pages for file in files)),
            (labels["sheets"], *(file.leaves for file in files)),
            (labels["copies"], *(file.copies or "" for file in files)),
            (labels["sheets-in-all"], *(file.copies * file.leaves or "" for file in files)),
        ]
        if not self._sheet.grey:
            rows += [
                (labels["color-pages"], *(_listed(file.color_pages) for file in files)),
                (labels["black-pages"], *(_listed(file.black_pages) for file in files)),
            ]
        if self._sheet.participants and not self._sheet.grey:
            rows += [
                (labels["color-clicks"], *(file.color_clicks for file in files)),
                (labels["black-clicks"], *(file.black_clicks for file in files)),
            ]
        if all(file.spine for file in files):
            rows.append((labels["spine"], *(_thickness(file.spine) for file in files)))
        first = 0.3
        widths = (first, *((1 - first) / len(files) for _ in files))
        return _table((labels["file"], *map(_name, files)), rows, widths, "left")

    def _how(self) -> Table:
        """What holds for all files, a line for each."""
        sheet, labels = self._sheet, self._labels
        printing = labels["both-sides"] + (f", {labels['black-only']}" if sheet.grey else "")
        rows = [
            (labels["page-size"], _size(sheet.width, sheet.height)),
            (labels["printing"], printing),
            (labels["binding"], labels[f"binding-{sheet.binding}"] if sheet.binding else labels["to-agree"]),
            (labels["paper"], _paper(sheet.paper) if sheet.paper else labels["to-agree"]),
        ]
        if sheet.cover_paper:
            rows.append((labels["cover-paper"], _paper(sheet.cover_paper)))
        if sheet.vendor:
            rows.append((labels["printed-by"], sheet.vendor))
        return Table(
            (Column(width=0.3), Column(width=0.7)),
            (),
            tuple(Row((_cell(name, header=True), _cell(value))) for name, value in rows),
        )

    def _costs(self) -> Table:
        sheet, labels = self._sheet, self._labels
        heads = [
            labels["cost"],
            labels["number-of"],
            labels["price"],
            f"{labels['amount']}, {sheet.currency}",
        ]
        rows: list[tuple[object, ...]] = [
            (labels[_COSTS[cost.what]], cost.count, cost.price, cost.amount) for cost in sheet.costs
        ]
        rows.append((labels["in-all"], "", "", sheet.total))
        return _table(heads, rows, (0.4, 0.18, 0.18, 0.24), "right")

    # ---------------------------------------------------------------- words

    def _file_names(self) -> Iterator[Inline]:
        for index, file in enumerate(self._sheet.files):
            yield from (LineBreak(),) if index else ()
            yield from (Text(f"{_name(file)}: "), Code(file.file.name))

    def _hint(self, hint: Hint) -> Iterator[Text]:
        names = {file.file.edition: _name(file) for file in self._sheet.files}
        yield from self._words(
            f"hint-{hint.kind}",
            file=names.get(hint.edition, ""),
            pages=hint.pages,
            cut=hint.cut,
            sheets=hint.sheets,
            of=hint.of,
            listed=_listed(hint.listed),
        )
        if hint.saves:
            yield Text(" ")
            yield from self._words("hint-saves", amount=_money(hint.saves, self._sheet.currency))

    def _heading(self, label: str) -> Heading:
        return Heading(2, self._words(label), Attributes(id=f"order-{label}"))

    def _words(self, label: str, **values: object) -> tuple[Text, ...]:
        """A label with ``{name}`` replaced by the value of that name."""
        text = self._labels[label]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return (Text(text),)


def _name(file: OrderedFile) -> str:
    return file.file.label or file.file.edition


def _table(
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    align: Literal["left", "right"],
) -> Table:
    """The first column says what a row is about; the others stand at ``align``."""
    columns = (Column(width=widths[0]), *(Column(align, width) for width in widths[1:]))
    body = tuple(
        Row((_cell(str(name), header=True), *(_cell(str(value)) for value in values)))
        for name, *values in rows
    )
    return Table(columns, (Row(tuple(_cell(head, header=True) for head in heads)),), body)


def _cell(text: str, *, header: bool = False) -> Cell:
    words: Inlines = (Text(text),)
    children: Blocks = (Paragraph(words),) if text else ()
    return Cell(children, header=header)


def _listed(found: Ranges) -> str:
    """ "1–3, 7"."""
    each = (str(first) if first == last else f"{first}–{last}" for first, last in found)
    return ", ".join(each) or _NONE


def _size(width: float, height: float) -> str:
    """In inches what was meant in inches."""
    if all(abs(side / _EIGHTH - round(side / _EIGHTH)) < 0.001 for side in (width, height)):
        return f"{width / 72:g} × {height / 72:g} in"
    return f"{width * _MM:.0f} × {height * _MM:.0f} mm"


def _thickness(points: float) -> str:
    return f"{points * _MM:.1f} mm ({points / 72:.2f} in)"


def _paper(paper: Paper) -> str:
    return f"{paper.name}, {paper.weight:g} g/m², {paper.thickness * _MM:.2g} mm"


def _money(amount: Decimal, currency: str) -> str:
    return f"{currency} {amount}"
