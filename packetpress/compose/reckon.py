"""What follows from how many people come and how long they meet: open counts in, words and rows out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from packetpress.compose.agenda import Agenda, hours
from packetpress.model import (
    Definition,
    DefinitionList,
    Form,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Reckoned,
    Row,
    Text,
)
from packetpress.model.tasks import Item
from packetpress.walk import Node, Rewriter

USUAL_ROWS = 16
"""For people, where a packet doesn't say how many come."""
ROWS_MORE = 4
"""For who comes unannounced."""
MOST_ROWS = 400
"""Of a table for people: nobody passes a longer one round a room."""
TENTS = 2
"""Name tents on a page."""


class Reckoner(Rewriter):
    """Puts in hours, copies of name tents, and rows for each person."""

    def __init__(
        self, agendas: Sequence[Agenda], participants: int, facilitators: int, labels: Mapping[str, str]
    ) -> None:
        """``participants`` 0: nobody said how many."""
        super().__init__({Reckoned: self._reckoned, Form: self._form, Row: self._row})
        self._participants = participants
        self._ways = hours(agendas, labels)
        people = participants + facilitators
        copies = -(-people // TENTS) if participants else 0
        self._said = {"hours": " · ".join(self._ways), "tent_copies": str(copies or "")}

    def _reckoned(self, node: Reckoned) -> Inlines:
        words = self._said[node.what]
        return (Text(words, node.pos),) if words else ()

    def _form(self, node: Form) -> Node:
        """Where a packet is cut in several ways, its hours are a list to tick: people came to one of them."""
        at = next((at for at, field in enumerate(node.fields) if _asks_for_hours(field)), None)
        if at is None or len(self._ways) < 2:
            return self.inside(node)
        asked = node.fields[at]
        items = (
            ListItem((Paragraph((Text(way, asked.pos),), asked.pos),), checkbox=False) for way in self._ways
        )
        before, after = (
            (self.inside(replace(node, fields=fields)),) if fields else ()
            for fields in (node.fields[:at], node.fields[at + 1 :])
        )
        ways = Definition((asked.children,), ((List(tuple(items)),),), asked.pos)
        return (*before, DefinitionList((ways,), asked.pos), *after)

    def _row(self, node: Row) -> Node:
        if not node.per_person:
            return self.inside(node)
        count = min(self._participants + ROWS_MORE, MOST_ROWS) if self._participants else USUAL_ROWS
        return (replace(node, per_person=False),) * count


def _asks_for_hours(field: Item) -> bool:
    match field.beside:
        case (Reckoned(what="hours"),):
            return True
    return False
