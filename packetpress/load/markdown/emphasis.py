"""A flat list of inlines with delimiter runs in it -> nested Emphasis and Strong.

The delimiter-stack algorithm of CommonMark 0.31 (§6.2 and the appendix), with ``_`` inside a word
literal. Linear: a closer never searches twice below the same opener (``openers_bottom``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from packetpress.load.markdown.lines import Run
from packetpress.model import Emphasis, Inline, Inlines, Strong, Text

MAX_NESTING = 8
"""Emphasis within emphasis; deeper marks are dropped, their words kept."""


class Delimiter:
    """A run of ``*`` or ``_`` that may open or close emphasis."""

    __slots__ = ("can_close", "can_open", "closes", "count", "mark", "opens", "run", "start", "width")

    def __init__(self, mark: str, count: int, can_open: bool, can_close: bool, run: Run, start: int) -> None:
        self.mark = mark
        self.width = self.count = count
        self.can_open = can_open
        self.can_close = can_close
        self.run = run
        self.start = start
        self.opens: list[int] = []
        """Widths (1 or 2) of what opens here, innermost first."""
        self.closes: list[int] = []
        """Widths of what closes here, innermost first."""


Piece: TypeAlias = "Inline | Delimiter"


def delimiter(run: Run, start: int, end: int) -> Delimiter | None:
    """The marks from ``start`` to ``end``; None where they can neither open nor close anything."""
    text = run.text
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    space_before, space_after = before.isspace(), after.isspace()
    mark_before = not space_before and not before.isalnum()
    mark_after = not space_after and not after.isalnum()
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    mark = text[start]
    if mark == "_":
        left, right = left and (not right or mark_before), right and (not left or mark_after)
    if not left and not right:
        return None
    return Delimiter(mark, end - start, left, right, run, start)


def _match(delimiters: Sequence[Delimiter]) -> None:
    """Decides which run opens and closes what."""
    stack: list[tuple[int, Delimiter]] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for serial, closer in enumerate(delimiters):
        if closer.can_close:
            key = (closer.mark, closer.can_open, closer.width % 3)
            while closer.count:
                bottom = bottoms.get(key, -1)
                index = len(stack) - 1
                while index >= 0 and stack[index][0] > bottom and not _pair(stack[index][1], closer):
                    index -= 1
                if index < 0 or stack[index][0] <= bottom:
                    bottoms[key] = stack[-1][0] if stack else -1
                    break
                opener = stack[index][1]
                del stack[index + 1 :]
                width = 2 if opener.count >= 2 and closer.count >= 2 else 1
                opener.count -= width
                closer.count -= width
                opener.opens.append(width)
                closer.closes.append(width)
                if not opener.count:
                    stack.pop()
        if closer.can_open and closer.count:
            stack.append((serial, closer))


def _pair(opener: Delimiter, closer: Delimiter) -> bool:
    if opener.mark != closer.mark:
        return False
    # CommonMark rules 9 and 10: "the sum of the lengths … must not be a multiple of 3".
    if (opener.can_close or closer.can_open) and (opener.width + closer.width) % 3 == 0:
        return opener.width % 3 == 0 and closer.width % 3 == 0
    return True


def assemble(pieces: Sequence[Piece]) -> Inlines:
    """Nests what delimiter runs enclose; unmatched runs and neighbouring text of a line become one Text."""
    _match([piece for piece in pieces if isinstance(piece, Delimiter)])
    top = _Level()
    stack = [top]
    too_deep = 0
    for piece in pieces:
        if not isinstance(piece, Delimiter):
            top.add(piece)
            continue
        for width in piece.closes:
            if too_deep:
                too_deep -= 1
                continue
            stack.pop()
            children = top.finish()
            top = stack[-1]
            top.add(Strong(children) if width == 2 else Emphasis(children))
        if piece.count:
            top.add(Text(piece.mark * piece.count, piece.run.at(piece.start)))
        for _ in piece.opens:
            if len(stack) > MAX_NESTING:
                too_deep += 1
            else:
                top = _Level()
                stack.append(top)
    return top.finish()


class _Level:
    """Inlines collected on one level; neighbouring texts of a line are joined once, when other things follow.

    A snippet's parameter stands in another line than the words around it.
    """

    __slots__ = ("_first", "_inlines", "_more")

    def __init__(self) -> None:
        self._inlines: list[Inline] = []
        self._first: Text | None = None
        self._more: list[str] = []

    def add(self, inline: Inline) -> None:
        if not isinstance(inline, Text):
            if self._first is not None:
                self._flush(self._first)
            self._inlines.append(inline)
        elif self._first is None:
            self._first = inline
        elif inline.pos.line != self._first.pos.line or inline.pos.file != self._first.pos.file:
            self._flush(self._first)
            self._first = inline
        else:
            self._more.append(inline.value)

    def finish(self) -> Inlines:
        if self._first is not None:
            self._flush(self._first)
        return tuple(self._inlines)

    def _flush(self, text: Text) -> None:
        if self._more:
            text = Text(text.value + "".join(self._more), text.pos)
            self._more.clear()
        self._inlines.append(text)
        self._first = None
