"""Ô 6 with a ruler: justified paragraphs, their indents and gaps, headings that stay with what follows, appendix headings."""

from itertools import pairwise

import pytest

from service.nd30.page import FIRST_LINE_INDENT, LINE_SPACING, MARGINS, PARAGRAPH_GAP, SINGLE_LINE
from tests.rendering import examples
from tests.rendering.measuring import MM
from tests.rendering.specimens import NAMES, specimen

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("printed")]

RULER = 0.5
BODY = ("Nội dung", "Mở đầu", "Căn cứ", "Khoản", "Khoản tiêu đề", "Tiểu khoản", "Điểm", "Gạch đầu dòng", "Điều")
HEADINGS = ("Phần", "Chương", "Mục", "Tiểu mục", "Mục La Mã", "Khoản tiêu đề", "Tên loại", "Trích yếu", "Phụ lục")
#: A table stands between these, so that the gap above is not one between paragraphs.
TABLE = ("Ô bảng", "Ô bảng giữa", "Ô bảng nhóm", "Đầu bảng")
LEFT = MARGINS["left"].use
INDENTED = LEFT + FIRST_LINE_INDENT.use


@pytest.fixture(params=NAMES)
def measured(request, printed):
    return printed(specimen(request.param))


def flowing(page):
    """Lines of the text from top to bottom, without tables, headers and the foot of the document."""
    return sorted((line for line in page.lines if line.style in (*BODY, *HEADINGS)), key=lambda line: line.baseline)


def right_edge(page):
    return page.width - MARGINS["right"].use


def test_body_text_is_set_in_14_upright(measured):
    for line in measured.styled(*BODY):
        assert line.size == pytest.approx(14, abs=0.1), line
        assert line.style == "Căn cứ" or not line.italic or len(line.text) < 40, line


def test_legal_bases_are_italic_and_end_with_semicolons_and_a_full_stop(measured):
    lines = measured.styled("Căn cứ")
    if not lines:
        return
    begins = [index for index, line in enumerate(lines) if line.left > LEFT + RULER]
    ends = [lines[index - 1].text[-1] for index in [*begins[1:], len(lines)]]

    assert all(line.italic for line in lines)
    assert ends == [";"] * (len(begins) - 1) + ["."]


def test_each_paragraph_begins_with_an_indent_and_continues_flush_left(measured):
    for line in measured.styled(*BODY):
        near = min((LEFT, INDENTED), key=lambda edge: abs(edge - line.left))
        assert line.left == pytest.approx(near, abs=RULER), line


def test_every_line_but_the_last_of_a_paragraph_reaches_the_right_margin(measured):
    for page in measured.pages:
        lines = flowing(page)
        for line, following in pairwise(lines):
            continues = following.style == line.style and abs(following.left - LEFT) < RULER
            if line.style in BODY and continues and following.baseline - line.baseline < 8:
                # LibreOffice leaves room at the end of a line for the overhang of slanted letters.
                assert line.right == pytest.approx(right_edge(page), abs=1.0 if line.italic else RULER), line


def test_lines_of_a_paragraph_are_a_single_to_one_and_a_half_lines_apart(measured):
    for page in measured.pages:
        lines = flowing(page)
        for line, following in pairwise(lines):
            if line.style in BODY and following.style == line.style and abs(following.left - LEFT) < RULER:
                apart = (following.baseline - line.baseline) / MM / (following.size * SINGLE_LINE)
                assert apart in LINE_SPACING.allowed, (line, following)


def test_paragraphs_stand_at_least_six_points_apart(measured):
    for page in measured.pages:
        lines = flowing(page)
        for line, following in pairwise(lines):
            if following.style in BODY and following.left > LEFT + RULER:
                single = following.size * SINGLE_LINE * MM
                gap = (following.baseline - line.baseline - single) / MM
                assert gap >= PARAGRAPH_GAP.use - 0.2, (line.text, following.text)


