"""A page's content in; everything it paints, with place, colour and marked content, out (ISO 32000-1, 8, 9).

What isn't asked about is not followed: patterns and shadings are told but not drawn, and a clipping path
counts as the box around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name

from packetpress.preflight.colors import BLACK, CMYK, GRAY, RGB, Color, resource, space_of
from packetpress.preflight.geometry import (
    EVERYWHERE,
    IDENTITY,
    Box,
    Matrix,
    Outline,
    Point,
    apply,
    around,
    common,
    curve,
    is_empty,
    placed,
    scale,
    times,
)
from packetpress.preflight.typefaces import Typeface, typeface

Kind: TypeAlias = Literal["text", "fill", "stroke", "image", "shading"]

_MAX_DEPTH = 12
"""Forms in forms; and twice this for states saved."""
_MAX_STATES = 10_000
_MAX_OPERATORS = 2_000_000
"""On one page; the largest atlas has fewer."""
_INVISIBLE = (3, 7)
"""Text rendering modes that paint nothing (ISO 32000-1, table 106)."""
_FILLS = {"f": (True, False), "F": (True, False), "f*": (True, False)} | dict.fromkeys(
    ("B", "B*", "b", "b*"), (True, True)
)
_PAINTS = _FILLS | {"S": (False, True), "s": (False, True), "n": (False, False)}
_DEVICE = {"g": GRAY, "rg": RGB, "k": CMYK}
_COLOR_OPERATORS = frozenset(["g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"])


class ContentError(Exception):
    """Content that can't be read, with what is wrong."""


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing on a page. Lengths are points; places are in the page's own coordinates."""

    kind: Kind
    box: Box
    """Around it, cut off by what clips it."""
    color: Color
    overprint: bool
    overprint_mode: int
    mcid: int
    outline: Outline = ()
    even_odd: bool = False
    size: float = 0.0
    """Of the type; width of the line."""
    face: Typeface | None = None
    image: Any = None
    """A stream, or an inline image."""
    matrix: Matrix = IDENTITY
    """Of an image: where the unit square goes."""
    clip: Box = EVERYWHERE
    opaque: bool = True


@dataclass(slots=True)
class _State:
    """The graphics state (ISO 32000-1, table 52), as far as it is asked about."""

    ctm: Matrix = IDENTITY
    fill: Color = BLACK
    stroke: Color = BLACK
    width: float = 1.0
    clip: Box = EVERYWHERE
    over_fill: bool = False
    over_stroke: bool = False
    over_mode: int = 0
    opaque: bool = True
    face: Typeface | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


def painted(page: pikepdf.Page) -> Iterator[Painted]:
    """In the order in which it is painted. Raises ContentError."""
    yield from _Reader().read(page.obj, page.obj.get("/Resources"), _State(), 0)


