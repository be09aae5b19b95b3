"""The commands: arguments in, files, words on the terminal and an exit code out.

Exit codes: 0 done, 1 the sources have errors, 2 wrong use, 3 internal error, 130 stopped with Ctrl-C.
Whatever takes long to import is imported inside the command that needs it, so that ``--help`` is quick.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter
from typing import Annotated, NoReturn

import typer
from typer.core import TyperGroup
from typer.main import get_command

from packetpress import __version__
from packetpress.cli_press import press
from packetpress.cli_reports import reports
from packetpress.cli_shared import (
    EXIT_CODES,
    DebugOption,
    EditionsOption,
    ExitCode,
    LayoutsOption,
    PacketsArgument,
    ProjectOption,
    Style,
    StyleOption,
    outcome,
    program,
    show_findings,
)

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.add_typer(reports)
app.add_typer(press)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command line (by default this process's) and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if _means_build(given):
        given.insert(0, "build")
    try:
        app(given, prog_name=program())
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return ExitCode.DONE


def _means_build(given: Sequence[str]) -> bool:
    """Nothing but options, or packets: what is no command, nor like one, is somebody's packet."""
    if not given:
        return True
    first = given[0]
    if first.startswith("-"):
        return first not in {"-h", "--help", "--version"}
    group = get_command(app)
    commands = group.commands if isinstance(group, TyperGroup) else {}
    return not get_close_matches(first, commands, n=1, cutoff=0.75)


def run() -> NoReturn:
    """``main`` as a program: the process ends with its exit code."""
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # All files are written and closed. Taking a long build's million values apart one by one, as the
    # interpreter does at its end, would cost a sixth of the build (mypy leaves in this way for this reason).
    os._exit(code)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"packetpress {__version__}")
        raise typer.Exit


