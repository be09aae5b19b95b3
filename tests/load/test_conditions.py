import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.conditions import check_conditions
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


def findings(*blocks: Block, front: Attributes | None = None) -> list[str]:
    diagnostics = Diagnostics()
    source = Source("a.md", (Text("T"),), "", (), 0, blocks, attributes=front or Attributes())
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


def test_conditions_of_the_front_matter_are_checked() -> None:
    assert findings(front=WRONG) == [MESSAGE]


def test_known_names_and_values_pass() -> None:
    good = attributes(
        ("audience", "front-line managers"),
        ("not-setting", "home"),
        ("edition", "facilitator"),
        ("width", "60%"),
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
    ],
)
def test_names_and_values_outside_the_vocabulary(key: str, value: str, expected: str) -> None:
    assert findings(Div((), attributes((key, value)))) == [f"a.md:7:3: error: {expected}"]
