"""Sources may come from strangers: any repetition is read in linear time, to a tree of bounded depth.

The texts are long enough that quadratic time would take minutes; nothing is timed.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import parse
from tests.load.markdown.dump import Files

LENGTH = 200_000
INLINE = [
    "*", "_", "*a", "a* ", "*a_", "**a_b ", "[", "]", "[a](", "[a](<", '[a]("', "![", "](((", "[a][", "[^a]",
    "`", "`` ` ", "<", "<a ", '<a x="', "<sub>", "<br>", "<http:", "&", "{{", "@", "@a:", "[@a; ", "\\", '"',
    "'", "' ", "[a]{.b}", '[a]{b="', "[a]{", "a@b.c ",
]  # fmt: skip
BLOCK = [
    "a\n", "# a\n", "***\n", "a\n===\n", "- a\n", "- a\n\n", "> a\n", "> ", "- ", "::: a\n", ":::\n",
    "|a|b|\n",
    "a|`b\n-|-\n", "a\n: b\n\n", "[^1]: x\n", "*[A]: b\n", "[a]: b\n", "```\n", "    a\n\n", "x <!-- \n",
    "<!-- -->", "{: .a}\n", "{{< pagebreak >}}\n", "- [ ] ", "  \n", "\t",
]  # fmt: skip


def depth(value: object) -> int:
    """Tuples and values within each other, found without recursion."""
    deepest, waiting = 0, [(value, 0)]
    while waiting:
        current, level = waiting.pop()
        deepest = max(deepest, level)
        if isinstance(current, tuple):
            waiting += [(item, level) for item in current]
        elif is_dataclass(current) and not isinstance(current, type):
            waiting += [(getattr(current, field.name), level + 1) for field in fields(current)]
    return deepest


@pytest.mark.parametrize("piece", [*INLINE, *BLOCK])
def test_repetition(piece: str) -> None:
    text = piece * (LENGTH // len(piece) // (4 if "\n" in piece else 1))
    body = parse(text, "a.md", Diagnostics(), files=Files())
    assert depth(body.blocks) < 250


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("  " * level + "- a" for level in range(200)),
        "".join(f"::: a{level}\n" for level in range(200)) + "x\n" + ":::\n" * 200,
        "> " * 200 + "a",
        "*_" * 500 + "a" + "_*" * 500,
        "[" * 200 + "a" + "]{.b}" * 200,
    ],
)
def test_nesting_is_bounded(text: str) -> None:
    diagnostics = Diagnostics()
    body = parse(text, "a.md", diagnostics, files=Files())
    assert depth(body.blocks) < 250


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("\n".join("  " * level + "- a" for level in range(200)), 21, 41),
        ("::: a\n" * 200 + "x\n" + ":::\n" * 200, 40, 1),
        ("> " * 200 + "a", 1, 79),
        ("> - " * 200 + "a", 1, 53),
    ],
)
def test_what_is_too_deep_is_said_once(text: str, line: int, column: int) -> None:
    diagnostics = Diagnostics()
    parse(text + "\n\nAfterwards.\n", "a.md", diagnostics, files=Files())
    (error,) = diagnostics.errors
    assert error.message == "Lists, quotes and ::: groups stand too deep within each other here."
    assert (error.pos.line, error.pos.column) == (line, column)


def test_what_is_too_deep_is_said_again_at_another_place() -> None:
    deep = "::: a\n" * 41 + "x\n" + ":::\n" * 41
    diagnostics = Diagnostics()
    body = parse(f"{deep}\nBetween.\n\n{deep}", "a.md", diagnostics, files=Files())
    assert [error.pos.line for error in diagnostics.errors] == [40, 126]
    assert len(body.blocks) == 3


def test_brackets_that_are_too_many_are_said_once() -> None:
    diagnostics = Diagnostics()
    parse("[" * 200 + "a" + "]{.b}" * 200, "a.md", diagnostics, files=Files())
    assert [error.message for error in diagnostics.errors] == ["More than 16 brackets or tags are open here."]


def test_includes_that_grow_without_bound() -> None:
    line = "{{< include %s.md >}}\n"
    files = {f"f{n}_md": line % f"f{n + 1}" * 2 for n in range(15)} | {"f15_md": "x" * 2_000_000}
    diagnostics = Diagnostics()
    parse(line % "f0", "a.md", diagnostics, files=Files(**files))
    assert {error.message for error in diagnostics.errors} == {
        "More than 20 million characters are included."
    }


def test_includes_that_are_too_deep() -> None:
    files = {f"f{n}_md": f"{{{{< include f{n + 1}.md >}}}}\n" for n in range(20)}
    diagnostics = Diagnostics()
    parse("{{< include f0.md >}}\n", "a.md", diagnostics, files=Files(**files))
    assert [error.message for error in diagnostics.errors] == ["Files include files more than 16 deep here."]
