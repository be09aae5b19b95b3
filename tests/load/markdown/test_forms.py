from __future__ import annotations

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import parse
from packetpress.model import Blocks, Form, Gathered, Tent
from packetpress.walk import plain_text
from tests.load.markdown.dump import Files


def read(markdown: str) -> tuple[Blocks, list[str]]:
    diagnostics = Diagnostics()
    body = parse(markdown, "a.md", diagnostics, files=Files())
    return body.blocks, [f"{f.pos.line}:{f.pos.column} {f.message}" for f in diagnostics.sorted]


def parsed(markdown: str) -> Blocks:
    blocks, findings = read(markdown)
    assert findings == []
    return blocks


def test_a_form_has_what_is_asked_and_what_is_known() -> None:
    (form,) = parsed("::: form\n- Name\n- Place: Lakeside: the hall\n- Led by: {{ trainer }}\n:::\n")
    assert isinstance(form, Form)
    assert [(plain_text(f.children), plain_text(f.beside)) for f in form.fields] == [
        ("Name", ""),
        ("Place", "Lakeside: the hall"),
        ("Led by", "{{ trainer }}"),
    ]
    assert len(form.fields[2].beside) == 1


def test_a_name_tent_is_empty() -> None:
    assert isinstance(parsed("::: tent\n:::\n")[0], Tent)


def test_what_is_gathered_has_a_usual_detail() -> None:
    blocks = parsed(
        '::: {.gather what="agenda"}\n:::\n\n::: {.gather what="objectives" detail="scale"}\n:::\n'
    )
    found = [(block.what, block.detail) for block in blocks if isinstance(block, Gathered)]
    assert found == [("agenda", "sections"), ("objectives", "scale")]


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ("::: form\n:::\n", "1:1 “form” needs a line to fill in."),
        ("::: form\nName\n:::\n", "2:1 This can't stand in “form”."),
        ("::: tent\nAnn\n:::\n", "2:1 This can't stand in “tent”."),
        ("::: gather\n:::\n", "1:1 What is to be gathered here?"),
        ('::: {.gather what="answer"}\n:::\n', "1:20 “answer” can't be gathered."),
        ('::: {.gather what="agenda" detail="all"}\n:::\n', "1:36 “detail” can't be “all”."),
        ('::: {.gather what="materials"}\nText.\n:::\n', "1:1 What is gathered can't hold text."),
    ],
)
def test_what_is_wrong(markdown: str, message: str) -> None:
    assert message in read(markdown)[1]
