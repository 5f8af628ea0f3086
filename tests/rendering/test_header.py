"""Ô 1 to 5 with a ruler: Quốc hiệu, Tiêu ngữ, issuer, number, date, tên loại, trích yếu and the drawn rules under them."""

import pytest

from service.nd30.page import ISSUER_RULE, MARGINS, MOTTO_RULE, QUOC_HIEU, SUBJECT_RULE, TIEU_NGU
from service.nd30.type_styles import TYPE_STYLES, Component
from tests.rendering import examples
from tests.rendering.specimens import NAMES, specimen

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("printed")]

RULER = 0.5
#: The longest and the shortest names that the header meets, and subjects of one to five lines.
EXTREMES = {
    "shortest": {"parent_agency": None, "issuer": {"name": "Xã Ô", "sign": "X", "place": "Ô"}},
    "long place": {
        "issuer": {"name": "Ủy ban nhân dân phường Sài Gòn", "sign": "UBND", "place": "Thành phố Hồ Chí Minh"},
        "parent_agency": {"name": "UBND Thành phố Hồ Chí Minh"},
    },
    "long issuer": {
        "issuer": {
            "name": "Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp tỉnh Thừa Thiên Huế",
            "sign": "BQLDA",
            "place": "Huế",
        }
    },
    "long parent": {"parent_agency": {"name": "Tổng cục Phòng chống thiên tai và Phát triển nông thôn Việt Nam"}},
    "four line subject": {
        "subject": "Thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới, giảm nghèo bền vững và phát triển "
        "kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi gắn với công tác cải cách hành chính, chuyển đổi số "
        "trên địa bàn xã giai đoạn 2026 - 2030, định hướng đến năm 2035"
    },
    "short last line": {"subject": "Tổ chức Hội nghị trực tuyến tổng kết công tác năm 2025 và triển khai nhiệm vụ năm 2026"},
    "long sign": {"issuer": {"name": "Ủy ban nhân dân xã An Bình", "sign": "SNNMT-CCTLPCTT", "place": "An Bình"}},
    "december": {"issued_on": "2026-12-28", "number": 12345},
}  # fmt: skip


@pytest.fixture(params=[*NAMES, *EXTREMES])
def measured(request, printed):
    name = request.param
    return printed(examples.plan(**EXTREMES[name]) if name in EXTREMES else specimen(name))


@pytest.fixture
def first(measured):
    return measured.pages[0]


def rule_under(page, line):
    """The drawn rule next below a line of text, over about the same middle."""
    below = [
        rule
        for rule in page.rules
        if 0 < rule.top - line.baseline < 6 and rule.left < line.centre < rule.right and rule.length < 120
    ]
    return min(below, key=lambda rule: rule.top)


def last_line(page, style):
    return max(page.styled(style), key=lambda line: line.baseline)


def size_of(component):
    return TYPE_STYLES[component].size


def test_quoc_hieu_stands_on_one_line_in_bold_capitals(first):
    [line] = first.styled("Quốc hiệu")

    assert line.text == QUOC_HIEU.use
    assert line.size == pytest.approx(size_of(Component.QUOC_HIEU).use, abs=0.1)
    assert line.bold
    assert not line.italic


def test_tieu_ngu_stands_on_one_line_centred_under_it(first):
    [line] = first.styled("Tiêu ngữ")
    [above] = first.styled("Quốc hiệu")

    assert line.text == TIEU_NGU.use
    assert line.size == pytest.approx(size_of(Component.TIEU_NGU).use, abs=0.1)
    assert line.bold
    assert line.centre == pytest.approx(above.centre, abs=RULER)
    assert line.baseline - above.baseline < 6.5


def test_the_rule_under_tieu_ngu_is_as_long_as_its_words(first):
    [line] = first.styled("Tiêu ngữ")
    rule = rule_under(first, line)

    assert rule.length / line.width == pytest.approx(MOTTO_RULE.use, abs=0.01)
    assert rule.left == pytest.approx(line.left, abs=RULER)


