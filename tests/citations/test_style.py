"""Which styles can be used."""

from __future__ import annotations

import pytest

from packetpress.citations.style import csl_text
from packetpress.diagnostics import Diagnostics

CSL = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">{}</style>'


def test_a_shipped_style_by_its_name() -> None:
    text = csl_text("apa", Diagnostics())
    assert text is not None
    assert "<title>APA Style 7th edition</title>" in text


def test_a_projects_own_style() -> None:
    own = CSL.format("<citation/>")
    assert csl_text(own, Diagnostics()) == own


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("appa", "There is no citation style “appa”."),
        ("../styles/apa", "There is no citation style “../styles/apa”."),
        ("<p/>", "The citation style can't be used: its first element isn't “style”."),
        (
            CSL.format('<info><link href="http://x.ca/apa" rel="independent-parent"/></info>'),
            "The citation style can't be used: it only points to another style.",
        ),
        (
            CSL.format('<info><link href="http://x.ca/apa" rel=" independent&#45;parent "/></info>'),
            "The citation style can't be used: it only points to another style.",
        ),
        (
            f'<!DOCTYPE style [<!ENTITY a "aaaa">]>{CSL.format("&a;")}',
            "The citation style can't be used: it declares entities.",
        ),
        (
            "<style>",
            "The citation style can't be used: it isn't well-formed XML"
            " (no element found: line 1, column 7).",
        ),
    ],
)
def test_styles_that_are_refused(style: str, message: str) -> None:
    diagnostics = Diagnostics()
    assert csl_text(style, diagnostics) is None
    assert [(d.pos.file, d.message) for d in diagnostics.sorted] == [("sources/project.yaml", message)]
