"""A packet and an edition in; answers out: is this condition met, what does this variable say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.model import FACILITATOR_ONLY, NO_ATTRIBUTES, Attributes, Packet, Position, Project

FORMS: Mapping[str, str] = {
    "attendance_title": "Statement of attendance",
    "contact": "",
    "hours": "",
    "place": "",
    "tent_copies": "",
    "trainer": "",
}
"""What the forms of the kit ask for, where nobody defines it: a line to fill in."""

_VARIABLE = re.compile(r"\{\{\s*([A-Za-z0-9_-]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: one packet in one edition."""

    packet: Packet
    edition: str
    bindings: Mapping[str, tuple[str, ...]]
    """Condition -> the values that hold for this reader, ``edition`` included."""
    conditions: Mapping[str, Mapping[str, str]]
    """Every condition there is, with its values."""
    groups: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Condition -> group -> the values its name stands for."""
    variables: Mapping[str, str]
    diagnostics: Diagnostics

    @classmethod
    def of(cls, project: Project, packet: Packet, edition: str, diagnostics: Diagnostics) -> Reader:
        """The packet's variables win over the project's, and these over the ones that always exist."""
        audiences = project.conditions.get("audience", {})
        return cls(
            packet=packet,
            edition=edition,
            bindings={**packet.bindings, "edition": (edition,)},
            conditions={"edition": {}, **project.conditions},
            groups=project.groups,
            variables={
                **FORMS,
                "title": packet.title,
                "organisation": project.organisation,
                "version": project.version,
                "audience": audiences.get(packet.audience, packet.audience),
                **project.variables,
                **packet.variables,
            },
            diagnostics=diagnostics,
        )

    def allows(self, attributes: Attributes, pos: Position) -> bool:
        """Whether the reader gets what carries ``attributes``."""
        return not self.unmet(attributes, pos)

    def unmet(self, attributes: Attributes, pos: Position) -> str:
        """The first condition that keeps what carries ``attributes`` from the reader, as written; or empty.

        Every condition must be met: ``x`` by any one of its values, ``not-x`` by none of them. Kinds that are
        for facilitators only need that edition.
        """
        failed = self.unmet_kind(attributes.classes)
        for key, value in attributes.pairs:
            condition, negated = self._condition(key)
            if not condition:
                continue
            if condition not in self.bindings:
                self._unbound(condition, attributes.pos if attributes.pos.line else pos)
            elif self._holds(condition, value) is negated and not failed:
                failed = f'{key}="{value}"'
        return failed

    def unmet_kind(self, kinds: tuple[str, ...]) -> str:
        """The first of ``kinds`` that this reader doesn't get, as in ``.answer``; or empty."""
        if self.edition == "facilitator":
            return ""
        return next((f".{kind}" for kind in kinds if kind in FACILITATOR_ONLY), "")

    def _holds(self, condition: str, value: str) -> bool:
        """Whether one of the names in ``value``, or of what they stand for, is the reader's."""
        groups = self.groups.get(condition, {})
        mine = self.bindings[condition]
        return any(name in mine for word in value.split() for name in groups.get(word, (word,)))

    def resolved(self, attributes: Attributes, pos: Position) -> Attributes:
        """``attributes`` without conditions, with variables replaced; the same object if nothing changes."""
        if not attributes.pairs:
            return attributes
        pairs = tuple(
            (key, self.expand(value, pos)) for key, value in attributes.pairs if not self._condition(key)[0]
        )
        if pairs == attributes.pairs:
            return attributes
        if not (pairs or attributes.id or attributes.classes):
            return NO_ATTRIBUTES
        return replace(attributes, pairs=pairs)

    def expand(self, text: str, pos: Position) -> str:
        """``text`` with the value of each ``{{ name }}`` in its place."""
        return self._expand(text, pos, ())

    def value(self, name: str, pos: Position) -> str:
        """What the variable ``name`` says, on one line; reports an unknown name."""
        return self._value(name, pos, ())

    def _expand(self, text: str, pos: Position, within: tuple[str, ...]) -> str:
        if "{{" not in text:
            return text
        return _VARIABLE.sub(lambda match: self._value(match[1], pos, within), text)

    def _value(self, name: str, pos: Position, within: tuple[str, ...]) -> str:
        if name in within:
            chain = " → ".join((*within[within.index(name) :], name))
            self.diagnostics.error(
                pos, f"The variable “{name}” is defined by itself ({chain}).", "Give one of them plain text."
            )
            return ""
        if name not in self.variables:
            self.diagnostics.error(
                pos,
                f"There is no variable “{name}”.",
                did_you_mean(name, self.variables) + " " + _WHERE_VARIABLES,
            )
            return ""
        return " ".join(self._expand(self.variables[name], pos, (*within, name)).split())

    def _condition(self, key: str) -> tuple[str, bool]:
        """The condition that the attribute ``key`` names (or empty), and whether it is a ``not-``."""
        if key in self.conditions:
            return key, False
        if key.startswith("not-") and key[4:] in self.conditions:
            return key[4:], True
        return "", False

    def _unbound(self, condition: str, pos: Position) -> None:
        values = ", ".join(self.conditions[condition])
        self.diagnostics.error(
            pos,
            f"This is for some values of “{condition}” only, but the packet “{self.packet.name}” doesn't say"
            f" which “{condition}” it is for.",
            f"Add a line “{condition}: …” to {self.packet.path} ({values}), or take the condition away here.",
        )


_WHERE_VARIABLES = "Variables are defined under “variables” in sources/project.yaml or in the packet's file."
