"""``{{< include FILE name="value" >}}``: what the line says, and how the values reach the snippet's text.

A value is read where it stands, as the Markdown of the line that includes: its positions are that line's, and
a ``{{ name }}`` in it means what it means there. Nothing outside the snippet sees the names, snippets that it
includes neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.markdown.attributes import AttributeFault, parse_attributes
from packetpress.load.markdown.lines import Fragment, Line

_FILE = re.compile(r""""([^"]*)"|'([^']*)'|\S+""")
_SPELLING = 'Write {{< include FILE name="value" >}}; a path with spaces stands in straight quotes.'


@dataclass(slots=True, eq=False)
class Parameters:
    """The values that one inclusion gives its snippet."""

    values: Mapping[str, Fragment]
    outer: Parameters | None
    """Those of the snippet that the including line stands in."""
    asked: dict[str, None] = field(default_factory=dict)
    """The names that stand in the snippet, given or not."""

    def take(self, name: str) -> Fragment | None:
        self.asked[name] = None
        return self.values.get(name)

    def report_unused(self, path: str, diagnostics: Diagnostics) -> None:
        """A value that the snippet doesn't print would be lost, or was meant as a condition."""
        for name in self.values.keys() - self.asked.keys():
            text, line, first = self.values[name]
            diagnostics.error(
                line.at(first),
                f"“{path}” has no {{{{ {name} }}}}, so “{text[:40]}” would be printed nowhere.",
                f"{did_you_mean(name, self.asked)} A condition goes on a ::: group around this line.".strip(),
            )


def read_call(line: Line, start: int, end: int, diagnostics: Diagnostics) -> tuple[str, dict[str, Fragment]]:
    """The file that ``line.text[start:end]`` names (or empty), and the values it gives."""
    text = line.text[:end]
    file = _FILE.match(text, start)
    if file is None:
        return "", {}
    reference = file[1] or file[2] or file[0].strip("\"'")
    if not text[file.end() :].strip():
        return reference, {}
    # What stands in an include is what stands between braces; only the closing mark is another.
    found = parse_attributes(text + "}", file.end(), line.at(file.end()))
    if isinstance(found, AttributeFault):
        diagnostics.error(line.at(found.offset), found.message, _SPELLING)
        return reference, {}
    if found.attributes.id or found.attributes.classes:
        diagnostics.error(
            line.at(file.end() + 1), "An include takes nothing but names with values.", _SPELLING
        )
    return reference, {name: (text[a:b], line, a) for name, (a, b) in found.values.items()}
