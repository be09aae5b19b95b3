"""The reports and what is selected for a packet agree, whatever the mix of conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from packetpress.model import Heading, Source
from packetpress.pipeline import Reading
from packetpress.reports.coverage import unseen
from packetpress.reports.diff import diff
from packetpress.reports.kept import Kept
from packetpress.reports.places import Place, places
from packetpress.reports.rules import place_position
from packetpress.reports.why import Who, why
from packetpress.walk import Node, descendants
from tests.reports.generate import packets, texts
from tests.reports.project import reading

WORD = re.compile(r"w\d+x")


def numbered(nodes: Iterable[Node]) -> set[str]:
    """The numbered words anywhere in ``nodes``."""
    leaves = (getattr(node, "value", "") for node in descendants(tuple(nodes)))
    return {word for value in leaves for word in WORD.findall(value)}


def words_in(place: Place) -> set[str]:
    node = place.node
    own = numbered(node.blocks if isinstance(node, Source) else (node,))
    # What stands under a heading is in its place, but not in its node.
    return own.union(*map(words_in, place.children)) if isinstance(node, Heading) else own


def words_by_reader(project: Reading) -> dict[Who, dict[str, set[str]]]:
    return {
        Who(each.packet, each.edition): {
            part.source.path: numbered(part.source.blocks) for part in each.sections if part.source
        }
        for each in project.manuscripts
    }


def generated(folder: str, a: str, b: str, described: dict[str, str]) -> Reading:
    b = re.sub(r"w(\d+)x", r"w100\1x", b)
    files = {"a.md": f"# A\n\nText.\n\n{a}", "b.md": f"# B\n\nText.\n\n{b}"}
    return reading(Path(folder), files, described, more="  name: someone\n")


@settings(deadline=None, max_examples=30)
@given(texts(), texts(), packets())
def test_a_block_is_for_no_packet_exactly_if_it_is_in_no_manuscript(
    a: str, b: str, described: dict[str, str]
) -> None:
    with TemporaryDirectory() as folder:
        project = generated(folder, a, b, described)
    trees = {path: places(source) for path, source in project.library.sources.items()}
    written = set().union(*(numbered(source.blocks) for source in project.library.sources.values()))
    read = set().union(
        *(words for by_path in words_by_reader(project).values() for words in by_path.values())
    )
    kept = Kept.of(part.source for each in project.manuscripts for part in each.sections if part.source)
    lost = [place for tree in trees.values() for place in kept.lost(tree)]
    assert set().union(*map(words_in, lost)) == written - read
    reported = [each.pos for each in unseen(project.library, trees, project.manuscripts)]
    assert sorted(reported, key=repr) == sorted({place_position(place) for place in lost}, key=repr)


@settings(deadline=None, max_examples=30)
@given(texts(), texts(), packets())
def test_why_says_of_each_reader_what_selecting_does(a: str, b: str, described: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        project = generated(folder, a, b, described)
    readers = words_by_reader(project)
    for path, source in project.library.sources.items():
        report = why(project, path)
        assert set(report.kept_in) == {who for who in readers if path in readers[who]}
        found = {(place_position(place), place.kind): words_in(place) for place in every(places(source))}
        for verdict in report.places:
            words = found[verdict.pos, verdict.kind]
            for who in verdict.kept_in:
                assert words & readers[who][path] or not words
            for cause in verdict.kept_out:
                assert not words & readers[cause.who].get(path, set())


@settings(deadline=None, max_examples=30)
@given(texts(), texts(), packets())
def test_diff_names_every_word_that_only_one_gets(a: str, b: str, described: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        project = generated(folder, a, b, described)
    readers = words_by_reader(project)
    first, second = next(iter(described)), list(described)[-1]
    report = diff(project, first, second)
    one, two = readers[report.first], readers[report.second]
    assert {each.path for each in report.only_first} == set(one) - set(two)
    assert {each.path for each in report.only_second} == set(two) - set(one)
    for section in report.shared:
        tree = places(project.library.sources[section.path])
        found = {(place_position(place), place.kind): words_in(place) for place in every(tree)}
        named = {
            side: set().union(
                *(found[each.pos, each.kind] for each in section.differences if each.only == side)
            )
            for side in ("first", "second")
        }
        assert one[section.path] - two[section.path] == named["first"] & one[section.path]
        assert two[section.path] - one[section.path] == named["second"] & two[section.path]


def every(place: Place) -> Iterable[Place]:
    yield place
    for child in place.children:
        yield from every(child)
