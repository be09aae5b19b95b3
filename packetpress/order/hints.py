"""What is so near to costing less that it is worth a look before printing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from packetpress.copies import leaves
from packetpress.model import Prices, Vendor
from packetpress.order.cost import rounded

if TYPE_CHECKING:
    from packetpress.order.sheet import Laying, OrderedFile

Kind: TypeAlias = Literal["sheet", "multiple", "booklet", "few-in-color", "most-in-color"]
_BOOKLET = 4
"""Pages on a sheet that is folded once."""
_STAPLER = 64
"""Pages of a booklet that still folds and staples well."""
_FEW = 10
"""One page in so many, and less, is few; one page always is."""
_NEAR = 8
"""So is, of a multiple, one page in so many."""


@dataclass(frozen=True, slots=True)
class Hint:
    kind: Kind
    edition: str
    """The file it is about; empty: all of them."""
    pages: int = 0
    """Of the file, without those that are only ruled for notes at its end."""
    cut: int = 0
    """Pages to cut."""
    sheets: int = 0
    """Sheets that it would take then."""
    of: int = 0
    """Sheets that it takes, or the multiple."""
    listed: tuple[tuple[int, int], ...] = ()
    """Pages in colour, as ranges."""
    saves: Decimal = Decimal()
    """For all copies; 0: not known."""


def hints(
    files: Sequence[OrderedFile], laying: Laying, vendor: Vendor | None, prices: Prices | None
) -> tuple[Hint, ...]:
    if laying.scheme:
        found = [hint for file in files for hint in _on_sheets(file, laying.pages)]
    else:
        found = [hint for file in files for hint in _about(file, vendor, prices)]
    if all(file.in_color and _is_few(file.sides - file.in_color, file.sides) for file in files):
        saves = sum((_saved(file, prices) for file in files), Decimal())
        found.append(Hint("most-in-color", "", saves=saves))
    return tuple(found)


def _about(file: OrderedFile, vendor: Vendor | None, prices: Prices | None) -> Iterator[Hint]:
    edition, pages = file.file.edition, file.file.text_pages
    if pages > 1 and pages % 2:
        yield Hint("sheet", edition, pages, 1, leaves(pages - 1), leaves(pages))
    multiple = vendor.page_multiple if vendor else 1
    over = pages % multiple
    if multiple > 2 and pages > multiple and 0 < over <= max(1, multiple // _NEAR):
        yield Hint("multiple", edition, pages, over, of=multiple)
    if _BOOKLET < pages <= _STAPLER + 1 and pages % _BOOKLET == 1:
        yield Hint("booklet", edition, pages, 1, pages // _BOOKLET, pages // _BOOKLET + 1)
    if 0 < file.in_color < file.sides and _is_few(file.in_color, file.sides):
        listed, saves = file.color_pages, _saved(file, prices)
        yield Hint("few-in-color", edition, pages, listed=listed, saves=saves)


def _on_sheets(file: OrderedFile, held: int) -> Iterator[Hint]:
    """``held``: pages on a sheet."""
    pages = file.file.text_pages
    if 0 < held < pages and pages % held == 1:
        yield Hint("sheet", file.file.edition, pages, 1, pages // held, pages // held + 1)


def _is_few(some: int, pages: int) -> bool:
    return some <= max(1, pages // _FEW)


def _saved(file: OrderedFile, prices: Prices | None) -> Decimal:
    """What it would cost less in black alone."""
    if prices is None:
        return Decimal()
    less = prices.color_click - prices.black_click
    return rounded(max(Decimal(), (file.copies or 1) * file.in_color * less))
