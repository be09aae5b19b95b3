"""Counts that follow from the rest: hours, copies of name tents, rows for people."""

from __future__ import annotations

import pytest

from packetpress.compose.agenda import Agenda
from packetpress.compose.reckon import MOST_ROWS, Reckoner
from packetpress.model import Cell, Column, DefinitionList, Form, Inlines, List, Reckoned, Row, Table
from packetpress.model.tasks import Item
from packetpress.walk import plain_text
from tests.labels import LABELS
from tests.values import inlines, para

HOURS = (Reckoned("hours"),)
TWO_WAYS = (
    Agenda("One day", "", 540, (), 450, 90),
    Agenda("Two half days", "First", 540, (), 200, 20),
    Agenda("Two half days", "Second", 540, (), 200, 15),
)


def reckoner(*agendas: Agenda, participants: int = 0, facilitators: int = 1) -> Reckoner:
    return Reckoner(agendas, participants, facilitators, LABELS)


def said(*agendas: Agenda) -> str:
    return plain_text(reckoner(*agendas).blocks((para(*HOURS),)))


def test_hours_are_those_of_each_plan_without_its_breaks() -> None:
    assert said(Agenda("", "", 540, (), 450, 75)) == "6 h 15 min"
    assert said(Agenda("", "One", 0, (), 60, 0), Agenda("", "Two", 0, (), 75, 15)) == "2 h"
    assert said(Agenda("", "", 0, (), 45, 0)) == "45 min"
    assert said(*TWO_WAYS) == "One day: 6 h · Two half days: 6 h 5 min"
    assert said() == ""


def form(beside: Inlines) -> Form:
    fields = (("Name", ()), ("Hours", beside), ("Trainer", inlines("Ann")))
    return Form(tuple(Item(inlines(label), beside=known) for label, known in fields))


def test_a_form_has_the_hours_of_one_way_on_a_line() -> None:
    (found,) = reckoner(Agenda("", "", 540, (), 450, 90)).blocks((form(HOURS),))
    assert isinstance(found, Form)
    assert [(plain_text(each.children), plain_text(each.beside)) for each in found.fields] == [
        ("Name", ""),
        ("Hours", "6 h"),
        ("Trainer", "Ann"),
    ]


def test_of_several_ways_a_form_has_a_box_to_tick_for_each() -> None:
    before, asked, after = reckoner(*TWO_WAYS).blocks((form(HOURS),))
    assert isinstance(before, Form)
    assert isinstance(asked, DefinitionList)
    assert isinstance(after, Form)
    assert [plain_text(each.children) for each in before.fields] == ["Name"]
    ((term,), ((ways,),)) = asked.items[0].terms, asked.items[0].definitions
    assert isinstance(ways, List)
    assert plain_text(term) == "Hours"
    assert [(each.checkbox, plain_text(each.children)) for each in ways.items] == [
        (False, "One day: 6 h"),
        (False, "Two half days: 6 h 5 min"),
    ]
    assert [plain_text(each.beside) for each in after.fields] == ["Ann"]


def test_a_form_that_says_its_own_hours_keeps_them() -> None:
    own = form(inlines("7 units"))
    assert reckoner(*TWO_WAYS).blocks((own,)) == (own,)


@pytest.mark.parametrize(
    ("participants", "facilitators", "copies"), [(24, 1, "13"), (24, 2, "13"), (1, 1, "1"), (0, 2, "")]
)
def test_a_page_of_name_tents_is_for_two_people(participants: int, facilitators: int, copies: str) -> None:
    rewriter = reckoner(participants=participants, facilitators=facilitators)
    assert plain_text(rewriter.blocks((para(Reckoned("tent_copies")),))) == copies


@pytest.mark.parametrize(("participants", "rows"), [(0, 16), (1, 5), (24, 28), (100_000, MOST_ROWS)])
def test_a_row_for_each_person_and_a_few_more(participants: int, rows: int) -> None:
    cells = (Cell((para("x"),)),)
    table = Table((Column(),), (Row(cells),), (Row(cells), Row(cells, per_person=True)))
    (found,) = reckoner(participants=participants).blocks((table,))
    assert isinstance(found, Table)
    assert found.body == (Row(cells),) * (rows + 1)
