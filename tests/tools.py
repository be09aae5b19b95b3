"""Programs and packages that some tests need beside the project's own."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest


def require(tool: str) -> str:
    """The path of ``tool``. Without it the test is skipped; in CI (the variable CI is set) it fails."""
    path = shutil.which(tool)
    if path is None:
        unavailable(tool)
    return path


def require_package(name: str) -> Path:
    """The folder of an importable package, on the same terms."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        unavailable(f"the Python package {name}")
    return Path(spec.origin).parent


def require_file(path: Path, what: str) -> Path:
    """``path``, if it exists, on the same terms; ``what`` names it in the message."""
    if not path.is_file():
        unavailable(what)
    return path


def unavailable(what: str) -> NoReturn:
    reason = f"{what} is not installed"
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; .ci/run installs it", pytrace=False)
    pytest.skip(reason)
