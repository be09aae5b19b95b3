"""Headings, tables and links that a reader or a screen reader trips over."""

from __future__ import annotations

from pathlib import Path

import pytest

from packetpress.diagnostics import SourceError
from packetpress.pipeline import check
from tests.checks.project import placed, warnings
from tests.projects import write_project


def test_a_level_that_is_left_out(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, "# One\n\n## Two\n\nText.\n\n#### Four\n\nText.\n\n##### Five\n\n## Six\n")
    assert str(found) == (
        "sources/text/a.md:7:1: warning: This heading is of level 4, and the one before it, in line 3, of"
        " level 2.\n    Write ###: a level that is left out looks like a missing heading."
    )
    assert placed((found,)) == [(7, 1, "####")]


def test_the_first_heading_counts_from_the_title(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, "---\ntitle: One\n---\n\n### Three\n")
    assert found.pos.line == 5
    assert "the one before it, the section's title, of level 1" in found.message


def test_an_exercise_has_a_heading_of_its_own(tmp_path: Path) -> None:
    exercise = '::: {.exercise #ex-a title="Watch"}\n### Then\n\nText.\n:::\n'
    assert warnings(tmp_path / "fine", f"# One\n\n{exercise}") == ()
    (found,) = warnings(tmp_path / "deep", f"# One\n\n{exercise.replace('###', '####')}")
    assert "the exercise in line 3, of level 2" in found.message


def test_headings_that_are_one_level_apart(tmp_path: Path) -> None:
    assert warnings(tmp_path, "# A\n\n## B\n\n### C\n\n#### D\n\n## E\n\n### F\n") == ()


@pytest.mark.parametrize(
    "line", ["**What to bring**", "**What to bring:**", "**What to bring**:", "__Bring__"]
)
def test_bold_text_that_looks_like_a_heading(tmp_path: Path, line: str) -> None:
    (found,) = warnings(tmp_path, f"# A\n\nText.\n\n{line}\n\nPens and paper.\n")
    assert found.message.endswith("is bold text that looks like a heading.")
    assert placed((found,)) == [(5, 1, line)]


@pytest.mark.parametrize(
    "text",
    [
        "**Never shake a baby.**\n\nText.",
        "**Bring** pens.\n\nText.",
        "**The last words**",
        "- **Pens**\n- **Paper**\n\nText.",
        "| a | b |\n|---|---|\n| **x** | y |\n\nText.",
        f"**{'long ' * 20}**\n\nText.",
        "**Not this**\n\n## It has one\n",
    ],
)
def test_bold_text_that_is_no_heading(tmp_path: Path, text: str) -> None:
    assert warnings(tmp_path, f"# A\n\n{text}\n") == ()


def test_a_table_without_a_header(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, "# A\n\n|   |   |\n|---|---|\n| a | b |\n")
    assert (found.pos.line, found.severity) == (3, "warning")
    assert found.message.startswith("This table has no header row")


@pytest.mark.parametrize(
    "text", ["here", "Click here", "this link", "[here]{.x}", "*here*", "here…", "read more"]
)
def test_a_link_that_does_not_say_where_it_leads(tmp_path: Path, text: str) -> None:
    (found,) = warnings(tmp_path, f"# A\n\nSee [{text}](https://example.org/a).\n")
    assert "doesn't say where it leads" in found.message
    assert (found.pos.line, found.pos.column) == (3, 5)


@pytest.mark.parametrize("link", ["<https://example.org/a>", "[www.example.org](https://www.example.org)"])
def test_a_link_that_is_its_address(tmp_path: Path, link: str) -> None:
    (found,) = warnings(tmp_path, f"# A\n\nSee {link}.\n")
    assert found.message.startswith("The link's text is its bare address")


@pytest.mark.parametrize(
    "link", ["<a@example.org>", "[the form](https://example.org)", "[here they come](https://example.org)"]
)
def test_a_link_that_says_enough(tmp_path: Path, link: str) -> None:
    assert warnings(tmp_path, f"# A\n\nSee {link}.\n") == ()


def test_what_is_found_in_a_snippet_points_into_the_snippet_once(tmp_path: Path) -> None:
    text = "# A\n\n{{< include /snippet.md >}}\n\n{{< include /snippet.md >}}\n"
    snippet = "---\ntitle: x\n---\n\nSee [here](https://example.org).\n"
    (found,) = warnings(tmp_path, text, snippet)
    assert (found.pos.file, found.pos.line, found.pos.column) == ("sources/snippet.md", 5, 5)
    assert found.source == "See [here](https://example.org)."


def test_what_a_tagged_file_may_not_have_is_an_error_for_the_screen(tmp_path: Path) -> None:
    text = "# One\n\n### Three\n\nText.\n\n|   |   |\n|---|---|\n| a | b |\n"
    project = write_project(tmp_path, {"a.md": text})
    assert [found.severity for found in check(project, layouts=["office"]).warnings] == ["warning"] * 2
    with pytest.raises(SourceError) as raised:
        check(project, layouts=["screen"])
    assert [(each.severity, each.pos.line) for each in raised.value.diagnostics] == [
        ("error", 3),
        ("error", 7),
    ]
