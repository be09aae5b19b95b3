"""The rules by name: each has a planted fault, the clause that asks for it, and a row in the guide."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Pdf

from packetpress.preflight import diagnose_file
from packetpress.preflight.rules import CATALOGUE
from tests.preflight.samples import found, planted
from tests.preflight.test_press import DOCUMENT, PAINTED

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "print.md"
ELSEWHERE = {
    "readable": "test_what_is_no_pdf_is_one_finding",
    "content": "test_content_that_never_ends",
    "encryption": "test_protection_and_no_identifier",
    "version": "test_a_newer_version_and_compressed_metadata",
    "file-identifier": "test_protection_and_no_identifier",
    "font-embedded": "test_a_font_that_is_missing",
    "spot-colours": "test_more_spot_colours_than_plates",
    "spot-mixture": "test_a_spot_colour_with_two_mixtures",
}
"""Faults that need a test of their own."""
CLAUSE = re.compile(r"ISO (15930-7|32000-1)(, [\d.]+(, table \d+)?( and [\d.]+)?)?")


def test_a_fault_is_planted_for_every_rule() -> None:
    planted = {rule for rule, _ in (*DOCUMENT.values(), *PAINTED.values())}
    assert planted | set(ELSEWHERE) == set(CATALOGUE)
    sources = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    for rule, test in ELSEWHERE.items():
        assert f"def {test}(" in sources, rule


@pytest.mark.parametrize(("rule", "data"), PAINTED.values(), ids=PAINTED.keys())
def test_a_finding_has_its_rules_clause(rule: str, data: bytes) -> None:
    assert {finding.clause for finding in found(data)} == {CATALOGUE[rule].clause}


@pytest.mark.parametrize("data", [data for _, data in PAINTED.values()], ids=PAINTED.keys())
def test_every_fault_of_content_has_a_remedy(data: bytes) -> None:
    assert all(told.hint for told in diagnose_file(found(data), "a.pdf"))


@pytest.mark.parametrize("change", [change for _, change in DOCUMENT.values()], ids=DOCUMENT.keys())
def test_every_fault_of_dictionaries_has_a_remedy(change: Callable[[Pdf], object]) -> None:
    assert all(told.hint for told in diagnose_file(found(planted(change)), "a.pdf"))


def test_what_a_standard_asks_names_its_clause() -> None:
    for name, rule in CATALOGUE.items():
        parts = rule.clause.split("; ") if rule.clause else []
        assert all(CLAUSE.fullmatch(part) for part in parts), name
        assert parts or rule.asked_by != "PDF/X-4", name


def test_the_guide_lists_every_rule() -> None:
    text = GUIDE.read_text("utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \| (.*) \| (.*) \|$", text, re.MULTILINE)
    rows = [row for row in rows if row[0] in CATALOGUE]
    assert rows == [(name, rule.meaning, rule.asked_by, rule.clause) for name, rule in CATALOGUE.items()]
