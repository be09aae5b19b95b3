"""A number of lines in, a Markdown book out: always the same, in a mix like that of the house's packets.

Only Markdown that all systems read: headings, paragraphs with emphasis, links and code, lists, tables, block
quotes and code blocks. The words are made up from a few thousand that look like English, used as unevenly as
words are (Zipf's law), so that line breaking, kerning and word caches have the work they have in real text.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from random import Random
from textwrap import wrap

LINES = 25_000
LINES_PER_SECTION = 450
_MEASURE = 65
"""Characters to a source line; with the mix below it makes 25,000 lines about 1.2 MB."""


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_COMMON = _list(
    "the of and to a in is that for it as with was on be by at this are or from an which you not have but"
    " they can we their one all there what when who will more if out so about up them some time into only"
    " other new then first any like between both before after own through where much may way well down baby"
    " family parent worker care home visit small day week see hear feel wait ask say try keep"
)
_ONSETS = _list(
    "b bl br c ch cl cr d dr f fl fr g gl gr h j l m n p pl pr qu r s sc sh sl sp st str t th tr v w wh"
)
_NUCLEI = _list("a e i o u a e i o ai ea ee oa ou ie")
_CODAS = ("",) * 3 + _list("b ck d ft g ll m n nd ng nt p r rd rn rt s sh ss st t th tch ve x")
_ENDINGS = ("",) * 8 + _list("ed er ing ly ment ness tion able al ance ful ity ive ous")


class Words:
    """An endless supply of words and of pieces of text made of them."""

    def __init__(self, seed: int, size: int = 4000) -> None:
        self._random = Random(seed)
        vocabulary = dict.fromkeys(_COMMON)
        while len(vocabulary) < size:
            stem = "".join(self.pick(_ONSETS) + self.pick(_NUCLEI) for _ in range(self.number(1, 2)))
            vocabulary[stem + self.pick(_CODAS) + self.pick(_ENDINGS)] = None
        self._vocabulary = tuple(vocabulary)
        self._weights = tuple(accumulate(1 / rank for rank in range(2, size + 2)))

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def number(self, low: int, high: int) -> int:
        """From ``low`` to ``high``, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, options: Sequence[str]) -> str:
        return options[int(self._random.random() * len(options))]

    def word(self) -> str:
        return self._vocabulary[bisect(self._weights, self._random.random() * self._weights[-1])]

    def phrase(self, low: int, high: int) -> str:
        return " ".join(self.word() for _ in range(self.number(low, high)))

    def title(self) -> str:
        return self.phrase(2, 6).capitalize()

    def rich(self, low: int, high: int) -> str:
        """A phrase in which something may be emphasised, linked or code."""
        pieces = [self.word() for _ in range(self.number(low, high))]
        if self.chance(0.22):
            place = self.number(0, len(pieces) - 1)
            pieces[place] = self.pick(_DRESSED).format(self.phrase(1, 3), self.word())
        return " ".join(pieces)

    def sentence(self) -> str:
        clauses = ", ".join(self.rich(4, 11) for _ in range(self.number(1, 3)))
        return clauses[0].upper() + clauses[1:] + self.pick("....?")

    def prose(self, low: int, high: int) -> str:
        return " ".join(self.sentence() for _ in range(self.number(low, high)))


_DRESSED = ("*{0}*", "*{0}*", "**{0}**", "**{0}**", "`{0}`", "[{0}](https://example.org/{1})")


def _paragraph(words: Words) -> list[str]:
    return _wrapped(words.prose(2, 5))


def _quote(words: Words) -> list[str]:
    return _wrapped(words.prose(1, 3), first="> ", rest="> ")


def _bullets(words: Words) -> list[str]:
    lines: list[str] = []
    for _ in range(words.number(3, 6)):
        lines += _wrapped(words.prose(1, 1), first="-   ", rest="    ")
        if words.chance(0.2):
            for _ in range(words.number(2, 3)):
                lines += _wrapped(words.rich(4, 12), first="    -   ", rest="        ")
    return lines


def _steps(words: Words) -> list[str]:
    lines: list[str] = []
    for number in range(1, words.number(3, 7)):
        lines += _wrapped(words.prose(1, 2), first=f"{number}.  ", rest="    ")
    return lines


def _table(words: Words) -> list[str]:
    columns = words.number(2, 4)
    rows = [[words.title() for _ in range(columns)]]
    rows += [[words.rich(2, 16 // columns) for _ in range(columns)] for _ in range(words.number(3, 8))]
    head, *body = ("| " + " | ".join(cells) + " |" for cells in rows)
    return [head, "|" + ":------|" * columns, *body]


def _code(words: Words) -> list[str]:
    indents = ("", "    ", "        ")
    lines = [
        f"{words.pick(indents)}{words.word()}({words.word()}) = {words.word()}"
        for _ in range(words.number(3, 9))
    ]
    return ["```text", *lines, "```"]


_BLOCKS: tuple[tuple[float, Callable[[Words], list[str]]], ...] = (
    (0.45, _paragraph),
    (0.65, _bullets),
    (0.73, _steps),
    (0.82, _quote),
    (0.95, _table),
    (1.00, _code),
)
"""Upper bounds of the shares of blocks. Counted in words the mix is near that of the packets in ``sources/``:
almost half in paragraphs, a sixth in tables, most of the rest in lists; some 20 in 1,000 are dressed."""


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    # Breaking inside a hyphenated word or before a list marker would change what is read.
    return wrap(
        text,
        _MEASURE,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _section(words: Words, lines: int) -> Iterator[str]:
    yield f"# {words.title()}"
    yield ""
    count = 2
    while count < lines:
        block = [f"{words.pick(('##', '###', '###'))} {words.title()}", "", *_paragraph(words), ""]
        for _ in range(words.number(2, 6)):
            share = words.number(0, 999) / 1000
            make = next(make for upto, make in _BLOCKS if share < upto)
            block += [*make(words), ""]
        count += len(block)
        yield from block


def sections(lines: int = LINES, seed: int = 1) -> tuple[str, ...]:
    """A book of about ``lines`` lines, as the Markdown texts of its sections; each begins with its H1."""
    words = Words(seed)
    made: list[str] = []
    total = 0
    while total < lines:
        section = list(_section(words, min(LINES_PER_SECTION, lines - total)))
        total += len(section)
        made.append("\n".join(section))
    return tuple(made)
