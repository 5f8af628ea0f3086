"""The file comes back as it was sent, with its faults in front."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from service.errors import InvalidSheet
from service.importing.faults import with_faults
from service.importing.from_excel import read_workbook
from service.importing.unit_rows import read_unit_rows
from service.units import units_on
from tests.importing.spreadsheets import csv, xlsx

TODAY = units_on(date(2026, 11, 22))
ROWS = (["Mã đơn vị", "Số"], ["31756", 1], ["99999", "x"])


def returned(data, name):
    book = read_workbook(data, name)
    with pytest.raises(InvalidSheet) as caught:
        read_unit_rows(book, TODAY)
    name, content = with_faults(data, name, book, caught.value.problems, {"Dữ liệu": 1})
    return name, content, load_workbook(io.BytesIO(content)).worksheets[0]


def test_the_faults_stand_in_a_first_column_beside_their_rows():
    name, _, sheet = returned(xlsx(*ROWS), "xa.xlsx")

    assert name == "xa-loi.xlsx"
    assert [cell.value for cell in sheet[1]] == ["Lỗi", "Mã đơn vị", "Số"]
    assert sheet["A2"].value is None
    assert sheet["A3"].value.splitlines() == [
        "Không có đơn vị mang mã “99999”.",
        "Số văn bản “x” phải là số nguyên dương, không kèm ký hiệu.",
    ]


def test_faulty_cells_are_red_and_the_others_untouched():
    _, _, sheet = returned(xlsx(*ROWS), "xa.xlsx")

    assert sheet["B3"].fill.fgColor.rgb == sheet["C3"].fill.fgColor.rgb == "00FFC7CE"
    assert sheet["B2"].fill.fill_type is None
    assert sheet["C2"].value == 1


def test_merges_widths_lists_and_frozen_panes_move_along():
    def dress(book):
        sheet = book.active
        sheet.merge_cells("A5:B6")
        sheet.column_dimensions["B"].width = 33
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = "A1:B3"
        rule = DataValidation(type="whole", formula1="1")
        rule.add("B2:B9")
        sheet.add_data_validation(rule)

    _, _, sheet = returned(xlsx(*ROWS, change=dress), "xa.xlsx")

    assert [str(area) for area in sheet.merged_cells.ranges] == ["B5:C6"]
    assert sheet.column_dimensions["C"].width == 33
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "B1:C3"
    assert str(sheet.data_validations.dataValidation[0].sqref) == "C2:C9"


def test_a_file_returned_twice_has_one_fault_column_with_only_the_new_faults():
    _, once, _ = returned(xlsx(*ROWS), "xa.xlsx")
    book = load_workbook(io.BytesIO(once))
    book["Dữ liệu"]["B3"] = "31756"
    stream = io.BytesIO()
    book.save(stream)

    _, _, sheet = returned(stream.getvalue(), "xa-loi.xlsx")

    assert [cell.value for cell in sheet[1]] == ["Lỗi", "Mã đơn vị", "Số"]
    assert "Trùng với dòng 2" in sheet["A3"].value
    assert "99999" not in sheet["A3"].value


def test_a_csv_comes_back_as_excel_with_text_that_no_formula_can_hide_in():
    data = csv(["Mã đơn vị", "Tên"], ["99999", "=HYPERLINK(1)"])
    name, content, _ = _csv_returned(data)

    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert name == "xa-loi.xlsx"
    assert [cell.value for cell in sheet[2]] == ["Không có đơn vị mang mã “99999”.", "99999", "=HYPERLINK(1)"]
    assert sheet["C2"].data_type == "s"
    assert sheet["C2"].quotePrefix


def _csv_returned(data):
    book = read_workbook(data, "xa.csv")
    with pytest.raises(InvalidSheet) as caught:
        read_unit_rows(book, TODAY)
    return *with_faults(data, "xa.csv", book, caught.value.problems, {"xa": 1}), book


def test_a_fault_of_the_headings_stands_at_the_heading_and_the_file_is_read_again():
    data = xlsx(["Mã đơn vị"], ["31756"])
    book = read_workbook(data, "xa.xlsx")
    with pytest.raises(InvalidSheet) as caught:
        read_unit_rows(book, TODAY, ["chi_tieu"])

    _, content = with_faults(data, "xa.xlsx", book, caught.value.problems, {"Dữ liệu": 1})

    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet["A1"].value.startswith("Lỗi\nThiếu cột")
    assert read_unit_rows(read_workbook(content, "xa.xlsx"), TODAY)[0].unit.code == "31756"
