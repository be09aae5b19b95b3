"""No word is lost or reordered, and every word is where its position says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import markdown as python_markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packetpress import model as m
from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import parse
from tests.load.markdown.dump import Files, dump
from tests.load.markdown.generate import documents

WORD = re.compile(r"w\d+x")


def leaves(value: object) -> Iterator[m.Text | m.Code | m.CodeBlock]:
    """What holds words, in reading order."""
    if isinstance(value, m.Text | m.Code | m.CodeBlock):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from leaves(item)
    elif is_dataclass(value):
        names = [field.name for field in fields(value)]
        for name in ("terms", "title", "head"):
            if name in names:
                names.remove(name)
                names.insert(0, name)
        for name in names:
            yield from leaves(getattr(value, name))


def blocks_of(text: str, diagnostics: Diagnostics | None = None) -> m.Blocks:
    return parse(text, "case.md", diagnostics or Diagnostics(), files=Files()).blocks


@settings(deadline=None, max_examples=60)
@given(documents())
def test_words_in_order(document: tuple[str, list[str]]) -> None:
    text, words = document
    diagnostics = Diagnostics()
    found = [word for leaf in leaves(blocks_of(text, diagnostics)) for word in WORD.findall(leaf.value)]
    assert found == words
    assert not diagnostics.errors


@settings(deadline=None, max_examples=60)
@given(documents())
def test_positions_are_true(document: tuple[str, list[str]]) -> None:
    lines = document[0].split("\n")
    for leaf in leaves(blocks_of(document[0])):
        first = leaf.pos.column - 1
        for offset, row in enumerate(leaf.value.split("\n")):
            words = WORD.findall(row)
            if not words:
                continue
            line = lines[leaf.pos.line - 1 + offset]
            if offset:
                assert words[0] in line
            elif row.startswith(words[0]):
                assert line.startswith(words[0], first)
            else:
                # Between the text's start and its first word stand only blanks, marks and comments.
                assert re.match(r"(?:[^\w<]|<!-- no -->|amp;)*" + words[0], line[first:])


@settings(deadline=None, max_examples=60)
@given(documents())
def test_line_ends_and_first_line_do_not_matter(document: tuple[str, list[str]]) -> None:
    text = document[0]
    plain = blocks_of(text)
    assert blocks_of(text.replace("\n", "\r\n")) == plain
    moved = parse(text, "case.md", Diagnostics(), files=Files(), first_line=8).blocks
    assert dump(moved) == dump(plain)
    assert [leaf.pos.line - 7 for leaf in leaves(moved)] == [leaf.pos.line for leaf in leaves(plain)]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab *_`[](){}<>!&@#:|-=~^.\\\"'\n\t1\u00a0é", max_size=120))
def test_anything_can_be_read(text: str) -> None:
    diagnostics = Diagnostics()
    read = "".join(leaf.value for leaf in leaves(blocks_of(text, diagnostics)))
    if not diagnostics.sorted and not set("[<{@`&:(|") & set(text):
        # Nothing here can be an address, an attribute or a definition, so that all letters are text.
        assert re.sub(r"[^abé]", "", read) == re.sub(r"[^abé]", "", text)


TAGS = re.compile(r"<(h\d|li|ol|ul|blockquote|pre|table|th|td|em|strong|code|hr|br|a)\b|(w\d+x)")


def _outline(value: object) -> Iterator[str]:
    """Tags and words as Python-Markdown's HTML has them, paragraphs left out."""
    names: dict[type, str] = {
        m.ListItem: "li", m.BlockQuote: "blockquote", m.Table: "table", m.Emphasis: "em", m.Strong: "strong",
        m.ThematicBreak: "hr", m.LineBreak: "br", m.Link: "a",
    }  # fmt: skip
    if isinstance(value, tuple):
        for item in value:
            yield from _outline(item)
        return
    if isinstance(value, m.Heading):
        yield f"h{value.level}"
    elif isinstance(value, m.List):
        yield "ol" if value.ordered else "ul"
    elif isinstance(value, m.Cell):
        yield "th" if value.header else "td"
    elif isinstance(value, m.CodeBlock):
        yield from ("pre", "code", *WORD.findall(value.value))
    elif isinstance(value, m.Code):
        yield from ("code", *WORD.findall(value.value))
    elif isinstance(value, m.Text):
        yield from WORD.findall(value.value)
    elif type(value) in names:
        yield names[type(value)]
    if is_dataclass(value):
        for name in ("head", "body", "items", "cells", "children"):
            yield from _outline(getattr(value, name, ()))


@settings(deadline=None, max_examples=60)
@given(documents(plain=True))
def test_as_python_markdown_reads_it(document: tuple[str, list[str]]) -> None:
    text = document[0]
    html = python_markdown.markdown(text, extensions=["tables", "def_list", "sane_lists", "fenced_code"])
    expected = [tag or word for tag, word in TAGS.findall(html)]
    assert list(_outline(blocks_of(text))) == expected


def strings(value: object) -> Iterator[str]:
    """Every text in the model, attributes and addresses too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "pos":
                yield from strings(getattr(value, field.name))


PROJECT = Path(__file__).parents[3]
WRITTEN = sorted(
    path for folder in ("sources", "docs") for path in (PROJECT / folder).rglob("*.md") if path.is_file()
)
MARKS = re.compile(
    r"\A---\n.*?\n---\n|<!--.*?-->|^ *\{\{<.*?>\}\}|^ *(?:```|~~~).*?$|^ *:{3,}.*?$"
    r"|^ *(?:[-*+]|\d+[.)]) +\[x\]|\]\{\.blank\}"
    r"|&\w+;|\[\^\S+?\]|\]\([^)]*\)|</?[a-z]+\b[^>\n]*>|\{fallback=",
    re.DOTALL | re.MULTILINE,
)
"""What is not a word of the text: syntax, and values that the front matter and div lines give elsewhere."""


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(PROJECT)))
def test_real_pages_keep_their_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    read = Counter(re.findall(r"[A-Za-z]+", " ".join(strings(blocks_of(text)))))
    written = Counter(re.findall(r"[A-Za-z]+", MARKS.sub(" ", text)))
    assert {word: count for word, count in written.items() if read[word] < count} == {}
