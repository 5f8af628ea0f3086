import json
import re
from html.parser import HTMLParser

import pytest
from typed.draft import Rule

from service.checking import (
    Outcome,
    Topic,
    all_rules,
    check,
    report_data,
    report_html,
    report_json,
    report_text,
    summary_table,
)


@pytest.fixture
def faulty(draft):
    """A report with an error, a warning and a remark."""
    draft.number.size = 14
    draft.issuer_rule = Rule(length=30)
    draft.subject[0].text += "."
    draft.opening[0].text = draft.opening[0].text.replace("Ủy ban", "Uỷ ban")
    draft.page.bottom = 12.5
    return check(draft.docx())


def test_the_json_has_its_three_parts_and_a_version(faulty):
    data = json.loads(report_json(faulty))

    assert data["version"] == 1
    assert {"document", "findings", "verdicts", "summary"} <= set(data)
    assert data["document"]["kind"] == "ke-hoach"
    assert data["document"]["number"] == "15"
    assert data["document"]["symbol"] == "KH-UBND"
    assert data["document"]["issued_on"] == "2026-03-12"
    assert data["document"]["signer"] == "Lê Văn Thành"
    assert data["document"]["undetermined"] == []


def test_a_finding_in_json_has_exactly_the_promised_fields(faulty):
    topics = {topic.value for topic in Topic}

    for finding in report_data(faulty)["findings"]:
        assert set(finding) == {"rule", "topic", "severity", "where", "found", "expected", "cite", "fix"}
        assert finding["topic"] in topics
        assert finding["severity"] in {"error", "warning", "info"}
        assert finding["found"]
        assert finding["expected"]
        assert finding["cite"]
        assert finding["where"]["place"]


def test_every_rule_has_a_verdict(faulty):
    verdicts = report_data(faulty)["verdicts"]

    assert [verdict["rule"] for verdict in verdicts] == [rule.id for rule in all_rules()]
    assert {verdict["verdict"] for verdict in verdicts} == {outcome.value for outcome in Outcome}


def test_findings_come_by_gravity_and_the_same_each_time(draft, faulty):
    severities = [finding.severity.value for finding in faulty.findings]

    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert report_json(check(draft.docx())) == report_json(check(draft.docx()))


def test_the_text_says_what_where_and_how_to_mend_it(faulty):
    text = report_text(faulty, "ke-hoach.docx")

    for words in (
        "ke-hoach.docx",
        "Kế hoạch",
        "15/KH-UBND",
        "12/3/2026",
        "Lê Văn Thành",
        "ô số 3",
        "Đang là:",
        "Nên là:",
        "Cách sửa:",
    ):
        assert words in text
    assert "2 cảnh báo" not in text
    assert re.search(r"3 lỗi, 1 cảnh báo, 1 lưu ý; \d+ quy tắc đạt", text)


def test_a_clean_text_report_says_so(draft):
    assert "Đạt thể thức" in report_text(check(draft.docx()))


class Collector(HTMLParser):
    """Gathers tags and every address in attributes."""

    def __init__(self):
        super().__init__()
        self.tags, self.addresses, self.text = [], [], ""

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.addresses += [value for name, value in attributes if name in {"src", "href", "action", "data"}]

    def handle_data(self, data):
        self.text += data


def test_the_phieu_is_one_page_of_html_that_asks_for_nothing_outside(faulty):
    html = report_html(faulty, "ke-hoach.docx")
    page = Collector()
    page.feed(html)

    assert page.addresses == []
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html
    assert "size: A4" in html
    assert "Phiếu kiểm tra thể thức văn bản" in page.text
    for finding in faulty.findings:
        assert finding.found in page.text
        assert finding.cite in page.text


def test_words_of_the_document_cannot_become_markup(draft):
    draft.subject[0].text = 'Kế hoạch <script>alert("x")</script> & "khác".'

    html = report_html(check(draft.docx()), "<b>.docx")

    assert "<script>" not in html
    assert "<b>.docx" not in html
    assert "&lt;script&gt;" in html


def test_a_document_under_other_rules_gets_one_sentence_and_no_verdict(decision):
    decision.number.text = "Số: 12/2026/QĐ-UBND"
    report = check(decision.docx())

    assert "quy phạm pháp luật" in report_text(report)
    assert "Đã xem xét" not in report_html(report)


def test_many_files_make_a_table(faulty, draft):
    table = summary_table([("a.docx", faulty), ("b-dai-hon.docx", "Tệp rỗng.")])

    assert "a.docx" in table
    assert "không đọc được: Tệp rỗng." in table
    assert len({line.index("  ") for line in table.splitlines()[2:]}) <= 2
