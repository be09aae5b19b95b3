"""Counts and prices in, the lines of a bill out.

A line's amount is its count times its price, rounded to hundredths, halves up; the total is the sum of the
rounded amounts, so that the column adds up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from packetpress.model import Prices

if TYPE_CHECKING:
    from packetpress.order.sheet import OrderedFile

What: TypeAlias = Literal["color-click", "black-click", "sheet", "cover-sheet", "binding", "setup"]
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Cost:
    """A line of the bill."""

    what: What
    count: int
    price: Decimal
    """For one, as given."""
    amount: Decimal
    """Rounded to hundredths."""


def rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)


def bill(files: Sequence[OrderedFile], prices: Prices, binding: str, *, cover: bool) -> tuple[Cost, ...]:
    """What has a price, over all files. ``cover``: the first leaf of each copy is of a paper of its own.

    Where it isn't known how many copies there will be, one of each file is counted.
    """
    return tuple(
        Cost(what, count, price, rounded(count * price))
        for what, count, price in _lines(files, prices, binding, cover)
        if price and count
    )


def _lines(
    files: Sequence[OrderedFile], prices: Prices, binding: str, cover: bool
) -> Iterator[tuple[What, int, Decimal]]:
    copies = [file.copies or 1 for file in files]
    counted = list(zip(copies, files, strict=True))
    covers = sum(copies) if cover else 0
    yield "color-click", sum(n * file.in_color for n, file in counted), prices.color_click
    yield "black-click", sum(n * (file.sides - file.in_color) for n, file in counted), prices.black_click
    yield "sheet", sum(n * file.sheets for n, file in counted) - covers, prices.sheet
    yield "cover-sheet", covers, prices.cover_sheet
    yield "binding", sum(copies), prices.binding.get(binding, Decimal())
    yield "setup", len(files), prices.setup
