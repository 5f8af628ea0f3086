"""Two spellings of one name have one key; two names have two."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.units import bare_key, spelling_key, units_on


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hiệp Hoà", "Hiệp Hòa"),
        ("ỦY BAN", "Uỷ ban"),
        ("Nguyễn Úy", "NGUYỄN UÝ"),
        ("Cư M'gar", "cư m’gar"),
        ("Văn Miếu - Quốc Tử Giám", "Văn Miếu–Quốc Tử Giám"),
        ("  An   Bình ", "An\u00a0Bình"),
        ("Ba Đình", unicodedata.normalize("NFD", "Ba Đình")),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(("one", "other"), [("Hoà", "Hoa"), ("Đông", "Dông"), ("Sơn", "Son"), ("Mỹ", "Mị")])
def test_different_letters_or_tones_have_different_keys(one, other):
    assert spelling_key(one) != spelling_key(other)


def test_the_bare_key_is_plain_ascii_for_every_official_name():
    assert all(bare_key(unit.name).isascii() for unit in units_on(date(2026, 11, 22)).units.values())


def test_the_bare_key_drops_what_a_foreign_keyboard_lacks():
    assert bare_key("Đặng Thuỳ Trâm") == "dang thuy tram"


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert spelling_key(spelling_key(text)) == spelling_key(text)
    assert bare_key(bare_key(text)) == bare_key(text)
