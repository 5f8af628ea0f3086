import datetime as dt

import pytest

from service.errors import Conflict, InvalidInput, NotFound
from service.numbering import (
    EntryState,
    Purpose,
    SeriesPlan,
    decide_series,
    enter_late,
    find_entry,
    next_number,
    note_dispatch,
    series_for,
    take_number,
    void_number,
)
from service.storage import new_id

NEW_YEAR = dt.datetime(2027, 1, 4, 3, 0, tzinfo=dt.UTC)


@pytest.fixture
def series(session, agency):
    return series_for(session, agency, "ke-hoach", 2026)


@pytest.fixture
def take(session, series, line, occasion):
    def give(on="2026-06-05", subject="Cải cách", **fields):
        moment = {"now": fields.pop("now")} if "now" in fields else {}
        return take_number(session, series, line(subject), occasion(on, **moment), **fields)

    return give


def test_numbers_begin_at_01_and_follow_one_another(take):
    assert [take().printed_number for _ in range(3)] == ["01/KH-UBND", "02/KH-UBND", "03/KH-UBND"]


def test_a_new_year_begins_at_01_again(take):
    take("2026-12-31", now=NEW_YEAR)

    entry = take("2027-01-04", now=NEW_YEAR)

    assert (entry.year, entry.number) == (2027, 1)


def test_a_date_before_that_of_the_number_before_is_refused(take):
    take("2026-06-04")

    with pytest.raises(Conflict, match="04/06/2026"):
        take("2026-06-03")


def test_after_the_new_year_began_the_old_one_takes_no_more_numbers(take):
    take("2027-01-02", now=NEW_YEAR)

    with pytest.raises(Conflict):
        take("2026-12-31", now=NEW_YEAR)


def test_a_date_in_the_future_is_refused(take):
    with pytest.raises(InvalidInput) as caught:
        take("2026-06-06")

    assert [problem.code for problem in caught.value.problems] == ["date-in-future"]


def test_today_is_the_day_in_vietnam(take):
    evening_in_utc = dt.datetime(2026, 6, 5, 17, 30, tzinfo=dt.UTC)

    assert take("2026-06-06", now=evening_in_utc).issued_on == dt.date(2026, 6, 6)


def test_the_next_number_is_told_without_being_taken(session, series, take):
    take("2026-06-04")

    for _ in range(2):
        coming = next_number(session, series, 2026)
        assert (coming.number, coming.not_before) == (2, dt.date(2026, 6, 4))


def test_a_number_that_is_not_the_expected_one_is_refused(take):
    take()

    with pytest.raises(Conflict, match="vừa được cấp"):
        take(expected=1)


def test_series_count_apart(session, agency, line, occasion):
    decide_series(
        session,
        agency,
        [
            SeriesPlan(name="Khác"),
            SeriesPlan(name="QĐ", kinds=("quyet-dinh",)),
            SeriesPlan(name="Sao", purpose=Purpose.COPIES),
        ],
        2026,
    )

    def take(kind, symbol):
        return take_number(session, series_for(session, agency, kind, 2026), line(kind=kind, symbol=symbol), occasion())

    printed = [
        take(kind, symbol).printed_number
        for kind, symbol in [
            ("ke-hoach", "KH-UBND"),
            ("quyet-dinh", "QĐ-UBND"),
            ("bao-cao", "BC-UBND"),
            ("quyet-dinh", "QĐ-UBND"),
            ("SY", "SY-UBND"),
        ]
    ]

    assert printed == ["01/KH-UBND", "01/QĐ-UBND", "02/BC-UBND", "02/QĐ-UBND", "01/SY-UBND"]


def test_the_same_number_and_sign_from_two_series_is_refused(session, agency, line, occasion):
    copies = series_for(session, agency, "SY", 2026)
    take_number(session, series_for(session, agency, "ke-hoach", 2026), line(), occasion())

    with pytest.raises(Conflict, match="duy nhất"):
        take_number(session, copies, line(kind="SY"), occasion())


def test_a_voided_number_stays_used_and_says_why(session, agency, take):
    entry = take()
    voided = void_number(session, entry.id, agency_id=agency, reason=" Sai thẩm quyền ")

    assert (voided.state, voided.reason) == (EntryState.VOIDED, "Sai thẩm quyền")
    assert take().number == 2


def test_voiding_twice_or_without_a_reason_is_refused(session, agency, take):
    entry = take()
    with pytest.raises(InvalidInput):
        void_number(session, entry.id, agency_id=agency, reason="  ")
    void_number(session, entry.id, agency_id=agency, reason="Trùng")

    with pytest.raises(Conflict):
        void_number(session, entry.id, agency_id=agency, reason="Trùng")


def test_another_agency_finds_nothing(session, take):
    entry = take()

    with pytest.raises(NotFound):
        find_entry(session, new_id(), entry.id)
    with pytest.raises(NotFound):
        void_number(session, entry.id, agency_id=new_id(), reason="x")


@pytest.fixture
def reserved(take):
    """Number 2 of three: 3 June, 5 June, 5 June."""
    take("2026-06-03")
    entry = take("2026-06-05", state=EntryState.RESERVED)
    take("2026-06-05")
    return entry


def test_a_reserved_number_is_filled_later_with_a_reason(session, reserved, line, occasion):
    late = line("Báo cáo giấy", kind="bao-cao", symbol="BC-UBND", signer="Nguyễn Văn An")

    entry = enter_late(session, reserved.id, late, occasion("2026-06-04", reason="Mất điện"))

    assert (entry.printed_number, entry.state, entry.reason) == ("02/BC-UBND", EntryState.ISSUED, "Mất điện")
    assert entry.issued_on == dt.date(2026, 6, 4)


@pytest.mark.parametrize("day", ["2026-06-02", "2026-06-06", "2025-12-31"])
def test_a_late_entry_keeps_the_order_of_dates(session, reserved, line, occasion, day):
    with pytest.raises(InvalidInput) as caught:
        enter_late(session, reserved.id, line(), occasion(day, reason="Mất điện"))

    assert [problem.code for problem in caught.value.problems] == ["date-out-of-order"]


def test_a_late_entry_needs_a_reason_and_a_reserved_number(session, reserved, take, line, occasion):
    with pytest.raises(InvalidInput):
        enter_late(session, reserved.id, line(), occasion())
    with pytest.raises(Conflict):
        enter_late(session, take().id, line(), occasion(reason="Mất điện"))


def test_a_kind_that_does_not_exist_gets_no_number(session, series, line, occasion):
    with pytest.raises(InvalidInput):
        take_number(session, series, line(kind="thong-tu"), occasion())


def test_the_columns_known_after_issue_are_filled_in(session, agency, take):
    day = dt.date(2026, 6, 8)

    entry = note_dispatch(
        session, take().id, agency_id=agency, copies=12, sent_on=day, received_by="Bưu điện", note="Gửi nhanh"
    )

    assert (entry.copies, entry.sent_on, entry.received_by, entry.note) == (12, day, "Bưu điện", "Gửi nhanh")


def test_a_document_is_not_sent_before_its_date(session, agency, take):
    with pytest.raises(InvalidInput):
        note_dispatch(
            session, take().id, agency_id=agency, copies=1, sent_on=dt.date(2026, 6, 1), received_by="", note=""
        )
