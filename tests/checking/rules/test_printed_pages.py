"""Rules that look at the printed page, on pages laid out by hand in millimetres."""

import pytest

from service.checking import Outcome, PrintedPage, PrintedText, check, page_of


def line(text, left, top, right=None):
    """A printed line 4 mm high."""
    return PrintedText(text, left, top, right if right is not None else left + 2 * len(text), top + 4)


def pages(*, motto_level=26.0, date_top=34.0, heading_top=100.0, number="2", number_left=111.0, body_on_two=True):
    """The draft's two pages as a printer would set them."""
    first = [
        line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 100, 20, 192),
        line("Độc lập - Tự do - Hạnh phúc", 116, motto_level, 177),
        line("Số: 15/KH-UBND", 45, 34, 80),
        line("An Bình, ngày 12 tháng 3 năm 2026", 108, date_top, 185),
        line("I. MỤC ĐÍCH, YÊU CẦU", 42, 90),
    ]
    second = [line(number, number_left, 10, number_left + 3)] if number else []
    if body_on_two:
        second.append(line("Trong quá trình thực hiện, nếu có khó khăn, vướng mắc", 42, 30, 195))
    second += [
        line("Nơi nhận:", 30, heading_top, 48),
        line("TM. ỦY BAN NHÂN DÂN", 125, 100, 180),
        line("CHỦ TỊCH", 140, 106, 165),
    ]
    return [PrintedPage(tuple(first)), PrintedPage(tuple(second))]


@pytest.fixture
def accepts(draft):
    """Assert that a rule accepts the pages."""

    def assert_accepts(rule, printed):
        report = check(draft.docx(), printed=printed)
        assert next(one for one in report.verdicts if one.rule == rule).outcome is Outcome.OK
        assert report.findings == ()

    return assert_accepts


@pytest.fixture
def reports(draft):
    """Assert that exactly this rule reports the pages."""

    def assert_reports(rule, printed, found=""):
        report = check(draft.docx(), printed=printed)
        assert {finding.rule for finding in report.findings} == {rule}
        assert found in report.findings[0].found

    return assert_reports


def test_pages_in_order_are_accepted(accepts):
    accepts("printed-nation-wraps", pages())
    accepts("printed-motto-wraps", pages())
    accepts("printed-signer-alone", pages())
    accepts("printed-recipients-level", pages())
    accepts("printed-date-level", pages())
    accepts("printed-page-number", pages())


def test_without_pages_these_rules_stay_open(draft):
    report = check(draft.docx())

    assert {one.outcome for one in report.verdicts if one.rule.startswith("printed-")} == {Outcome.UNKNOWN}


def test_a_wrapped_quoc_hieu_is_told_in_millimetres(reports):
    printed = pages()
    first, *rest = printed[0].lines
    wrapped = (line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 100, 16, 170), line("VIỆT NAM", 130, 20, 150), *rest)
    assert first.text

    reports("printed-nation-wraps", [PrintedPage(wrapped), printed[1]], found="70 mm")


def test_a_wrapped_motto_is_told(reports):
    printed = pages()
    nation, _, *rest = printed[0].lines
    wrapped = (nation, line("Độc lập - Tự do", 116, 26, 150), line("- Hạnh phúc", 120, 31, 145), *rest)

    reports("printed-motto-wraps", [PrintedPage(wrapped), printed[1]])


def test_a_signature_alone_on_its_page_is_told(reports):
    reports("printed-signer-alone", pages(body_on_two=False), found="trang 2")


@pytest.mark.parametrize("top", [97.5, 103])
def test_recipients_that_are_not_level_are_told(reports, top):
    reports("printed-recipients-level", pages(heading_top=top), found="mm")


def test_a_date_lower_than_the_number_is_told(reports):
    reports("printed-date-level", pages(date_top=38), found="4 mm")


@pytest.mark.parametrize("change", [{"number": ""}, {"number": "3"}, {"number_left": 150.0}])
def test_a_page_without_its_number_in_the_middle_of_the_top_is_reported(reports, change):
    reports("printed-page-number", pages(**change))


def test_stretches_of_one_line_are_joined_and_columns_stay_apart():
    stretches = [
        line("Số:", 45, 34, 52),
        line("15/KH-UBND", 53, 34, 80),
        line("An Bình,", 108, 34, 125),
        line("ngày 12", 126, 34.2, 140),
    ]

    page = page_of(stretches, 210, 297)

    assert [one.text for one in page.lines] == ["Số: 15/KH-UBND", "An Bình, ngày 12"]
