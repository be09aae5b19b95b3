"""``layouts/*.yaml`` and the fonts they name in; ``Layout`` values with every length and colour resolved out.

A layout ``extends`` another one, up to the brand; what a file says wins over what it extends, key by key,
once, before anything is checked. A file that the project doesn't have is taken from the layouts that come
with packetpress, so a project may bring a brand of its own, one layout, or nothing.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Collection, Mapping
from dataclasses import replace
from math import lcm
from pathlib import Path

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.files import ProjectFiles
from packetpress.load.font import font_problem
from packetpress.load.icc import profile_problem
from packetpress.load.layout_checks import (
    check_contrast,
    check_margins,
    check_spots,
    check_steps,
    check_values,
    complete,
    fit_for_press,
)
from packetpress.load.layout_keys import FamilySettings, LayoutSettings, bound
from packetpress.load.leaves import check_tabs
from packetpress.load.project import is_name
from packetpress.load.validate import validated
from packetpress.load.vendor_keys import PRESS_KEYS, CopierSettings, VendorSettings
from packetpress.load.yaml_values import YamlValue, parse_yaml
from packetpress.model import FontFamily, FontFile, Layout, OutputProfile, Position, Vendor

EXTENDS = "extends"

VENDORS = "vendors"
MARKS_ROOM = 27.0
"""Points beyond the bleed that marks take."""


def load_layouts(project_root: Path, names: Collection[str], diagnostics: Diagnostics) -> dict[str, Layout]:
    """The layouts ``names``, by name, sorted. Reports what is wrong with one and leaves it out.

    Findings: no such file, a chain of ``extends`` that comes back to itself, unknown or missing keys, wrong
    lengths and colours, text that doesn't stand out from its ground, fonts that are missing or broken.
    """
    shelf = _Shelf(project_root, diagnostics)
    found = ((name, shelf.layout(name)) for name in sorted(set(names)))
    return {name: layout for name, layout in found if layout is not None}


def layout_names(project_root: Path) -> tuple[str, ...]:
    """The layouts that a packet of this project can ask for, sorted: those that say what a page is."""
    shelf = _Shelf(project_root, Diagnostics())
    chains = ((name, shelf.merged(name)) for name in shelf.file_names())
    # A broken layout keeps its name: loading it says what is wrong.
    return tuple(name for name, merged in chains if merged is None or "page" in merged.entries)


def load_vendors(
    project_root: Path, names: Mapping[str, Position], diagnostics: Diagnostics
) -> dict[str, Vendor]:
    """Print shops by name; ``names`` says where each is asked for. Reports what is wrong with one, and
    leaves it out."""
    shelf = _Shelf(project_root, diagnostics)
    found = ((name, shelf.vendor(name, pos)) for name, pos in sorted(names.items()))
    return {name: vendor for name, vendor in found if vendor is not None}


def for_vendor(layout: Layout, vendor: Vendor) -> Layout:
    """The layout with who prints it; for a press with the bleed and the marks that it asks for."""
    if layout.finishing != "press":
        return replace(layout, vendor=vendor)
    page = replace(
        layout.page,
        bleed=vendor.bleed,
        slug=MARKS_ROOM if vendor.marks else 0.0,
        multiple=vendor.page_multiple,
    )
    return replace(layout, page=page, vendor=vendor)


def for_sheets(layout: Layout, multiple: int, binding: str = "") -> Layout:
    """The layout for pages that are then laid out on sheets.

    ``multiple``: their number is a multiple of this. ``binding``: what holds the sheets together; empty
    leaves it to the layout.
    """
    page = replace(layout.page, multiple=lcm(layout.page.multiple, multiple))
    return replace(layout, page=bound(page, binding) if binding else page)


class _Shelf:
    """The project's layouts in front of the shipped ones."""

    def __init__(self, project_root: Path, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics
        package = Path(__file__).resolve().parent.parent
        # A wheel carries the layouts inside the package; a checkout has them beside it.
        shipped = package / "_layouts" if (package / "_layouts").is_dir() else package.parent / "layouts"
        self._places = (
            (ProjectFiles(project_root, diagnostics), "layouts"),
            (ProjectFiles(shipped.parent, diagnostics), shipped.name),
        )
        self._parsed: dict[str, YamlValue | None] = {}
        self._fonts: dict[str, FontFile | None] = {}
        self._digests: dict[str, str] = {}

    def file_names(self) -> tuple[str, ...]:
        names = {
            Path(path).stem for files, folder in self._places for path in files.in_folder(folder, ".yaml")
        }
        return tuple(sorted(names))

    def merged(self, name: str, chain: tuple[str, ...] = ()) -> YamlValue | None:
        """The file ``name`` laid over what it extends; None if a file of the chain is missing or broken."""
        value = self._parse(name)
        if value is None:
            return None
        base = value.entries.get(EXTENDS)
        if base is None:
            return value
        if base.text in (*chain, name):
            names = " → ".join((*chain, name, base.text))
            self._diagnostics.error(
                base.pos,
                f"These layouts extend each other in a circle: {names}.",
                "Remove “extends” from one of them.",
            )
            return None
        if base.text not in self.file_names():
            self._diagnostics.error(
                base.pos,
                f"There is no layout “{base.text}” to extend.",
                did_you_mean(base.text, set(self.file_names()) - {name}),
            )
            return None
        below = self.merged(base.text, (*chain, name))
        return None if below is None else _over(below, value)

    def layout(self, name: str) -> Layout | None:
        if name not in self.file_names():
            self._diagnostics.error(
                Position(f"layouts/{name}.yaml"),
                f"There is no layout “{name}”.",
                did_you_mean(name, self.file_names()),
            )
            return None
        merged = self.merged(name)
        settings = validated(LayoutSettings, merged, self._diagnostics) if merged is not None else None
        if merged is None or settings is None or not complete(merged, settings, self._diagnostics):
            return None
        families = {key: self._family(merged, key, family) for key, family in settings.families.items()}
        fallback = [
            self._font(file, merged.at(("fallback", index)).pos)
            for index, file in enumerate(settings.fallback)
        ]
        check_contrast(merged, settings, self._diagnostics)
        check_margins(merged, settings, self._diagnostics)
        check_spots(merged, settings, self._diagnostics)
        whole = {key: family for key, family in families.items() if family is not None}
        profile = self._profile(merged, settings)
        vendor = self.vendor(settings.vendor, merged.at(("vendor",)).pos) if settings.vendor else None
        if settings.finishing == "press" and not fit_for_press(merged, settings, vendor, self._diagnostics):
            return None
        unusable = (settings.profile and not profile) or (settings.vendor and not vendor)
        if len(whole) < len(families) or None in fallback or unusable:
            return None
        layout = Layout(
            name=name,
            page=settings.page.geometry(settings.binding or ""),
            color="gray" if settings.ink == "grey" else settings.color,
            palette=settings.palette,
            families=whole,
            fallback=tuple(font for font in fallback if font is not None),
            styles={role: style.text_style() for role, style in settings.styles.items()},
            labels=settings.labels,
            writing_pitch=settings.writing_pitch,
            finishing=settings.finishing,
            emphasis=settings.emphasis,
            notes=settings.notes,
            figures=settings.figures,
            wide_tables=settings.wide_tables,
            running_notes=settings.running_notes,
            fields=settings.fields,
            cover=settings.cover,
            tabs=None if settings.tabs is None else settings.tabs.tabs(),
            digest=self._digest(name, settings),
            profile=profile,
            binding=settings.binding or "",
        )
        check_steps(merged, layout, self._diagnostics)
        check_tabs(layout, merged.at(("page", "outer")).pos, self._diagnostics)
        return layout if vendor is None else for_vendor(layout, vendor)

    def vendor(self, name: str, pos: Position) -> Vendor | None:
        """The print shop ``name``, asked for at ``pos``; reports what is wrong."""
        value = None
        if is_name(name):
            value = self._parse(f"{VENDORS}/{name}", pos)
        else:
            self._diagnostics.error(pos, f"“{name}” can't be the name of a print shop.")
        if value is None:
            return None
        keys = VendorSettings if value.entries.keys() & PRESS_KEYS else CopierSettings
        settings = validated(keys, value, self._diagnostics)
        return None if settings is None else settings.vendor(name)

    def _profile(self, merged: YamlValue, settings: LayoutSettings) -> OutputProfile | None:
        wanted = settings.profile
        if wanted is None:
            return None
        pos = merged.at(("profile", "file")).pos
        found = self._read(posixpath.join("icc", wanted.file), pos)
        if found is None:
            return None
        problem = profile_problem(found[1])
        if problem:
            self._diagnostics.error(
                pos, f"“{wanted.file}” {problem}.", "Use an ICC output profile for CMYK, such as FOGRA39's."
            )
            return None
        return OutputProfile(wanted.condition, wanted.name or wanted.condition, found[1])

    def _parse(self, name: str, pos: Position | None = None) -> YamlValue | None:
        """``pos``: where it is asked for, if that is to blame for a missing file."""
        if name not in self._parsed:
            found = self._read(f"{name}.yaml", pos or Position(f"layouts/{name}.yaml"), text=True)
            self._parsed[name] = None
            if found is not None:
                path, data = found
                value = parse_yaml(data.decode("utf-8"), path, self._diagnostics)
                self._parsed[name] = value
                if value is not None:
                    check_values(value, self._diagnostics)
        return self._parsed[name]

    def _read(self, name: str, pos: Position, *, text: bool = False) -> tuple[str, bytes] | None:
        """Path and content of the file ``name`` of the first place that has it."""
        for files, folder in self._places:
            path = posixpath.join(folder, name)
            if not files.exists(path):
                continue
            data: bytes | None
            if text:
                content = files.read_text(path, pos)
                data = None if content is None else content.encode("utf-8")
            else:
                data = files.read_bytes(path, pos)
            if data is None:
                return None
            self._digests[name] = hashlib.sha256(data).hexdigest()
            return path, data
        known = [
            Path(path).name
            for files, folder in self._places
            for path in files.in_folder(posixpath.dirname(posixpath.join(folder, name)), Path(name).suffix)
        ]
        self._diagnostics.error(
            pos, f"There is no file “layouts/{name}”.", did_you_mean(posixpath.basename(name), known)
        )
        return None

    def _font(self, file: str, pos: Position) -> FontFile | None:
        if file not in self._fonts:
            self._fonts[file] = None
            found = self._read(posixpath.join("fonts", file), pos)
            if found is not None:
                problem = font_problem(found[1])
                if problem:
                    self._diagnostics.error(
                        pos, f"“{file}” {problem}.", "Use a TrueType or OpenType font file."
                    )
                else:
                    self._fonts[file] = FontFile(posixpath.splitext(file)[0], found[1])
        return self._fonts[file]

    def _family(self, merged: YamlValue, key: str, family: FamilySettings) -> FontFamily | None:
        fonts = [
            self._font(file, merged.at(("families", key, cut)).pos)
            for cut, file in (
                ("regular", family.regular),
                ("bold", family.bold),
                ("italic", family.italic),
                ("bold-italic", family.bold_italic),
            )
        ]
        whole = [font for font in fonts if font is not None]
        return FontFamily(*whole) if len(whole) == len(fonts) else None

    def _digest(self, name: str, settings: LayoutSettings) -> str:
        names = [posixpath.join("fonts", file) for file in settings.font_files()]
        if settings.profile is not None:
            names.append(posixpath.join("icc", settings.profile.file))
        if settings.vendor:
            names.append(f"{VENDORS}/{settings.vendor}.yaml")
        link: str | None = name
        while link is not None:
            names.append(f"{link}.yaml")
            value = self._parse(link)
            base = value.entries.get(EXTENDS) if value is not None else None
            link = base.text if base is not None else None
        lines = (f"{file} {self._digests[file]}\n" for file in sorted(set(names)))
        return hashlib.sha256("".join(lines).encode()).hexdigest()


def _over(base: YamlValue, value: YamlValue) -> YamlValue:
    """``value`` laid over ``base``: mappings key by key, anything else as a whole."""
    if value.value is None:
        return base
    if not isinstance(base.value, Mapping) or not isinstance(value.value, Mapping):
        return value
    entries = dict(base.entries)
    for key, item in value.entries.items():
        entries[key] = _over(entries[key], item) if key in entries else item
    return replace(value, value=entries)
