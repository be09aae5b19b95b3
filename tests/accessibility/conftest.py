"""Files built once, and what the validators say about them, once for all tests here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.accessibility.files import ROOT, TORTURE, BuiltFile, build
from tests.checkers import Finding, outloud, page_validation
from tests.checkers.verapdf import VeraPdf

STANDARDS = ("ua1", "2a")


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> list[BuiltFile]:
    """Every packet and edition of the house and of the torture project in the screen layout."""
    folder = tmp_path_factory.mktemp("screen")
    return [
        file
        for project, name in ((ROOT, "house"), (TORTURE, "torture"))
        for file in build(project, folder / name, "screen")
    ]


@pytest.fixture(scope="session")
def paths(screen: Sequence[BuiltFile]) -> list[Path]:
    return [file.path for file in screen]


@pytest.fixture(scope="session")
def verapdf_findings(paths: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    return VeraPdf(tmp_path_factory.mktemp("verapdf")).validate(paths, STANDARDS)


@pytest.fixture(scope="session")
def page_findings(paths: list[Path]) -> list[Finding]:
    return page_validation.validate(paths, STANDARDS)


@pytest.fixture(scope="session")
def outloud_findings(paths: list[Path]) -> list[Finding]:
    return outloud.check(paths)
