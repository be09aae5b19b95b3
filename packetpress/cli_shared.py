"""What the commands share: exit codes, common options, and how whatever goes wrong ends."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from packetpress import __version__

if TYPE_CHECKING:
    from packetpress.diagnostics import Diagnostic


class ExitCode(IntEnum):
    DONE = 0
    SOURCE_ERRORS = 1
    WRONG_USE = 2
    INTERNAL = 3
    INTERRUPTED = 130


class Style(StrEnum):
    """How findings are shown."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


EXIT_CODES = "Exit codes: 0 done, 1 the sources have errors, 2 wrong use, 3 internal error."

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
StyleOption: TypeAlias = Annotated[
    Style,
    typer.Option(
        "--format",
        help="How findings are shown: as text, as JSON for editors and scripts, or as annotations for a "
        "workflow on GitHub.",
    ),
]
PacketsArgument: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PACKET",
        help="Names of packets: their files in sources/packets/ without .yaml. All if none is named.",
        show_default=False,
    ),
]
LayoutsOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--layout",
        metavar="NAME",
        help="This layout instead of the packets' own, e.g. screen. Repeat it for more.",
        show_default=False,
    ),
]
EditionsOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--edition",
        metavar="NAME",
        help="Only this edition, participant or facilitator. Repeat it for more.",
        show_default=False,
    ),
]


def program() -> str:
    """How the reader started us, for help texts and next steps."""
    return "python build.py" if Path(sys.argv[0]).name == "build.py" else "packetpress"


def show_findings(
    found: Sequence[Diagnostic],
    style: Style,
    project: Path,
    files: Sequence[Mapping[str, object]] = (),
) -> None:
    """Findings, and for JSON what was made, in the style that was asked for."""
    from packetpress import console

    if style is Style.JSON:
        console.show_as_json(found, files)
    elif style is Style.GITHUB:
        console.show_for_github(found, _in_repository(project))
    else:
        console.show_diagnostics(found)


def _in_repository(project: Path) -> str:
    """The project's folder as GitHub wants it: relative to the checkout, which a workflow need not run in."""
    checkout = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    folder = project.resolve()
    return folder.relative_to(checkout).as_posix() if folder.is_relative_to(checkout) else folder.as_posix()


@contextmanager
def outcome(debug: bool, style: Style = Style.TEXT, project: Path = Path()) -> Iterator[None]:
    """Turns whatever goes wrong inside into words on stderr, findings in ``style``, and an exit code."""
    from packetpress import console
    from packetpress.diagnostics import NOWHERE, Diagnostic, SourceError, UsageError

    def tell(kind: str, message: str) -> None:
        console.complain(kind, message)
        if style is not Style.TEXT:
            show_findings([Diagnostic("error", NOWHERE, message)], style, project)

    try:
        yield
    except SourceError as error:
        show_findings(error.diagnostics, style, project)
        console.say("Nothing was published; the output folder is as it was.")
        raise typer.Exit(ExitCode.SOURCE_ERRORS) from None
    except UsageError as error:
        tell("error", str(error))
        raise typer.Exit(ExitCode.WRONG_USE) from None
    except KeyboardInterrupt:
        console.say("Stopped. The output folder is as it was.")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except BrokenPipeError:
        raise
    except Exception as error:
        if debug:
            traceback.print_exc()
        tell("internal error", f"{type(error).__name__}: {error}")
        console.say(
            f"This is a fault in packetpress {__version__}, not in your sources. "
            "The output folder is as it was.\nPlease report it with this message and what you did"
            + ("." if debug else "; the same command with --debug shows what a programmer needs.")
        )
        raise typer.Exit(ExitCode.INTERNAL) from None
