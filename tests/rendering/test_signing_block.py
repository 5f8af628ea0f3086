"""Ô 7 and 9b with a ruler, and where the signer's block may stand on its page whatever the length of the text."""

import pytest

from service.documents import parse_document
from service.documents.starting import starting_document
from service.nd30.kinds import Kind
from service.nd30.page import MARGINS
from tests.rendering import examples
from tests.rendering.specimens import NAMES, specimen

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("printed")]

RULER = 0.5
BLOCK = ("Quyền hạn chức vụ", "Họ tên", "Chức vụ khác")
RECIPIENTS = ("Nơi nhận", "Nơi nhận danh sách")
LINE = {"type": "paragraph", "text": "Một đoạn chỉ dài một dòng, không hơn."}
LONG = {"type": "paragraph", "text": examples.SENTENCE}
TABLE_ROWS = [["Công việc", "Thời hạn"]] * 3


def ending(kind, lines):
    """A body of `lines` short paragraphs that ends in one of four ways."""
    last = {
        "short": [],
        "long": [LONG],
        "point": [{"type": "clause", "title": "Tổ chức", "content": [{"type": "point", "text": "Điểm một."}]}],
        "table": [{"type": "table", "columns": [{"heading": "Việc"}, {"heading": "Hạn"}], "rows": TABLE_ROWS}],
    }
    return examples.plan(body={"content": [LINE] * lines + last[kind]})


#: Lengths at which the block meets the foot of page 1, by how the text ends.
SWEEP = {"short": range(15, 26), "long": range(14, 22), "point": range(15, 21), "table": range(11, 20)}


#: Minutes are signed by two, their recipients stand below: they have tests of their own at the end.
@pytest.fixture(params=[name for name in NAMES if name != "bien-ban"])
def measured(request, printed):
    return printed(specimen(request.param))


def page_of_signing(measured):
    return next(page for page in measured.pages if page.styled("Họ tên"))


def content_lines(page):
    """Lines of the text itself, tables included."""
    not_content = {*BLOCK, *RECIPIENTS, "Artifact", "Người soạn thảo"}
    return [line for line in page.lines if line.style not in not_content]


@pytest.mark.parametrize("kind", SWEEP)
def test_the_block_is_never_torn_and_never_alone_on_its_page(printed, kind):
    pages_of_block = set()
    for lines in SWEEP[kind]:
        measured = printed(ending(kind, lines))
        pages = {line.page for line in measured.styled(*BLOCK, *RECIPIENTS)}
        pages_of_block |= pages

        assert len(pages) == 1, f"{kind}, {lines} đoạn: khối ký bị tách"
        assert len(content_lines(page_of_signing(measured))) >= 2, f"{kind}, {lines} đoạn: khối ký đứng một mình"
    assert pages_of_block == {1, 2}  # the sweep did cross the foot of the page


def test_the_block_stands_whole_on_one_page(measured):
    assert len({line.page for line in measured.styled(*BLOCK, *RECIPIENTS)}) == 1


def test_recipients_begin_level_with_the_first_line_of_authority(measured):
    page = page_of_signing(measured)
    [heading] = page.styled("Nơi nhận")

    assert heading.baseline == pytest.approx(page.styled("Quyền hạn chức vụ")[0].baseline, abs=RULER)


def test_recipients_stand_flush_left_in_their_sizes(measured):
    page = page_of_signing(measured)
    [heading] = page.styled("Nơi nhận")
    listed = page.styled("Nơi nhận danh sách")

    assert heading.text == "Nơi nhận:"
    assert heading.size == pytest.approx(12, abs=0.1)
    assert heading.bold
    assert heading.italic
    assert all(line.size == pytest.approx(11, abs=0.1) for line in listed)
    assert not any(line.bold or line.italic for line in listed)
    for line in [heading, *(line for line in listed if line.text.startswith("- "))]:
        assert line.left == pytest.approx(MARGINS["left"].use, abs=RULER)


