"""Fonts in one PDF file: words encoded for it, and, at the end, its fonts embedded.

In: font files (``FontFile``) and words. Out: words as pieces of ``TJ`` arrays with their widths; a character
code is the glyph id itself (Identity-H).

Each distinct word is shaped once per face (``Typeface``, shared by all files of a build) and encoded
once per file (``EmbeddedFace``): what a glyph id means as text is a property of the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from packetpress.model import FontFile
from packetpress.typeset.embedding import font_objects
from packetpress.typeset.sheet import SheetFile
from packetpress.typeset.typeface import Glyph, Typeface, Typefaces


class Piece(NamedTuple):
    """Part of a word in one face: what stands between ``[<`` and ``>] TJ``, and its width."""

    face: EmbeddedFace
    code: str
    width: float
    """Thousandths of an em."""
    characters: int


class Word(NamedTuple):
    pieces: tuple[Piece, ...]
    width: float
    """Thousandths of an em."""
    missing: str = ""
    """Characters that no font has."""


SPACE_WIDTHS = {
    "\u2000": 500.0,
    "\u2001": 1000.0,
    "\u2002": 500.0,
    "\u2003": 1000.0,
    "\u2004": 333.3,
    "\u2005": 250.0,
    "\u2006": 166.7,
    "\u2007": 550.0,
    "\u2008": 250.0,
    "\u2009": 200.0,
    "\u200a": 100.0,
    "\u202f": 200.0,
    "\u205f": 222.2,
    "\u3000": 1000.0,
}
"""Thousandths of an em (Unicode Standard, table 6-2); format characters have no width."""


def with_actual_text(text: str, code: str) -> str:
    """``code``, read as ``text`` when it is taken out of the file."""
    actual = ("\ufeff" + text).encode("utf-16-be").hex()
    return f">] TJ /Span <</ActualText <{actual}>>> BDC [<{code}>] TJ EMC [<"


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


class EmbeddedFace:
    """A typeface in one PDF file: encodes words, remembers which glyphs mean what."""

    def __init__(self, face: Typeface, resource: str) -> None:
        self.face = face
        self.resource = resource
        """Name in the page resources, e.g. "F1"."""
        self._texts: dict[int, str] = {}
        """What each glyph means; only these are embedded."""
        self._codes: dict[tuple[int, float], str] = {}
        """Glyph and its advance in a word -> its code, with the kerning after it."""
        glyph, _, advance, *_ = face.shape(" ")[0]
        self._texts[glyph] = " "
        self.space_code = f"{glyph:04x}"
        self.space_width = advance

    def add_to(self, sheets: SheetFile) -> None:
        """Embeds the glyphs that were used, if any were."""
        if len(self._texts) > 1:
            font = font_objects(self.face, self._texts, self.resource, sheets.document)
            sheets.fonts[self.resource] = sheets.document.Reference(font, f"font:{self.resource}")

    def encode(self, text: str) -> Piece:
        """``text`` must be covered by the face."""
        glyphs = self.face.shape(text)
        width = sum([glyph[2] for glyph in glyphs])
        if len(glyphs) == len(text):
            code = self._encode_plain(glyphs, text)
            if code is not None:
                return Piece(self, code, width, len(text))
        starts = sorted({glyph[1] for glyph in glyphs})
        ends = [*starts[1:], len(text)]
        codes = [
            self._encode_cluster([glyph for glyph in glyphs if glyph[1] == start], text[start:end])
            for start, end in zip(starts, ends, strict=True)
        ]
        return Piece(self, "".join(codes), width, len(text))

    def _encode_plain(self, glyphs: Sequence[Glyph], text: str) -> str | None:
        """The common case: one glyph for each character, none moved; None if it is another case."""
        texts, advance_of = self._texts, self.face.advance
        codes = []
        for index, (glyph, cluster, advance, dx, dy) in enumerate(glyphs):
            character = text[index]
            if cluster != index or dx or dy or texts.setdefault(glyph, character) != character:
                return None
            key = (glyph, advance)
            code = self._codes.get(key)
            if code is None:
                kern = advance_of(glyph) - advance
                code = f"{glyph:04x}>{_number(kern)}<" if abs(kern) >= 0.01 else f"{glyph:04x}"
                self._codes[key] = code
            codes.append(code)
        return "".join(codes)

    def encode_blank(self, text: str) -> Piece:
        """Spaces and format characters that no font has: a space as wide as they are, said to be them."""
        width = sum(SPACE_WIDTHS.get(character, 0.0) for character in text)
        code = f"{self.space_code}>{_number(self.space_width - width)}<"
        return Piece(self, with_actual_text(text, code), width, len(text))

    def _encode_cluster(self, glyphs: Sequence[Glyph], text: str) -> str:
        body = "".join([self._encode_glyph(*glyph) for glyph in glyphs])
        if len(glyphs) == 1 and self._texts.setdefault(glyphs[0][0], text) == text:
            return body
        # ToUnicode gives one text per code. Several glyphs for one text, or one glyph that already
        # stands for another text (a no-break space drawn with the space glyph), are spelled out by
        # ActualText (ISO 32000-1, 14.9.4).
        for glyph in glyphs:
            self._texts.setdefault(glyph[0], text)
        return with_actual_text(text, body)

    def _encode_glyph(self, glyph: int, _cluster: int, advance: float, dx: float, dy: float) -> str:
        # A TJ number moves left by thousandths of an em; what HarfBuzz gave beyond the font's own
        # advance is kerning.
        correction = self.face.advance(glyph) - advance + dx
        before = f">{_number(-dx)}<" if dx else ""
        after = f">{_number(correction)}<" if abs(correction) >= 0.01 else ""
        if dy:
            # Ts is in unscaled text space units: the pen replaces {rise:…} knowing the size.
            return f"{before}>] TJ {{rise:{_number(dy)}}} [<{glyph:04x}>] TJ {{rise:0}} [<{after}"
        return f"{before}{glyph:04x}{after}"


class FontSet:
    """All faces of one PDF file."""

    def __init__(self, typefaces: Typefaces, fallback: Sequence[FontFile]) -> None:
        self._typefaces = typefaces
        self._embedded: dict[FontFile, EmbeddedFace] = {}
        self._fallback = tuple(self.face(file) for file in fallback)
        self._words: dict[FontFile, dict[str, Word]] = {}

    def face(self, file: FontFile) -> EmbeddedFace:
        face = self._embedded.get(file)
        if face is None:
            face = EmbeddedFace(self._typefaces.get(file), f"F{len(self._embedded) + 1}")
            self._embedded[file] = face
        return face

    def words(self, file: FontFile) -> dict[str, Word]:
        """The words already encoded in this face; look here first, then call ``word``."""
        return self._words.setdefault(file, {})

    def word(self, file: FontFile, text: str) -> Word:
        """Shapes and encodes; characters that the face lacks come from the fallback faces."""
        words = self.words(file)
        known = words.get(text)
        if known is not None:
            return known
        primary = self.face(file)
        covered = primary.face.characters
        if covered.issuperset(map(ord, text)):
            pieces: tuple[Piece, ...] = (primary.encode(text),)
            missing = ""
        else:
            pieces, missing = self._with_fallback(primary, text)
        word = words[text] = Word(pieces, sum(piece.width for piece in pieces), missing)
        return word

    def _with_fallback(self, primary: EmbeddedFace, text: str) -> tuple[tuple[Piece, ...], str]:
        runs: list[tuple[EmbeddedFace | None, str]] = []
        missing = ""
        for character in text:
            category = unicodedata.category(character)
            owner = next((f for f in (primary, *self._fallback) if f.face.has(character)), None)
            if owner is None and category not in ("Zs", "Cf"):
                missing += character
            elif runs and runs[-1][0] is owner:
                runs[-1] = (owner, runs[-1][1] + character)
            else:
                runs.append((owner, character))
        return tuple(face.encode(run) if face else primary.encode_blank(run) for face, run in runs), missing

    def add_to(self, sheets: SheetFile) -> None:
        """Embeds every used face."""
        for face in self._embedded.values():
            face.add_to(sheets)
