import pytest
from typed.draft import Line

from service.checking import Outcome, check


def test_a_usual_list_is_accepted(draft, letter, decision, accepts):
    for rule in (
        "recipients-missing",
        "recipients-heading-type",
        "recipients-heading-text",
        "recipients-heading-level",
        "recipients-list-type",
        "recipients-list-marks",
        "recipients-like-above",
        "archive-line-missing",
        "archive-line-form",
        "archive-line-ending",
    ):
        accepts(rule, draft)
        accepts(rule, letter)
    assert accepts("recipients-as-article", decision)
    assert accepts("recipients-missing", draft)
    assert accepts("recipients-heading-type", draft)
    assert accepts("recipients-heading-text", draft)
    assert accepts("recipients-heading-level", draft)
    assert accepts("recipients-list-type", draft)
    assert accepts("recipients-list-marks", draft)
    assert accepts("recipients-like-above", letter)
    assert accepts("archive-line-missing", draft)
    assert accepts("archive-line-form", draft)
    assert accepts("archive-line-ending", draft)


def test_no_recipients_are_reported(draft, reports):
    draft.recipients = []

    reports("recipients-missing", draft)


@pytest.mark.parametrize("change", [{"size": 11}, {"size": 13}, {"bold": False}, {"italic": False}])
def test_a_heading_set_otherwise_is_reported(draft, reports, change):
    for name, value in change.items():
        setattr(draft.recipients[0], name, value)

    reports("recipients-heading-type", draft)


@pytest.mark.parametrize("text", ["Nơi nhận", "Nơi nhận :", "Nơi Nhận:"])
def test_a_heading_written_otherwise_is_reported(draft, reports, text):
    draft.recipients[0].text = text

    reports("recipients-heading-text", draft)


def test_a_heading_that_shares_its_line_is_reported(draft, reports):
    first = draft.recipients.pop(1)
    draft.recipients[0].text += " " + first.text

    reports("recipients-heading-text", draft)


def test_a_heading_lower_than_the_post_is_told(draft, reports):
    draft.recipients[0].before = 24

    reports("recipients-heading-level", draft, found="mm")


@pytest.mark.parametrize("change", [{"size": 10}, {"size": 12}, {"italic": True}, {"bold": True}])
def test_a_list_set_otherwise_is_reported(draft, reports, change):
    for line in draft.recipients[1:]:
        for name, value in change.items():
            setattr(line, name, value)

    report = reports("recipients-list-type", draft)

    assert report.findings[0].where.others == 4


@pytest.mark.parametrize(("old", "new"), [(";", ""), (";", ","), (";", "."), ("- ", ""), ("- ", "+ "), ("- ", "• ")])
def test_wrong_marks_are_reported(draft, reports, old, new):
    draft.recipients[3].text = draft.recipients[3].text.replace(old, new)

    reports("recipients-list-marks", draft)


def test_like_above_needs_an_address(draft, reports):
    draft.recipients[1].text = "- Như trên;"

    reports("recipients-like-above", draft)


def test_an_address_needs_like_above(letter, reports):
    del letter.recipients[1]

    reports("recipients-like-above", letter)


def test_a_decision_names_its_articles_first(decision, reports):
    del decision.recipients[1]

    reports("recipients-as-article", decision)


def test_a_missing_or_misplaced_archive_line_is_reported(draft, reports):
    archive = draft.recipients.pop()
    draft.recipients.insert(1, Line(archive.text, size=11))
    reports("archive-line-missing", draft, found="không ở cuối")
    del draft.recipients[1]
    reports("archive-line-missing", draft, found="không có")


@pytest.mark.parametrize("text", ["- Lưu VT, VHXH.", "- Lưu: VHXH.", "- Lưu: Văn thư.", "Lưu: HS, VT."])
def test_an_archive_line_written_otherwise_is_reported(draft, text):
    draft.recipients[-1].text = text

    assert "archive-line-form" in {finding.rule for finding in check(draft.docx()).findings}


def test_only_the_form_of_the_archive_line_is_reported(draft, reports):
    draft.recipients[-1].text = "- Lưu VT, VHXH."

    reports("archive-line-form", draft)


@pytest.mark.parametrize(
    "text", ["- Lưu: VT.", "- Lưu: VT, HC (2).", "- Lưu: VT, VHXH(Hạnh).", "- Lưu: VT, VHXH. Hạnh", "- Lưu: VT, TH.05b"]
)
def test_archive_lines_met_in_offices_are_accepted(draft, accepts, text):
    draft.recipients[-1].text = text

    accepts("archive-line-ending", draft)
    accepts("archive-line-form", draft)


@pytest.mark.parametrize("mark", ["", ";", ","])
def test_an_archive_line_without_full_stop_is_reported(draft, reports, mark):
    draft.recipients[-1].text = "- Lưu: VT, VHXH" + mark

    reports("archive-line-ending", draft)


def test_minutes_need_no_recipients(draft):
    draft.title.text, draft.number.text, draft.recipients = "BIÊN BẢN", "Số: 15/BB-UBND", []

    verdicts = {verdict.rule: verdict.outcome for verdict in check(draft.docx()).verdicts}

    assert verdicts["recipients-missing"] is Outcome.NOT_APPLICABLE
