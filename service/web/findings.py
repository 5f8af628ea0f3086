"""What the checker finds on a document, as the check drawer and the phiếu show it."""

from dataclasses import dataclass
from typing import Any

from service.actions.services import Services
from service.checking.check import check
from service.checking.report import Report
from service.checking.topics import Outcome, Severity
from service.documents.model import Document
from service.rendering import CompiledTemplate, render_document


@dataclass(frozen=True, kw_only=True)
class Found:
    """Findings as plain data, worst first, and how many rules hold."""

    findings: list[dict[str, Any]]
    passed: int
    rules: int


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
    )
