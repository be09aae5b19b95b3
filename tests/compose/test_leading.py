from __future__ import annotations

from packetpress.compose.leading import Leading
from packetpress.model import Callout, Exercise, LineBreak, Paragraph, Span, Strong, Text
from packetpress.walk import plain_text
from tests.values import AT, attrs, inlines, para

LABELS = {"materials": "Materials"}


def exercise(*blocks: Paragraph | Callout, materials: str = "") -> Exercise:
    return Exercise(inlines("Watching"), blocks, materials=materials, attributes=attrs(id="ex-feed"), pos=AT)


def notes(*blocks: Paragraph) -> Callout:
    return Callout("notes", (), blocks, pos=AT)


def led(
    node: Exercise, slots: dict[str, str] | None = None, folios: dict[str, str] | None = None
) -> Exercise:
    (new,) = Leading(slots or {}, folios or {}, LABELS).blocks((node,))
    assert isinstance(new, Exercise)
    return new


def test_running_notes_leave_the_text_and_stand_beside_it() -> None:
    new = led(exercise(para("Do this."), notes(para("Wait.")), para("Then that.")))
    assert new.children == (para("Do this."), para("Then that."))
    assert new.notes == (para("Wait."),)


def test_above_them_stand_the_time_and_the_materials() -> None:
    new = led(exercise(notes(para("Wait.")), materials="pens"), {"ex-feed": "9:45 – 10:00"})
    time, materials, note = new.notes
    assert isinstance(time, Paragraph)
    assert isinstance(time.children[0], Span)
    assert [plain_text(each.children) for each in (time, materials, note) if isinstance(each, Paragraph)] == [
        "9:45 – 10:00",
        "Materials pens",
        "Wait.",
    ]


def test_a_label_stands_in_a_line_of_its_own_without_its_full_stop() -> None:
    new = led(exercise(notes(para(Strong(inlines("Say.")), " “Look.”"))))
    assert new.notes == (Paragraph((Strong(inlines("Say")), LineBreak(), Text("“Look.”", AT)), AT),)


def test_bold_words_that_are_no_label_stay() -> None:
    block = para(Strong(inlines("Never")), " hurry.")
    assert led(exercise(notes(block))).notes == (block,)


def test_the_page_that_participants_have() -> None:
    assert led(exercise(para("Do this.")), folios={"ex-feed": "16"}).other_page == "16"


def test_an_exercise_without_running_notes_stays_as_it_is() -> None:
    node = exercise(para("Do this."), materials="pens")
    assert led(node, {"ex-feed": "9:45 – 10:00"}) is node
