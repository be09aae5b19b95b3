"""The name or the text of a citation style in; checked CSL out."""

from __future__ import annotations

from importlib import resources
from xml.etree import ElementTree

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.model import Position

PROJECT_FILE = Position("sources/project.yaml")
"""The file that names the style."""


def csl_text(style: str, diagnostics: Diagnostics) -> str | None:
    """The XML text of a CSL style, checked.

    A dependent style (one that only points to another, CSL 1.0.2, "Independent and Dependent Styles") is
    refused: Pandoc would fetch the other from the network, even in its sandbox. So are entities.
    """
    if not style.lstrip().startswith("<"):
        shipped = resources.files("packetpress").joinpath("styles")
        names = sorted(f.name.removesuffix(".csl") for f in shipped.iterdir() if f.name.endswith(".csl"))
        if style not in names:
            hint = (
                f"{did_you_mean(style, names)} Or name a .csl file that is in the project's sources folder."
            )
            diagnostics.error(PROJECT_FILE, f"There is no citation style “{style}”.", hint)
            return None
        return shipped.joinpath(f"{style}.csl").read_text(encoding="utf-8")
    problem = ""
    try:
        if "<!DOCTYPE" in style or "<!ENTITY" in style:
            problem = "it declares entities"
        else:
            root = ElementTree.fromstring(style)  # noqa: S314  (no entities, see above)
            if not root.tag.endswith("style"):
                problem = "its first element isn't “style”"
            elif any("independent-parent" in value for e in root.iter() for value in e.attrib.values()):
                problem = "it only points to another style"
    except ElementTree.ParseError as error:
        problem = f"it isn't well-formed XML ({error})"
    if problem:
        hint = "Take an independent style from https://github.com/citation-style-language/styles."
        diagnostics.error(PROJECT_FILE, f"The citation style can't be used: {problem}.", hint)
        return None
    return style
