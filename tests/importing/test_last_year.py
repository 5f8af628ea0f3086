import pytest

from service.importing import Where, move, moves

DATA = {
    "subject": "Cải cách hành chính năm 2025",
    "legal_bases": ["Căn cứ Kế hoạch số 3/KH-UBND ngày 05 tháng 01 năm 2025"],
    "opening": ["Thực hiện Nghị quyết số 12/2025/NQ-HĐND ngày 10/12/2025, năm 2025 xã triển khai như sau:"],
    "body": {"content": [{"type": "section", "title": "Nhiệm vụ năm 2025 và giai đoạn 2025 - 2030", "content": []}]},
    "tasks": [{"name": "Chung", "tasks": [{"name": "Tổng kết", "outputs": [{"name": "Báo cáo", "due": ""}]}]}],
}


def due(words):
    data = DATA | {"tasks": [{"name": "", "tasks": [{"name": "", "outputs": [{"name": "", "due": words}]}]}]}
    return [change.after for change in moves(data, 2025, 2026) if change.where is Where.DEADLINE]


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("Quý I/2025", "Quý I/2026"),
        ("Trước ngày 30/01/2025", "Trước ngày 30/01/2026"),
        ("Tháng 12/2025 đến tháng 01/2026", "Tháng 12/2026 đến tháng 01/2027"),
        ("Trong năm 2025", "Trong năm 2026"),
    ],
)
def test_deadlines_move_by_the_difference_of_the_years(words, after):
    assert due(words) == [after]


@pytest.mark.parametrize("words", ["Thường xuyên", "Quý I/2024", "Giai đoạn 2025 - 2030"])
def test_other_deadlines_stay(words):
    assert due(words) == []


def test_headings_and_words_move_but_references_dates_and_spans_stay():
    found = {change.pointer: change.after for change in moves(DATA, 2025, 2026)}
    assert found["/subject"] == "Cải cách hành chính năm 2026"
    assert found["/body/content/0/title"] == "Nhiệm vụ năm 2026 và giai đoạn 2025 - 2030"
    assert found["/opening/0"] == (
        "Thực hiện Nghị quyết số 12/2025/NQ-HĐND ngày 10/12/2025, năm 2026 xã triển khai như sau:"
    )
    assert not any(pointer.startswith("/legal_bases") for pointer in found)


def test_chosen_changes_are_made_on_a_copy():
    headings = [change for change in moves(DATA, 2025, 2026) if change.where is Where.HEADING]
    moved = move(DATA, headings)
    assert moved["subject"].endswith("2026")
    assert moved["opening"] == DATA["opening"]
    assert DATA["subject"].endswith("2025")


def test_a_document_of_this_year_has_nothing_to_move():
    assert moves(DATA, 2026, 2026) == []
