"""Order sheets from the packet's file to the paper: what is published when, and that it tells the truth."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from packetpress import build
from tests.pdf import page_texts, words_of
from tests.preflight.test_chroma import inked, rendered
from tests.projects import PACKET, write_project
from tests.support import findings
from tests.tools import require

PAPER = "[office]"
COPIER = """\
title: The copy shop at the corner
paper: {name: Bond, weight: 90gsm, thickness: 0.11mm}
prices:
  currency: CAD
  color-click: 0.4
  black-click: 0.05
  sheet: 0.02
  binding: {coil: 3.5}
"""
TEXTS = {"a.md": "# Watch first\n\nBabies are born ready to meet people.\n\n![A ball](ball.png)\n"}


def project(folder: Path, packet: str = PACKET, **layouts: str) -> Path:
    write_project(folder, TEXTS, packet)
    ball = io.BytesIO()
    Image.new("RGB", (600, 600), (200, 60, 20)).save(ball, "PNG", dpi=(300, 300))
    (folder / "sources" / "text" / "ball.png").write_bytes(ball.getvalue())
    (folder / "layouts" / "vendors").mkdir(parents=True)
    for name, text in layouts.items():
        path = folder / "layouts" / f"{name.replace('__', '/').replace('_', '-')}.yaml"
        path.write_text(text, encoding="utf-8")
    return folder


def built(folder: Path, **selection: Sequence[str]) -> list[str]:
    """Names of the files in the packet's folder after a build."""
    build(folder, folder / "output", **selection)  # type: ignore[arg-type]
    return sorted(path.name for path in (folder / "output" / "one").iterdir())


def order(folder: Path, layout: str = "office") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "output" / "one" / f"one-{layout}-order.json").read_bytes())
    return found


BOTH = ["one-facilitator-office.pdf", "one-participant-office.pdf"]
ORDER = ["one-office-order.json", "one-office-order.pdf"]


def test_a_packet_for_paper_gets_one_order_for_all_its_editions(tmp_path: Path) -> None:
    project(tmp_path, PACKET.replace(PAPER, "[office, screen]") + "participants: 24\nfacilitators: 2\n")
    screen = [name.replace("office", "screen") for name in BOTH]
    assert built(tmp_path) == sorted([*BOTH, *screen, *ORDER])
    told = order(tmp_path)
    files = {each["edition"]: each for each in told["files"]}
    assert list(files) == ["participant", "facilitator"]
    assert (files["participant"]["copies"], files["facilitator"]["copies"]) == (25, 2)
    for each in files.values():
        data = (tmp_path / "output" / "one" / each["file"]).read_bytes()
        assert each["sha256"] == sha256(data).hexdigest()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert each["pages"] == len(pdf.pages) == 2 * each["leaves"]
    manifest = json.loads((tmp_path / "output" / "manifest.json").read_bytes())
    listed = {each["path"]: each["edition"] for each in manifest["files"]}
    assert [listed[f"one/{name}"] for name in ORDER] == ["", ""]


def test_the_json_has_these_keys(tmp_path: Path) -> None:
    project(tmp_path, PACKET + "participants: 24\n", vendors__copier=COPIER)
    built(tmp_path)
    told = order(tmp_path)
    assert list(told) == [
        *("packet", "title", "audience", "layout", "version", "date", "source_hash", "vendor", "page"),
        *(
            "imposed",
            "sheet",
            "duplex",
            "ink",
            "binding",
            "paper",
            "cover_paper",
            "participants",
            "facilitators",
            "files",
        ),
        *("currency", "costs", "total", "hints"),
    ]
    assert list(told["files"][0]) == [
        *("edition", "file", "sha256", "pages", "sides", "leaves", "sheets", "in_color", "color_pages"),
        *("black_pages", "copies", "sheets_in_all", "color_clicks", "black_clicks", "spine"),
    ]
    assert told["paper"] == {"name": "Bond", "weight": 90.0, "thickness": 0.11}
    assert told["page"] == {"width": 215.9, "height": 279.4}
    assert (told["binding"], told["cover_paper"], told["ink"]) == (None, None, "color")
    assert list(told["costs"][0]) == ["for", "count", "price", "amount"]


def test_the_guide_lists_the_keys_of_the_json(tmp_path: Path) -> None:
    project(tmp_path, PACKET + "participants: 24\n", vendors__copier=COPIER)
    built(tmp_path)
    told = order(tmp_path)
    keys = {*told, *told["files"][0], *told["costs"][0]}
    guide = (Path(__file__).parent.parent.parent / "docs" / "reports.md").read_text(encoding="utf-8")
    table = guide[guide.index("### Orders") :]
    names = set(re.findall(r"`(\w+)`", table))
    assert names - keys == {"null", "hint", "multiple", "booklet", "cut", "of", "saves"}
    assert keys <= names


