"""Ô 10 to 13 and the blanks of a draft with a ruler: stamps, frames, the drafter's mark, the address."""

import pytest

from service.nd30.page import MARGINS, URGENCY_BOXES
from service.rendering import render_document
from tests.rendering import examples, word_files
from tests.rendering.specimens import specimen

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("printed")]

RULER = 0.5
RED = (1.0, 0.0, 0.0)
WORDS = {"hoa-toc": "HỎA TỐC", "thuong-khan": "THƯỢNG KHẨN", "khan": "KHẨN"}
#: The smallest blank that a person can write a figure of two digits into, mm.
WRITABLE = 7.0


def box_around(page, line):
    """Left, top, right and bottom of the frame that stands around a line of text."""
    over = max((r for r in page.rules if r.left < line.centre < r.right and r.top < line.baseline), key=lambda r: r.top)
    under = min(
        (r for r in page.rules if r.left < line.centre < r.right and r.top > line.baseline), key=lambda r: r.top
    )
    sides = [r for r in page.uprights if over.top - 1 < r.top < under.top + 1]
    left = max((r for r in sides if r.centre < line.left), key=lambda r: r.centre)
    right = min((r for r in sides if r.centre > line.right), key=lambda r: r.centre)
    return left, over, right, under


@pytest.mark.parametrize("urgency", WORDS)
def test_the_urgency_stamp_is_a_red_box_of_the_ordered_size_under_the_number(printed, urgency):
    page = printed(examples.urgent(urgency)).pages[0]
    [words] = page.styled("Dấu khẩn")
    left, top, right, bottom = box_around(page, words)
    width, height = URGENCY_BOXES[WORDS[urgency]]
    [number] = page.styled("Số ký hiệu")

    assert words.text == WORDS[urgency]
    assert words.bold
    assert words.size in (13, 14)
    assert words.colours == {RED}
    assert {side.colour for side in (left, top, right, bottom)} == {RED}
    assert right.centre - left.centre == pytest.approx(width, abs=RULER)
    assert bottom.top - top.top == pytest.approx(height, abs=RULER)
    assert words.centre == pytest.approx((left.centre + right.centre) / 2, abs=RULER)
    assert words.centre == pytest.approx(number.centre, abs=RULER)
    assert top.top > number.baseline + 1
    assert bottom.top < page.styled("Tên loại")[0].baseline - 4


def test_a_letter_bears_subject_and_stamp_below_one_another(printed):
    page = printed(examples.letter(urgency="khan")).pages[0]
    [stamp] = page.styled("Dấu khẩn")

    assert stamp.baseline > page.styled("Trích yếu công văn")[-1].baseline + 4
    assert stamp.baseline < page.styled("Kính gửi")[0].baseline - 4


def test_the_circulation_mark_stands_framed_in_the_top_margin(printed):
    measured = printed(specimen("letter-with-all-marks"))
    [mark] = [line for line in measured.pages[0].lines if line.text == "LƯU HÀNH NỘI BỘ"]
    left, top, right, bottom = box_around(measured.pages[0], mark)

    assert mark.bold
    assert mark.size in (13, 14)
    assert 0 < top.top < bottom.top < MARGINS["top"].use
    assert left.centre > measured.pages[0].width / 2
    assert right.centre < measured.pages[0].width - MARGINS["right"].use + 1
    assert "LƯU HÀNH" not in measured.pages[1].text


def test_the_address_stands_at_the_foot_of_page_one_under_a_full_rule(printed):
    measured = printed(specimen("letter-with-all-marks"))
    page = measured.pages[0]
    lines = [line for line in page.lines if line.style == "Artifact" and line.baseline > 250]
    rule, *again = [rule for rule in page.rules if rule.length > 150]

    assert lines[0].text == "Địa chỉ: Thôn Trung Tâm, xã An Bình, tỉnh Lào Cai"
    assert lines[1].text == "ĐT: 0214 3840 000, Fax: 0214 3840 001"
    assert lines[2].text == "E-mail: anbinh@laocai.gov.vn, Website: anbinh.laocai.gov.vn"
    assert all(11 <= line.size <= 12 and not line.italic for line in lines)
    assert all(other.top == rule.top for other in again)
    assert rule.left == pytest.approx(MARGINS["left"].use, abs=RULER)
    assert rule.right == pytest.approx(page.width - MARGINS["right"].use, abs=RULER)
    assert rule.top < lines[0].baseline < rule.top + 6
    assert max(line.baseline for line in page.lines if line.style == "Nội dung") < rule.top - 2
    assert all("Địa chỉ" not in other.text for other in measured.pages[1:])