def test_a_recipient_that_wraps_hangs_under_its_words(printed):
    measured = printed(
        examples.plan(
            recipients=[
                {"name": "Các phòng, ban, ngành, đoàn thể, đơn vị sự nghiệp và trường học trên địa bàn toàn xã"}
            ]
        )
    )
    first, second, archive = measured.styled("Nơi nhận danh sách")

    assert first.text.startswith("- Các phòng")
    assert second.left > first.left + 1.5
    assert second.text.endswith(";")
    assert archive.text == "- Lưu: VT, VHXH."


def test_every_line_of_the_block_is_bold_and_centred_on_the_others(measured):
    lines = page_of_signing(measured).styled(*BLOCK)

    assert all(line.bold and not line.italic for line in lines)
    assert all(line.size == pytest.approx(14, abs=0.1) for line in lines)
    assert all(line.centre == pytest.approx(lines[0].centre, abs=RULER) for line in lines)


def test_the_name_leaves_room_for_a_signature(measured):
    page = page_of_signing(measured)
    last = max(line.baseline for line in page.styled("Quyền hạn chức vụ"))
    [name] = page.styled("Họ tên")

    assert 25 < name.baseline - last < 45
    assert name.text != name.text.upper()


def test_columns_of_the_foot_do_not_touch(measured):
    page = page_of_signing(measured)

    assert max(line.right for line in page.styled(*RECIPIENTS)) < min(line.left for line in page.styled(*BLOCK))


def test_a_long_post_is_broken_into_balanced_lines(printed):
    measured = printed(
        examples.plan(
            signer={
                "authority": [{"form": "TL", "of": "Chủ tịch"}],
                "post": "Trưởng phòng Văn hóa - Xã hội kiêm Giám đốc Trung tâm Phục vụ hành chính công",
                "name": "Trần Thị Bích Ngọc",
            }
        )
    )
    first, *post = measured.styled("Quyền hạn chức vụ")

    assert first.text == "TL. CHỦ TỊCH"
    assert (
        " ".join(line.text for line in post)
        == "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI KIÊM GIÁM ĐỐC TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
    )
    assert min(line.width for line in post) > 0.5 * max(line.width for line in post)
    assert max(line.right for line in post) < 195 + RULER


def test_another_post_stands_over_the_name(printed):
    measured = printed(
        examples.plan(
            issuer={"name": "Ban Chỉ đạo Chuyển đổi số xã An Bình", "sign": "BCĐCĐS", "place": "An Bình"},
            signer={
                "post": "Trưởng ban",
                "name": "Nguyễn Văn An",
                "other_post": "Chủ tịch Ủy ban nhân dân xã An Bình",
            },
        )
    )
    other, name = measured.styled("Chức vụ khác"), measured.one("Họ tên")

    assert " ".join(line.text for line in other) == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH"
    assert measured.one("Quyền hạn chức vụ").baseline + 25 < other[0].baseline < other[-1].baseline < name.baseline


def test_minutes_have_the_secretary_at_the_left_the_chair_at_the_right_and_the_recipients_below(printed):
    page = page_of_signing(printed(specimen("bien-ban")))
    [roles] = page.styled("Quyền hạn chức vụ")
    writes, leads = page.styled("Họ tên")
    [post] = page.styled("Chức vụ khác")
    [heading] = page.styled("Nơi nhận")

    assert roles.text == "THƯ KÝCHỦ TỌA"  # on one line of the page
    assert roles.left < writes.centre < leads.centre < roles.right
    assert writes.right < post.left
    assert post.centre == pytest.approx(leads.centre, abs=RULER)
    assert 25 < writes.baseline - roles.baseline < 45
    assert post.baseline < leads.baseline < heading.baseline
    assert heading.left == pytest.approx(MARGINS["left"].use, abs=RULER)


def test_signatures_and_recipients_of_minutes_stay_on_one_page(printed):
    data = starting_document(Kind.BIEN_BAN).as_data()
    for lines in range(8, 26, 3):
        measured = printed(parse_document(data | {"body": {"content": [LINE] * lines}}))

        assert len({line.page for line in measured.styled(*BLOCK, *RECIPIENTS)}) == 1, lines
        assert len(content_lines(page_of_signing(measured))) >= 2, lines
