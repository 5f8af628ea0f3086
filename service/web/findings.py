"""What is missing in a document and what the checker finds on it, as the check drawer and the phiếu show it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.actions.services import Services
from service.checking.check import check
from service.checking.report import Report
from service.checking.topics import Outcome, Severity
from service.documents.model import Document
from service.errors import Problem
from service.rendering import CompiledTemplate, render_document
from service.web.due_dates import impossible_days
from service.web.places import place_on_paper
from service.web.printed_places import path_of, printed_paragraphs
from service.web.unfinished import printable
from service.web.words import _


@dataclass(frozen=True, kw_only=True)
class Found:
    """Findings as plain data, worst first, and how many rules hold."""

    findings: list[dict[str, Any]]
    passed: int
    rules: int
    held: list[dict[str, str]]
    """The rules that hold, with their provisions."""


#: Rules that the form answers itself while a field is blank.
_OF_BLANKS = {"subject-missing": "/subject", "kinh-gui-missing": "/addressees", "recipients-like-above": "/addressees"}
#: How the pages colour a severity.
TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn"}


def of_document(services: Services, document: Document, template: CompiledTemplate | None) -> Found:
    """Check the document as it prints."""
    docx = render_document(document, template, templates_dir=services.settings.templates_dir)
    return _with_days(of_report(check(docx, issued=document.is_issued)), document.model_dump(mode="json"))


def of_draft(services: Services, data: Mapping[str, Any], template: CompiledTemplate | None) -> Found:
    """The same of a draft as far as it goes, each finding with the `path` of the field that its paragraph shows, or none."""
    templates_dir = services.settings.templates_dir
    document = printable(data)
    docx = render_document(document, template, templates_dir=templates_dir)
    found = of_report(check(docx, issued=document.is_issued))
    if any(item["paragraph"] is not None for item in found.findings):
        printed = printed_paragraphs(data, docx, template, templates_dir)
        for item in found.findings:
            at = item["paragraph"]
            item["path"] = path_of(printed[at], data, item["found"]) if at is not None and at < len(printed) else ""
    return _with_days(found, data)


def _with_days(found: Found, data: Mapping[str, Any]) -> Found:
    """Due dates that no calendar has come first: the form is kept, the document is still wrong."""
    days = [
        {
            "rule": "due-impossible",
            "tone": TONES[Severity.ERROR],
            "title": _("Thời hạn ghi ngày không có trong lịch"),
            "place": place_on_paper(path, data),
            "text": words,
            "paragraph": None,
            "others": 0,
            "found": words,
            "expected": "",
            "cite": "",
            "fix": _("Sửa ngày trong bảng nhiệm vụ."),
            "path": path,
        }
        for path, words in impossible_days(data)
    ]
    return replace(found, findings=days + found.findings)


def of_report(report: Report) -> Found:
    """The report as plain data."""
    graveness = list(Severity)
    ordered = sorted(report.findings, key=lambda finding: graveness.index(finding.severity))
    titles = {verdict.rule: verdict.title for verdict in report.verdicts}
    passed = report.count_outcome(Outcome.OK)
    judged = sum(verdict.outcome in (Outcome.OK, Outcome.VIOLATED) for verdict in report.verdicts)
    return Found(
        findings=[
            {
                "rule": finding.rule,
                "tone": TONES.get(finding.severity, "info"),
                "title": titles.get(finding.rule, finding.rule),
                "place": finding.where.place,
                "text": finding.where.text,
                "paragraph": finding.where.paragraph,
                "others": finding.where.others,
                "found": str(finding.found),
                "expected": finding.expected,
                "cite": finding.cite,
                "fix": finding.fix,
            }
            for finding in ordered
        ],
        passed=passed,
        rules=judged,
        held=[
            {"title": verdict.title, "cite": verdict.cite}
            for verdict in report.verdicts
            if verdict.outcome is Outcome.OK
        ],
    )


def problems_in_words(found: tuple[Problem, ...], data: Mapping[str, Any]) -> list[dict[str, str]]:
    """What keeps `data` from being a document, each with its place in words."""
    return [
        {"path": item.path, "code": item.code, "message": item.message, "place": place_on_paper(item.path, data)}
        for item in found
    ]


def beyond_blanks(findings: list[dict[str, Any]], missing: tuple[Problem, ...]) -> list[dict[str, Any]]:
    """The findings without those that only say again that a field is still to be filled in."""
    blank = tuple(problem.path for problem in missing)
    return [item for item in findings if not any(path.startswith(_OF_BLANKS.get(item["rule"], "?")) for path in blank)]
