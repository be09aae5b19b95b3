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

_FULL = 0.12
"""A page has room left where more than this share of it would be empty."""

_TIGHTER = (0.85, 0.7, 0.55)
"""How far the space between blocks may be tightened to keep a box on a page, mildest first."""

_LEAST = 0.7
"""How far it is tightened to fill a page that would stay emptier than this."""
_LOOSE = 0.85

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
    pauses: bool = True
    """No sentence, list or box goes on on the next page."""


def paginate(
    galley: Sequence[Slug], full: float, first: float | None = None, *, squeeze: float = 1.0
) -> list[MadeUpPage]:
    """``full``: height of a page's column; ``first`` where the first page has less room.

    ``squeeze``: share of the space between blocks that is used.
    """
    pages: list[MadeUpPage] = []
    kept, tight = _kept(galley, full, squeeze)
    at = 0
    waiting: list[Slug] = []
    rest: Rest | None = None
    while at < len(galley) or waiting or rest:
        room = full if pages or first is None else first
        spacing = min((tight[box] for box in _begun(galley, at) if box in tight), default=squeeze)
        foot = _reserved(waiting, room)
        end = _page_end(galley, at, room - foot, full, kept, spacing, rest)
        made = _make_up(galley, at, end, room, waiting, spacing, rest)
        if end < len(galley) and galley[end - 1].break_after != ALWAYS and made[0].height < _LOOSE * room:
            # What comes next is large: it may fit if the rest moves together.
            for tighter in (each for each in _TIGHTER if _LEAST <= each < spacing):
                further = _page_end(galley, at, room - foot, full, kept, tighter, rest)
                if further > end:
                    end, made = further, _make_up(galley, at, further, room, waiting, tighter, rest)
                    break
        page, waiting, rest = made
        page.pauses = _pauses(galley, end)
        pages.append(page)
        at = end
    return pages


def _begun(galley: Sequence[Slug], at: int) -> Sequence[Box]:
    """The boxes whose first slug has the index ``at``."""
    if at == len(galley):
        return ()
    before = galley[at - 1].boxes if at else ()
    return [box for box in galley[at].boxes if box not in before]


def _kept(galley: Sequence[Slug], full: float, squeeze: float) -> tuple[dict[Box, float], dict[Box, float]]:
    """Height of each box that wants to stay whole; and the squeeze that makes those fit that are too high."""
    kept = _kept_heights(galley, squeeze)
    tight: dict[Box, float] = {}
    high = {box for box, needed in kept.items() if needed > full}
    for tighter in _TIGHTER:
        if high and tighter < squeeze:
            heights = _kept_heights(galley, tighter)
            for box in [box for box in high if heights[box] <= full]:
                kept[box], tight[box] = heights[box], tighter
                high.remove(box)
    return kept, tight


def _kept_heights(galley: Sequence[Slug], squeeze: float) -> dict[Box, float]:
    """Height that each box that wants to stay whole needs on a page of its own."""
    heights: dict[Box, float] = {}
    ends: dict[Box, float] = {}
    previous: Slug | None = None
    for slug in galley:
        for box in slug.boxes:
            if box.keep:
                space = lead(previous if box in heights else None, slug, squeeze)
                heights[box] = heights.get(box, 0.0) + space + slug.height
                ends[box] = tail(slug)
        previous = slug
    for box, end in ends.items():
        heights[box] += end
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


def _pauses(galley: Sequence[Slug], end: int) -> bool:
    """Whether nothing that is begun goes on after a page that ends before the slug at index ``end``."""
    if not 0 < end < len(galley):
        return True
    before, after = galley[end - 1], galley[end]
    within = any(box in after.boxes for box in before.boxes)
    return before.break_after <= 0.0 and not before.goes_on and not within


def _opens(galley: Sequence[Slug], at: int) -> bool:
    """Whether the outermost box around the slug at index ``at`` begins with it."""
    box = galley[at].boxes[0]
    if at and box in galley[at - 1].boxes:
        return False
    # Cards stand in no box, and the box goes on after them.
    return not any(box in slug.boxes for slug in galley[:at])


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
        if empty > _FULL:
            cost += before.goes_on
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
        end_of_text = top
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
                    page.boxes.append((box, open_boxes.pop(box), end_of_text + _inner_pad(previous, box)))
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
    foot = NOTE_SEPARATION * bool(lines) + sum(line.height for line in lines)
    _fill(page, room - foot - page.height)
    return page, _place_notes(page, lines, room), rest


def _fill(page: MadeUpPage, spare: float) -> None:
    """Gives what is left of the page to the first slug on it that grows; what is below moves down."""
    at = next((index for index, placed in enumerate(page.slugs) if placed.slug.grows), None)
    if at is None or spare <= 0.0:
        return
    growing = page.slugs[at]
    below = growing.top + growing.slug.height - 0.01
    page.slugs[at] = Placed(growing.slug.grown(spare), growing.top)
    for placed in page.slugs[at + 1 :]:
        placed.top += spare
    page.boxes = [
        (box, top + spare * (top >= below), bottom + spare * (bottom >= below))
        for box, top, bottom in page.boxes
    ]
    page.height += spare


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
