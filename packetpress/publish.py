"""9  Finished files -> ``output/``, atomically, with a manifest.

In: finished PDFs with what the manifest says about each.
Out: ``<output>/<packet>/<packet>-<edition>-<layout>.pdf``, what is made of it or about it beside it, and
``<output>/manifest.json``.

Everything is first written to a temporary folder inside the output folder (so that it is on the same file
system, whatever is mounted or linked there), flushed to disk, and moved into place file by file, the manifest
last. What a move replaces is kept until the end: when one move fails, all are undone.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from packetpress.diagnostics import UsageError

MANIFEST = "manifest.json"
_IMPOSED = ("-booklet", "-2-up", "-4-up", "-cut-stack", "-cards")
ENDINGS = (
    *(".pdf", "-conformance.txt"),
    *(f"{way}.pdf" for way in _IMPOSED),
    *(f"{way}-order.{kind}" for way in ("", *_IMPOSED) for kind in ("pdf", "json")),
)
"""Of the files that are published for a packet, an edition and a layout."""
_GENERATOR = "packetpress"
_STAGING = ".packetpress-"
_NAMES = ("packet", "edition", "layout")
_KEYS = frozenset((*_NAMES, "path", "audience", "pages", "bytes", "sha256", "version", "source_hash"))
_INPUTS = ("sources", "layouts")
"""Folders of a project that are only read."""
_CHOOSE = "Name a folder for packets alone, such as --output packets."
_FORBIDDEN = frozenset('/\\:*?"<>|') | frozenset(map(chr, range(32)))

Record: TypeAlias = dict[str, str | int]
"""One file's entry in the manifest."""


@dataclass(frozen=True, slots=True)
class Publishable:
    """A finished file and what the manifest says about it."""

    packet: str
    edition: str
    """Empty for what is about all of the packet's editions."""
    layout: str
    audience: str
    pages: int
    """Of a file that has none: 1."""
    data: bytes
    version: str
    """The project's."""
    source_hash: str
    """SHA-256 (hex) over the files the packet is made of."""
    ending: str = ".pdf"
    """One of ``ENDINGS``."""

    @property
    def path(self) -> str:
        """Relative to the output folder, with forward slashes."""
        return _path(self.packet, self.edition, self.layout) + self.ending


def check_folder(output: Path, project: Path) -> None:
    """Raises UsageError for a folder in which packets would lie among other things.

    Those are the project's own, its sources and layouts, however they are written or linked; the reader's
    home; and the root of a file system.
    """
    folder = _real(output)
    if folder == folder.parent:
        raise UsageError(f"“{output}” is the whole disk. {_CHOOSE}")
    with contextlib.suppress(RuntimeError):  # nobody knows where home is
        if folder == _real(Path.home()):
            raise UsageError(f"“{output}” is your home folder. {_CHOOSE}")
    if _same(folder, project):
        raise UsageError(f"“{output}” is the project's own folder. {_CHOOSE}")
    for name in _INPUTS:
        if any(_same(each, project / name) for each in (folder, *folder.parents)):
            raise UsageError(f"“{output}” is in {name}/, where packets are made from. {_CHOOSE}")


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _same(folder: Path, other: Path) -> bool:
    """Also where the file system doesn't tell capital letters from small ones."""
    return folder == _real(other) or (folder.exists() and other.exists() and folder.samefile(other))


def publish(files: Sequence[Publishable], output: Path, *, complete: bool) -> None:
    """Puts ``files`` and the manifest into ``output``.

    ``complete``: these are all the project's files, so what an earlier manifest lists and is no longer made
    is removed, if it is still as it was published. Otherwise the other files and their entries stay, but not
    those of a packet, edition and layout that ``files`` hold anew: sheets made of its last pages, and what
    is about all of the packet's editions.
    Raises UsageError for two files of one name, and when the folder can't be written; ``output`` is then as
    it was before.
    """
    for file in files:
        _check_names(file.packet, file.layout, *_named_edition(file.edition))
    made = {file.path: file for file in files}
    if len(made) < len(files):
        twice = sorted(file.path for file in files if made[file.path] is not file)
        raise UsageError(f"Two files would be called “{twice[0]}”. Give one of the layouts another name.")
    earlier = _read_manifest(output)
    others = {path: record for path, record in earlier.items() if path not in made}
    anew = {(file.packet, edition, file.layout) for file in files for edition in (file.edition, "")}
    kept = {
        path: rec
        for path, rec in others.items()
        if not complete and tuple(rec[name] for name in _NAMES) not in anew and (output / path).is_file()
    }
    gone = [path for path, rec in others.items() if path not in kept and _untouched(output / path, rec)]
    records = kept | {path: _record(file) for path, file in made.items()}
    try:
        _exchange(
            output,
            {path: file.data for path, file in sorted(made.items())}
            | {MANIFEST: _manifest(records.values())},
            gone,
        )
    except PermissionError as error:
        raise UsageError(
            f"“{_named(error, output)}” can't be written. If it is open in another program, close it there "
            "and build again; else check that you may write to that folder, or choose another with --output."
        ) from error
    except OSError as error:
        raise UsageError(
            f"“{_named(error, output)}” can't be written: {error.strerror or error}. "
            "Mend that, or choose another folder with --output."
        ) from error