def test_prices_make_a_bill(tmp_path: Path) -> None:
    packet = PACKET.replace(PAPER, "[handout]").replace(", facilitator", "") + "participants: 10\n"
    project(tmp_path, packet, handout="extends: office\nbinding: coil\n", vendors__copier=COPIER)
    built(tmp_path)
    told = order(tmp_path, "handout")
    (only,) = told["files"]
    copies, color, black = only["copies"], only["in_color"], only["pages"] - only["in_color"]
    assert copies == 12  # ten participants, who leads them, one spare
    assert told["vendor"] == "The copy shop at the corner"
    amounts = {each["for"]: (each["count"], each["price"], each["amount"]) for each in told["costs"]}
    cents = {
        "color-click": (copies * color, "0.4", 40),
        "black-click": (copies * black, "0.05", 5),
        "sheet": (copies * only["sheets"], "0.02", 2),
        "binding": (copies, "3.5", 350),
    }
    expected = {
        name: (count, price, f"{count * each // 100}.{count * each % 100:02}")
        for name, (count, price, each) in cents.items()
        if count
    }
    assert amounts == expected
    total = sum(count * each for count, _, each in cents.values())
    assert told["total"] == f"{total // 100}.{total % 100:02}"
    words = " ".join(words_of((tmp_path / "output/one/one-handout-order.pdf").read_bytes()))
    assert f"In all {told['total']}" in words
    assert "Binding coil" in words
    assert f"Thickness of a copy {0.11 * only['leaves']:.1f} mm" in words


@pytest.mark.parametrize("layout", ["office", "office-grey"])
def test_the_pages_in_colour_are_those_that_poppler_draws_in_colour(tmp_path: Path, layout: str) -> None:
    project(tmp_path, PACKET.replace(PAPER, f"[{layout}]"))
    built(tmp_path)
    for each in order(tmp_path, layout)["files"]:
        data = (tmp_path / "output" / "one" / each["file"]).read_bytes()
        assert each["color_pages"] == listed(rendered(data, tmp_path))
        (tmp_path / "it.pdf").unlink()
        for page in tmp_path.glob("page*"):
            page.unlink()


def test_the_pages_in_colour_are_those_with_ink_on_a_coloured_plate(tmp_path: Path) -> None:
    project(tmp_path, PACKET.replace(PAPER, "[press]"))
    built(tmp_path)
    for each in order(tmp_path, "press")["files"]:
        data = (tmp_path / "output" / "one" / each["file"]).read_bytes()
        assert each["color_pages"] == listed(inked(data, tmp_path))


def listed(color: Sequence[bool]) -> str:
    """ "1-3, 7", found from the other end than the program does."""
    text = "".join("x" if page else " " for page in color)
    runs, at = [], 1
    for run in text.replace("x ", "x| ").replace(" x", " |x").split("|"):
        if "x" in run:
            runs.append(f"{at}-{at + len(run) - 1}" if len(run) > 1 else str(at))
        at += len(run)
    return ", ".join(runs)


def test_sheets_have_an_order_of_their_own(tmp_path: Path) -> None:
    packet = PACKET.replace(PAPER, "[half-letter]") + "participants: 24\nfacilitators: 2\n"
    project(tmp_path, packet, vendors__copier=COPIER)
    names = built(tmp_path, sheets=["booklet", "2-up"])
    assert [name for name in names if "order" in name] == [
        *("one-half-letter-2-up-order.json", "one-half-letter-2-up-order.pdf"),
        *("one-half-letter-booklet-order.json", "one-half-letter-booklet-order.pdf"),
        *("one-half-letter-order.json", "one-half-letter-order.pdf"),
    ]
    pages, booklet = order(tmp_path, "half-letter"), order(tmp_path, "half-letter-booklet")
    assert (pages["imposed"], pages["duplex"], pages["sheet"]) == (None, "long-edge", pages["page"])
    assert (booklet["imposed"], booklet["duplex"], booklet["binding"]) == ("booklet", "short-edge", "staple")
    assert booklet["sheet"] == {"width": 279.4, "height": 215.9}
    assert booklet["page"] == {"width": 139.7, "height": 215.9}
    assert [each["file"] for each in booklet["files"]] == [
        "one-participant-half-letter-booklet.pdf",
        "one-facilitator-half-letter-booklet.pdf",
    ]
    for each, copies in zip(booklet["files"], (25, 2), strict=True):
        data = (tmp_path / "output" / "one" / each["file"]).read_bytes()
        assert each["sha256"] == sha256(data).hexdigest()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert each["sides"] == len(pdf.pages)
        assert (each["pages"], each["leaves"]) == (2 * each["sides"], each["sides"])
        assert each["sheets"] == each["pages"] // 4
        assert each["sheets_in_all"] == copies * each["sheets"]
        assert each["color_pages"] == listed(rendered(data, tmp_path))
        assert each["spine"] == pytest.approx(0.11 * each["leaves"])
        (tmp_path / "it.pdf").unlink()
        for page in tmp_path.glob("page*"):
            page.unlink()
    bill = {each["for"]: each["count"] for each in booklet["costs"]}
    assert bill["sheet"] == sum(each["sheets_in_all"] for each in booklet["files"])
    text = page_texts((tmp_path / "output/one/one-half-letter-booklet-order.pdf").read_bytes())
    assert len(text) == 1
    assert "one-participant-half-letter-booklet.pdf" in text[0]
    with pikepdf.open(tmp_path / "output/one/one-half-letter-booklet-order.pdf") as pdf:
        assert [float(side) for side in pdf.pages[0].MediaBox] == [0, 0, 612, 792]
    manifest = json.loads((tmp_path / "output" / "manifest.json").read_bytes())
    assert len(manifest["files"]) == len(names)


