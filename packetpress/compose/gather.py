"""What is made from the rest of a packet: ``Gathered`` blocks in, tables and lists in their place out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from packetpress.compose.agenda import Agenda, Slot, clock, sittings, span
from packetpress.compose.answers import answers
from packetpress.compose.numbering import Draft, slug
from packetpress.compose.seating import seating
from packetpress.copies import leaves
from packetpress.model import (
    CALLOUTS,
    Attributes,
    Block,
    Blocks,
    Callout,
    Cell,
    Column,
    Div,
    Exercise,
    Gathered,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    PageCount,
    PageNumber,
    Paragraph,
    Row,
    Scale,
    Strong,
    Table,
    Text,
)
from packetpress.walk import WITH_ATTRIBUTES, Node, Rewriter, descendants, plain_text

_POINTS = 5
"""Of a scale of objectives."""

LOOK_FOR = frozenset({"look-for", "solution"})
"""Callouts that belong into an answer key beside the answers themselves."""


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A file of the packet, as far as its printing goes."""

    title: str
    copies: int
    """0: not known."""
    pages: int = 0
    """0: it is the file at hand, whose pages nobody knows yet."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that a packet's gathered pages are made from."""

    drafts: Sequence[Draft]
    """Numbered."""
    agendas: Sequence[Agenda]
    files: Sequence[PrintedFile]
    """What is printed: those whose pages are known, this file last."""
    participants: int
    """0: not said."""
    seating: Sequence[str]
    """Ways in which the chairs stand; empty: not said."""
    labels: Mapping[str, str]


class Gatherer(Rewriter):
    """Puts what was asked for in its place; ``found`` says whether any of it was there."""

    def __init__(self, material: Material) -> None:
        super().__init__({Gathered: self._gathered})
        self._material = material
        self.asked = False
        self.found = False

    def _gathered(self, node: Gathered) -> Blocks:
        blocks = _MAKERS[node.what](self._material, node) if node.what in _MAKERS else ()
        self.asked = True
        self.found = self.found or bool(blocks)
        return blocks


def _exercises(material: Material) -> Iterator[Exercise]:
    for draft in material.drafts:
        yield from (node for node in descendants(draft.blocks) if isinstance(node, Exercise))


# ------------------------------------------------------------------------------------ agenda


def _agenda(material: Material, node: Gathered) -> Blocks:
    found: list[Block] = []
    plan = ""
    for number, agenda in enumerate(material.agendas, 1):
        if agenda.plan != plan:
            plan = agenda.plan
            found.append(_heading(2, plan, f"agenda-{slug(plan)}"))
        if agenda.title:
            found.append(_heading(3 if plan else 2, agenda.title, f"agenda-meeting-{number}"))
        table = _timetable(agenda, node.detail, material.labels)
        totals = (_totals(agenda, material.labels),) if node.detail == "exercises" else ()
        found.append(Div((table, *totals), together=True))
    return tuple(found)


def _timetable(agenda: Agenda, detail: str, labels: Mapping[str, str]) -> Table:
    """Without page numbers for breaks; the last row says when it is over."""
    full = detail == "exercises"
    rows = [_agenda_row(slot, labels, full=full) for slot in (agenda.slots if full else sittings(agenda))]
    end = _words(clock(agenda.start + agenda.minutes))
    last = (end, (Strong(_words(labels["finish"])),), *(((), ()) if full else ((),)))
    heads = [labels["time"], labels["activity"], *([labels["minutes"]] if full else []), labels["page"]]
    columns = (
        Column(width=0.2),
        Column(width=0.58 if full else 0.68),
        *((Column("right", 0.11),) if full else ()),
        Column("right", 0.11 if full else 0.12),
    )
    return _table(columns, [_words(head[:1].upper() + head[1:]) for head in heads], [*rows, last])


