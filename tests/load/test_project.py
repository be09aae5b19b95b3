from datetime import date
from pathlib import Path

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.files import ProjectFiles
from packetpress.load.project import load_project
from packetpress.model import Project

WHOLE = """\
title: Infant Mental Health Practice
organisation: IMHP Training
language: en-CA
version: 2026.10
date: 2026-11-21
conditions:
  audience: {front-line: Front-line practitioners, managers: Program managers}
  setting: [home, child-care]
groups:
  audience: {staff: [front-line, managers]}
  setting: {outside: home}
variables:
  age_range: prenatal to age 3
  nothing:
bibliography: references.bib
citation-style: apa
"""
SMALL = "title: T\nversion: 1\ndate: 2026-01-02\n"


def project(tmp_path: Path, text: str, **others: str) -> tuple[Project | None, list[str]]:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "project.yaml").write_text(text, encoding="utf-8")
    for name, content in others.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    diagnostics = Diagnostics()
    found = load_project(ProjectFiles(tmp_path, diagnostics), diagnostics)
    return found, [str(finding).replace("sources/project.yaml:", "") for finding in diagnostics.sorted]


def test_a_whole_project(tmp_path: Path) -> None:
    found, findings = project(tmp_path, WHOLE, references_bib="@book{a, title={A}}")
    assert findings == []
    assert found == Project(
        title="Infant Mental Health Practice",
        organisation="IMHP Training",
        language="en-CA",
        version="2026.10",
        date=date(2026, 11, 21),
        conditions={
            "audience": {"front-line": "Front-line practitioners", "managers": "Program managers"},
            "setting": {"home": "home", "child-care": "child-care"},
            "edition": {"participant": "Participant", "facilitator": "Facilitator"},
        },
        variables={"age_range": "prenatal to age 3", "nothing": ""},
        bibliography="@book{a, title={A}}",
        bibliography_path="sources/references.bib",
        citation_style="apa",
        groups={
            "audience": {"staff": ("front-line", "managers")},
            "setting": {"outside": ("home",)},
        },
    )


GROUPS = SMALL + "conditions: {audience: [front-line, managers]}\ngroups:\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "  audiance: {staff: [managers]}\n",
            "6:3: error: “audiance” is not a condition of this project, so it has no groups.\n"
            "    Did you mean “audience”?",
        ),
        (
            "  audience:\n    staff: [managers, frontline]\n",
            "7:23: error: “frontline” is not a value of “audience”.\n    Did you mean “front-line”?",
        ),
        (
            "  audience:\n    managers: [front-line]\n",
            "7:5: error: “managers” is a value of “audience” already, so it can't be a group.\n"
            "    Give the group another name.",
        ),
        (
            "  audience:\n    staff: []\n",
            "7:12: error: The group “staff” is empty.\n    List values of its condition.",
        ),
        (
            '  audience:\n    "all staff": [managers]\n',
            "7:5: error: “all staff” can't be the name of a group.\n    Use letters, digits and hyphens.",
        ),
    ],
)
def test_groups(tmp_path: Path, text: str, expected: str) -> None:
    found, findings = project(tmp_path, GROUPS + text)
    assert findings == [expected]
    assert found is not None


def test_the_smallest_project(tmp_path: Path) -> None:
    found, findings = project(tmp_path, SMALL)
    assert findings == []
    assert found is not None
    assert (found.organisation, found.language, found.bibliography, found.citation_style) == (
        "",
        "en",
        "",
        "apa",
    )
    assert list(found.conditions) == ["edition"]


