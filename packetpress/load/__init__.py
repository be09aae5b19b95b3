"""Stage 1. The files of a project in; ``Library`` and ``Layout`` values, parsed and checked, out.

``load`` reads ``sources/``: the project file, its packets, the Markdown files they list, their images and the
glossary. ``load_layouts`` and ``load_vendors`` read ``layouts/``, the project's own or the shipped ones;
``source_files`` lists what is there without reading it. Every value knows its
file, line and column, and what is wrong is collected in a ``Diagnostics`` with a way to mend it. Nothing
after this stage touches the project's files.
"""

from packetpress.load.inventory import source_files
from packetpress.load.layout import for_sheets, for_vendor, layout_names, load_layouts, load_vendors
from packetpress.load.leaves import for_dividers
from packetpress.load.library import load, load_schemas
from packetpress.load.text_size import for_text_size

__all__ = [
    "for_dividers",
    "for_sheets",
    "for_text_size",
    "for_vendor",
    "layout_names",
    "load",
    "load_layouts",
    "load_schemas",
    "load_vendors",
    "source_files",
]
