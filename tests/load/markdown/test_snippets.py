"""Included files, and the values that the including line gives them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import parse
from packetpress.model import Blocks, Figure, Link, Position, Text, Variable
from packetpress.walk import descendants
from tests.load.markdown.dump import Files, dump


def read(main: str, **files: str) -> tuple[Blocks, list[str]]:
    diagnostics = Diagnostics()
    body = parse(main, "main.md", diagnostics, files=Files(**files))
    return body.blocks, [str(finding) for finding in diagnostics.sorted]


def dumped(main: str, **files: str) -> str:
    blocks, findings = read(main, **files)
    assert findings == []
    return dump(blocks)


def test_a_value_is_the_markdown_of_the_line_that_gives_it() -> None:
    assert dumped('{{< include s.md who="a *nurse* -- \\"Ann\\"" >}}', s_md="Ask {{ who }} first.\n") == (
        'p Ask a em(nurse) – "Ann" first.\n'
    )


def test_each_inclusion_has_its_own_values() -> None:
    text = "{{< include s.md n=one >}}\n\n{{< include s.md n='two' >}}\n"
    assert dumped(text, s_md="Part {{n}}.\n") == "p Part one.\np Part two.\n"


def test_a_value_that_is_not_given_stays_a_variable() -> None:
    blocks, _ = read("{{< include s.md >}}\n\n{{ who }}\n", s_md="---\ntitle: x\n---\n\nAsk {{ who }}.\n")
    assert [node for node in descendants(blocks) if isinstance(node, Variable)] == [
        Variable("who", Position("s.md", 5, 5)),
        Variable("who", Position("main.md", 3, 1)),
    ]


def test_positions_are_those_of_the_file_in_which_the_words_stand() -> None:
    blocks, _ = read('{{< include s.md who="staff" >}}', s_md="Ask {{ who }} first.\n")
    assert [node for node in descendants(blocks) if isinstance(node, Text)] == [
        Text("Ask ", Position("s.md", 1, 1)),
        Text("staff", Position("main.md", 1, 23)),
        Text(" first.", Position("s.md", 1, 14)),
    ]


def test_values_in_every_place_that_holds_text() -> None:
    snippet = """\
## Title {{ x }} {#sec-s}

![Alt {{ x }}](p.png "Caption {{ x }}"){title="t {{ x }}"}

