"""Setting of running notes: in a column beside their exercise, or where that is too narrow, below it."""

from __future__ import annotations

from packetpress import model
from packetpress.typeset.blocks import boxed
from packetpress.typeset.compositor import Column, Compositor
from packetpress.typeset.galley import ASIDE_GAP, NEVER, Box
from packetpress.typeset.structure import Node

_SHARE = 0.3
"""Of the measure that the column takes, with the gap."""
_BETWEEN = 9.0
"""Space between one note and the next."""


def outer_room(compositor: Compositor, block: model.Exercise, column: Column) -> float:
    """What an exercise leaves free for a column of notes; 0 where they stand below it.

    Only what has the page's whole measure has an outer side.
    """
    whole = not column.boxes and column.width == compositor.measure
    if block.notes and whole and compositor.layout.running_notes == "margin":
        return _SHARE * compositor.measure
    return 0.0


def running_notes(compositor: Compositor, block: model.Exercise, box: Box, column: Column) -> None:
    """Sets the notes of an exercise that has just been set; ``box`` is around it, ``column`` its column."""
    if not block.notes:
        return
    if not box.outer:
        boxed.callout(compositor, model.Callout("notes", (), block.notes), column)
        return
    node = Node("Aside", column.node)
    slugs = compositor.inner(block.notes, box.outer - ASIDE_GAP, node, "running-note")
    for slug in slugs:
        if slug.space_after:
            slug.space_after = max(slug.space_after, _BETWEEN)
        else:
            # A note is read at a glance: it goes on over a page only where it is longer than one.
            slug.break_after = NEVER
    box.aside = tuple(slugs)
