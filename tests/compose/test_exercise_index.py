from __future__ import annotations

from dataclasses import replace

from packetpress.audience import select
from packetpress.compose.gather import Gatherer, Material
from packetpress.compose.numbering import Draft
from packetpress.diagnostics import Diagnostics
from packetpress.model import Blocks, Exercise, Gathered, Paragraph, Span
from packetpress.walk import descendants, plain_text
from tests.labels import LABELS
from tests.values import attrs, inlines, library, para, source


def exercise(number: str, *objectives: int) -> Exercise:
    return Exercise(
        inlines("Do"),
        (para("x"),),
        number=number,
        objectives=objectives,
        attributes=attrs(id=f"ex-{number.lower()}"),
    )


def texts(blocks: Blocks) -> list[str]:
    return [plain_text((node,)) for node in descendants(blocks) if isinstance(node, Paragraph)]


def test_each_objective_that_is_served_with_its_exercises() -> None:
    draft = Draft(
        "section",
        "",
        inlines("Watching"),
        (exercise("2A", 1, 3), exercise("2B", 3)),
        objectives=(inlines("Wait."), inlines("Name it."), inlines("Say what you saw.")),
        number="2",
        id="sec-two",
    )
    other = Draft("section", "", inlines("Other"), (exercise("3A"),), objectives=(inlines("Rest."),))
    blocks = Gatherer(Material([draft, other], (), (), 0, (), LABELS)).blocks((Gathered("exercises"),))
    assert texts(blocks) == [
        "2 Watching",
        "Wait.",
        "Exercise 2A Do, page",
        "Say what you saw.",
        "Exercise 2A Do, page ; Exercise 2B Do, page",
    ]


def test_objectives_keep_their_exercises_when_one_before_them_is_hidden() -> None:
    hidden = (Span(inlines("For managers."), attrs(audience="managers")),)
    made = source("sources/one.md", replace(exercise("1A"), objectives=(1, 2)))
    made = replace(made, objectives=(hidden, inlines("For all.")))
    where = library(made)
    manuscript = select(where, where.packets[0], "participant", Diagnostics())
    found = manuscript.sections[0].source
    assert found is not None
    assert [plain_text(each) for each in found.objectives] == ["For all."]
    (block,) = found.blocks
    assert isinstance(block, Exercise)
    assert block.objectives == (1,)
