"""From what is typed to the section that is meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from packetpress.diagnostics import UsageError
from packetpress.pipeline import Reading
from packetpress.reports.find import find_packet, find_section
from tests.reports.project import TEXTS, reading

FIRST = "sources/text/1-first.md"


@pytest.fixture
def project(tmp_path: Path) -> Reading:
    (tmp_path / "sources" / "drafts").mkdir(parents=True)
    (tmp_path / "sources" / "drafts" / "later.md").write_text("# Later\n", encoding="utf-8")
    (tmp_path / "sources" / "drafts" / "2-second.md").write_text("# Second things\n", encoding="utf-8")
    return reading(tmp_path)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("First things", FIRST),
        ("  first   THINGS ", FIRST),
        ("sec-first", FIRST),
        ("first", FIRST),
        (FIRST, FIRST),
        ("./sources/text/1-first.md", FIRST),
        ("sources\\text\\1-first.md", FIRST),
        ("text/1-first.md", FIRST),
        ("text/1-first", FIRST),
        ("1-first", FIRST),
        ("drafts/later.md", "sources/drafts/later.md"),
        ("Second things", "sources/text/2-second.md"),
    ],
)
def test_a_section_by_title_id_or_file(project: Reading, name: str, path: str) -> None:
    assert find_section(project.library, project.files, name) == path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Frist things", "There is no section “Frist things”. Did you mean “First things”?"),
        ("rst thi", "There is no section “rst thi”. Did you mean “First things”?"),
        ("qqqqq", "There is no section “qqqqq”. “list” shows every section with its file."),
        (
            "2-second",
            "“2-second” may be any of sources/drafts/2-second.md, sources/text/2-second.md. Name the file.",
        ),
    ],
)
def test_a_section_that_is_not_there(project: Reading, name: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        find_section(project.library, project.files, name)
    assert str(error.value) == said


@pytest.mark.parametrize("name", ["ex-try", "#ex-try", "@ex-try"])
def test_a_part_of_a_section_leads_to_its_section(tmp_path: Path, name: str) -> None:
    texts = {**TEXTS, "3-third.md": "# Third things\n\n::: {.exercise #ex-try}\nTry.\n:::\n"}
    found = reading(tmp_path, texts)
    with pytest.raises(UsageError) as error:
        find_section(found.library, found.files, name)
    assert str(error.value) == (
        "“ex-try” is a part of the section “Third things”. Only whole sections can be asked for; "
        "their parts are told with them. Name the section: sources/text/3-third.md"
    )


def test_a_packet(tmp_path: Path) -> None:
    library = reading(tmp_path, TEXTS).library
    assert find_packet(library, "front") is library.packets[0]
    with pytest.raises(UsageError, match=re.escape("There is no packet “frnt”. Did you mean “front”?")):
        find_packet(library, "frnt")