def _exchange(output: Path, new: Mapping[str, bytes], gone: Sequence[str]) -> None:
    """Writes ``new`` and removes ``gone``, all or nothing; the last of ``new`` after everything else."""
    made: list[Path] = []
    try:
        _make_folder(output, made)
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=output, ignore_cleanup_errors=True) as name:
            staging = Path(name)
            for path, data in new.items():
                _write(staging / "new" / path, data)
            *first, last = new
            _move(output, staging, (*first, *gone, last), made)
        for folder in {(output / path).parent for path in gone}:
            with contextlib.suppress(OSError):  # not empty: it holds files that are not ours
                folder.rmdir()
    except BaseException:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _move(output: Path, staging: Path, paths: Iterable[str], made: list[Path]) -> None:
    """Puts each path's new file in place, or removes the old where there is no new; undoes it on failure."""
    moved: list[str] = []
    try:
        for path in paths:
            final, new, old = output / path, staging / "new" / path, staging / "old" / path
            if final.parent != output and final.parent.is_symlink():
                raise OSError(0, "it is a link to another place", str(final.parent))
            _make_folder(final.parent, made)
            if os.path.lexists(final):
                old.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(final, old, follow_symlinks=False)
            moved.append(path)
            if new.exists():
                new.replace(final)
            else:
                final.unlink()
    except BaseException:
        for path in moved:
            final, old = output / path, staging / "old" / path
            with contextlib.suppress(OSError):
                if os.path.lexists(old):
                    old.replace(final)
                else:
                    final.unlink()
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir()
        made.append(place)


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _path(packet: str, edition: str, layout: str) -> str:
    return f"{packet}/{'-'.join(filter(None, (packet, edition, layout)))}"


def _record(file: Publishable) -> Record:
    return {
        "path": file.path,
        "packet": file.packet,
        "edition": file.edition,
        "layout": file.layout,
        "audience": file.audience,
        "pages": file.pages,
        "bytes": len(file.data),
        "sha256": sha256(file.data).hexdigest(),
        "version": file.version,
        "source_hash": file.source_hash,
    }


def _manifest(records: Iterable[Record]) -> bytes:
    files = sorted(records, key=lambda record: str(record["path"]))
    text = json.dumps({"generator": _GENERATOR, "files": files}, ensure_ascii=False, indent=2)
    return text.encode() + b"\n"


def _read_manifest(output: Path) -> dict[str, Record]:
    """Path -> entry of the manifest in ``output``; empty if there is none.

    A file of that name that is not ours would be lost, so it raises UsageError instead.
    """
    file = output / MANIFEST
    if not os.path.lexists(output):
        return {}
    if not output.is_dir():
        raise UsageError(f"“{output}” is not a folder. Choose another with --output.")
    if not os.path.lexists(file):
        return {}
    try:
        content: Any = json.loads(file.read_bytes())
        if content["generator"] != _GENERATOR:
            raise ValueError(content["generator"])
        return {str(record["path"]): record for record in map(_checked, content["files"])}
    except OSError as error:
        raise UsageError(f"“{file}” can't be read: {error.strerror or error}.") from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, UsageError) as error:
        raise UsageError(
            f"“{file}” is not a manifest that packetpress wrote, and a build would replace it. "
            "Move or delete it, or choose another folder with --output."
        ) from error


def _checked(record: dict[str, Any]) -> Record:
    packet, edition, layout = names = [record[key] for key in _NAMES]
    _check_names(packet, layout, *_named_edition(edition))
    if record.keys() != _KEYS or record["path"] not in {_path(*names) + ending for ending in ENDINGS}:
        raise ValueError(record)
    return record


def _named_edition(edition: str) -> tuple[str, ...]:
    return () if edition == "" else (edition,)


def _check_names(*names: str) -> None:
    """Raises UsageError for a name that leads out of the output folder, or that some system can't store."""
    for name in names:
        if not name.strip(". ") or name.startswith(".") or set(name) & _FORBIDDEN:
            raise UsageError(f"“{name}” can't be part of a file's name. Use letters, digits and hyphens.")


def _untouched(file: Path, record: Record) -> bool:
    """Whether ``file`` still is what the manifest's entry says was published."""
    try:
        if file.is_symlink() or file.parent.is_symlink():
            return False
        return sha256(file.read_bytes()).hexdigest() == record["sha256"]
    except OSError:
        return False


def _named(error: OSError, output: Path) -> str:
    """The file an error is about, as its reader knows it: never one in the temporary folder."""
    named = Path(str(error.filename2 or error.filename or output))
    return str(output if any(part.startswith(_STAGING) for part in named.parts) else named)


__all__ = ["MANIFEST", "Publishable", "check_folder", "publish"]
