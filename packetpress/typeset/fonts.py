"""Fonts in one PDF file: shaping with HarfBuzz, and Identity-H embedding of what was used.

In: font files (``FontFile``) and words. Out: words as pieces of ``TJ`` arrays with their widths, and,
at the end, font objects in ReportLab's document, subset by hb-subset with glyph ids retained, so
that a character code in the page content is the glyph id itself.

Each distinct word is shaped once per face (``Typeface``, shared by all files of a build) and encoded
once per file (``EmbeddedFace``): what a glyph id means as text is a property of the file.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from packetpress.model import FontFile
from packetpress.typeset.sheet import SheetFile

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
            (i.codepoint, i.cluster, p.x_advance * scale, p.x_offset * scale, p.y_offset * scale)
            for i, p in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
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


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a word in one face: what stands between ``[<`` and ``>] TJ``, and its width."""

    face: EmbeddedFace
    code: str
    width: float
    """Thousandths of an em."""
    characters: int


@dataclass(frozen=True, slots=True)
class Word:
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

    @property
    def used(self) -> bool:
        return len(self._texts) > 1

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

    def add_objects(self, document: pdfdoc.PDFDocument) -> pdfdoc.PDFDictionary:
        """The Type 0 font dictionary and what hangs on it (ISO 32000-1, 9.7)."""
        face = self.face
        glyphs = frozenset(self._texts)
        name = f"{_subset_tag(glyphs, face.file.name)}+{_postscript_name(face.file.name)}"
        program = face.subset(glyphs)
        stream = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"Length1": len(program)}),
            program,
            filters=[pdfdoc.PDFZCompress],
        )
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(name),
                "Flags": 4,  # symbolic: codes are glyph ids (ISO 32000-1, table 123)
                "FontBBox": pdfdoc.PDFArray(list(face.bounds)),
                "ItalicAngle": round(face.italic_angle, 2),
                "Ascent": round(face.ascent * 1000),
                "Descent": -round(face.descent * 1000),
                "CapHeight": round(face.cap_height * 1000),
                "StemV": 80,
                "FontFile2": document.Reference(stream, f"program:{self.resource}"),
            }
        )
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(name),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "CIDToGIDMap": pdfdoc.PDFName("Identity"),
                "DW": 0,
                "W": _widths(face, sorted(glyphs)),
                "FontDescriptor": document.Reference(descriptor, f"descriptor:{self.resource}"),
            }
        )
        to_unicode = pdfdoc.PDFStream(content=_to_unicode(self._texts), filters=[pdfdoc.PDFZCompress])
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray(
                    [document.Reference(descendant, f"descendant:{self.resource}")]
                ),
                "ToUnicode": document.Reference(to_unicode, f"tounicode:{self.resource}"),
            }
        )


def _widths(face: Typeface, glyphs: Sequence[int]) -> pdfdoc.PDFArray:
    """The ``W`` array, consecutive ids grouped (ISO 32000-1, 9.7.4.3)."""
    array: list[object] = []
    group: list[float] = []
    start = previous = -2
    for glyph in glyphs:
        if glyph != previous + 1:
            if group:
                array += [start, pdfdoc.PDFArray(group)]
            start, group = glyph, []
        width = face.advance(glyph)
        group.append(int(width) if width == int(width) else round(width, 3))
        previous = glyph
    if group:
        array += [start, pdfdoc.PDFArray(group)]
    return pdfdoc.PDFArray(array)


def _to_unicode(texts: dict[int, str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3); blocks of at most 100 as the CMap format requires."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    pairs = sorted(texts.items())
    for at in range(0, len(pairs), 100):
        block = pairs[at : at + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end\n")
    return "\n".join(lines).encode("ascii")


def _subset_tag(glyphs: frozenset[int], name: str) -> str:
    """Six capitals that depend on the subset only (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(repr((name, sorted(glyphs))).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _postscript_name(file_name: str) -> str:
    stem = file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return "".join(c for c in stem if c.isalnum() or c in "-_") or "Font"


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
        if all(ord(c) in covered for c in text):
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
        document = sheets.document
        for face in self._embedded.values():
            if face.used:
                font = face.add_objects(document)
                sheets.fonts[face.resource] = document.Reference(font, f"font:{face.resource}")
