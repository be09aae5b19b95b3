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
from difflib import get_close_matches
from pathlib import Path

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.color import MIN_CONTRAST, MIN_MARK_CONTRAST, contrast
from packetpress.load.files import ProjectFiles
from packetpress.load.font import font_problem
from packetpress.load.icc import profile_problem
from packetpress.load.layout_keys import (
    LABELS,
    MIN_MEASURE,
    REQUIRED_COLORS,
    REQUIRED_FAMILIES,
    ROLES,
    FamilySettings,
    LayoutSettings,
    VendorSettings,
)
from packetpress.load.project import is_name
from packetpress.load.validate import validated
from packetpress.load.yaml_values import YamlValue, parse_yaml
from packetpress.model import FontFamily, FontFile, Layout, OutputProfile, Position, Vendor

EXTENDS = "extends"

MARKS = ("write", "mid", "coral")
"""Colours of what is drawn on paper to be seen: lines to write on, circles to mark, bars of callouts."""
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
    """The layout with the bleed and the marks that a print shop asks for."""
    page = replace(layout.page, bleed=vendor.bleed, slug=MARKS_ROOM if vendor.marks else 0.0)
    return replace(layout, page=page, vendor=vendor)


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
        if merged is None or settings is None or not self._complete(merged, settings):
            return None
        families = {key: self._family(merged, key, family) for key, family in settings.families.items()}
        fallback = [
            self._font(file, merged.at(("fallback", index)).pos)
            for index, file in enumerate(settings.fallback)
        ]
        self._check_contrast(merged, settings)
        self._check_margins(merged, settings)
        whole = {key: family for key, family in families.items() if family is not None}
        profile = self._profile(merged, settings)
        vendor = self.vendor(settings.vendor, merged.at(("vendor",)).pos) if settings.vendor else None
        if settings.finishing == "press" and not self._press(merged, settings):
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
            digest=self._digest(name, settings),
            profile=profile,
        )
        return layout if vendor is None else for_vendor(layout, vendor)

    def vendor(self, name: str, pos: Position) -> Vendor | None:
        """The print shop ``name``, asked for at ``pos``; reports what is wrong."""
        value = None
        if is_name(name):
            value = self._parse(f"{VENDORS}/{name}", pos)
        else:
            self._diagnostics.error(pos, f"“{name}” can't be the name of a print shop.")
        settings = None if value is None else validated(VendorSettings, value, self._diagnostics)
        if settings is None:
            return None
        inks = {"ink_limit": settings.ink_limit / 100, "good_dpi": max(settings.good_dpi, settings.min_dpi)}
        return Vendor(name=name, **(settings.model_dump() | inks))

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

    def _press(self, merged: YamlValue, settings: LayoutSettings) -> bool:
        """Whether a layout for a press says all that a press needs to know."""
        missing = [key for key in ("profile", "vendor") if not getattr(settings, key)]
        for key in missing:
            self._diagnostics.error(
                merged.at(("finishing",)).pos,
                f"“finishing: press” needs “{key}”.",
                "Extend the layout “press”, which has it, or add it here.",
            )
        if settings.color != "cmyk" and settings.ink != "grey":
            self._diagnostics.error(
                merged.at(("color",)).pos,
                f"A press prints in four inks, and “color” is “{settings.color}”.",
                "Write “color: cmyk”.",
            )
            missing.append("color")
        for token in settings.palette:
            value = merged.at(("palette", token))
            if "cmyk" not in value.entries:
                self._diagnostics.error(
                    value.pos,
                    f"The colour “{token}” has no inks, and a press needs them.",
                    'Say them in per cent: {color: "#0b4f59", cmyk: [90, 40, 42, 48]}.',
                )
                missing.append(token)
        return not missing

    def _parse(self, name: str, pos: Position | None = None) -> YamlValue | None:
        """``pos``: where it is asked for, if that is to blame for a missing file."""
        if name not in self._parsed:
            found = self._read(f"{name}.yaml", pos or Position(f"layouts/{name}.yaml"), text=True)
            self._parsed[name] = None
            if found is not None:
                path, data = found
                self._parsed[name] = parse_yaml(data.decode("utf-8"), path, self._diagnostics)
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

    def _complete(self, merged: YamlValue, settings: LayoutSettings) -> bool:
        """Every name that is needed is there, and every name that is there is used."""
        styles = settings.styles.items()
        used_colors = {color for _, style in styles for color in (style.color, *style.on)}
        used_families = {style.family for _, style in styles}
        whole = all(
            [
                self._names(merged, "palette", settings.palette, REQUIRED_COLORS, used_colors),
                self._names(merged, "families", settings.families, REQUIRED_FAMILIES, used_families),
                self._names(merged, "styles", settings.styles, ROLES, frozenset()),
                self._names(merged, "labels", settings.labels, LABELS, frozenset()),
            ]
        )
        for role, style in styles:
            families, palette = frozenset(settings.families), frozenset(settings.palette)
            for key, name, known in (
                ("family", style.family, families),
                ("color", style.color, palette),
                *(("on", ground, palette) for ground in style.on),
            ):
                if name not in known:
                    whole = False
                    self._diagnostics.error(
                        merged.at(("styles", role, key)).pos,
                        f"“{key}” of the style “{role}” is “{name}”, which isn't defined.",
                        did_you_mean(name, known),
                    )
        return whole

    def _names(
        self,
        merged: YamlValue,
        group: str,
        given: Mapping[str, object],
        required: Collection[str],
        used: Collection[str],
    ) -> bool:
        value = merged.at((group,))
        for name in given:
            if name not in required and name not in used:
                near = get_close_matches(name, sorted(required), n=1)
                self._diagnostics.error(
                    value.entries[name].key_pos,
                    f"Nothing uses “{name}” under “{group}”.",
                    did_you_mean(name, required) if near else "Remove it.",
                )
        missing = sorted(set(required) - set(given))
        if missing:
            self._diagnostics.error(
                value.key_pos,
                f"“{group}” lacks {', '.join(f'“{name}”' for name in missing)}.",
                "Add it, or let this file extend a layout that has it.",
            )
        return not missing and all(name in required or name in used for name in given)

    def _check_margins(self, merged: YamlValue, settings: LayoutSettings) -> None:
        page = settings.page
        for side, room in (
            ("width", page.width - page.inner - page.outer),
            ("height", page.height - page.top - page.bottom),
        ):
            if room < MIN_MEASURE:
                self._diagnostics.error(
                    merged.at(("page", side)).pos,
                    f"The margins leave {room:g} points of the page's {side} for text.",
                    "Make the page larger or its margins smaller.",
                )

    def _check_contrast(self, merged: YamlValue, settings: LayoutSettings) -> None:
        roles: dict[tuple[str, str], list[str]] = {}
        for role, style in settings.styles.items():
            for ground in style.on:
                roles.setdefault((style.color, ground), []).append(role)
        for (color, ground), used in roles.items():
            ratio = contrast(settings.palette[color], settings.palette[ground])
            if ratio < MIN_CONTRAST:
                self._diagnostics.error(
                    merged.at(("palette", color)).key_pos,
                    f"Text in “{color}” is hard to read on “{ground}”: their contrast is {ratio:.1f} to 1,"
                    f" and {MIN_CONTRAST} to 1 is the least (WCAG 2.2, 1.4.3).",
                    f"Make one of the two darker or lighter. The pair is used for {', '.join(used)}.",
                )

        for color in MARKS:
            ratio = contrast(settings.palette[color], settings.palette["paper"])
            if ratio < MIN_MARK_CONTRAST:
                self._diagnostics.error(
                    merged.at(("palette", color)).key_pos,
                    f"Marks in “{color}” are hard to see on “paper”: their contrast is {ratio:.1f} to 1,"
                    f" and {MIN_MARK_CONTRAST:g} to 1 is the least (WCAG 2.2, 1.4.11).",
                    "Make it darker. Lines to write on, circles to mark and bars are drawn in it.",
                )

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
