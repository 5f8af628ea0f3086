"""One row per commune: whose row it is, what it says, and every doubt at its cell."""

from datetime import date

import pytest

from service.documents import plain_text
from service.errors import InvalidSheet
from service.importing.from_excel import read_workbook
from service.importing.mending import mended
from service.importing.unit_rows import RowMemory, column_name, read_unit_rows
from service.units import units_on
from tests.importing.spreadsheets import csv, xlsx

TODAY = units_on(date(2026, 11, 22))
HEADINGS = ["Mã đơn vị", "Tên đơn vị", "Tỉnh, thành phố", "Chỉ tiêu (%)"]
OWN_HEADINGS = ["Mã đơn vị", "Nhiệm vụ chung", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Thời hạn"]


def rows_of(*rows, headings=HEADINGS, required=(), optional=(), more=None):
    return read_unit_rows(read_workbook(xlsx(headings, *rows, more=more), "a.xlsx"), TODAY, required, optional)


def problems_of(*rows, **how):
    with pytest.raises(InvalidSheet) as caught:
        rows_of(*rows, **how)
    return caught.value.problems


def test_a_row_is_found_by_code_and_keeps_its_values_under_names_for_templates():
    [row] = rows_of(["31756", None, None, 95.5])

    assert row.unit.with_province == "xã Phú Lộc, thành phố Cần Thơ"
    assert row.values["chi_tieu"] == "95,5"
    assert row.cells["chi_tieu"] == "Dữ liệu!D2"
    assert row.place == "Dữ liệu!2"


@pytest.mark.parametrize("code", ["00004", "4", 4])
def test_a_code_that_lost_its_zeros_in_excel_still_counts(code):
    assert rows_of([code])[0].unit.title == "Phường Ba Đình"


def test_a_row_is_found_by_name_and_province():
    [row] = rows_of([None, "xã An Bình", "Tỉnh Vĩnh Long", 1])

    assert row.unit.with_province == "xã An Bình, tỉnh Vĩnh Long"


def test_old_tone_marks_and_apostrophes_are_no_fault():
    rows = rows_of([None, "Phường Hiệp Hòa", "Bắc Ninh"], [None, "Xã Cư M’gar", "Đắk Lắk"])

    assert [row.unit.name for row in rows] == ["Hiệp Hoà", "Cư M'gar"]


def test_csv_rows_are_pinned_to_their_cells_too():
    book = read_workbook(csv(["Tên đơn vị", "Số"], ["xã Không Có", "x"]), "xa.csv")

    with pytest.raises(InvalidSheet) as caught:
        read_unit_rows(book, TODAY)

    assert [problem.path for problem in caught.value.problems] == ["xa!A2", "xa!B2"]


@pytest.mark.parametrize(
    ("row", "cell", "code", "words"),
    [
        (["99999"], "A2", "unknown-unit", "“99999”"),
        (["mã"], "A2", "unknown-unit", "“mã”"),
        ([None, "xã An Bình"], "B2", "ambiguous-unit", "xã An Bình, tỉnh Vĩnh Long (29584)"),
        ([None, "phuong ba dinh", "Hà Nội"], "B2", "unknown-unit", "có phải phường Ba Đình, thành phố Hà Nội?"),
        ([None, "Phường Ba Đìn", "Hà Nội"], "B2", "unknown-unit", "có phải phường Ba Đình"),
        ([None, "Xã Kép", "Bắc Ninh"], "B2", "other-type", "có phải phường Kép"),
        ([None, "Ba Đình", "Ha Noi"], "C2", "unknown-province", "có phải thành phố Hà Nội?"),
        (["31756", None, "tỉnh Sóc Trăng"], "C2", "unknown-province", "nay thuộc thành phố Cần Thơ."),
        (["31756", "Xã An Bình"], "B2", "code-name-mismatch", "Mã 31756 là xã Phú Lộc"),
        ([None, None, None, "90"], "2", "missing-unit", "không ghi mã hoặc tên"),
    ],
)
def test_a_doubtful_unit_is_reported_at_its_cell_with_what_may_be_meant(row, cell, code, words):
    problem = next(problem for problem in problems_of(row) if problem.code == code)

    assert problem.path == f"Dữ liệu!{cell}"
    assert words in problem.message


def test_the_same_commune_twice_is_reported_at_the_second_row():
    [problem] = problems_of(["31756"], ["00004"], [None, "Phú Lộc", "Cần Thơ"])

    assert (problem.path, problem.code) == ("Dữ liệu!4", "duplicate-unit")
    assert "dòng 2" in problem.message


def test_a_value_that_the_document_needs_is_missed_at_its_cell():
    [problem] = problems_of(["31756", None, None, None], required=["chi_tieu"])

    assert (problem.path, problem.code) == ("Dữ liệu!D2", "missing-value")
    assert problem.message == "Xã Phú Lộc: Thiếu giá trị cột “Chỉ tiêu (%)”."


def test_a_value_that_may_be_empty_needs_only_its_column():
    assert rows_of(["31756"], optional=["chi_tieu"])[0].values["chi_tieu"] == ""

    [problem] = problems_of(["31756"], optional=["kinh_phi"])
    assert (problem.path, problem.code) == ("Dữ liệu!1", "missing-column")


def test_a_number_must_be_a_whole_number():
    headings = ["Mã đơn vị", "Số"]
    assert rows_of(["31756", 5], headings=headings)[0].values["so"] == "5"

    [problem] = problems_of(["31756", "05/KH"], headings=headings)
    assert (problem.path, problem.code) == ("Dữ liệu!B2", "not-a-number")


def test_a_date_that_lost_its_format_is_reported():
    [problem] = problems_of(["31756", 46027], headings=["Mã đơn vị", "Ngày ban hành"])

    assert (problem.path, problem.code) == ("Dữ liệu!B2", "date-as-number")


def test_all_faults_of_all_rows_come_at_once():
    codes = [problem.code for problem in problems_of(["99999"], [None, "xã An Bình"], ["31756"], ["31756"])]

    assert codes == ["unknown-unit", "ambiguous-unit", "duplicate-unit"]


def test_own_tasks_stand_on_a_second_sheet_and_follow_their_unit():
    own = [
        OWN_HEADINGS,
        ["31756", "Riêng", "A", "a", "VP", "Quý I"],
        [None, None, "B", "b", "VP", "Quý II"],
        ["00004", "Khác", "C", "c", "VP", "Quý III"],
    ]

    first, second, third = rows_of(["31756"], ["00004"], ["31759"], more={"Nhiệm vụ riêng": own})

    assert [plain_text(task.name) for task in first.own_tasks[0].tasks] == ["A", "B"]
    assert [group.name for group in second.own_tasks] == ["Khác"]
    assert third.own_tasks == ()


def test_own_tasks_of_a_unit_without_a_row_and_their_faults_are_reported():
    own = [OWN_HEADINGS, ["00004", "N", "A", "a", "VP", "Quý I"], ["31756", "N", "A", None, "VP", "Quý I"]]

    problems = problems_of(["31756"], more={"Nhiệm vụ riêng": own})

    assert [(problem.path, problem.code) for problem in problems] == [
        ("Nhiệm vụ riêng!2", "unit-not-listed"),
        ("Nhiệm vụ riêng!D3", "missing-value"),
    ]


def test_a_returned_file_with_its_fault_column_is_read_again():
    assert rows_of(["Trùng", "31756", None, None, 1], headings=["Lỗi", *HEADINGS])[0].unit.code == "31756"


@pytest.mark.parametrize(
    ("heading", "name"),
    [("Chỉ tiêu (%)", "chi_tieu"), ("Họ, tên", "ho_ten"), ("Đơn giá\nKinh phí", "don_gia"), ("Số  2026", "so_2026")],
)
def test_a_heading_has_a_name_that_templates_can_use(heading, name):
    assert column_name(heading) == name


def outcome(book, memory):
    try:
        return read_unit_rows(book, TODAY, ["chi_tieu"], memory=memory)
    except InvalidSheet as error:
        return error.problems


@pytest.mark.parametrize(
    ("cells", "dropped"),
    [
        ({"Dữ liệu!D40": "85"}, []),
        ({"Dữ liệu!D2": "85"}, []),
        ({"Dữ liệu!A40": "31756"}, []),
        ({"Dữ liệu!D1": "Ghi chú", "Dữ liệu!E1": "Chỉ tiêu"}, []),
        ({"Dữ liệu!A1": "Khu vực", "Dữ liệu!B1": "-"}, []),
        ({}, ["Dữ liệu!3", "Dữ liệu!40"]),
    ],
    ids=["a value", "a value near the headings", "another's code", "other columns", "no headings", "rows left out"],
)
def test_a_mended_sheet_reads_alike_whether_or_not_it_was_read_before(cells, dropped):
    rows = [[code, None, None, "" if n == 38 else "80", "7"] for n, code in enumerate(list(TODAY.units)[:45])]
    book = read_workbook(xlsx(HEADINGS, *rows), "a.xlsx")
    memory = RowMemory()
    outcome(book, memory)
    changed = mended(book, cells, dropped)

    assert outcome(changed, memory) == outcome(changed, None)
    assert outcome(book, memory) == outcome(book, None)


def test_mending_one_row_does_not_read_the_others_again():
    codes = list(TODAY.units)[:45]
    book, memory = read_workbook(xlsx(HEADINGS, *([code, None, None, "80"] for code in codes)), "a.xlsx"), RowMemory()
    before = read_unit_rows(book, TODAY, memory=memory)

    after = read_unit_rows(mended(book, {"Dữ liệu!D40": "85"}), TODAY, memory=memory)

    assert [row.place for old, row in zip(before, after, strict=True) if row.values is not old.values] == ["Dữ liệu!40"]
    assert after[38].values["chi_tieu"] == "85"
