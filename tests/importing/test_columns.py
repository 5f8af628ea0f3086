"""Recognising what each column means, and letting a person correct it."""

import pytest

from service.errors import InvalidSheet
from service.importing.columns import choose_sheet, recognise
from service.importing.from_excel import read_workbook
from service.importing.tasks import TASK_FIELDS
from tests.importing.spreadsheets import xlsx

HEADINGS = ["STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]


def sheet_of(*rows, change=None):
    return read_workbook(xlsx(*rows, change=change), "a.xlsx").sheets[0]


def test_our_own_headings_are_recognised():
    mapping = recognise(sheet_of(HEADINGS, ["1"]), TASK_FIELDS)

    assert mapping.columns == {"task": 1, "output": 2, "lead": 3, "coordinating": 4, "due": 5}
    assert mapping.first_row == 1
    assert mapping.ignored == {0}
    assert mapping.unknown == ()


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NHIỆM VỤ CỤ THỂ", "task"),
        ("Nội dung công việc", "task"),
        ("Nhiem vu", "task"),
        ("Nhiệm  vụ:", "task"),
        ("Nhiệm vụ cụ thế", "task"),
        ("Kết quả/Sản phẩm", "output"),
        ("Sản phẩm (*)", "output"),
        ("Đơn vị chủ trì", "lead"),
        ("Phối hợp", "coordinating"),
        ("Thời gian hoàn thành", "due"),
        ("Lĩnh vực", "group"),
    ],
)
def test_headings_of_real_sheets_are_recognised(heading, field):
    labels = {"task": "Nhiệm vụ", "output": "Sản phẩm", "lead": "Cơ quan chủ trì"}
    others = [label for name, label in labels.items() if name != field]
    mapping = recognise(sheet_of([*others, heading, "Khác"]), TASK_FIELDS)

    assert mapping.columns[field] == len(others)


def test_headings_stand_below_the_title_and_the_agency():
    mapping = recognise(sheet_of(["ỦY BAN NHÂN DÂN XÃ AN BÌNH"], [], ["PHỤ LỤC"], HEADINGS, ["1"]), TASK_FIELDS)

    assert mapping.first_row == 4


def test_headings_of_two_merged_levels_are_read_from_below():
    def merge(book):
        book.active.merge_cells("D1:E1")
        for letter in "ABCF":
            book.active.merge_cells(f"{letter}1:{letter}2")

    mapping = recognise(
        sheet_of(
            ["TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan thực hiện", None, "Thời hạn"],
            [None, None, None, "Chủ trì", "Phối hợp", None],
            ["1", "a"],
            change=merge,
        ),
        TASK_FIELDS,
    )

    assert mapping.first_row == 2
    assert mapping.columns == {"task": 1, "output": 2, "lead": 3, "coordinating": 4, "due": 5}
    assert mapping.headings[4] == "Phối hợp\nCơ quan thực hiện"


def test_a_column_that_nothing_claims_is_unknown_not_an_error():
    mapping = recognise(sheet_of([*HEADINGS, "Kinh phí"]), TASK_FIELDS)

    assert mapping.unknown == (6,)


def test_a_person_may_move_a_field_to_another_column():
    mapping = recognise(sheet_of([*HEADINGS, "Hoàn tất lúc"]), TASK_FIELDS)

    moved = mapping.with_column("due", 6)

    assert moved.columns["due"] == 6
    assert moved.unknown == (5,)
    assert moved.with_column("due", None).missing(TASK_FIELDS)[0].label == "Thời hạn"


def test_moving_a_field_onto_a_taken_column_frees_the_other_field():
    mapping = recognise(sheet_of(HEADINGS), TASK_FIELDS).with_column("output", 5)

    assert mapping.columns["output"] == 5
    assert [field.name for field in mapping.missing(TASK_FIELDS)] == ["due"]


def test_two_columns_of_one_known_name_are_refused_at_the_second():
    with pytest.raises(InvalidSheet) as caught:
        recognise(sheet_of([*HEADINGS, "Thời hạn"]), TASK_FIELDS)

    [problem] = caught.value.problems
    assert (problem.path, problem.code) == ("Dữ liệu!G1", "duplicate-column")
    assert "cột F" in problem.message


def test_missing_columns_are_all_named():
    mapping = recognise(sheet_of(["STT", "Nhiệm vụ", "Cơ quan chủ trì"]), TASK_FIELDS)

    with pytest.raises(InvalidSheet) as caught:
        mapping.check(TASK_FIELDS)

    assert [problem.message for problem in caught.value.problems] == [
        "Thiếu cột “Sản phẩm”; thêm cột này hoặc chỉ ra cột tương ứng.",
        "Thiếu cột “Thời hạn”; thêm cột này hoặc chỉ ra cột tương ứng.",
    ]


def test_the_first_sheet_with_known_headings_is_chosen():
    book = read_workbook(xlsx(["Hướng dẫn"], more={"Bảng": [HEADINGS, ["1"]]}), "a.xlsx")

    sheet, mapping = choose_sheet(book.visible, TASK_FIELDS)

    assert sheet.name == mapping.sheet == "Bảng"


def test_a_workbook_without_any_known_heading_is_refused_with_the_headings_wanted():
    with pytest.raises(InvalidSheet, match="Nhiệm vụ, Sản phẩm"):
        choose_sheet(read_workbook(xlsx(["a", "b"]), "a.xlsx").visible, TASK_FIELDS)


def test_a_workbook_of_hidden_or_empty_sheets_is_refused():
    with pytest.raises(InvalidSheet, match="hiện ra"):
        choose_sheet(read_workbook(xlsx(), "a.xlsx").visible, TASK_FIELDS)
