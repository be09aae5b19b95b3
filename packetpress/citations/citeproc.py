"""BibTeX, CSL and citations in; the document that Pandoc's citeproc makes of them out.

Pandoc sees nothing of the project but copies of the bibliography and the style, in an empty folder.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Sequence
from importlib import util
from pathlib import Path
from typing import Any, TypeAlias

from packetpress.citations.style import PROJECT_FILE
from packetpress.diagnostics import Diagnostics, PacketpressError
from packetpress.model import Citation, Position, Project

TIME_LIMIT = 60.0
"""Seconds; 110 works take 0.4."""
MEMORY_LIMIT = "1024M"

_UNDATED = re.compile(r"""\b(?:year|date)(\s*=\s*(?:\{n\.\s?d\.\}|"n\.\s?d\."))""", re.IGNORECASE)
"""A year that says there is none. As a date citeproc would print it as it is; without a date it prints the
style's own words, and tells works apart by them ("n.d.-a"; APA 7, 9.47)."""

Json: TypeAlias = Any


def citeproc(
    project: Project, style: str, clusters: Sequence[Citation], diagnostics: Diagnostics
) -> Json | None:
    """Pandoc's answer as it stands; None after reporting that it can't read the bibliography or the style."""
    with tempfile.TemporaryDirectory(prefix="packetpress-") as folder:
        bibliography = Path(folder, "references.bib")
        bibliography.write_text(
            _UNDATED.sub(r"undated\1", project.bibliography), encoding="utf-8", newline="\n"
        )
        csl = Path(folder, "style.csl")
        csl.write_text(style, encoding="utf-8", newline="\n")
        command = [_pandoc(), "+RTS", f"-M{MEMORY_LIMIT}", "-RTS", "--sandbox", f"--data-dir={folder}"]
        command += ["--from=json", "--to=json", "--citeproc"]
        command += [f"--bibliography={bibliography}", f"--csl={csl}"]
        try:
            done = subprocess.run(  # noqa: S603  (our own binary, no shell; the sources only come in as files)
                command,
                input=json.dumps(_pandoc_document(clusters, project.language)),
                capture_output=True,
                encoding="utf-8",
                timeout=TIME_LIMIT,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PacketpressError(
                f"Pandoc took more than {TIME_LIMIT:.0f} seconds for the citations and was stopped."
                " Is the bibliography or the citation style damaged?"
            ) from error
        except OSError as error:
            raise PacketpressError(f"Pandoc, which sets the citations, can't be run: {error}") from error
    if not done.returncode:
        return json.loads(done.stdout)
    _report(done.stderr, project, diagnostics)
    return None


def _pandoc() -> str:
    """The binary in the ``pypandoc_binary`` wheel: another one on this machine might set other words."""
    package = util.find_spec("pypandoc")
    if package and package.origin:
        for name in ("pandoc", "pandoc.exe"):
            binary = Path(package.origin).with_name("files") / name
            if binary.is_file():
                return str(binary)
    raise PacketpressError(
        "Citations need Pandoc, which is missing. Install it with: python -m pip install pypandoc_binary"
    )


def _report(output: str, project: Project, diagnostics: Diagnostics) -> None:
    """Says what Pandoc said, at the bibliography's line if it names one."""
    if output.startswith("Error reading bibliography"):
        place = re.search(r"\(line (\d+), column (\d+)\):\s*(.*)", output)
        pos = Position(project.bibliography_path, *((int(place[1]), int(place[2])) if place else (0, 0)))
        found = f" ({place[3].strip()})" if place and place[3].strip() else ""
        diagnostics.error(
            pos,
            f"The bibliography can't be read from here on{found}.",
            "Look for a missing comma, brace or quotation mark here or at the end of the entry before.",
        )
        return
    if "CiteprocParseError" in output or "CiteprocXMLError" in output:
        said = output.split(":", 1)[-1].strip()
        hint = "Take a complete style from https://github.com/citation-style-language/styles."
        diagnostics.error(PROJECT_FILE, f"The citation style can't be used: {said}.", hint)
        return
    raise PacketpressError(f"Pandoc could not set the citations: {output.strip()[:500]}")


def _pandoc_document(clusters: Sequence[Citation], language: str) -> Json:
    """One paragraph per cluster, as Pandoc's own Markdown reader would give it."""
    return {
        "pandoc-api-version": [1, 23, 1],
        "meta": {"lang": {"t": "MetaString", "c": language}},
        "blocks": [
            {"t": "Para", "c": [{"t": "Cite", "c": [_pandoc_works(cluster, number), []]}]}
            for number, cluster in enumerate(clusters, 1)
        ],
    }


def _pandoc_works(cluster: Citation, number: int) -> Json:
    works: list[Json] = []
    for work in cluster.works:
        mode = "NormalCitation"
        if work.suppress_author:
            mode = "SuppressAuthor"
        elif cluster.narrative and not works:
            mode = "AuthorInText"
        # citeproc finds the locator at the start of the suffix, after a comma.
        suffix = work.suffix.strip()
        if suffix and suffix[0] not in ",;:.)":
            suffix = f", {suffix}"
        works.append(
            {
                "citationId": work.key,
                "citationPrefix": _pandoc_words(work.prefix),
                "citationSuffix": _pandoc_words(suffix),
                "citationMode": {"t": mode},
                "citationNoteNum": number,
                "citationHash": 0,
            }
        )
    return works


def _pandoc_words(text: str) -> list[Json]:
    words: list[Json] = []
    for word in text.split():
        words += [{"t": "Space"}] if words else []
        words.append({"t": "Str", "c": word})
    return words
