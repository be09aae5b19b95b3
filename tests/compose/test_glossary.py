"""Which terms a text uses."""

from __future__ import annotations

import pytest

from packetpress.compose.glossary import used_terms
from packetpress.model import (
    Block,
    Callout,
    Code,
    CodeBlock,
    Definition,
    Emphasis,
    Exercise,
    Footnote,
    Scale,
    SoftBreak,
    Text,
    WriteOn,
)
from packetpress.walk import plain_text
from tests.values import inlines, para, source, term


def used(glossary: list[Definition], *blocks: Block) -> list[str]:
    return [plain_text(d.terms[0]) for d in used_terms(glossary, [source("sources/a.md", *blocks)])]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("dyad", "A dyad is two.", True),
        ("dyad", "DYADS are two.", True),
        ("dyad", "It is dyadic.", False),
        ("dyad", "A polydyad.", False),
        ("family", "Families come first", True),
        ("families", "A family comes first", True),
        ("bias", "All biases", True),
        ("stress", "It stres", False),
        ("serve and return", "Serve  and return", True),
        ("caregiver's cue", "A caregiver’s cue", True),
        ("co-regulation", "co‑regulation", True),
        ("Adverse childhood experience (ACE)", "Two ACEs count", True),
        ("Adverse childhood experience (ACE)", "An ace of hearts", False),
        ("Adverse childhood experience (ACE)", "adverse childhood experiences", True),
        ("ACE (adverse childhood experience)", "adverse childhood experiences", True),
        ("Regulation (of emotion)", "Some of emotion", False),
        ("Regulation (of emotion)", "its regulation", True),
        ("C++", "in C++, say", True),
    ],
)
def test_forms(name: str, text: str, found: bool) -> None:
    assert used([term(name)], para(text)) == ([name] if found else [])


def test_across_lines_and_emphasis_but_not_blocks() -> None:
    glossary = [term("serve and return")]
    assert used(glossary, para("serve", SoftBreak(), Emphasis(inlines("and")), " return"))
    assert not used(glossary, para("serve"), para("and return"))


def test_not_in_code() -> None:
    assert not used([term("dyad")], CodeBlock("dyad"), para("a ", Code("dyad")))


@pytest.mark.parametrize(
    "block",
    [
        Callout("tip", inlines("A dyad"), ()),
        Exercise(inlines("x"), (), materials="one dyad"),
        WriteOn(lines=2, label="Your dyad"),
        Scale((inlines("x"), inlines("A dyad")), 2),
        Scale((inlines("x"),), 2, ((1, "No dyad"),)),
        para("a", Footnote((para("a dyad"),)), "b"),
    ],
)
def test_wherever_it_is_printed(block: Block) -> None:
    assert used([term("dyad")], block) == ["dyad"]


def test_in_titles_and_objectives() -> None:
    from dataclasses import replace

    titled = source("sources/a.md", title="The dyad")
    assert used_terms([term("dyad")], [titled])
    assert used_terms([term("dyad")], [replace(source("sources/a.md"), objectives=(inlines("a dyad"),))])


def test_what_definitions_use_counts_too() -> None:
    glossary = [
        term("one", "see two"),
        term("two", "see three"),
        term("three", "end"),
        term("four", "see one"),
    ]
    assert used(glossary, para("one")) == ["one", "three", "two"]


def test_sorted_without_regard_to_case_and_accents() -> None:
    names = ["zone", "Écart", "apple", "Bond"]
    assert used([term(name) for name in names], para("zone écart bond apple")) == [
        "apple",
        "Bond",
        "Écart",
        "zone",
    ]


def test_text_of_a_term_that_is_several_inlines() -> None:
    definition = Definition(((Text("serve "), Emphasis(inlines("and return"))),), ((para("x"),),))
    assert used_terms([definition], [source("sources/a.md", para("Serve and return."))]) == (definition,)
