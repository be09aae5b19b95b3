import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packetpress.diagnostics import Diagnostics
from packetpress.load.files import MAX_TEXT_BYTES, ProjectFiles
from packetpress.model import Position

HERE = Position("sources/a/one.md", 3, 5)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    for name in (
        "a/one.md",
        "a/two.md",
        "a/b/10.md",
        "a/b/2.md",
        "a/.hidden.md",
        "top.md",
        "a/Big.PNG",
        "café.md",
    ):
        file = project / "sources" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    return project


def opened(root: Path) -> tuple[ProjectFiles, Diagnostics]:
    diagnostics = Diagnostics()
    return ProjectFiles(root, diagnostics), diagnostics


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("two.md", "sources/a/two.md"),
        ("./b/2.md", "sources/a/b/2.md"),
        ("../top.md", "sources/top.md"),
        ("/top.md", "sources/top.md"),
        ("/a/../top.md", "sources/top.md"),
        ("../../sources/top.md", "sources/top.md"),
        ("../cafe\u0301.md", "sources/café.md"),
    ],
)
def test_references_are_relative_to_their_file_or_to_sources(root: Path, reference: str, path: str) -> None:
    files, diagnostics = opened(root)
    assert files.resolve(reference, HERE.file, HERE) == path
    assert diagnostics.sorted == ()


@pytest.mark.parametrize(
    ("reference", "message", "hint"),
    [
        (
            "../../../secret.md",
            "“../../../secret.md” leaves the project.",
            "Only files of the project are read",
        ),
        ("/../../secret.md", "“/../../secret.md” leaves the project.", "Only files of the project are read"),
        ("C:/secret.md", "“C:/secret.md” leaves the project.", "Only files"),
        ("~/secret.md", "“~/secret.md” leaves the project.", "Only files"),
        ("a\\two.md", "“a\\two.md” has a backslash in it.", "Write paths with forward slashes"),
        (
            "https://example.org/x.png",
            "“https://example.org/x.png” is an address, not a file",
            "Nothing is fetched",
        ),
        ("//example.org/x.png", "“//example.org/x.png” is an address", "Nothing is fetched"),
        ("file:///etc/passwd", "“file:///etc/passwd” is an address", "Nothing is fetched"),
        (".hidden.md", "“.hidden.md” names a hidden file", "Hidden files are not part"),
        ("too.md", "There is no file “too.md” (looked for sources/a/too.md).", "Did you mean “two.md”?"),
        ("big.png", "There is no file “big.png”", "Big.PNG"),
        ("c/x.md", "There is no file “c/x.md”", "There is no folder sources/a/c/"),
        ("../A/Two.md", "There is no file “../A/Two.md” (looked for sources/A/Two.md).", "“two.md”?"),
        ("/A/two.md", "There is no file “/A/two.md”", "Did you mean “/a/two.md”?"),
        ("../qq/two.md", "There is no file “../qq/two.md”", "paths are relative to the file they stand in"),
        ("b", "“b” is a folder, not a file.", "Name a file in it."),
        ("", "A file name is missing here.", "Write the path"),
        ("x\0.md", "There is an unseen character in this path.", "Type it again."),
        ("x" * 5000, "There is no file", ""),
    ],
)
def test_a_reference_that_cannot_be_followed(root: Path, reference: str, message: str, hint: str) -> None:
    files, diagnostics = opened(root)
    assert files.resolve(reference, HERE.file, HERE) is None
    (found,) = diagnostics.sorted
    assert (found.severity, found.pos) == ("error", HERE)
    assert found.message.startswith(message)
    assert hint in found.hint


def test_links_out_of_the_project_are_not_followed(root: Path, tmp_path: Path) -> None:
    (root / "sources/file.md").symlink_to(tmp_path / "secret.md")
    (root / "sources/folder").symlink_to(tmp_path)
    (root / "sources/loop.md").symlink_to("loop.md")
    files, diagnostics = opened(root)
    for reference in ("/file.md", "/folder/secret.md"):
        assert files.resolve(reference, HERE.file, HERE) is None
    assert [found.message for found in diagnostics.sorted] == [
        "“/file.md” is a link that leads out of the project.",
        "“/folder/secret.md” is a link that leads out of the project.",
    ]
    assert files.resolve("/loop.md", HERE.file, HERE) is None
    assert files.read_bytes("sources/file.md", HERE) is None
    assert files.read_text("sources/folder/secret.md", HERE) is None
    assert "sources/folder/secret.md" not in files.glob("**/*.md", HERE)
    assert files.digests == {}


