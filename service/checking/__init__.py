"""Any DOCX in, a *phiếu kiểm tra thể thức* out: what Nghị định 30/2020/NĐ-CP would object to, where, and what to write instead."""

from service.checking.catalogue import rules_data, rules_markdown, rules_table
from service.checking.check import all_rules, check, check_document
from service.checking.finding import Finding, Where
from service.checking.printed import PrintedPage, PrintedText, page_of
from service.checking.report import FORM_VERSION, Recognised, Report, RuleVerdict
from service.checking.report_annotated import annotate
from service.checking.report_html import report_html
from service.checking.report_json import report_data, report_json
from service.checking.report_text import report_text, summary_table
from service.checking.rule import Rule
from service.checking.topics import Outcome, Severity, Topic

__all__ = [
    "FORM_VERSION",
    "Finding",
    "Outcome",
    "PrintedPage",
    "PrintedText",
    "Recognised",
    "Report",
    "Rule",
    "RuleVerdict",
    "Severity",
    "Topic",
    "Where",
    "all_rules",
    "annotate",
    "check",
    "check_document",
    "page_of",
    "report_data",
    "report_html",
    "report_json",
    "report_text",
    "rules_data",
    "rules_markdown",
    "rules_table",
    "summary_table",
]
