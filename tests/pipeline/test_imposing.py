"""Sheets from Markdown to the output folder: which files are made, of which pages, and what is refused."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from packetpress import SourceError, UsageError, build
from packetpress.cli import main
from packetpress.impose import PAPERS, SCHEMES
from packetpress.pipeline import imposing
from packetpress.preflight import Finding
from packetpress.publish import ENDINGS
from tests.projects import PACKET, write_project
from tests.tools import require

ONE = PACKET.replace("[participant, facilitator]", "[participant]")
TEXT = "# Begin\n\n## Look\n\nWatch.\n\n## Look again\n\nWait.\n"
"""With a cover, its back and a contents page: six pages."""
CARDS = "# Cards\n\n::: cards\n- One\n- Two\n:::\n"
HOUSE = "one/one-participant-office"


def made(folder: Path, *schemes: str, packet: str = ONE, text: str = TEXT, **options: str) -> dict[str, int]:
    """Path -> pages of everything that is built."""
    write_project(folder, {"a.md": text}, packet)
    report = build(folder, folder / "output", sheets=schemes, paper=options.get("paper", ""))
    return {built.file.path: built.file.pages for built in report.files}


def words(path: Path) -> Counter[str]:
    """Without leaders, whose points are told apart in one place and not in another."""
    done = subprocess.run([require("pdftotext"), path, "-"], capture_output=True, check=True)
    return Counter(word for word in done.stdout.decode("utf-8").split() if word.strip("."))


def test_sheets_are_published_beside_the_pages(tmp_path: Path) -> None:
    assert made(tmp_path, "booklet", "2-up", "4-up", "cut-stack", "booklet") == {
        f"{HOUSE}.pdf": 6,
        f"{HOUSE}-booklet.pdf": 4,
        f"{HOUSE}-2-up.pdf": 4,
        f"{HOUSE}-4-up.pdf": 2,
        f"{HOUSE}-cut-stack.pdf": 4,
    }
    manifest = json.loads((tmp_path / "output" / "manifest.json").read_bytes())
    records = {record["path"]: record["pages"] for record in manifest["files"]}
    assert records[f"{HOUSE}-booklet.pdf"] == 4
    assert (tmp_path / "output" / f"{HOUSE}-booklet.pdf").is_file()


def test_every_scheme_has_a_file_name_of_its_own() -> None:
    assert {f"-{name}.pdf" for name in SCHEMES} < set(ENDINGS)


def test_a_booklet_is_filled_up_with_pages_for_notes(tmp_path: Path) -> None:
    made(tmp_path, "booklet", "2-up")
    pages, booklet = (words(tmp_path / "output" / f"{HOUSE}{end}.pdf") for end in ("", "-booklet"))
    # Six pages and two more, each with its own head, number, and the word "Notes" above the lines.
    more = booklet - pages
    assert not pages - booklet
    assert (more["Notes"], more["7"], more["8"]) == (2, 1, 1)
    assert words(tmp_path / "output" / f"{HOUSE}-2-up.pdf") == pages


def test_a_booklet_needs_no_room_for_holes(tmp_path: Path) -> None:
    made(tmp_path, "booklet")
    with pikepdf.open(tmp_path / "output" / f"{HOUSE}-booklet.pdf") as pdf:
        contents = pdf.pages[2].Resources.XObject["/Page3"].read_bytes()
    # The heading of the contents: both margins are (75.6 + 57.6) / 2 points wide.
    assert b" 66.60 " in contents
    assert b" 75.60 " not in contents


def test_press_sheets_come_from_press_pages(tmp_path: Path) -> None:
    packet = ONE.replace("[office]", "[office, press, screen]")
    found = made(tmp_path, "booklet", packet=packet)
    assert set(found) == {
        f"{HOUSE}.pdf",
        f"{HOUSE}-booklet.pdf",
        "one/one-participant-press.pdf",
        "one/one-participant-press-booklet.pdf",
        "one/one-participant-screen.pdf",
    }


def test_a_thick_booklet_in_parts(tmp_path: Path) -> None:
    write_project(tmp_path, {"a.md": TEXT}, ONE)
    arguments = ["build", "--project", str(tmp_path), "--impose", "booklet", "--signature", "1"]
    assert main(arguments) == 0
    with pikepdf.open(tmp_path / "output" / f"{HOUSE}-booklet.pdf") as pdf:
        found = [sorted(page.Resources.XObject.keys()) for page in pdf.pages]
    assert found == [["/Page1", "/Page4"], ["/Page2", "/Page3"], ["/Page5", "/Page8"], ["/Page6", "/Page7"]]
    with pytest.raises(UsageError, match="Only booklets are folded"):
        build(tmp_path, tmp_path / "output", sheets=["2-up"], signature=4)


def test_a_size_of_sheets_is_for_copiers(tmp_path: Path) -> None:
    packet = ONE.replace("[office]", "[office, press]")
    found = made(tmp_path, "booklet", packet=packet, paper="letter")
    assert "one/one-participant-press-booklet.pdf" not in found
    with pikepdf.open(tmp_path / "output" / f"{HOUSE}-booklet.pdf") as pdf:
        assert [float(value) for value in pdf.pages[0].MediaBox] == [0, 0, 792, 612]


def test_packets_without_cards_get_no_sheets_of_cards(tmp_path: Path) -> None:
    assert f"{HOUSE}-cards.pdf" in made(tmp_path / "with", "cards", text=CARDS)
    (tmp_path / "without").mkdir()
    with pytest.raises(UsageError, match="None of these packets has cards to cut out"):
        made(tmp_path / "without", "cards", "booklet")
    assert not (tmp_path / "without" / "output").exists()


@pytest.mark.parametrize(
    ("schemes", "paper", "layout", "message"),
    [
        (
            ["bookelt"],
            "",
            "office",
            "There is no way to lay out pages called “bookelt”. Did you mean “book",
        ),
        (["booklet"], "leter", "office", "There is no size of sheets called “leter”. Did you mean “letter”?"),
        ([], "a3", "office", "Say with --impose what goes on the sheets, for example --impose booklet."),
        (["2-up"], "", "screen", "Files in the layout “screen” are for reading and filling in on a screen"),
        (["2-up"], "a3", "press", "Sheets for a press are as large as its pages, bleed and marks need"),
    ],
)
def test_what_is_refused(schemes: list[str], paper: str, layout: str, message: str, tmp_path: Path) -> None:
    write_project(tmp_path, {"a.md": TEXT}, ONE)
    with pytest.raises(UsageError) as caught:
        build(tmp_path, tmp_path / "output", layouts=[layout], sheets=schemes, paper=paper)
    assert str(caught.value).startswith(message)
    assert not (tmp_path / "output").exists()


def test_errors_of_press_sheets_stop_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(data: bytes, vendor: object) -> tuple[Finding, ...]:
        return (Finding("PDF/X-4", "boxes", "The BleedBox is not inside the sheet (MediaBox)", page=2),)

    monkeypatch.setattr(imposing, "check_press", fault)
    with pytest.raises(SourceError) as caught:
        made(tmp_path, "booklet", packet=ONE.replace("[office]", "[press]"))
    (error,) = caught.value.diagnostics
    assert (error.pos.file, error.severity) == ("sources/packets/one.yaml", "error")
    assert error.message.startswith(
        "one/one-participant-press-booklet.pdf, page 2: The BleedBox is not inside"
    )
    assert not (tmp_path / "output").exists()


def test_the_print_shops_multiple_is_one_of_pages(tmp_path: Path) -> None:
    shop = "title: Corner\nbleed: 3mm\nsafe: 3mm\nink-limit: 300\nmin-dpi: 72\npage-multiple: 8\n"
    (tmp_path / "layouts" / "vendors").mkdir(parents=True)
    (tmp_path / "layouts" / "vendors" / "corner.yaml").write_text(shop)
    packet = ONE.replace("[office]", "[press]") + "vendor: corner\n"
    # Six pages are filled up with two for notes, and their sheets have four sides.
    assert made(tmp_path, "2-up", packet=packet) == {
        "one/one-participant-press.pdf": 8,
        "one/one-participant-press-2-up.pdf": 4,
    }


def test_sheets_of_earlier_pages_go_with_them(tmp_path: Path) -> None:
    made(tmp_path, "booklet")
    build(tmp_path, tmp_path / "output", packets=["one"])
    assert not (tmp_path / "output" / f"{HOUSE}-booklet.pdf").exists()
    assert (tmp_path / "output" / f"{HOUSE}.pdf").exists()


def test_two_builds_make_the_same_sheets(tmp_path: Path) -> None:
    for name in ("one", "two"):
        made(tmp_path / name, "booklet", "cards", text=TEXT + CARDS.replace("# Cards", "## Cards"))
    for end in ("booklet", "cards"):
        one, two = (tmp_path / name / "output" / f"{HOUSE}-{end}.pdf" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path, {"a.md": TEXT}, ONE)
    arguments = ["build", "one", "--project", str(tmp_path), "--impose", "booklet", "--sheet", "letter"]
    assert main(arguments) == 0
    rows = [line.split()[:4] for line in capsys.readouterr().out.splitlines()[1:3]]
    assert rows == [["one", "participant", "office", "6"], ["one", "participant", "office-booklet", "4"]]
    assert main([*arguments[:-1], "quarto"]) == 2
    assert "There is no size of sheets called “quarto”" in capsys.readouterr().err


def test_the_command_names_every_way_and_every_size(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert all(name in told for name in (*SCHEMES, *PAPERS))


def test_half_letter_makes_full_size_booklets_on_letter_paper(tmp_path: Path) -> None:
    packet = ONE.replace("[office]", "[half-letter]")
    assert made(tmp_path, "booklet", packet=packet)["one/one-participant-half-letter-booklet.pdf"] == 4
    with pikepdf.open(tmp_path / "output/one/one-participant-half-letter-booklet.pdf") as pdf:
        assert [float(value) for value in pdf.pages[0].MediaBox] == [0, 0, 792, 612]
        assert b"\n1.000000 0 0 1.000000 396 0 cm /Page1 Do" in pdf.pages[0].Contents.read_bytes()