def test_orders_of_sheets_go_when_the_sheets_do(tmp_path: Path) -> None:
    project(tmp_path)
    assert "one-office-booklet-order.pdf" in built(tmp_path, sheets=["booklet"])
    assert built(tmp_path) == sorted([*BOTH, *ORDER])
    built(tmp_path, sheets=["booklet"])
    assert "one-office-booklet-order.pdf" not in built(tmp_path, editions=["participant"], sheets=["booklet"])


def test_cards_of_one_edition_are_ordered_for_it(tmp_path: Path) -> None:
    cards = "# Cards\n\n::: {.cards edition=facilitator}\n- One\n- Two\n:::\n"
    project(tmp_path)
    (tmp_path / "sources" / "text" / "a.md").write_text(cards, encoding="utf-8")
    built(tmp_path, sheets=["cards"])
    told = order(tmp_path, "office-cards")
    (only,) = told["files"]
    assert (only["edition"], only["sheets"], only["leaves"], only["spine"]) == ("facilitator", 1, None, None)
    assert (told["duplex"], told["paper"]) == (None, None)


def test_a_build_of_one_edition_leaves_no_order_for_other_pages(tmp_path: Path) -> None:
    project(tmp_path)
    assert built(tmp_path) == sorted([*BOTH, *ORDER])
    assert built(tmp_path, editions=["participant"]) == BOTH
    manifest = (tmp_path / "output" / "manifest.json").read_text(encoding="utf-8")
    assert "order" not in manifest
    assert built(tmp_path, layouts=["office"]) == sorted([*BOTH, *ORDER])


def test_a_build_of_another_layout_leaves_the_order(tmp_path: Path) -> None:
    project(tmp_path)
    built(tmp_path)
    before = (tmp_path / "output" / "one" / ORDER[0]).read_bytes()
    assert set(ORDER) < set(built(tmp_path, layouts=["screen"], editions=["participant"]))
    assert (tmp_path / "output" / "one" / ORDER[0]).read_bytes() == before


def test_the_same_sources_make_the_same_order(tmp_path: Path) -> None:
    packet = PACKET.replace(PAPER, "[office, press]") + "participants: 24\n"
    for name in ("first", "second"):
        project(tmp_path / name, packet)
        built(tmp_path / name)
    for path in sorted((tmp_path / "first" / "output").glob("one/*-order.*")):
        assert path.read_bytes() == (tmp_path / "second" / "output" / "one" / path.name).read_bytes()


