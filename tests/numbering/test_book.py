from io import BytesIO

import pytest
from openpyxl import load_workbook

from service.nd30.numbering import REGISTER_COLUMNS
from service.numbering import EntryState, register_book, register_xlsx, series_for, take_number, void_number


@pytest.fixture
def book(session, agency, line, occasion):
    series = series_for(session, agency, "ke-hoach", 2026)
    entries = [
        take_number(
            session,
            series,
            line("=1+1", signer="Nguyễn Văn An", recipients="Sở Nội vụ", archive="VT, VHXH", copies=5),
            occasion("2026-01-05"),
        ),
        take_number(session, series, line("Hai"), occasion("2026-03-10")),
        take_number(session, series, line("Ba"), occasion("2026-06-05", reason="Chờ ký"), state=EntryState.RESERVED),
    ]
    entries[1] = void_number(session, entries[1].id, agency_id=agency, reason="Sai tên")
    return register_book(series, 2026, entries, agency="Ủy ban nhân dân xã An Bình", parent="Ủy ban nhân dân tỉnh")


def test_the_cover_says_from_which_date_and_number_to_which(book):
    cover = {name: value for name, value in book.context().items() if name != "entries"}

    assert cover == {
        "parent": "ỦY BAN NHÂN DÂN TỈNH",
        "agency": "ỦY BAN NHÂN DÂN XÃ AN BÌNH",
        "series": "Văn bản hành chính",
        "year": "2026",
        "from_date": "05/01/2026",
        "to_date": "05/06/2026",
        "from_number": "01",
        "to_number": "03",
        "volume": "01",
    }


def test_every_line_has_the_ten_columns(book):
    first, voided, reserved = book.context()["entries"]

    assert first == [
        "01/KH-UBND", "05/01/2026", "Kế hoạch =1+1", "Nguyễn Văn An", "Sở Nội vụ", "VT, VHXH", "5", "", "", "",
    ]  # fmt: skip
    assert voided[-1] == "Hủy số: Sai tên"
    assert reserved[-1] == "Giữ số: Chờ ký"


def test_an_empty_book_still_has_a_cover(session, agency):
    context = register_book(series_for(session, agency, "ke-hoach", 2026), 2026, [], agency="UBND").context()

    assert (context["from_date"], context["to_number"], context["entries"]) == ("", "", [])


def test_the_sheet_holds_the_same_lines(book):
    sheet = load_workbook(BytesIO(register_xlsx(book))).active
    rows = list(sheet.iter_rows(values_only=True))

    assert rows[0][0] == "SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2026"
    assert rows[2] == REGISTER_COLUMNS
    assert [row[0] for row in rows[3:]] == ["01/KH-UBND", "02/KH-UBND", "03/KH-UBND"]
    assert rows[3][6] == 5
    assert rows[3][1].isoformat().startswith("2026-01-05")


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@sum"])
def test_no_cell_runs_as_a_formula(session, agency, line, occasion, text):
    series = series_for(session, agency, "ke-hoach", 2026)
    entry = take_number(session, series, line(signer=text), occasion())

    sheet = load_workbook(BytesIO(register_xlsx(register_book(series, 2026, [entry], agency=text)))).active

    assert sheet["D4"].value == text
    assert sheet["D4"].data_type == "s"
    assert sheet["D4"].quotePrefix