def test_a_style_file_is_given_as_its_text(tmp_path: Path) -> None:
    csl = '<?xml version="1.0"?>\n<style xmlns="http://purl.org/net/xbiblio/csl"/>'
    found, findings = project(
        tmp_path, SMALL + "citation-style: house.csl\n", house_csl=f"\n{csl}\n".lstrip()
    )
    assert findings == []
    assert found is not None
    assert found.citation_style == csl


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "titel: T\n" + SMALL,
            "1:1: error: “titel” is not a key that can stand here.\n    Did you mean “title”?",
        ),
        ("version: 1\ndate: 2026-01-02\n", "1:1: error: “title” is missing.\n    Add a line “title: …”."),
        (
            "title:\nversion: 1\ndate: 2026-01-02\n",
            "1:1: error: “title” is missing.\n    Add a line “title: …”.",
        ),
        (
            "title: [a]\nversion: 1\ndate: 2026-01-02\n",
            "1:8: error: “title”: plain text is expected here, and this is a list.\n"
            "    Put text that has a special meaning in YAML in quotation marks.",
        ),
        (
            "title: T\nversion: 1\ndate: 21 November\n",
            "3:7: error: “date”: “21 November” is not a date; write year, month and day: 2026-11-21.",
        ),
        (
            "title: T\nversion: 1\ndate: 2026-02-30\n",
            "3:7: error: “date”: “2026-02-30” is not a date.\n    Write year, month and day: 2026-11-21.",
        ),
        (
            SMALL + "language: en_CA\n",
            "4:11: error: “en_CA” is not a language code.\n"
            "    Write it as en, en-CA or fr-CA, with a hyphen.",
        ),
        (
            SMALL + "conditions: {edition: {a: A}}\n",
            "4:14: error: “edition” is a condition of every project.\n    Remove it here.",
        ),
        (
            SMALL + "conditions: {group: {a: A}}\n",
            "4:14: error: “group” means something else in sources and packet files.\n"
            "    Give the condition another name.",
        ),
        (
            SMALL + "conditions: {not-x: {a: A}}\n",
            "4:14: error: “not-x” can't be the name of a condition.\n"
            "    Use letters, digits and hyphens, and don't begin with “not-”.",
        ),
        (
            SMALL + "conditions:\n  setting:\n    child care: C\n",
            "6:5: error: “child care” can't be a value of “setting”.\n"
            "    Use letters, digits and hyphens, no spaces.",
        ),
        (
            SMALL + "conditions:\n  setting: [home, child care]\n",
            "5:19: error: “child care” can't be a value of “setting”.\n"
            "    Use letters, digits and hyphens, no spaces.",
        ),
        (
            SMALL + "conditions: [a]\n",
            "4:13: error: “conditions”: a group of keys is expected here, and this is a list.\n"
            "    Write “key: value” lines, indented by two spaces.",
        ),
        (
            SMALL + "variables: {age range: x}\n",
            "4:13: error: “age range” can't be the name of a variable.\n"
            "    Use letters, digits, hyphens and underscores.",
        ),
        (
            SMALL + "bibliography: ../../x.bib\n",
            "4:15: error: “../../x.bib” leaves the project.\n"
            "    Only files of the project are read; copy it into the project, under sources/.",
        ),
    ],
)
def test_findings_are_placed(tmp_path: Path, text: str, expected: str) -> None:
    assert project(tmp_path, text)[1] == [expected]


def test_a_style_that_is_not_xml_is_placed_in_its_own_file(tmp_path: Path) -> None:
    _, findings = project(
        tmp_path, SMALL + "citation-style: house.csl\n", house_csl="<style>\n<info></style>"
    )
    assert findings == [
        "sources/house.csl:2:9: error: This is not well-formed XML (mismatched tag).\n"
        "    Export the file again."
    ]


def test_after_an_error_the_rest_is_still_there(tmp_path: Path) -> None:
    found, findings = project(tmp_path, "titel: T\nversion: 7\ndate: soon\nvariables: {a: b}\n")
    assert len(findings) == 3
    assert found is not None
    assert (found.version, found.variables) == ("7", {"a": "b"})


def test_without_conditions_nothing_can_be_said_about_the_sources(tmp_path: Path) -> None:
    assert project(tmp_path, SMALL + "conditions: [a]\n")[0] is None
