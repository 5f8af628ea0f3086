import pytest

from service.checking import Outcome, check


def test_a_number_on_every_page_but_the_first_is_accepted(draft, accepts):
    for rule in (
        "page-number-missing",
        "page-number-first-page",
        "page-number-place",
        "page-number-type",
        "page-number-start",
        "page-number-decoration",
        "page-number-font",
    ):
        accepts(rule, draft)
    assert accepts("page-number-missing", draft)
    assert accepts("page-number-first-page", draft)
    assert accepts("page-number-place", draft)
    assert accepts("page-number-start", draft)
    assert accepts("page-number-decoration", draft)
    assert accepts("page-number-font", draft)


def test_two_pages_without_a_number_are_reported(draft, reports):
    draft.page.number = None

    reports("page-number-missing", draft)


def test_one_page_needs_no_number(decision, accepts):
    accepts("page-number-missing", decision, outcome=Outcome.NOT_APPLICABLE)


def test_even_pages_without_a_number_are_reported(draft, reports):
    draft.page.even = False

    reports("page-number-missing", draft, found="trang chẵn")


def test_even_pages_with_a_number_of_their_own_are_accepted(draft, accepts):
    draft.page.even = True

    accepts("page-number-missing", draft)


@pytest.mark.parametrize("first_header", [False, True])
def test_a_number_on_page_one_is_reported(draft, reports, first_header):
    draft.page.title_page = first_header
    draft.page.first_header = first_header

    reports("page-number-first-page", draft)


@pytest.mark.parametrize("align", ["left", "right", "both"])
def test_a_number_that_is_not_centred_is_reported(draft, reports, align):
    draft.page.number.align = align

    reports("page-number-place", draft, found="lệch")


def test_a_number_centred_by_its_tab_stop_is_accepted(draft, accepts):
    draft.page.number.align = "left"
    draft.page.number_before = "\t"
    draft.page.number.tabs = ((82.5, "center"), (165, "right"))

    accepts("page-number-place", draft)


def test_a_number_at_the_foot_is_reported(draft, reports):
    draft.page.number_in = "footer"

    reports("page-number-place", draft, found="chân trang")


@pytest.mark.parametrize("size", [13, 13.5, 14])
def test_sizes_13_to_14_are_accepted(draft, accepts, size):
    draft.page.number.size = size

    accepts("page-number-type", draft)


@pytest.mark.parametrize("size", [11, 12.5, 14.5])
def test_other_sizes_are_reported(draft, reports, size):
    draft.page.number.size = size

    reports("page-number-type", draft)


def test_an_italic_or_roman_number_is_reported(draft, reports):
    draft.page.number.italic = True
    reports("page-number-type", draft, found="nghiêng")
    draft.page.number.italic = False
    draft.page.number_format = "lowerRoman"
    reports("page-number-type", draft, found="lowerRoman")


def test_a_start_other_than_one_is_reported(draft, reports, accepts):
    draft.page.start = 1
    accepts("page-number-start", draft)
    draft.page.start = 3
    reports("page-number-start", draft, found="3")


def test_words_round_the_number_are_told(draft, reports):
    draft.page.number_before = "Trang "

    reports("page-number-decoration", draft)


def test_a_number_in_an_old_font_is_told(draft, reports):
    draft.page.number.font = ".VnTime"

    reports("page-number-font", draft)


def test_whether_there_is_a_second_page_may_stay_open(decision):
    decision.body[0].before = 300
    decision.page.number = None

    report = check(decision.docx())

    verdict = next(one for one in report.verdicts if one.rule == "page-number-missing")
    assert verdict.outcome in {Outcome.UNKNOWN, Outcome.VIOLATED}