def test_the_sheet_is_a_page_of_the_house(tmp_path: Path) -> None:
    project(tmp_path, PACKET.replace(PAPER, "[press]"))
    built(tmp_path)
    path = tmp_path / "output" / "one" / "one-press-order.pdf"
    (text,) = page_texts(path.read_bytes())
    assert "Order sheet" in text
    assert "Offset print shop" in text
    assert f"Edition 2026.1 · {order(tmp_path, 'press')['source_hash'][:7]}" in text
    done = subprocess.run([require("qpdf"), "--check", str(path)], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors found" in done.stdout
    with pikepdf.open(path) as pdf:
        (page,) = pdf.pages
        assert [float(side) for side in page.obj.MediaBox] == [0, 0, 612, 792]
        content = page.obj.Contents.read_bytes()
    assert b" k\n" not in content  # for any printer, not in a press's inks
    fonts = subprocess.run([require("pdffonts"), str(path)], capture_output=True, text=True, check=True)
    assert {line.split()[-5] for line in fonts.stdout.splitlines()[2:]} == {"yes"}


def test_who_says_no_number_of_people_gets_room_to_write_it(tmp_path: Path) -> None:
    project(tmp_path)
    built(tmp_path)
    told = order(tmp_path)
    assert told["participants"] is None
    assert {each["copies"] for each in told["files"]} == {None}
    words = " ".join(words_of((tmp_path / "output/one/one-office-order.pdf").read_bytes()))
    assert "write in the copies" in words
    assert "Copies Sheets in all Pages in colour" in words


def test_long_names_fit(tmp_path: Path) -> None:
    packet = PACKET.replace("A packet", "Incomprehensibilities " * 8) + "participants: 99999\n"
    project(tmp_path, packet, vendors__copier=COPIER.replace("Bond", "Papier " * 30))
    path = tmp_path / "sources" / "packets"
    (path / "one.yaml").rename(path / f"{'one-' * 20}.yaml")
    assert findings(tmp_path) == []


def test_the_kit_says_the_same_copies(tmp_path: Path) -> None:
    kit = "kit: [print-order]\nparticipants: 17\nfacilitators: 2\n"
    project(tmp_path, PACKET + kit)
    built(tmp_path)
    ours = order(tmp_path)["files"][0]
    kit_page = next(
        text
        for text in page_texts((tmp_path / "output" / "one" / BOTH[0]).read_bytes())
        if "For the copier or the print shop" in text
    )
    counts = f"{ours['pages']} {ours['sheets']} {ours['copies']} {ours['sheets_in_all']}"
    assert counts in " ".join(kit_page.split())


def test_a_paper_and_prices_that_are_none_are_told_at_their_places(tmp_path: Path) -> None:
    wrong = """\
title: The copy shop at the corner
paper: {name: Bond, weight: 20lb, thickness: thin}
prices: {currency: dollars, sheet: "1,5", setup: -2, binding: {coyl: 2}}
cover-paper: {name: Card, weight: 0gsm}
"""
    project(tmp_path, vendors__copier=wrong)
    assert [str(each).removeprefix("layouts/vendors/copier.yaml:") for each in findings(tmp_path)] == [
        "2:29: error: “weight”: “20lb” is not a paper's weight; write grams to the square metre, such as"
        " 90gsm (bond paper of 20 lb is 75gsm, of 24 lb 90gsm).",
        "2:46: error: “thickness”: “thin” is not a length; write a number and a unit: 12pt, 3mm, 1.5cm or"
        " 0.5in.",
        "3:20: error: “currency”: “dollars” is not a currency; write its three capital letters, such as CAD.",
        "3:37: error: “sheet”: “1,5” is not a price; write a number with a point and up to four decimals,"
        " such as 0.08.",
        "3:50: error: “setup”: “-2” is not a price; write a number with a point and up to four decimals,"
        " such as 0.08.",
        "3:64: error: “coyl” is not a key that can stand here.\n    Did you mean “coil”?",
        "4:1: error: “thickness” is missing.\n    Add a line “thickness: …”.",
        "4:35: error: “weight”: “0gsm” is too small.\n    Write more than 0.",
    ]


def test_a_copier_is_no_press(tmp_path: Path) -> None:
    press = "extends: press\nvendor: copier\n"
    project(tmp_path, PACKET.replace(PAPER, "[mine]"), mine=press)
    (error,) = findings(tmp_path)
    assert str(error).splitlines()[0].endswith("error: “finishing: press” needs “vendor”.")


def test_a_packet_names_the_copier_or_the_press_that_prints_it(tmp_path: Path) -> None:
    project(tmp_path, PACKET.replace(PAPER, "[office, press]") + "vendor: corner\n", vendors__corner=COPIER)
    built(tmp_path)
    assert [order(tmp_path, name)["vendor"] for name in ("office", "press")] == [
        "The copy shop at the corner",
        "Offset print shop",
    ]


def test_black_is_not_billed_as_colour(tmp_path: Path) -> None:
    project(tmp_path, PACKET.replace(PAPER, "[office-grey]"))
    built(tmp_path)
    told = order(tmp_path, "office-grey")
    assert told["ink"] == "grey"
    assert {each["color_pages"] for each in told["files"]} == {""}
    words = " ".join(words_of((tmp_path / "output/one/one-office-grey-order.pdf").read_bytes()))
    assert "turned on the long edge, black alone" in words
    assert "colour" not in words
