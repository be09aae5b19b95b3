"""Quizzes made from the glossary: the terms asked for, or some of all there are."""

from __future__ import annotations

from packetpress.audience.quiz import with_quizzes
from packetpress.diagnostics import Diagnostics
from packetpress.model import Attributes, Exercise
from packetpress.model.tasks import Match, Quiz
from packetpress.walk import plain_text
from tests.values import AT, inlines, term

GLOSSARY = tuple(term(f"Term{i}", f"meaning{i}") for i in range(9))


def made(quiz: Quiz, count: int = 9) -> tuple[list[tuple[str, str]], list[str]]:
    diagnostics = Diagnostics()
    exercise = Exercise(inlines("Title"), (quiz,), attributes=Attributes("ex-quiz"))
    (match,) = with_quizzes(exercise, GLOSSARY[:count], diagnostics).children
    assert isinstance(match, Match)
    pairs = [(plain_text(item.children), plain_text(item.beside)) for item in match.items]
    return pairs, [str(finding) for finding in diagnostics.sorted]


def test_the_terms_asked_for() -> None:
    quiz = Quiz((("term3", AT), ("Term1", AT)))
    assert made(quiz) == ([("Term3", "meaning3"), ("Term1", "meaning1")], [])


def test_some_of_all_there_are() -> None:
    pairs, findings = made(Quiz((), 4))
    assert findings == []
    assert len(pairs) == 4
    assert pairs == sorted(pairs)
    assert made(Quiz((), 4))[0] == pairs
    assert len(made(Quiz((), 20))[0]) == 9


def test_a_term_that_isnt_there() -> None:
    findings = made(Quiz((("Term1", AT), ("Trem2", AT)), pos=AT))[1]
    assert findings == [
        "sources/a.md:7:3: error: The glossary has no term “Trem2”.\n    Did you mean “term2”?",
    ]


def test_too_few_terms() -> None:
    for quiz in (Quiz((), pos=AT), Quiz((("Term0", AT),), pos=AT)):
        assert made(quiz, 1)[1] == [
            "sources/a.md:7:3: error: This quiz finds fewer than two terms in the glossary.\n"
            "    Write the terms in sources/glossary.md, each with what it means.",
        ]
