"""A report's value in; lines for a terminal out. Lines that name a place begin with it, as findings do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from packetpress.model import Position
from packetpress.reports.coverage import Column, Coverage, Figures, Row
from packetpress.reports.diff import Diff, Difference, SectionName
from packetpress.reports.rules import Contradiction, Unmatched
from packetpress.reports.why import KeptOut, PlaceVerdict, Who, Why

WIDTH = 112
"""Columns in which tables are kept; a packet that doesn't fit goes into a further table."""


def at(pos: Position | None) -> str:
    """``file:line:column``, or the file alone."""
    if pos is None:
        return ""
    return f"{pos.file}:{pos.line}:{pos.column or 1}" if pos.line else pos.file


# ---------------------------------------------------------------------------------------- coverage


def coverage_text(report: Coverage) -> str:
    """The tables of sections × packets, then what no packet gets, each under its heading."""
    lines = [report.title, ""]
    lines += _packets(report.columns)
    lines += _tables(report)
    for title, entries in coverage_lists(report):
        lines += ["", f"{title}: {len(entries) or 'none'}"]
        lines += [f"  {place}: {text}" if text else f"  {place}" for place, text in entries]
    return "\n".join(lines) + "\n"


def coverage_lists(report: Coverage) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The findings as headings with entries: a place, and what is there or nothing."""
    return (
        ("Files that no packet lists", tuple((path, "") for path in report.unused_sources)),
        (
            "Content that no packet gets",
            tuple(
                (at(each.pos), _described(each.kind, each.words, each.condition)) for each in report.unseen
            ),
        ),
        ("Conditions that match nothing", tuple(_unmatched(report.unmatched))),
        (
            "Conditions that contradict each other",
            tuple((at(each.pos), _contradiction(each)) for each in report.contradictions),
        ),
        ("Images that no packet shows", tuple((path, "") for path in report.unused_images)),
        (
            "Entries of the bibliography that no packet cites",
            tuple((at(each.pos), each.key) for each in report.unused_references),
        ),
    )


def _described(kind: str, words: str, condition: str) -> str:
    return f"{kind} “{words}”" + (f", {condition}" if condition else "")


def _contradiction(each: Contradiction) -> str:
    what = _described(each.kind, each.words, each.condition)
    if each.outer == each.pos:
        return f"{what}, can never hold: its conditions exclude each other"
    return f"{what}, can never hold inside {each.outer_condition} ({at(each.outer)})"


def _packets(columns: Sequence[Column]) -> Iterator[str]:
    rows = [("Packet", "Editions", "Pages", "Words", "Grade", "Words a sentence", "Longest")]
    for column in columns:
        reading = column.total.reading
        rows.append(
            (
                column.packet,
                ", ".join(column.editions),
                str(column.total.pages),
                str(column.total.words),
                grade(column.total),
                f"{reading.sentence_words:.1f}",
                f"{reading.longest_words} ({at(reading.longest)})" if reading.longest else "–",
            )
        )
    yield from _aligned(rows, right=(2, 3, 4, 5))


def grade(figures: Figures) -> str:
    """The reading grade, or a dash where there is none."""
    return "–" if figures.reading.grade is None else f"{figures.reading.grade:.1f}"


def _tables(report: Coverage) -> Iterator[str]:
    """Pages, words and grade of each section; as many packets side by side as fit."""
    labels = [row_label(row) for row in report.rows]
    packets = list(dict.fromkeys(column.packet for column in report.columns))
    columns = {
        packet: [index for index, column in enumerate(report.columns) if column.packet == packet]
        for packet in packets
    }
    margin = max(map(len, labels), default=0)
    while packets:
        shown = columns[packets.pop(0)]
        while packets and margin + (_CELL + 2) * len([*shown, *columns[packets[0]]]) <= WIDTH:
            shown = [*shown, *columns[packets.pop(0)]]
        heads = [report.columns[index] for index in shown]
        yield ""
        yield from _aligned(
            [
                ("", *(head.packet for head in heads)),
                ("Pages, words, grade", *(editions_label(head, report.columns) for head in heads)),
                *(
                    (label, *(_cell(row.figures[index]) for index in shown))
                    for label, row in zip(labels, report.rows, strict=True)
                    if any(row.figures[index] for index in shown)
                ),
                ("All", *(_cell(head.total) for head in heads)),
            ],
            right=tuple(range(1, len(shown) + 1)),
        )


def editions_label(column: Column, columns: Sequence[Column]) -> str:
    """The column's editions; "all editions" if the packet has no other column and more than one of them."""
    alone = sum(1 for each in columns if each.packet == column.packet) == 1
    return "all editions" if alone and len(column.editions) > 1 else ", ".join(column.editions)


def row_label(row: Row) -> str:
    """The file without ``sources/``, or the title of what has no file."""
    return row.path.removeprefix("sources/") or row.title


_CELL = 16
"""Columns of a cell; the head may need more."""


def _cell(figures: Figures | None) -> str:
    if figures is None:
        return "–"
    return f"{figures.pages:>3} {figures.words:>6} {grade(figures):>5}"


