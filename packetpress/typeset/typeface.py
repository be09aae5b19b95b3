"""A font file in; words shaped with HarfBuzz, measures of the face, and subsets out."""

from __future__ import annotations

import uharfbuzz as hb

from packetpress.model import FontFile

Glyph = tuple[int, int, float, float, float]
"""Glyph id, index of the first character it stands for, advance, x and y offset (thousandths of an em)."""


class Typeface:
    """A font file, opened. Immutable but for its memory of shaped words."""

    def __init__(self, file: FontFile) -> None:
        self.file = file
        face = hb.Face(hb.Blob(file.data))
        self._face = face
        self._font = hb.Font(face)
        self._scale = 1000 / face.upem
        self.characters = frozenset(face.unicodes)
        extents = self._font.get_font_extents("ltr")
        self.ascent: float = extents.ascender * self._scale / 1000
        """Fractions of an em, descent positive downwards."""
        self.descent: float = -extents.descender * self._scale / 1000
        cap = self._font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        self.cap_height = cap * self._scale / 1000
        x_height = self._font.get_metric_position_with_fallback(hb.OTMetricsTag.X_HEIGHT)
        self.x_height = x_height * self._scale / 1000
        self._buffer = hb.Buffer()
        self._advances: dict[int, float] = {}
        self._shaped: dict[str, tuple[Glyph, ...]] = {}

    def has(self, character: str) -> bool:
        return ord(character) in self.characters

    def advance(self, glyph: int) -> float:
        """Unkerned advance in thousandths of an em, as the ``W`` array gives it."""
        known = self._advances.get(glyph)
        if known is None:
            known = self._advances[glyph] = self._font.get_glyph_h_advance(glyph) * self._scale
        return known

    def shape(self, word: str) -> tuple[Glyph, ...]:
        """Left to right, with HarfBuzz's default features: kerning, ligatures, marks."""
        known = self._shaped.get(word)
        if known is not None:
            return known
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        hb.shape(self._font, buffer)
        scale = self._scale
        glyphs = tuple(
            [
                (i.codepoint, i.cluster, p.x_advance * scale, p.x_offset * scale, p.y_offset * scale)
                for i, p in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
            ]
        )
        self._shaped[word] = glyphs
        return glyphs

    def subset(self, glyphs: frozenset[int]) -> bytes:
        """The font program with only these glyphs, ids retained, layout tables dropped."""
        request = hb.SubsetInput()
        request.glyph_set.update(glyphs)
        request.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        for tag in ("GSUB", "GPOS", "GDEF", "STAT", "DSIG"):
            request.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
        return bytes(hb.subset(self._face, request).blob.data)

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """FontBBox in thousandths of an em, from the ``head`` table (OpenType, xMin to yMax)."""
        head = self._face.reference_table("head").data
        x0, y0, x1, y1 = (
            round(int.from_bytes(head[at : at + 2], "big", signed=True) * self._scale)
            for at in (36, 38, 40, 42)
        )
        return x0, y0, x1, y1

    @property
    def italic_angle(self) -> float:
        """From the ``post`` table, degrees (16.16 fixed point)."""
        post = self._face.reference_table("post").data
        return int.from_bytes(post[4:8], "big", signed=True) / 65536


class Typefaces:
    """Opened font files, shared by the files of one build."""

    def __init__(self) -> None:
        self._open: dict[FontFile, Typeface] = {}

    def get(self, file: FontFile) -> Typeface:
        face = self._open.get(file)
        if face is None:
            face = self._open[file] = Typeface(file)
        return face
