"""Options of the test run."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# Everywhere: no time limit for one example, since machines differ. In CI the same examples each time, so
# that a change is judged by what it changes; everywhere else new ones, so that faults are still found.
settings.register_profile("packetpress", deadline=None)
settings.register_profile("ci", settings.get_profile("packetpress"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "packetpress")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-reference",
        action="store_true",
        help="write the tag trees of today to tests/reference/; read the difference before you keep it",
    )
