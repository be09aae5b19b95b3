"""A page's content in; everything it paints, with place, colour and marked content, out (ISO 32000-1, 8, 9).

A form is followed where it is drawn, a pattern's tile once. A clipping path counts as the box around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name

from packetpress.preflight.colors import CMYK, GRAY, PATTERN, RGB, Color, resource, space_of
from packetpress.preflight.geometry import (
    IDENTITY,
    Box,
    Matrix,
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
from packetpress.preflight.painted import Kind, Painted, Ramp, Tiling
from packetpress.preflight.shadings import shading_of
from packetpress.preflight.state import State
from packetpress.preflight.typefaces import Typeface, typeface

Faces: TypeAlias = dict[tuple[int, int], Typeface]
"""Number of the font's object -> what is known of it."""

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


def painted(page: pikepdf.Page, faces: Faces | None = None) -> Iterator[Painted]:
    """In the order in which it is painted, a pattern's tile after what it fills. Raises ContentError.

    ``faces``: known from other pages of the same file; what this one adds is kept there.
    """
    found: list[Painted] = []
    reader = _Reader(faces if faces is not None else {}, found)
    try:
        reader.read(page.obj, page.obj.get("/Resources"), State(), 0)
    finally:
        yield from found


@dataclass(slots=True)
class _Reader:
    _faces: Faces
    _found: list[Painted]
    """So far, in order: of a page there are thousands of operators, too many for a generator each."""
    _count: int = 0
    _patterns: dict[tuple[object, ...], Ramp | Tiling | None] = field(default_factory=dict)
    _base: Matrix = IDENTITY
    """Of the content at hand: where patterns start from (ISO 32000-1, 8.7.2)."""
    _plain: bool = False
    """In a tile that is painted in the colour it is asked for in; its own colours don't count."""
    _mcids: list[int] = field(default_factory=list)
    _state: State = field(default_factory=State)
    _saved: list[State] = field(default_factory=list)
    _path: list[list[Point]] = field(default_factory=list)
    _clips: bool = False
    _text: Matrix = IDENTITY
    _line: Matrix = IDENTITY

    def read(
        self, stream: pikepdf.Object, resources: pikepdf.Object | None, state: State, depth: int
    ) -> None:
        if depth > _MAX_DEPTH:
            raise ContentError("forms stand in forms too deeply")
        try:
            instructions = pikepdf.parse_content_stream(stream)
        except (pikepdf.PdfError, RuntimeError, TypeError, ValueError):
            raise ContentError("it is damaged") from None
        self._state, saved = state, self._saved
        base, self._base = self._base, state.ctm
        self._saved = []
        for instruction in instructions:
            self._count += 1
            if self._count > _MAX_OPERATORS:
                raise ContentError(f"it has more than {_MAX_OPERATORS:,} operators")
            try:
                self._do(instruction, resources, depth)
            except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError):
                # One operator with wrong operands; viewers go on after it, and so do we.
                continue
        self._saved, self._base = saved, base

    # ---------------------------------------------------------------- operators

    def _do(self, instruction: Any, resources: pikepdf.Object | None, depth: int) -> None:
        name, given = str(instruction.operator), instruction.operands
        state = self._state
        if name in _TYPE:
            self._type(name, given, resources)
        elif name in _PATH:
            self._build(name, [float(value) for value in given])
        elif name in _PAINTS:
            self._paint(name)
        elif name in _COLOR_OPERATORS:
            if not self._plain:
                self._set_color(name, given, resources, depth)
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
            self._object(resource(resources, "/XObject", str(given[0])), resources, depth)
        elif name == "INLINE IMAGE":
            self._image(given[0], resources)
        elif name == "sh":
            found = shading_of(resource(resources, "/Shading", str(given[0])), resources)
            ramp = Ramp(found, state.ctm)
            self._found.append(self._made("shading", state.clip, Color(found.space, ()), pattern=ramp))

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

    def _tell(self, made: Painted) -> None:
        """It, and what the tile paints that it is filled with."""
        self._found.append(made)
        if isinstance(made.pattern, Tiling):
            self._found += made.pattern.first(made)

    # ---------------------------------------------------------------- state

    def _set_color(
        self, name: str, given: Sequence[Any], resources: pikepdf.Object | None, depth: int
    ) -> None:
        strokes, lowered = name.isupper(), name.lower()
        current = self._state.stroke if strokes else self._state.fill
        pattern: Ramp | Tiling | None = None
        if lowered == "cs":
            space = space_of(given[0], resources)
            color = Color(space, space.initial)
        else:
            space = _DEVICE.get(lowered, current.space)
            color = Color(space, tuple(float(v) for v in given if not isinstance(v, Name)))
            if given and isinstance(given[-1], Name):
                pattern = self._pattern(resource(resources, "/Pattern", str(given[-1])), color, depth)
                if isinstance(pattern, Ramp):
                    color = Color(pattern.shading.space, ())
        if strokes:
            self._state.stroke, self._state.stroke_pattern = color, pattern
        else:
            self._state.fill, self._state.fill_pattern = color, pattern

    def _pattern(self, found: pikepdf.Object | None, color: Color, depth: int) -> Ramp | Tiling | None:
        """What a name under Pattern stands for, painted in ``color`` if it has none (ISO 32000-1, 8.7)."""
        if not isinstance(found, Dictionary | pikepdf.Stream):
            return None
        key = (found.objgen, color.values, self._base)
        if found.is_indirect and key in self._patterns:
            return self._patterns[key]
        matrix = times(_matrix(list(found.get("/Matrix", IDENTITY))), self._base)
        made: Ramp | Tiling | None = None
        if int(found.get("/PatternType", 0)) == 2:
            made = Ramp(shading_of(found.get("/Shading"), None), matrix)
        elif isinstance(found, pikepdf.Stream):
            made = self._tiling(found, matrix, color, depth)
        self._patterns[key] = made
        return made

    def _tiling(self, found: pikepdf.Stream, matrix: Matrix, color: Color, depth: int) -> Tiling:
        x0, y0, x1, y1 = (float(value) for value in found.BBox)
        box = placed(matrix, (x0, y0, x1, y1))
        across, along = abs(float(found.XStep)), abs(float(found.YStep))
        inner = State(ctm=matrix, clip=box)
        plain = int(found.get("/PaintType", 1)) == 2
        if plain:
            inner.fill = inner.stroke = Color(color.space.base or PATTERN, color.values)
        outer = replace(self)
        self._found, self._path, self._clips, self._plain = [], [], False, plain
        self.read(found, found.get("/Resources"), inner, depth + 1)
        tile = tuple(self._found)
        self._found, self._state = outer._found, outer._state
        self._path, self._clips = outer._path, outer._clips
        self._text, self._line = outer._text, outer._line
        self._plain = outer._plain
        a, b, c, d = matrix[:4]
        return Tiling(tile, (across * a, across * b), (along * c, along * d), box)

    def _set_state(self, given: pikepdf.Object | None) -> None:
        if not isinstance(given, Dictionary):
            return
        self._state.take(given)
        if isinstance(given.get("/Font"), Array):
            self._state.face, self._state.size = self._face(given.Font[0]), float(given.Font[1])

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

    def _paint(self, name: str) -> None:
        state, path = self._state, self._path
        fills, strokes = _PAINTS[name]
        if path:
            outline = tuple(tuple(points) for points in path)
            box = around(point for points in path for point in points)
            if fills:
                even_odd, pattern = "*" in name, state.fill_pattern
                made = self._made(
                    "fill", box, state.fill, outline=outline, even_odd=even_odd, pattern=pattern
                )
                self._tell(made)
            if strokes:
                width = state.width * scale(state.ctm)
                half = width / 2
                grown = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)
                shape = {"outline": outline, "size": width, "pattern": state.stroke_pattern}
                self._tell(self._made("stroke", grown, state.stroke, **shape))
            if self._clips:
                state.clip = common(state.clip, box)
        self._path, self._clips = [], False

    # ---------------------------------------------------------------- images and forms

    def _object(self, found: pikepdf.Object | None, resources: pikepdf.Object | None, depth: int) -> None:
        if not isinstance(found, pikepdf.Stream):
            return
        if found.get("/Subtype") == "/Image":
            self._image(found, resources)
        elif found.get("/Subtype") == "/Form":
            outer, text, line = self._state, self._text, self._line
            inner = replace(outer)
            if "/Matrix" in found:
                inner.ctm = times(_matrix(list(found.Matrix)), outer.ctm)
            if "/BBox" in found:
                x0, y0, x1, y1 = (float(value) for value in found.BBox)
                inner.clip = common(outer.clip, placed(inner.ctm, (x0, y0, x1, y1)))
            self.read(found, found.get("/Resources", resources), inner, depth + 1)
            self._state, self._text, self._line = outer, text, line

    def _image(self, image: Any, resources: pikepdf.Object | None) -> None:
        state = self._state
        if isinstance(image, pikepdf.Stream):
            is_mask, given = bool(image.get("/ImageMask", False)), image.get("/ColorSpace")
        else:
            is_mask, given = bool(image.image_mask), image.obj.get("/CS", image.obj.get("/ColorSpace"))
        masks = is_mask or given is None
        color = state.fill if masks else Color(space_of(given, resources), ())
        box = placed(state.ctm, (0.0, 0.0, 1.0, 1.0))
        pattern = state.fill_pattern if masks else None
        self._tell(self._made("image", box, color, image=image, matrix=state.ctm, pattern=pattern))

    # ---------------------------------------------------------------- type

    def _type(self, name: str, given: Sequence[Any], resources: pikepdf.Object | None) -> None:
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
            self._show(given[0] if name == "TJ" else given)
        elif name in ("'", '"'):
            if name == '"':
                state.word_space, state.char_space = float(given[0]), float(given[1])
            self._next_line(0.0, -state.leading)
            self._show(given[-1:])

    def _next_line(self, x: float, y: float) -> None:
        self._text = self._line = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _show(self, parts: Sequence[Any]) -> None:
        state = self._state
        face = state.face or Typeface("?", False, False)
        shown, moved = [], 0.0
        for part in parts:
            if isinstance(part, pikepdf.String):
                shown.append(bytes(part))
            else:
                moved += float(part)
        width = face.advance(b"".join(shown), state.size, state.char_space, state.word_space)
        width -= moved * state.size / 1000
        width *= state.stretch
        combined = times(self._text, state.ctm)
        size = state.size * scale(combined)
        if state.mode not in _INVISIBLE and width:
            low, high = state.rise - 0.22 * state.size, state.rise + 0.75 * state.size
            box = placed(combined, (min(0.0, width), low, max(0.0, width), high))
            outlined = state.mode in (1, 5)
            color = state.stroke if outlined else state.fill
            pattern = state.stroke_pattern if outlined else state.fill_pattern
            made = self._made("text", box, color, size=abs(size), face=face, pattern=pattern)
            if not is_empty(made.box):
                self._tell(made)
        self._text = times((1.0, 0.0, 0.0, 1.0, width, 0.0), self._text)


_PATH = frozenset(["m", "l", "c", "v", "y", "h", "re"])
_TEXT_STATE = {"Tc": "char_space", "Tw": "word_space", "Tz": "stretch", "TL": "leading", "Ts": "rise"}
_TYPE = frozenset(["BT", "Tf", "Tm", "Td", "TD", "T*", "Tr", "Tj", "TJ", "'", '"', *_TEXT_STATE])


def _matrix(given: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in given)
    return a, b, c, d, e, f


def _mcid(given: Sequence[Any], resources: pikepdf.Object | None) -> int:
    properties = given[1]
    if isinstance(properties, Name):
        properties = resource(resources, "/Properties", str(properties))
    return int(properties.get("/MCID", -1)) if isinstance(properties, Dictionary) else -1
