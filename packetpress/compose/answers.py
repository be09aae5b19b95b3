"""An exercise in, its answers out, for a key at the back: a paragraph for each task, by number and letter.

Where the exercise's values hold no answers, as in a participant's packet, nothing comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from packetpress.model import (
    Blank,
    Block,
    Blocks,
    Callout,
    Exercise,
    Inline,
    Inlines,
    Paragraph,
    Strong,
    Text,
)
from packetpress.model.tasks import Choice, Item, Match, Ordering, Sort, TrueFalse, letter
from packetpress.walk import Node, descendants, plain_text

_PARTED = " · "
_Labels = Mapping[str, str]


def answers(exercise: Exercise, labels: Mapping[str, str]) -> Blocks:
    """What is right, in the order in which it is asked; then what the author wrote in ``::: answer``.

    ``labels`` are the layout's words; "true" and "false" are used.
    """
    blanks: list[Blank] = []
    before = 0
    """How many tasks come before the first blank."""
    found: list[Block] = []
    written: list[Block] = []
    for node in descendants(exercise.children):
        key = _KEYS.get(type(node))
        if isinstance(node, Blank):
            if node.children:
                before = before if blanks else len(found)
                blanks.append(node)
        elif key is not None:
            entries = tuple(key(node, labels))
            # A column's items stand apart as entries do, so each column has a line of its own.
            parts = [(entry,) for entry in entries] if isinstance(node, Sort) else [entries] * bool(entries)
            found += [Paragraph(_line(part), node.pos) for part in parts]
        elif isinstance(node, Callout) and node.kind == "answer":
            written += node.children
    if blanks:
        entries = tuple((str(blank.number), _words(blank.children)) for blank in blanks)
        found.insert(before, Paragraph(_line(entries), blanks[0].pos))
    return (*found, *written)


_Entry = tuple[str, Inlines]
"""Which one, and what is right there."""


def _line(entries: Iterable[_Entry]) -> Inlines:
    words: list[Inline] = []
    for name, answer in entries:
        if words:
            words.append(Text(_PARTED))
        if name:
            words += (Strong((Text(name),)), Text(" "))
        words += answer
    return tuple(words)


def _words(nodes: tuple[Node, ...]) -> Inlines:
    """Words alone: notes, links and ids stand in the exercise."""
    return (Text(plain_text(nodes)),)


def _choice(task: Choice, _labels: _Labels) -> Iterator[_Entry]:
    for number, question in enumerate(task.questions, 1):
        right = [letter(i) for i, option in enumerate(question.options) if option.answer == 1]
        if right:
            yield str(number) if len(task.questions) > 1 else "", (Text(", ".join(right)),)


def _true_false(task: TrueFalse, labels: _Labels) -> Iterator[_Entry]:
    for number, item in enumerate(task.items, 1):
        if item.answer is not None:
            yield str(number), (Text(labels["true" if item.answer else "false"]),)


def _match(task: Match, _labels: _Labels) -> Iterator[_Entry]:
    for number, item in enumerate(task.items, 1):
        if item.answer is not None:
            yield str(number), (Text(letter(item.answer)),)


def _sort(task: Sort, _labels: _Labels) -> Iterator[_Entry]:
    for index, group in enumerate(task.groups):
        items = [item for item in task.items if item.answer == index]
        if items:
            yield plain_text(group.children) + ":", (Text(_PARTED.join(map(_plain, items))),)


def _ordering(task: Ordering, _labels: _Labels) -> Iterator[_Entry]:
    known = [(item.answer, item) for item in task.items if item.answer is not None]
    for place, item in sorted(known, key=lambda pair: pair[0]):
        yield str(place + 1), (Text(_plain(item)),)


def _plain(item: Item) -> str:
    return plain_text(item.children)


_KEYS: Mapping[type, Callable[..., Iterator[_Entry]]] = {
    Choice: _choice,
    TrueFalse: _true_false,
    Match: _match,
    Sort: _sort,
    Ordering: _ordering,
}
