import pytest
from typed.draft import Line
from typed.kinds import appendix

from service.checking import Outcome


def test_one_and_two_appendices_are_accepted(plan_with_appendix, plan_with_appendices, accepts):
    for document in (plan_with_appendix, plan_with_appendices):
        accepts("appendix-reference", document)
        accepts("appendix-heading-type", document)
        accepts("appendix-heading-line", document)
        accepts("appendix-title-type", document)
        accepts("appendix-attached-missing", document)
        accepts("appendix-attached-type", document)
        accepts("appendix-page-number", document)
    accepts("appendix-numeral", plan_with_appendices)
    accepts("appendix-single-numeral", plan_with_appendix)


def test_a_document_without_appendix_is_not_judged(draft, accepts):
    accepts("appendix-reference", draft, outcome=Outcome.NOT_APPLICABLE)


def test_an_appendix_that_is_not_mentioned_is_reported(plan_with_appendix, reports):
    plan_with_appendix.opening[0].text = "Ủy ban nhân dân xã An Bình ban hành Kế hoạch với những nội dung sau:"

    reports("appendix-reference", plan_with_appendix)


def test_the_one_that_is_not_mentioned_is_named(plan_with_appendices, reports):
    plan_with_appendices.opening[0].text = "Ủy ban nhân dân xã An Bình ban hành Kế hoạch sau (chi tiết tại Phụ lục II):"

    reports("appendix-reference", plan_with_appendices, found="Phụ lục I")


@pytest.mark.parametrize(
    "pair", [("Phụ lục 1", "Phụ lục 2"), ("Phụ lục A", "Phụ lục B"), ("Phụ lục số 01", "Phụ lục số 02")]
)
def test_other_numerals_than_roman_are_reported(plan_with_appendices, reports, pair):
    plan_with_appendices.opening[
        0
    ].text = "Ủy ban nhân dân xã An Bình ban hành Kế hoạch sau (chi tiết tại các phụ lục kèm theo):"
    for one, text in zip(plan_with_appendices.appendices, pair, strict=True):
        one.heading.text = text

    reports("appendix-numeral", plan_with_appendices)


def test_a_gap_in_the_numerals_is_reported(plan_with_appendices, reports):
    plan_with_appendices.opening[0].text = plan_with_appendices.opening[0].text.replace(
        "Phụ lục I và Phụ lục II", "các phụ lục"
    )
    plan_with_appendices.appendices[1].heading.text = "Phụ lục III"

    reports("appendix-numeral", plan_with_appendices)


def test_a_numeral_on_the_only_appendix_is_told(plan_with_appendix, reports):
    plan_with_appendix.appendices[0].heading.text = "Phụ lục I"

    reports("appendix-single-numeral", plan_with_appendix)


@pytest.mark.parametrize("change", [{"size": 13}, {"size": 16}, {"bold": False}, {"italic": True}, {"text": "PHỤ LỤC"}])
def test_a_heading_set_otherwise_is_reported(plan_with_appendix, reports, change):
    for name, value in change.items():
        setattr(plan_with_appendix.appendices[0].heading, name, value)

    reports("appendix-heading-type", plan_with_appendix)


def test_heading_and_name_on_one_line_are_told(plan_with_appendix, reports):
    plan_with_appendix.appendices[0].heading.text = "Phụ lục: Danh mục nhiệm vụ"

    reports("appendix-heading-line", plan_with_appendix)


@pytest.mark.parametrize(
    "change", [{"size": 12}, {"bold": False}, {"italic": True}, {"text": "Danh mục nhiệm vụ chuyển đổi số"}]
)
def test_a_name_set_otherwise_is_reported(plan_with_appendix, reports, change):
    for name, value in change.items():
        setattr(plan_with_appendix.appendices[0].title[0], name, value)

    reports("appendix-title-type", plan_with_appendix)


def test_a_missing_reference_line_is_reported(plan_with_appendix, reports):
    plan_with_appendix.appendices[0].attached = None

    reports("appendix-attached-missing", plan_with_appendix)


@pytest.mark.parametrize("change", [{"size": 12}, {"italic": False}, {"bold": True}])
def test_a_reference_line_set_otherwise_is_reported(plan_with_appendix, reports, change):
    for name, value in change.items():
        setattr(plan_with_appendix.appendices[0].attached, name, value)

    reports("appendix-attached-type", plan_with_appendix)


@pytest.mark.parametrize("start", [None, 3])
def test_pages_that_do_not_start_over_are_reported(plan_with_appendix, reports, start):
    plan_with_appendix.appendices[0].page.start = start

    reports("appendix-page-number", plan_with_appendix)


def test_a_second_appendix_in_the_section_of_the_first_is_reported(plan_with_appendices, reports):
    second = plan_with_appendices.appendices[1]
    second.page, second.own_section = plan_with_appendices.appendices[0].page, False

    reports("appendix-page-number", plan_with_appendices)


OPEN = "(Kèm theo Kế hoạch số     /KH-UBND ngày    tháng    năm 2026 của Ủy ban nhân dân xã An Bình)"
SIGNED = "Số: 15/KH-UBND; 12/3/2026; 14:30:05 +07:00"


def appendix_file(draft, *signed, attached=OPEN):
    """The appendix alone in a file, as an electronic document sends it."""
    one = appendix(0, draft)
    one.attached.text = attached
    draft.nation = draft.motto = draft.number = draft.place_date = draft.title = None
    draft.issuer, draft.subject, draft.bases, draft.opening, draft.recipients, draft.signer = [], [], [], [], [], []
    draft.body = [*signed, one.heading, *one.title, one.attached, *one.body]
    return draft


def test_an_appendix_file_is_judged_as_an_appendix_only(draft, accepts):
    accepts("appendix-signature-text", appendix_file(draft), outcome=Outcome.UNKNOWN)
    accepts("appendix-heading-type", draft)
    accepts("quoc-hieu-missing", draft, outcome=Outcome.NOT_APPLICABLE)


def test_signature_text_at_the_upper_right_is_accepted(draft, accepts):
    accepts("appendix-signature-text", appendix_file(draft, Line(SIGNED, size=10, align="right")), issued=True)


@pytest.mark.parametrize("size", [9, 11, 13])
def test_signature_text_of_another_size_is_reported(draft, reports, size):
    reports("appendix-signature-text", appendix_file(draft, Line(SIGNED, size=size, align="right")))


def test_signature_text_on_the_left_is_reported(draft, reports):
    reports("appendix-signature-text", appendix_file(draft, Line(SIGNED, size=10)), found="không ở góc")


def test_an_issued_electronic_appendix_without_signature_text_is_reported(draft, reports):
    reports("appendix-signature-text", appendix_file(draft), issued=True)


def test_a_paper_appendix_needs_no_signature_text(draft, accepts):
    attached = "(Kèm theo Kế hoạch số 15/KH-UBND ngày 12 tháng 3 năm 2026 của Ủy ban nhân dân xã An Bình)"

    accepts("appendix-signature-text", appendix_file(draft, attached=attached), issued=True, outcome=Outcome.UNKNOWN)


def test_signature_text_of_the_wrong_size_is_what_is_reported(accepts, reports, draft):
    accepts("appendix-signature-text", draft, outcome=Outcome.NOT_APPLICABLE)
    draft.left_extra = [Line("Số: 15/KH-UBND; 12/3/2026; 14:30:05", size=11)]

    reports("appendix-signature-text", draft)
