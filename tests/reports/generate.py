"""Markdown with any mix of conditions, of numbered words that tell where they came from."""

from __future__ import annotations

from itertools import count

from hypothesis import strategies as st

CONDITIONS = ("audience", "setting")
VALUES = {"audience": ("babies", "managers", "nobody"), "setting": ("clinic", "home")}


@st.composite
def attributes(draw: st.DrawFn) -> str:
    """What stands between braces, often nothing."""
    parts = []
    for name in draw(st.lists(st.sampled_from((*CONDITIONS, "edition")), max_size=2, unique=True)):
        negation = draw(st.sampled_from(("", "", "not-")))
        known = VALUES.get(name, ("participant", "facilitator"))
        values = draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
        parts.append(f'{negation}{name}="{" ".join(values)}"')
    return " ".join(parts)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """The body of a section. Every ``w1x``, ``w2x``, … is there once."""
    number = count(1)

    def word() -> str:
        return f"w{next(number)}x"

    def braces() -> str:
        inside = draw(attributes())
        return f"{{{inside}}}" if inside else ""

    def run() -> str:
        pieces = []
        for _ in range(draw(st.integers(1, 3))):
            kind = draw(st.integers(0, 5))
            inside = draw(attributes())
            if kind < 2 or not inside:
                pieces.append(word())
            elif kind < 4:
                pieces.append(f"[{word()} {word()}]{{{inside}}}")
            elif kind == 4:
                pieces.append(f"*[{word()} [{word()}]{{{inside}}}]{{{draw(attributes()) or '.mark'}}}*")
            else:
                pieces.append(f"[{{{{ name }}}} {word()}]{{{inside}}}")
        return draw(st.sampled_from((" ", "", "\n"))).join(pieces)

    def blocks(depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(draw(st.integers(1, 3))):
            kind = draw(st.integers(0, 7))
            if kind == 0:
                lines += [f"{'#' * draw(st.integers(2, 4))} {word()} {braces()}".rstrip(), ""]
            elif kind == 1:
                lines += [*(f"- {word()} {braces()}".rstrip() for _ in range(draw(st.integers(1, 3)))), ""]
            elif kind == 2:
                rows = [f"| {word()} | {word()} |{braces()}" for _ in range(draw(st.integers(1, 3)))]
                lines += [f"| {word()} | {word()} |", "|---|---|", *rows, ""]
            elif kind == 3:
                lines += ["---", ""]
            elif kind < 6 and depth < 3:
                name = draw(st.sampled_from(("", ".tip", ".instructor", ".group")))
                inside = " ".join(filter(None, (name, draw(attributes())))) or ".plain"
                lines += [f"::: {{{inside}}}", *blocks(depth + 1), ":::", ""]
            else:
                lines += [run(), ""]
        return lines

    return "\n".join(blocks(0)) + "\n"


@st.composite
def packets(draw: st.DrawFn) -> dict[str, str]:
    """One to three packets, each of which lists some of the sections ``a`` and ``b``."""
    found = {}
    for name in ("one", "two", "three")[: draw(st.integers(1, 3))]:
        listed = draw(st.sampled_from(("[text/a.md]", "[text/b.md]", "[text/a.md, text/b.md]")))
        settings = draw(st.sampled_from(("clinic", "home", "[clinic, home]")))
        editions = draw(st.sampled_from(("[participant]", "[participant, facilitator]")))
        audience = draw(st.sampled_from(VALUES["audience"]))
        found[name] = (
            f"title: Packet\naudience: {audience}\nsetting: {settings}\neditions: {editions}\n"
            f"contents: {listed}\n"
        )
    return found
