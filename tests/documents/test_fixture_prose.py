"""The examples are read by strict clerks: their words keep the decree's own rules of writing (Phụ lục I, II)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.documents import parse_document
from service.documents.json_text import leaves
from service.documents.text import plain_text

FOLDER = Path(__file__).parents[2] / "fixtures" / "documents"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
SENTENCE_FIELDS = ("/text", "/subject", "/title", "/name", "/opening/", "/legal_bases/")


def texts(name: str) -> Iterator[str]:
    """Yield every string of an example."""
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    yield from (text for _, text in leaves(data))


def offences(name: str, pattern: str) -> list[str]:
    """Return the strings of an example in which the pattern occurs."""
    return [text for text in texts(name) if re.search(pattern, text)]


@pytest.mark.parametrize("name", NAMES)
def test_months_are_padded_as_the_decree_pads_them(name: str) -> None:
    assert offences(name, r"ngày \d+ tháng (?:0[3-9]|[12]) ") == []
    assert offences(name, r"\b\d{1,2}/0[3-9]/\d{4}") == []


@pytest.mark.parametrize("name", NAMES)
def test_days_in_full_dates_are_padded(name: str) -> None:
    assert offences(name, r"ngày \d tháng") == []
    assert offences(name, r"(?<!\d)\d/\d{1,2}/\d{4}") == []


@pytest.mark.parametrize("name", NAMES)
def test_the_names_of_councils_and_committees_are_capitalised_once(name: str) -> None:
    assert offences(name, r"Ủy Ban|Nhân Dân|Hội Đồng|Uỷ ban|ủy ban nhân dân|hội đồng nhân dân") == []


@pytest.mark.parametrize("name", NAMES)
def test_the_people_and_the_state_are_capital_outside_names(name: str) -> None:
    found = offences(name, r"(?<!Ủy ban )(?<!Hội đồng )(?<!vũ trang )(?<!Tòa án )\bnhân dân\b")

    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_parts_of_a_text_are_cited_with_the_right_letters(name: str) -> None:
    assert offences(name, r"\w+ (?:Khoản|Điểm) \d|tại điều \d|theo điều \d") == []


@pytest.mark.parametrize("name", NAMES)
def test_administrative_units_are_small_inside_sentences(name: str) -> None:
    assert offences(name, r"[a-zà-ỹ,] (?:Xã|Huyện|Tỉnh|Phường) [A-ZĐ]") == []


@pytest.mark.parametrize("name", NAMES)
def test_punctuation_is_plain_and_close_to_its_word(name: str) -> None:
    assert offences(name, r"\s[,;.:](?:\s|$)") == []
    assert offences(name, r"[–—\"]|\.\.|  ") == []
    assert offences(name, r"[,;][^\s\d]") == []


@pytest.mark.parametrize("name", NAMES)
def test_the_old_spelling_of_tone_marks_is_not_used(name: str) -> None:
    assert offences(name, r"\b(?:hoà|hoá|thuỷ|uỷ|quí|kĩ|xoá|toà)\b") == []


@pytest.mark.parametrize("name", NAMES)
def test_sentences_begin_with_a_capital(name: str) -> None:
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    said = [text for path, text in leaves(data) if any(part in path for part in SENTENCE_FIELDS)]
    letter = data["subject"] if data["kind"] == "cong-van" else ""

    assert [text for text in said if text[0].islower() and text != letter] == []


@pytest.mark.parametrize("name", NAMES)
def test_legal_bases_are_cited_in_full(name: str) -> None:
    for basis in map(plain_text, parse_document((FOLDER / f"{name}.json").read_bytes()).legal_bases):
        if basis.startswith("Theo đề nghị của"):
            continue
        assert re.search(r"ngày \d{2} tháng (?:01|02|[3-9]|1[0-2]) năm \d{4}", basis), basis
        assert not re.search(r"(?:Luật|Pháp lệnh)[^;]* số \d", basis), basis
        if not re.match(r"Căn cứ Luật", basis):
            assert re.search(r" số \d+[-/]\S+ ngày .+ của (?:Chính phủ|Bộ Chính trị|Ủy ban nhân dân) ?", basis), basis
