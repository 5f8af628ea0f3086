"""Every kind of wrong sheet that offices have sent, each refused at its place with a sentence that helps."""

from datetime import date

import pytest
from openpyxl.comments import Comment

from service.errors import InvalidInput
from service.importing.from_excel import read_workbook
from service.importing.unit_rows import read_unit_rows
from service.units import units_on
from tests.importing.spreadsheets import csv, ods, packed, repacked, xlsx

HEADINGS = ["Mã đơn vị", "Tên đơn vị", "Tỉnh, thành phố", "Số", "Chỉ tiêu"]
GOOD = ["31756", "Xã Phú Lộc", "Cần Thơ", 5, 90]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def set_cell(address, value):
    def change(book):
        book.active[address] = value

    return change


def hide_all(book):
    for sheet in book.worksheets:
        sheet.sheet_state = "hidden"
    book.create_sheet("Trang trống")


def merge_headings(book):
    book.active.merge_cells("A1:E1")


def merge_rows(book):
    book.active.merge_cells("A2:A3")


WRONG = {
    # what is wrong: (file, name, place, code, words of the sentence)
    "an empty file": (b"", "a.xlsx", "", "empty", "rỗng"),
    "a picture named xlsx": (b"\x89PNG\r\n", "a.xlsx", "", "not-a-spreadsheet", "không phải bảng tính"),
    "a Word file named xlsx": (packed({"word/document.xml": "x"}), "a.xlsx", "", "not-a-spreadsheet", "(.xlsx)"),
    "a PDF": (b"%PDF-1.7", "a.pdf", "", "not-a-spreadsheet", "không phải bảng tính"),
    "the old .xls": (OLE, "a.xls", "", "old-excel", "lưu lại dạng .xlsx"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "", "encrypted", "bỏ mật khẩu"),
    "a bomb": (packed({"xl/worksheets/sheet1.xml": bytes(40_000_000)}), "a.xlsx", "", "too-large", "bung ra quá lớn"),
    "100,000 rows": (xlsx(HEADINGS, change=set_cell("A100000", "31756")), "a.xlsx", "", "too-many-rows", "100.000 dòng"),
    "100,000 rows of CSV": (b"a\n" * 100_000, "a.csv", "", "too-many-rows", "20.000 dòng"),
    "one ODS row repeated without end": (ods(HEADINGS, ["x"], repeat=1_000_000), "a.ods", "", "too-many-rows", "1.000.001"),
    "a cell far to the right": (xlsx(HEADINGS, change=set_cell("XFD1", "x")), "a.xlsx", "", "too-many-columns", "16384 cột"),
    "a damaged sheet": (
        repacked(xlsx(HEADINGS, GOOD), "xl/workbook.xml", lambda part: part[:80]), "a.xlsx", "", "damaged", "hỏng",
    ),
    "CSV in an old code page": (
        "Ma;So\nX· §«ng;5".encode("latin-1"),
        "a.csv", "", "wrong-encoding", "Dòng 2 không đọc được: tệp CSV không ở bảng mã UTF-8",
    ),
    "CSV with bytes cut off": ("Mã đơn vị\n31756\nCần Thơ".encode()[:-1], "a.csv", "", "wrong-encoding", "Dòng 3"),
    "a binary file named csv": (b"\x00\x01\x02", "a.csv", "", "wrong-encoding", "CSV UTF-8"),
    "a quote never closed": (b'a,b\n"' + b"x" * 200_000, "a.csv", "", "bad-csv", "dấu nháy kép"),
    "no visible sheet with data": (xlsx(HEADINGS, GOOD, change=hide_all), "a.xlsx", "", "no-sheet", "hiện ra"),
    "no headings": (xlsx(GOOD), "a.xlsx", "Dữ liệu!1", "no-headings", "“Mã đơn vị”"),
    "headings merged into one": (xlsx(HEADINGS, GOOD, change=merge_headings), "a.xlsx", "Dữ liệu!1", "missing-column", "chi_tieu"),
    "headings without rows": (xlsx(HEADINGS), "a.xlsx", "Dữ liệu!2", "no-rows", "Không có dòng nào"),
    "rows of blanks only": (xlsx(HEADINGS, [" ", ""], ["", " "]), "a.xlsx", "Dữ liệu!2", "no-rows", "Không có dòng nào"),
    "two columns of one name": (
        xlsx([*HEADINGS, "Mã đơn vị"], GOOD), "a.xlsx", "Dữ liệu!F1", "duplicate-column", "trùng với cột A",
    ),
    "a column missing": (xlsx(HEADINGS[:4], GOOD[:4]), "a.xlsx", "Dữ liệu!1", "missing-column", "{{ row.chi_tieu }}"),
    "a column name misspelled": (
        xlsx([*HEADINGS[:4], "Chi tieeu"], GOOD), "a.xlsx", "Dữ liệu!1", "missing-column", "“Chi tieeu”",
    ),
    "a value missing": (xlsx(HEADINGS, GOOD[:4]), "a.xlsx", "Dữ liệu!E2", "missing-value", "“Chỉ tiêu”"),
    "a formula never calculated": (
        xlsx(HEADINGS, GOOD, change=set_cell("E2", "=1+1")), "a.xlsx", "Dữ liệu!E2", "cell-without-value", "chưa được tính",
    ),
    "an error value": (
        xlsx(HEADINGS, GOOD, change=set_cell("E2", "#DIV/0!")), "a.xlsx", "Dữ liệu!E2", "cell-without-value", "#DIV/0!",
    ),
    "a commune merged over two rows": (
        xlsx(HEADINGS, GOOD, [None, None, None, 6, 80], change=merge_rows), "a.xlsx", "Dữ liệu!3", "missing-unit", "không ghi mã",
    ),
    "the same commune twice": (xlsx(HEADINGS, GOOD, GOOD), "a.xlsx", "Dữ liệu!3", "duplicate-unit", "dòng 2"),
    "an unknown code": (xlsx(HEADINGS, ["99999", *GOOD[1:]]), "a.xlsx", "Dữ liệu!A2", "unknown-unit", "“99999”"),
    "a code with letters": (xlsx(HEADINGS, ["X1", *GOOD[1:]]), "a.xlsx", "Dữ liệu!A2", "unknown-unit", "“X1”"),
    "a code of another commune": (
        xlsx(HEADINGS, ["31759", *GOOD[1:]]), "a.xlsx", "Dữ liệu!B2", "code-name-mismatch", "khác tên “Xã Phú Lộc”",
    ),
    "a name that repeats": (
        xlsx(HEADINGS, [None, "Xã An Bình", None, 5, 90]), "a.xlsx", "Dữ liệu!B2", "ambiguous-unit", "ghi thêm tỉnh hoặc mã",
    ),
    "a name without diacritics": (
        xlsx(HEADINGS, [None, "xa phu loc", "Cần Thơ", 5, 90]), "a.xlsx", "Dữ liệu!B2", "unknown-unit", "có phải xã Phú Lộc",
    ),
    "a name of before the change": (
        xlsx(HEADINGS, [None, "Xã Kép", "Bắc Ninh", 5, 90]), "a.xlsx", "Dữ liệu!B2", "other-type", "phường Kép",
    ),
    "a province that was merged": (
        xlsx(HEADINGS, [None, "Phú Lộc", "Sóc Trăng", 5, 90]), "a.xlsx", "Dữ liệu!C2", "unknown-province", "nay thuộc",
    ),
    "a number with its sign": (
        xlsx(HEADINGS, [*GOOD[:3], "05/KH-UBND", 90]), "a.xlsx", "Dữ liệu!D2", "not-a-number", "số nguyên dương",
    ),
    "a number with a fraction": (xlsx(HEADINGS, [*GOOD[:3], 5.5, 90]), "a.xlsx", "Dữ liệu!D2", "not-a-number", "“5,5”"),
    "a date as a bare number": (
        xlsx([*HEADINGS, "Ngày ban hành"], [*GOOD, 46027]), "a.xlsx", "Dữ liệu!F2", "date-as-number", "05/01/2026",
    ),
    "text for an old font": (
        xlsx(HEADINGS, [*GOOD[:4], "Rµ so¸t quy chÕ"]), "a.xlsx", "Dữ liệu!E2", "legacy-encoding", "TCVN3",
    ),
    "a control character": (
        csv(HEADINGS, ["31756", "Xã Phú Lộc", "Cần Thơ", "5", "90\x08"], delimiter=";"), "a.csv", "a!E2", "control-character", "U+0008",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_sheet_is_refused_at_its_place_with_a_sentence_that_helps(what):
    data, name, place, code, words = WRONG[what]

    with pytest.raises(InvalidInput) as caught:
        read_unit_rows(read_workbook(data, name), units_on(date(2026, 11, 22)), ["chi_tieu"])

    found = [(problem.path, problem.code) for problem in caught.value.problems]
    assert (place, code) in found, caught.value.problems
    assert any(words in problem.message for problem in caught.value.problems if problem.code == code)


def test_the_catalogue_has_at_least_25_kinds():
    assert len(WRONG) >= 25


@pytest.mark.parametrize("what", WRONG)
def test_the_file_to_try_by_hand_is_refused_alike(what):
    from fixtures.imports.make import HERE, file_name  # it takes its sheets from here

    _, name, _, code, words = WRONG[what]
    path = HERE / file_name(what, name)

    with pytest.raises(InvalidInput) as caught:
        read_unit_rows(read_workbook(path.read_bytes(), path.name), units_on(date(2026, 11, 22)), ["chi_tieu"])

    assert any(one.code == code and words in one.message for one in caught.value.problems)


def blank_lines_and_comments(book):
    book.active.insert_rows(1, 4)
    book.active["A1"] = "DANH SÁCH ĐƠN VỊ"
    book.active["A5"].comment = Comment("ghi chú", "ai đó")


@pytest.mark.parametrize(
    "data",
    [
        xlsx(HEADINGS, GOOD),
        xlsx(HEADINGS, [], GOOD, []),
        xlsx(HEADINGS, GOOD, change=blank_lines_and_comments),
        xlsx(["STT", *HEADINGS, "Ghi chú", "Cột lạ"], [1, *GOOD, "x", "y"]),
        xlsx(HEADINGS, GOOD, more={"Danh mục": [["Mã", "a"]], "Trống": []}),
        xlsx([heading.upper() for heading in HEADINGS], [" 31756 ", "UBND xã Phú Lộc", "TP. Cần Thơ", "05", "90"]),
    ],
    ids=["plain", "blank rows", "title above", "extra columns", "other sheets", "spaces and abbreviations"],
)
def test_a_sheet_that_is_only_untidy_is_read(data):
    [row] = read_unit_rows(read_workbook(data, "a.xlsx"), units_on(date(2026, 11, 22)), ["chi_tieu"])

    assert (row.unit.code, row.values["chi_tieu"]) == ("31756", "90")
