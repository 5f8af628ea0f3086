import pytest
from typed.draft import Run

from service.checking import Outcome


@pytest.mark.parametrize(
    "text",
    ["Số: 01/KH-UBND", "Số: 09/KH-UBND", "Số: 10/KH-UBND", "Số: 1205/KH-UBND", "Số:15/KH-UBND", "Số: 15/KH-BCĐ-UBND"],
)
def test_numbers_of_any_size_are_accepted(draft, accepts, text):
    draft.number.text = text

    accepts("number-pattern", draft)
    accepts("number-missing", draft)
    accepts("number-kind-abbreviation", draft)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Số: 5/KH-UBND", "5"),
        ("Số: 015/KH-UBND", "015"),
        ("Số 15/KH-UBND", "Số"),
        ("SỐ: 15/KH-UBND", "SỐ"),
        ("Số: 15 /KH-UBND", "15"),
        ("Số: 15/ KH-UBND", "15"),
        ("Số: 15/KH - UBND", "15"),
        ("Số: 15/KH–UBND", "–"),
        ("Số: 15-KH-UBND", "15"),
        ("Số: 15/2026/KH-UBND", "2026"),
        ("Số: 15/KH-Ubnd", "Ubnd"),
    ],
)
def test_each_way_of_writing_it_wrong_is_reported(draft, reports, text, found):
    draft.number.text = text

    reports("number-pattern", draft, found=found)


def test_a_missing_number_line_is_reported(draft):
    draft.number.text = "Mã văn bản"
    draft.left_extra = []

    from service.checking import check

    assert "number-missing" in {finding.rule for finding in check(draft.docx()).findings}


def test_only_the_missing_number_is_reported(draft, reports):
    draft.number.text = ""

    reports("number-missing", draft)


@pytest.mark.parametrize("change", [{"size": 12}, {"size": 14}, {"bold": True}, {"italic": True}])
def test_a_number_set_otherwise_than_13_upright_is_reported(draft, reports, change):
    for name, value in change.items():
        setattr(draft.number, name, value)

    reports("number-type", draft)


def test_a_number_half_bold_is_reported(draft, reports, accepts):
    accepts("number-type", draft)
    draft.number.runs = [Run("Số: "), Run("15/KH-UBND", bold=True)]

    reports("number-type", draft, found="một phần")


@pytest.mark.parametrize("sign", ["QCH", "QYĐ", "QĐi", "KHo"])
def test_an_abbreviation_outside_the_list_is_reported(regulation, sign, reports):
    regulation.number.text = f"Số: 03/{sign}-UBND"

    report = reports("number-kind-abbreviation", regulation, also=("number-pattern",) if sign != sign.upper() else ())

    assert "“QC”" in {finding.expected for finding in report.findings}


@pytest.mark.parametrize("sign", ["CV-UBND", "UBND-CV"])
def test_cv_in_the_sign_of_a_letter_is_reported(letter, reports, accepts, sign):
    accepts("number-cong-van-sign", letter)
    letter.number.text = f"Số: 27/{sign}"

    reports("number-cong-van-sign", letter)


def test_the_abbreviation_of_a_kind_in_a_letter_is_reported(letter, reports):
    letter.number.text = "Số: 27/BC-UBND"

    reports("number-cong-van-sign", letter)


@pytest.mark.parametrize(
    "blank", ["Số:          /KH-UBND", "Số: ……/KH-UBND", "Số: ....../KH-UBND", "Số:     /KH-UBND", "Số: ____/KH-UBND"]
)
def test_a_blank_number_is_right_in_a_draft_and_wrong_once_issued(draft, accepts, reports, blank):
    draft.number.text = blank

    accepts("number-blank", draft, outcome=Outcome.NOT_APPLICABLE)
    reports("number-blank", draft, issued=True)


def test_a_filled_number_is_accepted_once_issued(draft, accepts):
    accepts("number-blank", draft, issued=True)
