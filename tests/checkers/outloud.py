"""outloud (PyPI), which checks what a PDF says when it is read aloud: PDF/UA-1 and WCAG 2.2."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

from tests.checkers import Finding
from tests.tools import require

ERROR, WARNING = "error", "warning"
_SKIPPED = "TAG-002"
"""Takes a long running head, or a table's head that is set again, for prose that nobody gets to hear. That
all words of the source are in the tag tree is tested word by word (tests/accessibility/test_tag_tree.py)."""


_SHREDDED = re.compile(r"header cells look shredded: (\d+) header cells against (\d+) data cells")


def is_headed_both_ways(rule: str, message: str) -> bool:
    """Whether TBL-010 means nothing but a small table with a row of heads and a column of heads.

    It counts heads against data, and of two statements to judge true or false there are more heads (3 and 2)
    than cells to mark (4). That heads have a scope and rows close is checked by TBL-002 and TBL-004.
    """
    match = _SHREDDED.fullmatch(message)
    if rule != "TBL-010" or match is None:
        return False
    heads, data = map(int, match.groups())
    # n rows below a head of c columns: c + n heads, n (c - 1) data.
    return any((heads - rows - 1) * rows == data for rows in range(1, heads - 1))


def check(files: Sequence[Path], severities: Sequence[str] = (ERROR,)) -> list[Finding]:
    """Findings of the given severities; a file that can't be read or a rule that crashes is one, too."""
    command = [require("outloud"), "--json", "-", "--fail-on", "never", "--skip", _SKIPPED]
    processors = os.cpu_count() or 1
    shares = [share for share in (files[i::processors] for i in range(processors)) if share]
    with ThreadPoolExecutor() as pool:
        runs = pool.map(lambda share: _results([*command, *map(str, share)]), shares)
        results = list(chain.from_iterable(runs))
    assert sorted(result["path"] for result in results) == sorted(map(str, files))
    findings = []
    for result in results:
        file = Path(result["path"])
        if result["error"]:
            findings.append(Finding(file, "outloud", "unreadable", result["error"]))
        for rule in result["rules"]:
            if rule["status"] == "crashed":
                findings.append(Finding(file, "outloud", rule["rule"], f"crashed: {rule['reason']}"))
        for found in result["findings"]:
            if found["severity"] in severities and not is_headed_both_ways(found["rule"], found["message"]):
                where = f"page {found['page']}" if "page" in found else ""
                message = f"{found['message']} {found.get('evidence', '')}".strip()
                findings.append(Finding(file, "outloud", found["rule"], message, where))
    return findings


def _results(command: Sequence[str]) -> list[dict[str, Any]]:
    run = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    # 2: a file couldn't be read, which its result says.
    assert run.returncode in (0, 2), run.stderr
    results: list[dict[str, Any]] = json.loads(run.stdout)["results"]
    return results
