"""What the stages hand on in; warnings about what is allowed and yet spoils a print run, out.

- ``structure``: headings, tables and links that a reader or a screen reader trips over
- ``placeholders``: text that says it isn't finished
- ``limits``: long sentences, hard sections and too many pages, where a packet sets limits

Nothing here makes a packet wrong, so nothing here is an error, and no value is changed.
"""

from packetpress.checks.limits import check_length, check_reading
from packetpress.checks.placeholders import check_placeholders
from packetpress.checks.structure import check_structure
from packetpress.diagnostics import Diagnostics
from packetpress.model import Library


def check_sources(library: Library, diagnostics: Diagnostics) -> None:
    """What can be told before anybody knows who reads it."""
    for source in library.sources.values():
        check_structure(source, diagnostics)
    check_placeholders(library, diagnostics)


__all__ = ["check_length", "check_reading", "check_sources"]
