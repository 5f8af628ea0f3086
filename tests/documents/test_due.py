"""Words of time limits, and the days they mean."""

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents import Due
from service.documents.due_words import Meaning, Period, Window, meaning_of
from tests.documents.strategies import words

YEAR_2026 = Window(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Quý I/2022", date(2022, 1, 1), date(2022, 3, 31)),
        ("Quý 2/2022", date(2022, 4, 1), date(2022, 6, 30)),
        ("Trong quý III năm 2026", date(2026, 7, 1), date(2026, 9, 30)),
        ("Quý III-IV/2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("Quý I và Quý II năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("Tháng 12/2022", date(2022, 12, 1), date(2022, 12, 31)),
        ("Tháng 01, 02/2026", date(2026, 1, 1), date(2026, 2, 28)),
        ("Tháng 02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("05/2026", date(2026, 5, 1), date(2026, 5, 31)),
        ("Năm 2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("Trong năm 2022 (nếu có)", date(2022, 1, 1), date(2022, 12, 31)),
        ("6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("6 tháng cuối năm 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("9 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 9, 30)),
        ("Giai đoạn 2026 - 2030", date(2026, 1, 1), date(2030, 12, 31)),
        ("Từ 01/3 đến 30/6/2026", date(2026, 3, 1), date(2026, 6, 30)),
        ("Từ ngày 01 tháng 4 đến ngày 30 tháng 9 năm 2026", date(2026, 4, 1), date(2026, 9, 30)),
        ("Từ tháng 3 đến tháng 6/2026", date(2026, 3, 1), date(2026, 6, 30)),
        ("Ngày 05 tháng 3 năm 2026", date(2026, 3, 5), date(2026, 3, 5)),
        ("Hàng quý và năm 2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_period_is_read_as_its_first_and_last_day(words: str, start: date, end: date) -> None:
    assert meaning_of(words).window == Window(start, end)


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("Trước ngày 30/01/2022", date(2022, 1, 29)),
        ("Xong trước quý II/2026", date(2026, 3, 31)),
        ("Trước tháng 6/2026", date(2026, 5, 31)),
        ("Chậm nhất 10/12/2022", date(2022, 12, 10)),
        ("Báo cáo chậm nhất là ngày 10/12/2022", date(2022, 12, 10)),
        ("Hết quý I/2026", date(2026, 3, 31)),
        ("Đến năm 2030", date(2030, 12, 31)),
    ],
)
def test_a_deadline_has_only_a_last_day(words: str, end: date) -> None:
    assert meaning_of(words).window == Window(None, end)


@pytest.mark.parametrize(
    ("words", "periods"),
    [
        ("Hàng quý", (Period.QUARTER,)),
        ("Hằng tháng", (Period.MONTH,)),
        ("Hằng quý, 6 tháng, năm", (Period.QUARTER, Period.HALF_YEAR, Period.YEAR)),
        ("Định kỳ 06 tháng", (Period.HALF_YEAR,)),
        ("Thứ Sáu hằng tuần", (Period.WEEK,)),
        ("01 lần/năm", (Period.YEAR,)),
        ("Hàng quý và năm 2022", (Period.QUARTER,)),
        ("Quý I/2022", ()),
    ],
)
def test_what_comes_back_says_how_often(words: str, periods: tuple[Period, ...]) -> None:
    assert meaning_of(words).recurrences == periods


@pytest.mark.parametrize(
    "words",
    [
        "Thường xuyên",
        "Theo quy định",
        "Hằng quý",
        "Khi có yêu cầu",
        "31/02/2026",
        "Sau 10 ngày kể từ ngày 05/6/2026",
        "Ngay sau khi được giao",
    ],
)
def test_words_that_name_no_day_are_never_over(words: str) -> None:
    meaning = meaning_of(words)

    assert meaning.window is None
    assert not meaning.is_over(date(2100, 1, 1))


def test_a_period_without_a_year_takes_the_year_of_the_plan() -> None:
    assert meaning_of("Quý I").window is None
    assert meaning_of("Quý I", 2026).window == Window(date(2026, 1, 1), date(2026, 3, 31))


def test_standing_and_conditional_work_is_marked() -> None:
    assert meaning_of("Thường xuyên") == Meaning(standing=True)
    assert meaning_of("Trong năm 2026 (nếu có)") == Meaning(YEAR_2026, conditional=True)


def test_days_over_are_counted_from_the_last_day() -> None:
    meaning = meaning_of("Trước ngày 15/3/2026")

    assert [meaning.days_over(date(2026, 3, day)) for day in (13, 14, 15, 25)] == [0, 0, 1, 11]


@given(words())
def test_words_of_any_kind_are_kept_and_read_without_error(text: str) -> None:
    due = Due(text)

    assert Due.model_validate_json(due.model_dump_json()) == due
    assert due.words.split() == Due(due.words).words.split()
    due.meaning(2026)


@given(st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_any_day_is_read_as_itself(day: datetime.date) -> None:
    assert meaning_of(f"Ngày {day.day:02d}/{day.month}/{day.year}").window == Window(day, day)


@given(
    st.lists(
        st.sampled_from(
            ["quý I", "tháng 3", "năm", "2026", "/", "-", "trước", "đến", "từ", "31", "hằng", "6 tháng đầu", ","]
        ),
        max_size=8,
    )
)
def test_any_jumble_of_time_words_has_a_first_day_before_its_last(parts: list[str]) -> None:
    window = meaning_of(" ".join(parts), 2026).window

    assert window is None or window.start is None or window.start <= window.end
