"""The ways from a book to a PDF: sections of Markdown in, commands to measure out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

HERE = Path(__file__).parent
BUILD = str(HERE.parent / "build.py")
PACKAGE = HERE.parent / "packetpress"
FONTS = HERE.parent / "layouts" / "fonts"
FONT = "Atkinson Hyperlegible Next"


@dataclass(frozen=True, slots=True)
class Job:
    """What to run, one after the other, and the PDF that it leaves."""

    commands: tuple[tuple[str, ...], ...]
    pdf: Path


Prepare: TypeAlias = Callable[[Sequence[str], Path], Job]
"""From the sections and an empty folder to a job; writes the input files."""


def packetpress(sections: Sequence[str], folder: Path) -> Job:
    """As a packet in the layout ``office``, one file a section, through the command that authors use.

    The program is compiled first, as pip compiles what it installs: else a checkout, where nothing may have
    run yet, would be measured with Python's compiler at work, and the others without.
    """
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(PACKAGE)], check=True)
    sources = folder / "sources"
    (sources / "packets").mkdir(parents=True)
    (sources / "project.yaml").write_text(
        'title: Benchmark\norganisation: Benchmark\nlanguage: en-CA\nversion: "1"\ndate: 2026-01-01\n'
        "conditions: {audience: {readers: Readers}}\n"
    )
    (sources / "packets" / "book.yaml").write_text(
        "title: Book\naudience: readers\neditions: [participant]\nlayouts: [office]\n"
        "contents: [sections/*.md]\n"
    )
    (sources / "sections").mkdir()
    for number, text in enumerate(sections, 1):
        (sources / "sections" / f"{number:04}.md").write_text(text)
    return Job(
        ((sys.executable, BUILD, "build", "--project", str(folder)),),
        folder / "output" / "book" / "book-participant-office.pdf",
    )


def typst(sections: Sequence[str], folder: Path) -> Job:
    """Pandoc to Typst markup, with Pandoc's own template; then the Typst compiler."""
    book, markup, pdf = _write(sections, folder), folder / "book.typ", folder / "book.pdf"
    settings = (
        "papersize=us-letter",
        "fontsize=11pt",
        "margin.x=0.925in",
        "margin.y=0.96in",
        f"mainfont={FONT}",
    )
    page = tuple(word for setting in settings for word in ("-V", setting))
    compile_ = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"
    return Job(
        (
            (_pandoc(), "-f", "markdown", "-t", "typst", "-s", *page, "-o", str(markup), str(book)),
            (sys.executable, "-c", compile_, str(markup), str(pdf), str(FONTS)),
        ),
        pdf,
    )


def weasyprint(sections: Sequence[str], folder: Path) -> Job:
    """Pandoc to HTML; then WeasyPrint with a style sheet for the same page and sizes."""
    book, page, pdf = _write(sections, folder), folder / "book.html", folder / "book.pdf"
    style = (HERE / "print.css").as_uri()
    html = ("-f", "markdown", "-t", "html5", "-s", "--css", style, "-M", "title=Book")
    return Job(
        (
            (_pandoc(), *html, "-o", str(page), str(book)),
            (sys.executable, "-m", "weasyprint", str(page), str(pdf)),
        ),
        pdf,
    )


def reportlab(sections: Sequence[str], folder: Path) -> Job:
    """Python-Markdown to HTML; then ReportLab's own Paragraph, Table and page templates."""
    book, pdf = _write(sections, folder), folder / "book.pdf"
    return Job(((sys.executable, str(HERE / "reportlab_book.py"), str(book), str(pdf)),), pdf)


def _write(sections: Sequence[str], folder: Path) -> Path:
    book = folder / "book.md"
    book.write_text("\n".join(sections))
    return book


def _pandoc() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


SYSTEMS: Mapping[str, Prepare] = {
    "packetpress": packetpress,
    "typst": typst,
    "weasyprint": weasyprint,
    "reportlab": reportlab,
}

__all__ = ["BUILD", "SYSTEMS", "Job", "Prepare"]
