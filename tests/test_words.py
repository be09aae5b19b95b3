"""From Markdown to the words on the pages: none lost, none twice, none out of order."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc
import pytest
from hypothesis import given, settings

from benchmarks.book import sections
from packetpress.diagnostics import Diagnostics
from packetpress.model import Code, CodeBlock, Footnote, Text
from packetpress.walk import descendants, plain_text
from tests.load.markdown.generate import documents
from tests.load.markdown.test_words import WORD, blocks_of, leaves
from tests.pdf import page_texts
from tests.projects import typeset_project, write_project

ROOT = Path(__file__).resolve().parent.parent


def printed(texts: dict[str, str]) -> tuple[str, str]:
    """Text from the first opener on, and the words that the opener lists before it begins."""
    with TemporaryDirectory() as folder:
        diagnostics = Diagnostics()
        document, pages = typeset_project(write_project(Path(folder), texts), diagnostics)
    assert not diagnostics.errors
    section = document.sections[0]
    first = pages.destinations[section.id][0]
    listed = " ".join(plain_text(entry.title) for entry in section.entries)
    return "\n".join(page_texts(pages.pdf)[first:]), listed


@settings(deadline=None, max_examples=40)
@given(documents())
def test_generated_documents(document: tuple[str, list[str]]) -> None:
    text, words = document
    taken, listed = printed({"a.md": f"# Title\n\n{text}"})
    found, entries = WORD.findall(taken), WORD.findall(listed)
    assert found[: len(entries)] == entries
    del found[: len(entries)]
    assert Counter(found) == Counter(words)
    notes = {
        word
        for node in descendants(blocks_of(text))
        if isinstance(node, Footnote)
        for leaf in leaves(node.children)
        for word in WORD.findall(leaf.value)
    }
    # Notes stand at the foot of the page, after what follows them in the source.
    assert [word for word in found if word not in notes] == [word for word in words if word not in notes]


def letters(text: str) -> list[str]:
    """Words by their letters and digits; soft hyphens and punctuation aside."""
    return re.findall(r"[^\W_]+", text.replace("\u00ad", "").casefold())


def words_by_pandoc(text: str) -> Counter[str]:
    """The words that another reader of the same Markdown finds."""
    made = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "markdown-citations", "-t", "plain", "--wrap=none"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    return Counter(letters(made.stdout.decode()))


def test_a_long_text_against_pandoc() -> None:
    text = "\n".join(sections()[:12])
    taken, _ = printed({"a.md": f"# Title\n\n{text}"})
    assert words_by_pandoc(text) - Counter(letters(taken)) == Counter()


HOUSE = sorted((ROOT / "sources").rglob("*.md"))
NOT_WORDS = re.compile(
    r"\A---\n.*?\n---\n|!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|\[[^\]\n]*@[^\]]*\]|@[\w:-]*\w|\{\{[^}]*\}\}"
    r"|\{[#.\w][^}\n]*\}|^:::.*$",
    re.DOTALL | re.MULTILINE,
)
"""What Pandoc would print as it stands, or we as something else: front matter, images, keys, attributes."""


@pytest.mark.parametrize("path", HOUSE, ids=lambda path: str(path.relative_to(ROOT / "sources")))
def test_the_house_texts_are_read_whole(path: Path) -> None:
    text = NOT_WORDS.sub("", path.read_text(encoding="utf-8"))
    read = [word for leaf in leaves(blocks_of(text)) for word in letters(leaf.value)]
    assert words_by_pandoc(text) - Counter(read) == Counter()


@pytest.mark.parametrize("packet", ["front-line", "program-managers"])
def test_the_house_packets_are_printed_whole(packet: str) -> None:
    diagnostics = Diagnostics()
    document, pages = typeset_project(ROOT, diagnostics, packet)
    assert not diagnostics.errors
    wanted = Counter(
        word
        for section in document.sections
        for node in descendants(section.blocks)
        if isinstance(node, Text | Code | CodeBlock)
        for word in letters(node.value)
    )
    assert wanted - Counter(letters("\n".join(page_texts(pages.pdf)))) == Counter()
