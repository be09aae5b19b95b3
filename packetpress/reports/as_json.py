"""A report's value in, JSON out: an object with the fields of the value as keys, in their order.

A position becomes ``{"file": …, "line": …, "column": …}``, a tuple a list, None null. The first key,
``report``, names the report.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from packetpress.model import Position


def as_json(report: Any) -> str:
    """``report`` as JSON text with an indent of two, ended by a newline; letters beyond ASCII as they are."""
    found = {"report": type(report).__name__.lower(), **_plain(report)}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Position):
        return {"file": value.file, "line": value.line, "column": value.column}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
