"""The coverage report in; one page of HTML out that needs nothing else: no scripts, fonts or network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from packetpress.model import Paint
from packetpress.reports.coverage import Coverage, Figures
from packetpress.reports.text import at, coverage_lists, editions_label, grade

_COLORS = ("ink", "muted", "deep", "sand", "rule", "paper")

_ABREAST = 6
"""Columns of one table."""

_STYLE = """
body { font: 15px/1.45 "Atkinson Hyperlegible Next", "Atkinson Hyperlegible", Verdana, sans-serif;
  color: var(--ink); background: var(--paper); margin: 2rem; }
h1, h2 { font-family: Fraunces, Georgia, serif; color: var(--deep); line-height: 1.15; }
h2 { margin-top: 2.2rem; }
p, li { max-width: 48rem; }
.wide { overflow-x: auto; margin-bottom: 2rem; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--rule); text-align: right; vertical-align: top; }
th:first-child { text-align: left; font-weight: normal; min-width: 15rem; }
thead th { background: var(--deep); color: var(--paper); vertical-align: bottom; }
thead th:first-child { font-weight: bold; }
tfoot th, tfoot td { background: var(--sand); border-bottom: 0; }
td span { display: block; white-space: nowrap; }
.none { color: var(--muted); }
code { font-family: "Atkinson Hyperlegible Mono", Menlo, Consolas, monospace; font-size: .9em;
  color: var(--muted); overflow-wrap: anywhere; }
@page { size: landscape; margin: 12mm; }
@media print {
  body { margin: 0; font-size: 10px; }
  table { font-size: 9px; }
  th, td { padding: .15rem .4rem; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  tr, li { break-inside: avoid; }
  .wide { overflow: visible; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def coverage_html(report: Coverage, palette: Mapping[str, Paint]) -> str:
    """The whole page; ``palette`` is a layout's, of which the on-screen colours are used."""
    title = escape(report.title)
    colors = " ".join(f"--{name}: {_css(palette[name])};" for name in _COLORS)
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>Coverage: {title}</title>\n",
            f"<style>\n:root {{ {colors} }}{_STYLE}</style>\n</head>\n<body>\n",
            f"<h1>{title}: what each packet gets</h1>\n",
            "<p>In each cell: pages, words, Flesch-Kincaid reading grade and average words a sentence.</p>\n",
            *(part for shown in _groups(report) for part in _table(report, shown)),
            *_lists(report),
            "</body>\n</html>\n",
        )
    )


def _css(paint: Paint) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in paint.rgb)


def _groups(report: Coverage) -> list[list[int]]:
    """The columns by index, in tables that a printed page holds; a packet's editions stay together."""
    groups: list[list[int]] = []
    for packet in dict.fromkeys(column.packet for column in report.columns):
        own = [index for index, column in enumerate(report.columns) if column.packet == packet]
        if groups and len(groups[-1]) + len(own) <= _ABREAST:
            groups[-1] += own
        else:
            groups.append(own)
    return groups


def _table(report: Coverage, shown: Sequence[int]) -> Iterator[str]:
    """The sections that one of the columns ``shown`` has."""
    yield '<div class="wide">\n<table>\n<thead>\n<tr><th scope="col">Section</th>'
    for column in (report.columns[index] for index in shown):
        editions = escape(editions_label(column, report.columns))
        yield f'<th scope="col" title="{escape(column.title)}">{escape(column.packet)}<br>{editions}</th>'
    yield "</tr>\n</thead>\n<tbody>\n"
    for row in report.rows:
        figures = [row.figures[index] for index in shown]
        if any(figures):
            path = f"<br><code>{escape(row.path)}</code>" if row.path else ""
            cells = "".join(map(_cell, figures))
            yield f'<tr><th scope="row">{escape(row.title)}{path}</th>{cells}</tr>\n'
    totals = "".join(_cell(report.columns[index].total) for index in shown)
    yield f'</tbody>\n<tfoot>\n<tr><th scope="row">Whole packet</th>{totals}</tr>\n</tfoot>\n'
    yield "</table>\n</div>\n"


def _cell(figures: Figures | None) -> str:
    if figures is None:
        return '<td class="none">–</td>'
    reading = figures.reading
    lines = [f"{figures.pages} p", f"{figures.words} words"]
    if reading.longest:
        lines.append(f"grade {grade(figures)}, {reading.sentence_words:.1f}")
    longest = f' title="Longest sentence: {reading.longest_words} words, {escape(at(reading.longest))}"'
    return f"<td{longest if reading.longest else ''}>{''.join(f'<span>{line}</span>' for line in lines)}</td>"


def _lists(report: Coverage) -> Iterator[str]:
    for title, entries in coverage_lists(report):
        yield f"<h2>{escape(title)}</h2>\n"
        yield from _list(entries)


def _list(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    items = [
        f"<li><code>{escape(place)}</code>{'<br>' if text else ''}{escape(text)}</li>\n"
        for place, text in entries
    ]
    yield f"<ul>\n{''.join(items)}</ul>\n" if items else '<p class="none">None.</p>\n'
