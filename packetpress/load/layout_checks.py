"""A layout's settings in; what keeps it from being printed or read out, each with its place.

The settings are those of a file with all that it extends; ``merged`` is the same as written, with positions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.color import MIN_CONTRAST, MIN_MARK_CONTRAST, contrast
from packetpress.load.layout_keys import (
    LABELS,
    MIN_MEASURE,
    REQUIRED_COLORS,
    REQUIRED_FAMILIES,
    ROLES,
    LayoutSettings,
)
from packetpress.load.yaml_values import YamlValue
from packetpress.model import TAB_MARGIN, Layout, Paint, Vendor

MARKS = ("write", "mid", "coral")
"""Colours of what is drawn on paper to be seen: lines to write on, circles to mark, bars of callouts."""


def check_values(value: YamlValue, diagnostics: Diagnostics) -> None:
    """Every name in the groups of one file, as written, has a value; else that of the file it extends stays.

    A group with nothing in it changes nothing, and may stand.
    """
    for group in value.entries.values():
        for key, item in group.entries.items():
            if item.value is None:
                diagnostics.error(
                    item.key_pos, f"“{key}” has no value.", "Write one after the colon, or take the line out."
                )
        check_values(group, diagnostics)


def complete(merged: YamlValue, settings: LayoutSettings, diagnostics: Diagnostics) -> bool:
    """Every name that is needed is there, and every name that is there is used."""
    styles = settings.styles.items()
    used_colors = {color for _, style in styles for color in (style.color, *style.on)}
    used_families = {style.family for _, style in styles}
    whole = all(
        [
            _names(merged, "palette", settings.palette, REQUIRED_COLORS, used_colors, diagnostics),
            _names(merged, "families", settings.families, REQUIRED_FAMILIES, used_families, diagnostics),
            _names(merged, "styles", settings.styles, ROLES, frozenset(), diagnostics),
            _names(merged, "labels", settings.labels, LABELS, frozenset(), diagnostics),
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
                diagnostics.error(
                    merged.at(("styles", role, key)).pos,
                    f"“{key}” of the style “{role}” is “{name}”, which isn't defined.",
                    did_you_mean(name, known),
                )
    return whole


def _names(
    merged: YamlValue,
    group: str,
    given: Mapping[str, object],
    required: Collection[str],
    used: Collection[str],
    diagnostics: Diagnostics,
) -> bool:
    value = merged.at((group,))
    for name in given:
        if name not in required and name not in used:
            near = get_close_matches(name, sorted(required), n=1)
            diagnostics.error(
                value.entries[name].key_pos,
                f"Nothing uses “{name}” under “{group}”.",
                did_you_mean(name, required) if near else "Remove it.",
            )
    missing = sorted(set(required) - set(given))
    if missing:
        diagnostics.error(
            value.key_pos,
            f"“{group}” lacks {', '.join(f'“{name}”' for name in missing)}.",
            "Add it, or let this file extend a layout that has it.",
        )
    return not missing and all(name in required or name in used for name in given)


def check_margins(merged: YamlValue, settings: LayoutSettings, diagnostics: Diagnostics) -> None:
    page = settings.page
    for side, room in (
        ("width", page.width - page.inner - page.outer),
        ("height", page.height - page.top - page.bottom),
    ):
        if room < MIN_MEASURE:
            diagnostics.error(
                merged.at(("page", side)).pos,
                f"The margins leave {room:g} points of the page's {side} for text.",
                "Make the page larger or its margins smaller.",
            )


def check_contrast(merged: YamlValue, settings: LayoutSettings, diagnostics: Diagnostics) -> None:
    roles: dict[tuple[str, str], list[str]] = {}
    for role, style in settings.styles.items():
        for ground in style.on:
            roles.setdefault((style.color, ground), []).append(role)
    for (color, ground), used in roles.items():
        ratio = contrast(settings.palette[color], settings.palette[ground])
        if ratio < MIN_CONTRAST:
            diagnostics.error(
                merged.at(("palette", color)).key_pos,
                f"Text in “{color}” is hard to read on “{ground}”: their contrast is {ratio:.1f} to 1,"
                f" and {MIN_CONTRAST} to 1 is the least (WCAG 2.2, 1.4.3).",
                f"Make one of the two darker or lighter. The pair is used for {', '.join(used)}.",
            )

    for color in MARKS:
        ratio = contrast(settings.palette[color], settings.palette["paper"])
        if ratio < MIN_MARK_CONTRAST:
            diagnostics.error(
                merged.at(("palette", color)).key_pos,
                f"Marks in “{color}” are hard to see on “paper”: their contrast is {ratio:.1f} to 1,"
                f" and {MIN_MARK_CONTRAST:g} to 1 is the least (WCAG 2.2, 1.4.11).",
                "Make it darker. Lines to write on, circles to mark and bars are drawn in it.",
            )


def check_steps(merged: YamlValue, layout: Layout, diagnostics: Diagnostics) -> None:
    """Each tab has room for its words."""
    if layout.tabs is None:
        return
    step = (layout.page.height - 2 * TAB_MARGIN) / layout.tabs.steps
    least = 2 * layout.styles["tab"].leading
    if step < least:
        diagnostics.error(
            merged.at(("tabs", "steps")).pos,
            f"{layout.tabs.steps} tabs below each other have {step:.0f} points each; {least:g} is the least.",
            "Write a smaller number.",
        )


def check_spots(merged: YamlValue, settings: LayoutSettings, diagnostics: Diagnostics) -> None:
    """A spot colour is one ink: some colour is it in full, with one mixture that stands for it."""
    full: dict[str, tuple[str, Paint]] = {}
    for token, paint in settings.palette.items():
        if not paint.spot or paint.tint != 1:
            continue
        first, known = full.setdefault(paint.spot, (token, paint))
        if known.cmyk != paint.cmyk:
            diagnostics.error(
                merged.at(("palette", token, "cmyk")).pos,
                f"“{paint.spot}” has other inks here than in “{first}”; one ink looks the same everywhere.",
                "Give both the same “cmyk”, or this one a “tint”.",
            )
    for token, paint in settings.palette.items():
        if paint.spot and paint.spot not in full:
            diagnostics.error(
                merged.at(("palette", token, "spot")).pos,
                f"“{paint.spot}” is used at {paint.tint:.0%} here, and no colour is it in full.",
                "Leave “tint” out of one colour of this name: its “cmyk” says what the whole ink looks like.",
            )


def fit_for_press(
    merged: YamlValue, settings: LayoutSettings, vendor: Vendor | None, diagnostics: Diagnostics
) -> bool:
    """Whether a layout for a press says all that a press needs to know."""
    missing = [] if settings.profile else ["profile"]
    if not settings.vendor or (vendor is not None and not vendor.press):
        missing.append("vendor")
    for key in missing:
        diagnostics.error(
            merged.at(("finishing",)).pos,
            f"“finishing: press” needs “{key}”.",
            "Extend the layout “press”, which has it, or add it here.",
        )
    if settings.color != "cmyk" and settings.ink != "grey":
        diagnostics.error(
            merged.at(("color",)).pos,
            f"A press prints in four inks, and “color” is “{settings.color}”.",
            "Write “color: cmyk”.",
        )
        missing.append("color")
    for token in settings.palette:
        value = merged.at(("palette", token))
        if "cmyk" not in value.entries:
            diagnostics.error(
                value.pos,
                f"The colour “{token}” has no inks, and a press needs them.",
                'Say them in per cent: {color: "#0b4f59", cmyk: [90, 40, 42, 48]}.',
            )
            missing.append(token)
    return not missing
