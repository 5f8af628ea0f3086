import io

import openpyxl
import pytest

from service.importing import read_workbook
from service.importing.mending import mended, mended_file, place_of


@pytest.fixture
def sent():
    book = openpyxl.Workbook()
    book.active.title = "Dữ liệu"
    for row in (["Mã", "Tên"], ["00004", "Ba Đình"], ["00008", "Ngọc Hà"]):
        book.active.append(row)
    book.active["A2"].font = openpyxl.styles.Font(bold=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def texts(sheet):
    return [[cell.text for cell in row] for row in sheet.rows]


def test_cells_are_changed_and_rows_left_out_by_their_address(sent):
    book = read_workbook(sent, "a.xlsx")
    [sheet] = mended(book, {"Dữ liệu!B2": " Phường Ba Đình ", "Dữ liệu!D1": "Số"}, ["Dữ liệu!3"])
    assert texts(sheet) == [["Mã", "Tên", "", "Số"], ["00004", "Phường Ba Đình"], []]
    assert sheet.is_blank(2)
    assert texts(next(iter(book)))[1] == ["00004", "Ba Đình"]


def test_the_senders_file_keeps_its_looks_and_takes_the_same_changes(sent):
    book = openpyxl.load_workbook(
        io.BytesIO(mended_file(sent, {"Dữ liệu!B2": "=1+1", "Khác!A1": "x"}, ["Dữ liệu!3", "Khác!1"]))
    )
    sheet = book["Dữ liệu"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
    assert sheet["A2"].font.bold
    assert [cell.value for cell in sheet[3]] == [None, None]


@pytest.mark.parametrize("address", ["", "Dữ liệu", "Dữ liệu!C", "Dữ liệu!ABCD7", "C7"])
def test_what_is_no_address_is_left_alone(sent, address):
    assert place_of(address) is None
    book = read_workbook(sent, "a.xlsx")
    assert mended(book, {address: "x"}, [address]) == book


def test_a_cell_far_outside_makes_no_giant_sheet(sent):
    [sheet] = mended(read_workbook(sent, "a.xlsx"), {"Dữ liệu!ZZZ1": "x", "Dữ liệu!A9999999": "y"})
    assert texts(sheet) == [["Mã", "Tên"], ["00004", "Ba Đình"], ["00008", "Ngọc Hà"]]