def test_a_link_inside_the_project_is_followed(root: Path) -> None:
    (root / "sources/again.md").symlink_to("top.md")
    files, diagnostics = opened(root)
    assert files.read_text("sources/again.md", HERE) == "top.md"
    assert diagnostics.sorted == ()


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("a/*.md", ("sources/a/one.md", "sources/a/two.md")),
        ("a/b/*.md", ("sources/a/b/10.md", "sources/a/b/2.md")),
        ("a/b/?.md", ("sources/a/b/2.md",)),
        ("a/b/[0-1]*.md", ("sources/a/b/10.md",)),
        ("*/b/*.md", ("sources/a/b/10.md", "sources/a/b/2.md")),
        (
            "**/*.md",
            (
                "sources/a/b/10.md",
                "sources/a/b/2.md",
                "sources/a/one.md",
                "sources/a/two.md",
                "sources/café.md",
                "sources/top.md",
            ),
        ),
        (
            "a/**",
            (
                "sources/a/Big.PNG",
                "sources/a/b/10.md",
                "sources/a/b/2.md",
                "sources/a/one.md",
                "sources/a/two.md",
            ),
        ),
        ("/top.md", ("sources/top.md",)),
    ],
)
def test_globs_are_sorted_by_name(root: Path, pattern: str, paths: tuple[str, ...]) -> None:
    files, diagnostics = opened(root)
    assert files.glob(pattern, HERE) == paths
    assert diagnostics.sorted == ()


@pytest.mark.parametrize(
    ("pattern", "message", "hint"),
    [
        ("a/*.txt", "No file matches “a/*.txt”.", "sources/a/ holds Big.PNG, one.md, two.md."),
        ("nowhere/*.md", "No file matches “nowhere/*.md”.", "There is no folder sources/nowhere/."),
        ("../../*.md", "“../../*.md” leaves the project.", "Only files of the project are read"),
        ("tap.md", "There is no file “tap.md” (looked for sources/tap.md).", "Did you mean “top.md”?"),
    ],
)
def test_a_glob_without_a_match(root: Path, pattern: str, message: str, hint: str) -> None:
    files, diagnostics = opened(root)
    assert files.glob(pattern, HERE) == ()
    (found,) = diagnostics.sorted
    assert found.message == message
    assert hint in found.hint


def test_text_is_read_without_its_byte_order_mark_and_with_plain_line_ends(root: Path) -> None:
    data = b"\xef\xbb\xbfone\r\ntwo\rthree\n"
    (root / "sources/x.md").write_bytes(data)
    files, _ = opened(root)
    assert files.read_text("sources/x.md", HERE) == "one\ntwo\nthree\n"
    assert files.digests == {"sources/x.md": hashlib.sha256(data).hexdigest()}


def test_bytes_that_are_not_utf_8_are_placed(root: Path) -> None:
    (root / "sources/x.md").write_bytes("first\r\nça va, ".encode() + b"\xe9t\xe9\n")
    files, diagnostics = opened(root)
    assert files.read_text("sources/x.md", HERE) is None
    (found,) = diagnostics.sorted
    assert found.pos == Position("sources/x.md", 2, 8)
    assert found.message == "This is not UTF-8 text (byte 0xE9)."


def test_sizes_are_bounded(root: Path) -> None:
    with (root / "sources/x.md").open("wb") as stream:
        stream.truncate(MAX_TEXT_BYTES + 1)
    files, diagnostics = opened(root)
    assert files.read_text("sources/x.md", HERE) is None
    assert [found.message for found in diagnostics.sorted] == ["“sources/x.md” is larger than 20 MB."]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_only_regular_files_are_opened(root: Path) -> None:
    os.mkfifo(root / "sources/pipe.md")
    files, diagnostics = opened(root)
    assert files.read_bytes("sources/pipe.md", HERE) is None
    assert [found.message for found in diagnostics.sorted] == ["There is no file “sources/pipe.md”."]


@settings(max_examples=60)
@given(st.text("./a~\\:*?[]b-\u0301 ", max_size=12), st.sampled_from(["resolve", "glob"]))
def test_no_reference_leaves_the_project(
    tmp_path_factory: pytest.TempPathFactory, reference: str, how: str
) -> None:
    root = tmp_path_factory.mktemp("p") / "project"
    (root / "sources" / "a").mkdir(parents=True)
    (root / "sources" / "a" / "b").write_text("inside", encoding="utf-8")
    (root.parent / "a").write_text("outside", encoding="utf-8")
    files, diagnostics = opened(root)
    if how == "glob":
        found = files.glob(reference, HERE)
    else:
        one = files.resolve(reference, HERE.file, HERE)
        found = () if one is None else (one,)
    assert all(files.read_text(path, HERE) == "inside" for path in found)
    assert bool(found) != bool(diagnostics.sorted)
