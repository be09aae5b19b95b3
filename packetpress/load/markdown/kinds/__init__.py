"""The kinds of tasks, by the name of their div. A new kind is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from packetpress.load.markdown.divline import Opening
from packetpress.load.markdown.kinds.cards import cards
from packetpress.load.markdown.kinds.choice import choice, true_false
from packetpress.load.markdown.kinds.forms import form, tent
from packetpress.load.markdown.kinds.gather import gather
from packetpress.load.markdown.kinds.matching import match
from packetpress.load.markdown.kinds.quiz import quiz
from packetpress.load.markdown.kinds.scale import scale
from packetpress.load.markdown.kinds.sheets import sheet
from packetpress.load.markdown.kinds.sorting import ordering, sort
from packetpress.load.markdown.kinds.stories import branching, journal, transcript, vignette
from packetpress.model import Block, Blocks

KINDS: Mapping[str, Callable[[Opening, Blocks], Block]] = {
    "choice": choice,
    "true-false": true_false,
    "match": match,
    "sort": sort,
    "ordering": ordering,
    "scale": scale,
    "observation": sheet,
    "action-plan": sheet,
    "formulation": sheet,
    "journal": journal,
    "transcript": transcript,
    "vignette": vignette,
    "branching": branching,
    "cards": cards,
    "glossary-quiz": quiz,
    "sheet": sheet,
    "form": form,
    "tent": tent,
    "gather": gather,
}
