"""What may stand in braces after a cross-reference."""

from __future__ import annotations

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import parse
from packetpress.model import CrossReference, Position
from packetpress.walk import descendants
from tests.load.markdown.dump import Files

AT = Position("a.md", 1, 1)


def read(text: str) -> tuple[list[CrossReference], list[str]]:
    diagnostics = Diagnostics()
    body = parse(text, "a.md", diagnostics, files=Files())
    found = [node for node in descendants(body.blocks) if isinstance(node, CrossReference)]
    return found, [str(finding) for finding in diagnostics.sorted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@ex-a", CrossReference("ex-a", "", AT)),
        ('@ex-a{fallback="the exercise"}', CrossReference("ex-a", "the exercise", AT)),
        ("@ex-a{see-packet=front-line}", CrossReference("ex-a", "", AT, "front-line")),
        ("@ex-a{page of participant}", CrossReference("ex-a", "", AT, "", "participant")),
        ('@ex-a{page="participant"}', CrossReference("ex-a", "", AT, "", "participant")),
        (
            '@ex-a{page=participant see-packet="b" fallback="c"}',
            CrossReference("ex-a", "c", AT, "b", "participant"),
        ),
    ],
)
def test_references(text: str, expected: CrossReference) -> None:
    assert read(f"{text} and on") == ([expected], [])


HOW = '    Write @ex-a{fallback="text for packets without it"}, {see-packet="NAME"} or {page of participant}.'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@ex-a{x}", f"a.md:1:6: error: These braces can't be read after “@ex-a”.\n{HOW}"),
        ("@ex-a{fallbak=x}", f"a.md:1:6: error: These braces can't be read after “@ex-a”.\n{HOW}"),
        (
            "@ex-a{page of participants}",
            "a.md:1:15: error: “participants” is no edition whose page can be given.\n"
            "    Only the participant edition's page can: {page of participant}.",
        ),
        (
            '@ex-a{page="facilitator"}',
            "a.md:1:13: error: “facilitator” is no edition whose page can be given.\n"
            "    Only the participant edition's page can: {page of participant}.",
        ),
    ],
)
def test_findings(text: str, expected: str) -> None:
    references, findings = read(text)
    assert expected in findings
    assert references == [CrossReference("ex-a", "", AT)]
