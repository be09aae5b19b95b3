"""A clean press file, and ways to break it."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping
from functools import cache

import pikepdf

from packetpress.finish import finish
from packetpress.model import Vendor
from packetpress.preflight import Finding, check_press
from tests.typeset.samples import document, house_layout, paragraph, section, set_pages

PAGE = 2
"""Index of the page that is broken: a section's first, with room below its text."""
FREE = (220.0, 150.0)
"""A place on it with nothing around."""
FONT = "/Planted"
"""Set in the house's own text face."""


@cache
def clean() -> bytes:
    made = document(section(paragraph("Babies are born ready to meet people.")))
    layout = house_layout("press")
    return finish(set_pages(made, layout=layout), made, layout)


def shop() -> Vendor:
    vendor = house_layout("press").vendor
    assert vendor is not None
    return vendor


def planted(change: Callable[[pikepdf.Pdf], object], **saving: object) -> bytes:
    with pikepdf.open(io.BytesIO(clean())) as pdf:
        change(pdf)
        target = io.BytesIO()
        options: dict[str, object] = {
            "object_stream_mode": pikepdf.ObjectStreamMode.disable,
            "force_version": "1.6",
            "static_id": True,
            "fix_metadata_version": False,  # pikepdf would mend the metadata that a test has broken
        }
        pdf.save(target, **(options | saving))  # type: ignore[arg-type]
    return target.getvalue()


def drawn(content: str, resources: Mapping[str, Mapping[str, object]] | None = None) -> bytes:
    """The clean file with content of one's own below that of a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[PAGE]
        own = page.obj.Resources
        fonts = own.Font
        fonts[FONT] = next(font for name, font in fonts.items() if "NextRegular" not in str(name))
        for group, entries in (resources or {}).items():
            if f"/{group}" not in own:
                own[f"/{group}"] = pikepdf.Dictionary()
            for name, value in entries.items():
                made = value(pdf) if callable(value) else value
                own[f"/{group}"][f"/{name}"] = made
        page.contents_add(f"q {content} Q\n".encode(), prepend=True)

    return planted(change)


def found(data: bytes, vendor: Vendor | None = None) -> tuple[Finding, ...]:
    return check_press(data, vendor or shop())


def rules(findings: Collection[Finding]) -> set[str]:
    return {finding.rule for finding in findings}