def test_no_heading_is_the_last_line_of_its_page(measured):
    for page in measured.pages:
        lines = sorted((line for line in page.lines if line.style != "Artifact"), key=lambda line: line.baseline)
        assert lines[-1].style not in HEADINGS, lines[-1]


def test_no_paragraph_leaves_a_single_line_behind_or_ahead(measured):
    for page, following in pairwise(measured.pages):
        last, first = flowing(page)[-2:], flowing(following)[:2]
        if len(first) < 2 or first[0].style not in BODY or first[0].left > LEFT + RULER:
            continue  # the page begins with a paragraph of its own
        assert last[-1].style == first[0].style
        assert last[-1].left < LEFT + RULER or first[1].left < LEFT + RULER
        assert first[1].left < LEFT + RULER, "dòng cuối đứng một mình đầu trang"
        assert last[-1].left < LEFT + RULER, "dòng đầu đứng một mình cuối trang"


@pytest.mark.parametrize("lines", range(24, 31))
def test_a_heading_near_the_foot_goes_over_with_its_text(printed, lines):
    filler = [{"type": "paragraph", "text": "Một đoạn một dòng."}] * lines
    section = {
        "type": "section",
        "title": "Tổ chức",
        "content": [
            {"type": "clause", "title": "Giao việc", "content": [{"type": "paragraph", "text": examples.SENTENCE}]}
        ],
    }
    measured = printed(examples.plan(parent_agency=None, body={"content": [*filler, section, *filler]}))
    page = measured.page_with("TỔ CHỨC")

    assert page.styled("Mục La Mã")
    assert page.styled("Khoản tiêu đề")
    assert len([line for line in page.lines if line.text and line.text in examples.SENTENCE]) >= 2


def test_a_caption_goes_over_with_its_table(printed):
    table = {"type": "table", "caption": "Bảng kinh phí", "columns": [{"heading": "Việc"}], "rows": [["In ấn"]] * 4}
    for lines in range(25, 30):
        filler = [{"type": "paragraph", "text": "Một đoạn một dòng."}] * lines
        page = printed(examples.plan(parent_agency=None, body={"content": [*filler, table, *filler]})).page_with(
            "Bảng kinh phí"
        )

        assert "Việc\nIn ấn" in page.text, f"{lines} đoạn"


def test_the_heading_of_an_appendix_stands_in_its_three_lines(measured):
    for page in measured.pages:
        if not page.styled("Phụ lục"):
            continue
        [heading] = page.styled("Phụ lục")
        middle = (LEFT + right_edge(page)) / 2
        name, attached = page.styled("Tên phụ lục"), page.styled("Kèm theo")

        assert heading.text.startswith("Phụ lục")
        assert heading.size == pytest.approx(14, abs=0.1)
        assert all(line.bold and line.text == line.text.upper() for line in name)
        assert all(line.italic for line in attached)
        assert attached[0].text.startswith("(Kèm theo ")
        assert attached[-1].text.endswith(")")
        for line in (heading, *name, *attached):
            assert line.centre == pytest.approx(middle, abs=RULER)
        assert heading.baseline < min(line.baseline for line in name or attached)
        [rule] = [rule for rule in page.rules if 0 < rule.top - attached[-1].baseline < 4]
        assert 1 / 3 - 0.01 <= rule.length / attached[-1].width <= 0.51


def test_two_appendices_are_counted_in_roman_and_a_single_one_is_not(printed):
    headings = [line.text for line in printed(specimen("two-appendices")).styled("Phụ lục")]
    [single] = printed(specimen("thirty-tasks")).styled("Phụ lục")

    assert headings == ["Phụ lục I", "Phụ lục II"]
    assert single.text == "Phụ lục"


def test_the_content_ends_with_the_closing_mark(measured):
    last = [
        line
        for page in measured.pages[: 1 + next(p.number for p in measured.pages if p.styled("Họ tên"))]
        for line in page.styled(*BODY)
        if line.text.endswith("./.")
    ]

    assert last
