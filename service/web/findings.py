"""What is missing in a document and what the checker finds on it, as the check drawer and the phiếu show it."""

from dataclasses import dataclass
from typing import Any

from service.actions.services import Services
from service.checking.check import check
from service.checking.report import Report
from service.checking.topics import Outcome, Severity
from service.documents.labels import place
from service.documents.model import Document
from service.errors import Problem
from service.rendering import CompiledTemplate, render_document


@dataclass(frozen=True, kw_only=True)
class Found:
    """Findings as plain data, worst first, and how many rules hold."""

    findings: list[dict[str, Any]]
    passed: int
    rules: int
    held: list[dict[str, str]]
    """The rules that hold, with their provisions."""


#: How the pages colour a severity.
TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn"}


def of_document(services: Services, document: Document, template: CompiledTemplate | None) -> Found:
    """Check the document as it prints."""
    docx = render_document(document, template, templates_dir=services.settings.templates_dir)
    return of_report(check(docx, issued=document.is_issued))


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


def problems_in_words(found: tuple[Problem, ...]) -> list[dict[str, str]]:
    """What keeps the data from being a document, each with its place in words."""
    return [
        {"path": item.path, "code": item.code, "message": item.message, "place": place(item.path)} for item in found
    ]