@dataclass(slots=True)
class _Reader:
    _count: int = 0
    _faces: dict[tuple[int, int], Typeface] = field(default_factory=dict)
    _mcids: list[int] = field(default_factory=list)
    _state: _State = field(default_factory=_State)
    _saved: list[_State] = field(default_factory=list)
    _path: list[list[Point]] = field(default_factory=list)
    _clips: bool = False
    _text: Matrix = IDENTITY
    _line: Matrix = IDENTITY

    def read(
        self, stream: pikepdf.Object, resources: pikepdf.Object | None, state: _State, depth: int
    ) -> Iterator[Painted]:
        if depth > _MAX_DEPTH:
            raise ContentError("forms stand in forms too deeply")
        try:
            instructions = pikepdf.parse_content_stream(stream)
        except (pikepdf.PdfError, RuntimeError, TypeError, ValueError) as error:
            raise ContentError(str(error).splitlines()[0][:200]) from None
        self._state, saved = state, self._saved
        self._saved = []
        for instruction in instructions:
            self._count += 1
            if self._count > _MAX_OPERATORS:
                raise ContentError(f"it has more than {_MAX_OPERATORS:,} operators")
            try:
                yield from self._do(instruction, resources, depth)
            except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError):
                # One operator with wrong operands; viewers go on after it, and so do we.
                continue
        self._saved = saved

    # ---------------------------------------------------------------- operators

    def _do(self, instruction: Any, resources: pikepdf.Object | None, depth: int) -> Iterator[Painted]:
        name, given = str(instruction.operator), instruction.operands
        state = self._state
        if name in _PATH:
            self._build(name, [float(value) for value in given])
        elif name in _PAINTS:
            yield from self._paint(name)
        elif name in _COLOR_OPERATORS:
            self._set_color(name, given, resources)
        elif name == "q":
            if len(self._saved) < _MAX_STATES:
                self._saved.append(replace(state))
        elif name == "Q":
            if self._saved:
                self._state = self._saved.pop()
        elif name == "cm":
            state.ctm = times(_matrix(given), state.ctm)
        elif name == "w":
            state.width = float(given[0])
        elif name in ("W", "W*"):
            self._clips = True
        elif name == "gs":
            self._set_state(resource(resources, "/ExtGState", str(given[0])))
        elif name in ("BMC", "BDC"):
            self._mcids.append(_mcid(given, resources) if name == "BDC" else -1)
        elif name == "EMC":
            if self._mcids:
                self._mcids.pop()
        elif name == "Do":
            yield from self._object(resource(resources, "/XObject", str(given[0])), resources, depth)
        elif name == "INLINE IMAGE":
            yield self._image(given[0], resources)
        elif name == "sh":
            yield self._made("shading", state.clip, replace(BLACK, space=_shading(given, resources)))
        else:
            yield from self._type(name, given, resources)

    def _mcid(self) -> int:
        return next((mcid for mcid in reversed(self._mcids) if mcid >= 0), -1)

    def _made(self, kind: Kind, box: Box, color: Color, **more: Any) -> Painted:
        state = self._state
        over = state.over_stroke if kind == "stroke" else state.over_fill
        return Painted(
            kind,
            common(box, state.clip),
            color,
            over,
            state.over_mode,
            self._mcid(),
            clip=state.clip,
            opaque=state.opaque,
            **more,
        )

    # ---------------------------------------------------------------- state

    def _set_color(self, name: str, given: Sequence[Any], resources: pikepdf.Object | None) -> None:
        strokes, lowered = name.isupper(), name.lower()
        current = self._state.stroke if strokes else self._state.fill
        if lowered == "cs":
            space = space_of(given[0], resources)
            color = Color(space, space.initial)
        else:
            space = _DEVICE.get(lowered, current.space)
            color = Color(space, tuple(float(v) for v in given if not isinstance(v, Name)))
        if strokes:
            self._state.stroke = color
        else:
            self._state.fill = color

    def _set_state(self, given: pikepdf.Object | None) -> None:
        if not isinstance(given, Dictionary):
            return
        state = self._state
        if "/OP" in given:
            state.over_stroke = bool(given.OP)
            state.over_fill = bool(given.get("/op", given.OP))
        elif "/op" in given:
            state.over_fill = bool(given.op)
        state.over_mode = int(given.get("/OPM", state.over_mode))
        state.width = float(given.get("/LW", state.width))
        if isinstance(given.get("/Font"), Array):
            state.face, state.size = self._face(given.Font[0]), float(given.Font[1])
        if {"/ca", "/CA", "/SMask", "/BM"} & set(given.keys()):
            state.opaque = not is_transparent(given)

    def _face(self, font: Any) -> Typeface:
        key = font.objgen if isinstance(font, pikepdf.Object) else (0, 0)
        if key == (0, 0):
            return typeface(font)
        if key not in self._faces:
            self._faces[key] = typeface(font)
        return self._faces[key]

    # ---------------------------------------------------------------- paths

    def _build(self, name: str, v: Sequence[float]) -> None:
        path, ctm = self._path, self._state.ctm
        points = [apply(ctm, (v[i], v[i + 1])) for i in range(0, len(v) - 1, 2)]
        if name == "m":
            path.append([points[0]])
        elif name == "re":
            x, y, width, height = v
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            path.append([apply(ctm, corner) for corner in corners])
        elif name == "h":
            if path:
                path[-1].append(path[-1][0])
        elif path:
            start = path[-1][-1]
            if name == "l":
                path[-1].append(points[0])
            elif name == "c":
                path[-1] += curve(start, *points)
            elif name == "v":
                path[-1] += curve(start, start, *points)
            else:
                path[-1] += curve(start, points[0], points[1], points[1])

    def _paint(self, name: str) -> Iterator[Painted]:
        state, path = self._state, self._path
        fills, strokes = _PAINTS[name]
        if path:
            outline = tuple(tuple(points) for points in path)
            box = around(point for points in path for point in points)
            if fills:
                yield self._made("fill", box, state.fill, outline=outline, even_odd="*" in name)
            if strokes:
                width = state.width * scale(state.ctm)
                half = width / 2
                grown = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)
                yield self._made("stroke", grown, state.stroke, outline=outline, size=width)
            if self._clips:
                state.clip = common(state.clip, box)
        self._path, self._clips = [], False

    # ---------------------------------------------------------------- images and forms

    def _object(
        self, found: pikepdf.Object | None, resources: pikepdf.Object | None, depth: int
    ) -> Iterator[Painted]:
        if not isinstance(found, pikepdf.Stream):
            return
        if found.get("/Subtype") == "/Image":
            yield self._image(found, resources)
        elif found.get("/Subtype") == "/Form":
            outer, text, line = self._state, self._text, self._line
            inner = replace(outer)
            if "/Matrix" in found:
                inner.ctm = times(_matrix(list(found.Matrix)), outer.ctm)
            if "/BBox" in found:
                x0, y0, x1, y1 = (float(value) for value in found.BBox)
                inner.clip = common(outer.clip, placed(inner.ctm, (x0, y0, x1, y1)))
            yield from self.read(found, found.get("/Resources", resources), inner, depth + 1)
            self._state, self._text, self._line = outer, text, line

    def _image(self, image: Any, resources: pikepdf.Object | None) -> Painted:
        state = self._state
        if isinstance(image, pikepdf.Stream):
            is_mask, given = bool(image.get("/ImageMask", False)), image.get("/ColorSpace")
        else:
            is_mask, given = bool(image.image_mask), image.obj.get("/CS", image.obj.get("/ColorSpace"))
        color = state.fill if is_mask or given is None else Color(space_of(given, resources), ())
        box = placed(state.ctm, (0.0, 0.0, 1.0, 1.0))
        return self._made("image", box, color, image=image, matrix=state.ctm)

    # ---------------------------------------------------------------- type

    def _type(self, name: str, given: Sequence[Any], resources: pikepdf.Object | None) -> Iterator[Painted]:
        state = self._state
        if name == "BT":
            self._text = self._line = IDENTITY
        elif name == "Tf":
            found = resource(resources, "/Font", str(given[0]))
            state.face, state.size = self._face(found), float(given[1])
        elif name == "Tm":
            self._text = self._line = _matrix(given)
        elif name in ("Td", "TD"):
            x, y = float(given[0]), float(given[1])
            if name == "TD":
                state.leading = -y
            self._next_line(x, y)
        elif name == "T*":
            self._next_line(0.0, -state.leading)
        elif name in _TEXT_STATE:
            value = float(given[0])
            setattr(state, _TEXT_STATE[name], value / 100 if name == "Tz" else value)
        elif name == "Tr":
            state.mode = int(given[0])
        elif name in ("Tj", "TJ"):
            yield from self._show(given[0] if name == "TJ" else given)
        elif name in ("'", '"'):
            if name == '"':
                state.word_space, state.char_space = float(given[0]), float(given[1])
            self._next_line(0.0, -state.leading)
            yield from self._show(given[-1:])

    def _next_line(self, x: float, y: float) -> None:
        self._text = self._line = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _show(self, parts: Sequence[Any]) -> Iterator[Painted]:
        state = self._state
        face = state.face or Typeface("?", False, False)
        width = 0.0
        for part in parts:
            if isinstance(part, pikepdf.String):
                width += face.advance(bytes(part), state.size, state.char_space, state.word_space)
            else:
                width -= float(part) * state.size / 1000
        width *= state.stretch
        combined = times(self._text, state.ctm)
        size = state.size * scale(combined)
        if state.mode not in _INVISIBLE and width:
            low, high = state.rise - 0.22 * state.size, state.rise + 0.75 * state.size
            box = placed(combined, (min(0.0, width), low, max(0.0, width), high))
            color = state.stroke if state.mode in (1, 5) else state.fill
            made = self._made("text", box, color, size=abs(size), face=face)
            if not is_empty(made.box):
                yield made
        self._text = times((1.0, 0.0, 0.0, 1.0, width, 0.0), self._text)


_PATH = frozenset(["m", "l", "c", "v", "y", "h", "re"])
_TEXT_STATE = {"Tc": "char_space", "Tw": "word_space", "Tz": "stretch", "TL": "leading", "Ts": "rise"}


def is_transparent(state: pikepdf.Object) -> bool:
    """Whether a graphics state lets through what is below (ISO 32000-1, 11.6.4)."""
    if any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA")):
        return True
    if str(state.get("/SMask", "/None")) != "/None":
        return True
    mode = state.get("/BM", Name.Normal)
    first = mode[0] if isinstance(mode, Array) and len(mode) else mode
    return str(first) not in ("/Normal", "/Compatible")


def _matrix(given: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in given)
    return a, b, c, d, e, f


def _mcid(given: Sequence[Any], resources: pikepdf.Object | None) -> int:
    properties = given[1]
    if isinstance(properties, Name):
        properties = resource(resources, "/Properties", str(properties))
    return int(properties.get("/MCID", -1)) if isinstance(properties, Dictionary) else -1


def _shading(given: Sequence[Any], resources: pikepdf.Object | None) -> Any:
    found = resource(resources, "/Shading", str(given[0]))
    return space_of(found.get("/ColorSpace"), resources) if found is not None else BLACK.space
