"""Widths of letters are those of Tinos itself, for every letter that Vietnamese has, in all four faces."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from service.nd30.metrics import text_width_mm, text_width_pt

#: Where Debian's fonts-croscore puts them.
FONTS = Path("/usr/share/fonts/truetype/croscore")
FACES = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
LETTERS = [
    *map(chr, range(0x20, 0x7F)),
    *map(chr, range(0xA0, 0x180)),
    *"ƠơƯư–—“”‘’…•",
    *map(chr, range(0x1EA0, 0x1EFA)),
]


@pytest.mark.office
@pytest.mark.parametrize(("bold", "italic"), FACES)
def test_widths_are_those_of_the_installed_font(bold, italic):
    font = TTFont(FONTS / f"Tinos-{FACES[bold, italic]}.ttf")
    names, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    for letter in LETTERS:
        expected = advances[names[ord(letter)]][0] / em * 100
        assert text_width_pt(letter, 100, bold=bold, italic=italic) == pytest.approx(expected), letter


@given(st.text(LETTERS), st.text(LETTERS), st.sampled_from([11, 12, 13, 14]))
def test_a_line_is_as_wide_as_its_pieces(one, other, size):
    assert text_width_pt(one + other, size) == pytest.approx(text_width_pt(one, size) + text_width_pt(other, size))


def test_points_and_millimetres_agree():
    assert text_width_mm("Độc lập", 14) == pytest.approx(text_width_pt("Độc lập", 14) * 25.4 / 72)


def test_a_letter_that_the_font_lacks_counts_as_a_square():
    assert text_width_pt("😀", 14) == 14


def test_bold_is_wider():
    assert text_width_pt("CỘNG HÒA", 13, bold=True) > text_width_pt("CỘNG HÒA", 13)
