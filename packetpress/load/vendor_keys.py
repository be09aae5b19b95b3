"""What the file of a print shop or a copier may hold: its keys, and their conversion."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from packetpress.load.layout_keys import Points, Size
from packetpress.load.validate import Settings, known_keys
from packetpress.model import Mark, Paper, Prices, Vendor

_WEIGHT = re.compile(r"(\d{1,4}(?:\.\d{1,2})?) *(?:gsm|g/m²|g/m2)")
_MONEY = re.compile(r"\d{1,7}(?:\.\d{1,4})?")
_CURRENCY = re.compile(r"[A-Z]{3}")


def _grams(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _WEIGHT.fullmatch(value.strip())
    if found is None:
        raise ValueError(
            f"“{value}” is not a paper's weight; write grams to the square metre, such as 90gsm"
            " (bond paper of 20 lb is 75gsm, of 24 lb 90gsm)"
        )
    return float(found[1])


def _money(value: Any) -> Any:
    if isinstance(value, str) and not _MONEY.fullmatch(value.strip()):
        raise ValueError(
            f"“{value}” is not a price; write a number with a point and up to four decimals, such as 0.08"
        )
    return Decimal(value.strip()) if isinstance(value, str) else value


def _currency(value: Any) -> Any:
    if isinstance(value, str) and not _CURRENCY.fullmatch(value):
        raise ValueError(f"“{value}” is not a currency; write its three capital letters, such as CAD")
    return value


Grams = Annotated[
    float,
    BeforeValidator(_grams),
    Field(gt=0, le=1000),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)? *(gsm|g/m²|g/m2)$", "examples": ["90gsm"]}),
]
Money = Annotated[
    Decimal,
    BeforeValidator(_money),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^\d+(\.\d{1,4})?$", "examples": [0.08]}),
]
Currency = Annotated[
    str,
    BeforeValidator(_currency),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["CAD"]}),
]


class PaperSettings(Settings):
    """What the leaves are made of."""

    name: str
    """What people call it."""
    weight: Grams
    """Grams to the square metre."""
    thickness: Size
    """Of one leaf."""

    def paper(self) -> Paper:
        return Paper(**self.model_dump())


class BindingPrices(Settings):
    """What binding costs for each copy."""

    three_hole: Money = Field(default=Decimal(), alias="3-hole")
    coil: Money = Decimal()
    staple: Money = Decimal()


class PriceSettings(Settings):
    """What printing costs. What is left out costs nothing, or is part of another price."""

    currency: Currency
    """Three capital letters (ISO 4217)."""
    color_click: Money = Decimal()
    """For each side of a leaf with colour."""
    black_click: Money = Decimal()
    """For each side of a leaf with black alone."""
    sheet: Money = Decimal()
    """For each sheet of paper."""
    cover_sheet: Money | None = None
    """For each sheet of the cover's paper; else what any sheet costs."""
    binding: BindingPrices = BindingPrices()
    """For each copy."""
    setup: Money = Decimal()
    """Once for each file, however many copies."""

    def prices(self) -> Prices:
        return Prices(
            currency=self.currency,
            color_click=self.color_click,
            black_click=self.black_click,
            sheet=self.sheet,
            cover_sheet=self.sheet if self.cover_sheet is None else self.cover_sheet,
            binding=self.binding.model_dump(by_alias=True),
            setup=self.setup,
        )


class CopierSettings(Settings):
    """Who prints what no press is needed for; a file in layouts/vendors/."""

    title: str
    """What people call it."""
    paper: PaperSettings | None = None
    """What the leaves are made of."""
    cover_paper: PaperSettings | None = None
    """What the first leaf is made of, where that is another paper."""
    prices: PriceSettings | None = None
    """What printing costs there."""

    def vendor(self, name: str) -> Vendor:
        """Asks nothing of a file."""
        return Vendor(
            name=name,
            title=self.title,
            bleed=0.0,
            safe=0.0,
            ink_limit=4.0,
            min_dpi=0.0,
            good_dpi=0.0,
            min_line=0.0,
            min_type=0.0,
            page_multiple=1,
            paper=None if self.paper is None else self.paper.paper(),
            cover_paper=None if self.cover_paper is None else self.cover_paper.paper(),
            prices=None if self.prices is None else self.prices.prices(),
            press=False,
        )


class VendorSettings(CopierSettings):
    """What a print shop asks of a file; a file in layouts/vendors/."""

    bleed: Points
    """What is printed beyond the trimmed edge."""
    safe: Points
    """Text keeps this far from the trimmed edge."""
    ink_limit: Annotated[float, Field(ge=100, le=400)]
    """Per cent of all four inks together that the paper takes in one place."""
    min_dpi: Annotated[float, Field(ge=0, le=2400)]
    """Pictures with fewer dots to the inch are refused."""
    good_dpi: Annotated[float, Field(ge=0, le=2400)] = 0
    """Pictures with fewer get a warning."""
    min_line: Points = 0.25
    """The thinnest line."""
    min_type: Points = 4.0
    """The smallest type."""
    page_multiple: Annotated[int, Field(ge=1, le=64)] = 1
    """The number of pages is a multiple of this."""
    marks: tuple[Mark, ...] = ()
    """What stands outside the bleed."""
    spot_colors: Annotated[int, Field(ge=0, le=8)] = 0
    """How many inks of their own it prints beside the four; 0: they are printed in the four."""

    def vendor(self, name: str) -> Vendor:
        return replace(
            super().vendor(name),
            bleed=self.bleed,
            safe=self.safe,
            ink_limit=self.ink_limit / 100,
            min_dpi=self.min_dpi,
            good_dpi=max(self.good_dpi, self.min_dpi),
            min_line=self.min_line,
            min_type=self.min_type,
            page_multiple=self.page_multiple,
            marks=self.marks,
            spot_colors=self.spot_colors,
            press=True,
        )


PRESS_KEYS = known_keys(VendorSettings) - known_keys(CopierSettings)
"""What only a press asks of a file; who says none of it is a copier."""
