import pytest

from service.numbering import (
    EntryState,
    RegisterFilter,
    count_entries,
    newest_entries,
    search_register,
    series_for,
    signers_of,
    take_number,
    void_number,
)
from service.storage import new_id


@pytest.fixture
def register(session, agency, line, occasion):
    series = series_for(session, agency, "ke-hoach", 2026)
    lines = [
        line("Phòng, chống thiên tai", signer="Đặng Thuỳ Trâm"),
        line("Cải cách hành chính", kind="quyet-dinh", symbol="QĐ-UBND", recipients="Sở Nội vụ; Đảng ủy xã"),
        line("Chuyển đổi số 50%"),
    ]
    return [take_number(session, series, one, occasion()) for one in lines]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("", [1, 2, 3]),
        ("thien tai", [1]),
        ("THIÊN   tai phòng", [1]),
        ("dang thuy tram", [1]),
        ("02/QĐ-UBND", [2]),
        ("so noi vu", [2]),
        ("quyết định", [2]),
        ("kế hoạch", [1, 3]),
        ("50%", [3]),
        ("_", []),
        ("' OR 1=1 --", []),
    ],
)
def test_words_are_found_with_and_without_diacritics(session, agency, register, words, numbers):
    found = search_register(session, agency, RegisterFilter(words=words))

    assert [entry.number for entry in found] == numbers


def test_pages_follow_one_another(session, agency, register):
    first = search_register(session, agency, RegisterFilter(), limit=2)
    rest = search_register(session, agency, RegisterFilter(), after=first[-1])

    assert [entry.number for entry in first + rest] == [1, 2, 3]


def test_filters_narrow(session, agency, register):
    void_number(session, register[0].id, agency_id=agency, reason="Trùng")

    def numbers(**wanted):
        return [entry.number for entry in search_register(session, agency, RegisterFilter(**wanted))]

    assert numbers(state=EntryState.VOIDED) == [1]
    assert numbers(kind="quyet-dinh") == [2]
    assert numbers(year=2025) == []
    assert numbers(series_id=new_id()) == []
    assert numbers(year=2026, series_id=register[0].series_id) == [1, 2, 3]


def test_another_agency_sees_nothing(session, register):
    assert search_register(session, new_id(), RegisterFilter()) == []


def test_lines_are_browsed_newest_first_with_their_count_and_signers(session, agency, register):
    first = newest_entries(session, agency, RegisterFilter(), skip=0, limit=2)
    rest = newest_entries(session, agency, RegisterFilter(), skip=2, limit=2)

    assert [entry.number for entry in (*first, *rest)] == [3, 2, 1]
    assert count_entries(session, agency, RegisterFilter()) == 3
    assert "Đặng Thuỳ Trâm" in signers_of(session, agency, 2026)
    assert count_entries(session, agency, RegisterFilter(signer="Đặng Thuỳ Trâm")) == 1
    assert signers_of(session, agency, 2025) == []