def test_the_drafters_mark_closes_the_list_of_recipients(printed):
    measured = printed(specimen("letter-with-all-marks"))
    mark = measured.one("Người soạn thảo")

    assert mark.text == "PL.(300)"
    assert mark.size == pytest.approx(11, abs=0.1)
    assert mark.baseline > measured.styled("Nơi nhận danh sách")[-1].baseline


def test_one_addressee_stands_on_the_line_of_kinh_gui(printed):
    line = printed(examples.letter()).one("Kính gửi")

    assert line.text == "Kính gửi: Sở Khoa học và Công nghệ tỉnh Lào Cai"
    assert line.size == pytest.approx(14, abs=0.1)
    assert not line.bold


def test_the_dashes_of_several_addressees_stand_under_the_colon(printed):
    long = "Các cơ quan, đơn vị, tổ chức chính trị - xã hội và các doanh nghiệp trên địa bàn tỉnh"
    measured = printed(examples.letter(addressees=["Sở Tài chính", "Sở Nội vụ", long]))
    heading, listed = measured.one("Kính gửi"), measured.styled("Kính gửi danh sách")
    dashes = [line for line in listed if line.text.startswith("- ")]

    assert heading.text == "Kính gửi:"
    assert [line.text[-1] for line in dashes[:2]] == [";", ";"]
    assert listed[-1].text.endswith(".")
    assert len(listed) == 4
    assert all(heading.right - 1.6 < line.left < heading.right + RULER for line in dashes)
    assert listed[-1].left > dashes[0].left + 1.5


@pytest.mark.parametrize("place", ["An Bình", "Thành phố Hồ Chí Minh"])
def test_blanks_of_a_draft_are_wide_enough_to_write_in(printed, place):
    issuer = {"name": "Ủy ban nhân dân xã An Bình", "sign": "UBND", "place": place}
    measured = printed(examples.plan(number=None, issued_on="2026", issuer=issuer))
    number, date = measured.one("Số ký hiệu"), measured.one("Địa danh ngày tháng")

    assert number.gap_after("Số:") >= 1.5 * WRITABLE
    assert date.gap_after("ngày") >= WRITABLE
    assert date.gap_after("tháng") >= WRITABLE
    assert number.text.endswith("/KH-UBND")
    assert date.text.endswith("năm 2026")


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_the_appendix_of_a_draft_keeps_its_lines_as_they_were_broken(printed, orientation):
    appendix = {"name": "Danh mục", "orientation": orientation, "content": [{"type": "paragraph", "text": "Nội dung."}]}
    issuer = {"name": "Ủy ban nhân dân phường Bắc Nha Trang và vùng lân cận", "sign": "UBND", "place": "Bắc Nha Trang"}
    document = examples.plan(
        number=None, issued_on=None, issuer=issuer, opening=["Có Phụ lục kèm theo."], appendices=[appendix]
    )
    broken = word_files.styled(render_document(document), "Kèm theo")[0].split("\n")
    lines = printed(document).styled("Kèm theo")

    assert len(lines) == len(broken)


def test_an_electronic_document_leaves_the_line_of_its_appendix_open(printed):
    [line] = printed(
        examples.plan(
            medium="electronic",
            opening=["Kế hoạch có Phụ lục kèm theo."],
            appendices=[{"name": "Danh mục", "content": [{"type": "paragraph", "text": "Nội dung."}]}],
        )
    ).styled("Kèm theo")

    assert line.text == "(Kèm theo Kế hoạch số …/KH-… ngày … tháng … năm … của …)"
