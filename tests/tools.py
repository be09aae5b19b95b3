"""Programs that some tests need beside Python: poppler's, qpdf, ghostscript."""

from __future__ import annotations

import os
import shutil

import pytest


def require(tool: str) -> str:
    """The path of ``tool``. Without it the test is skipped; in CI (the variable CI is set) it fails."""
    path = shutil.which(tool)
    if path:
        return path
    reason = f"{tool} is not installed"
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; .ci/run installs it", pytrace=False)
    pytest.skip(reason)
