"""What tasks and forms say when they are read aloud: words apart, each card with its own back, true marks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from packetpress.pipeline import build
from tests import tagtree
from tests.projects import PACKET, write_project
from tests.tagtree import Element

TEXT = """\
# Listening

::: {.exercise #ex-all title="All of it"}
::: true-false
- [x] A guess can be wrong.
- [ ] Nobody guesses.
:::

She waits for [one breath]{.blank}.

::: form
- Name
- Place: Lakeside
:::

::: tent
:::

::: {.cards columns=2 rows=4}
- First front

    ---

    First back
- Second front

    ---

    Second back
- Third front
:::
:::
"""


@cache
def trees() -> dict[str, Element]:
    """By edition."""
    with TemporaryDirectory() as folder:
        path = Path(folder)
        packet = PACKET.replace("[office]", "[screen]")
        build(write_project(path / "project", {"1.md": TEXT}, packet), path / "output")
        return {
            edition: tagtree.read(path / f"output/one/one-{edition}-screen.pdf")
            for edition in ("participant", "facilitator")
        }


def spoken(edition: str) -> str:
    return " ".join(trees()[edition].spoken().split())


def test_each_card_is_followed_by_its_own_back() -> None:
    for edition in trees():
        assert "First front First back Second front Second back Third front" in spoken(edition)


def test_where_to_fold_is_not_read() -> None:
    assert "fold here" not in spoken("participant")


def test_what_is_known_stands_apart_from_what_asks_for_it() -> None:
    assert "Name Place Lakeside" in spoken("participant")


def test_an_answer_stands_apart_from_the_number_of_its_blank() -> None:
    assert "She waits for 1 one breath." in spoken("facilitator")


def test_marks_say_what_they_are_and_which_is_right() -> None:
    rows = [
        [cell.spoken().split("\n")[1].strip() or cell.spoken().strip() for cell in row.children[1:]]  # type: ignore[union-attr]
        for row in trees()["facilitator"].walk()
        if row.role == "TR" and len(row.children) == 3
    ]
    assert rows == [["True", "False"], ["True: right", "False"], ["True", "False: right"]]