def _unmatched(found: Iterable[Unmatched]) -> Iterator[tuple[str, str]]:
    """Conditions without any effect one by one; single values by name, with their first place."""
    parts: dict[tuple[str, str], list[Position]] = {}
    for each in found:
        if each.whole:
            effect = (
                "keeps it from nobody" if each.condition.startswith("not-") else "is for nobody who gets this"
            )
            yield at(each.pos), f"{_described(each.kind, each.words, each.condition)} {effect}"
        else:
            for value in each.values:
                parts.setdefault((value, each.condition), []).append(each.pos)
    for (value, condition), places in parts.items():
        rest = f" and {len(places) - 1} more" if len(places) > 1 else ""
        yield f"{at(places[0])}{rest}", f"“{value}” in {condition} is nobody who gets this"


def _aligned(rows: Sequence[Sequence[str]], right: Sequence[int]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            f"{cell:>{width}}" if index in right else f"{cell:<{width}}"
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


# ---------------------------------------------------------------------------------------- why


def why_text(report: Why) -> str:
    """Who gets the section and who doesn't, then its parts that not everybody gets."""
    name = f"“{report.title}”" if report.title else "a file that no packet lists"
    lines = [f"{report.path}: {name}" + (f" (@{report.id})" if report.id else "")]
    if report.condition:
        lines.append(f"  for {report.condition}")
    said: dict[str, list[Who]] = {}
    listed = {
        listing.who: f", listed at {at(listing.pos)}"
        + (f", {listing.condition}" if listing.condition else "")
        for listing in report.listings
    }
    for who in report.kept_in:
        said.setdefault(f"in{listed.get(who, '')}", []).append(who)
    for cause in report.kept_out:
        said.setdefault(f"out: {_because(cause)}{listed.get(cause.who, '')}", []).append(cause.who)
    lines += ["", *(f"  {_names(names)}: {text}" for text, names in said.items())]
    if report.places:
        lines += ["", "Parts that not everybody gets, or that have a condition:"]
    for place in report.places:
        lines += ["", *_place_lines(place)]
    return "\n".join(lines) + "\n"


def _place_lines(place: PlaceVerdict) -> Iterator[str]:
    indent = "  " * (place.depth + 1)
    condition = f", {place.condition}" if place.condition else ""
    yield f"{indent}{at(place.pos)}: {place.kind} “{place.words}”{condition}"
    if place.kept_in:
        yield f"{indent}  in:  {_names(place.kept_in)}"
    reasons: dict[str, list[Who]] = {}
    for cause in place.kept_out:
        own = cause.reason == "condition" and cause.condition == place.condition
        reasons.setdefault("its condition isn't met" if own else _because(cause), []).append(cause.who)
    for reason, names in reasons.items():
        yield f"{indent}  out: {_names(names)}: {reason}"


def _because(cause: KeptOut) -> str:
    if cause.reason == "not listed":
        return "not listed"
    if cause.reason == "condition":
        return f"{cause.condition} isn't met ({at(cause.pos)})"
    if cause.reason == "around" and cause.condition:
        return f"it stands in something that is out, {cause.condition} ({at(cause.pos)})"
    return "nothing in it is left" if cause.reason == "empty" else "it stands in something with nothing left"


def _names(names: Iterable[Who]) -> str:
    """ "front-line (participant, facilitator); managers (participant)"."""
    packets: dict[str, list[str]] = {}
    for who in names:
        packets.setdefault(who.packet, []).append(who.edition)
    return "; ".join(f"{packet} ({', '.join(editions)})" for packet, editions in packets.items())


# ---------------------------------------------------------------------------------------- diff


def diff_text(report: Diff) -> str:
    """Sections that only one gets, then what differs in the others."""
    one, two = (f"{who.packet}, {who.edition}" for who in (report.first, report.second))
    lines = [f"- {one}", f"+ {two}"]
    if report.only_first or report.only_second:
        lines += ["", "Sections that only one of them has:"]
    lines += [f"  - {_section(each)}" for each in report.only_first]
    lines += [f"  + {_section(each)}" for each in report.only_second]
    same = [each for each in report.shared if not each.differences]
    for section in report.shared:
        if section.differences:
            lines += ["", f"{section.path}: “{section.title}”"]
            lines += [line for each in section.differences for line in _difference(each)]
    if same:
        lines += ["", "The same in both:", *(f"  {each.path}: “{each.title}”" for each in same)]
    if not report.shared and not report.only_first and not report.only_second:
        lines += ["", "Neither of them has a section."]
    return "\n".join(lines) + "\n"


def _section(name: SectionName) -> str:
    return f"{name.path}: “{name.title}”" if name.path else name.title


def _difference(each: Difference) -> Iterator[str]:
    what = f"{at(each.pos)}: {each.kind}" + (f", {each.condition}" if each.condition else "")
    if each.only:
        yield f"  {'-' if each.only == 'first' else '+'} {what}: “{each.first or each.second}”"
    else:
        yield f"  ~ {what}: “{each.first}” / “{each.second}”"
