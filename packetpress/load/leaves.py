"""A layout and what a packet begins with a leaf of its own; the layout with such leaves out."""

from __future__ import annotations

from dataclasses import replace

from packetpress.diagnostics import Diagnostics
from packetpress.model import Dividers, Layout, Position


def for_dividers(
    layout: Layout, dividers: Dividers | None, pos: Position, diagnostics: Diagnostics
) -> Layout:
    """None leaves it to the layout. Reports, at ``pos``, tabs that the margin has no room for."""
    if dividers is None or dividers == layout.page.dividers:
        return layout
    changed = replace(layout, page=replace(layout.page, dividers=dividers))
    check_tabs(changed, pos, diagnostics)
    return changed


def check_tabs(layout: Layout, pos: Position, diagnostics: Diagnostics) -> None:
    """Tabs stand in the outer margin; ``pos`` is that of what makes them too wide for it."""
    outer, width = layout.page.outer, layout.tab_width
    if layout.shows_tabs and outer < width:
        diagnostics.error(
            pos,
            f"Tabs are {width:g} points wide, and the outer margin of “{layout.name}” only {outer:g}.",
            "Make that margin wider, the style “tab” smaller, or write “tabs: no” in the layout.",
        )
