"""A small project with several packets, on disk and as far as reports need it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from packetpress.pipeline import Reading, read

PROJECT = """\
title: Practice
organisation: The house
language: en-CA
version: "2026.1"
date: 2026-11-21
conditions:
  audience: [babies, managers, nobody]
  setting: [clinic, home]
variables:
  place: the house
"""

PACKETS = {
    "front": """\
title: For practitioners
audience: babies
setting: [clinic, home]
editions: [participant, facilitator]
contents: [text/*.md]
""",
    "managers": """\
title: For managers
audience: managers
setting: clinic
contents:
  - part: All of it
    contents: [text/1-first.md]
variables: {place: the office}
""",
}

FIRST = """\
---
title: First things
id: sec-first
objectives:
  - know [babies]{audience=babies}[staff]{audience=managers}
---

Everybody reads this.

## Together {audience="managers"}

- Managers count.

## Alone

::: {.tip audience="babies"}
Watch first.
:::

::: instructor
It depends.
:::

- one
- two {audience="babies"}

We meet at {{ place }}.
"""

SECOND = """\
# Second things

Short.

::: {audience="nobody"}
Unread words.
:::
"""

TEXTS = {"1-first.md": FIRST, "2-second.md": SECOND}


def write(
    folder: Path, texts: Mapping[str, str] = TEXTS, packets: Mapping[str, str] = PACKETS, more: str = ""
) -> Path:
    """The project with the sections ``texts`` in ``sources/text/``; ``more`` goes into the project file."""
    sources = folder / "sources"
    for name in ("packets", "text"):
        (sources / name).mkdir(parents=True)
    (sources / "project.yaml").write_text(PROJECT + more, encoding="utf-8")
    for name, text in packets.items():
        (sources / "packets" / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name, text in texts.items():
        (sources / "text" / name).write_text(text, encoding="utf-8")
    return folder


def reading(
    folder: Path,
    texts: Mapping[str, str] = TEXTS,
    packets: Mapping[str, str] = PACKETS,
    more: str = "",
) -> Reading:
    return read(write(folder, texts, packets, more))
