"""The pages that trainers expect around the text: a packet's ``kit`` in, the pages' files out.

Each is a Markdown file like any section. The engine has one for each name; a file of the same name in
``sources/kit/`` stands in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.conditions import Vocabulary, is_condition, written_condition
from packetpress.load.files import SOURCES, ProjectFiles
from packetpress.load.validate import Settings, YesNo, known_keys, yes_or_no
from packetpress.load.yaml_values import YamlValue
from packetpress.model import NO_ATTRIBUTES, Attributes, ContentsEntry, Position

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


class KitSettings(Settings):
    """A page of the kit, without its conditions."""

    page: str
    """Its name."""
    leaf: YesNo | None = None
    """Whether it can be torn out: nothing else stands on its back. If not given, the page itself says it."""


_OWN = f"{SOURCES}/kit"
_SHIPPED = "packetpress:kit"
"""Begins the paths of the engine's own pages; no path in a project has a colon here."""
_FOLDER = Path(__file__).parent.parent / "kit"


def load_kit(
    value: YamlValue, files: ProjectFiles, names: Vocabulary, diagnostics: Diagnostics
) -> Mapping[Place, tuple[ContentsEntry, ...]]:
    """Front and back matter, each in the order in which it is listed. What is wrong is reported and left out.

    An item is a page's name, or a group of keys with conditions under which the packet has it.
    """
    found: dict[Place, list[ContentsEntry]] = {"front": [], "back": []}
    listed: set[str] = set()
    for item in value.items or ((value,) if value.value else ()):
        name, entry = _entry(item, files, names, diagnostics)
        if entry is not None and name not in listed:
            listed.add(name)
            found[KIT[name]].append(entry)
    return {place: tuple(entries) for place, entries in found.items()}


def _entry(
    item: YamlValue, files: ProjectFiles, names: Vocabulary, diagnostics: Diagnostics
) -> tuple[str, ContentsEntry | None]:
    page = item.get("page") if item.entries else item
    attributes, leaf = NO_ATTRIBUTES, None
    conditions: list[tuple[str, str]] = []
    for key, value in item.entries.items():
        if is_condition(key, names):
            conditions.append(written_condition(key, value, names, diagnostics))
            attributes = Attributes(pairs=tuple(conditions), pos=item.pos)
        elif key == "leaf":
            leaf = yes_or_no(key, value, diagnostics)
        elif key != "page":
            diagnostics.error(
                value.key_pos,
                f"“{key}” is neither a key that can stand here nor a condition of this project.",
                did_you_mean(key, known_keys(KitSettings) | names.keys()),
            )
    if not page.text:
        diagnostics.error(
            page.pos,
            "This page of the kit has no name."
            if item.entries
            else f"A page of the kit is a name, and this is {page.kind}.",
            f"Write - {min(KIT)}, or with conditions - {{page: {min(KIT)}, edition: facilitator}}.",
        )
    elif page.text not in KIT:
        diagnostics.error(
            page.pos, f"There is no page of the kit “{page.text}”.", did_you_mean(page.text, KIT)
        )
    else:
        path = kit_path(page.text, files)
        return page.text, ContentsEntry("kit", (path,), pos=page.pos, attributes=attributes, leaf=leaf)
    return "", None


def check_own_pages(files: ProjectFiles, diagnostics: Diagnostics) -> None:
    """Warns of files in ``sources/kit/`` that stand in no page's place and that nothing has read."""
    for path in files.in_folder(_OWN, ".md"):
        name = path.removeprefix(f"{_OWN}/").removesuffix(".md")
        if name not in KIT and path not in files.digests:
            diagnostics.warning(
                Position(path),
                f"No page of the kit is called “{name}”, so that nothing prints this file.",
                did_you_mean(name, KIT),
            )


def kit_path(name: str, files: ProjectFiles) -> str:
    """The file of a page of the kit: the project's own, or the engine's."""
    own = f"{_OWN}/{name}.md"
    return own if files.exists(own) else f"{_SHIPPED}/{name}.md"


def shipped_text(path: str) -> str | None:
    """The text of a page of the engine's own; None if ``path`` is a file of the project."""
    folder, _, name = path.rpartition("/")
    page = name.removesuffix(".md")
    return shipped_page(page) if folder == _SHIPPED and page in KIT else None


def shipped_page(page: str) -> str:
    """The text of the engine's own page of that name."""
    return (_FOLDER / f"{page}.md").read_text(encoding="utf-8")
