"""A PDF's bytes in; for each page whether a copier counts it as a colour page out.

A copier bills a page as colour if anything on it is neither black nor grey: in RGB, what has unequal parts;
in inks, what has any cyan, magenta or yellow. Only what paints is looked at, not where it lands, and a page
is read no further than to its first colour: this is asked of every file of every build.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Dictionary, Stream
from PIL import Image, ImageChops

from packetpress.preflight.colors import CMYK, GRAY, RGB, Space, resource, space_of

GREY = 1 / 255 + 1e-6
"""Parts of RGB that differ by no more than this are grey, rounded: one step of eight bits."""
_MAX_DEPTH = 12
_MAX_PIXELS = 100_000_000
_GREYS = frozenset({"DeviceGray", "CalGray", "ICCBased Gray"})

_MAYBE = re.compile(rb"(?<![^\x00\s\]>)])(?:rg|RG|k|K|cs|CS|sh|Do|BI)(?![^\x00\s/\[<(])")
"""Without one of these operators a page has no colour. Found in a text they only cost a second look."""
_TOKEN = re.compile(
    rb"""
      %[^\r\n]*
    | \((?:[^()\\]|\\.)*\)
    | \[[^\[\]()%]*\]
    | <[0-9A-Fa-f\s]*>
    | /[^\x00\s()<>\[\]{}/%]*
    | [^\x00\s()<>\[\]{}/%]+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_END_OF_IMAGE = re.compile(rb"[\x00\s]EI(?![^\x00\s])")
_NO_OPERATORS = frozenset([b"BI", b"true", b"false", b"null"])
"""An inline image is told of at its end."""
_NUMBER = frozenset(b"+-.0123456789")
_DEVICE = {"g": GRAY, "rg": RGB, "k": CMYK}
_FILLS = frozenset(["f", "F", "f*", "B", "B*", "b", "b*"])
_STROKES = frozenset(["S", "s", "B", "B*", "b", "b*"])
_SHOWS = frozenset(["Tj", "TJ", "'", '"'])
_FILLED_TEXT = frozenset([0, 2, 4, 6])
_STROKED_TEXT = frozenset([1, 2, 5, 6])


def color_pages(data: bytes) -> tuple[bool, ...]:
    """Page by page. What can't be read counts as colour: no bill should be higher than its order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        reader = _Reader()
        return tuple(reader.page(page.obj) for page in pdf.pages)


@dataclass(slots=True)
class _State:
    fill: bool = False
    """Whether it is a colour, neither grey nor black nor white."""
    stroke: bool = False
    fill_space: Space = GRAY
    stroke_space: Space = GRAY
    mode: int = 0
    """Of text (ISO 32000-1, table 106)."""


class _Reader:
    """Remembers what the pictures of a file are, for the pages that share them."""

    def __init__(self) -> None:
        self._pictures: dict[tuple[int, int], bool] = {}

    def page(self, page: pikepdf.Object) -> bool:
        contents = page.get("/Contents")
        streams = [contents] if isinstance(contents, Stream) else list(contents or ())
        try:
            data = b"\n".join(bytes(stream.get_stream_buffer()) for stream in streams)
            return self._has_color(data, page.get("/Resources"), _State(), 0)
        except (pikepdf.PdfError, ValueError, TypeError, IndexError):
            return True

    def _has_color(self, data: bytes, resources: Any, state: _State, depth: int) -> bool:
        if depth > _MAX_DEPTH:
            return True
        if not (state.fill or state.stroke) and not _MAYBE.search(data):
            return False
        return any(self._painted(data, resources, state, depth))

    def _painted(self, data: bytes, resources: Any, state: _State, depth: int) -> Iterator[bool]:
        """Of each thing that is painted, whether it has a colour."""
        saved: list[_State] = []
        for name, operands in _operations(data):
            if name == "q":
                saved.append(replace(state))
            elif name == "Q":
                state = saved.pop() if saved else state
            elif name.lower() in _DEVICE:
                _use(state, name, _DEVICE[name.lower()])
                _set(state, name, _tinted(_DEVICE[name.lower()], _numbers(operands)))
            elif name in ("cs", "CS"):
                space = space_of(pikepdf.Name(operands[-1].decode("latin-1")), resources)
                _use(state, name, space)
                _set(state, name, _tinted(space, space.initial))
            elif name in ("sc", "scn", "SC", "SCN"):
                _set(state, name, self._chosen(state, name, operands, resources, depth))
            elif name == "Tr":
                state.mode = int(_numbers(operands)[-1])
            elif name in _SHOWS:
                filled, stroked = state.mode in _FILLED_TEXT, state.mode in _STROKED_TEXT
                yield (filled and state.fill) or (stroked and state.stroke)
            elif name in _FILLS or name in _STROKES:
                yield (name in _FILLS and state.fill) or (name in _STROKES and state.stroke)
            elif name == "sh":
                found = resource(resources, "/Shading", operands[-1].decode("latin-1"))
                yield not _is_grey(found, resources)
            elif name == "Do":
                found = resource(resources, "/XObject", operands[-1].decode("latin-1"))
                yield self._object(found, resources, state, depth)
            elif name == "BI":
                yield _inline(operands, state, resources)

    def _chosen(
        self, state: _State, name: str, operands: Sequence[bytes], resources: Any, depth: int
    ) -> bool:
        space = state.stroke_space if name.isupper() else state.fill_space
        if not operands or not operands[-1].startswith(b"/"):
            return _tinted(space, _numbers(operands))
        pattern = resource(resources, "/Pattern", operands[-1].decode("latin-1"))
        if isinstance(pattern, Stream) and int(pattern.get("/PaintType", 0)) == 1:
            return self._has_color(
                bytes(pattern.get_stream_buffer()), pattern.get("/Resources"), _State(), depth + 1
            )
        if isinstance(pattern, Dictionary):
            return not _is_grey(pattern.get("/Shading"), resources)
        return True

    def _object(self, found: Any, resources: Any, state: _State, depth: int) -> bool:
        if not isinstance(found, Stream):
            return False
        if found.get("/Subtype") == "/Form":
            inner = found.get("/Resources", resources)
            return self._has_color(bytes(found.get_stream_buffer()), inner, replace(state), depth + 1)
        if bool(found.get("/ImageMask", False)):
            return state.fill
        if found.objgen not in self._pictures:
            self._pictures[found.objgen] = _is_colored(found, resources)
        return self._pictures[found.objgen]


def _operations(data: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Operators with the names and numbers before them; of an inline image, ``BI`` with its dictionary."""
    operands: list[bytes] = []
    at = 0
    while at < len(data):
        found = _TOKEN.search(data, at)
        if found is None:
            return
        token, at = found[0], found.end()
        first = token[0]
        if token == b"(":
            at = _after_string(data, at)
        elif first in _NUMBER or (first == 0x2F and len(token) > 1):
            operands.append(token)
        elif token == b"ID":
            end = _END_OF_IMAGE.search(data, at)
            at = end.end() if end else len(data)
            yield "BI", operands
            operands = []
        elif (chr(first).isalpha() or first in b"'\"") and token not in _NO_OPERATORS:
            yield token.decode("latin-1"), operands
            operands = []


