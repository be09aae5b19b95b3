"""Figures of running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import parse
from packetpress.model import Blocks, Paragraph, Position, Text
from packetpress.readability import Readability, combined, count_syllables, sentences, statistics
from tests.load.markdown.dump import Files


def blocks(markdown: str) -> Blocks:
    return parse(markdown, "a.md", Diagnostics(), files=Files()).blocks


def said(markdown: str) -> list[str]:
    return [sentence.text for sentence in sentences(blocks(markdown))]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("a", 1), ("the", 1), ("make", 1), ("table", 2), ("makes", 1), ("places", 2), ("watches", 2)),
        *(("looked", 1), ("needed", 2), ("settled", 2), ("baby", 2), ("family", 3), ("being", 2)),
        *(("relationship", 4), ("caregiver", 3), ("every", 2), ("everyone", 3), ("someone", 2), ("area", 3)),
        *(("create", 2), ("serious", 3), ("question", 2), ("theory", 3), ("client", 2), ("social", 2)),
        *(("rhythm", 2), ("safely", 2), ("arrangement", 3), ("2026", 1), ("Mme", 1)),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert count_syllables(word) == count


def test_the_grade_is_flesch_and_kincaids() -> None:
    found = statistics(blocks("The baby is looking at a family. You are waiting, and you answer together.\n"))
    assert (found.words, found.sentences, found.syllables) == (14, 2, 22)
    assert found.grade == pytest.approx(0.39 * 14 / 2 + 11.8 * 22 / 14 - 15.59)
    assert Readability(100, 5, 150).grade == pytest.approx(9.91)
    assert Readability(100, 5, 150).words_per_sentence == 20.0
    assert statistics(blocks("We sit. We wait.")).grade == 0.0


def test_nothing_has_no_grade() -> None:
    assert statistics(()) == Readability()
    assert (Readability().grade, Readability().words_per_sentence) == (0.0, 0.0)


def test_where_sentences_end() -> None:
    text = 'Dr. Lee asks, e.g. "Who is it?" She waits… Then 3.5 hours pass! "Yes." A. Freud (1965) said so.'
    assert said(text) == [
        "Dr. Lee asks, e.g. “Who is it?”",
        "She waits…",
        "Then 3.5 hours pass!",
        "“Yes.”",
        "A. Freud (1965) said so.",
    ]


def test_what_is_running_text() -> None:
    text = """\
## Not a heading

A paragraph[^1] with *emphasis*, [a link](https://example.org) and
a second line.

- an item
    - an item in it

term
:   what it means

> Said.

::: tip
In a box.
:::

::: {.scale from="a" to="b"}
- I can wait.
:::

| not | a |
|-----|---|
| table | cell |

    nor code

[^1]: A note.
"""
    assert said(text) == [
        "A paragraph with emphasis, a link and a second line.",
        "A note.",
        "an item",
        "an item in it",
        "what it means",
        "Said.",
        "In a box.",
        "I can wait.",
    ]


def test_what_is_only_known_later_counts_as_a_word() -> None:
    assert said("See @ex-feed and @bowlby1988; {{ name }} knows [@stern1985].\n") == [
        "See it and it; it knows ."
    ]


def test_the_longest_sentence_has_a_place() -> None:
    found = statistics(blocks("One. Two and three.\nAnd then *four* and five and six. Seven.\n")).longest
    assert found is not None
    assert (found.words, found.pos) == (7, Position("a.md", 2, 1))
    second = list(sentences(blocks("One. Two and three.\n")))[1]
    assert second.pos == Position("a.md", 1, 6)


def test_the_figures_of_parts_add_up() -> None:
    one, two = statistics(blocks("The first one. It is longer.")), statistics(blocks("A second."))
    assert combined([one, two]) == statistics(blocks("The first one. It is longer.\n\nA second."))


@given(st.text(max_size=300))
def test_any_text_has_figures_and_loses_no_word(text: str) -> None:
    passage: Blocks = (Paragraph((Text(text, Position("a.md", 1, 1)),)),)
    found = statistics(passage)
    assert found.sentences <= found.words <= found.syllables
    assert found.grade >= 0.0
    kept = " ".join(sentence.text for sentence in sentences(passage)).split()
    assert [word for word in text.split() if any(map(str.isalnum, word))] == [
        word for word in kept if any(map(str.isalnum, word))
    ]
