"""Sections × packets, and what nobody gets or uses."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from json import loads
from pathlib import Path

import pytest

from packetpress.model import Position
from packetpress.pipeline import Survey, survey
from packetpress.reports.as_json import as_json
from packetpress.reports.coverage import Coverage, Unseen, UnusedReference, coverage
from packetpress.reports.html import coverage_html
from packetpress.reports.text import coverage_text
from tests.reports.project import FIRST, PACKETS, SECOND, write

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10pt" height="10pt"/>'
BIBLIOGRAPHY = """\
@book{cited, author={A B}, title={One}, year={2001}, publisher={P}}
@book{forgotten, author={C D}, title={Two}, year={2002}, publisher={P}}
"""
GLOSSARY = """\
Baby
:   A small person.

Parent
:   A large person.
"""


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    folder = tmp_path_factory.mktemp("project")
    first = FIRST + "\nA baby here [@cited].\n\n![A circle](../seen.svg)\n"
    front = PACKETS["front"].replace("[text/*.md]", "[text/*.md, glossary, references]")
    packets = {**PACKETS, "front": front, "managers": PACKETS["managers"] + "  - references\n"}
    packets["managers"] = packets["managers"].replace("variables: {place: the office}\n  - references\n", "")
    packets["managers"] += "  - references\nvariables: {place: the office}\n"
    write(folder, {"1-first.md": first, "2-second.md": SECOND}, packets, "bibliography: b.bib\n")
    sources = folder / "sources"
    (sources / "b.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (sources / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    (sources / "draft.md").write_text("# Draft\n", encoding="utf-8")
    (sources / "README.md").write_text("# What is here\n", encoding="utf-8")
    for name in ("seen.svg", "unseen.svg"):
        (sources / name).write_text(SVG, encoding="utf-8")
    return survey(folder)


@pytest.fixture(scope="module")
def report(surveyed: Survey) -> Coverage:
    return coverage(surveyed)


def test_columns_and_rows(report: Coverage, surveyed: Survey) -> None:
    assert [(column.packet, column.editions, column.layout) for column in report.columns] == [
        ("front", ("participant",), "office"),
        ("front", ("facilitator",), "office"),
        ("managers", ("participant",), "office"),
    ]
    assert [column.total.pages for column in report.columns] == [
        each.pages.count for each in surveyed.set_packets
    ]
    assert [(row.kind, row.path, row.id, row.title) for row in report.rows] == [
        ("section", "sources/text/1-first.md", "sec-first", "First things"),
        ("section", "sources/text/2-second.md", "", "Second things"),
        ("glossary", "", "", "Glossary"),
        ("references", "", "", "References"),
    ]
    assert [[figures is not None for figures in row.figures] for row in report.rows] == [
        [True, True, True],
        [True, True, False],
        [True, True, False],
        [True, True, True],
    ]


def test_words(report: Coverage) -> None:
    first, second, glossary, references = report.rows
    # The full stop after a citation is no word.
    assert [figures.words for figures in first.figures if figures] == [20, 22, 20]
    assert [figures.words for figures in second.figures if figures] == [3, 3]
    assert [figures.words for figures in glossary.figures if figures] == [4, 4]
    assert [figures.words for figures in references.figures if figures] == [0, 0, 0]
    assert [column.total.words for column in report.columns] == [27, 29, 20]


def test_pages_add_up_to_the_packet_without_its_front(report: Coverage, surveyed: Survey) -> None:
    for index, each in enumerate(surveyed.set_packets):
        pages = sum(figures.pages for row in report.rows if (figures := row.figures[index]))
        first = each.document.sections[0].id
        assert pages == each.pages.count - each.pages.destinations[first][0]


def test_reading(report: Coverage) -> None:
    figures = report.rows[1].figures[0]
    assert figures is not None
    # One word of one syllable: 0.39 × 1 + 11.8 × 1 − 15.59 is below 0.
    assert figures.reading.grade == 0.0
    assert (figures.reading.sentence_words, figures.reading.longest_words) == (1.0, 1)
    assert figures.reading.longest == Position("sources/text/2-second.md", 3, 1)
    assert report.rows[3].figures[0] is not None
    assert report.rows[3].figures[0].reading.grade is None


def test_what_nobody_gets(report: Coverage) -> None:
    assert report.unused_sources == ("sources/draft.md",)
    assert report.unseen == (
        Unseen(Position("sources/glossary.md", 4, 1), "glossary term", "Parent A large person.", ""),
        Unseen(Position("sources/text/2-second.md", 5, 5), "passage", "Unread words.", 'audience="nobody"'),
    )
    assert report.unused_images == ("sources/unseen.svg",)
    assert report.unused_references == (UnusedReference(Position("sources/b.bib", 2, 1), "forgotten"),)
    assert [each.condition for each in report.unmatched] == ['audience="nobody"']
    assert report.contradictions == ()


def test_a_quiz_made_from_the_glossary_is_there(tmp_path: Path) -> None:
    quiz = '# One\n\n:::: {.exercise #ex-words title="Words"}\n::: glossary-quiz\n- baby\n- parent\n'
    write(tmp_path, {"1-first.md": f"{quiz}:::\n::::\n"}, {"front": PACKETS["front"]})
    (tmp_path / "sources" / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    assert [each for each in coverage(survey(tmp_path)).unseen if each.kind == "task"] == []


def test_editions_that_get_the_same_are_one_column(tmp_path: Path) -> None:
    texts = {"1-first.md": "# One\n\nText.\n"}
    # There no section waits for a right-hand page, in whichever edition.
    packet = PACKETS["front"] + "layouts: [large-print]\n"
    found = coverage(survey(write(tmp_path, texts, {"front": packet})))
    (column,) = found.columns
    assert column.editions == ("participant", "facilitator")
    assert "all editions" in coverage_text(found)


def test_there_is_no_grade_in_french(tmp_path: Path) -> None:
    write(tmp_path, {"1-first.md": "# Un\n\nLe texte.\n"}, {"front": PACKETS["front"]})
    project = tmp_path / "sources" / "project.yaml"
    project.write_text(project.read_text().replace("en-CA", "fr-CA"), encoding="utf-8")
    reading = coverage(survey(tmp_path)).columns[0].total.reading
    assert (reading.grade, reading.sentence_words) == (None, 2.0)


def test_the_text(report: Coverage) -> None:
    lines = coverage_text(report).splitlines()
    assert lines[0] == "Practice"
    assert [line.split()[:2] for line in lines[2:6]] == [
        ["Packet", "Editions"],
        ["front", "participant"],
        ["front", "facilitator"],
        ["managers", "participant"],
    ]
    assert max(map(len, lines[6:12])) <= 112
    assert lines[7].split() == ["front", "front", "managers"]
    start = lines.index("Files that no packet lists: 1")
    assert lines[start + 1] == "  sources/draft.md"
    assert lines[start + 3 : start + 6] == [
        "Content that no packet gets: 2",
        "  sources/glossary.md:4:1: glossary term “Parent A large person.”",
        '  sources/text/2-second.md:5:5: passage “Unread words.”, audience="nobody"',
    ]
    assert "Conditions that contradict each other: none" in lines
    assert lines[-1] == "  sources/b.bib:2:1: forgotten"


def test_the_json(report: Coverage) -> None:
    text = as_json(report)
    found = loads(text)
    assert list(found) == [
        *("report", "title", "columns", "rows", "unused_sources", "unseen", "unmatched"),
        *("contradictions", "unused_images", "unused_references"),
    ]
    assert found["report"] == "coverage"
    assert found["unseen"][1] == {
        "pos": {"file": "sources/text/2-second.md", "line": 5, "column": 5},
        "kind": "passage",
        "words": "Unread words.",
        "condition": 'audience="nobody"',
    }
    assert found["rows"][1]["figures"][2] is None
    assert list(found["columns"][0]["total"]) == ["pages", "words", "reading"]
    assert text == as_json(report)


class Page(HTMLParser):
    """Notes tags, attributes that lead somewhere, and text; knows whether each tag is closed in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [str(value) for name, value in attrs if name in {"src", "href"}]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_needs_nothing_else(report: Coverage, surveyed: Survey) -> None:
    html = coverage_html(report, surveyed.set_packets[0].layout.palette)
    page = Page()
    page.feed(html)
    page.close()
    assert page.open == []
    assert page.links == []
    assert "script" not in page.tags
    assert not re.search(r"url\(|@import|https?:", html)
    assert "--deep: #0b4f59;" in html
    assert "Practice: what each packet gets" in page.text
    assert page.tags.count("tr") == 1 + len(report.rows) + 1
    assert 'passage “Unread words.”, audience="nobody"' in page.text


def test_words_of_the_sources_are_no_markup(tmp_path: Path) -> None:
    text = "# A &lt;b&gt; & c\n\nText.\n\n::: {audience=nobody}\n`<script>x</script>`\n:::\n"
    found = survey(write(tmp_path, {"1-first.md": text}, {"front": PACKETS["front"]}))
    html = coverage_html(coverage(found), found.set_packets[0].layout.palette)
    assert "A &lt;b&gt; &amp; c" in html
    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert "<script" not in html
