"""The sheet that we hand out is read back without a fault."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from service.errors import InvalidSheet
from service.importing.from_excel import read_workbook
from service.importing.unit_rows import read_unit_rows
from service.importing.unit_rows_sheet import unit_rows_sheet
from service.units import units_on

TODAY = units_on(date(2026, 11, 22))
CAN_THO = TODAY.in_province("92")


def sheet(required=("chi_tieu",), optional=("ghi_nhan",), units=CAN_THO):
    return unit_rows_sheet(units, TODAY.provinces.values(), required, optional)


def test_it_has_one_row_for_each_unit_and_vietnamese_headings():
    book = load_workbook(io.BytesIO(sheet()))
    rows = book["Dữ liệu"]

    assert [cell.value for cell in rows[1]] == [
        "Mã đơn vị", "Tên đơn vị", "Tỉnh, thành phố", "Số", "Ngày ban hành", "Người ký", "Chức vụ người ký", "chi_tieu *", "ghi_nhan",
    ]  # fmt: skip
    assert rows.max_row == len(CAN_THO) + 1
    assert [cell.value for cell in rows[2]][:3] == [CAN_THO[0].code, CAN_THO[0].title, "Thành phố Cần Thơ"]
    assert rows["A2"].data_type == "s"


def test_it_refuses_wrong_values_while_they_are_typed():
    rules = {rule.type: rule for rule in load_workbook(io.BytesIO(sheet()))["Dữ liệu"].data_validations.dataValidation}

    assert rules["list"].allow_blank
    assert rules["whole"].formula1 == "1"


def test_it_explains_each_column_on_a_sheet_of_its_own():
    guide = load_workbook(io.BytesIO(sheet()))["Hướng dẫn"]
    words = "\n".join(str(cell.value) for [cell] in guide.iter_rows())

    assert "Cột “chi_tieu”: dùng trong văn bản là {{ row.chi_tieu }}, bắt buộc." in words


def test_filled_in_it_is_read_back_for_every_commune_of_the_country():
    book = load_workbook(io.BytesIO(sheet(units=tuple(TODAY.units.values()))))
    for row in range(2, 3323):
        book["Dữ liệu"].cell(row, 8, 90)
    stream = io.BytesIO()
    book.save(stream)

    rows = read_unit_rows(read_workbook(stream.getvalue(), "rows.xlsx"), TODAY, ["chi_tieu"], ["ghi_nhan"])

    assert [row.unit for row in rows] == list(TODAY.units.values())
    assert {row.values["chi_tieu"] for row in rows} == {"90"}


def test_left_empty_its_missing_values_are_named_row_by_row():
    with pytest.raises(InvalidSheet) as caught:
        read_unit_rows(read_workbook(sheet(), "rows.xlsx"), TODAY, ["chi_tieu"])

    assert {problem.code for problem in caught.value.problems} == {"missing-value"}
    assert len(caught.value.problems) == len(CAN_THO)
