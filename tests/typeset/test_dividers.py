"""Dividers on leaves of their own: right-hand page, empty back, the same in every layout."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from packetpress.model import Bookmark, Dividers, Layout, Pages, Section, StructureElement
from tests.pdf import PAINTING, operations, page_texts
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages, text, words


def asked(dividers: Dividers, name: str = "office") -> Layout:
    layout = house_layout(name)
    return replace(layout, page=replace(layout.page, dividers=dividers))


def titled(number: int, part: str, count: int = 40) -> Section:
    title = f"Title {number}"
    return section(
        paragraph(f"first{number} {words(count)}"),
        id=f"sec-{number}",
        number=str(number),
        title=text(title),
        running_title=title,
        part=part,
    )


PARTED = (titled(1, ""), titled(2, "Watching", 900), titled(3, "Watching"), titled(4, "Talking"))


def is_blank(pages: Pages, page: int) -> bool:
    return not any(found.operator in PAINTING for found in operations(pages.pdf, page))


def starts(texts: list[str], word: str) -> int:
    """The page, from 1, on which a word stands first, the contents left out."""
    return next(number for number, shown in enumerate(texts, start=1) if re.search(rf"\b{word}\b", shown))


def test_a_part_begins_with_a_leaf_of_its_own() -> None:
    pages = set_pages(document(*PARTED), layout=asked("parts"))
    texts = page_texts(pages.pdf)
    assert [starts(texts, f"first{number}") for number in (1, 2, 3, 4)] == [3, 7, 11, 15]
    stamp = ["Edition", "2026.1", "·", "7f3a91c"]
    watching = ["Watching", "2", "Title", "2", "7", "3", "Title", "3", "11"]
    assert texts[4].split() == ["Watching", *watching, *stamp, "5"]  # its tab, its title, what is in it
    assert texts[12].split() == ["Talking", "Talking", "4", "Title", "4", "15", *stamp, "13"]
    assert [page + 1 for page in range(pages.count) if is_blank(pages, page)] == [6, 14]
    assert pages.count == 16


def test_its_title_is_a_heading_and_a_bookmark_above_its_sections() -> None:
    pages = set_pages(document(*PARTED), layout=asked("parts"))
    parts = [
        child
        for child in pages.structure.children
        if isinstance(child, StructureElement) and child.role == "Part"
    ]
    assert len(parts) == 2
    divider = parts[0].children[0]
    assert isinstance(divider, StructureElement)
    roles = [child.role for child in divider.children if isinstance(child, StructureElement)]
    assert (divider.role, roles) == ("Sect", ["H1", "TOC"])
    assert [(mark.level, mark.title, mark.page) for mark in pages.bookmarks] == [
        (1, "1 Title 1", 2),
        (1, "Watching", 4),
        (2, "2 Title 2", 6),
        (2, "3 Title 3", 10),
        (1, "Talking", 12),
        (2, "4 Title 4", 14),
    ]


def test_a_section_outside_of_parts_stands_beside_them_again() -> None:
    after = titled(5, "")
    pages = set_pages(document(titled(1, "Watching"), after), layout=asked("parts"))
    assert pages.bookmarks[-1] == Bookmark(1, "5 Title 5", 6, 792)


def test_a_section_opens_on_a_leaf_of_its_own() -> None:
    pages = set_pages(document(titled(1, ""), titled(2, "")), layout=asked("sections"))
    texts = page_texts(pages.pdf)
    assert [starts(texts, f"first{number}") for number in (1, 2)] == [5, 9]
    assert [page + 1 for page in range(pages.count) if is_blank(pages, page)] == [4, 8]
    assert [pages.destinations[f"sec-{number}"][0] for number in (1, 2)] == [2, 6]
    assert "Title 1" in texts[2]


def test_a_section_without_text_has_its_leaf() -> None:
    empty = section(number="1", id="sec-1", title=text("Only a title"))
    pages = set_pages(document(empty, titled(2, "")), layout=asked("sections"))
    assert pages.destinations["sec-2"][0] == 4
    assert is_blank(pages, 3)


def test_without_dividers_nothing_changes() -> None:
    pages = set_pages(document(*PARTED))
    assert not any(is_blank(pages, page) for page in range(pages.count))
    assert {mark.level for mark in pages.bookmarks} == {1}


@pytest.mark.parametrize("dividers", ["parts", "sections"])
@pytest.mark.parametrize("name", ["press", "screen", "office-grey"])
def test_pages_are_the_same_in_every_layout(name: str, dividers: Dividers) -> None:
    one, other = (set_pages(document(*PARTED), layout=asked(dividers, each)) for each in ("office", name))
    assert one.destinations == other.destinations
    pairs = zip(page_texts(one.pdf), page_texts(other.pdf), strict=True)
    assert all(sorted(first.split()) == sorted(second.split()) for first, second in pairs)


def test_large_print_has_leaves_as_well() -> None:
    pages = set_pages(document(*PARTED), layout=asked("parts", "large-print"))
    blank = [page for page in range(pages.count) if is_blank(pages, page)]
    assert len(blank) == 2
    assert all(page % 2 for page in blank)


def test_nothing_of_the_text_stands_on_the_covers_leaf() -> None:
    texts = page_texts(set_pages(document(titled(1, ""))).pdf)
    assert texts[0].split()[-1] == "7f3a91c"
    assert "first1" not in texts[0] + texts[1]
    assert "first1" in texts[2]
