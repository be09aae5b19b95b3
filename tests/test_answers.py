"""Nothing of an answer is in a participant's file: not in its words, its fields, its tags or its metadata."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from packetpress.pipeline import build
from tests.pdf import page_texts
from tests.projects import PACKET, write_project

TEXT = """\
# Watching

:::: {.exercise #ex-one title="Look" minutes=5}
A baby looks [zebra]{.blank}, says [yak]{.blank} and waits.

::: answer
Because of the walrus.
:::

::: match
| Left | Right |
|------|-------|
| one  | ONE   |
| two  | TWO   |
| three | THREE |
:::

::: {.choice}
Which?

- [x] this
- [ ] that
:::
::::
"""
SECRETS = ("zebra", "yak", "walrus")


def _strings(pdf: pikepdf.Pdf) -> str:
    """Everything that the file says outside of what it draws."""
    found = [repr(thing) for thing in pdf.objects]
    if pdf.Root.get("/Metadata") is not None:
        found.append(pdf.Root.Metadata.read_bytes().decode())
    return " ".join(found)


def test_a_participants_file_holds_no_answer(tmp_path: Path) -> None:
    packet = PACKET.replace("layouts: [office]", "layouts: [office, screen, large-print]")
    write_project(tmp_path, {"a.md": TEXT}, packet)
    report = build(tmp_path, tmp_path / "output")
    assert report.warnings == ()
    for built in report.files:
        words = " ".join(page_texts(built.file.data))
        with pikepdf.open(tmp_path / "output" / built.file.path) as pdf:
            other = _strings(pdf)
        if built.file.edition == "participant":
            assert not [secret for secret in SECRETS if secret in words + other]
        else:
            assert [secret for secret in SECRETS if secret in words] == list(SECRETS)


def test_all_editions_and_layouts_print_one_order(tmp_path: Path) -> None:
    write_project(tmp_path, {"a.md": TEXT}, PACKET.replace("[office]", "[office, screen, large-print]"))
    orders = set()
    for built in build(tmp_path, tmp_path / "output").files:
        words = " ".join(" ".join(page_texts(built.file.data)).split())
        orders.add(tuple(sorted(("ONE", "TWO", "THREE"), key=words.index)))
    assert len(orders) == 1
    assert orders != {("ONE", "TWO", "THREE")}
