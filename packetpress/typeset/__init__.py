"""Document x Layout -> Pages.

In: a Document (everything that will be printed, in reading order) and a Layout (geometry, type,
colour). Out: a PDF as ReportLab writes it, with every drawing marked or an artifact, and what the
finisher needs: the structure tree, bookmarks, link areas, destinations, folios.

Page numbers in the text are settled by bounded passes: sections that print none are set once; the
others again until the numbers they print are those of the pages.
"""

from __future__ import annotations

from packetpress.diagnostics import Diagnostics
from packetpress.model import Document, Layout, Pages
from packetpress.typeset.book import Book
from packetpress.typeset.typeface import Typefaces

__all__ = ["Typefaces", "typeset"]


def typeset(document: Document, layout: Layout, typefaces: Typefaces, diagnostics: Diagnostics) -> Pages:
    """Sets the whole document.

    Reports to ``diagnostics``: a character that no font has, a table wider than the page, a page
    reference that doesn't settle. The result is only fit to print if no error was reported.
    """
    book = Book(document, layout, typefaces, diagnostics)
    book.settle()
    return book.draw()
