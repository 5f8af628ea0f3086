import pytest
from typed.draft import body_line

from service.checking import Outcome, check
from service.nd30.capitals import CAPITAL_RULES


def saying(draft, text):
    """Let one paragraph of the plan say this."""
    at = next(index for index, line in enumerate(draft.body) if line.text.startswith("III. "))
    draft.body[at + 1].text = text
    return draft


WRONG = {
    "capital-people-s-committee": "Việc này do Ủy Ban nhân dân các xã lân cận quyết định trong quý.",
    "capital-unit-common-noun": "Việc này làm theo mẫu của Tỉnh Vĩnh Long và các địa phương khác.",
    "capital-unit-by-number": "Việc này làm theo mẫu của phường 3 và các địa phương khác.",
    "capital-special-places": "Việc này làm theo mẫu của thành phố Hồ Chí Minh và thủ đô.",
    "capital-citation-lower": "Việc này làm theo quy định tại Khoản 2 Điều 5 Luật Ngân sách.",
    "capital-citation-upper": "Việc này làm theo quy định tại khoản 2 điều 5 Luật Ngân sách.",
    "capital-document-name": "Việc này làm theo nghị định số 30/2020/NĐ-CP của Chính phủ.",
    "capital-weekday-month-words": "Việc này làm vào thứ hai hằng tuần tại trụ sở.",
}
RIGHT = {
    "capital-people-s-committee": "Việc này do Ủy ban nhân dân các xã lân cận quyết định trong quý.",
    "capital-unit-common-noun": "Việc này làm theo mẫu của tỉnh Vĩnh Long và các địa phương khác.",
    "capital-unit-by-number": "Việc này làm theo mẫu của Phường 3 và các địa phương khác.",
    "capital-special-places": "Việc này làm theo mẫu của Thành phố Hồ Chí Minh và thủ đô.",
    "capital-citation-lower": "Việc này làm theo quy định tại khoản 2 Điều 5 Luật Ngân sách. Khoản 3 đã hết hạn.",
    "capital-citation-upper": "Việc này làm theo quy định tại khoản 2 Điều 5 Luật Ngân sách.",
    "capital-document-name": "Việc này làm theo Nghị định số 30/2020/NĐ-CP của Chính phủ.",
    "capital-weekday-month-words": "Việc này làm vào thứ Hai hằng tuần tại trụ sở.",
}


def test_each_capital_rule_of_the_law_has_a_right_and_a_wrong_sentence_here():
    assert {f"capital-{rule.slug}" for rule in CAPITAL_RULES} == set(WRONG) == set(RIGHT)


@pytest.mark.parametrize("rule", sorted(WRONG))
def test_a_capital_rule_reports_its_wrong_sentence_and_accepts_the_right_one(draft, accepts, rule, reports):
    accepts(rule, saying(draft, RIGHT[rule]))

    reports(rule, saying(draft, WRONG[rule]))


@pytest.mark.parametrize("name", ["Xã Bế Văn Đàn", "Phường Điện Biên Phủ"])
def test_units_that_commemorate_keep_the_capital_of_their_type(draft, accepts, name):
    accepts("capital-unit-common-noun", saying(draft, f"Việc này làm theo mẫu của {name} và các địa phương khác."))


@pytest.mark.parametrize("text", ["việc này làm trong quý.", "a) việc này làm trong quý.", "- việc này làm trong quý."])
def test_a_new_line_after_a_full_stop_begins_with_a_capital(draft, reports, accepts, text):
    accepts("capital-sentence", draft)
    at = draft.body.index(draft.text_of("Kinh phí"))
    draft.body.insert(at + 1, body_line(text))

    reports("capital-sentence", draft)


def test_a_line_that_goes_on_with_a_list_may_begin_small(draft, accepts):
    at = draft.body.index(draft.text_of("Kinh phí"))
    draft.body[at : at + 1] = [
        body_line("Kinh phí gồm:"),
        body_line("- nguồn ngân sách xã;"),
        body_line("- nguồn khác."),
    ]

    accepts("capital-sentence", draft)


