"""publish: what lands in the output folder, and that a failure leaves it as it was."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from packetpress.diagnostics import UsageError
from packetpress.pipeline import build
from packetpress.publish import Publishable, check_folder, publish


def made(packet: str = "front-line", edition: str = "participant", data: bytes = b"%PDF one") -> Publishable:
    return Publishable(
        packet=packet,
        edition=edition,
        layout="office",
        audience="front-line",
        pages=3,
        data=data,
        version="2026.1",
        source_hash="ab" * 32,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file and folder below ``folder``, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"<folder>"
        for path in sorted(folder.rglob("*"))
    }


def manifest(output: Path) -> list[dict[str, Any]]:
    content = json.loads((output / "manifest.json").read_bytes())
    assert content["generator"] == "packetpress"
    files: list[dict[str, Any]] = content["files"]
    return files


def test_files_and_manifest(tmp_path: Path) -> None:
    output = tmp_path / "new" / "output"
    publish(
        [made(edition="participant"), made(edition="facilitator", data=b"%PDF two")], output, complete=True
    )
    assert set(tree(output)) == {
        "front-line",
        "front-line/front-line-facilitator-office.pdf",
        "front-line/front-line-participant-office.pdf",
        "manifest.json",
    }
    assert (output / "front-line/front-line-facilitator-office.pdf").read_bytes() == b"%PDF two"
    facilitator, participant = manifest(output)
    assert facilitator["edition"] == "facilitator"
    assert participant == {
        "path": "front-line/front-line-participant-office.pdf",
        "packet": "front-line",
        "edition": "participant",
        "layout": "office",
        "audience": "front-line",
        "pages": 3,
        "bytes": 8,
        "sha256": sha256(b"%PDF one").hexdigest(),
        "version": "2026.1",
        "source_hash": "ab" * 32,
    }


def test_the_manifest_does_not_depend_on_the_order(tmp_path: Path) -> None:
    files = [made("b"), made("a"), made("a", "facilitator")]
    publish(files, tmp_path / "one", complete=True)
    publish(files[::-1], tmp_path / "two", complete=True)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_partial_build_keeps_the_other_files(tmp_path: Path) -> None:
    publish([made("a"), made("b", data=b"old")], tmp_path, complete=True)
    publish([made("b", data=b"new")], tmp_path, complete=False)
    assert [(f["packet"], f["bytes"]) for f in manifest(tmp_path)] == [("a", 8), ("b", 3)]
    assert (tmp_path / "b/b-participant-office.pdf").read_bytes() == b"new"
    assert (tmp_path / "a/a-participant-office.pdf").read_bytes() == b"%PDF one"


def test_a_partial_build_removes_sheets_of_the_pages_before(tmp_path: Path) -> None:
    sheets = replace(made("a"), ending="-booklet.pdf", data=b"%PDF sheets")
    publish([made("a"), sheets, replace(sheets, packet="b"), made("b")], tmp_path, complete=True)
    publish([made("a", data=b"new")], tmp_path, complete=False)
    assert [file["path"] for file in manifest(tmp_path)] == [
        "a/a-participant-office.pdf",
        "b/b-participant-office-booklet.pdf",
        "b/b-participant-office.pdf",
    ]
    assert not (tmp_path / "a/a-participant-office-booklet.pdf").exists()


def test_two_files_of_one_name(tmp_path: Path) -> None:
    one, other = replace(made(), ending="-2-up.pdf"), replace(made(), layout="office-2-up")
    with pytest.raises(UsageError, match=r"front-line-participant-office-2-up\.pdf.*another name"):
        publish([one, other], tmp_path / "output", complete=True)
    assert not (tmp_path / "output").exists()


def test_a_partial_build_forgets_a_file_that_someone_deleted(tmp_path: Path) -> None:
    publish([made("a"), made("b")], tmp_path, complete=True)
    (tmp_path / "a/a-participant-office.pdf").unlink()
    publish([made("b")], tmp_path, complete=False)
    assert [f["packet"] for f in manifest(tmp_path)] == ["b"]


def test_a_complete_build_removes_what_is_no_longer_made(tmp_path: Path) -> None:
    publish([made("a"), made("b"), made("b", "facilitator")], tmp_path, complete=True)
    publish([made("b")], tmp_path, complete=True)
    assert set(tree(tmp_path)) == {"b", "b/b-participant-office.pdf", "manifest.json"}


def test_a_complete_build_leaves_files_it_did_not_make(tmp_path: Path) -> None:
    publish([made("a"), made("b")], tmp_path, complete=True)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "a/scan.pdf").write_bytes(b"mine")
    (tmp_path / "b/b-participant-office.pdf").write_bytes(b"annotated by hand")
    publish([made("c")], tmp_path, complete=True)
    assert set(tree(tmp_path)) == {
        "a",
        "a/scan.pdf",
        "b",
        "b/b-participant-office.pdf",
        "c",
        "c/c-participant-office.pdf",
        "manifest.json",
        "notes.txt",
    }


def test_a_manifest_that_points_elsewhere_removes_nothing(tmp_path: Path) -> None:
    victim = tmp_path / "victim.pdf"
    victim.write_bytes(b"precious")
    output = tmp_path / "output"
    publish([made()], output, complete=True)
    text = (output / "manifest.json").read_text()
    forged = text.replace("front-line/front-line-participant-office.pdf", "../victim.pdf").replace(
        sha256(b"%PDF one").hexdigest(), sha256(b"precious").hexdigest()
    )
    (output / "manifest.json").write_text(forged)
    before = tree(output)
    with pytest.raises(UsageError, match="is not a manifest that packetpress wrote"):
        publish([made("other")], output, complete=True)
    assert victim.read_bytes() == b"precious"
    assert tree(output) == before


@pytest.mark.parametrize(
    "content", ["", "[]", '{"name": "a web page"}', '{"generator": "packetpress"}', "[" * 9000]
)
def test_a_manifest_of_someone_else_is_not_replaced(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(UsageError, match="is not a manifest that packetpress wrote"):
        publish([made()], tmp_path, complete=True)
    assert tree(tmp_path) == {"manifest.json": content.encode()}


@pytest.mark.parametrize("failing", ["c/c-participant-office.pdf", "manifest.json"])
@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), KeyboardInterrupt()])
def test_a_failure_while_moving_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, error: BaseException
) -> None:
    publish(
        [made("a", data=b"old a"), made("c", data=b"old c"), made("z", data=b"old z")],
        tmp_path,
        complete=True,
    )
    before = tree(tmp_path)
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == tmp_path / failing and "new" in self.parts:
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    files = [made("a", data=b"new a"), made("b", data=b"new b"), made("c", data=b"new c")]
    with pytest.raises((UsageError, KeyboardInterrupt)):
        publish(files, tmp_path, complete=True)
    assert tree(tmp_path) == before


def test_a_failure_while_writing_leaves_no_new_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match="No space left on device"):
        publish([made()], tmp_path / "deep" / "output", complete=True)
    assert tree(tmp_path) == {}


def test_a_file_that_is_open_elsewhere_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish([made()], tmp_path, complete=True)

    def locked(self: Path, target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file", str(self), 32, str(target))

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(UsageError) as caught:
        publish([made(data=b"new")], tmp_path, complete=True)
    assert str(tmp_path / "front-line" / "front-line-participant-office.pdf") in str(caught.value)
    assert "If it is open in another program, close it there" in str(caught.value)


def test_the_output_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file")
    with pytest.raises(UsageError, match="is not a folder"):
        publish([made()], tmp_path / "output", complete=True)
    with pytest.raises(UsageError, match="can't be written"):
        publish([made()], tmp_path / "output" / "deeper", complete=True)
    assert tree(tmp_path) == {"output": b"a file"}


def test_a_packet_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    output = tmp_path / "output"
    output.mkdir()
    (output / "front-line").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(UsageError, match="it is a link to another place"):
        publish([made("a"), made()], output, complete=True)
    assert tree(elsewhere) == {}
    assert {path.name for path in output.iterdir()} == {"front-line"}


@pytest.mark.parametrize("name", ["..", "", "a/b", "a\\b", ".hidden", "c:", "tab\there"])
def test_names_that_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="can't be part of a file's name"):
        publish([made(name)], tmp_path, complete=True)
    assert tree(tmp_path) == {}


def test_two_builds_are_byte_identical(tmp_path: Path) -> None:
    publish([made("a"), made("b")], tmp_path, complete=True)
    before = tree(tmp_path)
    publish([made("a"), made("b")], tmp_path, complete=True)
    assert tree(tmp_path) == before
    shutil.rmtree(tmp_path)
    publish([made("a"), made("b")], tmp_path, complete=True)
    assert tree(tmp_path) == before


def order(packet: str = "front-line", data: bytes = b"{}") -> Publishable:
    return replace(made(packet, "", data), ending="-order.json")


def test_what_is_about_all_editions_goes_with_any_of_them(tmp_path: Path) -> None:
    both = [made(), made(edition="facilitator")]
    publish([*both, order(), made("b"), order("b")], tmp_path, complete=True)
    assert "front-line/front-line-office-order.json" in tree(tmp_path)
    assert [each["edition"] for each in manifest(tmp_path)] == [
        *("", "participant"),
        *("facilitator", "", "participant"),
    ]
    publish([made(data=b"%PDF new")], tmp_path, complete=False)
    assert sorted(path for path in tree(tmp_path) if path.endswith("pdf") or "order" in path) == [
        "b/b-office-order.json",
        "b/b-participant-office.pdf",
        "front-line/front-line-facilitator-office.pdf",
        "front-line/front-line-participant-office.pdf",
    ]
    assert len(manifest(tmp_path)) == 4


def test_an_order_that_somebody_changed_is_left_but_not_listed(tmp_path: Path) -> None:
    publish([made(), order()], tmp_path, complete=True)
    (tmp_path / "front-line/front-line-office-order.json").write_bytes(b"mine")
    publish([made(data=b"%PDF new")], tmp_path, complete=False)
    assert (tmp_path / "front-line/front-line-office-order.json").read_bytes() == b"mine"
    assert [each["path"] for each in manifest(tmp_path)] == ["front-line/front-line-participant-office.pdf"]


@pytest.mark.parametrize("names", [("", "", "office"), ("front-line", "", "")])
def test_packet_and_layout_have_names(tmp_path: Path, names: tuple[str, str, str]) -> None:
    packet, edition, layout = names
    with pytest.raises(UsageError, match="can't be part of a file's name"):
        publish([replace(made(packet, edition), layout=layout)], tmp_path, complete=True)


def project(folder: Path) -> Path:
    for name in ("sources/text", "layouts"):
        (folder / name).mkdir(parents=True)
    return folder


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("", "is the project's own folder"),
        ("sources", "is in sources/, where packets are made from"),
        ("sources/text", "is in sources/"),
        ("sources/new/deep", "is in sources/"),
        ("output/../sources", "is in sources/"),
        ("layouts", "is in layouts/"),
        ("linked", "is in sources/"),
        ("linked/new", "is in sources/"),
    ],
)
def test_what_packets_are_made_from_is_no_place_for_them(tmp_path: Path, output: str, told: str) -> None:
    folder = project(tmp_path / "mine")
    (folder / "linked").symlink_to(folder / "sources" / "text", target_is_directory=True)
    before = tree(folder)
    with pytest.raises(UsageError, match=told) as error:
        check_folder(folder / output, folder)
    assert str(error.value).endswith("Name a folder for packets alone, such as --output packets.")
    with pytest.raises(UsageError, match=told):
        build(folder, folder / output)
    assert tree(folder) == before


def test_the_whole_disk_and_home_are_no_place_for_packets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="is the whole disk"):
        check_folder(Path(tmp_path.anchor), tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.chdir(home)
    for same in (home, home / "." / "x" / "..", Path()):
        with pytest.raises(UsageError, match="is your home folder"):
            check_folder(same, tmp_path)
    check_folder(home / "Desktop" / "packets", tmp_path)


@pytest.mark.parametrize("output", ["output", "packets", "new/sources", "sources-old", "../other/sources"])
def test_other_folders_are(tmp_path: Path, output: str) -> None:
    folder = project(tmp_path / "mine")
    check_folder(folder / output, folder)
    check_folder(tmp_path, folder)
