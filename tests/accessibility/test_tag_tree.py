"""The tag tree holds the words of the sources, all of them, once, in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import pikepdf
import pytest

from tests import tagtree
from tests.accessibility.files import ROOT, TORTURE, BuiltFile, packets
from tests.accessibility.words import ANYTHING, Words, heard
from tests.tagtree import Element

read = cache(tagtree.read)
"""Each file's tree is needed by several tests."""


def assert_equal(actual: str, expected: str) -> None:
    """Like ``assert actual == expected``, but shows the place where they part."""
    if actual != expected:
        pairs = enumerate(zip(actual, expected, strict=False))
        at = next((i for i, (a, b) in pairs if a != b), min(len(actual), len(expected)))
        start = max(at - 60, 0)
        pytest.fail(
            f"read:   …{actual[start : at + 60]}…\nsource: …{expected[start : at + 60]}…", pytrace=False
        )


def assert_same(actual: str, expected: str) -> None:
    """The same words in the same order, whatever stands in place of ``ANYTHING``."""
    actual = heard(actual)
    first, *others = (heard(piece) for piece in expected.split(ANYTHING))
    if not others:
        assert_equal(actual, first)
        return
    assert_equal(actual[: len(first)], first)
    at = len(first)
    for piece in others[:-1]:
        found = actual.find(piece, at)
        assert found >= 0, f"nobody reads: {piece}"
        at = found + len(piece)
    assert_equal(actual[max(at, len(actual) - len(others[-1])) :], others[-1])


def parts(tree: Element) -> list[Element]:
    """Cover, imprint, contents, then the sections, those of a part too."""
    assert tree.role in ("Document", "Part")
    elements = [child for child in tree.children if isinstance(child, Element)]
    assert len(elements) == len(tree.children)
    return [inner for each in elements for inner in (parts(each) if each.role == "Part" else [each])]


def sections(elements: Sequence[Element]) -> list[str]:
    """Words of each section: an element that holds an H1, up to the next one."""
    found: list[str] = []
    for element in elements:
        if any(inner.role == "H1" for inner in element.walk()):
            found.append("")
        found[-1] += element.spoken()
    return found


@pytest.mark.parametrize("packet", [*packets(ROOT), *packets(TORTURE)])
def test_the_words_are_those_of_the_source(packet: str, screen: Sequence[BuiltFile]) -> None:
    files = [file for file in screen if file.packet == packet]
    assert files
    for file in files:
        words = Words(file.document, file.layout.labels, tagtree.destinations(file.path))
        cover, imprint, *rest = parts(read(file.path))
        contents, *said = sections(rest)
        assert_same(contents, words.contents())
        expected = [words.section(section) for section in file.document.sections]
        if file.layout.page.dividers == "parts":
            parted = [section.part for section in file.document.sections]
            begins = [at for at, part in enumerate(parted) if part and part != (["", *parted])[at]]
            for at in reversed(begins):
                expected.insert(at, words.divider(parted[at]))
        assert len(said) == len(expected)
        for actual, each in zip(said, expected, strict=True):
            assert_same(actual, each)
        for front in (cover, imprint):
            for printed in (file.document.title, file.document.subtitle, file.document.audience):
                assert heard(printed) in heard(front.spoken())


def test_headings_step_down_one_by_one(screen: Sequence[BuiltFile]) -> None:
    for file in screen:
        roles = [element.role for element in read(file.path).walk()]
        levels = [int(role[1]) for role in roles if role[0] == "H" and role[1:].isdigit()]
        assert levels[0] == 1
        skipped = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert not skipped, f"{file.path.name}: {skipped}"


def test_every_annotation_is_in_the_tree_and_says_what_it_is(screen: Sequence[BuiltFile]) -> None:
    for file in screen:
        references = [
            (element.role, child)
            for element in read(file.path).walk()
            for child in element.children
            if isinstance(child, tagtree.ObjectReference)
        ]
        assert {(role, reference.subtype) for role, reference in references} <= {
            ("Link", "Link"),
            ("Form", "Widget"),
        }
        assert all(reference.contents for _, reference in references), file.path.name
        with pikepdf.open(file.path) as pdf:
            assert len(references) == sum(len(page.get("/Annots", [])) for page in pdf.pages)
