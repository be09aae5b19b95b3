"""Where a link may go: a web address, e-mail, telephone, or a place in the packet."""

from __future__ import annotations

import re

from packetpress.diagnostics import Diagnostics
from packetpress.model import Position

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ALLOWED = frozenset({"http", "https", "mailto", "tel"})


def checked_target(target: str, pos: Position, diagnostics: Diagnostics) -> str | None:
    """``target`` if a packet can hold it; else None, with a warning (the link's words are kept as text)."""
    if target.startswith("#") and len(target) > 1:
        return target
    scheme = _SCHEME.match(target)
    if scheme and scheme[1].lower() in _ALLOWED:
        return target.replace(" ", "%20")
    if scheme:
        diagnostics.warning(
            pos,
            f"A link may not go to “{scheme[1]}:”; its words are kept as text.",
            "Links go to http, https, mailto or tel addresses, or to #ids in the packet.",
        )
    else:
        diagnostics.warning(
            pos,
            f"The link to “{target}” can't work in a packet; its words are kept as text."
            if target
            else "The link goes nowhere; its words are kept as text.",
            "Write a full address (https://…), or refer to a section by its id: @sec-….",
        )
    return None
