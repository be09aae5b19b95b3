"""What the commands say: findings, progress, files and packets in; words on the terminal out.

Results go to stdout, everything else to stderr. Colour and a moving bar only on a terminal, no colour with
NO_COLOR (rich's own rules), and neither where CI is set, as build services do.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from packetpress.diagnostics import Diagnostic, Diagnostics
from packetpress.excerpt import excerpt, visible
from packetpress.formats import to_github, to_json
from packetpress.walk import plain_text

if TYPE_CHECKING:
    from packetpress.model import Manuscript, ManuscriptSection, Packet
    from packetpress.pipeline import BuiltFile, SetPacket, Step

_COLORS = {"error": "bold red", "warning": "bold yellow", "internal error": "bold red"}
MAX_SHOWN = 200
"""Findings that people are shown at once."""
_WIDE = 1000
"""Columns where there is no terminal: lines are then for other programs, and are not broken."""


def _console(*, stderr: bool) -> Console:
    plain = bool(os.environ.get("CI")) and not os.environ.get("FORCE_COLOR")
    console = Console(
        stderr=stderr,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
        force_terminal=False if plain else None,
    )
    if not console.is_terminal:
        console.width = _WIDE
    return console


def say(text: str) -> None:
    _console(stderr=True).print(text)


def complain(kind: str, text: str) -> None:
    _console(stderr=True).print(Text.assemble((f"{kind}: ", _COLORS[kind]), text))


def show_diagnostics(found: Sequence[Diagnostic]) -> None:
    """Every finding with its place, its line and hint, errors first, and how many there are."""
    if not found:
        return
    ordered = _ordered(found)
    console = _console(stderr=True)
    for diagnostic in ordered[:MAX_SHOWN]:
        console.print(_finding(diagnostic))
    more = "" if len(ordered) <= MAX_SHOWN else f" Shown are the first {MAX_SHOWN}; --format json gives all."
    console.print(f"\n{_counts(ordered)}.{more}")


def show_as_json(found: Sequence[Diagnostic], files: Sequence[Mapping[str, object]]) -> None:
    """One JSON object on stdout; ``docs/reports.md`` lists its keys."""
    typed = {**to_json(_ordered(found)), "files": list(files)}
    _write(json.dumps(typed, indent=2))


def show_for_github(found: Sequence[Diagnostic], folder: str) -> None:
    """Annotations on stdout, for a workflow of GitHub; ``folder`` is the project's in the repository."""
    ordered = _ordered(found)
    for line in to_github(ordered, folder):
        _write(visible(line))
    if ordered:
        say(f"{_counts(ordered)}.")


def _write(line: str) -> None:
    """For other programs: no styles, no wrapping."""
    _console(stderr=False).out(line, highlight=False)


def _ordered(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    ordered = Diagnostics()
    ordered.extend(found)
    return ordered.sorted


def _finding(diagnostic: Diagnostic) -> Text:
    color = _COLORS[diagnostic.severity]
    head, _, message = str(replace(diagnostic, hint="")).partition(f"{diagnostic.severity}: ")
    text = Text.assemble((visible(head), "bold"), (f"{diagnostic.severity}: ", color), visible(message))
    shown = excerpt(diagnostic)
    if shown is not None:
        gutter = f"{shown.number:>5} | "
        text.append(f"\n{gutter}", "dim").append(shown.line)
        text.append(f"\n{'| ':>{len(gutter)}}", "dim").append(shown.marks, color)
    if diagnostic.hint:
        text.append(f"\n    {visible(diagnostic.hint)}")
    return text


def _counts(found: Sequence[Diagnostic]) -> str:
    severities = [diagnostic.severity for diagnostic in found]
    return ", ".join(filter(None, (_count(severities.count(name), name) for name in ("error", "warning"))))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""


@contextmanager
def progress() -> Iterator[Callable[[Step], None]]:
    """Something to call at each step: moves a bar on a terminal, else prints a line."""
    console = _console(stderr=True)
    if not console.is_terminal:
        yield lambda step: console.print(f"[{step.done}/{step.total}] {step.text}")
        return

    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Reading the sources", total=None)
        yield lambda step: bar.update(task, completed=step.done, total=step.total, description=step.text)


def show_files(files: Sequence[BuiltFile], output: Path, seconds: float) -> None:
    """A table of what was built, in the order it was built."""
    console = _console(stderr=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Packet", "Edition", "Layout"):
        table.add_column(title, overflow="fold")
    for title in ("Pages", "Size", "Time", "Warnings"):
        table.add_column(title, justify="right", no_wrap=True)
    for built in files:
        file = built.file
        table.add_row(
            file.packet,
            file.edition,
            file.layout + file.ending.removesuffix(".pdf"),
            str(file.pages),
            _size(len(file.data)),
            f"{built.seconds:.1f} s",
            str(built.warnings or "–"),
        )
    console.print(table)
    console.print(f"\n{_count(len(files), 'file')} in {output}, {seconds:.1f} s.")


def show_checked(checked: Sequence[SetPacket]) -> None:
    """A table of what was checked, with how many pages each file would have."""
    console = _console(stderr=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Packet", "Edition", "Layout"):
        table.add_column(title, overflow="fold")
    for title in ("Pages", "Warnings"):
        table.add_column(title, justify="right", no_wrap=True)
    for each in checked:
        warnings = str(each.warnings or "–")
        table.add_row(each.packet.name, each.edition, each.layout.name, str(each.pages.count), warnings)
    console.print(table)
    console.print(f"\n{_count(len(checked), 'file')} checked; nothing was written.")


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size // 1000, 1)} kB"


def show_packet(packet: Packet, editions: Sequence[Manuscript]) -> None:
    """A packet's name, title, editions and layouts, and the titles and files of its sections.

    Editions that hold the same sections are shown together.
    """
    console = _console(stderr=False)
    console.print(Text(packet.name, "bold"))
    first = editions[0]
    console.print(f"  {first.title}" + (f" ({first.audience})" if first.audience else ""))
    console.print(f"  Editions: {', '.join(packet.editions)}")
    console.print(f"  Layouts:  {', '.join(packet.layouts)}")
    held: dict[tuple[str, ...], list[str]] = {}
    for manuscript in editions:
        held.setdefault(tuple(_outline(manuscript.sections)), []).append(manuscript.edition)
    for lines, names in held.items():
        console.print("  Contents:" if len(held) == 1 else f"  Contents ({', '.join(names)}):")
        console.print("\n".join(lines))
    console.print()


def _outline(sections: Sequence[ManuscriptSection]) -> Iterator[str]:
    titles = [plain_text(section.source.title) if section.source else "" for section in sections]
    width = max(map(len, titles), default=0)
    part, number = "", 0
    for section, title in zip(sections, titles, strict=True):
        if section.part != part:
            part = section.part
            if part:
                yield f"      {part}"
        if section.source:
            number += section.kind == "section"
            counted = number if section.kind == "section" else ""
            yield f"    {counted:>3}  {title:<{width}}  {section.source.path}"
        else:
            yield f"         {section.kind.capitalize()}"
