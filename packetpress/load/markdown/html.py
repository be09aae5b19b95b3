"""Raw HTML and entities in running text: what a tag is, which ones are honoured, what an entity says."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9-]*+)"""
    r"""((?:\s++[A-Za-z_:@][\w:.@-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+)\s*+/?>"""
)
_TITLE = re.compile(r"""\stitle\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++))""", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

PAIRED = frozenset({"sub", "sup", "kbd", "abbr"})
"""Tags that enclose something and are honoured; ``br`` stands alone."""


class Tag:
    """An opening or closing tag in ``text[start:end]``."""

    __slots__ = ("closing", "end", "name", "title")

    def __init__(self, match: re.Match[str]) -> None:
        self.closing = match[1] == "/"
        self.name = match[2].lower()
        self.end = match.end()
        title = _TITLE.search(match[3]) if self.name == "abbr" and match[3] else None
        self.title = decode(title[1] or title[2] or title[3] or "") if title else ""


def tag_at(text: str, start: int) -> Tag | None:
    match = _TAG.match(text, start)
    return Tag(match) if match else None


def entity_at(text: str, start: int) -> tuple[str, int] | None:
    """The characters that the entity at ``start`` stands for, and the offset after it."""
    match = _ENTITY.match(text, start)
    if match is None:
        return None
    decoded = decode(match[0])
    return None if decoded == match[0] else (decoded, match.end())


def decode(text: str) -> str:
    """``text`` with its entities replaced (HTML 5's names)."""
    if "&" not in text:
        return text
    from html import unescape

    return _ENTITY.sub(lambda match: unescape(match[0]), text)
