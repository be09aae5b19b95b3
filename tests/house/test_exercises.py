"""The exercises of the house sources: every kind is used, and each is ready for a trainer."""

from __future__ import annotations

import re
from functools import cache

import pytest

from packetpress.model import Callout, Exercise
from packetpress.model.tasks import Choice
from packetpress.walk import descendants
from tests.house.claims import ROOT, house

KINDS = (
    *("write", "box", "draw", "scale", "checklist", "choice", "true-false", "match", "sort", "ordering"),
    *("vignette", "branching", "observation", "journal", "cards", "action-plan", "formulation", "transcript"),
    *("glossary-quiz",),
)
WAYS = {
    "a blank": r"\]\{[^}\n]*\.blank",
    "a scale with a column for one's own role": r"\.scale[^}\n]*\brole=yes",
    "a scale for before and now": r"\.scale[^}\n]*\bretrospective=",
    "a checklist with owner and date": r"\.checklist(?=[^}\n]*\bowner=)(?=[^}\n]*\bdate=)",
    "cards with backs": r"(?ms)^:{3,} *\{?\.?cards.*?^---$",
    "a stage of a story": r"(?m)^:{3,} *\{\.stage\b",
}


@cache
def _texts() -> str:
    """Every file that a packet lists."""
    return "\n".join(
        (ROOT / path).read_text(encoding="utf-8")
        for path in sorted(house().sources)
        if path.startswith("sources/")
    )


@cache
def _exercises() -> tuple[tuple[str, Exercise, int], ...]:
    """With their file, and how many objectives its section has."""
    return tuple(
        (path, node, len(source.objectives))
        for path, source in sorted(house().sources.items())
        for node in descendants(source.blocks)
        if isinstance(node, Exercise)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_used(kind: str) -> None:
    assert re.search(rf"(?m)^:{{3,}} *(?:{kind}\b(?!-)|\{{[^}}\n]*\.{kind}\b(?!-))", _texts())


@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_used(way: str) -> None:
    assert re.search(WAYS[way], _texts())


def test_questions_have_one_right_option_and_several() -> None:
    questions = [
        question
        for _, exercise, _ in _exercises()
        for node in descendants((exercise,))
        if isinstance(node, Choice)
        for question in node.questions
    ]
    assert {question.multiple for question in questions} == {True, False}


def test_there_are_enough_exercises_for_every_audience() -> None:
    assert len({exercise.attributes.id for _, exercise, _ in _exercises()}) >= 18


def test_each_exercise_is_ready_for_a_trainer() -> None:
    missing = []
    for path, exercise, objectives in _exercises():
        inside = list(descendants((exercise,)))
        kinds = {node.kind for node in inside if isinstance(node, Callout)}
        wants = {
            "minutes": exercise.minutes > 0,
            "group": bool(exercise.group),
            "objectives": not objectives or bool(exercise.objectives),
            "notes": bool(exercise.notes) or "notes" in kinds,
        }
        missing += [
            f"{path}:{exercise.pos.line}: {exercise.attributes.id} has no {name}"
            for name, found in wants.items()
            if not found
        ]
    assert not missing, "\n".join(missing)
