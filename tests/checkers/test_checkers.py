"""The validators do find what is wrong: a file without tags claims nothing and meets nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from tests.checkers import Finding, outloud, page_validation, report
from tests.checkers.verapdf import VeraPdf


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two files of an empty page, the second of which shows its title."""
    folder = tmp_path_factory.mktemp("files")
    paths = [folder / "no title.pdf", folder / "title.pdf"]
    for path in paths:
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=path.name != "no title.pdf")
            pdf.save(path)
    return paths


def rules(findings: Sequence[Finding], file: Path, standard: str) -> set[str]:
    return {finding.rule for finding in findings if (finding.file, finding.standard) == (file, standard)}


def test_verapdf(files: list[Path], tmp_path: Path) -> None:
    found = VeraPdf(tmp_path).validate(files, ["ua1", "2a"])
    for file in files:
        # ISO 14289-1, 6.2 (marked), 7.1 (structure tree); ISO 19005-2, 6.6.4 (identification).
        assert {"6.2-1", "7.1-11"} <= rules(found, file, "ua1")
        assert "6.6.2.1-1" in rules(found, file, "2a")
    untitled, titled = (rules(found, file, "ua1") for file in files)
    assert untitled - titled == {"7.1-10"}


def test_page_validation(files: list[Path]) -> None:
    found = page_validation.validate(files, ["ua1", "2a"])
    for file in files:
        assert "PDFUA1-TAGGED-DOCUMENT-001" in rules(found, file, "ua1")
        assert "PDFA2A-TAGGED-DOCUMENT-001" in rules(found, file, "2a")
    untitled, titled = (rules(found, file, "ua1") for file in files)
    assert len(untitled - titled) == 1


def test_outloud(files: list[Path]) -> None:
    found = outloud.check(files)
    for file in files:
        assert {"DOC-001", "DOC-002", "DOC-012"} <= rules(found, file, "outloud")
    untitled, titled = (rules(found, file, "outloud") for file in files)
    assert untitled - titled == {"DOC-011"}


def test_outloud_and_a_file_that_is_none(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing\n")
    assert rules(outloud.check([broken]), broken, "outloud") == {"unreadable"}


def test_report() -> None:
    one = Finding(Path("a.pdf"), "ua1", "7.1-3", "not tagged", "page 1")
    two = Finding(Path("a.pdf"), "ua1", "7.1-3", "not tagged", "page 2")
    other = Finding(Path("b.pdf"), "2a", "6.2-1", "no intent")
    assert report([one, other, two]) == (
        "2 × a.pdf: ua1 7.1-3: not tagged (page 1)\n1 × b.pdf: 2a 6.2-1: no intent"
    )


@pytest.mark.parametrize(
    ("heads", "data", "excused"), [(5, 4, True), (5, 3, True), (6, 4, True), (6, 5, False), (9, 2, False)]
)
def test_a_small_table_with_heads_both_ways_is_no_fault(heads: int, data: int, excused: bool) -> None:
    message = f"header cells look shredded: {heads} header cells against {data} data cells"
    assert outloud.is_headed_both_ways("TBL-010", message) is excused
    assert not outloud.is_headed_both_ways("TBL-010", f"{message}; 4 header rows")
    assert not outloud.is_headed_both_ways("TBL-004", message)
