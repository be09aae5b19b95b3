"""The commands: arguments in, files, words on the terminal and an exit code out.

Exit codes: 0 done, 1 the sources have errors, 2 wrong use, 3 internal error, 130 stopped with Ctrl-C.
Whatever takes long to import is imported inside the command that needs it, so that ``--help`` is quick.
"""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter
from typing import Annotated, TypeAlias

import typer


class ExitCode(IntEnum):
    DONE = 0
    SOURCE_ERRORS = 1
    WRONG_USE = 2
    INTERNAL = 3
    INTERRUPTED = 130


app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)

ProjectOption: TypeAlias = Annotated[
    Path,
    typer.Option(
        "--project",
        metavar="DIR",
        help="The project's folder, the one that holds sources/. The current folder if not given.",
        show_default=False,
    ),
]
DebugOption: TypeAlias = Annotated[
    bool, typer.Option("--debug", help="Show where in the program an internal error happened.")
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command line (by default this process's) and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help", "--version"}):
        given.insert(0, "build")
    try:
        app(given, prog_name=_program())
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return ExitCode.DONE


def _program() -> str:
    """How the reader started us, for help texts and next steps."""
    return "python build.py" if Path(sys.argv[0]).name == "build.py" else "packetpress"


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"packetpress {_version()}")
        raise typer.Exit


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("packetpress")
    except PackageNotFoundError:
        return "(not installed)"


@app.callback(epilog="Exit codes: 0 done, 1 the sources have errors, 2 wrong use, 3 internal error.")
def packetpress(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Make branded, print-ready training packets from Markdown, one per audience.

    Without a command, everything is built. COMMAND --help explains a command.

    Start a new project, build it, and open what is in its output folder:

    \b
      packetpress init my-training
      packetpress build --project my-training

    From a copy of the packetpress folder itself, write "python build.py" for "packetpress".
    """


@app.command(epilog="Exit codes: 0 done, 1 the sources have errors, 2 wrong use, 3 internal error.")
def build(
    packets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PACKET",
            help="Names of packets: their files in sources/packets/ without .yaml. All if none is named.",
            show_default=False,
        ),
    ] = None,
    layouts: Annotated[
        list[str] | None,
        typer.Option(
            "--layout",
            metavar="NAME",
            help="Only this one of the packets' layouts, e.g. office. Repeat it for more.",
            show_default=False,
        ),
    ] = None,
    editions: Annotated[
        list[str] | None,
        typer.Option(
            "--edition",
            metavar="NAME",
            help="Only this edition, participant or facilitator. Repeat it for more.",
            show_default=False,
        ),
    ] = None,
    project: ProjectOption = Path(),
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="DIR",
            help="Where the PDFs go.",
            show_default="output in the project's folder",
        ),
    ] = None,
    debug: DebugOption = False,
) -> None:
    """Build packets: one PDF for each packet, edition and layout.

    The PDFs go to output/PACKET/PACKET-EDITION-LAYOUT.pdf, with a list of them in output/manifest.json.
    If the sources have errors, all of them are shown with file, line and column, and nothing in the
    output folder changes.

    Everything; one packet; only what participants get; another project:

    \b
      packetpress build
      packetpress build front-line
      packetpress build front-line --edition participant --layout office
      packetpress build --project ../my-training --output ~/Desktop/packets
    """
    from packetpress import console

    # The stages' values are trees without cycles, so counting references frees them; looking for cycles
    # among hundreds of thousands of live values took a third of a long build.
    gc.disable()
    with _outcome(debug):
        from packetpress import pipeline

        target = output if output is not None else _own_output(project)
        started = perf_counter()
        with console.progress() as step:
            report = pipeline.build(
                project,
                target,
                packets=packets or (),
                layouts=layouts or (),
                editions=editions or (),
                progress=step,
            )
        console.show_diagnostics(report.warnings)
        console.show_files(report.files, target, perf_counter() - started)


@app.command("list")
def list_(project: ProjectOption = Path(), debug: DebugOption = False) -> None:
    """List the packets and what is in them.

    Shows the editions and layouts of each packet, and its sections by title with their files.

    \b
      packetpress list
      packetpress list --project ../my-training
    """
    from packetpress import console

    with _outcome(debug):
        from packetpress.audience import select
        from packetpress.diagnostics import Diagnostics
        from packetpress.load import load

        diagnostics = Diagnostics()
        library = load(project, diagnostics)
        diagnostics.raise_errors()
        manuscripts = [
            [select(library, packet, edition, diagnostics) for edition in packet.editions]
            for packet in library.packets
        ]
        diagnostics.raise_errors()
        for packet, editions in zip(library.packets, manuscripts, strict=True):
            console.show_packet(packet, editions)
        console.show_diagnostics(diagnostics.sorted)


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
    with _outcome(debug):
        from packetpress import starter

        starter.write(folder)
    name = f'"{folder}"' if " " in str(folder) else str(folder)
    typer.echo(f"Wrote a starter project to {folder}. Read README.txt there, then build it:\n")
    typer.echo(f"    {_program()} build --project {name}")


def _own_output(project: Path) -> Path:
    """The project's output folder, if that is inside it: a project may come from a stranger."""
    from packetpress.diagnostics import UsageError

    output = project / "output"
    if not output.resolve().is_relative_to(project.resolve()):
        raise UsageError(f"“{output}” is a link to {output.resolve()}. To write there, say so with --output.")
    return output


@contextmanager
def _outcome(debug: bool) -> Iterator[None]:
    """Turns whatever goes wrong inside into words on stderr and an exit code."""
    from packetpress import console
    from packetpress.diagnostics import SourceError, UsageError

    try:
        yield
    except SourceError as error:
        console.show_diagnostics(error.diagnostics)
        console.say("Nothing was published; the output folder is as it was.")
        raise typer.Exit(ExitCode.SOURCE_ERRORS) from None
    except UsageError as error:
        console.complain("error", str(error))
        raise typer.Exit(ExitCode.WRONG_USE) from None
    except KeyboardInterrupt:
        console.say("Stopped. The output folder is as it was.")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except BrokenPipeError:
        raise
    except Exception as error:
        if debug:
            traceback.print_exc()
        console.complain("internal error", f"{type(error).__name__}: {error}")
        console.say(
            f"This is a fault in packetpress {_version()}, not in your sources. "
            "The output folder is as it was.\nPlease report it with this message and what you did"
            + ("." if debug else "; the same command with --debug shows what a programmer needs.")
        )
        raise typer.Exit(ExitCode.INTERNAL) from None
