import pytest
from typed.draft import Line

from service.checking import Outcome


def test_good_documents_agree_with_themselves(draft, decision, plan_with_appendices, accepts):
    accepts("number-matches-title", draft)
    accepts("authority-matches-signer", decision)
    accepts("attached-matches-document", plan_with_appendices)
    accepts("article-cited-exists", decision)
    accepts("weekday-matches-date", draft)
    accepts("date-exists", draft)
    accepts("body-name-spelling", draft)
    accepts("citation-repeated", draft)
    accepts("regime-other", draft)


@pytest.mark.parametrize("sign", ["QĐ", "BC", "TTr", "QyĐ"])
def test_a_sign_of_another_kind_is_reported(draft, reports, sign):
    draft.number.text = f"Số: 15/{sign}-UBND"

    reports("number-matches-title", draft, found=sign)


def test_the_chairman_decides_and_signs_for_himself(decision, accepts, reports):
    decision.authority[0].text = "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH"
    decision.signer = decision.signer[1:]
    accepts("authority-matches-signer", decision)
    decision.authority[0].text = "ỦY BAN NHÂN DÂN XÃ AN BÌNH"

    reports("authority-matches-signer", decision, found="không TM.")


def test_the_chairman_decides_the_committee_signs(decision, reports):
    decision.authority[0].text = "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH"

    reports("authority-matches-signer", decision, found="ký TM.")


@pytest.mark.parametrize(
    "text",
    [
        "(Kèm theo Kế hoạch số 16/KH-UBND ngày 12 tháng 3 năm 2026 của Ủy ban nhân dân xã An Bình)",
        "(Kèm theo Kế hoạch số 15/QĐ-UBND ngày 12 tháng 3 năm 2026 của Ủy ban nhân dân xã An Bình)",
        "(Kèm theo Kế hoạch số 15/KH-UBND ngày 13 tháng 3 năm 2026 của Ủy ban nhân dân xã An Bình)",
    ],
)
def test_a_reference_line_that_differs_is_reported(plan_with_appendix, reports, text):
    plan_with_appendix.appendices[0].attached.text = text

    reports("attached-matches-document", plan_with_appendix)


@pytest.mark.parametrize(
    "text", ["(Kèm theo Kế hoạch số .../KH-UBND ngày ... tháng ... năm 2026 của Ủy ban nhân dân xã An Bình)"]
)
def test_a_reference_line_left_open_is_accepted(plan_with_appendix, accepts, text):
    plan_with_appendix.appendices[0].attached.text = text

    accepts("attached-matches-document", plan_with_appendix)


def test_an_article_that_does_not_exist_is_reported(decision, reports):
    decision.recipients[1].text = "- Như Điều 9;"
    reports("article-cited-exists", decision)
    decision.recipients[1].text = "- Như Điều 4;"
    decision.body[-1].runs[1].text = "Các ông, bà có tên tại Điều 6 Quyết định này chịu trách nhiệm thi hành./."

    reports("article-cited-exists", decision, found="Điều 6")


def test_an_article_of_another_law_is_none_of_ours(decision, accepts):
    decision.body[2].text = "1. Thực hiện theo Điều 99 Luật Giao dịch điện tử và các quy định liên quan."

    accepts("article-cited-exists", decision)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Họp vào thứ Năm, ngày 12/3/2026.", True),
        ("Họp vào thứ Hai, ngày 12/3/2026.", False),
        ("Họp vào thứ 5, ngày 12 tháng 3 năm 2026.", True),
        ("Họp vào Chủ nhật, ngày 12 tháng 3 năm 2026.", False),
    ],
)
def test_weekdays_are_counted(draft, accepts, reports, text, right):
    draft.text_of("Kinh phí").text += f" {text}"

    if right:
        accepts("weekday-matches-date", draft)
    else:
        reports("weekday-matches-date", draft)


@pytest.mark.parametrize("text", ["trước ngày 31/4/2026", "trước ngày 30 tháng 02 năm 2026"])
def test_a_day_in_the_text_that_no_calendar_has_is_told(draft, reports, text):
    draft.text_of("Kinh phí").text += f" Xong {text}."

    reports("date-exists", draft)


@pytest.mark.parametrize("other", ["Phòng Văn hoá - Xã hội", "Phòng văn hóa - xã hội", "Phòng Văn Hóa - Xã hội"])
def test_two_spellings_of_one_body_are_told(draft, reports, other):
    draft.body[-1].text = draft.body[-1].text.replace("Phòng Văn hóa - Xã hội", other)

    report = reports("body-name-spelling", draft)

    assert "và" in report.findings[0].found


def test_bodies_that_only_begin_alike_are_two(draft, accepts):
    draft.text_of(
        "Kinh phí"
    ).text += " Sở Nông nghiệp và Môi trường phối hợp với Sở Nội vụ, Sở Ngoại vụ, Phòng Văn hóa thông tin xã bạn."

    accepts("body-name-spelling", draft)


def test_a_second_full_citation_is_only_mentioned(draft, reports):
    draft.text_of(
        "Kinh phí"
    ).text += " Thực hiện Kế hoạch số 12/KH-UBND ngày 02 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Vĩnh Long."

    reports("citation-repeated", draft)


@pytest.mark.parametrize(
    ("number", "date"),
    [
        ("Số: 12/2026/QĐ-UBND", "An Bình, ngày 12 tháng 3 năm 2026"),
        ("Số:    /2026/QĐ-UBND", "An Bình, ngày      tháng 3 năm 2026"),
        ("Số: 96/QĐ-UBND", "An Bình, ngày 04 tháng 3 năm 2020"),
    ],
)
def test_documents_under_other_rules_are_told_and_left_alone(decision, reports, number, date):
    decision.number.text, decision.place_date.text = number, date
    decision.page.bottom = 10

    report = reports("regime-other", decision)

    assert not report.judged
    assert not report.has_errors


def test_the_decree_s_first_day_is_judged(decision, accepts):
    decision.place_date.text = "An Bình, ngày 05 tháng 3 năm 2020"
    decision.bases = [Line(**decision.bases[-1].__dict__)]

    accepts("regime-other", decision)


def test_a_party_document_is_told(draft, reports):
    draft.nation.text, draft.motto.text = "ĐẢNG CỘNG SẢN VIỆT NAM", ""
    draft.motto_rule = None
    draft.number.text = "Số 15-KH/ĐU"

    report = reports("regime-other", draft)

    assert report.document.regime == "party"


def test_rules_with_nothing_to_compare_do_not_apply(draft, accepts):
    accepts("authority-matches-signer", draft, outcome=Outcome.NOT_APPLICABLE)
    accepts("attached-matches-document", draft, outcome=Outcome.NOT_APPLICABLE)
    accepts("article-cited-exists", draft, outcome=Outcome.NOT_APPLICABLE)


def test_what_is_no_document_of_this_kind_is_told_and_left_alone(reports):
    from typed.draft import Draft

    draft = Draft()
    for name in ("nation", "motto", "number", "place_date", "title"):
        setattr(draft, name, None)
    draft.issuer, draft.subject, draft.bases, draft.recipients, draft.signer = [], [], [], [], []
    draft.body = [Line("Chào bạn, lâu rồi không gặp.", size=11, font="Calibri")]
    draft.opening = []

    report = reports("regime-other", draft)

    assert not report.has_errors
    assert report.document.regime == "unrecognised"
