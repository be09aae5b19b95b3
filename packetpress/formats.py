"""Findings in; the forms that other programs read out: JSON, and annotations for GitHub's workflows."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import TypedDict

from packetpress.diagnostics import Diagnostic
from packetpress.excerpt import token_width

MAX_SOURCE = 1000
"""Longest line of the sources that goes into JSON whole."""


class Finding(TypedDict):
    """One finding. Lines and columns count from 1, columns in characters; 0: the whole file."""

    severity: str
    """"error" or "warning"."""
    file: str
    """Relative to the project's folder, with forward slashes; empty where no file is to blame."""
    line: int
    column: int
    end_column: int
    """Column after the last character that it is about."""
    message: str
    hint: str
    source: str
    """The line of the file; empty where it isn't known, cut after 1,000 characters."""


class Findings(TypedDict):
    """All findings of a run, errors first, then by place."""

    errors: int
    warnings: int
    diagnostics: list[Finding]


def to_json(found: Sequence[Diagnostic]) -> Findings:
    """The findings, in the order given, as what ``json.dumps`` takes."""
    severities = [diagnostic.severity for diagnostic in found]
    return Findings(
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        diagnostics=[_finding(diagnostic) for diagnostic in found],
    )


def _finding(diagnostic: Diagnostic) -> Finding:
    pos = diagnostic.pos
    column = (pos.column or 1) if pos.line else 0
    return Finding(
        severity=diagnostic.severity,
        file=pos.file,
        line=pos.line,
        column=column,
        end_column=column + token_width(diagnostic) if pos.line else 0,
        message=diagnostic.message,
        hint=diagnostic.hint,
        source=diagnostic.source[:MAX_SOURCE],
    )


def to_github(found: Sequence[Diagnostic], folder: str = "") -> Iterator[str]:
    """A line for each finding that a GitHub workflow shows beside the changed file.

    ``folder`` is the project's folder in the repository. Syntax and escapes are those of GitHub's toolkit
    (actions/toolkit, packages/core/src/command.ts): percent signs and line ends everywhere, colons and commas
    in properties too.
    """
    for diagnostic in found:
        pos = diagnostic.pos
        properties: dict[str, str] = {}
        if pos.file:
            properties["file"] = posixpath.normpath(posixpath.join(folder, pos.file))
        if pos.line:
            column = pos.column or 1
            properties["line"] = str(pos.line)
            properties["col"] = str(column)
            properties["endColumn"] = str(column + token_width(diagnostic))
        listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
        text = f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message
        yield f"::{diagnostic.severity}{' ' if listed else ''}{listed}::{_escape(text)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
