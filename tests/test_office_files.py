"""Files for the office printer, as qpdf, poppler and Ghostscript see them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from packetpress.pipeline import build
from tests.tools import require

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module", params=["front-line", "torture"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    packet: str = request.param
    project = ROOT / "tests" / "torture" if packet == "torture" else ROOT
    output = tmp_path_factory.mktemp(packet)
    report = build(project, output, packets=[packet], layouts=["office"], editions=["facilitator"])
    (built,) = report.files
    return output / built.file.path


def said(*command: str | Path) -> str:
    run = subprocess.run(
        command, check=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return run.stdout


def test_qpdf_finds_nothing(file: Path) -> None:
    lines = said(require("qpdf"), "--check", file).splitlines()
    assert lines[-2:] == [
        "No syntax or stream encoding errors found; the file may still contain",
        "errors that qpdf cannot detect",
    ]
    assert not [line for line in lines if "WARNING" in line]


def test_every_font_is_embedded_in_part_and_can_be_read(file: Path) -> None:
    fonts = [line.split() for line in said(require("pdffonts"), file).splitlines()[2:]]
    assert len(fonts) > 4
    for name, *_, embedded, subset, to_unicode, _number, _generation in fonts:
        assert (embedded, subset, to_unicode) == ("yes", "yes", "yes"), name


def test_ghostscript_draws_every_page_without_a_word(file: Path) -> None:
    command = ("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pgmraw", "-r18", "-sOutputFile=/dev/null")
    assert said(require("gs"), *command, file) == ""
