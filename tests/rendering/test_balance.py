"""Headings break as a clerk breaks them, and rules get the length that the decree gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nd30.page import ISSUER_RULE, SUBJECT_RULE
from service.nd30.type_styles import Component
from service.rendering.balance import balanced, rule_length_pt, width_pt

SUBJECT = Component.SUBJECT
#: About the width that a heading has on the page, pt.
PAGE = 430.0

words = st.lists(
    st.sampled_from(["thực", "hiện", "kế", "hoạch", "chuyển", "đổi", "số", "trong", "cơ", "quan", "nhà", "nước"]),
    min_size=1,
    max_size=60,
)


def test_a_heading_that_fits_stays_on_one_line():
    assert balanced("Tuyên truyền, phổ biến pháp luật năm 2026", SUBJECT, PAGE) == (
        "Tuyên truyền, phổ biến pháp luật năm 2026",
    )


def test_a_heading_a_little_too_long_is_broken_in_the_middle():
    first, second = balanced("Thực hiện công tác cải cách hành chính và chuyển đổi số của xã năm 2026", SUBJECT, PAGE)

    assert width_pt(first, SUBJECT) == pytest.approx(width_pt(second, SUBJECT), rel=0.2)


@pytest.mark.parametrize(
    ("subject", "second"),
    [
        ("Ban hành Quy chế công tác văn thư, lưu trữ của Ủy ban nhân dân xã Tam Nông", "lưu trữ của"),
        (
            "Về việc bảo đảm an ninh, trật tự, an toàn, tiết kiệm trong dịp tết Nguyên đán Bính Ngọ năm 2026",
            "trong dịp",
        ),
        ("Phòng, chống thiên tai và tìm kiếm cứu nạn năm 2026 trên địa bàn đặc khu Lý Sơn", "năm 2026"),
    ],
)
def test_lines_break_where_a_clerk_would_break_them(subject, second):
    assert balanced(subject, SUBJECT, PAGE)[1].startswith(second)


@given(words, st.floats(60, 600))
def test_lines_hold_every_word_in_order_and_fit(found, available):
    text = " ".join(found)
    lines = balanced(text, SUBJECT, available)

    assert " ".join(lines) == text
    assert all(width_pt(line, SUBJECT) <= available + 0.01 or " " not in line for line in lines)


@given(words, st.floats(100, 600))
def test_there_are_never_more_lines_than_filling_them_takes(found, available):
    lines, current = 1, ""
    for word in found:
        longer = f"{current} {word}".strip()
        if current and width_pt(longer, SUBJECT) > available:
            lines, longer = lines + 1, word
        current = longer

    assert len(balanced(" ".join(found), SUBJECT, available)) == lines


@pytest.mark.parametrize(
    "kept",
    [
        "ngày 05 tháng 01 năm 2026",
        "số 15",
        "2026 - 2030",
        "hóa -",
        "Ủy ban nhân dân",
        "An Bình",
        "Điều 3",
    ],
)
@pytest.mark.parametrize("before", range(1, 12))
def test_what_belongs_together_is_never_broken(kept, before):
    text = f"{'mục ' * before}{kept} {'tiêu ' * 6}"

    assert any(kept in line for line in balanced(text.strip(), SUBJECT, 180))


def test_a_word_wider_than_the_line_stands_alone():
    assert balanced("một siêuđôthịdàivôtận hai", SUBJECT, 60) == ("một", "siêuđôthịdàivôtận", "hai")


def test_a_text_of_thousands_of_words_is_broken_at_once():
    lines = balanced("phát triển bền vững " * 5000, SUBJECT, PAGE)

    assert sum(len(line.split()) for line in lines) == 20_000


def test_the_rule_of_a_single_line_is_the_share_that_we_use():
    line = "XÃ AN BÌNH"

    assert rule_length_pt((line,), Component.ISSUER, ISSUER_RULE.allowed, ISSUER_RULE.use) == pytest.approx(
        ISSUER_RULE.use * width_pt(line, Component.ISSUER)
    )


def test_the_rule_of_several_lines_suits_the_last_and_where_it_can_the_longest():
    lines = ("Thực hiện công tác cải cách hành chính", "của Ủy ban nhân dân xã An Bình")
    length = rule_length_pt(lines, SUBJECT, SUBJECT_RULE.allowed, SUBJECT_RULE.use)

    for line in lines:
        assert length / width_pt(line, SUBJECT) in SUBJECT_RULE.allowed


def test_the_rule_keeps_to_the_last_line_when_that_is_much_shorter():
    lines = ("BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG", "TỈNH")
    length = rule_length_pt(lines, Component.ISSUER, ISSUER_RULE.allowed, ISSUER_RULE.use)

    assert length / width_pt("TỈNH", Component.ISSUER) in ISSUER_RULE.allowed
