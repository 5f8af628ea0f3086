import io

import openpyxl
import pytest

from service.errors import InvalidSheet
from service.importing.from_excel import read_workbook
from service.importing.progress_sheet import ReportedOutput, progress_sheet, read_progress


def output(place=0, name="Báo cáo", **progress):
    words = {"group": "Thể chế", "task": f"=Nhiệm vụ {place}", "output": name, "lead": "Văn phòng", "due": "Quý I/2026"}
    return ReportedOutput(path=f"0/{place}/0", progress=progress, **words)


def filled(outputs, cells):
    """The sheet of these outputs with some cells typed into."""
    book = openpyxl.load_workbook(io.BytesIO(progress_sheet(outputs)))
    for address, value in cells.items():
        book.active[address] = value
    stream = io.BytesIO()
    book.save(stream)
    return read_workbook(stream.getvalue(), "ket-qua.xlsx")


def test_an_untouched_sheet_says_nothing_new():
    known = {"state": "done", "percent": 100, "completed_on": "2026-03-05", "evidence": "Số 12", "reason": "Sớm"}
    outputs = [output(0, **known), output(1)]

    found = read_progress(filled(outputs, {}), outputs)

    assert (found.changed, found.same, found.problems, found.unknown, found.missing) == ((), 2, (), (), ())


def test_a_filled_row_becomes_progress():
    outputs = [output(0), output(1), output(2)]
    cells = {
        "G2": "Hoàn thành",
        "I2": "05/3/2026",
        "G3": "dang lam",
        "H3": "40%",
        "K3": "Chờ\nhướng dẫn",
        "G4": "Chưa",
        "H4": 0,
    }

    found = read_progress(filled(outputs, cells), outputs)

    assert [one.progress for one in found.changed] == [
        {"state": "done", "completed_on": "2026-03-05", "percent": 100},
        {"state": "in-progress", "percent": 40, "reason": "Chờ hướng dẫn"},
        {"state": "not-started", "percent": 0},
    ]
    assert [one.row for one in found.changed] == [2, 3, 4]


@pytest.mark.parametrize(
    ("cells", "place", "words"),
    [
        ({"G2": "Gần xong"}, "Kết quả!G2", "Gần xong"),
        ({"G2": "Đang thực hiện", "H2": 140}, "Kết quả!H2", "từ 0 đến 100"),
        ({"G2": "Hoàn thành", "I2": "31/02/2026"}, "Kết quả!I2", "không phải một ngày"),
        ({"H2": 40}, "Kết quả!G2", "chưa chọn tình trạng"),
        ({"G2": "Hoàn thành", "H2": 80}, "Kết quả!G2", "tỷ lệ là 100"),
        ({"G2": "Chưa thực hiện", "I2": "05/3/2026"}, "Kết quả!G2", "chưa phải Hoàn thành"),
    ],
)
def test_a_fault_names_its_cell_and_its_row_is_left_out(cells, place, words):
    outputs = [output(0)]

    found = read_progress(filled(outputs, cells), outputs)

    [problem] = found.problems
    assert (problem.path, found.changed) == (place, ())
    assert words in problem.message


def test_a_new_state_overtakes_the_percentage_and_the_day_that_the_sheet_was_handed_out_with():
    known = output(0, state="in-progress", percent=70), output(1, state="done", percent=100, completed_on="2026-03-05")

    found = read_progress(filled(known, {"G2": "Hoàn thành", "G3": "Đang thực hiện", "H3": 80}), known)

    assert [one.progress for one in found.changed] == [
        {"state": "done", "percent": 100},
        {"state": "in-progress", "percent": 80},
    ]


def test_rows_that_moved_are_found_by_their_words_and_strange_ones_are_told():
    was, now = [output(0), output(1)], [output(1, name="Báo cáo"), output(2)]
    moved = [
        ReportedOutput(path="1/0/0", group="", task=was[0].task, output=was[0].output, lead="", due="", progress={})
    ]

    found = read_progress(filled(was, {"G2": "Hoàn thành"}), moved)
    other = read_progress(filled(was, {}), [now[1]])

    assert [one.output.path for one in found.changed] == ["1/0/0"]
    assert len(found.unknown) == 1
    assert [problem.path for problem in other.unknown] == ["Kết quả!2", "Kết quả!3"]
    assert other.missing == (now[1],)


def test_a_row_that_stands_twice_counts_once():
    outputs = [output(0)]
    cells = {"A3": outputs[0].code, "D3": "Báo cáo", "G2": "Hoàn thành", "G3": "Chưa thực hiện"}

    found = read_progress(filled(outputs, cells), outputs)

    assert [problem.code for problem in found.problems] == ["repeated-row"]
    assert found.changed[0].progress["state"] == "done"


def test_the_sheet_offers_choices_and_locks_what_is_not_to_be_changed():
    book = openpyxl.load_workbook(io.BytesIO(progress_sheet([output(0)])))

    rules = {rule.type: str(rule.sqref) for rule in book.active.data_validations.dataValidation}
    assert rules == {"list": "G2", "whole": "H2", "date": "I2"}
    assert [book.active[f"{letter}2"].protection.locked for letter in "AFGK"] == [True, True, False, False]
    assert book.active["C2"].data_type == "s"


def test_another_sheet_is_refused_with_what_to_do():
    book = openpyxl.Workbook()
    book.active["A1"] = "Họ tên"
    stream = io.BytesIO()
    book.save(stream)

    with pytest.raises(InvalidSheet, match="tải lại bảng từ báo cáo"):
        read_progress(read_workbook(stream.getvalue(), "x.xlsx"), [output(0)])