def test_the_rule_under_the_issuer_is_a_third_to_a_half_of_its_last_line_and_in_its_middle(first):
    line = last_line(first, "Cơ quan ban hành")
    rule = rule_under(first, line)

    assert rule.length / line.width in ISSUER_RULE.allowed
    assert rule.centre == pytest.approx(line.centre, abs=RULER)


def test_the_rule_under_the_subject_is_a_third_to_a_half_of_its_last_line_and_in_its_middle(first):
    for line in [last_line(first, "Trích yếu")] if first.styled("Trích yếu") else []:
        rule = rule_under(first, line)

        assert rule.length / line.width in SUBJECT_RULE.allowed
        assert rule.centre == pytest.approx(line.centre, abs=RULER)


def test_rules_do_not_touch_the_words_above_or_below(first):
    for rule in first.rules:
        if rule.length > 160 or rule.top > 130:
            continue
        near = [line for line in first.lines if line.left < rule.right and line.right > rule.left]
        assert all(not -3 < rule.top - line.baseline < 0.9 for line in near), rule


def test_the_issuer_is_bold_under_a_plain_parent_both_in_the_left_column(first):
    issuer, parent = first.styled("Cơ quan ban hành"), first.styled("Cơ quan chủ quản")
    [nation] = first.styled("Quốc hiệu")

    assert all(line.bold and line.text == line.text.upper() for line in issuer)
    assert all(not line.bold and line.text == line.text.upper() for line in parent)
    assert all(line.centre == pytest.approx(issuer[0].centre, abs=RULER) for line in issuer + parent)
    assert all(line.right < nation.left - 1 for line in issuer + parent)
    assert min(line.baseline for line in issuer + parent) == pytest.approx(nation.baseline, abs=RULER)


def test_the_number_stands_in_13_under_the_issuer_on_the_line_of_the_date(first):
    [number] = first.styled("Số ký hiệu")
    dates = first.styled("Địa danh ngày tháng")

    assert number.text.startswith("Số: ")
    assert number.size == pytest.approx(size_of(Component.NUMBER).use, abs=0.1)
    assert not number.bold
    assert not number.italic
    assert number.centre == pytest.approx(first.styled("Cơ quan ban hành")[0].centre, abs=RULER)
    assert all(number.baseline == pytest.approx(date.baseline, abs=RULER) for date in dates)


def test_the_date_is_italic_on_one_line_under_quoc_hieu(first):
    dates = first.styled("Địa danh ngày tháng")
    if "/BB-" in first.styled("Số ký hiệu")[0].text:  # minutes have none (Mẫu 1.9)
        assert dates == []
        return
    [date] = dates

    assert date.italic
    assert date.size in size_of(Component.PLACE_DATE).allowed
    assert date.centre == pytest.approx(first.styled("Quốc hiệu")[0].centre, abs=RULER)
    assert date.baseline - last_line(first, "Cơ quan ban hành").baseline > 6


def test_the_kind_and_the_subject_are_bold_and_centred_on_the_page(first):
    middle = (MARGINS["left"].use + first.width - MARGINS["right"].use) / 2
    for line in first.styled("Tên loại", "Trích yếu"):
        assert line.bold
        assert line.size == pytest.approx(14, abs=0.1)
        assert line.centre == pytest.approx(middle, abs=RULER)


def test_the_lines_of_a_long_subject_are_of_like_length(printed):
    measured = printed(examples.plan(**EXTREMES["four line subject"]))
    widths = [line.width for line in measured.styled("Trích yếu")]

    assert len(widths) >= 2
    assert min(widths) > 0.6 * max(widths)
    assert max(widths) < 165


def test_the_subject_of_a_letter_stands_small_under_its_number(printed):
    page = printed(specimen("letter-with-all-marks")).pages[0]
    subject = page.styled("Trích yếu công văn")
    [number] = page.styled("Số ký hiệu")

    assert subject[0].text.startswith("V/v ")
    assert all(line.size == pytest.approx(12, abs=0.1) and not line.bold for line in subject)
    assert all(line.centre == pytest.approx(number.centre, abs=RULER) for line in subject)
    assert page.styled("Tên loại") == []
    assert "CÔNG VĂN" not in page.text
