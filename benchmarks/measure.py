"""A command in; the time and memory it took, with all processes it started, out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Usage:
    """What one or several processes used."""

    cpu: float = 0.0
    """Seconds of user and system time."""
    wall: float = 0.0
    """Seconds from start to end."""
    memory: float = 0.0
    """Peak resident memory of the largest process, in MB (10^6 bytes)."""

    def then(self, other: Usage) -> Usage:
        """Both, one after the other."""
        return Usage(self.cpu + other.cpu, self.wall + other.wall, max(self.memory, other.memory))


class CommandError(Exception):
    """A measured command ended with an error; the message is the end of what it said."""


def run(command: Sequence[str], folder: Path, *, ends_with: int = 0) -> Usage:
    """Runs ``command`` in ``folder``; ``ends_with`` is the exit code that it should have.

    The counts are those that the kernel keeps for the process and its waited-for children (wait4), so
    they hold start-up, imports and everything else. The memory is never less than this process's own, from
    which Linux starts the count, so nothing big may be imported here. Raises CommandError.
    """
    log = folder / "log.txt"
    started = perf_counter()
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )
        _, status, used = os.wait4(process.pid, 0)
    wall = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != ends_with:
        said = log.read_text(errors="replace").strip()[-500:]
        raise CommandError(f"{Path(command[0]).name} ended with {process.returncode}: {said}")
    # Linux counts ru_maxrss in KiB.
    return Usage(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * 1024 / 1e6)
