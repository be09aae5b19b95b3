"""Same inputs, same bytes: in another process, with another hash seed, in another time zone."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from packetpress.starter import write

ROOT = Path(__file__).resolve().parent.parent


def built(project: Path, output: Path, seed: str, zone: str) -> dict[str, str]:
    """SHA-256 of every file that a build in a process of its own leaves."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    command = [sys.executable, str(ROOT / "build.py"), "--project", str(project), "--output", str(output)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return {
        str(path.relative_to(output)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "project")
    first = built(tmp_path / "project", tmp_path / "first", "1", "UTC")
    second = built(tmp_path / "project", tmp_path / "second", "2", "Asia/Tokyo")
    assert len([name for name in first if name.endswith(".pdf")]) >= 2
    assert "manifest.json" in first
    assert first == second
