import pytest
from typed.draft import Line, table

from service.checking import check


@pytest.mark.parametrize(("side", "mm"), [("top", 20), ("top", 25), ("bottom", 20), ("bottom", 25)])
@pytest.mark.parametrize(("other", "edge"), [("left", 30), ("left", 35), ("right", 15), ("right", 20)])
def test_margins_at_either_end_are_accepted(draft, accepts, side, mm, other, edge):
    setattr(draft.page, side, mm)
    setattr(draft.page, other, edge)
    draft.columns = (64, 94)

    accepts("page-margins", draft)


@pytest.mark.parametrize(
    ("side", "mm"),
    [
        ("top", 19.5),
        ("top", 25.4),
        ("bottom", 12.5),
        ("bottom", 26),
        ("left", 25.4),
        ("left", 36),
        ("right", 14),
        ("right", 21),
    ],
)
def test_a_margin_outside_the_range_is_reported(draft, reports, side, mm):
    setattr(draft.page, side, mm)
    draft.columns = (62, 94)

    report = reports("page-margins", draft)

    [finding] = report.findings
    assert finding.expected.endswith("mm")
    assert finding.cite == "Phụ lục I, Phần I, Mục I, khoản 3"


def test_a_landscape_annex_with_words_default_margin_is_reported(plan_with_appendix, reports):
    page = plan_with_appendix.sections[1]
    page.width, page.height, page.bottom = 297, 210, 25.4

    reports("page-margins", plan_with_appendix)


def test_a_landscape_annex_may_keep_the_margins_it_had_upright(plan_with_appendix, accepts):
    page = plan_with_appendix.sections[1]
    page.width, page.height = 297, 210
    page.top, page.right, page.bottom, page.left = 15, 20, 30, 20

    accepts("page-margins", plan_with_appendix)


@pytest.mark.parametrize(("width", "height"), [(209.2, 296.2), (210, 297), (210.8, 297.8)])
def test_a4_is_accepted_with_a_printer_driver_s_rounding(draft, accepts, width, height):
    draft.page.width, draft.page.height = width, height

    accepts("page-size", draft)


@pytest.mark.parametrize(("width", "height"), [(215.9, 279.4), (148, 210), (210, 330)])
def test_other_paper_is_reported(draft, width, height):
    draft.page.width, draft.page.height = width, height

    found = [finding for finding in check(draft.docx()).findings if finding.rule == "page-size"]

    assert len(found) == 1
    assert "mm" in found[0].found


def test_a_landscape_text_without_a_table_is_reported(draft, reports):
    draft.page.width, draft.page.height = 297, 210

    reports("page-orientation", draft)


def test_a_landscape_text_with_a_table_in_it_is_accepted(draft, accepts):
    draft.page.width, draft.page.height = 297, 210
    draft.table_before_foot = Line(size=6).xml() + table(
        [[Line("Nhiệm vụ").xml(), Line("Thời hạn").xml()]], [80, 60], bordered=True
    )

    report = check(draft.docx())

    assert "page-orientation" not in {finding.rule for finding in report.findings}


def test_an_upright_text_is_accepted(draft, accepts, reports):
    accepts("page-orientation", draft)
    accepts("page-size", draft)
    draft.page.width, draft.page.height, draft.page.right = 215.9, 279.4, 20
    reports("page-size", draft)
