"""Making up pages: a galley in, the slugs of each page with their places out.

Pages are filled first-fit, then the break is moved back to the cheapest place: cost is what the slug
asks for (widows, headings, kept boxes) plus what the page would leave empty. Notes go to the foot of
the page on which they are called; those that don't fit run over to the next. What stands beside a box
is placed by ``asides``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from packetpress.typeset.asides import BELOW, Placed, PlacedAside, Rest, height, place
from packetpress.typeset.galley import ALWAYS, NEVER, Box, Slug, header_height, lead, tail

_EMPTY_COST = 900.0
"""Cost of leaving a whole page empty; grows with the square of the share left."""

NOTE_SEPARATION = 14.0
"""From the text to the first note, the short rule in the middle of it."""


@dataclass(slots=True)
class MadeUpPage:
    slugs: list[Placed] = field(default_factory=list)
    boxes: list[tuple[Box, float, float]] = field(default_factory=list)
    """Box, its top and bottom on this page."""
    notes: list[Placed] = field(default_factory=list)
    """Tops counted as those of ``slugs``."""
    asides: list[tuple[Box, PlacedAside]] = field(default_factory=list)
    """What stands beside a box, in the column at the outer edge."""
    height: float = 0.0
    """Used by the text and what stands beside it, notes left out."""


def paginate(
    galley: Sequence[Slug], full: float, first: float | None = None, *, squeeze: float = 1.0
) -> list[MadeUpPage]:
    """``full``: height of a page's column; ``first`` where the first page has less room.

    ``squeeze``: share of the space between blocks that is used.
    """
    pages: list[MadeUpPage] = []
    kept = _kept_heights(galley, squeeze)
    at = 0
    waiting: list[Slug] = []
    rest: Rest | None = None
    while at < len(galley) or waiting or rest:
        room = full if pages or first is None else first
        end = _page_end(galley, at, room - _reserved(waiting, room), full, kept, squeeze, rest)
        page, waiting, rest = _make_up(galley, at, end, room, waiting, squeeze, rest)
        pages.append(page)
        at = end
    return pages


def _kept_heights(galley: Sequence[Slug], squeeze: float) -> dict[Box, float]:
    """Height of each box that wants to stay whole."""
    heights: dict[Box, float] = {}
    previous: Slug | None = None
    for slug in galley:
        for box in slug.boxes:
            if box.keep:
                space = lead(previous, slug, squeeze) if box in heights else 0.0
                heights[box] = heights.get(box, box.pad_top + box.pad_bottom) + space + slug.height
        previous = slug
    for box in heights:
        if box.aside:
            heights[box] = max(heights[box], height(box.aside, squeeze))
    return heights


def _page_end(
    galley: Sequence[Slug],
    start: int,
    room: float,
    full: float,
    kept: dict[Box, float],
    squeeze: float,
    rest: Rest | None,
) -> int:
    """Index after the last slug of the page that begins with ``start``.

    That is ``start`` itself only where the rest of an aside fills the page.
    """
    used = 0.0
    previous: Slug | None = None
    candidates: list[tuple[int, float]] = []  # index after a slug, height used up to there
    count = len(galley)
    at = start
    beside: Box | None = None
    """The box whose aside stands beside the text at hand."""
    reach = 0.0
    """Where that aside ends."""
    torn = -1
    """A page end that would leave an aside behind, though it fits on a page with its box."""
    if rest is not None:
        reach = height(rest.box.aside[rest.at :], squeeze)
        if _stands_in(galley, start, rest.box):
            beside = rest.box
        elif reach + BELOW + (galley[start].height if start < count else 0.0) > room:
            return start
        else:
            used = reach + BELOW
    while at < count:
        slug = galley[at]
        outermost = slug.boxes[0] if slug.boxes else None
        if beside is not None and outermost is not beside:
            if candidates and reach > used:
                torn = at if reach > room and kept.get(beside, full + 1.0) <= full else torn
                candidates[-1] = (at, min(reach, room))
            used = max(used, reach)
            beside = None
        used += lead(previous, slug, squeeze)
        if outermost is not None and outermost.aside and _opens(galley, at):
            beside = outermost
            reach = used + height(beside.aside, squeeze)
        used += slug.height
        if slug.notes:
            used += sum(line.height for note in slug.notes for line in note[:2])
            used += NOTE_SEPARATION if not any(s.notes for s in galley[start:at]) else 0.0
        if used + tail(slug) > room + 0.01 and at > start:
            break
        at += 1
        candidates.append((at, used))
        if slug.break_after == ALWAYS:
            return at
        previous = slug
    else:
        if beside is None or reach <= room or kept.get(beside, full + 1.0) > full:
            return count
        torn = count
    return _cheapest(galley, candidates, room, full, kept, torn)


def _opens(galley: Sequence[Slug], at: int) -> bool:
    """Whether the outermost box around the slug at index ``at`` begins with it."""
    return not at or galley[at].boxes[0] not in galley[at - 1].boxes


def _stands_in(galley: Sequence[Slug], at: int, box: Box) -> bool:
    """Whether the slug at index ``at`` stands in ``box``."""
    return at < len(galley) and box in galley[at].boxes


def _cheapest(
    galley: Sequence[Slug],
    candidates: Sequence[tuple[int, float]],
    room: float,
    full: float,
    kept: dict[Box, float],
    torn: int,
) -> int:
    best, cheapest = candidates[-1][0], float("inf")
    for end, used in reversed(candidates):
        before, after = galley[end - 1], galley[min(end, len(galley) - 1)]
        empty = max(0.0, room - used) / room
        cost = before.break_after + _EMPTY_COST * empty * empty
        if end == torn:
            cost += NEVER / 2
        if cost >= cheapest:
            if _EMPTY_COST * empty * empty >= cheapest:
                break
            continue
        for box in before.boxes:
            if end < len(galley) and box in kept and kept[box] <= full and box in after.boxes:
                cost += NEVER / 2
                break
        if cost < cheapest:
            best, cheapest = end, cost
    return best


def _reserved(waiting: Sequence[Slug], room: float) -> float:
    """Height for notes carried over from the page before: at least one line, at most half the page."""
    if not waiting:
        return 0.0
    wanted = NOTE_SEPARATION + sum(line.height for line in waiting)
    return min(wanted, max(room / 2, NOTE_SEPARATION + waiting[0].height))


def _make_up(
    galley: Sequence[Slug],
    start: int,
    end: int,
    room: float,
    waiting: Sequence[Slug],
    squeeze: float,
    rest: Rest | None,
) -> tuple[MadeUpPage, list[Slug], Rest | None]:
    """The page, and the note lines and the rest of an aside that run over to the next one."""
    page = MadeUpPage()
    open_boxes: dict[Box, float] = {}
    before = galley[start - 1] if start else None
    previous: Slug | None = None
    top = begin = 0.0
    if rest is not None and not _stands_in(galley, start, rest.box):
        part, left = place(rest, 0.0, room, squeeze)
        page.asides.append((rest.box, part))
        top = part.bottom + BELOW
        if left:
            page.height = part.bottom
            return page, list(waiting), left
        rest = None
    for index in range(start, end):
        slug = galley[index]
        if rest is not None and rest.box is not (slug.boxes[0] if slug.boxes else None):
            part, _ = place(rest, begin, float("inf"), squeeze)
            page.asides.append((rest.box, part))
            top = max(top, part.bottom)
            rest = None
        if previous is None:
            for box in slug.boxes:
                open_boxes[box] = top
                top += box.pad_top
                if header_height(box, slug) and before is not None and box in before.boxes:
                    for line in box.header:
                        page.slugs.append(Placed(line, top, repeated=True))
                        top += line.height
        else:
            gap = lead(previous, slug, squeeze)
            for box in previous.boxes:
                if box not in slug.boxes:
                    page.boxes.append((box, open_boxes.pop(box), top + _inner_pad(previous, box)))
            top += gap
            inner = 0.0
            for box in reversed(slug.boxes):
                if box not in previous.boxes:
                    inner += box.pad_top
                    open_boxes[box] = top - inner
        if slug.boxes and slug.boxes[0].aside and _opens(galley, index):
            rest, begin = Rest(slug.boxes[0], 0), top
        page.slugs.append(Placed(slug, top))
        top += slug.height
        previous = slug
    if previous is not None:
        page.boxes += [(box, open_boxes[box], top + _inner_pad(previous, box)) for box in previous.boxes]
        top += tail(previous)
    page.height = top
    # Grounds are painted from the outside in.
    page.boxes.sort(key=lambda part: (part[1], -part[2]))
    called = [note for placed in page.slugs if not placed.repeated for note in placed.slug.notes]
    if rest is not None:
        foot = NOTE_SEPARATION * bool(waiting or called)
        foot += sum(line.height for lines in (waiting, *called) for line in lines)
        box = rest.box
        part, rest = place(rest, begin, max(top, room - foot), squeeze)
        page.asides.append((box, part))
        page.height = max(top, part.bottom)
    called += [note for _, part in page.asides for placed in part.slugs for note in placed.slug.notes]
    lines = [*waiting, *(line for note in called for line in note)]
    return page, _place_notes(page, lines, room), rest


def _inner_pad(slug: Slug, box: Box) -> float:
    """Bottom padding from the slug out to the edge of ``box``."""
    at = slug.boxes.index(box)
    return sum(inner.pad_bottom for inner in slug.boxes[at:])


def _place_notes(page: MadeUpPage, lines: Sequence[Slug], room: float) -> list[Slug]:
    """Puts note lines at the foot; returns those that don't fit."""
    space = room - page.height - NOTE_SEPARATION
    fitting: list[Slug] = []
    for line in lines:
        space -= line.height
        if space < -0.01 and (fitting or page.slugs):
            break
        fitting.append(line)
    top = room - sum(line.height for line in fitting)
    for line in fitting:
        page.notes.append(Placed(line, top))
        top += line.height
    return list(lines[len(fitting) :])
