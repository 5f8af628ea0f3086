"""The report as JSON: a stable, versioned form for other systems."""

import json
from dataclasses import asdict
from typing import Any

from service.checking.finding import Finding
from service.checking.report import FORM_VERSION, Report, RuleVerdict
from service.checking.topics import Outcome, Severity


def report_data(report: Report) -> dict[str, Any]:
    """The report as plain data: ``version``, ``document``, ``summary``, ``findings``, ``verdicts``."""
    return {
        "version": FORM_VERSION,
        "document": {
            key: list(value) if isinstance(value, tuple) else value for key, value in asdict(report.document).items()
        },
        "summary": {
            **{f"{severity.value}s": report.count(severity) for severity in (Severity.ERROR, Severity.WARNING)},
            "infos": report.count(Severity.INFO),
            **{outcome.value: report.count_outcome(outcome) for outcome in Outcome},
        },
        "findings": [_finding(finding) for finding in report.findings],
        "verdicts": [_verdict(verdict) for verdict in report.verdicts],
    }


def report_json(report: Report) -> str:
    """The report as indented JSON text; the same document always gives the same text."""
    return json.dumps(report_data(report), ensure_ascii=False, indent=2)


def _finding(finding: Finding) -> dict[str, Any]:
    where = finding.where
    return {
        "rule": finding.rule,
        "topic": finding.topic.value,
        "severity": finding.severity.value,
        "where": {
            "zone": where.zone,
            "place": where.place,
            "text": where.text,
            "paragraph": where.paragraph,
            "others": where.others,
        },
        "found": finding.found,
        "expected": finding.expected,
        "cite": finding.cite,
        "fix": finding.fix,
    }


def _verdict(verdict: RuleVerdict) -> dict[str, Any]:
    return {
        "rule": verdict.rule,
        "topic": verdict.topic.value,
        "severity": verdict.severity.value,
        "title": verdict.title,
        "cite": verdict.cite,
        "verdict": verdict.outcome.value,
        "reason": verdict.reason,
    }
