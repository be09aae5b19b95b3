"""What a reader gets, and the pages it takes, in; warnings where it is more than the packet allows, out."""

from __future__ import annotations

from packetpress.diagnostics import Diagnostics
from packetpress.model import (
    FACILITATOR_ONLY,
    Blocks,
    Callout,
    Document,
    Inlines,
    Manuscript,
    Packet,
    Pages,
    Position,
    Source,
    Text,
)
from packetpress.readability import Sentence, sentences, statistics
from packetpress.walk import Rewriter, descendants, plain_text

FEWEST_WORDS = 100
"""A shorter text has no grade worth telling; 100 words are the sample that such formulas are made for."""


def check_reading(packet: Packet, manuscript: Manuscript, language: str, diagnostics: Diagnostics) -> None:
    """Sentences and sections beyond the packet's limits, facilitators' notes left out.

    The formula for the grade is made for English; in another language only sentences are looked at.
    """
    limits = packet.limits
    if not limits.sentence_words and not limits.reading_grade:
        return
    english = language.partition("-")[0].lower() == "en"
    for section in manuscript.sections:
        if section.source is None or section.kind != "section":
            continue
        blocks = _for_participants(section.source.blocks)
        if limits.sentence_words:
            _check_sentences(packet, blocks, diagnostics)
        if limits.reading_grade and english:
            _check_grade(packet, section.source, blocks, diagnostics)


def _for_participants(blocks: Blocks) -> Blocks:
    def callout(node: Callout) -> Callout | tuple[()]:
        kept: Callout = rewriter.inside(node)
        return () if node.kind in FACILITATOR_ONLY else kept

    rewriter = Rewriter({Callout: callout})
    return rewriter.blocks(blocks)


def _check_sentences(packet: Packet, blocks: Blocks, diagnostics: Diagnostics) -> None:
    limit = packet.limits.sentence_words
    for sentence in sentences(blocks):
        if sentence.words > limit:
            place = _place(sentence, diagnostics)
            diagnostics.warning(
                place,
                f"This sentence has {sentence.words} words; {limit} are the limit for this packet.",
                "Make two of it, or a list.",
                width=_width(sentence, place, diagnostics),
            )


def _check_grade(packet: Packet, source: Source, blocks: Blocks, diagnostics: Diagnostics) -> None:
    found = statistics(blocks)
    limit = packet.limits.reading_grade
    if found.words < FEWEST_WORDS or round(found.grade, 1) <= limit or found.longest is None:
        return
    longest = found.longest
    diagnostics.warning(
        _first_place(source.title) or source.pos,
        f"This section reads at grade {found.grade:.1f} (Flesch-Kincaid); "
        f"{limit:g} is the limit for this packet.",
        f"Make sentences shorter (on average they have {found.words_per_sentence:.0f} words; "
        f"that in {longest.pos.file}:{longest.pos.line} has {longest.words}), and choose shorter words.",
    )


def _first_place(inlines: Inlines) -> Position | None:
    return next((node.pos for node in descendants(inlines) if type(node) is Text and node.pos.line), None)


def _place(sentence: Sentence, diagnostics: Diagnostics) -> Position:
    """The true place: what was escaped before it on its line makes the text shorter than the source."""
    pos = sentence.pos
    word = sentence.text.split(maxsplit=1)[0]
    at = diagnostics.line(pos).find(word, pos.column - 1)
    return Position(pos.file, pos.line, at + 1) if at >= 0 else pos


def _width(sentence: Sentence, place: Position, diagnostics: Diagnostics) -> int:
    """As far as its last word, if that is on the same line; else the rest of the line."""
    line = diagnostics.line(place)
    words = sentence.text.split()
    at = place.column - 1
    for word in words[1:]:
        following = line.find(word, at + 1)
        if following < 0:
            return len(line.rstrip()) - place.column + 1
        at = following
    return at + len(words[-1]) - place.column + 1


def check_length(
    packet: Packet, edition: str, layout: str, document: Document, pages: Pages, diagnostics: Diagnostics
) -> None:
    """More pages than the packet allows."""
    limit = packet.limits.max_pages
    if not limit or pages.count <= limit:
        return
    starts = [
        (pages.destinations[section.id][0], plain_text(section.title))
        for section in document.sections
        if section.id in pages.destinations
    ]
    ends = [*(start for start, _ in starts[1:]), pages.count]
    taken = [(end - start, title) for (start, title), end in zip(starts, ends, strict=True)]
    most, title = max(taken, key=lambda each: each[0], default=(0, ""))
    diagnostics.warning(
        packet.limits.max_pages_pos,
        f"The {edition} edition has {pages.count} pages in the layout “{layout}”; the limit is {limit}.",
        (f"“{title}” takes most, {most} pages. " if most else "")
        + "Shorten a section, move one to another packet, or raise max-pages.",
    )
