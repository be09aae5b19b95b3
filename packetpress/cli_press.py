"""The commands for printing: PDFs in, what keeps them from printing well on the terminal out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from packetpress.cli_shared import (
    DebugOption,
    ExitCode,
    ProjectOption,
    Style,
    StyleOption,
    outcome,
    show_findings,
)

press = typer.Typer()


@press.command(epilog="Exit codes: 0 nothing keeps them from printing, 1 something does, 2 wrong use.")
def preflight(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE.pdf",
            help="PDFs, made by packetpress or not.",
            show_default="the press files in the project's output folder",
        ),
    ] = None,
    vendor: Annotated[
        str,
        typer.Option(
            "--vendor",
            metavar="NAME",
            help="Who prints: a print shop's file in layouts/vendors/ without .yaml.",
            show_default="the press layout's",
        ),
    ] = "",
    project: ProjectOption = Path(),
    style: StyleOption = Style.TEXT,
    debug: DebugOption = False,
) -> None:
    """Check PDFs before they go to a print shop.

    Boxes and bleed, what stands too near to the edge, fonts, pictures, colours that aren't inks, black type
    of several inks, too much ink in one place, lines and type too thin, overprint, transparency,
    annotations, the printing condition and the file's own description. Each finding names the page, the
    place and the rule. Files for the press are checked in the same way whenever they are built.

    \b
      packetpress preflight
      packetpress preflight flyer.pdf --vendor ingramspark
      packetpress preflight flyer.pdf --format json
    """
    from packetpress.diagnostics import UsageError

    with outcome(debug, style, project):
        from packetpress import pipeline

        chosen = files or sorted((project / "output").glob("*/*-press.pdf"))
        if not chosen:
            raise UsageError("There are no press files in the output folder. Name a PDF, or build one first.")
        inspected = pipeline.preflight(project, chosen, vendor)
    found, shop = inspected.findings, inspected.vendor
    show_findings(found, style, project)
    broken = any(diagnostic.severity == "error" for diagnostic in found)
    if style is Style.TEXT:
        count = "1 file" if len(chosen) == 1 else f"{len(chosen)} files"
        which = "it" if len(chosen) == 1 else "them"
        told = f"Checked {count} as PDF/X-4 and for “{shop.title}” (layouts/vendors/{shop.name}.yaml)."
        if not broken:
            told += f" Nothing keeps {which} from being printed{'; look at the warnings.' if found else '.'}"
        typer.echo(told, err=True)
    if broken:
        raise typer.Exit(ExitCode.SOURCE_ERRORS)
