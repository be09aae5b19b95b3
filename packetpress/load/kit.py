"""The pages that trainers expect around the text: a name in a packet's ``kit`` in, the page's file out.

Each is a Markdown file like any section. The engine has one for each name; a file of the same name in
``sources/kit/`` stands in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from packetpress.load.files import SOURCES, ProjectFiles

Place = Literal["front", "back"]

KIT: Mapping[str, Place] = {
    "how-to-use": "front",
    "agenda": "front",
    "objectives": "front",
    "pre-post-check": "front",
    "sign-in": "front",
    "name-tents": "front",
    "materials": "front",
    "room-plan": "front",
    "print-order": "front",
    "action-plan": "back",
    "evaluation": "back",
    "exercise-index": "back",
    "attendance": "back",
    "resources": "back",
    "contacts": "back",
    "answer-key": "back",
}
"""Page -> before the sections or after them."""

_OWN = f"{SOURCES}/kit"
_SHIPPED = "packetpress:kit"
"""Begins the paths of the engine's own pages; no path in a project has a colon here."""
_FOLDER = Path(__file__).parent.parent / "kit"


def kit_path(name: str, files: ProjectFiles) -> str:
    """The file of a page of the kit: the project's own, or the engine's."""
    own = f"{_OWN}/{name}.md"
    return own if files.exists(own) else f"{_SHIPPED}/{name}.md"


def shipped_text(path: str) -> str | None:
    """The text of a page of the engine's own; None if ``path`` is a file of the project."""
    folder, _, name = path.rpartition("/")
    if folder != _SHIPPED or name.removesuffix(".md") not in KIT:
        return None
    return (_FOLDER / name).read_text(encoding="utf-8")
