"""The commands that report on all packets together: arguments in, a report on stdout out."""

from __future__ import annotations

import gc
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from packetpress.cli_shared import EXIT_CODES, DebugOption, ProjectOption, outcome

reports = typer.Typer()


class TextFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


class PageFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


FormatOption: TypeAlias = Annotated[
    TextFormat, typer.Option("--format", help="Lines to read, or JSON for other programs.")
]


@reports.command(epilog=EXIT_CODES)
def coverage(
    project: ProjectOption = Path(),
    form: Annotated[
        PageFormat,
        typer.Option("--format", help="Lines to read, JSON for other programs, or a page for a browser."),
    ] = PageFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Show what each packet gets, and what nobody gets.

    Pages, words, reading grade and sentence length of every section in every packet and edition; files and
    passages that no packet gets, with file and line; conditions that match nothing or contradict each other;
    images and entries of the bibliography that nothing uses. Pages are those of each packet's first layout.
    The HTML page needs nothing else, and prints.

    \b
      packetpress coverage
      packetpress coverage --format html > coverage.html
      packetpress coverage --format json --project ../my-training
    """
    from packetpress import console

    gc.disable()  # as in build
    with outcome(debug):
        from packetpress import pipeline
        from packetpress.reports import as_json, coverage_html, coverage_text
        from packetpress.reports import coverage as report_on

        with console.progress() as step:
            survey = pipeline.survey(project, progress=step)
        report = report_on(survey)
        if form is PageFormat.HTML:
            typer.echo(coverage_html(report, survey.set_packets[0].layout.palette), nl=False)
        else:
            typer.echo(as_json(report) if form is PageFormat.JSON else coverage_text(report), nl=False)


@reports.command(epilog=EXIT_CODES)
def why(
    section: Annotated[str, typer.Argument(metavar="SECTION", help="Its title, its id (sec-…) or its file.")],
    packet: Annotated[
        str, typer.Argument(metavar="PACKET", help="Only this packet.", show_default="all of them")
    ] = "",
    project: ProjectOption = Path(),
    form: FormatOption = TextFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Explain what keeps a section in a packet or out.

    For every packet and edition: where it lists the section, and which condition, with file and line, isn't
    met. Then the same for its parts that have conditions or that not everybody gets.

    \b
      packetpress why "Good training shows up on Monday"
      packetpress why sec-why-train program-managers
      packetpress why sources/principles/6-why-train.md --format json
    """
    with outcome(debug):
        from packetpress import pipeline
        from packetpress.reports import as_json, why_text
        from packetpress.reports import why as report_on

        report = report_on(pipeline.read(project), section, packet)
        typer.echo(as_json(report) if form is TextFormat.JSON else why_text(report), nl=False)


@reports.command(epilog=EXIT_CODES)
def diff(
    first: Annotated[str, typer.Argument(metavar="PACKET", help="A packet.")],
    second: Annotated[str, typer.Argument(metavar="PACKET", help="The packet to compare it with.")],
    edition: Annotated[
        str,
        typer.Option(
            "--edition", metavar="NAME", help="Compare this edition.", show_default="the first that both have"
        ),
    ] = "",
    project: ProjectOption = Path(),
    form: FormatOption = TextFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Show what two packets hold differently.

    Sections that only one of them has; within the others, the parts that only one gets or that have other
    words, with file and line. "-" marks what the first gets, "+" the second, "~" what has other words.

    \b
      packetpress diff front-line program-managers
      packetpress diff front-line program-managers --edition facilitator
      packetpress diff front-line program-managers --format json
    """
    with outcome(debug):
        from packetpress import pipeline
        from packetpress.reports import as_json, diff_text
        from packetpress.reports import diff as report_on

        report = report_on(pipeline.read(project), first, second, edition)
        typer.echo(as_json(report) if form is TextFormat.JSON else diff_text(report), nl=False)
