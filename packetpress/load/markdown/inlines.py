"""A Run of Markdown text -> Inlines with true positions, in one pass from left to right.

Emphasis is settled by ``emphasis``, the parts of links and citations by ``links``, typography by
``smart``. Time is linear in the text's length whatever it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from packetpress.diagnostics import Diagnostics
from packetpress.load.markdown import html, links
from packetpress.load.markdown.access import FileAccess
from packetpress.load.markdown.attributes import AttributeFault, AttributeList, parse_attributes
from packetpress.load.markdown.brackets import Brackets, Open, literal_bracket
from packetpress.load.markdown.codespans import CodeSpans
from packetpress.load.markdown.emphasis import Piece, assemble, delimiter
from packetpress.load.markdown.images import Picture, figure_of, inline_of, picture
from packetpress.load.markdown.lines import Run
from packetpress.load.markdown.smart import smarten
from packetpress.model import (
    Abbreviation,
    Citation,
    CitedWork,
    Code,
    CrossReference,
    Figure,
    Inline,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    Position,
    SoftBreak,
    Span,
    Subscript,
    Superscript,
    Text,
    Variable,
)
