"""The packet of references: every work is in it once, and its list of sections that use it is true."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import PurePosixPath

from packetpress.model import Citation
from packetpress.walk import descendants
from tests.house.claims import ROOT, house

FOLDERS = {
    "P": "sources/principles",
    "C": "sources/guidelines/competencies",
    "F": "sources/front-line",
    "K": "sources/guidelines/core",
    "O": "sources/guidelines/organisation",
    "B": "sources/briefs",
    "S": "sources/staff",
    "E": "sources/consultants",
    "L": "sources/clinicians",
    "T": "sources/settings",
}
"""The letter that stands for the sections of a folder; they are counted by the names of their files."""
LISTS = "sources/references"
NOWHERE_ELSE = ("This list", "Background")


@cache
def works() -> frozenset[str]:
    return frozenset(re.findall(r"(?m)^@\w+\{([^,\s]+),", house().project.bibliography))


@cache
def listed() -> tuple[tuple[str, str, str], ...]:
    """File, work and the sections that its row names."""
    return tuple(
        (path.name, found[1], found[2].strip())
        for path in sorted((ROOT / LISTS).glob("*.md"))
        for found in re.finditer(r"(?m)^\| @(\w+) \|.*\|([^|\n]*)\|$", path.read_text(encoding="utf-8"))
    )


@cache
def used() -> dict[str, list[str]]:
    """Work -> the sections that cite it, in the order of ``FOLDERS``."""
    paths = sorted(house().sources)
    found: dict[str, list[str]] = defaultdict(list)
    for letter, folder in FOLDERS.items():
        files = [path for path in paths if str(PurePosixPath(path).parent) == folder]
        for number, path in enumerate(files, 1):
            source = house().sources[path]
            cited = {
                work.key
                for nodes in (source.title, *source.objectives, source.blocks)
                for node in descendants(nodes)
                if isinstance(node, Citation)
                for work in node.works
            }
            for key in sorted(cited):
                found[key].append(letter if len(files) == 1 else f"{letter}{number}")
    return found


def test_every_work_is_listed_once() -> None:
    assert sorted(key for _, key, _ in listed()) == sorted(works())


def test_each_row_names_the_sections_that_cite_the_work() -> None:
    wrong = [
        f"{name}: {key}: {sections}, but cited in {', '.join(used().get(key, ['none']))}"
        for name, key, sections in listed()
        if (sections.split(", ") if sections not in NOWHERE_ELSE else []) != used().get(key, [])
    ]
    assert not wrong, "\n".join(wrong)
