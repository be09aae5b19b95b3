"""What facilitators get, through the whole build; and that nothing of it is in the participants' file."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from packetpress.cli import main
from packetpress.load.kit import KIT
from packetpress.pipeline import build
from tests.pdf import page_texts
from tests.projects import PACKET, write_project
from tests.support import findings

SESSIONS = """\
participants: 12
facilitators: 2
kit: [agenda, materials, room-plan, print-order, answer-key]
sessions:
  - start: "13:00"
    length: 90
    breaks: [{after: text/1.md, minutes: 10, title: Tea and toast}]
"""

TEXT = """\
---
title: Watching
id: sec-watching
minutes: 40
---

Before.

::: {.exercise #ex-feed title="Watching a feed" minutes=15 materials="two spoons"}
Write what you saw.

::: look-for
Order and zebras.
:::

::: notes
**Say.** "Write what a walrus would have seen."

**Care.** Feeding is loaded.
:::
:::
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Edition -> its file."""
    folder = tmp_path_factory.mktemp("facilitator")
    build(write_project(folder / "project", {"1.md": TEXT}, PACKET + SESSIONS), folder / "output")
    return {
        edition: (folder / f"output/one/one-{edition}-office.pdf").read_bytes()
        for edition in ("participant", "facilitator")
    }


def joined(data: bytes) -> str:
    return " ".join(" ".join(page_texts(data)).split())


def test_facilitators_get_the_running_notes_beside_the_exercise(files: dict[str, bytes]) -> None:
    text = joined(files["facilitator"])
    assert (
        "13:25 – 13:40 Materials two spoons Say “Write what a walrus would have seen.” Care Feeding is"
        in text
    )


def test_facilitators_see_the_participants_page(files: dict[str, bytes]) -> None:
    page = next(
        number for number, text in enumerate(page_texts(files["participant"]), 1) if "what you saw" in text
    )
    assert f"Participant page {page}" in joined(files["facilitator"])


def test_facilitators_get_the_pages_of_the_kit(files: dict[str, bytes]) -> None:
    text = joined(files["facilitator"])
    assert "13:00 – 13:40 1 Watching 40" in text
    assert "13:25 – 13:40 Exercise 1A · Watching a feed 15" in text
    assert "13:40 – 13:50 Tea and toast 10 13:50 End" in text
    assert "In all: 50 min · without breaks: 40 min" in text
    assert "Two spoons · 1A" in text
    assert "Exercise 1A · Watching a feed · page" in text
    pages = len(page_texts(files["participant"]))
    sheets = (pages + 1) // 2
    assert f"Participant packet {pages} {sheets} 13 {13 * sheets}" in text
    own = len(page_texts(files["facilitator"]))
    own_sheets = (own + 1) // 2
    assert f"Facilitator packet {own} {own_sheets} 2 {2 * own_sheets}" in text
    assert f"In all {13 * sheets + 2 * own_sheets}" in text


def test_participants_get_an_agenda_without_exercises(files: dict[str, bytes]) -> None:
    assert "13:00 – 13:40 1 Watching" in joined(files["participant"])
    assert "13:25" not in joined(files["participant"])


def everything(data: bytes) -> bytes:
    """The file with nothing compressed: dictionaries, metadata, content streams."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            plain,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return plain.getvalue()


def test_nothing_of_it_is_in_the_participants_file(files: dict[str, bytes]) -> None:
    text = joined(files["participant"])
    data = everything(files["participant"])
    assert "two spoons" in text
    hidden = ("walrus", "zebras", "Participant page", "Running notes", "Care", "Answer key", "Print order")
    for word in (*hidden, "What to bring", "The room", "ex-feed-answers", "acilitator"):
        assert word not in text
        assert word.encode() not in data
        assert word.encode("utf-16-be") not in data
        assert word.encode("utf-16-be").hex().upper().encode() not in data


WAYS = """\
kit: [agenda]
sessions:
  one-day:
    - {start: "9:00", breaks: [{after: sec-watching, minutes: 30, title: Lunch}]}
  two-half-days:
    - {title: First morning, start: "9:00", sections: [sec-watching]}
    - {title: Second morning, start: "10:30", breaks: [{after: text/2.md, minutes: 15}]}
"""


def test_one_packet_is_cut_in_several_ways(tmp_path: Path) -> None:
    texts = {"1.md": TEXT, "2.md": "---\ntitle: Waiting\nminutes: 20\n---\n\nText.\n"}
    build(write_project(tmp_path / "project", texts, PACKET + WAYS), tmp_path / "output")
    data = (tmp_path / "output/one/one-participant-office.pdf").read_bytes()
    (agenda,) = [text for text in page_texts(data) if text.count("Time What Page") == 3]
    words = " ".join(agenda.split())
    one_day, two = words.split("Two half days")
    assert "One day Time What Page 9:00 – 9:40 1 Watching 5 9:40 – 10:10 Lunch" in one_day
    assert "10:10 – 10:30 2 Waiting" in one_day
    assert "First morning Time What Page 9:00 – 9:40 1 Watching 5 9:40 End" in two
    assert "Second morning Time What Page 10:30 – 10:50 2 Waiting" in two
    assert "10:50 – 11:05 Break 11:05 End" in two


PEOPLE = """\
participants: 30
facilitators: 3
kit:
  - how-to-use
  - agenda
  - {page: sign-in, edition: facilitator}
  - {page: name-tents, edition: facilitator}
  - attendance
  - evaluation
sessions:
  one-day:
    - start: "9:00"
      breaks: [{after: ex-feed, minutes: 15}, {after: sec-watching, minutes: 30, title: Lunch}]
  two-half-days:
    - {title: First morning, start: "9:00", sections: [sec-watching]}
    - {title: Second morning, start: "10:30", sections: [text/2.md]}
"""

MORE = TEXT + '\n::: {.exercise #ex-again title="Again" minutes=10}\nOnce more.\n:::\n'


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Edition -> the words of a packet that says how many people come, cut in two ways."""
    folder = tmp_path_factory.mktemp("led")
    texts = {"1.md": MORE, "2.md": "---\ntitle: Waiting\nminutes: 20\n---\n\nText.\n"}
    build(write_project(folder / "project", texts, PACKET + PEOPLE), folder / "output")
    return {
        edition: joined((folder / f"output/one/one-{edition}-office.pdf").read_bytes())
        for edition in ("participant", "facilitator")
    }


def test_a_break_within_a_section_has_its_place_in_both_agendas(led: dict[str, str]) -> None:
    assert (
        "9:00 – 9:30 1 Watching 7 9:30 – 9:45 Break 9:45 – 9:55 1 Watching (continued) 7 "
        "9:55 – 10:25 Lunch 10:25 – 10:45 2 Waiting" in led["participant"]
    )
    assert "9:00 – 9:55 1 Watching 40 11 9:15 – 9:30 Exercise 1A · Watching a feed 15" in led["facilitator"]
    assert "9:30 – 9:45 Break 15 9:45 – 9:55 Exercise 1B · Again 10" in led["facilitator"]


def test_how_to_use_it_says_what_is_true_for_who_reads_it(led: dict[str, str]) -> None:
    theirs, ours = led["participant"], led["facilitator"]
    assert "Pages do too, on paper and on screen" in theirs
    assert "Your page numbers are not theirs." not in theirs
    assert "Pages do too, on paper and on screen" not in ours
    for words in ("Your page numbers are not theirs.", "Nothing to copy.", "the answer key"):
        assert words in ours
    for text in (theirs, ours):
        assert "This is “A packet”, edition 2026.1." in text
        assert "“A packet”, edition 2026.1. You need not sign this." in text


def test_forms_count_people_and_ways(led: dict[str, str]) -> None:
    assert "Copies to make, two people each 17" in led["facilitator"]
    for text in led.values():
        assert "Hours or units, without breaks One day: 1 h Two half days: 1 h Date and place" in text


def test_no_page_of_the_kit_has_a_finding(tmp_path: Path) -> None:
    kit = f"kit: [{', '.join(KIT)}]\nparticipants: 5\nreading-grade: 8\n"
    packet = (PACKET + kit).replace("layouts: [office]", "layouts: [office, screen, large-print]")
    assert findings(write_project(tmp_path, {"1.md": TEXT}, packet)) == []


def test_reports_know_the_kit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = write_project(tmp_path, {"1.md": TEXT}, PACKET + f"kit: [{', '.join(KIT)}]\n")
    for command in ("coverage", "list", "why sec-watching"):
        assert main([*command.split(), "--project", str(project)]) == 0
    assert "packetpress:kit/attendance.md" in capsys.readouterr().out
