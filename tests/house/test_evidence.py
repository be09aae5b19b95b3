"""What the packets say of studies: only figures that were verified, each with its source.

The table was checked against each publication's own page. A figure that isn't in it has to be verified and
added here before it may be printed with that work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.house.claims import Sentence, sentences

VERIFIED: Mapping[str, str] = {
    "bakermanskranenburg2003less": "70 88 0.33 0.20",
    "bernard2012enhancing": "120 32 57 52 33 10",
    "bober2006strategies": "259",
    "cairney2016evaluation": "812 29 68 58 88 62",
    "catherine2016improving": "739 737 2 27",
    "chpcbchcp": "739 737 2 27",
    "cicchetti2006fostering": "137 52",
    "cohen1999watch": "67 10 30 5",
    "felitti1998relationship": "13,494 9,508 70.5 1998 4 12",
    "gilliam2005prekindergarteners": "6.67 1,000 3.2 12 4.5",
    "gilliam2016early": "176 88 3 4",
    "huffhines2023reflective": "28",
    "julian2023relationships": "66 32",
    "lieberman2006childparent": "75 3 5 6",
    "mesman2009many": "80",
    "olds2007effects": "743 9",
    "paulson2010prenatal": "10.4 25.6 43 28,004 8.5 12.7 3 6",
    "sarkadi2008fathers": "22 24 16",
    "skovgaard2010mental": "6,090 18 100 1.5",
    "squires2015asqse2": "14,074 81 83 72 1 10 15 2",
    "statcan2019maternal": "2018 2019 19 23 10 5 8 31 16",
    "stronach2013preventive": "12",
    "trc2015calls": "94",
    "vanijzendoorn1999disorganized": "80 6,000 15",
}
"""Work -> every figure that may be printed in a sentence that cites it."""

NAMES = re.compile(r"DC:0[-–]5|ASQ:SE-2|K[-–]12|CD-RISC-\d+|\[[^\]]*\]|\b(?:19|20)\d\d[-–/]?\d*[a-z]?\b")
"""Digits that measure nothing: names of instruments, and years."""
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def figures(text: str) -> set[str]:
    return {number.rstrip(",") for number in FIGURE.findall(NAMES.sub(" ", text))}


def said() -> list[Sentence]:
    """Without the lists of references, whose figures are the numbers of sections."""
    return [each for each in sentences() if not each.pos.file.startswith("sources/references/")]


def told(found: list[Sentence]) -> str:
    return "\n".join(f"{each.pos.file}:{each.pos.line}: {each.text}" for each in found)


def test_every_figure_of_a_study_is_a_verified_one() -> None:
    checked, wrong = 0, []
    for each in said():
        # A story's own figures may stand beside a study's; what a study measured may not be a story's.
        given = figures(" ".join(each.claims) if each.told else each.text)
        if not each.works or not given or not each.claims:
            continue
        known = {number for work in each.works for number in VERIFIED.get(work, "").split()}
        checked += 1
        if given - known:
            wrong.append(each)
    assert not wrong, told(wrong)
    assert checked > 40


def test_every_figure_names_its_source_in_the_same_sentence() -> None:
    bare = [each for each in said() if each.claims and not each.works and not each.told]
    assert not bare, told(bare)
