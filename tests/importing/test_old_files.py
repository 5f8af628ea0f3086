"""Files as offices keep them, and files that are none: one sentence for each, never a crash."""

import random

import pytest

from service.errors import Nd30Error, UnreadableFile
from service.importing import is_old_document, read_old_document
from tests.importing.old_documents import LAST_YEAR_DOCX, LAST_YEAR_PDF, blank_pdf, bomb_pdf, table_file, word_file


@pytest.fixture(scope="module")
def word():
    return read_old_document(LAST_YEAR_DOCX)


@pytest.fixture(scope="module")
def pdf():
    return read_old_document(LAST_YEAR_PDF)


def test_the_pdf_of_a_word_file_gives_the_same_draft(word, pdf):
    assert pdf.data == word.data
    assert [(line.level, line.number, line.words) for line in pdf.content] == [
        (line.level, line.number, line.words) for line in word.content
    ]


def test_a_plan_typed_by_hand_is_recognised(word):
    data = word.data
    assert data["issuer"] == {"name": "Ủy ban nhân dân xã Hòa Lạc", "sign": "UBND", "place": "Hòa Lạc"}
    assert data["subject"] == "Chuyển đổi số năm 2025"
    assert [basis[:20] for basis in data["legal_bases"]] == ["Căn cứ Kế hoạch số 1"]
    assert data["opening"][0].startswith("Thực hiện nhiệm vụ được giao")
    assert data["signer"]["authority"] == [{"form": "TM", "of": "Ủy ban nhân dân"}, {"form": "KT", "of": "Chủ tịch"}]
    assert data["recipients"][0] == {"name": "UBND huyện", "purpose": "để b/c"}
    assert data["archive"] == {"registry": "VT", "unit": "VHXH"}
    assert word.year == 2025


def test_the_task_table_is_read_with_merged_groups_and_lines_in_cells(word):
    groups = word.data["tasks"]
    assert [(group["name"], len(group["tasks"])) for group in groups] == [("Hạ tầng số", 2), ("Nhân lực số", 3)]
    first = groups[0]["tasks"][0]
    assert first["outputs"] == [
        {"name": "Dự toán", "due": "Tháng 02/2025"},
        {"name": "Biên bản nghiệm thu", "due": "Quý II/2025"},
    ]
    assert groups[1]["tasks"][0]["coordinating"] == ["Đoàn Thanh niên", "Hội Phụ nữ"]


def test_what_is_unsure_says_why_and_where(word):
    unsure = {part.pointer: part for part in word.unsure}
    assert set(unsure) == {"/body", "/tasks"}
    assert "1 ô" in unsure["/tasks"].why
    said = {line.number: line for line in word.source}
    doubted = [line for line in word.content if line.unsure]
    assert [line.title for line in doubted] == ["Mục đích", "Yêu cầu"]
    assert said[doubted[0].lines[0]].text == "1. Mục đích"
    assert said[doubted[0].lines[0]].part == "/body"


def test_lines_of_a_pdf_know_their_page(pdf):
    assert {line.page for line in pdf.source} == {1, 3}, "the second page is blank, as happens before a landscape annex"
    assert any(line.text == "PHỤ LỤC" and line.page == 3 for line in pdf.source)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "rỗng"),
        (b"xin chao", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), ".doc"),
        (b"%PDF-1.7\nhong", "hỏng"),
        (blank_pdf(2), "bản quét"),
        (blank_pdf(1, "mat-khau"), "mật khẩu"),
        (blank_pdf(81), "tối đa 80 trang"),
        (word_file(["Ghi chú cá nhân, mua rau và gạo."], head=False), "Không nhận ra"),
    ],
)
def test_what_no_draft_can_begin_with_is_refused_in_one_sentence(content, sentence):
    with pytest.raises(UnreadableFile) as refused:
        read_old_document(content)
    assert sentence in str(refused.value)
    assert len(refused.value.problems) == 1


def test_a_few_kilobytes_that_unpack_to_a_flood_are_refused():
    with pytest.raises(UnreadableFile, match="bung ra quá lớn"):
        read_old_document(bomb_pdf())


def test_a_broken_file_never_crashes():
    draw = random.Random(30)
    for whole in (LAST_YEAR_DOCX, LAST_YEAR_PDF):
        for _ in range(6):
            broken = bytearray(whole)
            for _ in range(draw.randrange(1, 40)):
                broken[draw.randrange(8, len(broken))] = draw.randrange(256)
            try:
                read_old_document(bytes(broken[: draw.randrange(200, len(broken))] if draw.random() < 0.5 else broken))
            except Nd30Error as refused:
                assert str(refused)  # noqa: PT017 - either it reads or it says why


def test_a_tables_faults_leave_gaps_and_no_refusal():
    rows = [
        ["Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Thời hạn"],
        ["Soạn kế hoạch", "Kế hoạch", "", ""],
        ["Tổng kết", "", "Văn phòng", "Tháng 12/2025"],
    ]
    found = read_old_document(table_file(rows))
    [group] = found.data["tasks"]
    assert group["tasks"][0] == {
        "name": "Soạn kế hoạch",
        "outputs": [{"name": "Kế hoạch", "due": ""}],
        "lead": [],
        "coordinating": [],
    }
    assert group["tasks"][1]["outputs"] == [{"name": "", "due": "Tháng 12/2025"}]
    assert "3 ô" in next(part.why for part in found.parts if part.pointer == "/tasks")


def test_any_other_table_stays_a_table():
    found = read_old_document(table_file([["Vật tư", "Số lượng"], ["Phao", "30"]]))
    assert found.data["body"]["content"][0]["content"] == [
        {"type": "table", "columns": [{"heading": "Vật tư"}, {"heading": "Số lượng"}], "rows": [["Phao", "30"]]}
    ]
    assert "tasks" not in found.data


def test_old_documents_are_told_from_sheets():
    assert is_old_document(LAST_YEAR_DOCX)
    assert is_old_document(LAST_YEAR_PDF)
    assert not is_old_document(b"PK\x03\x04xl/workbook.xml")
