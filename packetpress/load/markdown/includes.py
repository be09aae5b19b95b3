"""``{{< include FILE >}}``: the lines of another file, bounded, with the chain that led to it."""

from __future__ import annotations

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.markdown.access import FileAccess
from packetpress.load.markdown.lines import Line, split_lines
from packetpress.load.markdown.syntax import FRONT_MATTER_END
from packetpress.model import Position

MAX_INCLUDE_DEPTH = 16
MAX_INCLUDED_CHARACTERS = 20_000_000
"""All inclusions of one source together; files that include each other twice grow without bound."""
SHORTCODES = ("include", "pagebreak")


class Includes:
    """The files that one source includes."""

    def __init__(self, path: str, diagnostics: Diagnostics, files: FileAccess) -> None:
        self.start = Position(path, 1, 1)
        self.depends: list[str] = []
        self._diagnostics = diagnostics
        self._files = files
        self._chain = [path]
        self._characters = 0

    def enter(self, reference: str, from_path: str, pos: Position) -> tuple[str, list[Line]] | None:
        """Path and lines of the file, less its front matter; None, with an error, if it can't be included."""
        if not reference:
            self._diagnostics.error(pos, "The include names no file.", "Write {{< include snippets/x.md >}}.")
            return None
        path = self._files.resolve(reference, from_path, pos)
        if path is None:
            return None
        if path in self._chain:
            chain = " → ".join([*self._chain[self._chain.index(path) :], path])
            self._diagnostics.error(pos, f"The files include each other: {chain}.", "Take one of them out.")
            return None
        if len(self._chain) > MAX_INCLUDE_DEPTH:
            self._diagnostics.error(
                pos,
                f"Files include files more than {MAX_INCLUDE_DEPTH} deep here.",
                "Include the file that has the text itself.",
            )
            return None
        text = self._files.read_text(path, pos)
        if text is None:
            return None
        self._characters += len(text)
        if self._characters > MAX_INCLUDED_CHARACTERS:
            self._diagnostics.error(
                pos,
                f"More than {MAX_INCLUDED_CHARACTERS // 1_000_000} million characters are included.",
                "Look for a file that is included again and again.",
            )
            return None
        if path not in self.depends:
            self.depends.append(path)
        self._chain.append(path)
        return path, _body(split_lines(text, path, self._diagnostics))

    def leave(self) -> None:
        """The lines that ``enter`` gave have been read."""
        self._chain.pop()

    def report_unknown(self, name: str, pos: Position) -> None:
        if name in SHORTCODES:
            self._diagnostics.error(
                pos, f"“{name}” takes nothing after its name.", f"Write {{{{< {name} >}}}}."
            )
        else:
            self._diagnostics.error(pos, f"There is no shortcode “{name}”.", did_you_mean(name, SHORTCODES))


def _body(lines: list[Line]) -> list[Line]:
    """The lines after the front matter, if there is one."""
    if lines[0].text.rstrip() != "---":
        return lines
    for index, line in enumerate(lines[1:], 1):
        if FRONT_MATTER_END.match(line.text):
            return lines[index + 1 :]
    return lines
