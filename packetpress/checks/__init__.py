"""What the stages hand on in; warnings about what is allowed and yet spoils a print run, out.

- ``structure``: headings, tables and links that a reader or a screen reader trips over
- ``placeholders``: text that says it isn't finished
- ``limits``: long sentences, hard sections and too many pages, where a packet sets limits
- ``sheets``: booklets that can't be stapled, pages too small to read

Nothing here makes a printed packet wrong, so it is a warning, and no value is changed. A skipped heading
level and a table without a header are errors where a file for assistive technology is made of them.
"""

from packetpress.checks.limits import check_length, check_reading
from packetpress.checks.placeholders import check_placeholders
from packetpress.checks.sheets import check_sheets
from packetpress.checks.structure import check_structure
from packetpress.diagnostics import Diagnostics
from packetpress.model import Library


def check_sources(library: Library, diagnostics: Diagnostics, *, strict: bool = False) -> None:
    """What can be told before anybody knows who reads it; ``strict`` where tagged files are made of it."""
    for source in library.sources.values():
        check_structure(source, diagnostics, strict=strict)
    check_placeholders(library, diagnostics)


__all__ = ["check_length", "check_reading", "check_sheets", "check_sources"]