def _after_string(data: bytes, at: int) -> int:
    """The end of a string with brackets in it, from behind its first one."""
    depth = 1
    for found in re.compile(rb"\\.|[()]", re.DOTALL).finditer(data, at):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return len(data)


def _numbers(operands: Sequence[bytes]) -> tuple[float, ...]:
    return tuple(float(operand) for operand in operands if operand[0] in _NUMBER)


def _use(state: _State, name: str, space: Space) -> None:
    if name.isupper():
        state.stroke_space = space
    else:
        state.fill_space = space


def _set(state: _State, name: str, colored: bool) -> None:
    if name.isupper():
        state.stroke = colored
    else:
        state.fill = colored


def _tinted(space: Space, values: Sequence[float]) -> bool:
    """Whether a colour is one: neither grey nor black nor white."""
    if space.name in _GREYS:
        return False
    if space.name == "DeviceRGB" or space.name in ("CalRGB", "ICCBased RGB"):
        return len(values) != 3 or max(values) - min(values) > GREY
    inks = space.inks(values)
    return inks is None or any(ink > 0 for ink in inks[:3])


def _is_grey(shading: Any, resources: Any) -> bool:
    if not isinstance(shading, Dictionary | Stream):
        return True
    return space_of(shading.get("/ColorSpace"), resources).name in _GREYS


def _is_colored(image: Stream, resources: Any) -> bool:
    """A picture that can't be taken apart counts as colour unless its space is grey."""
    if space_of(image.get("/ColorSpace"), resources).name in _GREYS and "/Indexed" not in str(
        image.get("/ColorSpace")
    ):
        return False
    if int(image.get("/Width", 0)) * int(image.get("/Height", 0)) > _MAX_PIXELS:
        return True
    try:
        picture = pikepdf.PdfImage(image).as_pil_image()
        return _has_chroma(picture)
    except Exception:  # a damaged image makes pikepdf and Pillow raise nearly anything
        return True


def _has_chroma(picture: Image.Image) -> bool:
    if picture.mode in ("1", "L", "LA", "I", "I;16", "F"):
        return False
    if picture.mode == "CMYK":
        return any(_highest(band) > 0 for band in picture.split()[:3])
    red, green, blue = picture.convert("RGB").split()
    pairs = ((red, green), (green, blue), (red, blue))
    return any(_highest(ImageChops.difference(*pair)) > round(GREY * 255) for pair in pairs)


def _highest(band: Image.Image) -> int:
    high = band.getextrema()[1]
    return int(high) if isinstance(high, int | float) else 0


def _inline(operands: Sequence[bytes], state: _State, resources: Any) -> bool:
    """An image within the content: a mask in the colour at hand, grey, or else in colour."""
    keys = dict(zip(operands[::2], operands[1::2], strict=False))
    if b"/IM" in operands or b"/ImageMask" in operands:
        return state.fill
    given = keys.get(b"/CS", keys.get(b"/ColorSpace", b""))
    if not given.startswith(b"/"):
        return True
    return space_of(pikepdf.Name(given.decode("latin-1")), resources).name not in _GREYS
