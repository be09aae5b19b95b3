"""Palette colours as colour operators, in what the layout prints in.

In: paints and a layout. Out: operators for RGB, grey, four inks, or a spot colour (ISO 32000-1, 8.6.8).
"""

from __future__ import annotations

from collections.abc import Mapping

from packetpress.model import Layout, Paint


def num(value: float) -> str:
    """A PDF number: at most three decimals, never an exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def resource_names(layout: Layout) -> Mapping[str, str]:
    """Spot colour -> the name of its colour space among a page's resources."""
    return {spot: f"Spot{number}" for number, spot in enumerate(layout.separations)}


class Colorants:
    def __init__(self, layout: Layout) -> None:
        self._mode = layout.color
        self._spots = resource_names(layout)

    def fill(self, paint: Paint, share: float = 1.0) -> str:
        """``share``: how much of the paint; the rest is white paper."""
        return self._operator(paint, share, "rg k g cs scn")

    def stroke(self, paint: Paint, share: float = 1.0) -> str:
        return self._operator(paint, share, "RG K G CS SCN")

    def _operator(self, paint: Paint, share: float, names: str) -> str:
        rgb, cmyk, gray, space, tint = names.split()
        if paint.spot in self._spots:
            return f"/{self._spots[paint.spot]} {space} {num(paint.tint * share)} {tint}"
        if self._mode == "cmyk":
            return " ".join(num(ink * share) for ink in paint.cmyk) + f" {cmyk}"
        if self._mode == "gray" or len(set(paint.rgb)) == 1:
            # Neutral colours are DeviceGray in a colour layout too: text stays black ink only.
            return f"{num(1 - (1 - paint.gray) * share)} {gray}"
        return " ".join(num(1 - (1 - part) * share) for part in paint.rgb) + f" {rgb}"

    def overprints(self, paint: Paint) -> bool:
        """Black type and lines are printed over what is below, so that a slipping plate shows no gap."""
        return self._mode == "cmyk" and paint.cmyk == (0, 0, 0, 1) and paint.spot not in self._spots
