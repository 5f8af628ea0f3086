import pytest
from typed.draft import Line, Run, body_line
from typed.kinds import article

from service.checking import Outcome


def points(draft, letters):
    """Replace a list of points of the plan by one with these letters."""
    start = draft.body.index(draft.text_of("a) Tổ chức"))
    draft.body[start : start + 3] = [body_line(f"{letter}) Nội dung cần hoàn thành trong năm.") for letter in letters]
    return draft


def test_plans_decisions_and_regulations_are_accepted(draft, decision, regulation, accepts):
    for document in (draft, decision, regulation):
        accepts("division-gap", document)
        accepts("division-mark", document)
        accepts("point-order", document)
        accepts("point-letters", document)
    accepts("division-numerals", regulation)
    accepts("heading-title", regulation)
    accepts("heading-type", regulation)
    accepts("article-type", regulation)
    accepts("article-type", decision)
    accepts("roman-section-type", draft)


def test_what_is_not_there_is_not_judged(draft, decision, accepts):
    accepts("heading-title", draft, outcome=Outcome.NOT_APPLICABLE)
    accepts("heading-type", draft, outcome=Outcome.NOT_APPLICABLE)
    accepts("division-numerals", decision, outcome=Outcome.NOT_APPLICABLE)
    accepts("roman-section-type", decision, outcome=Outcome.NOT_APPLICABLE)
    accepts("article-type", draft, outcome=Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize("start", ["II. NHIỆM VỤ", "2. Văn phòng"])
def test_a_number_left_out_is_reported(draft, reports, start):
    draft.body.remove(draft.text_of(start))

    reports("division-gap", draft)


def test_an_article_left_out_or_doubled_is_reported(decision, reports):
    decision.body[4] = article("Điều 5. Quyết định này có hiệu lực kể từ ngày ký.")
    reports("division-gap", decision, found="Điều 5")
    decision.body[4] = article("Điều 2. Quyết định này có hiệu lực kể từ ngày ký.")
    reports("division-gap", decision)


def test_a_chapter_left_out_is_reported_in_its_own_numerals(regulation, reports):
    regulation.body[7].text = "Chương IV"

    report = reports("division-gap", regulation)

    assert report.findings[0].expected == "Chương II"


def test_clauses_may_nest_without_saying_so(draft, accepts):
    at = draft.body.index(draft.text_of("2. Văn phòng"))
    draft.body[at:at] = [body_line("1. Việc thứ nhất phải làm ngay."), body_line("2. Việc thứ hai làm trong quý.")]

    accepts("division-gap", draft)


@pytest.mark.parametrize("letters", ["abcdđeghiklmnopqrstuvxy", "ab", "abcd"])
def test_vietnamese_letters_in_order_are_accepted(draft, accepts, letters):
    accepts("point-order", points(draft, letters))


@pytest.mark.parametrize("letters", ["abcde", "abd", "abcdef", "abcdđef", "acb"])
def test_letters_out_of_order_are_reported(draft, reports, letters):
    reports("point-order", points(draft, letters))


def test_letters_that_the_decree_skips_are_told(draft, reports):
    reports("point-letters", points(draft, "aăâb"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1. Mục đích", "1) Mục đích"),
        ("1. Mục đích", "1/ Mục đích"),
        ("1. Mục đích", "1: Mục đích"),
        ("a) Nâng", "a. Nâng"),
    ],
)
def test_a_wrong_mark_after_a_number_is_reported(draft, reports, old, new):
    line = draft.text_of(old)
    line.text = line.text.replace(old, new)

    reports("division-mark", draft)


@pytest.mark.parametrize("mark", [":", ",", " -"])
def test_a_wrong_mark_after_an_article_is_reported(decision, reports, mark):
    decision.body[0].runs[0].text = f"Điều 1{mark} "

    reports("division-mark", decision)


def test_numerals_of_the_wrong_kind_are_reported(regulation, reports):
    regulation.body[0].text, regulation.body[7].text = "Chương 1", "Chương 2"
    reports("division-numerals", regulation)
    regulation.body[0].text, regulation.body[7].text = "Mục I", "Mục II"
    reports("division-numerals", regulation, found="Mục I")


def test_a_chapter_or_an_article_without_title_is_reported(regulation, reports):
    title = regulation.body.pop(8)
    reports("heading-title", regulation, found="Chương II")
    regulation.body.insert(8, title)
    regulation.body[4] = body_line(
        "", runs=[Run("Điều 2. ", bold=True), Run("Quy chế này áp dụng với các tổ chức sau đây:")]
    )

    reports("heading-title", regulation, found="Điều 2")


@pytest.mark.parametrize(
    ("index", "change"),
    [
        (0, {"size": 12}),
        (0, {"bold": False}),
        (0, {"italic": True}),
        (0, {"text": "CHƯƠNG I"}),
        (1, {"text": "Quy định chung"}),
    ],
)
def test_a_heading_set_otherwise_is_reported(regulation, reports, index, change):
    for name, value in change.items():
        setattr(regulation.body[index], name, value)

    reports("heading-type", regulation, also=("body-size",) if "size" in change else ())


def test_a_heading_on_the_left_is_reported(regulation, reports):
    regulation.body[0].align = "left"

    reports("heading-type", regulation, found="không canh giữa")


@pytest.mark.parametrize("change", [{"bold": False}, {"italic": True}])
def test_an_article_set_otherwise_is_reported(decision, reports, change):
    for line in decision.body:
        for run in line.runs[:1]:
            for name, value in change.items():
                setattr(run, name, value)

    reports("article-type", decision)


@pytest.mark.parametrize("change", [{"bold": False}, {"italic": True}])
def test_a_roman_section_set_otherwise_is_reported(draft, reports, change):
    for name, value in change.items():
        setattr(draft.body[0], name, value)

    reports("roman-section-type", draft)


def test_a_roman_section_in_small_letters_is_reported(draft, reports):
    draft.body[0].text = "I. Mục đích, yêu cầu"

    reports("roman-section-type", draft, found="chữ thường")


def test_a_line_that_only_cites_an_article_begins_none(decision, accepts):
    decision.body.insert(
        4, Line(**{**decision.body[3].__dict__, "text": "Điều 5 Luật Giao dịch điện tử được áp dụng chung."})
    )

    accepts("division-gap", decision)
