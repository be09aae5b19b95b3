"""References that need another edition or another packet, through the whole build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from packetpress.diagnostics import SourceError
from packetpress.pipeline import build, check
from tests.pdf import page_texts
from tests.projects import write_project

TEXTS = {
    "1-long.md": "# Long\n\n::: instructor\n"
    + "Say more.\n\n{{< pagebreak >}}\n\n" * 2
    + ":::\n\n"
    + "{{< pagebreak >}}\n\nMore.\n\n" * 3,
    "2-feed.md": '# Feed\n\n::: {.exercise #ex-feed title="Watch"}\nWatch.\n:::\n\n'
    + "::: notes\nTurn to @ex-feed{page of participant}; here it is @ex-feed.\n\n"
    + "{{< pagebreak >}}\n\nAnd @ex-more{page of participant}.\n:::\n\n"
    + '::: {.exercise #ex-more title="More"}\nMore, as in @ex-other{see-packet="two"}.\n:::\n',
}
TWO = """\
title: Another packet
audience: managers
editions: [facilitator]
layouts: [office]
contents: [other.md]
"""


def project(folder: Path, one: str = "") -> Path:
    packet = one or (
        "title: A packet\naudience: front-line\neditions: [participant, facilitator]\nlayouts: [office]\n"
        "contents: [text/*.md]\n"
    )
    write_project(folder, TEXTS, packet)
    (folder / "sources" / "packets" / "two.yaml").write_text(TWO, encoding="utf-8")
    (folder / "sources" / "other.md").write_text(
        '# Other\n\n::: {.exercise #ex-other title="O"}\nSee @ex-feed{see-packet="one"}.\n:::\n',
        encoding="utf-8",
    )
    return folder


def built(folder: Path, output: Path, *editions: str) -> dict[tuple[str, str], bytes]:
    report = build(folder, output, editions=editions)
    assert report.warnings == ()
    return {(each.file.packet, each.file.edition): each.file.data for each in report.files}


def page_with(words: str, data: bytes) -> int:
    """The number of the last page that has ``words``: not the contents, nor an opener."""
    return max(n for n, text in enumerate(page_texts(data), 1) if words in " ".join(text.split()))


def test_the_facilitator_is_told_the_participants_page(tmp_path: Path) -> None:
    files = built(project(tmp_path / "p"), tmp_path / "out")
    participant, facilitator = files["one", "participant"], files["one", "facilitator"]
    words = " ".join(" ".join(page_texts(facilitator)).split())
    feed, more = re.findall(r"Exercise (2[AB]) \(participant page (\d+)\)", words)
    assert feed == ("2A", str(page_with("Exercise 2A", participant)))
    assert more == ("2B", str(page_with("Exercise 2B", participant)))
    assert f"here it is Exercise 2A (page {page_with('Turn to', facilitator)})" in words
    assert page_with("Exercise 2B", facilitator) > page_with("Exercise 2B", participant)


def test_each_edition_is_the_same_built_alone(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    both = built(folder, tmp_path / "both")
    alone = built(folder, tmp_path / "alone", "facilitator")
    assert alone["one", "facilitator"] == both["one", "facilitator"]
    turned = project(
        tmp_path / "q",
        "title: A packet\naudience: front-line\neditions: [facilitator, participant]\nlayouts: [office]\n"
        "contents: [text/*.md]\n",
    )
    first = built(turned, tmp_path / "turned")
    assert [" ".join(t.split())[:40] for t in page_texts(first["one", "facilitator"])[5:]] == [
        " ".join(t.split())[:40] for t in page_texts(both["one", "facilitator"])[5:]
    ]


def test_two_packets_may_refer_to_each_other(tmp_path: Path) -> None:
    files = built(project(tmp_path / "p"), tmp_path / "out")
    words = " ".join(" ".join(page_texts(files["one", "participant"])).split())
    assert "as in Exercise 1A (in “Another packet”)." in words
    words = " ".join(" ".join(page_texts(files["two", "facilitator"])).split())
    assert "See Exercise 2A (in “A packet”)." in words


def test_an_error_in_the_edition_whose_pages_are_printed_is_an_error(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    (folder / "sources" / "text" / "3.md").write_text(
        '# Three\n\n[See @ex-missing.]{edition="participant"}\n\nText.\n', encoding="utf-8"
    )
    with pytest.raises(SourceError) as error:
        check(folder, editions=["facilitator"])
    assert [found.message for found in error.value.diagnostics] == [
        "“@ex-missing” leads nowhere: nothing in the project has the id “ex-missing”."
    ]


def test_an_unknown_packet_is_found_in_every_build(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    (folder / "sources" / "text" / "3.md").write_text(
        '# Three\n\nSee @ex-feed{see-packet="too"}.\n', encoding="utf-8"
    )
    with pytest.raises(SourceError) as error:
        check(folder, packets=["two"])
    assert [str(found).split(": ", 1)[1] for found in error.value.diagnostics] == [
        "error: There is no packet “too” in which to see “@ex-feed”.\n    Did you mean “two”?"
    ]
