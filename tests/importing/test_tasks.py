"""Task sheets as offices lay them out become the task groups of a document."""

import datetime as dt

import pytest

from service.documents import plain_text
from service.errors import InvalidSheet
from service.importing.columns import recognise
from service.importing.from_excel import read_workbook
from service.importing.tasks import TASK_FIELDS, read_tasks
from tests.importing.spreadsheets import xlsx

HEADINGS = ["STT", "Nhiệm vụ chung", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]


def tasks_of(*rows, headings=HEADINGS, change=None):
    sheet = read_workbook(xlsx(headings, *rows, change=change), "a.xlsx").sheets[0]
    return read_tasks(sheet, recognise(sheet, TASK_FIELDS))


def problems_of(*rows, **how):
    with pytest.raises(InvalidSheet) as caught:
        tasks_of(*rows, **how)
    return [(problem.path, problem.code) for problem in caught.value.problems]


def test_a_row_becomes_a_task_of_its_group():
    [group] = tasks_of(["1", "Cải cách thể chế", "Rà soát quy chế", "Báo cáo", "Văn phòng", "Các phòng", "Quý I/2026"])

    assert group.name == "Cải cách thể chế"
    [task] = group.tasks
    assert plain_text(task.name) == "Rà soát quy chế"
    assert task.lead == ("Văn phòng",)
    assert task.coordinating == ("Các phòng",)
    assert [(output.name, output.due.words) for output in task.outputs] == [("Báo cáo", "Quý I/2026")]


def test_groups_may_stand_in_cells_merged_downwards():
    groups = tasks_of(
        [1, "Thể chế", "A", "a", "VP", None, "Quý I"],
        [2, None, "B", "b", "VP", None, "Quý II"],
        [3, "Số hóa", "C", "c", "VP", None, "Quý III"],
        change=lambda book: book.active.merge_cells("B2:B3"),
    )

    assert [(group.name, len(group.tasks)) for group in groups] == [("Thể chế", 2), ("Số hóa", 1)]


@pytest.mark.parametrize(
    "heading",
    [["I", "Thể chế"], ["I. Thể chế"], ["I.", None, "Thể chế"], [None, None, "A. Thể chế"], ["THỂ CHẾ"]],
)
def test_groups_may_stand_on_rows_by_themselves(heading):
    [group] = tasks_of(heading, ["1", None, "A", "a", "VP", None, "Quý I"])

    assert group.name.capitalize() == "Thể chế"
    assert len(group.tasks) == 1


def test_a_row_without_a_task_adds_an_output_to_the_task_above():
    [group] = tasks_of(["1", "N", "A", "a", "VP", None, "Quý I"], [None, None, None, "b", None, None, "Quý II"])

    [task] = group.tasks
    assert [(output.name, output.due.words) for output in task.outputs] == [("a", "Quý I"), ("b", "Quý II")]


def test_a_task_merged_over_its_outputs_is_one_task():
    [group] = tasks_of(
        ["1", "N", "A", "a", "VP", None, "Quý I"],
        [None, None, None, "b", None, None, "Quý II"],
        change=lambda book: (book.active.merge_cells("C2:C3"), book.active.merge_cells("E2:E3")),
    )

    [task] = group.tasks
    assert [output.name for output in task.outputs] == ["a", "b"]


def test_lines_in_a_cell_are_outputs_and_agencies_apart_and_dashes_fall_away():
    [group] = tasks_of(
        ["1", "N", "A", "- Báo cáo;\n- Kế hoạch", "Phòng A;\nPhòng B", "Công an xã; Ban CHQS", "Quý I\nQuý II"]
    )

    [task] = group.tasks
    assert [(output.name, output.due.words) for output in task.outputs] == [
        ("Báo cáo;", "Quý I"),
        ("Kế hoạch", "Quý II"),
    ]
    assert task.lead == ("Phòng A", "Phòng B")
    assert task.coordinating == ("Công an xã", "Ban CHQS")


def test_a_comma_belongs_to_the_name_of_an_agency():
    [group] = tasks_of(["1", "N", "A", "a", "Sở Văn hóa, Thể thao và Du lịch", None, "Quý I"])

    assert group.tasks[0].lead == ("Sở Văn hóa, Thể thao và Du lịch",)


def test_one_time_limit_goes_with_every_output_of_its_cell():
    [group] = tasks_of(["1", "N", "A", "a\nb", "VP", None, "Quý I"])

    assert [output.due.words for output in group.tasks[0].outputs] == ["Quý I", "Quý I"]


def test_a_date_is_written_as_documents_write_it():
    [group] = tasks_of(["1", "N", "A", "a", "VP", None, dt.date(2026, 1, 5)])

    assert group.tasks[0].outputs[0].due.words == "05/01/2026"


def test_ordinals_before_names_fall_away_and_numbers_inside_stay():
    [group] = tasks_of(["1", "II. Nhóm", "1.2. Đạt 100% chỉ tiêu", "a", "VP", None, "Quý I"])

    assert group.name == "Nhóm"
    assert plain_text(group.tasks[0].name) == "Đạt 100% chỉ tiêu"


def test_blank_rows_between_tasks_are_passed_over():
    [group] = tasks_of([], ["1", "N", "A", "a", "VP", None, "Quý I"], [], ["2", None, "B", "b", "VP", None, "Quý I"])

    assert len(group.tasks) == 2


def test_every_missing_value_is_reported_at_its_cell():
    assert problems_of(["1", "N", "A"], ["2", "N", "B", "b", None, None, "Quý I"]) == [
        ("Dữ liệu!D2", "missing-value"),
        ("Dữ liệu!G2", "missing-value"),
        ("Dữ liệu!E2", "missing-value"),
        ("Dữ liệu!E3", "missing-value"),
    ]


def test_a_date_that_lost_its_format_is_reported_with_the_day_it_may_mean():
    with pytest.raises(InvalidSheet) as caught:
        tasks_of(["1", "N", "A", "a", "VP", None, 46027])

    [problem] = caught.value.problems
    assert (problem.path, problem.code) == ("Dữ liệu!G2", "date-as-number")
    assert "05/01/2026" in problem.message


def test_unequal_numbers_of_outputs_and_time_limits_are_reported():
    assert problems_of(["1", "N", "A", "a\nb\nc", "VP", None, "Quý I\nQuý II"]) == [("Dữ liệu!G2", "unequal-lines")]


def test_text_typed_for_an_old_font_is_reported_at_its_cell():
    assert problems_of(["1", "N", "Rµ so¸t quy chÕ", "a", "VP", None, "Quý I"]) == [("Dữ liệu!C2", "legacy-encoding")]


def test_a_formula_without_a_value_is_reported_at_its_cell():
    assert ("Dữ liệu!D2", "cell-without-value") in problems_of(["1", "N", "A", "=A1", "VP", None, "Quý I"])


def test_a_sheet_of_headings_alone_is_refused():
    assert problems_of() == [("Dữ liệu!2", "no-rows")]


def test_the_first_row_must_name_a_task():
    assert ("Dữ liệu!C2", "missing-value") in problems_of([None, "N", None, "a", "VP", None, "Quý I"])
