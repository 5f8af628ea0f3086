import pytest
from typed.draft import Line, Rule, ink

from service.checking import Outcome, check


@pytest.mark.parametrize("size", [13, 14])
def test_title_and_subject_at_13_to_14_are_accepted(draft, accepts, size):
    draft.title.size = draft.subject[0].size = size

    for rule in (
        "title-missing",
        "title-type",
        "subject-missing",
        "subject-type",
        "subject-ending",
        "subject-length",
        "title-kind",
    ):
        assert accepts(rule, draft).findings == ()
    accepts("title-missing", draft)
    accepts("title-type", draft)
    accepts("subject-missing", draft)
    accepts("subject-type", draft)
    accepts("subject-ending", draft)
    accepts("subject-length", draft)
    accepts("title-kind", draft)


@pytest.mark.parametrize("change", [{"size": 12}, {"size": 16}, {"bold": False}, {"italic": True}])
def test_a_title_set_otherwise_is_reported(draft, reports, change):
    for name, value in change.items():
        setattr(draft.title, name, value)

    reports("title-type", draft)


def test_a_missing_title_is_reported(draft):
    draft.title = None
    draft.subject[0].text = "Về việc chuyển đổi số năm 2026 của xã An Bình"

    assert "title-missing" in {finding.rule for finding in check(draft.docx()).findings}


def test_only_the_missing_title_is_reported(draft, reports):
    draft.title = None

    reports("title-missing", draft)


def test_a_missing_subject_is_reported(draft, reports):
    draft.subject, draft.subject_rule = [], None

    reports("subject-missing", draft)


@pytest.mark.parametrize(
    "change", [{"size": 12}, {"bold": False}, {"italic": True}, {"text": "CHUYỂN ĐỔI SỐ NĂM 2026 CỦA XÃ AN BÌNH"}]
)
def test_a_subject_set_otherwise_is_reported(draft, reports, change):
    for name, value in change.items():
        setattr(draft.subject[0], name, value)

    reports("subject-type", draft)


@pytest.mark.parametrize("mark", [".", ";", ","])
def test_a_mark_behind_the_subject_is_told(draft, reports, mark):
    draft.subject[0].text += mark

    reports("subject-ending", draft)


def test_a_subject_of_half_a_page_is_told(draft, reports):
    text = "Chuyển đổi số năm 2026 của xã An Bình và các nhiệm vụ trọng tâm về dịch vụ công trực tuyến"
    draft.subject = [Line(text, bold=True, align="center") for _ in range(5)]
    draft.subject_rule = Rule(length=60)

    reports("subject-length", draft)


def test_a_subject_over_four_lines_is_accepted(draft, accepts):
    lines = ["Chuyển đổi số năm 2026", "và những năm tiếp theo", "trên địa bàn", "xã An Bình"]
    draft.subject = [Line(text, bold=True, align="center") for text in lines]
    draft.subject_rule = Rule(length=0.42 * ink(draft.subject[1]))

    report = accepts("subject-type", draft)

    assert report.document.subject == " ".join(lines)


def test_a_kind_outside_the_list_is_told(draft, reports):
    draft.title.text = "KẾT LUẬN"
    draft.number.text = "Số: 15/KL-UBND"

    reports("title-kind", draft)


@pytest.mark.parametrize("kind", ["drawing", "vml", "both", "characters", "border"])
@pytest.mark.parametrize("share", [0.335, 0.42, 0.495])
def test_a_rule_of_a_third_to_a_half_under_the_subject_is_accepted(draft, accepts, kind, share):
    draft.subject_rule = Rule(kind, length=share * ink(draft.subject[0]))

    accepts("title-rule-length", draft)
    accepts("title-rule-missing", draft)


@pytest.mark.parametrize("share", [0.25, 0.6, 1.0])
def test_a_rule_outside_the_shares_is_reported(draft, reports, share):
    draft.subject_rule = Rule(length=share * ink(draft.subject[0]))

    reports("title-rule-length", draft)


def test_no_rule_under_the_subject_is_reported(draft, reports):
    draft.subject_rule = None

    reports("title-rule-missing", draft)


def test_a_broken_rule_under_the_subject_is_reported(draft, reports, accepts):
    accepts("title-rule-unbroken", draft)
    draft.subject_rule = Rule("drawing", dash="sysDot")

    reports("title-rule-unbroken", draft)


def test_a_letter_needs_no_title_and_prints_none(letter, accepts, reports):
    accepts("cong-van-title", letter)
    accepts("title-missing", letter, outcome=Outcome.NOT_APPLICABLE)
    letter.title = Line("CÔNG VĂN", bold=True, align="center", before=12)

    reports("cong-van-title", letter)


@pytest.mark.parametrize("size", [12, 13])
def test_a_letter_s_subject_at_12_to_13_is_accepted(letter, accepts, size):
    for line in letter.cong_van_subject:
        line.size = size

    accepts("cong-van-subject-type", letter)
    accepts("cong-van-subject-missing", letter)


@pytest.mark.parametrize("change", [{"size": 11}, {"size": 14}, {"bold": True}, {"italic": True}])
def test_a_letter_s_subject_set_otherwise_is_reported(letter, reports, change):
    for line in letter.cong_van_subject:
        for name, value in change.items():
            setattr(line, name, value)

    reports("cong-van-subject-type", letter)


def test_a_letter_without_subject_is_reported(letter, reports):
    letter.cong_van_subject = []

    reports("cong-van-subject-missing", letter)


def test_a_subject_that_begins_otherwise_is_reported(letter, reports):
    letter.cong_van_subject[0].text = "Về việc báo cáo kết quả chuyển đổi số"

    reports("cong-van-subject-missing", letter, found="Về việc")


@pytest.mark.parametrize(("before", "after"), [(6, 0), (0, 6), (3, 3)])
def test_six_points_above_a_letter_s_subject_are_accepted(letter, accepts, before, after):
    letter.cong_van_subject[0].before, letter.number.after = before, after

    accepts("cong-van-subject-gap", letter)


@pytest.mark.parametrize("before", [0, 3, 12])
def test_another_gap_is_told(letter, reports, before):
    letter.cong_van_subject[0].before = before

    reports("cong-van-subject-gap", letter)
