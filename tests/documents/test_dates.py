"""Dates whose parts may be open."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents import PartialDate
from tests.documents import drafts


@pytest.mark.parametrize("text", ["2026", "2026-06", "2026-06-05"])
def test_an_iso_string_reads_back_as_written(text: str) -> None:
    assert PartialDate.from_iso(text).isoformat() == text


@given(st.dates(datetime.date(1945, 9, 2), datetime.date(2199, 12, 31)))
def test_a_whole_date_is_its_calendar_day(day: datetime.date) -> None:
    assert PartialDate.from_iso(day.isoformat()).as_date() == day


def test_a_date_with_an_open_part_is_no_calendar_day() -> None:
    assert PartialDate(2026, 6).as_date() is None


@pytest.mark.parametrize(
    "value", ["2026-02-30", "2026-13", "05/06/2026", "2026-6-5", "1200", "", 2026, None, {"year": 2026}, "2026-00-01"]
)
def test_a_day_that_does_not_exist_or_another_form_is_refused(value: object) -> None:
    wrong = {**drafts.PLAN, "issued_on": value}

    assert ("/issued_on", "bad-date") in drafts.faults(wrong) or value is None


def test_a_calendar_day_is_taken_as_it_is() -> None:
    assert drafts.document(issued_on=datetime.date(2026, 6, 5)).issued_on == PartialDate(2026, 6, 5)
