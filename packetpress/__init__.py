"""packetpress makes branded, print-ready training packets from Markdown, one per audience.

Data flows one way, from values to values; ``pipeline/`` alone knows the order::

    load/         1  sources/ + layouts/ -> Library, Layout    parsed, checked, every value with its place
    audience/     2  Library x packet    -> Manuscript         conditions and variables resolved
    compose/      3  Manuscript          -> Document           numbers, references, citations, contents
    typeset/      4  Document x Layout   -> Pages              text, tables, exercises, page furniture
    finish/       5  Pages               -> a finished PDF     links, bookmarks, tags, fields, metadata
    impose/       6  a finished PDF      -> sheets             booklets, handouts, cards, where asked for
    preflight/    7  finished PDF        -> findings           does the file meet the standard it claims?
    order/        8  finished PDFs       -> an order           what to tell the copier or the print shop
    publish.py    9  finished files      -> output/            at once or not at all, with a manifest

Beside them: ``model/`` (the frozen values between the stages), ``walk`` (going through them),
``diagnostics`` (what is wrong, where, and how to mend it), ``citations/`` (Pandoc's citeproc, for compose),
``copies`` (how many leaves and copies), ``checks/`` and ``readability`` (what saves a print run),
``roundtrip/`` (whether a pass over a PDF lost anything, asked after each), ``reports/`` (coverage, why,
diff), ``cli*``, ``console``, ``formats``, ``excerpt`` (commands and what they print), ``editor`` (schemas).
``kit/``, ``styles/`` and ``starter/`` hold files: pages around the text, citation styles, a first project.

What holds, and is tested (``tests/test_architecture.py``, ``tests/test_determinism.py``):

- only ``load`` and ``publish`` touch project files; in between no clock, no network, no global state;
- a stage imports the model, the diagnostics and its own folder, never another stage;
- after ``audience`` nobody asks who the reader is: what is hidden reaches no number, list or metadata;
- the same inputs make the same bytes, in any process, on any day;
- a build that fails leaves ``output/`` as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from packetpress.diagnostics import Diagnostic, PacketpressError, SourceError, UsageError

if TYPE_CHECKING:
    from packetpress.pipeline import BuildReport, build

__version__ = "0.1.0"

__all__ = ["BuildReport", "Diagnostic", "PacketpressError", "SourceError", "UsageError", "build"]


def __getattr__(name: str) -> Any:
    """``build`` and its report, loaded when they are first asked for: ``--help`` needs neither."""
    if name in ("build", "BuildReport"):
        from packetpress import pipeline

        return getattr(pipeline, name)
    raise AttributeError(name)
