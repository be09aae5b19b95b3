"""What a reader may see and what not, worked out from a library without the engine's own selection.

A plain reading of the rules: a condition is met by any of its values, all conditions of an attribute list
must be met, a heading takes what is under it, some kinds of div are for facilitators. What is left empty is
not looked at: both halves count words, not structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass

from packetpress.model import (
    FACILITATOR_ONLY,
    Attributes,
    Citation,
    CrossReference,
    Definition,
    Heading,
    Library,
    Packet,
    Source,
    Variable,
)
from packetpress.model.tasks import Quiz
from packetpress.walk import plain_text

WORD = re.compile(r"[^\W_]+")


def letters(text: str) -> list[str]:
    """Words by their letters and digits; soft hyphens and punctuation aside."""
    return WORD.findall(text.replace("\u00ad", "").casefold())


def _stems(definition: Definition) -> Iterator[str]:
    """Beginnings that every form of its terms has, plural or not, with or without what stands in brackets."""
    for term in definition.terms:
        for name in re.split(r"[()]", plain_text(term).casefold()):
            if name.strip():
                yield name.strip().removesuffix("s").removesuffix("ie").removesuffix("y")


@dataclass(slots=True)
class Said:
    """What stands somewhere."""

    texts: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    works: set[str] = field(default_factory=set)
    assets: set[str] = field(default_factory=set)

    @property
    def words(self) -> set[str]:
        return {word for text in self.texts for word in letters(text)}


@dataclass(frozen=True, slots=True)
class Eyes:
    """One packet in one edition."""

    library: Library
    packet: Packet
    edition: str

    def meets(self, attributes: Attributes) -> bool:
        project = self.library.project
        bound = {**self.packet.bindings, "edition": (self.edition,)}
        if self.edition != "facilitator" and FACILITATOR_ONLY.intersection(attributes.classes):
            return False
        for key, value in attributes.pairs:
            condition = key.removeprefix("not-")
            if condition in project.conditions:
                groups = project.groups.get(condition, {})
                named = {name for word in value.split() for name in groups.get(word, (word,))}
                if bool(named.intersection(bound[condition])) is key.startswith("not-"):
                    return False
        return True

    def read(self) -> tuple[Said, Said]:
        """What this reader may see of the sources, and all there is in the project's sources."""
        seen, every = Said(), Said()
        listed = set(self._listed())
        for path, source in self.library.sources.items():
            visible = path in listed and self.meets(source.attributes)
            self._source(source, visible, seen, every)
        self._glossary(seen, every)
        for path, asset in self.library.assets.items():
            if asset.kind == "svg":
                words = re.sub(r"<[^>]*>", " ", asset.data.decode("utf-8"))
                every.texts.append(words)
                if path in seen.assets:
                    seen.texts.append(words)
        return seen, every

    def _glossary(self, seen: Said, every: Said) -> None:
        """Definitions may be seen where a term, or the definition of one, stands in what may be seen."""
        waiting: list[tuple[tuple[str, ...], Said]] = []
        for definition in self.library.glossary:
            mine, whole = Said(), Said()
            self._walk((definition,), True, mine, whole)
            every.texts += whole.texts
            every.works |= whole.works
            waiting.append((tuple(_stems(definition)), mine))
        while True:
            text = " ".join(" ".join(seen.texts).casefold().split())
            found = [each for each in waiting if any(stem in text for stem in each[0])]
            if not found:
                return
            waiting = [each for each in waiting if each not in found]
            for _, mine in found:
                seen.texts += mine.texts
                seen.works |= mine.works

    def _listed(self) -> Iterator[str]:
        for entry in self.packet.contents:
            if self.meets(entry.attributes):
                yield from entry.sources
                for inner in entry.entries:
                    if self.meets(inner.attributes):
                        yield from inner.sources

    def _source(self, source: Source, visible: bool, seen: Said, every: Said) -> None:
        for said in (every, seen) if visible else (every,):
            said.texts.append(source.short_title)
            said.ids |= {source.attributes.id} - {""}
        for content in (source.title, *source.objectives, source.blocks):
            self._walk(content, visible, seen, every)

    def _walk(self, nodes: Iterable[object], visible: bool, seen: Said, every: Said) -> None:
        below = 0
        for node in nodes:
            attributes = getattr(node, "attributes", None)
            meets = not isinstance(attributes, Attributes) or self.meets(attributes)
            kind = getattr(node, "kind", "")
            if self.edition != "facilitator" and kind in FACILITATOR_ONLY:
                meets = False
            if isinstance(node, Heading) and (not below or node.level <= below):
                below = 0 if meets else node.level
            self._node(node, visible and meets and not below, seen, every)

    def _node(self, node: object, visible: bool, seen: Said, every: Said) -> None:
        for said in (every, seen) if visible else (every,):
            self._own(node, said)
        if is_dataclass(node) and not isinstance(node, Attributes):
            for each in fields(node):
                value = getattr(node, each.name)
                if isinstance(value, tuple) and value:
                    many = value if isinstance(value[0], tuple) else (value,)
                    for nodes in many:
                        if nodes and is_dataclass(nodes[0] if isinstance(nodes, tuple) else nodes):
                            self._walk(nodes, visible, seen, every)

    def _own(self, node: object, said: Said) -> None:
        """The strings of the node itself: what is printed, spoken or named because of it."""
        if isinstance(node, Citation):
            said.works |= {work.key for work in node.works}
            said.texts += [f"{work.prefix} {work.suffix}" for work in node.works]
        elif isinstance(node, CrossReference):
            said.texts.append(node.fallback)
        elif isinstance(node, Variable):
            said.texts.append({"title": self.packet.title, **self.packet.variables}.get(node.name, ""))
        elif isinstance(node, Quiz):
            said.texts += [term for term, _ in node.terms]
        else:
            for name in ("value", "alt", "expansion", "target", "title", "group", "materials", "label"):
                value = getattr(node, name, None)
                if isinstance(value, str):
                    said.texts.append(value)
            for _, label in getattr(node, "labels", ()):
                said.texts.append(label)
        attributes = getattr(node, "attributes", None)
        if isinstance(attributes, Attributes):
            said.ids |= {attributes.id} - {""}
            conditions = self.library.project.conditions
            said.texts += [v for key, v in attributes.pairs if key.removeprefix("not-") not in conditions]
        if asset := getattr(node, "asset", ""):
            said.assets.add(asset)