def _agenda_row(slot: Slot, labels: Mapping[str, str], *, full: bool) -> tuple[Inlines, ...]:
    minutes = (_words(str(slot.minutes)),) if full else ()
    if slot.kind == "break":
        return (_words(span(slot)), _words(slot.title or labels["break"]), *minutes, ())
    label = f"{labels['exercise']} {slot.label}" if slot.kind == "exercise" else slot.label
    words = f"{label} · {slot.title}" if slot.kind == "exercise" else f"{label} {slot.title}".strip()
    if slot.resumed:
        words += f" {labels['resumed']}"
    title: Inlines = (Link(_words(words), f"#{slot.target}"),)
    return (
        _words(span(slot)),
        (Strong(title),) if slot.kind == "section" else title,
        *minutes,
        (PageNumber(slot.target),),
    )


def _totals(agenda: Agenda, labels: Mapping[str, str]) -> Paragraph:
    words = f"{labels['in-all']}: {agenda.minutes} {labels['minutes']}"
    if agenda.pauses:
        work = agenda.minutes - agenda.pauses
        words += f" · {labels['without-breaks']}: {work} {labels['minutes']}"
    return Paragraph(_words(words))


# -------------------------------------------------------------------------------- objectives


def _objectives(material: Material, node: Gathered) -> Blocks:
    """Section by section, as a list; or all of them as a scale on which people place themselves."""
    plain = _WithoutIds()
    sections = [draft for draft in material.drafts if draft.kind == "section" and draft.objectives]
    if node.detail == "scale" and sections:
        ends = ((1, material.labels["not-yet"]), (_POINTS, material.labels["ready"]))
        statements = (plain.inlines(each) for draft in sections for each in draft.objectives)
        return (Scale(tuple(statements), _POINTS, ends),)
    found: list[Block] = []
    for draft in sections:
        label = f"{draft.number} {plain_text(draft.title)}".strip()
        items = tuple(ListItem((Paragraph(plain.inlines(each)),)) for each in draft.objectives)
        found += [Paragraph((Strong((Link(_words(label), f"#{draft.id}"),)),)), List(items)]
    return tuple(found)


def _index(material: Material, _node: Gathered) -> Blocks:
    """Section by section, each objective with the exercises that serve it."""
    found: list[Block] = []
    plain = _WithoutIds()
    for draft in material.drafts:
        exercises = [node for node in descendants(draft.blocks) if isinstance(node, Exercise)]
        items = [
            ListItem((Paragraph(plain.inlines(words)), _served(serving, material.labels)))
            for number, words in enumerate(draft.objectives, 1)
            for serving in [[each for each in exercises if number in each.objectives]]
            if serving
        ]
        if items:
            label = f"{draft.number} {plain_text(draft.title)}".strip()
            found += [
                Paragraph((Strong((Link(_words(label), f"#{draft.id}"),)),)),
                List(tuple(items), tight=False),
            ]
    return tuple(found)


def _served(exercises: Sequence[Exercise], labels: Mapping[str, str]) -> Paragraph:
    words: list[Inline] = []
    for exercise in exercises:
        name = exercise.attributes.id
        label = f"{labels['exercise']} {exercise.number} {plain_text(exercise.title)}"
        gap = (Text("; "),) if words else ()
        words += [*gap, Link(_words(label), f"#{name}"), Text(f", {labels['page']} "), PageNumber(name)]
    return Paragraph(tuple(words))


# --------------------------------------------------------------------------------- materials


def _materials(material: Material, _node: Gathered) -> Blocks:
    """Each thing once, with the exercises that need it; a list to tick."""
    needed: dict[str, tuple[str, list[Exercise]]] = {}
    for exercise in _exercises(material):
        for name in exercise.materials.split(";" if ";" in exercise.materials else ","):
            words = " ".join(name.split())
            if words:
                needed.setdefault(words.casefold(), (words, []))[1].append(exercise)
    items = []
    for key in sorted(needed):
        words, exercises = needed[key]
        links: list[Node] = [Strong(_words(words[:1].upper() + words[1:])), Text(" · ")]
        for index, exercise in enumerate(exercises):
            gap = (Text(", "),) if index else ()
            links += [*gap, Link(_words(exercise.number), f"#{exercise.attributes.id}")]
        items.append(ListItem((Paragraph(tuple(links)),), checkbox=False))
    return (List(tuple(items)),) if items else ()


# ----------------------------------------------------------------------------------- answers