@pytest.mark.parametrize(("wrong", "right"), [("của nhân dân", "của Nhân dân"), ("của nhà nước", "của Nhà nước")])
def test_nation_and_people_as_nouns_have_capitals(draft, reports, accepts, wrong, right):
    accepts("capital-nation", saying(draft, f"Việc này phục vụ lợi ích {right} trên địa bàn."))

    reports("capital-nation", saying(draft, f"Việc này phục vụ lợi ích {wrong} trên địa bàn."))


@pytest.mark.parametrize("name", ["Hội đồng nhân dân", "Tòa án nhân dân", "quản lý nhà nước"])
def test_names_and_set_phrases_keep_theirs(draft, accepts, name):
    accepts("capital-nation", saying(draft, f"Việc này thuộc thẩm quyền của {name} theo quy định."))


def test_the_closing_mark_is_looked_for_at_the_end_of_the_content(draft, accepts, reports):
    accepts("closing-mark", draft)
    draft.body[-1].text = draft.body[-1].text.replace("./.", "./ .")
    accepts("closing-mark", draft)
    draft.body[-1].text = draft.body[-1].text.replace("./ .", "./")

    reports("closing-mark", draft)


def test_a_document_of_2026_names_no_district(draft, reports, accepts):
    accepts("unit-abolished", draft)
    draft.recipients[1].text = "- UBND huyện Long Hồ (để b/c);"

    reports("unit-abolished", draft, found="huyện Long Hồ")


def test_a_document_of_2024_may(draft, accepts):
    draft.place_date.text = "An Bình, ngày 12 tháng 3 năm 2024"
    draft.bases = []
    draft.recipients[1].text = "- UBND huyện Long Hồ (để b/c);"

    accepts("unit-abolished", draft, outcome=Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize(("day", "known"), [("29 tháng 4", True), ("30 tháng 4", False)])
def test_a_province_that_became_a_city_is_told_from_that_day_on(draft, accepts, reports, day, known):
    draft.place_date.text = f"An Bình, ngày {day} năm 2026"
    draft.recipients[1].text = "- UBND tỉnh Đồng Nai (để biết);"

    if known:
        accepts("unit-abolished", draft)
    else:
        reports("unit-abolished", draft)


def test_a_province_from_before_the_mergers_is_told(draft, reports):
    draft.recipients[1].text = "- UBND tỉnh Sóc Trăng (để biết);"

    report = reports("unit-abolished", draft)

    assert "Cần Thơ" in report.findings[0].expected


def test_looking_back_is_allowed(draft, accepts):
    saying(draft, "Kế thừa kết quả của huyện Long Hồ trước khi sắp xếp đơn vị hành chính.")

    accepts("unit-abolished", draft)


def test_a_draft_with_a_blank_day_is_judged_by_its_month(draft, reports):
    draft.place_date.text = "An Bình, ngày      tháng 5 năm 2026"
    draft.recipients[1].text = "- UBND tỉnh Đồng Nai (để biết);"

    reports("unit-abolished", draft)


@pytest.mark.parametrize("text", ["- Chủ tịch UBND huyện;", "- Phòng GD&ĐT;", "- Huyện ủy (để b/c);"])
def test_the_level_that_ended_is_told_among_recipients(draft, accepts, reports, text):
    accepts("unit-district-level", draft)
    draft.recipients[2].text = text

    reports("unit-district-level", draft)


def test_without_a_year_nothing_is_claimed(draft):
    draft.place_date.text = "An Bình, ngày ... tháng ... năm ..."
    draft.recipients[1].text = "- UBND huyện Long Hồ (để b/c);"

    verdicts = {verdict.rule: verdict.outcome for verdict in check(draft.docx()).verdicts}

    assert verdicts["unit-abolished"] is Outcome.UNKNOWN
