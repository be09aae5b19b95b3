"""Which function sets which block. A new kind of block is a function and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from packetpress import model
from packetpress.model import tasks
from packetpress.typeset.blocks import (
    arranging,
    boxed,
    cards,
    choices,
    diagrams,
    exercises,
    figures,
    forms,
    scales,
    sorting,
    stories,
    tables,
    text,
)
from packetpress.typeset.compositor import Setter

SETTERS: Mapping[type, Setter] = {
    model.Heading: text.heading,
    model.Paragraph: text.paragraph,
    model.List: text.bullet_or_numbered,
    model.DefinitionList: text.definition_list,
    model.BlockQuote: text.quote,
    model.ThematicBreak: text.thematic_break,
    model.PageBreak: text.page_break,
    model.Div: text.div,
    model.Table: tables.table,
    model.CodeBlock: boxed.code,
    model.Callout: boxed.callout,
    model.Figure: figures.figure,
    model.Exercise: exercises.exercise,
    model.WriteOn: exercises.write_on,
    model.Scale: scales.scale,
    model.Form: forms.form,
    model.Tent: forms.tent,
    model.Diagrams: diagrams.diagrams,
    tasks.Choice: choices.choice,
    tasks.TrueFalse: choices.true_false,
    tasks.Match: arranging.match,
    tasks.Sort: sorting.sort,
    tasks.Ordering: arranging.ordering,
    tasks.Branching: stories.branching,
    tasks.Cards: cards.cards,
}
