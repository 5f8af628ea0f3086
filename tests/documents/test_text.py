"""What the border makes of text, and what it refuses."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from service.documents.text import clean_line, clean_text, plain_text
from tests.documents import drafts
from tests.documents.strategies import words

PRINTABLE = st.characters(blacklist_categories=("Cc", "Cs", "Co", "Cn", "Cf"), max_codepoint=0x2FFF)


def test_decomposed_letters_are_composed() -> None:
    assert clean_text(unicodedata.normalize("NFD", "Ủy ban nhân dân")) == "Ủy ban nhân dân"


def test_the_way_a_name_is_spelled_is_kept() -> None:
    assert clean_line("phường Hiệp Hoà") == "phường Hiệp Hoà"


@pytest.mark.parametrize("space", ["\u00a0", "\t", "\u2003", "\u202f", "\u3000"])
def test_spaces_of_every_width_become_plain_spaces(space: str) -> None:
    assert clean_line(f"xã{space}An Bình") == "xã An Bình"


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\ufeff", "\u2060", "\u202a", "\u200e"])
def test_marks_without_width_are_dropped(mark: str) -> None:
    assert clean_line(f"nhân{mark} dân") == "nhân dân"


def test_a_joiner_is_kept_in_an_emoji_and_dropped_elsewhere() -> None:
    assert clean_line("👩\u200d🌾 nông\u200d dân") == "👩\u200d🌾 nông dân"


def test_a_line_has_no_breaks_and_no_doubled_spaces() -> None:
    assert clean_line("  Kế hoạch\r\n  năm   2026 ") == "Kế hoạch năm 2026"


@pytest.mark.parametrize("text", ["{{ ten }}", "{% if x %}", "a < b & c > d", "😀 vui", "\\n"])
def test_what_looks_like_code_is_plain_text(text: str) -> None:
    assert clean_line(text) == text


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\ufffe", "\ufdd0"])
def test_a_character_that_xml_forbids_is_refused_with_its_place(character: str) -> None:
    with pytest.raises(PydanticCustomError, match=r"vị trí 4") as refused:
        clean_text(f"abc{character}")
    assert refused.value.type == "control-character"


def test_a_wingdings_bullet_is_refused() -> None:
    with pytest.raises(PydanticCustomError, match=r"U\+F0B7"):
        clean_text("\uf0b7 Mục một")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "TCVN3"),
        ("ñy ban nh©n d©n", "TCVN3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI"),
    ],
)
def test_text_in_an_old_code_page_is_refused_by_name(text: str, encoding: str) -> None:
    with pytest.raises(PydanticCustomError, match=encoding):
        clean_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "Café Müller",
        "30 °C ± 5",
        "20 m² × 30",
        "Cà Mau",
        "Hà Nam",
        "José Ñandú",
        "Plan n° 5",
        "½ quả",
        "Kép, Yên Phú",
        "Müller Straße Köln",
    ],
)
def test_other_languages_and_signs_are_not_taken_for_an_old_code_page(text: str) -> None:
    assert clean_text(text) == text


@given(words())
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(words())
def test_cleaning_keeps_every_word_in_its_order(text: str) -> None:
    assert clean_text(text).split() == unicodedata.normalize("NFC", text).split()


@given(st.lists(st.text(PRINTABLE, max_size=8), max_size=4))
def test_rich_text_reads_back_as_it_was_written(texts: list[str]) -> None:
    runs = [{"text": text, "bold": index % 2 == 0} for index, text in enumerate(texts)] + [{"text": "hết"}]
    document = drafts.document(opening=[runs])

    assert drafts.document(opening=document.as_data()["opening"]).opening == document.opening


def test_a_string_and_a_list_of_one_run_are_the_same() -> None:
    assert drafts.document(opening=["một câu"]) == drafts.document(opening=[[{"text": "một "}, "câu"]])


def test_a_line_break_stays_inside_a_paragraph() -> None:
    [opening] = drafts.document(opening=["dòng một \r\n dòng hai\n"]).opening

    assert plain_text(opening) == "dòng một\ndòng hai"


def test_a_run_of_spaces_alone_is_no_text() -> None:
    assert drafts.faults(opening=[[" ", {"text": "\n", "bold": True}]]) == [("/opening/0", "blank")]


@pytest.mark.parametrize(
    ("over", "path"),
    [
        ({"subject": "cải cách " * 1000}, "/subject"),
        ({"issuer": {"name": "Ủy ban " * 100, "sign": "UBND", "place": "An Bình"}}, "/issuer/name"),
        ({"symbol": "KH-" + "A" * 60}, "/symbol"),
        ({"opening": ["cải cách " * 10_000]}, "/opening/0"),
        ({"opening": [["a " * 20_000, {"text": "b " * 20_000, "bold": True}]]}, "/opening/0"),
    ],
)
def test_a_text_longer_than_any_real_one_is_refused_at_its_place(over: dict[str, object], path: str) -> None:
    [problem] = drafts.problems(**over)

    assert (problem.path, problem.code) == (path, "too-long")
    assert "chữ" in problem.message
