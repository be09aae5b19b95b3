from datetime import date
from pathlib import Path

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.files import ProjectFiles
from packetpress.load.packet import load_packet, packet_paths
from packetpress.load.project import BUILT_IN
from packetpress.model import Attributes, ContentsEntry, Packet, Position, Project

PATH = "sources/packets/front-line.yaml"
PROJECT = Project(
    title="T",
    organisation="",
    language="en",
    version="1",
    date=date(2026, 1, 2),
    conditions={
        "audience": {"front-line": "Front-line", "managers": "Managers"},
        "setting": {"home": "Home", "child-care": "Child care"},
        **BUILT_IN,
    },
    variables={},
    groups={
        "setting": {"community": ("home", "child-care")},
        "audience": {"all": ("front-line", "managers")},
    },
)


def packet(tmp_path: Path, text: str) -> tuple[Packet | None, list[str]]:
    for name in ("p/2.md", "p/1.md", "g/a.md", "top.md", "notes.txt"):
        (tmp_path / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sources" / name).write_text("", encoding="utf-8")
    file = tmp_path / PATH
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    files = ProjectFiles(tmp_path, diagnostics)
    found = load_packet(PATH, PROJECT, ("office", "screen"), files, diagnostics)
    return found, [str(finding).replace(f"{PATH}:", "") for finding in diagnostics.sorted]


def test_a_whole_packet(tmp_path: Path) -> None:
    found, findings = packet(
        tmp_path,
        """\
title: Being with babies
subtitle: For every day
audience: front-line
setting: [home, child-care]
editions: [participant, facilitator]
layouts: [screen, office]
variables: {age: prenatal to 3}
contents:
  - p/*.md
  - part: Practice
    contents:
      - g/*.md
  - glossary
  - references
""",
    )
    assert findings == []
    assert found == Packet(
        name="front-line",
        title="Being with babies",
        subtitle="For every day",
        audience="front-line",
        editions=("participant", "facilitator"),
        layouts=("screen", "office"),
        contents=(
            ContentsEntry("section", ("sources/p/1.md", "sources/p/2.md"), pos=Position(PATH, 9, 5)),
            ContentsEntry(
                "part",
                title="Practice",
                entries=(ContentsEntry("section", ("sources/g/a.md",), pos=Position(PATH, 12, 9)),),
                pos=Position(PATH, 10, 5),
            ),
            ContentsEntry("glossary", pos=Position(PATH, 13, 5)),
            ContentsEntry("references", pos=Position(PATH, 14, 5)),
        ),
        bindings={"audience": ("front-line",), "setting": ("home", "child-care")},
        variables={"age": "prenatal to 3"},
        path=PATH,
        pos=Position(PATH, 1, 8),
        subtitle_pos=Position(PATH, 2, 11),
        variable_pos={"age": Position(PATH, 7, 13)},
    )


def test_what_a_packet_need_not_say(tmp_path: Path) -> None:
    found, findings = packet(tmp_path, "title: T\ncontents: top.md\n")
    assert findings == []
    assert found is not None
    assert (found.editions, found.layouts) == (("participant",), ("office",))
    assert (found.audience, found.bindings, found.subtitle) == ("", {}, "")


HEAD = "title: T\n"
BODY = "contents: [top.md]\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HEAD + "subtitel: S\n" + BODY,
            "2:1: error: “subtitel” is neither a setting of a packet nor a condition of this project.\n"
            "    Did you mean “subtitle”?",
        ),
        (
            HEAD + "edition: participant\n" + BODY,
            "2:1: error: “edition” is neither a setting of a packet nor a condition of this project.\n"
            "    Did you mean “editions”?",
        ),
        (
            HEAD + "setings: home\n" + BODY,
            "2:1: error: “setings” is neither a setting of a packet nor a condition of this project.\n"
            "    Did you mean “setting”?",
        ),
        (
            HEAD + "audience: frontline\n" + BODY,
            "2:11: error: “frontline” is not a value of “audience”.\n    Did you mean “front-line”?",
        ),
        (
            HEAD + "setting: [home, work]\n" + BODY,
            "2:17: error: “work” is not a value of “setting”.\n    Known here: child-care, community, home.",
        ),
        (
            HEAD + "setting:\n" + BODY,
            "2:9: error: “setting” needs a value here, and this is nothing.\n"
            "    Write one of home, child-care, or a list of them.",
        ),
        (
            HEAD + "audience: [front-line, managers]\n" + BODY,
            "2:11: error: A packet is for one audience.\n"
            "    Make a packet file for each; they can share all their contents.",
        ),
        (
            HEAD + "layouts: [ofice]\n" + BODY,
            "2:11: error: There is no layout “ofice”.\n    Did you mean “office”?",
        ),
        (
            HEAD + "editions: [participants]\n" + BODY,
            "2:12: error: There is no edition “participants”.\n    Did you mean “participant”?",
        ),
        (
            HEAD + "layouts: []\n" + BODY,
            "2:1: error: “layouts” names no layout.\n    For example: layouts: [office]",
        ),
        (HEAD, "1:1: error: “contents” is missing.\n    Add a line “contents: …”."),
        (
            HEAD + "contents: []\n",
            "2:11: error: “contents” has to list what the packet is made of, and this is an empty list.\n"
            "    List files, one “- path/*.md” a line.",
        ),
        (
            HEAD + "contents: [q/*.md]\n",
            "2:12: error: No file matches “q/*.md”.\n    There is no folder sources/q/.",
        ),
        (
            HEAD + "contents: [tip.md]\n",
            "2:12: error: There is no file “tip.md” (looked for sources/tip.md).\n    Did you mean “top.md”?",
        ),
        (
            HEAD + "contents:\n  - p/1.md\n  - p/*.md\n",
            "4:5: error: “sources/p/1.md” is in this packet twice; line 3 lists it first.\n"
            "    Remove it from one of the two.",
        ),
        (
            HEAD + "contents:\n  - references\n  - part: P\n    contents: [references]\n",
            "5:16: error: “references” is listed twice; line 3 lists it first.\n"
            "    Remove it from one of the two.",
        ),
        (
            HEAD + "contents:\n  - q/1.md\n",
            "3:5: error: There is no file “q/1.md” (looked for sources/q/1.md).\n"
            "    There is no folder sources/q/ either; paths here begin in sources/.",
        ),
        (
            HEAD + "contents:\n  - P/1.md\n",
            "3:5: error: There is no file “P/1.md” (looked for sources/P/1.md).\n    Did you mean “p/1.md”?",
        ),
        (
            HEAD + "contents:\n  -p/1.md\n  -top.md\n",
            "3:3: error: “-p/1.md” isn't read as an item of a list.\n"
            "    Put a space after each hyphen: - path/file.md",
        ),
        (
            HEAD + "text-size: 40pt\n" + BODY,
            "2:12: error: “text-size”: “40pt” is too large.\n    Write 24pt or less.",
        ),
        (
            HEAD + "facilitators: 0\n" + BODY,
            "2:15: error: “facilitators”: “0” is too small.\n    Write 1 or more.",
        ),
        (
            HEAD + "contents: [notes.txt]\n",
            "2:12: error: “sources/notes.txt” is not a Markdown file.\n"
            "    Contents are made of .md files; for a folder of them write folder/*.md.",
        ),
        (
            HEAD + "contents:\n  - part: P\n    content: [top.md]\n",
            "3:5: error: “contents” is missing.\n    Add a line “contents: …”.",
        ),
        (
            HEAD + "contents:\n  - part: P\n    contents:\n      - part: Q\n        contents: [top.md]\n",
            "5:9: error: A part can't hold another part.\n    Put it after this one, in the same column.",
        ),
    ],
)
def test_findings_are_placed(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in packet(tmp_path, text)[1]


def test_entries_with_conditions(tmp_path: Path) -> None:
    found, findings = packet(
        tmp_path,
        """\
title: T
setting: community
contents:
  - {sections: top.md, edition: facilitator}
  - part: P
    not-audience: managers, front-line
    contents:
      - sections: [p/*.md, references]
        setting: [home, community]
        audience: all
""",
    )
    assert findings == []
    assert found is not None
    assert found.bindings == {"setting": ("home", "child-care")}
    inner = Attributes(pairs=(("setting", "home community"), ("audience", "all")), pos=Position(PATH, 9, 9))
    assert found.contents == (
        ContentsEntry(
            "section",
            ("sources/top.md",),
            pos=Position(PATH, 4, 16),
            attributes=Attributes(pairs=(("edition", "facilitator"),), pos=Position(PATH, 4, 24)),
        ),
        ContentsEntry(
            "part",
            title="P",
            entries=(
                ContentsEntry(
                    "section",
                    ("sources/p/1.md", "sources/p/2.md"),
                    pos=Position(PATH, 8, 20),
                    attributes=inner,
                ),
                ContentsEntry("references", pos=Position(PATH, 8, 28), attributes=inner),
            ),
            pos=Position(PATH, 5, 5),
            attributes=Attributes(pairs=(("not-audience", "managers front-line"),), pos=Position(PATH, 6, 5)),
        ),
    )


def test_conditions_of_an_entry_in_an_entry_add_up(tmp_path: Path) -> None:
    text = (
        "title: T\ncontents:\n"
        "  - sections: [{sections: top.md, edition: facilitator}, p/1.md]\n    audience: managers\n"
    )
    found, findings = packet(tmp_path, text)
    assert findings == []
    assert found is not None
    assert [entry.attributes.pairs for entry in found.contents] == [
        (("audience", "managers"), ("edition", "facilitator")),
        (("audience", "managers"),),
    ]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "{sections: top.md, audiance: managers}",
            "3:24: error: “audiance” is neither a key that can stand here nor a condition of this project.\n"
            "    Did you mean “audience”?",
        ),
        (
            "{sections: top.md, audience: manager}",
            "3:34: error: “manager” is not a value of “audience”.\n    Did you mean “managers”?",
        ),
        (
            "{sections: top.md, not-edition: []}",
            "3:37: error: “not-edition” names no value.\n"
            "    Write not-edition: NAME, or several: not-edition: [NAME, NAME].",
        ),
        ("{audience: managers}", "3:5: error: “part” is missing.\n    Add a line “part: …”."),
        (
            "{sections: [], audience: managers}",
            "3:16: error: “sections” has to list what the packet is made of, and this is an empty list.\n"
            "    List files, one “- path/*.md” a line.",
        ),
        (
            "{sections: [{part: P, contents: top.md}], audience: managers}",
            "3:17: error: A part can't hold another part.\n    Put it after this one, in the same column.",
        ),
    ],
)
def test_findings_in_entries_with_conditions(tmp_path: Path, entry: str, expected: str) -> None:
    assert expected in packet(tmp_path, f"title: T\ncontents:\n  - {entry}\n")[1]


def test_after_an_error_the_contents_are_still_read(tmp_path: Path) -> None:
    found, findings = packet(tmp_path, "titel: T\ncontents: [top.md, gone.md]\n")
    assert len(findings) == 3
    assert found is not None
    assert [entry.sources for entry in found.contents] == [("sources/top.md",), ()]


def test_packet_files_are_found_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "packets"
    folder.mkdir(parents=True)
    for name in ("b.yaml", "a.yaml", "c.yml", "read me.txt", ".d.yaml"):
        (folder / name).write_text("", encoding="utf-8")
    diagnostics = Diagnostics()
    paths = packet_paths(ProjectFiles(tmp_path, diagnostics), diagnostics)
    assert paths == ("sources/packets/a.yaml", "sources/packets/b.yaml")
    assert [str(found) for found in diagnostics.sorted] == [
        "sources/packets/c.yml: error: Packet files end in “.yaml”.\n    Rename it to sources/packets/c.yaml."
    ]
