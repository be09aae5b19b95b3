"""What may stand in braces after a cross-reference: ``@ex-feed{fallback="…" see-packet="…" page="…"}``.

``{page of participant}`` is the same as ``{page="participant"}``.
"""

from __future__ import annotations

import re

from packetpress.load.markdown.attributes import AttributeList, parse_attributes
from packetpress.load.markdown.scan import Scan
from packetpress.model import EDITIONS, NO_ATTRIBUTES, CrossReference, Position

KEYS = frozenset({"fallback", "see-packet", "page"})
PARTICIPANT = EDITIONS[0]
_PAGE_OF = re.compile(r"\{ *page +of +([\w-]+) *\}")


def cross_reference(scan: Scan, key: str, pos: Position, end: int) -> int:
    """Puts the reference to ``key`` into the scan, with what stands in braces at ``end``; returns the end."""
    text = scan.text
    attributes, edition, place = NO_ATTRIBUTES, "", end
    if match := _PAGE_OF.match(text, end):
        edition, place, end = match[1], match.start(1), match.end()
    elif text.startswith("{", end) and not text.startswith("{{", end):
        found = parse_attributes(text, end, scan.run.at(end))
        if isinstance(found, AttributeList) and found.values and found.values.keys() <= KEYS:
            attributes, end = found.attributes, found.end
            edition = attributes.get("page")
            place = found.values["page"][0] if "page" in found.values else place
        else:
            scan.context.diagnostics.error(
                scan.run.at(end),
                f"These braces can't be read after “@{key}”.",
                f'Write @{key}{{fallback="text for packets without it"}}, {{see-packet="NAME"}} or '
                f"{{page of {PARTICIPANT}}}.",
            )
    if edition not in ("", PARTICIPANT):
        scan.context.diagnostics.error(
            scan.run.at(place),
            f"“{edition}” is no edition whose page can be given.",
            f"Only the {PARTICIPANT} edition's page can: {{page of {PARTICIPANT}}}.",
        )
        edition = ""
    fallback = scan.context.expand(attributes.get("fallback"))
    packet = scan.context.expand(attributes.get("see-packet"))
    scan.push(CrossReference(key, fallback, pos, packet, edition))
    return end
