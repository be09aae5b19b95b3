"""A line that is read as text in; a finding if it was surely meant as something else out.

A word processor's bullet, a missing space or a missing colon make an item, a box or a group into text.
"""

from __future__ import annotations

import re

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown.alike import hiding
from packetpress.model import Position

_LIST = re.compile(r"(?:[-*+]|1[.)]) +\S")
_BULLET = re.compile(r"([•·▪▫‣⁃◦●○■□▸►➢➤✓✔\uf0b7\uf0a7]) *\S")
"""Marks that word processors set before items; the last two are those of Word's Symbol and Wingdings."""
_BOX = r"\[ ?[xX✓✔✗]? ?\](?![(\[{:])"
_BOXED_ITEM = re.compile(rf"(?:[-*+–—•·▪●■]|\d{{1,3}}[.)]) *{_BOX}")
_BOX_ALONE = re.compile(_BOX)
_GROUP = re.compile(r"::(?!:) *([A-Za-z][\w-]*)? *:*$")
_TIGHT_HEADING = re.compile(r"#{1,6}[A-Za-z]")


def report_look_alike(
    text: str, pos: Position, diagnostics: Diagnostics, *, goes_on: bool, in_item: bool, begins_item: bool
) -> None:
    """Looks at the line ``text``, its containers' marks taken off.

    ``goes_on``: it continues a paragraph, ``in_item``: that of an item with a box. ``begins_item``: it is the
    first line of an item, after the mark.
    """
    if begins_item:
        if _BOX_ALONE.match(text):
            _report_box(pos, diagnostics)
        return
    if _BOXED_ITEM.match(text) or (goes_on and in_item and _BOX_ALONE.match(text)):
        _report_box(pos, diagnostics)
    elif group := _GROUP.match(text):
        name = group[1] or ""
        diagnostics.error(
            pos,
            "This line looks like a group's, and is read as text.",
            f"Write three colons: ::: {hiding(name) or name}".rstrip(),
        )
    elif goes_on and _LIST.match(text):
        diagnostics.warning(
            pos,
            "This looks like a list, but goes on the paragraph above it.",
            "Put an empty line before a list's first item.",
        )
    elif bullet := _BULLET.match(text):
        diagnostics.warning(
            pos,
            f"This looks like a list, but “{bullet[1]}” is read as text."
            if bullet[1].isprintable()
            else "This looks like a list, but its mark is read as text.",
            "Begin each item with a hyphen and a space: - …",
        )
    elif not goes_on and _TIGHT_HEADING.match(text):
        diagnostics.warning(
            pos, "This is read as text, not as a heading.", "For a heading, write a space after the #."
        )


def _report_box(pos: Position, diagnostics: Diagnostics) -> None:
    diagnostics.error(
        pos,
        "This looks like an item with a box, and is read as text.",
        "Write a hyphen, a space, the box and a space: - [ ] … or - [x] …",
    )