@app.callback(epilog=EXIT_CODES)
def packetpress(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Make branded, print-ready training packets from Markdown, one per audience.

    Without a command, everything is built, or the packets that are named. COMMAND --help explains a command.

    Start a new project, build it, and open what is in its output folder:

    \b
      packetpress init my-training
      packetpress build --project my-training

    From a copy of the packetpress folder itself, write "python build.py" for "packetpress".
    """


@app.command(epilog=EXIT_CODES)
def build(
    packets: PacketsArgument = None,
    layouts: LayoutsOption = None,
    editions: EditionsOption = None,
    project: ProjectOption = Path(),
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="DIR",
            help="Where the PDFs go: a folder for them alone.",
            show_default="output in the project's folder",
        ),
    ] = None,
    evidence: Annotated[
        bool,
        typer.Option("--evidence", help="Write a conformance report beside each screen file."),
    ] = False,
    impose: Annotated[
        list[str] | None,
        typer.Option(
            "--impose",
            metavar="HOW",
            help="Beside each file for paper, its pages on sheets: booklet, 2-up, 4-up, cut-stack or cards. "
            "Repeat it for more.",
            show_default=False,
        ),
    ] = None,
    sheet: Annotated[
        str,
        typer.Option(
            "--sheet",
            metavar="SIZE",
            help="The copier's sheets for --impose: letter, tabloid, a4 or a3.",
            show_default="the size that suits",
        ),
    ] = "",
    signature: Annotated[
        int,
        typer.Option(
            "--signature",
            metavar="SHEETS",
            min=0,
            help="Make a thick booklet in parts, each of so many sheets at most.",
            show_default="all sheets in one",
        ),
    ] = 0,
    style: StyleOption = Style.TEXT,
    debug: DebugOption = False,
) -> None:
    """Build packets: one PDF for each packet, edition and layout.

    The PDFs go to output/PACKET/PACKET-EDITION-LAYOUT.pdf, with a list of them in output/manifest.json.
    If the sources have errors, all of them are shown with file, line and column, and nothing in the
    output folder changes.

    Everything; one packet; only what participants get; a booklet; another project:

    \b
      packetpress build
      packetpress build front-line
      packetpress build front-line --edition participant --layout screen --evidence
      packetpress build front-line --layout office --impose booklet --sheet letter
      packetpress build --project ../my-training --output ~/Desktop/packets
    """
    from packetpress import console

    # The stages' values are trees without cycles, so counting references frees them; looking for cycles
    # among hundreds of thousands of live values took a third of a long build.
    gc.disable()
    with outcome(debug, style, project):
        from packetpress import pipeline

        target = output if output is not None else _own(project, "output", "with --output")
        started = perf_counter()
        with console.progress() as step:
            report = pipeline.build(
                project,
                target,
                packets=packets or (),
                layouts=layouts or (),
                editions=editions or (),
                evidence=evidence,
                sheets=impose or (),
                paper=sheet,
                signature=signature,
                progress=step,
            )
        made = [
            {"file": built.file.path, "pages": built.file.pages, "bytes": len(built.file.data)}
            for built in report.files
        ]
        show_findings(report.warnings, style, project, made)
        if style is Style.TEXT:
            console.show_files(report.files, target, perf_counter() - started)


@app.command(epilog=EXIT_CODES)
def check(
    packets: PacketsArgument = None,
    layouts: LayoutsOption = None,
    editions: EditionsOption = None,
    project: ProjectOption = Path(),
    style: StyleOption = Style.TEXT,
    debug: DebugOption = False,
) -> None:
    """Check packets as a build would, without writing anything.

    Shows what is wrong, with file, line and column and how to mend it, and the pages each file would have.

    \b
      packetpress check
      packetpress check front-line --edition participant
      packetpress check --project ../my-training
      packetpress check --format github
    """
    from packetpress import console

    gc.disable()  # as in build
    with outcome(debug, style, project):
        from packetpress import pipeline

        with console.progress() as step:
            report = pipeline.check(
                project,
                packets=packets or (),
                layouts=layouts or (),
                editions=editions or (),
                progress=step,
            )
        show_findings(report.warnings, style, project)
        if style is Style.TEXT:
            console.show_checked(report.checked)


@app.command("list")
def list_(
    packets: PacketsArgument = None, project: ProjectOption = Path(), debug: DebugOption = False
) -> None:
    """List the packets and what is in them.

    Shows the editions and layouts of each packet, and its sections by title with their files.

    \b
      packetpress list
      packetpress list front-line
      packetpress list --project ../my-training
    """
    from packetpress import console

    with outcome(debug):
        from packetpress import pipeline
        from packetpress.reports.find import find_packet

        reading = pipeline.read(project)
        library = reading.library
        for packet in [find_packet(library, name) for name in packets or ()] or library.packets:
            console.show_packet(packet, [m for m in reading.manuscripts if m.packet == packet.name])
        console.show_diagnostics(reading.warnings)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an empty one.")],
    debug: DebugOption = False,
) -> None:
    """Write a small project to start your own from.

    It is complete, and builds: one packet with a participant and a facilitator edition, two short sections,
    an exercise, a picture, a table, a reference and a glossary. README.txt in it says what to change first.

    \b
      packetpress init my-training
    """
    with outcome(debug):
        from packetpress import starter

        starter.write(folder)
    name = f'"{folder}"' if " " in str(folder) else str(folder)
    typer.echo(f"Wrote a starter project to {folder}. Read README.txt there, then build it:\n")
    typer.echo(f"    {program()} build --project {name}")


@app.command(epilog=EXIT_CODES)
def schema(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR", help="Where the schemas go. The folder schemas in the project's if not given."
        ),
    ] = None,
    project: ProjectOption = Path(),
    debug: DebugOption = False,
) -> None:
    """Write JSON Schemas with which editors complete and check YAML files.

    One each for project.yaml, packets, layouts, brands and front matter, with this project's conditions and
    layouts. A YAML file names its schema in its first line; write them again after a change of project.yaml.

    \b
      packetpress schema
      packetpress schema --project ../my-training
    """
    with outcome(debug):
        from packetpress import editor

        target = folder if folder is not None else _own(project, editor.FOLDER, "after “schema”")
        for file in editor.write_schemas(project, target):
            typer.echo(f"Wrote {file}")


def _own(project: Path, name: str, said: str) -> Path:
    """A folder of the project that is written to, if it is inside it: a project may come from a stranger.

    ``said``: how else the reader can name a folder.
    """
    from packetpress.diagnostics import UsageError

    folder = project / name
    if not folder.resolve().is_relative_to(project.resolve()):
        raise UsageError(f"“{folder}” is a link to {folder.resolve()}. To write there, say so {said}.")
    return folder
