"""Reading cells as a person sees them, from every format that offices use."""

import contextlib
import datetime as dt
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import UnreadableFile
from service.importing.from_excel import read_workbook
from service.importing.sheets import Cell, cell_of
from tests.importing.spreadsheets import csv, ods, packed, xlsx

WHOLE = xlsx(["Xã", "Số"], ["An Bình", "5"])


def texts(sheet):
    return [[cell.text for cell in row] for row in sheet.rows]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (xlsx(["Xã", "Số"], ["An Bình", "5"]), "a.xlsx"),
        (xlsx(["Xã", "Số"], ["An Bình", 5]), "a.xlsx"),
        (ods(["Xã", "Số"], ["An Bình", "5"]), "a.ods"),
        (csv(["Xã", "Số"], ["An Bình", "5"]), "a.csv"),
        (csv(["Xã", "Số"], ["An Bình", "5"], delimiter=";"), "a.csv"),
        (csv(["Xã", "Số"], ["An Bình", "5"], delimiter="\t"), "a.txt"),
        (csv(["Xã", "Số"], ["An Bình", "5"], encoding="utf-8-sig"), "a.csv"),
        (csv(["Xã", "Số"], ["An Bình", "5"], delimiter="\t", encoding="utf-16"), "a.csv"),
        (unicodedata.normalize("NFD", "Xã,Số\nAn Bình,5").encode(), "a.csv"),
    ],
    ids=["xlsx", "whole number", "ods", "csv", "semicolons", "tabs", "byte order mark", "utf-16", "decomposed"],
)
def test_the_same_table_is_read_alike_from_every_format(data, name):
    [sheet] = read_workbook(data, name).visible

    assert texts(sheet) == [["Xã", "Số"], ["An Bình", "5"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (0.5, "0,5"),
        (True, "Có"),
        (dt.date(2026, 1, 5), "05/01/2026"),
        (dt.datetime(2026, 9, 20, 8, 30, tzinfo=dt.UTC), "20/9/2026"),
        ("  hai \n dòng ", "hai\ndòng"),
        ("", ""),
    ],
)
def test_a_value_becomes_the_text_that_a_vietnamese_document_shows(value, text):
    assert cell_of(value).text == text


def test_a_number_that_may_be_a_date_tells_its_day():
    assert cell_of(46027.0).as_date_serial() == dt.date(2026, 1, 5)
    assert cell_of(12.0).as_date_serial() is None
    assert Cell("46027", "text").as_date_serial() is None


def test_hidden_sheets_are_read_but_not_offered():
    def hide(book):
        book["Cũ"].sheet_state = "hidden"
        book["Rất kín"].sheet_state = "veryHidden"

    book = read_workbook(xlsx(["a"], more={"Cũ": [["b"]], "Rất kín": [["c"]], "Trống": []}, change=hide), "a.xlsx")

    assert [sheet.name for sheet in book.visible] == ["Dữ liệu"]
    assert [sheet.name for sheet in book] == ["Dữ liệu", "Cũ", "Rất kín", "Trống"]


def test_blank_rows_and_columns_before_the_data_keep_every_address_true():
    def push_down(book):
        book.active.insert_rows(1, 3)
        book.active.insert_cols(1, 2)

    [sheet] = read_workbook(xlsx(["Xã"], ["An Bình"], change=push_down), "a.xlsx").visible

    assert sheet.cell(4, 2).text == "An Bình"
    assert sheet.address(4, 2) == "Dữ liệu!C5"
    assert sheet.is_blank(0)


def test_a_formula_never_calculated_and_an_error_value_are_faults_of_their_cells():
    def spoil(book):
        book.active["B2"] = "=1+1"
        book.active["C2"] = "#REF!"

    [sheet] = read_workbook(xlsx(["a", "b", "c"], ["x"], change=spoil), "a.xlsx").visible

    assert "công thức chưa được tính" in sheet.cell(1, 1).fault
    assert "#REF!" in sheet.cell(1, 2).fault
    assert sheet.cell(1, 0).fault == ""


def test_a_cell_merged_downwards_fills_the_rows_that_it_covers():
    [sheet] = read_workbook(
        xlsx(["Nhóm", "Việc"], ["I", "a"], [None, "b"], change=lambda book: book.active.merge_cells("A2:A3")), "a.xlsx"
    ).visible

    assert texts(sheet.filled_from_merges()) == [["Nhóm", "Việc"], ["I", "a"], ["I", "b"]]


def test_one_used_cell_at_the_end_of_the_world_does_not_take_all_memory():
    data = xlsx(["a"], change=lambda book: book.active.cell(1_048_576, 16_384, "x"))

    with pytest.raises(UnreadableFile, match=r"1\.048\.576 dòng"):
        read_workbook(data, "a.xlsx")


def test_formats_without_values_down_to_the_last_row_are_no_rows():
    def paint(book):
        book.active.cell(1_048_576, 1).number_format = "0.00"

    [sheet] = read_workbook(xlsx(["a"], ["b"], change=paint), "a.xlsx").visible

    assert len(sheet.rows) == 2


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.xlsx", "a.ods", "a.csv"]))
def test_any_bytes_are_read_or_refused_but_never_crash(data, name):
    with contextlib.suppress(UnreadableFile):
        read_workbook(data, name)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_but_never_crashes(data):
    whole = bytearray(WHOLE)
    for _ in range(4):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnreadableFile):
        read_workbook(bytes(whole), "a.xlsx")


def test_a_zip_of_something_else_is_refused():
    with pytest.raises(UnreadableFile, match="không phải bảng tính"):
        read_workbook(packed({"word/document.xml": "<a/>"}), "a.xlsx")
