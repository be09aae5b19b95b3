"""What somebody typed in; the section or packet that is meant out, or a UsageError that helps."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from difflib import get_close_matches

from packetpress.diagnostics import UsageError, did_you_mean
from packetpress.model import NO_ATTRIBUTES, Library, Packet, Source
from packetpress.walk import descendants, plain_text


def find_packet(library: Library, name: str) -> Packet:
    """The packet of that name; UsageError if there is none."""
    for packet in library.packets:
        if packet.name == name:
            return packet
    hint = did_you_mean(name, [packet.name for packet in library.packets])
    raise UsageError(f"There is no packet “{name}”. {hint}".rstrip())


def find_section(library: Library, files: Iterable[str], name: str) -> str:
    """The path of the section with that title, id or file name.

    A title may be in upper or lower case, a path without ``sources/`` and ``.md``, an id without ``sec-``; a
    file that no packet lists has its path only. UsageError if nothing, or more than one file, is meant.
    """
    wanted = " ".join(name.replace("\\", "/").removeprefix("./").split()).casefold()
    names: dict[str, set[str]] = {}
    for path in sorted({*library.sources, *(file for file in files if file.endswith(".md"))}):
        for each in _names(path, library.sources.get(path)):
            names.setdefault(each.casefold(), set()).add(path)
    found = names.get(wanted, set())
    if wanted in {path.casefold() for path in found}:
        return next(path for path in found if path.casefold() == wanted)
    if len(found) == 1:
        return found.pop()
    if found:
        raise UsageError(f"“{name}” may be any of {', '.join(sorted(found))}. Name the file.")
    _report_part(library, name.removeprefix("#").removeprefix("@"))
    known = {
        each.casefold(): each for path, source in library.sources.items() for each in (*_titles(source), path)
    }
    near = get_close_matches(wanted, known, n=1) or [each for each in known if wanted and wanted in each][:1]
    hint = f"Did you mean “{known[near[0]]}”?" if near else "“list” shows every section with its file."
    raise UsageError(f"There is no section “{name}”. {hint}")


def _report_part(library: Library, name: str) -> None:
    """UsageError that names the section, if ``name`` is the id of something in one."""
    for path, source in library.sources.items():
        for node in descendants(source.blocks):
            attributes = getattr(node, "attributes", NO_ATTRIBUTES)
            if name and attributes.id == name:
                raise UsageError(
                    f"“{name}” is a part of the section “{plain_text(source.title)}”. "
                    f"Only whole sections can be asked for; their parts are told with them. "
                    f"Name the section: {path}"
                )


def _names(path: str, source: Source | None) -> Iterable[str]:
    inside = path.removeprefix("sources/")
    stem = posixpath.basename(path).removesuffix(".md")
    return (
        path,
        inside,
        inside.removesuffix(".md"),
        f"{stem}.md",
        stem,
        *(_titles(source) if source else ()),
    )


def _titles(source: Source) -> Iterable[str]:
    title = plain_text(source.title)
    names = [title, source.short_title, source.attributes.id, source.attributes.id.removeprefix("sec-")]
    return tuple(dict.fromkeys(each for each in names if each))
