"""The house packets as they are printed: a figure and its source on one page, no more than people read."""

from __future__ import annotations

import re
from functools import cache

import pytest

from packetpress.pipeline import SetPacket, survey
from tests.house.claims import ROOT, Sentence, house, sentences
from tests.pdf import page_texts

AUDIENCES = ("front-line", "program-managers", "organisational-staff", "consultants", "clinicians")
FEWEST, MOST = 40, 64
"""Pages of an audience's packet: less has no room to write, more goes unread."""
_CONTEXT = 24


@cache
def built() -> tuple[SetPacket, ...]:
    return survey(ROOT).set_packets


@cache
def _letters(packet: str, edition: str) -> tuple[str, ...]:
    (found,) = [each for each in built() if (each.packet.name, each.edition) == (packet, edition)]
    return tuple(_plain(text) for text in page_texts(found.pages.pdf))


def _plain(text: str) -> str:
    """Letters, digits and the marks of figures, as they follow each other."""
    return re.sub(r"[^\w%=.,()]", "", text.replace("\u00ad", "").replace("\u0002", ""))


@cache
def _sources() -> dict[str, tuple[str, str]]:
    """Work -> the first word of its first author's name, and its year, from the bibliography's text."""
    found = {}
    for key, entry in re.findall(r"@\w+\{([^,]+),(.*?)\n\}", house().project.bibliography, re.DOTALL):
        author = re.search(r"\b(?:author|editor)\s*=\s*\{+([^,{}\s]+)", entry)
        year = re.search(r"\byear\s*=\s*\{?([\w.]+)", entry)
        if author and year:
            found[key] = (re.sub(r"\W", "", author[1]), year[1])
    return found


def _places(sentence: Sentence, pages: tuple[str, ...]) -> list[int]:
    """The pages on which one of the sentence's figures is printed, told by the words before it."""
    found = []
    for claim in sentence.claims:
        end = sentence.text.index(claim) + len(claim)
        wanted = _plain(sentence.text[max(0, end - len(claim) - _CONTEXT) : end])
        found += [number for number, text in enumerate(pages) if wanted in text]
    return found


@pytest.mark.parametrize("edition", ["participant", "facilitator"])
def test_each_figure_has_its_source_on_its_page(edition: str) -> None:
    claimed = [each for each in sentences() if each.claims and each.works]
    names = [each.packet.name for each in built() if each.edition == edition]
    checked, bare = 0, []
    for packet in names:
        pages = _letters(packet, edition)
        for sentence in claimed:
            for number in _places(sentence, pages):
                checked += 1
                sources = [_sources()[work] for work in sentence.works]
                if not any(name in pages[number] and year in pages[number] for name, year in sources):
                    bare.append(f"{packet}, page {number + 1}: {sentence.text}")
    assert not bare, "\n".join(bare)
    assert checked > 80


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_gets_a_packet_it_can_read(audience: str) -> None:
    pages = len(_letters(audience, "participant"))
    assert FEWEST <= pages <= MOST


def test_front_line_readers_get_plain_language_in_twelve_points() -> None:
    (found,) = [each for each in built() if (each.packet.name, each.edition) == ("front-line", "participant")]
    assert found.layout.styles["body"].size >= 12
    assert found.packet.limits.reading_grade <= 8
    assert not found.warnings
