"""What every test of the checker starts from: a compliant draft to spoil, and sentences about rules."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from service.checking import Outcome, Report, check
from service.checking.report import RuleVerdict

VIOLATIONS = Path(__file__).parents[2] / "fixtures" / "violations"
sys.path.insert(0, str(VIOLATIONS))

from typed import kinds  # noqa: E402
from typed.draft import Draft  # noqa: E402


@pytest.fixture
def draft() -> Draft:
    """A compliant plan, typed in Word."""
    return Draft()


@pytest.fixture
def letter() -> Draft:
    """A compliant công văn to two bodies."""
    return kinds.cong_van()


@pytest.fixture
def report_upward() -> Draft:
    """A compliant báo cáo to one superior body."""
    return kinds.bao_cao()


@pytest.fixture
def decision() -> Draft:
    """A compliant individual decision."""
    return kinds.quyet_dinh()


@pytest.fixture
def regulation() -> Draft:
    """A compliant quy chế in chapters."""
    return kinds.regulation()


@pytest.fixture
def plan_with_appendix() -> Draft:
    """A compliant plan with one appendix."""
    return kinds.with_appendices(1)


@pytest.fixture
def plan_with_appendices() -> Draft:
    """A compliant plan with two appendices."""
    return kinds.with_appendices(2)


def verdict_of(report: Report, rule: str) -> RuleVerdict:
    """What became of one rule."""
    return next(verdict for verdict in report.verdicts if verdict.rule == rule)


@pytest.fixture
def accepts() -> Callable[..., Report]:
    """Assert that a rule looked at the document and had nothing to say, nor had any other rule."""

    def assert_accepts(rule: str, draft: Draft, *, issued: bool | None = None, outcome: Outcome = Outcome.OK) -> Report:
        report = check(draft.docx(), issued=issued)
        assert [(one.rule, one.found) for one in report.findings] == []
        verdict = verdict_of(report, rule)
        assert verdict.outcome is outcome, verdict.reason
        return report

    return assert_accepts


@pytest.fixture
def reports() -> Callable[..., Report]:
    """Assert that exactly this rule, and `also` others named, reports the document."""

    def assert_reports(
        rule: str, draft: Draft, *, also: tuple[str, ...] = (), issued: bool | None = None, found: str = ""
    ) -> Report:
        report = check(draft.docx(), issued=issued)
        assert {one.rule for one in report.findings} == {rule, *also}
        if found:
            assert found in next(one.found for one in report.findings if one.rule == rule)
        assert verdict_of(report, rule).outcome is Outcome.VIOLATED
        return report

    return assert_reports
