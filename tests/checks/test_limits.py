"""Long sentences, hard sections and too many pages, where a packet sets limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from packetpress.diagnostics import Diagnostic
from packetpress.pipeline import check
from tests.checks.project import placed
from tests.projects import PACKET, write_project

LONG = "We " + "watch " * 20 + "and wait."
HARD = "Institutional representatives systematically operationalize multidisciplinary collaboration. " * 20


def found(folder: Path, text: str, limits: str, packet: str = PACKET) -> tuple[Diagnostic, ...]:
    write_project(folder, {"a.md": text}, packet + limits)
    return check(folder).warnings


def test_without_limits_nothing_is_said(tmp_path: Path) -> None:
    assert found(tmp_path, f"# A\n\n{LONG * 30} {HARD}\n", "") == ()


def test_a_long_sentence_is_shown_once_with_its_place(tmp_path: Path) -> None:
    text = f"# A\n\nShort -- and \\*plain\\*. {LONG} Short.\n"
    (warning,) = found(tmp_path, text, "sentence-words: 22\n")
    assert str(warning) == (
        "sources/text/a.md:3:25: warning: This sentence has 23 words; 22 are the limit for this packet.\n"
        "    Make two of it, or a list."
    )
    assert placed((warning,)) == [(3, 25, LONG)]


def test_a_long_sentence_over_several_lines_is_marked_to_the_end_of_the_first(tmp_path: Path) -> None:
    text = "# A\n\nShort. " + LONG.replace(" watch watch", "\nwatch watch", 1) + "\n"
    (warning,) = found(tmp_path, text, "sentence-words: 22\n")
    assert placed((warning,)) == [(3, 8, "We")]


def test_what_only_facilitators_get_is_not_measured(tmp_path: Path) -> None:
    text = f"# A\n\nShort.\n\n::: instructor\n{LONG}\n:::\n"
    assert found(tmp_path, text, "sentence-words: 22\nreading-grade: 1\n") == ()


def test_a_hard_section(tmp_path: Path) -> None:
    (warning,) = found(tmp_path, f"---\ntitle: A\n---\n\n{HARD}\n", "reading-grade: 8\n")
    assert (warning.pos.line, warning.pos.column) == (2, 8)
    assert warning.message == (
        "This section reads at grade 53.6 (Flesch-Kincaid); 8 is the limit for this packet."
    )


def test_a_short_section_has_no_grade(tmp_path: Path) -> None:
    assert found(tmp_path, f"# A\n\n{HARD[:500]}\n", "reading-grade: 8\n") == ()


def test_the_grade_is_for_english(tmp_path: Path) -> None:
    write_project(tmp_path, {"a.md": f"# A\n\n{HARD}\n"}, PACKET + "reading-grade: 8\nsentence-words: 5\n")
    project = tmp_path / "sources" / "project.yaml"
    project.write_text(project.read_text(encoding="utf-8").replace("en-CA", "fr-CA"), encoding="utf-8")
    assert {each.message.split()[1] for each in check(tmp_path).warnings} == {"sentence"}


def test_too_many_pages(tmp_path: Path) -> None:
    text = "# A long one\n\n" + "{{< pagebreak >}}\n\nText.\n\n" * 8
    packet = PACKET.replace("[participant, facilitator]", "[participant]")
    (warning,) = found(tmp_path, text, "max-pages: 9\n", packet)
    assert (warning.pos.file, warning.pos.line, warning.pos.column) == ("sources/packets/one.yaml", 6, 12)
    assert warning.message.startswith("The participant edition has ")
    assert warning.message.endswith(" pages in the layout “office”; the limit is 9.")
    assert warning.hint.startswith("“A long one” takes most, ")


@pytest.mark.parametrize(
    "limits", ["max-pages: 0", "max-pages: many", "reading-grade: nan", "sentence-words: 2"]
)
def test_a_limit_that_is_none(tmp_path: Path, limits: str) -> None:
    from packetpress.diagnostics import SourceError

    with pytest.raises(SourceError) as raised:
        found(tmp_path, "# A\n\nText.\n", limits + "\n")
    (error,) = raised.value.diagnostics
    assert (error.pos.file, error.pos.line) == ("sources/packets/one.yaml", 6)
