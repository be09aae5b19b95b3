"""Forms to be torn out: a right-hand page, nothing of another on the back, the same in every layout."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest

from packetpress.pipeline import build
from tests.pdf import page_texts
from tests.projects import PACKET, write_project
from tests.tools import require

KIT = """\
kit: [how-to-use, sign-in, name-tents, pre-post-check, evaluation, attendance, contacts]
"""
TEXT = "---\ntitle: Watching\nobjectives: [Wait.]\n---\n\nText.\n"
LAYOUTS = ("office", "office-grey", "press", "screen")
FORMS = ("Sign-in sheet", "Name tents", "Before and after", "How was it?", "Statement of attendance")


def made(
    folder: Path, kit: str = KIT, text: str = TEXT, layouts: tuple[str, ...] = ("office",)
) -> dict[str, bytes]:
    """Layout -> the participants' file."""
    packet = PACKET.replace("[office]", f"[{', '.join(layouts)}]") + kit
    build(write_project(folder / "project", {"1.md": text}, packet), folder / "output")
    return {each: (folder / f"output/one/one-participant-{each}.pdf").read_bytes() for each in layouts}


def first_lines(data: bytes) -> list[str]:
    """The words of each page, in one line each."""
    return [" ".join(text.split()) for text in page_texts(data)]


def page_of(title: str, pages: list[str]) -> int:
    """Index of the page with that title, which its head repeats."""
    (found,) = [n for n, words in enumerate(pages) if words.count(title) >= 2 and "Contents" not in words]
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(tmp_path_factory.mktemp("leaf"), layouts=LAYOUTS)


def test_each_form_is_a_leaf_of_its_own(files: dict[str, bytes]) -> None:
    pages = first_lines(files["office"])
    for title in FORMS:
        if title == "Before and after":
            continue
        index = page_of(title, pages)
        assert index % 2 == 0, title
        assert pages[index + 1] == "", title


def test_a_form_of_two_pages_has_its_second_on_its_own_back(files: dict[str, bytes]) -> None:
    pages = first_lines(files["office"])
    (before,) = [n for n, words in enumerate(pages) if "Before we start" in words]
    (after,) = [n for n, words in enumerate(pages) if "At the end The same, now" in words]
    assert before % 2 == 0
    assert after == before + 1


def test_a_back_has_no_ink_at_all_and_counts_as_a_page(files: dict[str, bytes], tmp_path: Path) -> None:
    pages = first_lines(files["office"])
    back = page_of("Sign-in sheet", pages) + 1
    file = tmp_path / "one.pdf"
    file.write_bytes(files["office"])
    page = [f"-dFirstPage={back + 1}", f"-dLastPage={back + 1}"]
    command = [require("gs"), "-q", "-o", "-", "-sDEVICE=inkcov", *page, str(file)]
    inks = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert [float(ink) for ink in inks[:4]] == [0.0] * 4
    assert pages[back + 1].endswith(f" {back + 2}")
    with pikepdf.open(file) as pdf:
        assert list(pdf.Root.PageLabels.Nums) == [0, pikepdf.Dictionary(S=pikepdf.Name.D, St=1)]


def test_it_is_the_same_in_every_layout_that_is_read_side_by_side(files: dict[str, bytes]) -> None:
    blank = {
        layout: [n for n, words in enumerate(first_lines(data)) if not words]
        for layout, data in files.items()
    }
    assert len(blank["office"]) == 4
    assert set(map(tuple, blank.values())) == {tuple(blank["office"])}


def test_a_packet_that_saves_paper_has_the_form_without_a_leaf(tmp_path: Path) -> None:
    kept = made(tmp_path / "a", "kit: [how-to-use, evaluation, contacts]\n")["office"]
    saved = made(tmp_path / "b", "kit: [how-to-use, {page: evaluation, leaf: no}, contacts]\n")["office"]
    assert "" in first_lines(kept)
    assert "" not in first_lines(saved)
    assert len(first_lines(saved)) < len(first_lines(kept))


def test_a_section_of_the_project_can_be_a_leaf(tmp_path: Path) -> None:
    text = "---\ntitle: Watching\nleaf: yes\n---\n\nText.\n"
    pages = first_lines(made(tmp_path, "kit: [contacts]\n", text)["office"])
    (opener,) = [n for n, words in enumerate(pages) if words.startswith("1 Watching")]
    assert opener % 2 == 0
    assert pages[opener + 1] == ""
    assert page_of("Keep in touch", pages) == opener + 2


def test_a_page_of_the_kit_can_be_for_one_edition(tmp_path: Path) -> None:
    kit = "kit: [how-to-use, {page: sign-in, edition: facilitator}]\n"
    project = write_project(tmp_path / "project", {"1.md": TEXT}, PACKET + kit)
    build(project, tmp_path / "output")
    for edition, has in (("participant", False), ("facilitator", True)):
        data = (tmp_path / f"output/one/one-{edition}-office.pdf").read_bytes()
        assert ("Sign-in sheet" in " ".join(page_texts(data))) is has
