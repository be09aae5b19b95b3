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
from packetpress.order.sheet import OrderedFile, OrderSheet, Ranges, Turned

_MM = 25.4 / 72
_EIGHTH = 9.0
"""Points in an eighth of an inch: a side that is a whole number of them was meant in inches."""
_NARROW = 504.0
"""Points; on a narrower page the order would run on to a second one."""
_LETTER, _A4 = (612.0, 792.0), (210 / _MM, 297 / _MM)
_LETTER_HALVED = 1.48
"""Height by width: half a sheet of letter paper is 1.55, half a sheet of A4 is 1.41, as A4 itself."""
_TOP, _BOTTOM, _HEAD, _FOOT = 58.0, 51.0, 36.0, 28.0
"""Points at most; nobody binds it, and a page holds more."""
_MARGIN = 0.11
"""Share of the page's width."""
_NONE = "–"
_TABLE = 9.5
"""Points: it is for who prints, not for the packet's readers, and should be one page."""
_TITLE = 22.0

_COSTS: Mapping[str, str] = {
    "color-click": "color-clicks",
    "black-click": "black-clicks",
    "sheet": "sheets",
    "cover-sheet": "cover-paper",
    "binding": "binding",
    "setup": "setup",
}
"""What costs -> its label."""
_SIDES: Mapping[Turned, str] = {"long-edge": "both-sides", "short-edge": "both-sides-short", "": "one-side"}
"""How the paper is turned -> its label."""


def order_layout(layout: Layout) -> Layout:
    """The packet's layout for a sheet that is read, not bound: trimmed, and in colours for any printer.

    For a packet of smaller pages it is a sheet of the paper that they are printed on.
    """
    page = replace(
        layout.page, bleed=0.0, slug=0.0, recto_sections=False, dividers="none", multiple=1, mirrored=False
    )
    page = replace(
        page,
        top=min(page.top, _TOP),
        bottom=min(page.bottom, _BOTTOM),
        head=min(page.head, _HEAD),
        foot=min(page.foot, _FOOT),
    )
    if page.width < _NARROW:
        width, height = _A4 if page.height / page.width < _LETTER_HALVED else _LETTER
        margin = _MARGIN * width
        page = replace(page, width=width, height=height, inner=margin, outer=margin)
    color: ColorMode = "gray" if layout.color == "gray" else "rgb"
    styles = dict(layout.styles)
    for role in ("table", "table-head"):
        styles[role] = replace(styles[role], size=_TABLE, leading=1.25 * _TABLE)
    if styles["h1"].size > _TITLE:
        styles["h1"] = replace(styles["h1"], size=_TITLE, leading=1.2 * _TITLE)
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
            (labels["sheets"], *(file.sheets for file in files)),
            (labels["copies"], *(file.copies or "" for file in files)),
            (labels["sheets-in-all"], *(file.copies * file.sheets or "" for file in files)),
        ]
        laying = self._sheet.laying
        if laying.pages:
            rows.insert(0, (labels["pages"], *map(self._pages, files)))
        if any(len(file.file.folded) > 1 for file in files):
            rows.insert(2, (labels["folded"], *(" + ".join(map(str, file.file.folded)) for file in files)))
        if not self._sheet.grey:
            rows += self._colors()
        if all(file.spine for file in files):
            rows.append((labels["spine"], *(_thickness(file.spine) for file in files)))
        first = 0.3
        widths = (first, *((1 - first) / len(files) for _ in files))
        return _table((labels["file"], *map(self._name, files)), rows, widths, "left")

    def _colors(self) -> Iterator[tuple[object, ...]]:
        """Which pages are in colour and which in black, and how many of all copies; not what none is."""
        files, labels = self._sheet.files, self._labels
        what = "sides" if self._sheet.laying.scheme else "pages"
        colored, plain = any(file.color_pages for file in files), any(file.black_pages for file in files)
        if colored:
            yield labels[f"color-{what}"], *(_listed(file.color_pages) for file in files)
        if plain:
            yield labels[f"black-{what}"], *(_listed(file.black_pages) for file in files)
        if self._sheet.participants and colored:
            yield labels["color-clicks"], *(file.color_clicks for file in files)
        if self._sheet.participants and plain:
            yield labels["black-clicks"], *(file.black_clicks for file in files)

    def _pages(self, file: OrderedFile) -> str:
        """How many, and how many of them have text, where notes fill the last sheet."""
        text = file.file.text_pages
        if text in (0, file.pages):
            return str(file.pages)
        return self._said("pages-with-text", pages=file.pages, text=text)

    def _how(self) -> Table:
        """What holds for all files, a line for each."""
        sheet, labels, laying = self._sheet, self._labels, self._sheet.laying
        size = "sheet-size" if laying.scheme else "page-size"
        rows = [
            (labels[size], _size(laying.width or sheet.width, laying.height or sheet.height)),
            (labels["printing"], self._printing()),
        ]
        if f"then-{laying.scheme}" in labels:
            rows.append((labels["then"], labels[f"then-{laying.scheme}"]))
        if laying.leaves and not laying.binding:
            rows.append((labels["binding"], self._binding()))
        rows.append((labels["paper"], _paper(sheet.paper) if sheet.paper else labels["to-agree"]))
        if sheet.cover_paper:
            rows.append((labels["cover-paper"], _paper(sheet.cover_paper)))
        if sheet.vendor:
            rows.append((labels["printed-by"], sheet.vendor))
        return Table(
            (Column(width=0.3), Column(width=0.7)),
            (),
            tuple(Row((_cell(name, header=True), _cell(value))) for name, value in rows),
        )

    def _printing(self) -> str:
        """Said of each file where it isn't the same for all, as of cards with backs and without."""
        sheet, labels = self._sheet, self._labels
        more = [labels["actual-size"]] if sheet.laying.scheme else []
        more += [labels["black-only"]] if sheet.grey else []
        said = [", ".join([labels[_SIDES[file.file.turned]], *more]) for file in sheet.files]
        if len(set(said)) == 1:
            return said[0]
        return "; ".join(f"{self._name(file)}: {how}" for file, how in zip(sheet.files, said, strict=True))

    def _binding(self) -> str:
        sheet, labels = self._sheet, self._labels
        if sheet.binding:
            return labels[f"binding-{sheet.binding}"]
        return labels["to-agree-holes" if sheet.room_for_holes else "to-agree"]

    def _costs(self) -> Table:
        sheet, labels = self._sheet, self._labels
        heads = [
            labels["cost-of"],
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
            yield from (Text(f"{self._name(file)}: "), Code(file.file.name))

    def _hint(self, hint: Hint) -> Iterator[Text]:
        names = {file.file.edition: self._name(file) for file in self._sheet.files}
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

    def _name(self, file: OrderedFile) -> str:
        """A packet's only edition isn't named in it, but is on the way to who prints it."""
        return file.file.label or self._labels[f"{file.file.edition}-packet"]

    def _words(self, label: str, **values: object) -> tuple[Text, ...]:
        return (Text(self._said(label, **values)),)

    def _said(self, label: str, **values: object) -> str:
        """A label with ``{name}`` replaced by the value of that name."""
        text = self._labels[label]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text


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
