"""What is made from the rest of the packet: ``::: {.gather what="agenda"}``."""

from __future__ import annotations

from packetpress.diagnostics import did_you_mean
from packetpress.load.markdown.divline import Opening
from packetpress.model import GATHERED, Block, Blocks, Gathered


def gather(opening: Opening, children: Blocks) -> Block:
    what, wanted = opening.text("what"), opening.has("detail")
    if what not in GATHERED:
        opening.error(
            "what",
            f"“{what}” can't be gathered." if what else "What is to be gathered here?",
            did_you_mean(what, GATHERED),
        )
        return Gathered("", "", opening.attributes, opening.pos)
    detail = opening.one_of("detail", GATHERED[what]) if wanted else ""
    if children:
        opening.error("", "What is gathered can't hold text.", "Put the text before or after the ::: lines.")
    return Gathered(what, detail or next(iter(GATHERED[what]), ""), opening.attributes, opening.pos)
