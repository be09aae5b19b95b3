"""A ``YamlValue`` and a pydantic model in; an instance of the model out, or diagnostics that say where.

The models say which keys exist and what they hold; here pydantic's findings become sentences for an author,
with the position of the key or value they are about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import ErrorDetails

from packetpress.diagnostics import Diagnostics, did_you_mean
from packetpress.load.yaml_values import YamlValue
from packetpress.model import Position


class Settings(BaseModel):
    """Base of what a settings file may hold: known keys only, with hyphens; an empty value is none.

    What stands in quotes under a key describes it in editors (``schemas``).
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        known = known_keys(cls)
        return {key: value for key, value in data.items() if value is not None or key not in known}


_TIME = re.compile(r"(\d{1,4}(?:\.\d{1,2})?) *(h|hours?|min|minutes?)")
Model = TypeVar("Model", bound=Settings)

# Editors read YAML 1.2, in which yes and no are words.
YesNo = Annotated[bool, WithJsonSchema({"enum": [True, False, "yes", "no"]})]
_YES_NO: TypeAdapter[bool] = TypeAdapter(bool)


def known_keys(model: type[BaseModel]) -> frozenset[str]:
    """The keys of ``model`` as authors write them."""
    return frozenset(info.alias or name for name, info in model.model_fields.items())


def validated(model: type[Model], value: YamlValue, diagnostics: Diagnostics) -> Model | None:
    """``value`` as a ``model``; None, with each finding reported at its place, if it isn't one."""
    try:
        return model.model_validate(value.plain())
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _report(model, value, detail, diagnostics)
        return None


def yes_or_no(key: str, value: YamlValue, diagnostics: Diagnostics) -> bool:
    """What ``key`` says; False, with a finding, if that is neither yes nor no."""
    try:
        return _YES_NO.validate_python(value.text)
    except ValidationError:
        given = f"“{value.text}”" if value.text else value.kind
        diagnostics.error(value.pos, f"“{key}”: {given} is neither yes nor no.", "Write yes or no.")
        return False


def salvaged(
    model: type[Model], value: YamlValue, placeholders: Mapping[str, str], diagnostics: Diagnostics
) -> Model | None:
    """Like ``validated``, but goes on after reporting, so that later findings of the run are shown too.

    Keys with an error are left out, and ``placeholders`` stand in for required ones. None if that fails too.
    """
    found = Diagnostics()
    settings = validated(model, value, found)
    diagnostics.extend(found.sorted)
    if settings is not None:
        return settings
    good: dict[str, YamlValue] = {key: YamlValue(text) for key, text in placeholders.items()}
    for key, item in value.entries.items():
        alone = Diagnostics()
        validated(model, YamlValue({**good, key: item}), alone)
        if not alone.errors and item.value is not None:
            good[key] = item
    return validated(model, YamlValue(good), Diagnostics())


def _report(model: type[Settings], value: YamlValue, detail: ErrorDetails, diagnostics: Diagnostics) -> None:
    loc = detail["loc"]
    found = value.at(loc)
    name = next((part for part in reversed(loc) if isinstance(part, str)), "")
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = known_keys(_model_at(model, loc))
        diagnostics.error(
            found.key_pos, f"“{name}” is not a key that can stand here.", did_you_mean(name, known)
        )
    elif kind == "missing":
        diagnostics.error(_start(found), f"“{name}” is missing.", f"Add a line “{name}: …”.")
    elif kind == "value_error":
        diagnostics.error(found.pos, f"{_subject(name)}{detail['ctx']['error']}.")
    elif kind in ("model_type", "model_attributes_type", "dict_type"):
        diagnostics.error(
            found.pos,
            f"{_subject(name)}a group of keys is expected here, and this is {found.kind}.",
            "Write “key: value” lines, indented by two spaces.",
        )
    elif kind in ("list_type", "tuple_type"):
        diagnostics.error(
            found.pos,
            f"{_subject(name)}a list is expected here, and this is {found.kind}.",
            "Write [a, b], or one “- item” a line.",
        )
    elif kind == "string_type":
        diagnostics.error(
            found.pos,
            f"{_subject(name)}plain text is expected here, and this is {found.kind}.",
            "Put text that has a special meaning in YAML in quotation marks.",
        )
    elif kind.startswith("date"):
        diagnostics.error(
            found.pos,
            f"{_subject(name)}“{found.text}” is not a date.",
            "Write year, month and day: 2026-11-21.",
        )
    elif kind.startswith(("int", "float")):
        given = f"“{found.text}”" if found.text else found.kind
        diagnostics.error(
            found.pos, f"{_subject(name)}{given} is not a number.", _in_digits(name, found.text)
        )
    elif kind.startswith("bool"):
        diagnostics.error(
            found.pos, f"{_subject(name)}“{found.text}” is neither yes nor no.", "Write yes or no."
        )
    elif kind in ("greater_than", "greater_than_equal", "less_than_equal"):
        size = "large" if kind == "less_than_equal" else "small"
        diagnostics.error(
            found.pos, f"{_subject(name)}“{found.text}” is too {size}.", _bound(found.text, detail["ctx"])
        )
    elif kind == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        diagnostics.error(
            found.pos,
            f"{_subject(name)}“{found.text}” is not one of the words that can stand here.",
            did_you_mean(found.text, expected.split(", ")),
        )
    else:
        message = detail["msg"]
        diagnostics.error(found.pos, f"{_subject(name)}{message[:1].lower()}{message[1:]}.")


def _in_digits(name: str, text: str) -> str:
    """How to write a number; a time with its unit is one of minutes, the only times that are counted."""
    time = _TIME.fullmatch(text.strip())
    if time is None:
        return "Write digits only."
    minutes = float(time[1]) * (60 if time[2].startswith("h") else 1)
    return f"“{name}” counts minutes; write digits only: {name}: {minutes:.0f}"


def _bound(text: str, limit: Mapping[str, float]) -> str:
    """The least or the most that can stand there, with the unit of a length if ``text`` is one."""
    unit = "pt" if re.search(r"\d *[a-z]+$", text) else ""
    if "le" in limit:
        return f"Write {limit['le']:g}{unit} or less."
    return f"Write {limit['ge']:g}{unit} or more." if "ge" in limit else f"Write more than {limit['gt']:g}."


def _subject(name: str) -> str:
    return f"“{name}”: " if name else ""


def _start(value: YamlValue) -> Position:
    return value.key_pos if value.key_pos.file else value.pos


def _model_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel]:
    """The model whose key ``loc`` ends with."""
    for part in loc[:-1]:
        for name, info in model.model_fields.items():
            if part == (info.alias or name):
                model = _inner_model(info.annotation) or model
                break
    return model


def _inner_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_inner_model(argument) for argument in get_args(annotation))
    return next((model for model in found if model is not None), None)
