"""Which function sets which block. A new kind of block is a function and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from packetpress import model
from packetpress.typeset.blocks import boxed, exercises, figures, tables, text
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
    model.Scale: exercises.scale,
}
