"""Markdown documents of numbered words, so that a test can say which must come out, in which order."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st


@dataclass
class Writer:
    """Draws a document; ``words`` are those that must be read, in reading order, ``lines`` the source."""

    draw: st.DrawFn
    plain: bool = False
    """Only what Python-Markdown knows, in the spelling that it needs."""
    words: list[str] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    count: int = 0

    def integer(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def word(self) -> str:
        self.count += 1
        word = f"w{self.count}x"
        self.words.append(word)
        return word

    def phrase(self) -> str:
        return " ".join(self.inline() for _ in range(self.integer(1, 4)))

    def inline(self, depth: int = 0, *, notes: bool = True) -> str:
        """``notes=False``: inside a link, which may hold neither footnotes nor links."""
        choice = self.integer(0, 3 if depth > 1 else 6 if self.plain else 10)
        if choice == 6 and not notes:
            choice = 1
        if choice <= 1:
            return self.word()
        if choice == 2:
            return f"`{self.word()} *{self.word()}*`"
        if choice == 3:
            return f"{self.word()} {self.word()}"
        if choice == 4:
            return f"*{self.inline(depth + (2 if self.plain else 1), notes=notes)}*"
        if choice == 5:
            return f"**{self.inline(depth + 2, notes=notes)}**"
        if choice == 6:
            return f"[{self.inline(depth + 1, notes=False)}](https://example.org/a_b)"
        if choice == 7:
            return f"[{self.inline(depth + 1, notes=notes)}]{{.mark}}"
        if choice == 8:
            return f"<sub>{self.word()}</sub> <!-- no --> \\*{self.word()} &amp; {self.word()}"
        if choice == 9:
            return f'"{self.word()}" -- {self.word()}\'s <b>{self.word()}</b>'
        if not notes:
            return self.word()
        text = f"{self.word()}[^{len(self.notes)}]"
        self.notes.append([f"[^{len(self.notes)}]: {self.word()}", f"    {self.word()} *{self.word()}*"])
        return text

    def paragraph(self) -> list[str]:
        ends = ["", "  ", "\\"] if not self.plain else ["", "  "]
        lines = [self.phrase() for _ in range(self.integer(1, 3))]
        return [line + self.draw(st.sampled_from(ends)) for line in lines[:-1]] + lines[-1:]

    def blocks(self, depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.integer(1, 3)):
            lines += [*self.block(depth), ""]
        return lines[:-1]

    def block(self, depth: int) -> list[str]:
        choice = self.integer(0, 5 if depth > 2 else 9)
        if choice <= 1 or (self.plain and (choice == 9 or (choice == 3 and depth))):
            return self.paragraph()
        if choice == 2:
            return [f"{'#' * self.integer(1, 6)} {self.phrase()}"]
        if choice == 3:
            return ["```", f"{self.word()} *{self.word()}*", "", f"  {self.word()}", "```"]
        if choice == 4:
            return self.table()
        if choice == 5:
            return ["***"]
        if choice in (6, 7):
            return self.items(depth)
        if choice == 8:
            return ["> " + line if line else ">" for line in self.blocks(depth + 1)]
        if self.integer(0, 1):
            return ["::: tip", *self.blocks(depth + 1), ":::"]
        term, definition = self.word(), self.blocks(depth + 1)
        # What opens on the colon's own line is aligned to it.
        step = 2 * self.integer(1, 2) if definition[0][0].isalpha() else 2
        return [term, *indented(": ", definition, step)]

    def items(self, depth: int) -> list[str]:
        ordered = self.integer(0, 1)
        loose = not self.plain and self.integer(0, 1)
        lines: list[str] = []
        for number in range(1, self.integer(1, 3) + 1):
            marker = f"{number}. " if ordered else "- "
            step = 4 if self.plain else self.integer(2, 4)
            if loose:
                item = self.blocks(depth + 1)
                if not item[0][0].isalpha():
                    # What opens on the marker's own line is aligned to it.
                    step = len(marker)
            else:
                item = self.paragraph()
                if depth < 3 and self.integer(0, 1):
                    item += self.items(depth + 1)
            lines += [*indented(marker, item, step), *([""] if loose else [])]
        return lines[:-1] if loose else lines

    def table(self) -> list[str]:
        width = self.integer(2, 3)
        rows = [
            "| " + " | ".join(self.phrase() for _ in range(width)) + " |" for _ in range(self.integer(2, 4))
        ]
        return [rows[0], "|" + ":--|" * width, *rows[1:]]

    def document(self) -> str:
        lines = self.blocks(0)
        for note in self.notes:
            lines += ["", *note]
        return "\n".join(lines) + "\n"


def indented(marker: str, lines: list[str], step: int) -> list[str]:
    """The lines as a container's: its mark before the first, spaces before the others."""
    return [marker + lines[0], *(" " * step + line if line else "" for line in lines[1:])]


@st.composite
def documents(draw: st.DrawFn, *, plain: bool = False) -> tuple[str, list[str]]:
    """Source text, and the words that must be read, in order (a footnote's at its reference)."""
    writer = Writer(draw, plain)
    return writer.document(), writer.words
