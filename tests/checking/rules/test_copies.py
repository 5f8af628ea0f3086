import pytest
from typed.draft import Line
from typed.kinds import copied

from service.checking import Outcome


@pytest.mark.parametrize(
    ("form", "number"),
    [("SAO Y", "Số: 01/SY-UBND"), ("SAO LỤC", "Số: 120/SL-VP"), ("TRÍCH SAO", "Số: 09/TrS-UBND")],
)
def test_a_copy_with_its_number_is_accepted(accepts, form, number):
    accepts("copy-form-type", copied(form, number))
    accepts("copy-number", copied(form, number))


@pytest.mark.parametrize("size", [13, 14])
def test_both_ends_of_the_size_are_accepted(accepts, size):
    accepts("copy-form-type", copied(size=size))


@pytest.mark.parametrize("change", [{"size": 12}, {"size": 15}, {"bold": False}, {"italic": True}])
def test_a_form_set_otherwise_is_reported(reports, change):
    reports("copy-form-type", copied(**change))


def test_a_form_in_small_letters_is_reported(reports):
    reports("copy-form-type", copied("Sao y"), found="chữ thường")


@pytest.mark.parametrize(
    "number",
    ["Số: 05/SL-UBND", "Số: 05/KH-UBND", "Số: 5/SY-UBND", "Số 05/SY-UBND", "Số: 05/SY - UBND", "Số: 05/sy-UBND"],
)
def test_a_number_of_another_form_is_reported(reports, number):
    reports("copy-number", copied(number=number))


def test_a_number_left_blank_is_accepted_in_a_draft_only(accepts, reports):
    blank = "Số:      /SY-UBND"

    accepts("copy-number", copied(number=blank), issued=False)
    reports("copy-number", copied(number=blank), issued=True)


def test_what_is_no_copy_is_not_judged(draft, accepts):
    draft.text_of("Kinh phí").text = "Gửi kèm bản sao y quyết định phân bổ kinh phí."

    for rule in ("copy-form-type", "copy-number", "copy-signature-text"):
        accepts(rule, draft, outcome=Outcome.NOT_APPLICABLE)


def test_a_copy_without_a_number_line_is_not_accused(accepts):
    accepts("copy-number", copied(number=""), outcome=Outcome.UNKNOWN)


SIGNED = "SAO Y; ỦY BAN NHÂN DÂN XÃ AN BÌNH; 22/11/2026; 14:30:05 +07:00"


def signed(draft, **changes):
    """Put the line of an electronic copy at the top."""
    draft.left_extra = [Line(SIGNED, **{"size": 10, **changes})]
    return draft


def test_the_line_of_an_electronic_copy_is_accepted(draft, accepts):
    accepts("copy-signature-text", signed(draft))


@pytest.mark.parametrize("change", [{"size": 11}, {"size": 9}, {"italic": True}, {"bold": True}])
def test_the_line_of_an_electronic_copy_set_otherwise_is_reported(draft, reports, change):
    reports("copy-signature-text", signed(draft, **change))
