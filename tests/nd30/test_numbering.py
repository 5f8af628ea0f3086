"""Numbers, signs, dates and letters as the decree writes them, and nothing else."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nd30.numbering import (
    BLANK_NUMBER,
    CONG_VAN_NUMBER,
    COPY_NUMBER,
    DATE_LINE,
    DAY_BLANK,
    NAMED_NUMBER,
    NO_BREAK_SPACE,
    NORMATIVE_NUMBER,
    NUMBER_BLANK,
    padded_day,
    padded_month,
    padded_number,
    point_letter,
    point_letters,
)
from service.nd30.page import MARGINS


@pytest.mark.parametrize(("number", "printed"), [(1, "01"), (9, "09"), (10, "10"), (105, "105"), (12345, "12345")])
def test_numbers_below_ten_have_a_leading_zero(number, printed):
    assert padded_number(number) == printed


@pytest.mark.parametrize(("month", "printed"), [(1, "01"), (2, "02"), (3, "3"), (9, "9"), (10, "10"), (12, "12")])
def test_only_the_first_two_months_have_a_leading_zero(month, printed):
    assert padded_month(month) == printed


def test_days_below_ten_have_a_leading_zero():
    assert [padded_day(day) for day in (1, 9, 10, 31)] == ["01", "09", "10", "31"]


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1000, 9999))
def test_every_date_that_we_write_is_a_date_line(day, month, year):
    found = DATE_LINE.match(f"An Bình, ngày {padded_day(day)} tháng {padded_month(month)} năm {year}")

    assert found
    assert (int(found["day"]), int(found["month"]), int(found["year"])) == (day, month, year)


@pytest.mark.parametrize(
    "line",
    [
        "An Bình, ngày 5 tháng 01 năm 2026",
        "An Bình, ngày 05 tháng 1 năm 2026",
        "An Bình, ngày 05 tháng 03 năm 2026",
        "An Bình ngày 05 tháng 01 năm 2026",
        "An Bình, 05/01/2026",
        "An Bình, ngày 32 tháng 01 năm 2026",
    ],
)
def test_a_date_written_otherwise_is_none(line):
    assert not DATE_LINE.match(line)


@pytest.mark.parametrize(
    "line", ["Số: 15/KH-UBND", "Số: 05/QĐ-BNV", "Số: 01/QyĐ-UBND", "Số: 120/TTr-SNV", "Số:15/CTr-UBND"]
)
def test_numbers_of_named_kinds(line):
    assert NAMED_NUMBER.match(line)


@pytest.mark.parametrize(
    "line",
    [
        "Số: 5/KH-UBND",
        "Số: 15 /KH-UBND",
        "Số: 15/KH - UBND",
        "Số: 15/kh-UBND",
        "Số: 15/2026/KH-UBND",
        "Số 15/KH-UBND",
    ],
)
def test_what_is_no_number_of_a_named_kind(line):
    assert not NAMED_NUMBER.match(line)


def test_numbers_of_letters_copies_drafts_and_normative_documents():
    assert CONG_VAN_NUMBER.match("Số: 12/UBND-VX")["unit"] == "VX"
    assert COPY_NUMBER.match("Số: 01/SY-UBND")["kind"] == "SY"
    assert BLANK_NUMBER.match(f"Số: {NO_BREAK_SPACE * NUMBER_BLANK}/KH-UBND")["sign"] == "KH-UBND"
    assert NORMATIVE_NUMBER.match("Số: 12/2026/QĐ-UBND")["year"] == "2026"


def test_points_follow_the_decrees_own_alphabet():
    letters = list(islice(point_letters(), 23))

    assert "".join(letters[:14]) == "abcdđeghiklmno"
    assert not set(letters) & set("fjwzăâêôơư")


def test_points_after_y_go_on_and_never_repeat():
    letters = list(islice(point_letters(), 200))

    assert len(set(letters)) == 200
    assert letters[23:26] == ["aa", "ab", "ac"]
    assert point_letter(24) == "ab"


def test_blanks_take_a_pen():
    assert DAY_BLANK * 13 / 4 * 25.4 / 72 > 7  # a no-break space is a quarter of the size wide
    assert MARGINS["left"].use > NUMBER_BLANK * 13 / 4 * 25.4 / 72
