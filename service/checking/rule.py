"""Rules and their register: the decorator gives id, topic, severity and provision; the first docstring line is the title people read."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict
from service.checking.topics import Outcome, Severity, Topic

Judge = Callable[[Examined], Iterator[Verdict]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: kebab-case, never reused.
        cite: the provision it enforces.
        title: Vietnamese, one line.
        fix: how to mend what it finds, unless the finding says so itself.
        needs_pdf: it looks at printed pages.
        every_regime: it also looks at documents that are under other rules.
    """

    id: str
    topic: Topic
    severity: Severity
    cite: str
    title: str
    fix: str
    judge: Judge
    needs_pdf: bool = False
    every_regime: bool = False

    def findings_and_outcome(self, document: Examined) -> tuple[tuple[Finding, ...], Outcome, str]:
        """Judge the document: findings, what became of the rule, and the reason when it could not tell."""
        verdicts = list(self.judge(document))
        findings = tuple(
            verdict.completed(self.id, self.topic, self.severity, self.cite, self.fix)
            for verdict in verdicts
            if isinstance(verdict, Finding)
        )
        if findings:
            return findings, Outcome.VIOLATED, ""
        for kind, outcome in ((Unknown, Outcome.UNKNOWN), (NotApplicable, Outcome.NOT_APPLICABLE)):
            reason = next((verdict.reason for verdict in verdicts if isinstance(verdict, kind)), None)
            if reason is not None:
                return (), outcome, reason
        return (), Outcome.OK, ""


_REGISTER: dict[str, Rule] = {}


def rule(
    id_: str,
    topic: Topic,
    severity: Severity,
    cite: str,
    fix: str = "",
    *,
    needs_pdf: bool = False,
    every_regime: bool = False,
) -> Callable[[Judge], Judge]:
    """Register a function as a rule; its first docstring line is the title."""

    def register(judge: Judge) -> Judge:
        if id_ in _REGISTER:
            raise ValueError(f"Two rules are called {id_}.")
        title = (inspect.getdoc(judge) or "").partition("\n")[0].strip()
        _REGISTER[id_] = Rule(id_, topic, severity, cite, title, fix, judge, needs_pdf, every_regime)
        return judge

    return register


def registered() -> tuple[Rule, ...]:
    """Every registered rule, by topic and then in the order of definition."""
    order = list(Topic)
    return tuple(sorted(_REGISTER.values(), key=lambda one: order.index(one.topic)))


def without_repeats(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with exact repeats dropped, in order."""
    return tuple(dict.fromkeys(findings))
