"""A name that an author wrote in; the known name it was surely meant as, or none, out.

What stands between braces hides answers from participants: a slip of the pen there would print them. Names
that hide are therefore guessed at more boldly than names that only give a look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from packetpress.model import CALLOUTS, FACILITATOR_ONLY

HIDING = frozenset({*FACILITATOR_ONLY, "blank"})
"""Names that keep their content from participants."""


def _letters(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")


_MEANT: Mapping[str, str] = {
    **{_letters(CALLOUTS[kind]): kind for kind in sorted(FACILITATOR_ONLY)},
    **{_letters(name): name for name in sorted(HIDING)},
}
"""What a hiding name is written as, and what is printed for it."""


def hiding(name: str) -> str:
    """The hiding name that ``name`` is or was meant as: any slip, and its printed label; or empty."""
    return _nearest(_letters(name), _MEANT, bold=True)


def meant(name: str, known: Iterable[str]) -> str:
    """The one of ``known`` that ``name``, which is none of them, was surely meant as; or empty."""
    return _nearest(_letters(name), {_letters(each): each for each in sorted(known)}, bold=False)


def _nearest(word: str, known: Mapping[str, str], *, bold: bool) -> str:
    if word in known:
        return known[word]
    near = [(distance, each) for each in known if (distance := _distance(word, each, bold)) is not None]
    return known[min(near)[1]] if near else ""


def _distance(word: str, known: str, bold: bool) -> int | None:
    """Slips between the two (optimal string alignment), if they are few for the length of ``known``.

    A short name with one letter for another is more often another word (watch, match) than a slip.
    """
    length = len(known)
    most = (1 if length < 6 else 2 if length < 10 else 3) if bold else (1 if length < 8 else 2)
    if abs(len(word) - length) > most or len(word) < 2:
        return None
    if not bold and length < 7 and len(word) == length and sorted(word) != sorted(known):
        return None
    if len(set(word) - set(known)) > most or len(set(known) - set(word)) > most:
        return None
    return _slips(word, known, most)


def _slips(one: str, other: str, most: int) -> int | None:
    """Letters added, left out, exchanged or in the wrong order; None if they are more than ``most``."""
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = above, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(above) > most:
            return None
    return row[-1] if row[-1] <= most else None
