from datetime import date

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.conditions import check_conditions, vocabulary
from packetpress.model import (
    Attributes,
    Block,
    Cell,
    Div,
    Heading,
    List,
    ListItem,
    Paragraph,
    Position,
    Project,
    Row,
    Source,
    Span,
    Table,
    Text,
)

VOCABULARY = {
    "audience": {"front-line": "Front-line", "managers": "Managers"},
    "setting": {"home": "Home"},
    "edition": {"participant": "Participant", "facilitator": "Facilitator"},
}
PLACE = Position("a.md", 7, 3)


def attributes(*pairs: tuple[str, str]) -> Attributes:
    return Attributes(pairs=pairs, pos=PLACE)


def findings(*blocks: Block) -> list[str]:
    diagnostics = Diagnostics()
    source = Source("a.md", (Text("T"),), "", (), 0, blocks)
    check_conditions(source, VOCABULARY, diagnostics)
    return [str(finding) for finding in diagnostics.sorted]


WRONG = attributes(("audience", "manager"))
MESSAGE = "a.md:7:3: error: “manager” is not a value of “audience”.\n    Did you mean “managers”?"


@pytest.mark.parametrize(
    "block",
    [
        Div((), WRONG),
        Div((Div((), WRONG),)),
        Heading(2, (), WRONG),
        Paragraph((Span((Text("x"),), WRONG),)),
        List((ListItem((), WRONG),)),
        Table((), (), (Row((Cell(()),), WRONG),)),
    ],
)
def test_conditions_are_checked_wherever_they_may_stand(block: Block) -> None:
    assert findings(block) == [MESSAGE]


def test_conditions_in_titles_and_objectives_are_checked() -> None:
    words = (Span((Text("x"),), WRONG),)
    for source in (
        Source("a.md", words, "", (), 0, ()),
        Source("a.md", (Text("T"),), "", ((Text("y"),), words), 0, ()),
    ):
        diagnostics = Diagnostics()
        check_conditions(source, VOCABULARY, diagnostics)
        assert [str(finding) for finding in diagnostics.sorted] == [MESSAGE]


def test_groups_are_names_that_may_stand_in_a_condition() -> None:
    project = Project(
        title="T",
        organisation="",
        language="en",
        version="1",
        date=date(2026, 1, 2),
        conditions={"audience": {"front-line": "F", "managers": "M"}, "setting": {"home": "H"}},
        variables={},
        groups={"audience": {"staff": ("front-line", "managers")}},
    )
    assert vocabulary(project) == {"audience": ("front-line", "managers", "staff"), "setting": ("home",)}


def test_known_names_and_values_pass() -> None:
    good = attributes(
        ("audience", "front-line managers"),
        ("not-setting", "home"),
        ("edition", "facilitator"),
        ("width", "60%"),
        ("source", "interview"),
    )
    assert findings(Div((), good)) == []


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        (
            "not-audience",
            "clerks",
            "“clerks” is not a value of “audience”.\n    Known here: front-line, managers.",
        ),
        ("audience", "", "“audience” names no value.\n    Known here: front-line, managers."),
        (
            "not-audiense",
            "managers",
            "“not-audiense” excludes by “audiense”, which is not a condition of this project.\n"
            "    Did you mean “audience”?",
        ),
        ("audiance", "x", "“audiance” is not a condition of this project.\n    Did you mean “audience”?"),
    ],
)
def test_names_and_values_outside_the_vocabulary(key: str, value: str, expected: str) -> None:
    assert findings(Div((), attributes((key, value)))) == [f"a.md:7:3: error: {expected}"]
