"""A press build from Markdown to paper: what preflight finds leads back to the sources, and stops it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from packetpress import SourceError, UsageError, build
from packetpress.cli import main
from packetpress.pipeline import preflight
from tests.projects import PACKET, write_project
from tests.support import findings

PRESS = PACKET.replace("[office]", "[press]").replace("[participant, facilitator]", "[participant]")
TEXT = "# Photographs\n\nLook at this.\n\n![A baby](photo.png){width=3in}\n"


def project(folder: Path, packet: str = PRESS, pixels: int = 1000) -> Path:
    write_project(folder, {"a.md": TEXT}, packet)
    image = Image.linear_gradient("L").resize((pixels, pixels))
    buffer = io.BytesIO()
    Image.merge("RGB", (image, image.rotate(90), image)).save(buffer, "PNG", dpi=(300, 300))
    (folder / "sources" / "text" / "photo.png").write_bytes(buffer.getvalue())
    return folder


def test_a_good_picture_is_printed(tmp_path: Path) -> None:
    report = build(project(tmp_path), tmp_path / "output")
    assert report.warnings == ()
    assert (tmp_path / "output" / "one" / "one-participant-press.pdf").is_file()


def test_a_picture_with_few_dots_is_told_at_its_line_and_stops_the_build(tmp_path: Path) -> None:
    project(tmp_path, pixels=300)
    (error,) = findings(tmp_path)
    assert (error.severity, error.pos.file, error.pos.line) == ("error", "sources/text/a.md", 5)
    assert error.message.startswith(
        "one/one-participant-press.pdf, page 5: A picture has 100 dots to the inch; 140 are the least"
    )
    assert error.hint == "Use a larger file of the picture, or set it smaller."
    with pytest.raises(SourceError):
        build(tmp_path, tmp_path / "output")
    assert not (tmp_path / "output").exists()


def test_a_picture_that_prints_less_than_sharp_is_a_warning(tmp_path: Path) -> None:
    report = build(project(tmp_path, pixels=600), tmp_path / "output")
    (warning,) = report.warnings
    assert (warning.pos.line, "200 dots" in warning.message) == (5, True)


def test_a_packet_names_its_print_shop(tmp_path: Path) -> None:
    build(project(tmp_path, PRESS + "vendor: ingramspark\n"), tmp_path / "output")
    with pikepdf.open(tmp_path / "output" / "one" / "one-participant-press.pdf") as pdf:
        assert [float(value) for value in pdf.pages[0].obj.TrimBox] == [9, 9, 621, 801]


def test_a_print_shop_that_nobody_knows(tmp_path: Path) -> None:
    (error,) = findings(project(tmp_path, PRESS + "vendor: ingramsprak\n"))
    assert (error.pos.file, error.pos.line, error.pos.column) == ("sources/packets/one.yaml", 6, 9)
    assert error.message == "There is no file “layouts/vendors/ingramsprak.yaml”."
    assert error.hint == "Did you mean “ingramspark.yaml”?"


def test_any_pdf_can_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "flyer.pdf"
    with pikepdf.Pdf.new() as pdf:
        for _ in range(3):
            page = pdf.add_blank_page(page_size=(612, 792))
            page.obj.Contents = pdf.make_stream(b"1 0 0 rg 0 0 612 792 re f")
        pdf.save(path)
    told_of = preflight(tmp_path, [path]).findings
    (color,) = [found for found in told_of if "colour-space" in found.message]
    assert color.message == (
        "Pages 1-3: Art is in DeviceRGB, not in inks, 0 × 0 pt from its lower left corner"
        " (PDF/X-4: colour-space; ISO 15930-7, 6.4.3.2; ISO 32000-1, 8.6.4 and 8.6.5)."
    )
    (bleed,) = [found for found in told_of if ": bleed" in found.message]
    assert bleed.message == (
        "Pages 1-3: Art runs to the edge of the page (612 × 792 points), with no bleed that the file tells "
        "of; 8.5 points are asked for (Offset print shop: bleed; ISO 32000-1, 14.11.2)."
    )
    assert all(found.hint for found in told_of)
    arguments = ["preflight", str(path), "--project", str(tmp_path), "--format", "json"]
    assert main(arguments) == 1
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    assert {str(path)} == {each["file"] for each in told}
    assert any("TrimBox" in each["message"] for each in told)


def test_the_command_looks_at_what_was_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project(tmp_path)
    assert main(["preflight", "--project", str(tmp_path)]) == 2
    build(tmp_path, tmp_path / "output")
    capsys.readouterr()
    assert main(["preflight", "--project", str(tmp_path)]) == 0
    assert capsys.readouterr().err == (
        "Checked 1 file as PDF/X-4 and for “Offset print shop” (layouts/vendors/offset.yaml). "
        "Nothing keeps it from being printed.\n"
    )


def test_what_is_checked_is_said_of_files_with_mistakes_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"")
    files = [str(tmp_path / name) for name in ("a.pdf", "b.pdf")]
    assert main(["preflight", *files, "--project", str(tmp_path), "--vendor", "digital"]) == 1
    told = capsys.readouterr().err
    assert told.endswith(
        "\n2 errors.\n"
        "Checked 2 files as PDF/X-4 and for “Digital print shop” (layouts/vendors/digital.yaml).\n"
    )
    assert "error: The file is empty (PDF/X-4: readable; ISO 32000-1, 7.5).\n    Copy or download" in told


def test_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"There is no file “layouts/vendors/ofset.yaml”. Did you mean"):
        preflight(tmp_path, [], "ofset")
    with pytest.raises(UsageError, match=r"“copier” is a copier and asks nothing of a file\. Name a"):
        preflight(tmp_path, [], "copier")
    with pytest.raises(UsageError, match="can't be read: No such file"):
        preflight(tmp_path, [tmp_path / "none.pdf"])
