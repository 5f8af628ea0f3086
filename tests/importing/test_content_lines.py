import unicodedata

import pytest

from service.importing import Level, nested, read_old_document
from service.importing.letter_case import LetterCase
from service.nd30.kinds import Layout
from tests.importing.old_documents import word_file


def lines(*texts, bold=()):
    return read_old_document(word_file(texts, bold=bold)).content


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("I. MỤC ĐÍCH", Level.SECTION, "I"),
        ("II/ YÊU CẦU", Level.SECTION, "II"),
        ("Phần thứ nhất. TỔNG QUAN", Level.PART, "I"),
        ("Chương II QUY ĐỊNH CỤ THỂ", Level.CHAPTER, "II"),
        ("Mục 2. Lập hồ sơ", Level.SECTION, "2"),
        ("Điều 12. Hiệu lực", Level.ARTICLE, "12"),
        ("3. Tổ chức thực hiện.", Level.CLAUSE, "3"),
        ("4. 100% văn bản được ký số.", Level.CLAUSE, "4"),
        ("2.1. Mở lớp bồi dưỡng.", Level.SUBCLAUSE, "2.1"),
        ("đ) Rà soát văn bản;", Level.POINT, "đ"),
        ("- Kế hoạch;", Level.DASH, ""),
        ("+ Báo cáo;", Level.DASH, "+"),
        ("Năm 2025. Xã đạt chuẩn.", Level.PARAGRAPH, ""),
    ],
)
def test_a_line_is_known_by_what_it_begins_with(text, level, number):
    found = lines("I. MỞ ĐẦU", text)[-1]
    assert (found.level, found.number) == (level, number)
    assert not found.unsure


@pytest.mark.parametrize("text", ["a. Rà soát văn bản;", "2) Rà soát văn bản.", "A. ĐẶT VẤN ĐỀ", "1.2.3. Rà soát"])
def test_an_unusual_number_is_read_and_marked(text):
    assert lines("I. MỞ ĐẦU", text)[-1].unsure


def test_a_bold_line_with_a_number_is_a_heading_and_a_sentence_is_not():
    found = lines("I. NHIỆM VỤ", "1. Hạ tầng số", "Nâng cấp đường truyền.", "2. Mua máy chủ.", bold=("1. Hạ tầng số",))
    assert (found[1].title, found[1].text) == ("Hạ tầng số", "")
    assert (found[3].title, found[3].text) == ("", "Mua máy chủ.")


def test_a_division_takes_its_title_from_the_line_below():
    [chapter, article] = lines("Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh.")
    assert chapter.title == "Quy định chung"
    assert article.level is Level.ARTICLE


def test_the_mark_that_closes_the_content_is_not_kept():
    assert lines("I. TỔ CHỨC", "1. Văn phòng theo dõi./.")[-1].text == "Văn phòng theo dõi."


def test_decomposed_letters_are_read_as_composed_ones():
    [article] = lines(unicodedata.normalize("NFD", "Điều 3. Hiệu lực thi hành từ ngày ký."))
    assert (article.level, article.number) == (Level.ARTICLE, "3")
    assert article.text == "Hiệu lực thi hành từ ngày ký."


def test_points_stand_in_clauses_and_words_under_titles():
    found = lines(
        "I. NHIỆM VỤ", "1. Hạ tầng", "a) Đường truyền;", "b) Máy chủ.", "Nhiệm vụ chung của xã.", bold=("1. Hạ tầng",)
    )
    [section] = nested(found, Layout.SECTIONS)
    [clause] = section["content"]
    assert [block["type"] for block in clause["content"]] == ["point", "point", "paragraph"]


def test_a_number_out_of_order_is_written_into_the_data():
    [section] = nested(lines("I. NHIỆM VỤ", "1. Một.", "3. Ba.", "4. Bốn."), Layout.SECTIONS)
    assert [block.get("number") for block in section["content"]] == [None, "3", None]


def test_capitals_turn_into_the_case_that_the_document_uses_elsewhere():
    case = LetterCase(["Kế hoạch CCHC của Ủy ban nhân dân xã Hòa Lạc phối hợp với Hội Phụ nữ."])
    assert case.natural("THỰC HIỆN CCHC CỦA ỦY BAN NHÂN DÂN XÃ HÒA LẠC") == (
        "Thực hiện CCHC của Ủy ban nhân dân xã Hòa Lạc"
    )
    assert case.natural("PHÓ CHỦ TỊCH") == "Phó Chủ tịch"
    assert case.natural("Giữ nguyên") == "Giữ nguyên"


def test_capitals_beside_other_words_in_one_line_teach_nothing():
    case = LetterCase(["PHÒNG NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc", "Thanh Ba, ngày 05 tháng 3 năm 2025"])
    assert case.natural("PHÒNG NỘI VỤ HUYỆN THANH BA") == "Phòng nội vụ huyện Thanh Ba"