::: {.exercise #ex-s title="Ex {{ x }}" materials="m {{ x }}" group="{{ x }}"}
- item {lang="{{ x }}"}

| head |
|------|
| cell {{ x }} | {lang="{{ x }}"}

Term {{ x }}
: meaning {{ x }}
:::

[{{ x }}](https://a.ca/{{x}} "T {{ x }}") <abbr title="{{ x }}">A</abbr>
@ex-q{fallback="{{ x }}"} [s]{lang="{{ x }}"}

::: {.write lines=2 label="L {{ x }}"}
:::

::: {.scale from="{{ x }}" to="b"}
- {{ x }} is
:::

Note[^n]. `{{ x }}`

[^n]: note {{ x }}

```
{{ x }}
```
"""
    text = dumped('{{< include s.md x="VAL" >}}', s_md=snippet)
    assert text.count("VAL") == 22
    assert text.count("{{ x }}") == 2


def test_a_value_may_use_the_names_of_the_file_that_gives_it() -> None:
    assert dumped(
        '{{< include a.md x="1" y="2" >}}',
        a_md='{{ x }} {{ y }}\n\n{{< include b.md x="b{{ x }}" z="[{{ y }}](https://a.ca/{{ y }})" >}}\n',
        b_md='{{ x }} {{ z }} [w]{lang="{{ x }}"}\n',
    ) == ("p 1 2\np b1 [2](https://a.ca/2) span{lang='b1'}(w)\n")


def test_inner_snippets_do_not_see_the_values() -> None:
    blocks, findings = read(
        '{{< include a.md x="1" >}}', a_md="{{ x }}\n\n{{< include b.md >}}\n", b_md="{{ x }}\n"
    )
    assert findings == []
    assert [node for node in descendants(blocks) if isinstance(node, Variable)] == [
        Variable("x", Position("b.md", 1, 1))
    ]


def test_a_link_in_a_value_is_no_link_in_a_link() -> None:
    blocks, _ = read('{{< include s.md x="[a](https://a.ca)" >}}', s_md="[see {{ x }}](https://b.ca)\n")
    assert [node.target for node in descendants(blocks) if isinstance(node, Link)] == ["https://a.ca"]


def test_a_note_of_a_snippet_has_its_values_wherever_it_is_referred_to() -> None:
    text = dumped('Here[^n].\n\n{{< include s.md x="1" >}}\n', s_md="[^n]: note {{ x }}\n")
    assert text == "p Herenote(p note 1).\n"


def test_the_blocks_stand_where_the_line_stands() -> None:
    text = """\
::: {.scale from="a" to="b"}
{{< include list.md >}}
:::

::: tip
{{< include title.md >}}
:::

{{< include table.md >}}

Table: Caption {#tbl-a}

- one

  {{< include two.md >}}
- two
"""
    assert dumped(
        text,
        list_md="- s1\n- s2\n",
        title_md="### Title\n\ntext\n",
        table_md="| a |\n|---|\n| b |\n",
        two_md="p\n\nq\n",
    ) == (
        "scale{.scale} 5 {1: 'a', 5: 'b'}\n"
        "  - s1\n"
        "  - s2\n"
        "callout tip{.tip} Title\n"
        "  p text\n"
        "table{#tbl-a} [left] Caption\n"
        "  th a\n"
        "  tr b\n"
        "ul loose\n"
        "  li\n"
        "    p one\n"
        "    p p\n"
        "    p q\n"
        "  li\n"
        "    p two\n"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            '{{< include s.md woh="x" >}}',
            "main.md:1:23: error: “s.md” has no {{ woh }}, so “x” would be printed nowhere.\n"
            "    Did you mean “who”? A condition goes on a ::: group around this line.",
        ),
        (
            "{{< include s.md audience=managers >}}",
            "main.md:1:27: error: “s.md” has no {{ audience }}, so “managers” would be printed nowhere.\n"
            "    Known here: who. A condition goes on a ::: group around this line.",
        ),
        (
            "{{< include my file.md >}}",
            "main.md:1:16: error: “file.md” can't be read between braces.\n"
            '    Write {{< include FILE name="value" >}}; a path with spaces stands in straight quotes.',
        ),
        (
            '{{< include s.md who="x >}}',
            "main.md:1:22: error: The quote that opens the value of “who” is never closed.\n"
            '    Write {{< include FILE name="value" >}}; a path with spaces stands in straight quotes.',
        ),
        (
            "{{< include s.md .who >}}",
            "main.md:1:18: error: An include takes nothing but names with values.\n"
            '    Write {{< include FILE name="value" >}}; a path with spaces stands in straight quotes.',
        ),
        (
            "{{< include >}}",
            "main.md:1:1: error: The include names no file.\n    Write {{< include snippets/x.md >}}.",
        ),
    ],
)
def test_findings(line: str, expected: str) -> None:
    files: Mapping[str, str] = {"s_md": "Ask {{ who }}.\n", "my_md": ""}
    assert read(line, **files)[1] == [expected]


def test_paths_with_spaces_stand_in_quotes() -> None:
    diagnostics = Diagnostics()
    files = Files()
    files.texts["my file.md"] = "{{ x }}\n"
    body = parse('{{< include "my file.md" x=1 >}}', "main.md", diagnostics, files=files)
    assert (dump(body.blocks), body.depends, diagnostics.sorted) == ("p 1\n", ("my file.md",), ())


def test_a_cycle_names_its_chain_where_it_closes() -> None:
    _, findings = read(
        '{{< include a.md x="1" >}}',
        a_md="{{ x }}\n\n{{< include b.md >}}\n",
        b_md="\n{{< include a.md >}}\n",
    )
    assert findings == [
        "b.md:2:1: error: The files include each other: a.md → b.md → a.md.\n    Take one of them out."
    ]


def test_findings_in_an_included_file_point_into_it() -> None:
    _, findings = read("\n\n{{< include a.md >}}", a_md="---\ntitle: x\n---\n\ntext [a]{.b c=“d”}\n")
    assert [finding.splitlines()[0] for finding in findings] == [
        "a.md:5:15: error: The value of “c” stands in curly quotes."
    ]


def test_values_that_multiply_each_other_come_to_an_end() -> None:
    files = {
        f"s{level}_md": f'{{{{ x }}}}\n\n{{{{< include s{level + 1}.md x="{"{{ x }}" * 40}" >}}}}\n'
        for level in range(12)
    }
    _, findings = read('{{< include s0.md x="word" >}}', **files, s12_md="{{ x }}\n")
    assert any("The values given to snippets come to more than 1000000 characters." in f for f in findings)


def test_an_image_of_a_parameter() -> None:
    blocks, findings = read('{{< include s.md img="p.png" >}}', s_md="![Alt]({{img}})\n")
    assert findings == []
    assert [block.asset for block in blocks if isinstance(block, Figure)] == ["p.png"]