def _answers(material: Material, _node: Gathered) -> Blocks:
    """A box for each exercise that has any: its number, title and page, what is right, what to look for."""
    found: list[Block] = []
    plain = _WithoutIds()
    for exercise in _exercises(material):
        looked_for = (
            each
            for block in descendants(exercise.children)
            if isinstance(block, Callout) and block.kind in LOOK_FOR
            for each in (_label(block, material.labels), *block.children)
        )
        right = (*answers(exercise, material.labels), *looked_for)
        if right:
            label = f"{material.labels['exercise']} {exercise.number} · {plain_text(exercise.title)}"
            title = (
                Link(_words(label), f"#{exercise.attributes.id}"),
                Text(f" · {material.labels['page']} "),
                PageNumber(exercise.attributes.id),
            )
            found.append(Callout("answer", title, plain.blocks(right), pos=exercise.pos))
    return tuple(found)


def _label(callout: Callout, labels: Mapping[str, str]) -> Paragraph:
    words = callout.title or _words(labels.get(f"callout-{callout.kind}", CALLOUTS[callout.kind]))
    return Paragraph((Strong(words),), callout.pos)


class _WithoutIds(Rewriter):
    """A second copy of some content: its ids stay with the first."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(WITH_ATTRIBUTES, self._plain) | {Heading: self._heading})

    def _plain(self, node: Node) -> Node:
        new = self.inside(node)
        return replace(new, attributes=replace(node.attributes, id="")) if node.attributes.id else new

    def _heading(self, node: Heading) -> Node:
        return Paragraph((Strong(self.inlines(node.children)),), node.pos)


# ------------------------------------------------------------------------------------- print


def _print_order(material: Material, _node: Gathered) -> Blocks:
    """A row for each file: pages, sheets, copies; and how many sheets all of it takes."""
    labels, files = material.labels, material.files
    if not files:
        return ()
    heads = [labels["file"], labels["pages"], labels["sheets"], labels["copies"], labels["sheets-in-all"]]
    right = Column("right", 0.15)
    columns = (Column(width=0.36), right, right, right, Column("right", 0.19))
    rows = [
        (
            _words(file.title),
            _words(str(file.pages)) if file.pages else (PageCount(),),
            _sheets(file),
            _words(str(file.copies)) if file.copies else (),
            _sheets(file, file.copies) if file.copies else (),
        )
        for file in files
    ]
    # Who doesn't know yet how many copies there are to be writes them in.
    complete = all(file.copies for file in files)
    if len(files) > 1 and complete:
        *known, own = files
        others = sum(leaves(file.pages) * file.copies for file in known)
        total = (Strong((PageCount(2, own.copies, others),)),)
        rows.append(((Strong(_words(labels["in-all"])),), (), (), (), total))
    return (_table(columns, [_words(head) for head in heads], rows, complete=complete),)


def _sheets(file: PrintedFile, copies: int = 1) -> Inlines:
    return _words(str(leaves(file.pages) * copies)) if file.pages else (PageCount(2, copies),)


# ----------------------------------------------------------------------------------- seating


def _seating(material: Material, node: Gathered) -> Blocks:
    """As the packet says, or as it is asked for here."""
    ways = material.seating if node.detail == "packet" else (node.detail,)
    return (seating(ways, material.participants, material.labels),)


# -------------------------------------------------------------------------------------- parts


def _words(text: str) -> Inlines:
    return (Text(text),) if text else ()


def _heading(level: int, title: str, name: str) -> Heading:
    return Heading(level, _words(title), Attributes(id=name))


def _table(
    columns: tuple[Column, ...],
    heads: Sequence[Inlines],
    rows: Sequence[tuple[Inlines, ...]],
    *,
    complete: bool = True,
) -> Table:
    head = Row(tuple(Cell((Paragraph(words),), header=True) for words in heads))
    body = tuple(Row(tuple(Cell((Paragraph(words),) if words else ()) for words in row)) for row in rows)
    return Table(columns, (head,), body, complete=complete)


_MAKERS: Mapping[str, Callable[[Material, Gathered], Blocks]] = {
    "agenda": _agenda,
    "objectives": _objectives,
    "exercises": _index,
    "materials": _materials,
    "answers": _answers,
    "print-order": _print_order,
    "seating": _seating,
}
"""By what is gathered; the keys of ``model.GATHERED``."""
