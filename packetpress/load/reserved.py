"""The keys of project files that mean something of their own, so that no condition can be called that."""

from __future__ import annotations

RESERVED = frozenset(
    {
        *("title", "subtitle", "editions", "layouts", "contents", "variables", "part", "sections"),
        *("short-title", "objectives", "minutes", "id", "class", "lang", "alt", "width", "height", "scope"),
        *("kit", "sessions", "participants", "what", "detail"),
        *("group", "materials", "lines", "label", "from", "to", "mid", "points", "start"),
        *("fallback", "see-packet", "reading-grade", "sentence-words", "max-pages"),
    }
)
"""Keys of packet files, front matter and attribute lists that mean something else already."""
