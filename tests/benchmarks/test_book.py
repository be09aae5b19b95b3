"""The benchmark's book: always the same, of the promised size and mix."""

from __future__ import annotations

from hashlib import sha256

import markdown

from benchmarks.book import Words, sections


def test_it_is_the_same_everywhere() -> None:
    text = "\n".join(sections(2500))
    assert sections(2500) == sections(2500)
    assert (
        sha256(text.encode()).hexdigest()
        == "aef840cac957a92855ce23095aee94ffcc4ee3dd166c7fe8f5eccdd05e2be1fd"
    )


def test_another_seed_is_another_book() -> None:
    assert sections(600, seed=2) != sections(600)


def test_size() -> None:
    book = sections()
    text = "\n".join(book)
    assert 24_900 <= text.count("\n") <= 25_200
    assert 1_150_000 <= len(text.encode()) <= 1_250_000
    assert all(section.startswith("# ") and section.count("\n# ") == 0 for section in book)
    assert 50 <= len(book) <= 60


def test_mix() -> None:
    html = markdown.markdown("\n".join(sections(2500)), extensions=["tables", "fenced_code"])
    for tag in (
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "ol",
        "li",
        "table",
        "blockquote",
        "pre",
        "em",
        "strong",
        "a",
        "code",
    ):
        assert html.count(f"<{tag}") >= 5, tag
    assert html.count("<h3") > html.count("<h2") > html.count("<h1")


def test_words_are_many_and_unevenly_used() -> None:
    words = Words(1)
    used = [words.word() for _ in range(20_000)]
    assert 2_500 <= len(set(used)) <= 4_000
    assert used.count("the") > 20 * used.count("week") > 0
