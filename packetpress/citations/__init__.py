"""BibTeX, a style and the citations of a packet in; their texts and the list of references out.

Pandoc's citeproc does the work (CSL 1.0.2, https://docs.citationstyles.org).

- ``bibliography``: which keys there are, and where
- ``style``: the CSL text, checked
- ``citeproc``: the citations go to Pandoc as one small document, in reading order
- ``narrative``: "and" in a sentence, "&" in parentheses
- ``read``: what comes back becomes model inlines
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from packetpress.citations.bibliography import bibliography_keys
from packetpress.citations.citeproc import citeproc
from packetpress.citations.narrative import in_sentences, joins_with_sign, with_words
from packetpress.citations.read import read_references, read_texts
from packetpress.citations.style import csl_text
from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.model import Citation, Inlines, Position, Project


@dataclass(frozen=True, slots=True)
class Cited:
    """What a style makes of a packet's citations."""

    texts: tuple[Inlines, ...]
    """One per citation, in the order given. A note style gives a Footnote alone."""
    references: tuple[tuple[str, Inlines], ...]
    """Key and entry of each cited work, in the style's order."""


@dataclass(slots=True)
class CitationCache:
    """Keeps answers for as long as its owner likes; a packet's layouts mostly cite the same."""

    answers: dict[object, Cited] = field(default_factory=dict)


def cite(
    project: Project, clusters: Sequence[Citation], cache: CitationCache, diagnostics: Diagnostics
) -> Cited | None:
    """The texts of ``clusters`` (in reading order) and the references that they need, in the project's style.

    None after reporting a key that the bibliography doesn't have, a bibliography that can't be read, or a
    style that isn't known or can't be used. Raises PacketpressError if Pandoc is missing or gives no answer.
    """
    keys = bibliography_keys(project, diagnostics)
    if not clusters:
        return Cited((), ())
    known = _all_known(clusters, keys.places, project, diagnostics)
    style = csl_text(project.citation_style, diagnostics)
    if style is None or not (known and keys.sound):
        return None
    question = (project.bibliography, style, project.language, tuple(clusters))
    if question not in cache.answers:
        answer = citeproc(project, style, clusters, diagnostics)
        if answer is None:
            return None
        worded = with_words(style)
        if worded != style and joins_with_sign(answer, clusters):
            other = citeproc(project, worded, clusters, diagnostics)
            answer = in_sentences(answer, other, clusters) if other else answer
        cache.answers[question] = Cited(read_texts(answer, clusters), read_references(answer, keys.places))
    return cache.answers[question]


def _all_known(
    clusters: Sequence[Citation], keys: Mapping[str, Position], project: Project, diagnostics: Diagnostics
) -> bool:
    known = True
    path = project.bibliography_path
    for cluster in clusters:
        for work in cluster.works:
            if work.key in keys:
                continue
            known = False
            pos = work.pos if work.pos.line else cluster.pos
            if not path:
                hint = "Name a BibTeX file in sources/project.yaml, as in “bibliography: references.bib”."
                diagnostics.error(pos, f"“@{work.key}” is cited, but the project has no bibliography.", hint)
                continue
            diagnostics.error(
                pos,
                f"The bibliography {path} has no work with the key “{work.key}”.",
                f"{did_you_mean(work.key, keys)} If it is not a citation, write \\@ for @.".lstrip(),
            )
    return known


__all__ = ["CitationCache", "Cited", "bibliography_keys", "cite"]
