"""The result of a check: what was recognised, what was found, and what became of every rule; nothing in it depends on the clock."""

from dataclasses import dataclass
from typing import Final

from service.checking.finding import Finding
from service.checking.topics import Outcome, Severity, Topic

#: Version of the JSON form; fields may be added within a version, never changed or dropped.
FORM_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the document was recognised as; an empty field was not determined.

    Attributes:
        state: ``draft`` or ``issued``, as it was judged.
        undetermined: what could not be determined, in words.
        notes: what the reader should know (tracked changes, damaged parts, other rules apply).
    """

    kind: str = ""
    kind_name: str = ""
    regime: str = "administrative"
    regime_reason: str = ""
    state: str = "issued"
    number: str = ""
    symbol: str = ""
    issued_on: str = ""
    place: str = ""
    issuer: str = ""
    parent_agency: str = ""
    subject: str = ""
    signer: str = ""
    post: str = ""
    pages: int = 1
    pages_measured: bool = False
    words: int = 0
    paragraphs: int = 0
    tables: int = 0
    appendices: int = 0
    recipients: int = 0
    made_by_us: bool = False
    undetermined: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """What became of one rule."""

    rule: str
    topic: Topic
    severity: Severity
    title: str
    cite: str
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The whole result."""

    document: Recognised
    findings: tuple[Finding, ...]
    verdicts: tuple[RuleVerdict, ...]

    def count(self, severity: Severity) -> int:
        """How many findings are that grave."""
        return sum(finding.severity is severity for finding in self.findings)

    def count_outcome(self, outcome: Outcome) -> int:
        """How many rules came out so."""
        return sum(verdict.outcome is outcome for verdict in self.verdicts)

    @property
    def has_errors(self) -> bool:
        """Whether the decree's text is broken anywhere."""
        return self.count(Severity.ERROR) > 0

    @property
    def judged(self) -> bool:
        """Whether the decree's rules apply at all."""
        return self.document.regime == "administrative"
