"""The conformance report that may go with a screen file: one page of plain text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from hashlib import sha256
from textwrap import fill

import pikepdf

from packetpress.model import Document
from packetpress.preflight.accessibility import CHECKER, PROFILES
from packetpress.preflight.findings import Finding

_FOR_PEOPLE = (
    "that each alternative text says what its picture is there for;",
    "that the order in which the text is read aloud makes sense;",
    "that headings and link texts say what they lead to;",
    "that nothing is told by colour, shape or place alone;",
    "that the language is plain enough for its readers;",
    "that the form fields ask what the printed page asks.",
)


def conformance_report(
    name: str,
    data: bytes,
    document: Document,
    findings: Sequence[Finding],
    versions: Mapping[str, str],
) -> str:
    """One page of text. ``versions``: of "packetpress" and "page-validation"; no date but the sources'."""
    lines = [
        "CONFORMANCE REPORT",
        "",
        f"File        {name}",
        f"Title       {document.title}",
        f"Edition     {document.version}, source {document.source_hash[:7]}, {document.date.isoformat()}",
        f"SHA-256     {sha256(data).hexdigest()}",
        f"Made by     packetpress {versions['packetpress']}",
        "",
        "WHAT IS CLAIMED AND WAS CHECKED",
        "",
    ]
    for standard in PROFILES:
        found = [finding for finding in findings if finding.standard == standard]
        result = "no findings" if not found else f"{len(found)} findings"
        lines.append(f"{standard:<10}  {CHECKER} {versions[CHECKER]}: {result}")
        lines += [f"            {finding.rule}: {finding.message}" for finding in found]
    lines += ["", "WHAT IS IN THE FILE", ""]
    lines += [f"{label:<28}{count:>6}" for label, count in _counts(data)]
    lines += ["", "WHAT ONLY A PERSON CAN JUDGE", ""]
    lines += [fill(f"- {item}", 78, subsequent_indent="  ") for item in _FOR_PEOPLE]
    lines += ["", fill("Whoever has looked at these signs here, with name and date:", 78), "", "_" * 60, ""]
    return "\n".join(lines)


def _counts(data: bytes) -> list[tuple[str, int]]:
    """Pages, and the elements that readers of the report ask about."""
    roles: dict[str, int] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        waiting = [pdf.Root.StructTreeRoot.K]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting += list(node)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                role = str(node.S)
                roles[role] = roles.get(role, 0) + 1
                if "/K" in node:
                    waiting.append(node.K)
        pages = len(pdf.pages)
    headings = sum(count for role, count in roles.items() if role in {f"/H{n}" for n in range(1, 7)})
    wanted = {"Tables": "/Table", "Figures with text": "/Figure", "Links": "/Link", "Form fields": "/Form"}
    rest = [(label, roles.get(role, 0)) for label, role in wanted.items()]
    return [("Pages", pages), ("Headings", headings), *rest]
