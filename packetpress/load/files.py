"""The project folder in; texts, bytes and lists of file names out. The one way from sources to the disk.

Every path is relative to the project folder, with forward slashes ("sources/principles/1.md"). Nothing
outside the folder is read, be it named by "..", by an absolute path or by a symbolic link, and nothing is
fetched.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.model import Position

MAX_TEXT_BYTES = 20 * 1024 * 1024
MAX_IMAGE_BYTES = 50 * 1024 * 1024
MAX_GLOB_DEPTH = 32
"""Folders below each other that ``**`` goes into."""

SOURCES = "sources"
_CONTENTS = f"{SOURCES}/*"
"""Stands for the file that a packet's contents are relative to: they all begin in ``sources/``."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_WILDCARD = re.compile(r"[*?\[]")


class ProjectFiles:
    """Reads files of one project, and remembers the digest of each file it read."""

    def __init__(self, root: Path, diagnostics: Diagnostics) -> None:
        self._root = root.resolve()
        self._diagnostics = diagnostics
        self._digests: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._folders: dict[str, dict[str, str]] = {}

    @property
    def digests(self) -> Mapping[str, str]:
        """Path -> SHA-256 (hex) of every file read so far."""
        return MappingProxyType(self._digests)

    @property
    def texts(self) -> Mapping[str, str]:
        """Path -> content of every text file read so far."""
        return MappingProxyType(self._texts)

    def exists(self, path: str) -> bool:
        """Whether ``path`` is a file in the project, in exactly this spelling; says nothing if not."""
        return self._file(path) is not None

    def in_folder(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Paths of the files in ``folder`` whose names end in ``suffix``, sorted; none without the folder."""
        names = self._files_in(folder)
        return tuple(posixpath.join(folder, name) for name in names if name.endswith(suffix))

    def resolve(self, reference: str, from_path: str, pos: Position) -> str | None:
        """The path of the file that ``reference`` means in the file ``from_path``.

        A reference is relative to the file it stands in, or to ``sources/`` if it begins with a slash. Upper
        and lower case count on every system, so that what builds on one builds on all. Reports a path
        that leaves the project, an address on the web and a missing file, and returns None.
        """
        path = self._path(reference, from_path, pos)
        if path is None:
            return None
        if not self._inside(path):
            self._report_link(reference, pos)
            return None
        if self.exists(path):
            return self._on_disk(path)
        folder, name = posixpath.split(path)
        if self._is_folder(path):
            self._diagnostics.error(pos, f"“{reference}” is a folder, not a file.", "Name a file in it.")
        elif self._folder(folder):
            hint = did_you_mean(name, self._files_in(folder)) or f"The folder {folder}/ holds no file."
            self._diagnostics.error(pos, f"There is no file “{reference}” (looked for {path}).", hint)
        else:
            near = self._near(path)
            base = SOURCES if reference.startswith("/") else posixpath.dirname(from_path)
            spelled = ("/" if reference.startswith("/") else "") + posixpath.relpath(near or path, base)
            self._diagnostics.error(
                pos,
                f"There is no file “{reference}” (looked for {path}).",
                f"Did you mean “{spelled}”?"
                if near
                else f"There is no folder {folder}/ either; {self._from_where(from_path)}.",
            )
        return None

    @staticmethod
    def _from_where(from_path: str) -> str:
        """Where paths in that file begin."""
        if from_path == _CONTENTS:
            return f"paths here begin in {SOURCES}/"
        return f"paths are relative to the file they stand in, or to {SOURCES}/ when they begin with a slash"

    def _near(self, path: str) -> str:
        """The file that is spelled most like ``path``, folder by folder; empty if none is like it."""
        folder = ""
        for name in path.split("/"):
            there = [each for each in self._folder(folder).values() if not each.startswith(".")]
            small = {each.casefold(): each for each in reversed(there)}
            found = name if name in there else small.get(name.casefold())
            if found is None:
                close = get_close_matches(name.casefold(), small, n=1, cutoff=0.7)
                if not close:
                    return ""
                found = small[close[0]]
            folder = posixpath.join(folder, found)
        return folder if self.exists(folder) else ""

    def glob(self, pattern: str, pos: Position) -> tuple[str, ...]:
        """The files under ``sources/`` that ``pattern`` names, sorted by name, folder by folder.

        ``*`` and ``?`` stand for characters of one name, ``**`` for any folders; hidden files don't count. A
        pattern without these names one file. No match is reported as an error and gives an empty tuple.
        """
        if not _WILDCARD.search(pattern):
            path = self.resolve(pattern, _CONTENTS, pos)
            return () if path is None else (path,)
        path = self._path(pattern, _CONTENTS, pos)
        if path is None:
            return ()
        found: set[str] = set()
        self._match("", path.split("/"), found, MAX_GLOB_DEPTH)
        if not found:
            folder = posixpath.dirname(_WILDCARD.split(path)[0] + "x")
            there = self._files_in(folder)
            if there:
                hint = f"{folder}/ holds {', '.join(there[:6])}{', …' if len(there) > 6 else ''}."
            elif self._folder(folder):
                hint = f"There are no files in {folder}/."
            else:
                hint = f"There is no folder {folder}/."
            self._diagnostics.error(pos, f"No file matches “{pattern}”.", hint)
        return tuple(sorted(found, key=lambda match: match.split("/")))

    def read_bytes(self, path: str, pos: Position, limit: int = MAX_IMAGE_BYTES) -> bytes | None:
        """The content of ``path``; reports a file that is missing, unreadable, outside or over ``limit``."""
        file = self._file(path)
        if file is None:
            self._diagnostics.error(pos, f"There is no file “{path}”.", self._nearest(path))
            return None
        if not self._inside(path):
            self._report_link(path, pos)
            return None
        try:
            with file.open("rb") as stream:
                data = stream.read(limit + 1)
        except OSError as error:
            reason = error.strerror or "the system refused"
            self._diagnostics.error(pos, f"“{path}” can't be read ({reason}).", "Check its permissions.")
            return None
        if len(data) > limit:
            self._diagnostics.error(
                pos, f"“{path}” is larger than {limit // 1024 // 1024} MB.", "Use a smaller file."
            )
            return None
        self._digests[path] = hashlib.sha256(data).hexdigest()
        return data

    def read_text(self, path: str, pos: Position) -> str | None:
        """The text of ``path``, without a byte order mark, each line ended by ``\\n``.

        Reports what ``read_bytes`` does, and bytes that are not UTF-8 with the line and column they stand in.
        """
        if path in self._texts:
            return self._texts[path]
        data = self.read_bytes(path, pos, MAX_TEXT_BYTES)
        if data is None:
            return None
        data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            before = _unix_lines(data[: error.start].decode("utf-8"))
            line = before.count("\n") + 1
            self._diagnostics.keep_text(path, _unix_lines(data.decode("utf-8", errors="replace")))
            column = len(before) - (before.rfind("\n") + 1) + 1
            self._diagnostics.error(
                Position(path, line, column),
                f"This is not UTF-8 text (byte 0x{data[error.start]:02X}).",
                "Save the file with the encoding UTF-8; then look at the accents and quotation marks.",
            )
            return None
        self._texts[path] = _unix_lines(text)
        self._diagnostics.keep_text(path, self._texts[path])
        return self._texts[path]

    def _path(self, reference: str, from_path: str, pos: Position) -> str | None:
        """The path that ``reference`` spells, if it stays in the project; else None, reported."""
        outside = "Only files of the project are read; copy it into the project, under sources/."
        if _SCHEME.match(reference) and not re.match(r"[A-Za-z]:[\\/]", reference):
            self._diagnostics.error(
                pos,
                f"“{reference}” is an address, not a file of the project.",
                "Nothing is fetched from the web; save the file under sources/ and name it here.",
            )
            return None
        if "\\" in reference:
            self._diagnostics.error(
                pos,
                f"“{reference}” has a backslash in it.",
                "Write paths with forward slashes, on Windows too: images/picture.png.",
            )
            return None
        if re.match(r"[A-Za-z]:/", reference) or reference.startswith("~"):
            self._diagnostics.error(pos, f"“{reference}” leaves the project.", outside)
            return None
        if any(unicodedata.category(character) == "Cc" for character in reference):
            self._diagnostics.error(pos, "There is an unseen character in this path.", "Type it again.")
            return None
        if not reference.strip("/"):
            self._diagnostics.error(pos, "A file name is missing here.", "Write the path of a file.")
            return None
        base = SOURCES if reference.startswith("/") else posixpath.dirname(from_path)
        path = posixpath.normpath(posixpath.join(base, reference.lstrip("/")))
        parts = path.split("/")
        if parts[0] == "..":
            self._diagnostics.error(pos, f"“{reference}” leaves the project.", outside)
            return None
        if any(part.startswith(".") for part in parts):
            self._diagnostics.error(
                pos,
                f"“{reference}” names a hidden file or folder (its name begins with a dot).",
                "Hidden files are not part of a project; rename it.",
            )
            return None
        return path

    def _match(self, folder: str, pattern: list[str], found: set[str], depth: int) -> None:
        head, rest = pattern[0], pattern[1:]
        if head == "**" and rest:
            self._match(folder, rest, found, depth)
        if depth == 0:
            return
        for name in self._folder(folder).values():
            path = posixpath.join(folder, name)
            if name.startswith(".") or not (head == "**" or fnmatchcase(_nfc(name), _nfc(head))):
                continue
            if not self._is_folder(path):
                if not rest and self._file(path) is not None:
                    found.add(path)
            elif head == "**":
                self._match(path, pattern, found, depth - 1)
            elif rest:
                self._match(path, rest, found, depth - 1)

    def _folder(self, folder: str) -> dict[str, str]:
        """Composed (NFC) and actual spelling of the names in ``folder``; empty if it is missing or outside.

        Macs hand out decomposed accents, keyboards composed ones; both are to name the same file.
        """
        if folder not in self._folders:
            names: list[str] = []
            if self._inside(folder):
                with suppress(OSError):
                    names = sorted(entry.name for entry in (self._root / folder).iterdir())
            self._folders[folder] = {_nfc(name): name for name in names}
        return self._folders[folder]

    def _on_disk(self, path: str) -> str | None:
        """``path`` as the disk spells it, or None if there is nothing of that name (case counts)."""
        folder = ""
        for name in path.split("/"):
            actual = self._folder(folder).get(_nfc(name))
            if actual is None:
                return None
            folder = posixpath.join(folder, actual)
        return folder

    def _inside(self, path: str) -> bool:
        try:
            return (self._root / path).resolve().is_relative_to(self._root)
        except (OSError, RuntimeError):  # a symbolic link that leads to itself
            return False

    def _is_folder(self, path: str) -> bool:
        found = self._on_disk(path) if path else ""
        return found is not None and (self._root / found).is_dir()

    def _file(self, path: str) -> Path | None:
        found = self._on_disk(path)
        return self._root / found if found is not None and (self._root / found).is_file() else None

    def _files_in(self, folder: str) -> tuple[str, ...]:
        return tuple(
            name
            for name in self._folder(folder).values()
            if not name.startswith(".") and self._file(posixpath.join(folder, name)) is not None
        )

    def _nearest(self, path: str) -> str:
        folder, name = posixpath.split(path)
        return did_you_mean(name, self._files_in(folder))

    def _report_link(self, path: str, pos: Position) -> None:
        self._diagnostics.error(
            pos,
            f"“{path}” is a link that leads out of the project.",
            "Copy the file itself into the project, under sources/.",
        )


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
