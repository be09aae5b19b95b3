from __future__ import annotations

import pytest

from packetpress.model import FontFile
from packetpress.typeset.fonts import FontSet
from packetpress.typeset.typeface import Typeface, Typefaces
from tests.pdf import page_texts
from tests.typeset.samples import house_layout, paragraph, set_blocks

TEXT = house_layout().families["text"].regular
DISPLAY = house_layout().families["display"].regular


def fonts() -> FontSet:
    return FontSet(Typefaces(), house_layout().fallback)


def test_kerning_brings_pairs_together() -> None:
    face = Typeface(TEXT)
    together = sum(glyph[2] for glyph in face.shape("AV"))
    apart = sum(face.shape(letter)[0][2] for letter in "AV")
    assert together < apart - 20


def test_a_ligature_is_one_glyph_for_its_letters() -> None:
    assert [glyph[1] for glyph in Typeface(DISPLAY).shape("office")] == [0, 1, 4, 5]


def test_a_character_the_face_lacks_comes_from_the_fallback() -> None:
    word = fonts().word(TEXT, "a→b")
    assert [piece.face.face.file.name for piece in word.pieces] == [
        TEXT.name,
        house_layout().fallback[0].name,
        TEXT.name,
    ]
    assert word.missing == ""


def test_a_character_no_face_has_is_named() -> None:
    assert fonts().word(TEXT, "aᐃb").missing == "ᐃ"


@pytest.mark.parametrize(
    "sample",
    ["office affluent", "Nitsiyihkâson Noroña Padrón Schön", "10\u00a0000 km", "“He’s” – 5 → 6", "a\u2002b"],
)
def test_text_taken_out_of_the_file_is_the_text_put_in(sample: str) -> None:
    joined = "\n".join(page_texts(set_blocks(paragraph(sample)).pdf))
    assert sample.replace("\u2002", " ") in joined.replace("\u2002", " ")


def test_words_are_encoded_once() -> None:
    embedded = fonts()
    assert embedded.word(TEXT, "again") is embedded.word(TEXT, "again")


def test_a_subset_is_smaller_and_keeps_its_glyph_ids() -> None:
    face = Typeface(TEXT)
    glyph = face.shape("g")[0][0]
    program = face.subset(frozenset({glyph}))
    assert len(program) < len(TEXT.data) / 4
    reopened = Typeface(FontFile("subset", program))
    assert reopened.advance(glyph) == face.advance(glyph)
