"""One cause is told once, at the place that has to be mended, with the pages it is on."""

from __future__ import annotations

from packetpress.model import Position
from packetpress.preflight import Finding, diagnose, diagnose_file

PACKET = Position("sources/packets/one.yaml")
ONE, OTHER = Position("sources/a.md", 5, 1), Position("sources/b.md", 9, 1)
PLACES = {(1, 0): ONE, (1, 4): ONE, (4, 2): OTHER}


def small(page: int, mcid: int = -1, **more: object) -> Finding:
    values: dict[str, object] = {
        "message": "Type is 3.0 points",
        "page": page,
        "mcid": mcid,
        "at": (9.0, 9.0),
    }
    return Finding("The shop", "type-size", **(values | more))  # type: ignore[arg-type]


def told(*findings: Finding) -> list[tuple[Position, str]]:
    return [(found.pos, found.message) for found in diagnose(findings, "one.pdf", PACKET, PLACES)]


def test_one_mistake_of_a_layout_is_one_message_for_all_pages() -> None:
    ((pos, message),) = told(*(small(page) for page in range(1, 75)))
    assert pos == PACKET
    assert message == (
        "one.pdf, pages 1-74: Type is 3.0 points, 9 × 9 pt from its lower left corner (The shop: type-size)."
    )


def test_pages_that_do_not_follow_each_other() -> None:
    ((_, message),) = told(*(small(page) for page in (9, 1, 2, 3, 5)))
    assert message.startswith("one.pdf, pages 1-3, 5, 9: ")
    ((_, message),) = told(*(small(page) for page in (*range(1, 60, 2), 60)))
    # Twelve of the thirty runs, and what the others hold.
    assert message.startswith("one.pdf, pages 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 19 more: ")


def test_the_same_in_several_places_of_the_sources_is_told_at_the_first() -> None:
    assert told(small(2, 0), small(5, 2)) == [
        (
            ONE,
            "one.pdf, pages 2, 5: Type is 3.0 points, 9 × 9 pt from its lower left corner"
            " (The shop: type-size).",
        )
    ]


def test_what_is_on_edges_too_is_the_layouts() -> None:
    ((pos, _),) = told(small(2, 0), small(3), small(5, 2))
    assert pos == PACKET


def test_each_picture_has_to_be_mended_by_itself() -> None:
    found = told(small(2, 0, per_place=True), small(2, 4, per_place=True), small(5, 2, per_place=True))
    assert [pos for pos, _ in found] == [ONE, OTHER]
    assert found[0][1].startswith("one.pdf, page 2: ")


def test_other_causes_are_told_apart() -> None:
    found = told(small(1), small(1, message="Type is 2.0 points"), small(1, severity="warning"))
    assert len(found) == 3


def test_a_finding_of_the_whole_file_names_no_page() -> None:
    ((pos, message),) = told(small(0, at=None))
    assert (pos, message) == (PACKET, "one.pdf: Type is 3.0 points (The shop: type-size).")


def test_of_a_strangers_file_each_cause_is_told_once() -> None:
    found = list(diagnose_file([small(1, per_place=True), small(2), small(0, message="No XMP")], "a.pdf"))
    assert [each.message.split(":")[0] for each in found] == [
        "Pages 1-2",
        "No XMP, 9 × 9 pt from its lower left corner (The shop",
    ]
    assert {each.pos for each in found} == {Position("a.pdf")}


def test_of_a_strangers_file_the_rule_says_what_to_do_where_the_finding_does_not() -> None:
    hints = [
        each.hint
        for each in diagnose_file(
            [small(1, remedy="Set it larger."), small(2, message="b", hint="c")], "a.pdf"
        )
    ]
    assert hints == ["Set it larger.", "c"]
