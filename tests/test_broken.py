"""Each folder of ``broken/`` is a small project with one mistake; ``expected.txt`` is what is said about it.

To add a message, add a folder.
"""

from pathlib import Path

import pytest

from tests.support import findings

BROKEN = Path(__file__).parent / "broken"
PROJECTS = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir())


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_a_mistake_gets_its_message(project: Path) -> None:
    expected = (project / "expected.txt").read_text(encoding="utf-8")
    assert "\n".join(str(finding) for finding in findings(project)) == expected.rstrip("\n")
