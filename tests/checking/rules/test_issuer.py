import pytest
from typed.draft import Line, Rule, ink

from service.checking import check


def department(draft):
    """Make the plan one of a provincial department."""
    draft.parent = [Line("UBND TỈNH VĨNH LONG", size=13, align="center")]
    draft.issuer = [Line("SỞ NỘI VỤ", size=13, bold=True, align="center")]
    draft.number.text = "Số: 15/KH-SNV"
    draft.place_date.text = "Vĩnh Long, ngày 12 tháng 3 năm 2026"
    draft.signer = [
        Line("GIÁM ĐỐC", bold=True, align="center"),
        *[Line()] * 4,
        Line("Lê Văn Thành", bold=True, align="center"),
    ]
    return draft


@pytest.mark.parametrize("size", [12, 13])
def test_a_body_above_and_an_issuer_at_12_to_13_are_accepted(draft, accepts, size):
    department(draft)
    draft.parent[0].size = draft.issuer[0].size = size

    accepts("issuer-type", draft)
    accepts("parent-agency-type", draft)


@pytest.mark.parametrize(
    "change", [{"size": 11}, {"size": 14}, {"italic": True}, {"bold": False}, {"text": "Sở Nội vụ"}]
)
def test_an_issuer_set_otherwise_is_reported(draft, reports, change):
    department(draft)
    for name, value in change.items():
        setattr(draft.issuer[0], name, value)

    reports("issuer-type", draft)


@pytest.mark.parametrize("change", [{"size": 14}, {"italic": True}, {"text": "UBND tỉnh Vĩnh Long"}])
def test_a_body_above_set_otherwise_is_reported(draft, reports, change):
    department(draft)
    for name, value in change.items():
        setattr(draft.parent[0], name, value)

    reports("parent-agency-type", draft)


def test_a_bold_body_above_is_told_from_the_issuer_by_its_words(draft, reports):
    department(draft)
    draft.parent[0].bold = True

    reports("parent-agency-type", draft, found="chữ đậm")


def test_a_name_over_three_lines_is_one_name(draft, accepts):
    draft.issuer = [
        Line(text, size=13, bold=True, align="center") for text in ("BAN CHỈ ĐẠO", "CHUYỂN ĐỔI SỐ", "XÃ AN BÌNH")
    ]

    report = accepts("issuer-type", draft)

    assert report.document.issuer == "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ XÃ AN BÌNH"
    assert report.document.parent_agency == ""


def test_the_body_above_may_be_shortened_the_issuer_not(draft, reports, accepts):
    department(draft)
    accepts("issuer-shortened", draft)
    draft.parent = []
    draft.issuer = [Line("UBND XÃ AN BÌNH", size=13, bold=True, align="center")]

    reports("issuer-shortened", draft, found="UBND")


def test_two_spellings_of_uy_ban_are_mentioned(draft, reports, accepts):
    accepts("issuer-spelling", draft)
    draft.opening[0].text = draft.opening[0].text.replace("Ủy ban", "Uỷ ban")

    reports("issuer-spelling", draft)


@pytest.mark.parametrize("kind", ["drawing", "connector", "vml", "both", "characters", "border"])
@pytest.mark.parametrize("share", [0.34, 0.495])
def test_a_rule_of_a_third_to_a_half_is_accepted_however_it_is_made(draft, accepts, kind, share):
    draft.issuer_rule = Rule(kind, length=share * ink(draft.issuer[0]))

    accepts("issuer-rule-length", draft)
    accepts("issuer-rule-missing", draft)


def test_the_share_may_be_of_the_last_line_or_of_the_longest(draft, accepts):
    draft.issuer_rule = Rule(length=0.4 * ink(draft.issuer[1]))
    accepts("issuer-rule-length", draft)
    draft.issuer_rule = Rule(length=0.49 * ink(draft.issuer[0]))
    accepts("issuer-rule-length", draft)


@pytest.mark.parametrize("length", [5, 8.5, 24, 43.2])
def test_a_rule_outside_the_shares_is_reported_with_the_length_to_draw(draft, reports, length):
    draft.issuer_rule = Rule(length=length)

    report = reports("issuer-rule-length", draft)

    assert report.findings[0].fix.endswith("mm.")


def test_no_rule_is_reported(draft, reports):
    draft.issuer_rule = None

    reports("issuer-rule-missing", draft)


def test_a_dotted_rule_is_reported(draft, reports, accepts):
    accepts("issuer-rule-unbroken", draft)
    draft.issuer_rule = Rule("vml", dash="1 1")

    reports("issuer-rule-unbroken", draft)


def test_a_joint_document_has_two_issuers_and_neither_is_above_the_other(draft):
    draft.issuer = [
        Line("ỦY BAN NHÂN DÂN XÃ AN BÌNH", size=13, bold=True, align="center"),
        Line("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ AN BÌNH", size=13, bold=True, align="center"),
    ]
    assert "parent-agency-type" in {one.rule for one in check(draft.docx()).findings}

    draft.title.text = "KẾ HOẠCH LIÊN TỊCH"
    assert "parent-agency-type" not in {one.rule for one in check(draft.docx()).findings}
